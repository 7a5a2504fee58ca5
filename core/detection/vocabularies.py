"""Every rule, and the words of each language: the one place where languages are named."""

from __future__ import annotations

from typing import Final

from core.detection.english.insisting import INSISTING
from core.detection.english.on_behalf import ON_BEHALF
from core.detection.english.other_hands import OTHER_HANDS
from core.detection.english.plain_speech import PLAIN_SPEECH
from core.detection.english.plain_words import PLAIN_SPEECH_WORDS
from core.detection.english.refusing import REFUSING
from core.detection.english.removing import REMOVING
from core.detection.english.somebody_else import SOMEBODY_ELSE_MEANT
from core.detection.english.somebody_else_words import SOMEBODY_ELSE_WORDS
from core.detection.english.stopping import STOPPING
from core.detection.english.surroundings import SURROUNDINGS
from core.detection.english.warning import WARNING, WARNING_WORDS
from core.detection.english.weary import WEARY
from core.detection.english.wondering import WONDERING, WONDERING_WORDS
from core.detection.english.words import ENGLISH
from core.detection.english.wrong_number import WRONG_NUMBER
from core.detection.english.wrong_number_words import WRONG_NUMBER_WORDS
from core.detection.languages.asian import ASIAN_RULES, CHINESE, JAPANESE, KOREAN
from core.detection.languages.dutch import DUTCH, DUTCH_RULES
from core.detection.languages.french import FRENCH_STOPPING
from core.detection.languages.french_removing import FRENCH_REMOVING
from core.detection.languages.french_words import FRENCH
from core.detection.languages.french_wrong_number import FRENCH_WRONG_NUMBER
from core.detection.languages.german import GERMAN, GERMAN_RULES
from core.detection.languages.italian import ITALIAN, ITALIAN_RULES
from core.detection.languages.others import OTHER_RULES, OTHERS
from core.detection.languages.polish import POLISH, POLISH_RULES
from core.detection.languages.portuguese import PORTUGUESE, PORTUGUESE_RULES
from core.detection.languages.russian import RUSSIAN, RUSSIAN_RULES
from core.detection.languages.southeast_asian import SOUTHEAST_ASIAN_RULES, TAGALOG, VIETNAMESE
from core.detection.languages.spanish import SPANISH_STOPPING
from core.detection.languages.spanish_removing import SPANISH_REMOVING
from core.detection.languages.spanish_words import SPANISH
from core.detection.languages.spanish_wrong_number import SPANISH_WRONG_NUMBER
from core.detection.phrases import Words
from core.detection.rule import Rule

VOCABULARIES: Final[dict[str, Words]] = {
    "en": ENGLISH
    | SURROUNDINGS
    | PLAIN_SPEECH_WORDS
    | WARNING_WORDS
    | WONDERING_WORDS
    | WRONG_NUMBER_WORDS
    | SOMEBODY_ELSE_WORDS,
    "es": SPANISH,
    "fr": FRENCH,
    "pt": PORTUGUESE,
    "it": ITALIAN,
    "de": GERMAN,
    "nl": DUTCH,
    "pl": POLISH,
    "ru": RUSSIAN,
    "zh": CHINESE,
    "vi": VIETNAMESE,
    "tl": TAGALOG,
    "ko": KOREAN,
    "ja": JAPANESE,
    **OTHERS,
}
"""By the language of a rule: the lists that its phrases may name."""

RULES: Final[tuple[Rule, ...]] = (
    *STOPPING,
    *REMOVING,
    *REFUSING,
    *INSISTING,
    *PLAIN_SPEECH,
    *WEARY,
    *ON_BEHALF,
    *WARNING,
    *WONDERING,
    *WRONG_NUMBER,
    *SOMEBODY_ELSE_MEANT,
    *OTHER_HANDS,
    *SPANISH_STOPPING,
    *SPANISH_REMOVING,
    *SPANISH_WRONG_NUMBER,
    *FRENCH_STOPPING,
    *FRENCH_REMOVING,
    *FRENCH_WRONG_NUMBER,
    *PORTUGUESE_RULES,
    *ITALIAN_RULES,
    *GERMAN_RULES,
    *DUTCH_RULES,
    *POLISH_RULES,
    *RUSSIAN_RULES,
    *ASIAN_RULES,
    *SOUTHEAST_ASIAN_RULES,
    *OTHER_RULES,
)
"""All rules. The surest that matches is reported, and a request before a wrong number."""
