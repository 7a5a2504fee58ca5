"""French: tu and vous, with accents or without, of France and of Canada.

An elided word is read as two: `m'écrire` is `m ecrire`.
"""

from __future__ import annotations

from typing import Final

from core.detection.rule import Guard, Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST

NOT_STOPPING: Final = Guard(
    name="fr-negated",
    why="Who says not to stop wants more.",
    before=(
        "(ne|n|pas|jamais|faut pas|surtout pas) [l|m|me|nous|vous|de|d|t]",
        "(ne|n) ~ (pas|jamais) [de|d|l]",
    ),
    after=("(pas|jamais|surtout pas) (de|d|>)",),
    example="n'arrêtez pas de m'écrire",
)
THINGS: Final = Guard(
    name="fr-other-things",
    why="What is named is no text of ours, or somebody else does it, or hours and ways are named.",
    before=("(il|elle|on|ils|elles|ma ~|mon ~|les gens) [ne|n]",),
    after=(
        "(livraison|commande|guerre|guerres|travaux|projet|tramway|bus|gouvernement)",
        "(avant|apres|pendant|quand|lorsque|si tard|si tot|tant que|jusqu|la nuit|le soir"
        "|le matin|le dimanche|au travail)",
    ),
    anywhere=(
        "(arret|arrets) (de|du|d) (bus|tram|tramway|metro|autobus|train|travail)",
        "(l|un|prochain|dernier|premier|mon|quel) arret",
        "(plutot|seulement) ~~ (appelez|courriel|mail|telephone)",
    ),
    example="ne m'appelez pas avant midi",
)

