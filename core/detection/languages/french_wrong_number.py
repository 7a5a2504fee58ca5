"""French: that this is the wrong number, or somebody else's."""

from __future__ import annotations

from typing import Final

from core.detection.rule import Rule
from core.domain import RequestKind

_WRONG = RequestKind.WRONG_NUMBER

FRENCH_WRONG_NUMBER: Final = (
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
