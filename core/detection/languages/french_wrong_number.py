"""French: that this is the wrong number, or somebody else's."""

from __future__ import annotations

from typing import Final

from core.detection.rule import Guard, Rule
from core.domain import RequestKind

_WRONG = RequestKind.WRONG_NUMBER

OF_OPINIONS: Final = Guard(
    name="fr-of-opinions",
    why="Who is mistaken about what somebody did has the right number.",
    after=(
        "(elle|il|ils|elles) (a|ont|n a|n ont|veut|va) ~ (vote|voté|dit|fait|signe|promis|gagne)",
    ),
    example="Vous vous trompez, elle a voté contre",
)

FRENCH_WRONG_NUMBER: Final = (
    Rule(
        name="fr-wrong-number",
        kind=_WRONG,
        language="fr",
        confidence=0.95,
        why="It says in French that this is the wrong number.",
        phrases=(
            "(mauvais|faux|mauvaise|mauvai|movai|movais|mauvias|mauv) (numero|num|nr|n|no|"
            "destinataire|personne|telephone|tel|cell|correspondant|contact|nom|adresse|gars|"
            "fille|monsieur|madame|interlocuteur|numéro|nummero|numerot)",
            "(numero|num|nr|no|message|texto|sms|personne) ~ (errone|erronee|incorrect|"
            "incorrecte|faux|fausse|pas bon)",
            "(erreur|erreure) (de|sur la|sur le|d) ~ (numero|num|personne|destinataire|"
            "correspondant|contact|envoi|telephone|cell|tel|aiguillage)",
            "(trompe|trompez|tromper|trompes|trompee|trompé|gourez|goure|plante|plantez|mele|"
            "melez|plantes) (de|d|sur le|sur la) ~ (numero|num|personne|destinataire|gars|"
            "fille|correspondant|contact|nom|tel|cell)",
            "< {polite}* [je crois que|je pense que|il me semble que|desole|desolee|ah|oups|"
            "euh] (vous|tu|vs|t|on) ~ ~ ~ (trompez|trompes|trompe|trompee|trompé|gourez|goures"
            "|fais erreur|fait erreur|faites erreur|erreur|melange|melangez|confondez|"
            "confonds) {polite}* (>|je|ce|c|il|ici|moi)",
            "(pas|plus|pas le|pas la|n est pas|n est plus|pas avec|pas chez) (le bon|la bonne|"
            "au bon|a la bonne|bon|bonne|le bn) (numero|num|nr|no|personne|telephone|"
            "destinataire|tel|cell|gars|fille|contact|correspondant|endroit)",
            "(c est|c|ce n est|n est|est) (pas|plus|po|pu) (moi|lui|elle|son (numero|num|"
            "cell|telephone|tel|cellulaire|portable)|mon (nom|prenom|identite)|sa (ligne|"
            "place)|le mien) ~",
            "(ce|mon|le) ~ (numero|num|cell|tel|telephone) (n est|est|n appartient|appartient|"
            "lui appartient|ne lui appartient|ne correspond|n etait) (plus|pas|pu|pus|"
            "maintenant|desormais) ~",
            "(n habite|habite|ne vit|vit|habitent|n habitent|reste|ne reste|travaille|ne "
            "travaille|demeure|ne demeure|n est) (plus|pas|pu|pus) (ici|a cette|avec moi|avec "
            "nous|la|chez nous|chez moi|a ce)",
            "{kin} (n a|a|n utilise|utilise|n est|est) (plus|pas|pu) ~ (ce numero|a ce numero|"
            "ce telephone|ce cell|cette ligne|joignable)",
            "{kin} [a|est] ~ (change|changé|changer|changee) (de|son) (numero|num|telephone|"
            "tel|cell|no)",
            "{kin} (a|est) (demenage|demenagee|parti|partie) (>|il y a|depuis|l an|en|{polite}"
            "|d ici|et)",
            "{kin} (est|n est|nous a|s est|etait) ~ ~ (decede|decedee|mort|morte|defunt|"
            "defunte|deceder|quitte|quittes|eteint|eteinte|parmi nous|de ce monde|plus la) (>|"
            "il y a|depuis|l an|le|la|en (janvier|fevrier|mars|avril|mai|juin|juillet|aout|"
            "septembre|octobre|novembre|decembre|2020|2021|2022|2023|2024|2025|2026|debut|fin)"
            "|cette|ce|hier|{polite}|arretez|merci|recemment|du)",
            "<< {polite}* (decede|decedee|mort|morte|personne decedee|deces) (>|il y a|depuis|"
            "{polite}|en|le)",
            "(personne|il n y a personne|y a personne|aucune personne|quelqu un|on a personne|"
            "il n y a pas) ~~ (de ce nom|a ce nom|qui s appelle|du nom|nomme|nommee|appele|"
            "avec ce nom|portant ce nom|ainsi)",
            "(connais|connait|connaissons|conais) (pas|personne|aucun|aucune) ~ ~ (cette "
            "personne|de ce nom|ce monsieur|cette dame|ce nom|cet homme|cette femme|ce gars|"
            "cette fille|qui c est|ce type|personne|du nom|qui s appelle|appele)",
            "(sais|idee) ~ ~ (qui est|c est qui|qui c est) ~ (>|cette|ce|la|ca|{Name}|{polite})",
            "(viens d|viens de|vient d|vient de|venons d) ~ (avoir|obtenir|recevoir|acheter|"
            "prendre|changer) ~ (ce|un|de|mon) ~ (numero|num|no|tel|telephone|cell)",
            "(ai|a|avons|j ai|herite|recupere|recu|obtenu|j ai eu|achete|nouveau) [de] (ce|un "
            "nouveau|ce nouveau|cette) ~ (numero|num|no|ligne|telephone|cell) (depuis|que "
            "depuis|seulement|recemment|il y a|y a|hier|cette|la semaine|ce mois|de|>)",
            "(depuis|juste|que|seulement) ~~~~ (que j ai|j ai) (ce|cet) ~ (numero|num|telephone)",
            "(numero|num|ligne|cell) ~ (a ete|vient d etre|est|ete|m a ete) ~ (reattribue|"
            "reassigne|reattribuee|attribue|redonne|recycle|a moi|le mien|desormais le mien|"
            "nouveau|change)",
            "(vous|tu|vs) ~ (cherchez|cherches|voulez|contactez|parlez|pensez|ecrivez|visez) ~ "
            "~ ~ (quelqu un d autre|quelquun d autre|une autre personne|a une autre personne|a "
            "quelqu un d autre|autre personne)",
            "(pour|a|avec) (quelqu un d autre|une autre personne|un autre) (>|que|{polite}|ce|je)",
            "(message|texto|sms|ca|c est|cela|m est|ne m est|n est) ~ (pas|plus) ~ (pour moi|"
            "destine|destinee|adresse|a moi|le mien|me concerne)",
            "(ecrit|envoye|texte|ecrivez|textez|parlez|tombe|tombez|appele|contacte|envoyez) ~ "
            "(a|au|a la|sur|avec|sur le|sur la) ~ (mauvais|mauvaise|un autre|faux|inconnu)",
            "(ici|vous etes|vous appelez|vous ecrivez|vous textez|vous contactez|le numero|ce "
            "numero est|c est le numero) [c est|chez|a|de|d] (un|une|le|la|l|notre) "
            "({business}) (>|pas|et|{polite}|ici|je)",
            "(je suis|c est|suis|ici) (son|sa) (mari|femme|fils|fille|frere|soeur|mere|pere|"
            "conjoint|conjointe|epouse|epoux|ex|coloc|colocataire|chum|blonde|copain|copine) "
            "(>|pas|et|{polite})",
            "(c est|est|ceci est) ~ (le|un) (numero|telephone|cell|portable|cellulaire) (de|d) "
            "(sa|son|ma|mon|un|une|quelqu) ~",
            "(je|ne|chu|chuis|jsuis|suis) ~ ~ pas (la personne|la bonne personne|celui|celle|"
            "cette personne|lui|elle|le bon|la bonne|cet homme|cette femme|ce gars|ce monsieur"
            "|cette dame|qui vous)",
            "(mauvais|faux|mauvaise) (numero|num|destinataire|personne)",
            "(erreur|trompe|trompez|tromper|trompes|trompee|gourez) (de|sur) ~ (numero|"
            "personne|destinataire|num)",
            "(vous|tu|vs) ~~ (trompez|trompes|etes trompe|es trompe|avez fait erreur|faites "
            "erreur|vous trompez|etes trompes) (>|de|je|ce|il|desole)",
            "(pas|n est pas|n est plus) (le bon|la bonne|son|sa|leur|au bon) (numero|personne|"
            "telephone|destinataire)",
            "(ce|c) n est (pas|plus) (moi|lui|elle|son numero|le numero|mon nom|sa ligne)",
            "(c est|est) (pas|plus) (moi|lui|elle|son numero|la bonne personne|le bon numero|"
            "mon nom|mon prenom)",
            "(je|ne) ~ suis pas (la personne|la bonne personne|celui|celle|cette personne|lui|"
            "elle|le bon)",
            "(n habite|habite|ne vit|n est|vit) (plus|pas) (ici|a cette|chez)",
            "(personne|il n y a personne|aucune personne|quelqu un) ~~ (de ce nom|a ce nom|qui "
            "s appelle|du nom|nomme|appele)",
            "(connais|connait|connaissons) (pas|personne) ~ (cette personne|de ce nom|ce "
            "monsieur|cette dame|ce nom)",
            "(nouveau numero|nouveau proprietaire|ancien proprietaire|ancienne proprietaire|"
            "numero a ete reattribue|viens d avoir ce numero|change de numero|a change de "
            "proprietaire)",
            "(confondez|confonds|prenez|prends) (avec|moi pour|me|m) ",
            "(vous me|tu me) (confondez|confonds|prenez)",
            "(erreur de destinataire|erreur sur la personne)",
            "<< {polite}* (erreur|mauvais numero) {polite}* >>",
            "(ici|c est) [c est] (une|un|notre|l) (entreprise|bureau|commerce|magasin|ligne "
            "professionnelle|telephone fixe|un fixe)",
            "{Name} (n a plus|n habite plus|ne vit plus|n est plus|n est pas) ~~ (numero|ici|"
            "la|telephone|joignable)",
        ),
        unless=(OF_OPINIONS,),
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
            "{named} [de|d|le|la|monsieur|madame|mme|m|mr|pas|chez|du tout|un|une|aucun|aucune"
            "|ca|a|l] {Name}",
            "(je suis|moi c est|mon nom est|je m appelle|mon nom c est|c est) {Name} (pas|et "
            "non|non|et pas) ~ {Name}",
            "(n est|c est|n appartient|est|c) (pas|plus|pu) (a|au|le numero|le telephone|le "
            "portable|chez|le cell|le cellulaire|le tel|celui|celle|la ligne|son numero) [de|d"
            "|a] {Name}",
            "{Name} (n est|est|n habite|habite|ne vit|vit|n a|a|ne travaille|travaille|n "
            "utilise|connais|reste|ne reste) (plus|pas|pu) ~~ (ici|numero|telephone|la|moi|>|"
            "joignable|cell)",
            "(aucun|aucune|pas de|pas d|ya pas|y a pas de|personne) {Name} (ici|a ce|chez|dans|>)",
            "{named} [de|d|le|la|monsieur|madame|mme|m|pas|chez|du tout] {Name}",
            "(je suis|moi c est) {Name} pas {Name}",
            "(n est|c est) (pas|plus) (le numero|le telephone|le portable|chez) [de] {Name}",
        ),
        examples_for=("Je ne suis pas Pierre", "ce n'est pas Marie", "il n'y a pas de Luc ici"),
        examples_against=("je ne suis pas républicain", "c'est pas grave", "pas de souci"),
    ),
)
