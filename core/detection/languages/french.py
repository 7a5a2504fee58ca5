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
    before=("(il|elle|ils|elles|ma ~|mon ~|les gens) [ne|n]",),
    after=(
        "(livraison|commande|guerre|guerres|travaux|projet|tramway|bus|gouvernement)",
        "(avant|apres|pendant|quand|lorsque|si tard|si tot|tant que|jusqu|la nuit|le soir|le "
        "matin|le dimanche|au travail)",
    ),
    anywhere=(
        "(arret|arrets) (de|du|d) (bus|tram|tramway|metro|autobus|train|travail)",
        "(l|un|prochain|dernier|premier|mon|quel) arret",
        "(plutot|seulement) ~~ (appelez|courriel|mail|telephone)",
    ),
    example="ne m'appelez pas avant midi",
)
OF_ONESELF: Final = Guard(
    name="fr-of-oneself",
    why="Who writes tells what they do themselves, or their name.",
    before=("(je|j) [ne|n]",),
    example="je n'appelle jamais",
)

FRENCH_STOPPING: Final = (
    Rule(
        name="fr-stop",
        kind=_ASK,
        language="fr",
        confidence=0.96,
        why="It asks in French to stop the texts.",
        phrases=(
            "(faut|allez|peux tu|peux|pouvez vous|pouvez|pourriez vous|pourriez|pourrais tu|"
            "pouvez vs|veuillez|merci|merci de|priere|prie|demande|ordonne|conseille|exige) ~ "
            "~ (d|de|) (arreter|cesser|stopper) ~ ~ (>|de|d|vos|ces|les|tout|ca|cela|{polite}|"
            "{texts}|immediatement)",
            "(ca suffit|suffit|assez|stop|fini|termine|basta|non) ~ (aux|au|les|vos|tes|ces|"
            "des|de|avec vos|avec les) ~ {texts}",
            "(comment|ou) ~~~~~ (ne plus (recevoir|etre|avoir)|plus recevoir|arretent|cesse|"
            "arreter|stopper|stop) ~",
            "(quand|jusqu a quand|jusqua quand|combien de temps) ~~~ (arreter|cesser|continuer "
            "~ {sending}|{sending})",
            "(j|je|on) (annule|m oppose|me desabonne|me desinscris|me retire|arrete|stoppe|"
            "quitte|resilie) ~ ~ (>|{texts}|de|a|{polite}|{list}|mon|cet|cette)",
            "(je me|on se|m) (desabonne|desinscris|retire|desinscrit|desengage) ~",
            "< {polite}* (plus jamais|stop (sms|pub|pubs|texto|textos|messages|spam|svp)|arret "
            "(des|de|sms|messages|svp|envoi|envois|textos|immediat|total) ~ ~|arretez ca|"
            "arrete ca|arretez tout|stop ca|on arrete|on arrete ca|c est bon stop|lachez l "
            "affaire|desabo|desabonner|desinscrire|desinscription|desabonnement|resilier|"
            "resiliation) {polite}* >",
            "{stop} {polite}* [de|d|avec|a] {the}* [{me}] {sending}",
            "{stop} {polite}* [avec|a|aux|de|d|l] {the}* ({texts})",
            "{stop} {polite}* [avec] (ca|cela|tout ca) {polite}* >",
            "<< {polite}* (arretez|arrete|arreter|arret|cessez|stoppez|stop|stopper|halte|"
            "assez|suffit|ca suffit|desabonner|desinscrire|desinscription|desabonnement|"
            "annuler|supprimer|c est assez|fini|arretez moi ca) {polite}* >>",
            "< {polite}* (arretez|cessez|stoppez|ca suffit|arrete|arret) {polite}* >",
            "(desinscription|desabonnement|resiliation) (>|{polite}|de|sms|immediate|demandee)",
            "(ca suffit|assez|y en a marre|ras le bol) ~ (les|des|de|d|avec) ~ {texts}",
            "< (merci|priere|veuillez|svp|pouvez vous|pourriez vous) [de] (cesser|arreter|"
            "stopper) {polite}* >",
            "(faire|faites|faut) (cesser|arreter|stopper) ~~ ({texts}|ca|cela)",
            "que (vous|tu) ~ (arretiez|arretes|cessiez|cesses|stoppiez) (>|de|d)",
            "que ~~ {texts} (cessent|cesse|s arrete|s arretent|arrete|arretent)",
            "(comment|ou) ~~~~ (arreter|stopper|desactiver|bloquer|faire cesser|desabonner|"
            "desinscrire|desabonne|desinscrit|desinscris) (>|{the}|{texts}|cela|ca|de)",
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
            "(n|ne|n y|ni) ({send}|insistez|insiste|ecrivez|revenez) {polite}* (plus|pas|"
            "jamais|pu|rien)",
            "(n|ne) ({send}|gardez|conservez|utilisez|utilise) ~ ~ (mon|ce|notre) ~ (numero|"
            "num|telephone|contact|cell|adresse)",
            "(inutile|pas la peine|pas besoin|ca sert a rien|ca ne sert a rien|rien ne sert|"
            "interdit|interdiction|defense|interdis|defends|veuillez ne pas|veuillez ne plus|"
            "priere de ne pas|priere de ne plus) ~ ~ (de|d|) ~ ({sending}|{me} {sending}|m ~)",
            "(ne|n|de ne|d) (plus|pas|jamais|pu) ~ (m|me|nous|) ({sending}) ~",
            "({send}) (moi|nous) {polite}* (plus|pu|pus|pas|jamais) ~",
            "(qu on|que vous|que tu|que l on|de) (arrete|arretiez|arretes|ne|cesse|cessiez|"
            "cesses) ~ (me|m|nous|de|plus) ~ ({sending}|{send}|m ~|me ~)",
            "(ne|n) [{me}] ({send}) {polite}* {no_more}",
            "{me} ({send}) {polite}* (plus|pu|pus|jamais|plus jamais|plus rien|pas|rien)",
            "(ne|n) (m|nous|me) en ({send}) (plus|pas|jamais)",
            "(s en tenir la|sen tenir la|en rester la|arretons la|on en reste la) ~ ~ ~ {texts}",
            "(ne|n) [me] [m] ({send}) (plus|pas|jamais) [{me}] ",
            "(ne|de ne|pas|ne jamais|ne surtout) (plus|pas|jamais|plus jamais) {polite}* {me} "
            "({sending}|{send})",
            "(ne|de ne) (plus|pas|jamais|plus jamais) ({sending}) {the}* ({texts}|{me}|>|"
            "{polite}|sur|{stuff})",
            "(contactez|ecrivez|textez|appelez|envoyez) (moi|nous) (plus|pas|jamais)",
            "(de|d) ne (plus|pas|jamais) (recevoir|etre {removed})",
            "(ne plus|ne pas|pas) (contacter|deranger|texter|ecrire|solliciter|appeler) (>|"
            "{polite}|ce numero|svp)",
        ),
        unless=(THINGS, OF_ONESELF),
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
            "({want}) [ne|de ne|a ne] (plus|pas|pu|pus|aucun|aucune|plus jamais|plus aucun|ni|"
            "rien|jamais) ~~~ ({texts}|{stuff}|recevoir|recevoire|resevoir|{removed}|{sending}"
            "|{list}|entendre|etre)",
            "(refuse|refusons|n accepte pas|n accepte plus|m oppose|oppose) ~ ~ ({texts}|"
            "recevoir|{sending}|etre|tout ~ contact|a ce que|sms|contact|que)",
            "(n en|en|j en) (veux|veut|voulons|peux) (plus|pas|pu|pus) ~ (>|de vos|de tes|vos|"
            "{texts}|de ces|{polite})",
            "< {polite}* (plus|pu|pus|pas|aucun|jamais|zero|sans|fini|finis) [un|d|de|les] "
            "{the}* ({texts}) {polite}* (>|pour moi|a ce numero|je|j|on|la)",
            "(marre|ras le bol|ras le pompon|assez|tanne|tannee|tannes|tannant|tannants|"
            "ecoeure|ecoeuree|fatigue|fatiguee|saoule|saoulee|gave|gavee|plein le cul|plein le "
            "dos|plein mon casque|plein le casque|par dessus la tete|soule) (de|d|des|avec) "
            "~~~ ({texts}|recevoir|{sending}|sollicite|{stuff}|vous)",
            "(c est|c|vous etes|t es|tu es|vs etes|etes|c est vraiment|trop) ~ (tannant|"
            "tannants|tannante|achalant|achalants|gossant|gossants|fatigant|fatigants|"
            "fatiguant|penible|penibles|lourd|lourds|chiant|chiants|agacant|agacants|"
            "insupportable|insupportables|insistants|du harcelement|de l acharnement|du spam|"
            "du demarchage) {polite}* (>|vos|avec|ces|les|de|a|arretez|stop|tes)",
            "vous (me|nous) (saoulez|soulez|gavez|gossez|tannez|emmerdez|harcelez|derangez|"
            "faites chier|faites suer|fatiguez|cassez|gonflez|spammez|soulez grave) ~",
            "tu (me|nous) (saoules|soules|gaves|gosses|tannes|emmerdes|harceles|deranges|fais "
            "chier|fais suer|fatigues|gonfles|spammes) ~",
            "({want}) (plus|pas|pu|aucun|aucune|plus jamais|ni) ~~~ ({texts}|{stuff}|recevoir|"
            "etre {removed}|{sending}|{send}|{list}|entendre|que vous)",
            "({want}) ne (plus|pas) ~ (recevoir|etre|{sending}|avoir)",
            "({want}) (etre) {removed} (>|{polite}|de|d)",
            "({want}) (me|m|que) ~~~ (desabonner|desinscrire|retirer|retiriez|supprimiez|"
            "retires|enleviez|arretiez|cesse)",
            "(en|n en) (veux|voulons) (plus|pas|pu) >",
            "< {polite}* (plus|pu|pas|aucun|jamais|zero) [un|d|de] {the}* ({texts}) {polite}* "
            "(>|pour moi|a ce numero)",
            "(plus (aucun|un seul|d|de|jamais)|pas un ~) {the}* ({texts}) (>|{polite}|de votre"
            "|de vous|venant)",
            "(pas|plus) (interesse|interessee) (par|de|a) ~ ({texts}|recevoir)",
            "(marre|ras le bol|assez|tanne|tannee|fatigue|fatiguee|plein le cul|plein le dos) "
            "(de|d|des) ~~ ({texts}|recevoir|sollicite)",
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
)
"""How the texts are to stop."""
