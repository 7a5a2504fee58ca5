"""French: tu and vous, with accents or without, of France and of Canada.

An elided word is read as two: `m'écrire` is `m ecrire`.
"""

from __future__ import annotations

from typing import Final

from core.detection.rule import Guard, Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST
_WRONG = RequestKind.WRONG_NUMBER

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

FRENCH_RULES: Final = (
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
            "|respirer)",
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
    Rule(
        name="fr-wrong-number",
        kind=_WRONG,
        language="fr",
        confidence=0.95,
        why="It says in French that this is the wrong number.",
        phrases=(
            "(mauvais|faux|mauvaise) (numero|num|destinataire|personne)",
            "(erreur|trompe|trompez|tromper|trompes|trompee|gourez) (de|sur) ~ (numero|personne"
            "|destinataire|num)",
            "(vous|tu|vs) ~~ (trompez|trompes|etes trompe|es trompe|avez fait erreur"
            "|faites erreur|vous trompez|etes trompes) (>|de|je|ce|il|desole)",
            "(pas|n est pas|n est plus) (le bon|la bonne|son|sa|leur|au bon) (numero|personne"
            "|telephone|destinataire)",
            "(ce|c) n est (pas|plus) (moi|lui|elle|son numero|le numero|mon nom|sa ligne)",
            "(c est|est) (pas|plus) (moi|lui|elle|son numero|la bonne personne|le bon numero"
            "|mon nom|mon prenom)",
            "(je|ne) ~ suis pas (la personne|la bonne personne|celui|celle|cette personne|lui"
            "|elle|le bon)",
            "(n habite|habite|ne vit|n est|vit) (plus|pas) (ici|a cette|chez)",
            "(personne|il n y a personne|aucune personne|quelqu un) ~~ (de ce nom|a ce nom"
            "|qui s appelle|du nom|nomme|appele)",
            "(connais|connait|connaissons) (pas|personne) ~ (cette personne|de ce nom"
            "|ce monsieur|cette dame|ce nom)",
            "(nouveau numero|nouveau proprietaire|ancien proprietaire|ancienne proprietaire"
            "|numero a ete reattribue|viens d avoir ce numero|change de numero"
            "|a change de proprietaire)",
            "(confondez|confonds|prenez|prends) (avec|moi pour|me|m) ",
            "(vous me|tu me) (confondez|confonds|prenez)",
            "(erreur de destinataire|erreur sur la personne)",
            "<< {polite}* (erreur|mauvais numero) {polite}* >>",
            "(ici|c est) ~ (entreprise|bureau|commerce|magasin|ligne professionnelle"
            "|telephone fixe|un fixe)",
            "{Name} (n a plus|n habite plus|ne vit plus|n est plus|n est pas) ~~ (numero|ici|la"
            "|telephone|joignable)",
        ),
        examples_for=("mauvais numéro", "Vous vous trompez de personne", "elle n'habite plus ici"),
        examples_against=("vous vous trompez sur les impôts", "est-ce le bon numéro ?"),
    ),
    Rule(
        name="fr-not-that-person",
        kind=_WRONG,
        language="fr",
        confidence=0.92,
        why="It says in French that this is somebody else than the person named.",
        phrases=(
            "{named} [de|d|le|la|monsieur|madame|mme|m|pas|chez|du tout] {Name}",
            "(je suis|moi c est) {Name} pas {Name}",
            "(n est|c est) (pas|plus) (le numero|le telephone|le portable|chez) [de] {Name}",
        ),
        examples_for=("Je ne suis pas Pierre", "ce n'est pas Marie", "il n'y a pas de Luc ici"),
        examples_against=("je ne suis pas républicain", "c'est pas grave", "pas de souci"),
    ),
)