FRENCH_REQUESTS: Final = (
    Rule(
        name="fr-stop",
        kind=_ASK,
        language="fr",
        confidence=0.96,
        why="It asks in French to stop the texts.",
        phrases=(
            "{stop} {polite}* [de|d|avec|a] {the}* [{me}] {sending}",
            "{stop} {polite}* [avec|a|aux|de|d|l] {the}* ({texts})",
            "{stop} {polite}* [avec] (ca|cela|tout ca) {polite}* >",
            "<< {polite}* (arretez|arrete|arreter|arret|cessez|stoppez|stop|stopper|halte|assez"
            "|suffit|ca suffit|desabonner|desinscrire|desinscription|desabonnement|annuler"
            "|supprimer|c est assez|fini|arretez moi ca) {polite}* >>",
            "< {polite}* (arretez|cessez|stoppez|ca suffit|arrete|arret) {polite}* >",
            "(desinscription|desabonnement|resiliation) (>|{polite}|de|sms|immediate|demandee)",
            "(ca suffit|assez|y en a marre|ras le bol) ~ (les|des|de|d|avec) ~ {texts}",
            "< (merci|priere|veuillez|svp|pouvez vous|pourriez vous) [de] (cesser|arreter"
            "|stopper) {polite}* >",
            "(faire|faites|faut) (cesser|arreter|stopper) ~~ ({texts}|ca|cela)",
            "que (vous|tu) ~ (arretiez|arretes|cessiez|cesses|stoppiez) (>|de|d)",
            "que ~~ {texts} (cessent|cesse|s arrete|s arretent|arrete|arretent)",
            "(comment|ou) ~~~~ (arreter|stopper|desactiver|bloquer|faire cesser|desabonner"
            "|desinscrire|desabonne|desinscrit|desinscris) (>|{the}|{texts}|cela|ca|de)",
            "(me|m|se|nous) (desabonner|desinscrire|desabonne|desinscris|retirer|desengager)",
        ),
        unless=(NOT_STOPPING, THINGS),
        examples_for=(
            "Arrêtez de m'envoyer des textos",
            "arret svp",
            "Stop merci",
            "comment me désabonner ?",
        ),
        examples_against=(
            "L'arrêt 42 est juste devant le bureau de vote",
            "arrête la commande",
            "n'arrêtez pas de vous battre",
        ),
    ),
    Rule(
        name="fr-do-not-send",
        kind=_ASK,
        language="fr",
        confidence=0.96,
        why="It says in French not to text any more.",
        phrases=(
            "(ne|n) [{me}] ({send}) {polite}* {no_more}",
            "{me} ({send}) (plus|pu|jamais|plus jamais|plus rien|pas)",
            "(ne|n) [me] [m] ({send}) (plus|pas|jamais) [{me}] ",
            "(ne|de ne|pas|ne jamais|ne surtout) (plus|pas|jamais"
            "|plus jamais) {polite}* {me} ({sending}|{send})",
            "(ne|de ne) (plus|pas|jamais|plus jamais) ({sending}) {the}* ({texts}|{me}|>"
            "|{polite}|sur|{stuff})",
            "(contactez|ecrivez|textez|appelez|envoyez) (moi|nous) (plus|pas|jamais)",
            "(de|d) ne (plus|pas|jamais) (recevoir|etre {removed})",
            "(ne plus|ne pas|pas) (contacter|deranger|texter|ecrire|solliciter|appeler) (>"
            "|{polite}|ce numero|svp)",
        ),
        unless=(THINGS,),
        examples_for=(
            "ne m'envoyez plus de notifications",
            "Merci de ne plus me contacter",
            "m'écris plus",
        ),
        examples_against=(
            "Ne m'appelez pas avant midi",
            "il ne m'écrit plus de poèmes après minuit",
        ),
    ),
    Rule(
        name="fr-not-wanted",
        kind=_ASK,
        language="fr",
        confidence=0.94,
        why="It says in French that it wants no more texts.",
        phrases=(
            "({want}) (plus|pas|pu|aucun|aucune|plus jamais|ni) ~~~ ({texts}|{stuff}|recevoir"
            "|etre {removed}|{sending}|{send}|{list}|entendre|que vous)",
            "({want}) ne (plus|pas) ~ (recevoir|etre|{sending}|avoir)",
            "({want}) (etre) {removed} (>|{polite}|de|d)",
            "({want}) (me|m|que) ~~~ (desabonner|desinscrire|retirer|retiriez|supprimiez"
            "|retires|enleviez|arretiez|cesse)",
            "(en|n en) (veux|voulons) (plus|pas|pu) >",
            "< {polite}* (plus|pu|pas|aucun|jamais|zero) [un|d"
            "|de] {the}* ({texts}) {polite}* (>|pour moi|a ce numero)",
            "(plus (aucun|un seul|d|de|jamais)|pas un ~) {the}* ({texts}) (>|{polite}|de votre"
            "|de vous|venant)",
            "(pas|plus) (interesse|interessee) (par|de|a) ~ ({texts}|recevoir)",
            "(marre|ras le bol|assez|tanne|tannee|fatigue|fatiguee|plein le cul"
            "|plein le dos) (de|d|des) ~~ ({texts}|recevoir|sollicite)",
            "(m|me) oppose a ~~",
        ),
        unless=(THINGS,),
        examples_for=(
            "Je ne veux plus recevoir vos messages",
            "plus de textos svp",
            "je souhaite être retiré de la liste",
        ),
        examples_against=("Non merci", "je ne veux pas que Trump gagne", "pas de problème"),
    ),
    Rule(
        name="fr-remove",
        kind=_ASK,
        language="fr",
        confidence=0.96,
        why="It asks in French to be taken off the list.",
        phrases=(
            "{remove} (moi|nous) (>|{polite}|de|d|des|du|tout)",
            "{remove} {mine}",
            "{remove} (m|me|moi|nous|le|{mine}) ~ (de|des|du|d) ~ ~ {list}",
            "(me|m|nous) {remove} (>|{polite}|de|d|des|du)",
            "(etre|sois|soit|suis) {removed} (de|des|du|d) ~ ~ {list}",
            "(sortir|sors|sortez|partir|quitter) ~ (de|des|du|cette|votre|la) ~ ~ liste",
            "{remove} ~ (cette|l|mon|notre) (abonnement|inscription|adresse|numero)",
            "(numero|telephone) // {remove} (le|moi|ca) (>|{polite}|de)",
        ),
        unless=(NOT_STOPPING,),
        examples_for=(
            "Retirez-moi de votre liste",
            "Pouvez-vous me désinscrire",
            "Supprimez mon numéro",
        ),
        examples_against=(
            "Retirez ce projet de loi",
            "supprimez les taxes",
            "ne me retirez pas de la liste",
        ),
    ),
    Rule(
        name="fr-leave-me-alone",
        kind=_ASK,
        language="fr",
        confidence=0.93,
        why="It asks in French to be left alone.",
        phrases=(
            "(laissez|laisse|laisser|foutez|fous|fichez|fiche|foutre|lachez|lache) (moi|nous|me"
            "|m) ~ (tranquille|tranquilles|en paix|la paix|paix|>|les baskets|la grappe"
            "|respirer|avec)",
            "(allez|va|vas) ~ (vous|te|t) ~ faire (foutre|voir|enculer|cuire|mettre)",
            "< {polite}* (degagez|degage|cassez vous|casse toi|fichez le camp|foutez le camp"
            "|fous le camp|la paix|barrez vous|ta gueule|vos gueules|du balai|allez au diable"
            "|sacrez moi patience|sacre moi patience) {polite}* >",
            "(sacrez|sacre|crissez) (moi|nous) (patience|la paix)",
        ),
        unless=(NOT_STOPPING,),
        examples_for=("Laissez-moi tranquille", "foutez-moi la paix", "lâchez-moi"),
        examples_against=("Laissez-moi un message", "je veux vivre en paix"),
    ),
    Rule(
        name="fr-insisting",
        kind=_ASK,
        language="fr",
        confidence=0.9,
        why="It says in French that it asked before, or what comes next.",
        phrases=(
            "(ai|avais|avons|fois|deja) ~~ {said} ~~~ (stop|arret|arreter|d arreter|de ne plus"
            "|ne plus|desinscription|retirer|non|de me|cesser|desabonner|fois)",
            "(combien|nieme|deuxieme|troisieme|derniere|2e|3e) ~ fois",
            "si (vous|tu) ~~ ({send}|continuez|continues|recommencez|n arretez|persistez"
            "|recontactez) ~~ (je|encore|plainte|la|>|plainte)",
            "(encore un|un autre|prochain|1) ~ (message|sms|texto) ~ ~ (je|et|plainte|bloque"
            "|signale)",
            "(ou|sinon) je (porte plainte|bloque|signale|vous signale|vous bloque|depose|vais"
            "|contacte)",
            "(retire|revoque|annule) mon (consentement|accord|autorisation)",
            "(n ai|ai) (jamais|pas) ~~ (consenti|autorise|donne ~~ (accord|consentement"
            "|permission|autorisation)|demande a recevoir|demande ces|souscrit)",
            "sans mon (accord|consentement|autorisation)",
            "(pourquoi) ~~~ (encore|toujours|continuez) ~ (recois|recevoir|{send}|{sending})",
            "(qui|comment|ou) ~~~~ mon numero // ({remove}|{stop}|ne m)",
        ),
        examples_for=(
            "Je vous ai déjà demandé d'arrêter",
            "si vous continuez je porte plainte",
            "je retire mon consentement",
        ),
        examples_against=("Comment avez-vous eu mon numéro ?", "j'ai déjà dit oui"),
    ),
)
