"""French: to be taken off the list, to be left alone, and having asked before."""

from __future__ import annotations

from typing import Final

from core.detection.languages.french import NOT_STOPPING
from core.detection.rule import Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST

FRENCH_REMOVING: Final = (
    Rule(
        name="fr-remove",
        kind=_ASK,
        language="fr",
        confidence=0.96,
        why="It asks in French to be taken off the list.",
        phrases=(
            "(m|me|moi|nous) (enlever|retirer|supprimer|effacer|rayer|sortir|desinscrire|"
            "desabonner|enleve|retire|supprime|efface|enlevez|retirez|supprimez|otez|oter|"
            "enlevé|radier|exclure|debarquer|virer) (>|{polite}|de|d|des|du|votre|cette)",
            "(supprimer|effacer|retirer|enlever|suppression|retrait|effacement|radiation|"
            "suppresion) [de|d|des] ~ (mon|mes|ce|notre|nos|numero|donnees|coordonnees|num) ~",
            "({want}|demande|souhaite|sollicite|exige|bien vouloir|priere de|prie de|pouvez "
            "vous|pourriez vous|pourrais tu|peux tu|merci de|merci d) ~ ~ (etre {removed}|mon "
            "retrait|ma desinscription|mon desabonnement|la suppression|le retrait|l "
            "effacement|ma radiation|m oter|ma suppression|m enlever|me retirer|me supprimer|"
            "me sortir|me rayer|m effacer|me desabonner|me desinscrire|retirer mon|supprimer "
            "mon|effacer mon|enlever mon) ~",
            "({want}) ~ (plus|pas|pu|pus) ~ (etre|faire partie|figurer|apparaitre|rester) ~~~ "
            "({list}|abonne|inscrit|contacte|sollicite|de ca)",
            "(de|hors de|hors) (votre|vos|cette|ta|la|tes) ~ (liste|listes|mailing|listing|"
            "base de donnees) ({polite}|>) {polite}* >",
            "(off|out|enlever|remove) [me] (de|off) (la|votre|ta|cette) ~ liste",
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
            "(laissez|laisse|laisser|foutez|fous|fichez|fiche|foutre|lachez|lache|lacher|"
            "crissez|crisse|calissez|calisse|sacrez|sacre|laises|laissé|fouttez) (moi|nous|me|"
            "m|mwa) ~ ~ (tranquille|tranquilles|trankil|trankille|tranquile|en paix|la paix|"
            "paix|patience|patiente|les baskets|la grappe|respirer|avec ~ ~ ~|un peu|le camp)",
            "(lachez|lache|lacher|oubliez|oublie|laissez|laisse) (moi|nous) {polite}* >",
            "(allez|va|vas|aller) ~ (chier|vous faire ~|te faire ~|mourir|jouer ailleurs|voir "
            "ailleurs|embeter quelqu un|deranger quelqu un|au diable) ~",
            "< {polite}* (va chier|allez chier|mange de la marde|mangez de la marde|mange d la "
            "marde|mangez d la marde|fermez la|ferme la|la ferme|degagez|decrisse|decrissez|"
            "decalisse|decalissez|foutez le camp|fichez le camp|oust|ouste|foutez moi le camp|"
            "fermez vos gueules|fuck you|fuck off|nique ta mere|ntm|fdp) ~ ~ {polite}* >",
            "(laissez|laisse|laisser|foutez|fous|fichez|fiche|foutre|lachez|lache) (moi|nous|"
            "me|m) ~ (tranquille|tranquilles|en paix|la paix|paix|les baskets|la grappe|"
            "respirer|avec)",
            "(allez|va|vas) ~ (vous|te|t) ~ faire (foutre|voir|enculer|cuire|mettre)",
            "< {polite}* (degagez|degage|cassez vous|casse toi|fichez le camp|foutez le camp|"
            "fous le camp|la paix|barrez vous|ta gueule|vos gueules|du balai|allez au diable|"
            "sacrez moi patience|sacre moi patience) {polite}* >",
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
            "(deja|ai|avais|avons|fois) ~~ {said} ~~~ (d etre ~|d etre|a etre|stop|de m|de me|"
            "de supprimer|de retirer|d enlever|retrait|suppression|arretiez|arret|arreter|"
            "desabonner|que je voulais pas|que non|que je ne|pas)",
            "(fois|jours|semaines|mois) ~ (que) (je|j) ~~ (dis|demande|ecris|reponds|repete|"
            "envoie|tape) ~ ~ (stop|non|arreter|d arreter|arret|de|ne)",
            "(vais|allons|faire|j irai|compte) ~ ~ (porter plainte|deposer plainte|vous "
            "signaler|te signaler|signaler ce|signaler votre|vous denoncer|vous bloquer|te "
            "bloquer|bloquer ce|bloquer votre|poursuivre|vous poursuivre|deposer une plainte|"
            "faire une plainte|porter plainte|alerter la cnil|contacter la cnil|appeler la "
            "police|alerter)",
            "(je|j) ~ (porte plainte|vous bloque|te bloque|vous signale|te signale|bloque ce "
            "numero|signale ce numero|bloque|depose plainte|contacte la cnil)",
            "(plainte|cnil|crtc|avocat|police|harcelement|justice) // (si (vous|tu)|arretez|"
            "stop|ne m ~|cessez|supprimez|retirez)",
            "(c est|c) (du|de l|un|quasiment du) ~ (harcelement|acharnement|abus|spam) ~",
            "(dernier|derniere|ultime) (avertissement|fois|rappel|demande|sommation) ~",
            "(n ai|ai|n avons|avons|n a|a) (jamais|pas|rien) ~ (consenti|autorise|demande|"
            "souscrit|signe|sollicite|accepte|voulu) ~ ~ ({texts}|{list}|recevoir|a rien|rien|"
            "ca|cela|a etre|que vous|>)",
            "(vous n avez|vous avez|t as|n avez|tu as) (pas|aucun|jamais|eu) ~ (le droit|droit"
            "|mon accord|mon consentement|mon autorisation|ma permission|autorisation) ~",
            "(ai|avais|avons|fois|deja) ~~ {said} ~~~ (stop|arret|arreter|d arreter|de ne plus"
            "|ne plus|desinscription|retirer|non|de me|cesser|desabonner|fois)",
            "(combien|nieme|deuxieme|troisieme|derniere|2e|3e) ~ fois",
            "si (vous|tu) ~~ ({send}|continuez|continues|recommencez|n arretez|persistez|"
            "recontactez) ~~ (je|encore|plainte|la|>|plainte)",
            "(encore un|un autre|prochain|1) ~ (message|sms|texto) ~ ~ (je|et|plainte|bloque|"
            "signale)",
            "(ou|sinon) je (porte plainte|bloque|signale|vous signale|vous bloque|depose|vais|"
            "contacte)",
            "(retire|revoque|annule) mon (consentement|accord|autorisation)",
            "(n ai|ai) (jamais|pas) ~~ (consenti|autorise|donne ~~ (accord|consentement|"
            "permission|autorisation)|demande a recevoir|demande ces|souscrit)",
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
