"""Does a text ask to be left alone, and which words say so?

The one entry is `detect`. It only suggests: a texter is shown the words and
decides. Whether a provider blocked a line is never decided here but learned from
the provider.
"""

from core.detection.reading import (
    EXACT_KEYWORD,
    MISSPELLED_KEYWORD,
    RULES,
    can_be_keyword,
    detect,
    is_one_of,
)
from core.detection.rule import Rule
from core.detection.words import DEFAULT_OPT_OUT_WORDS

__all__ = [
    "DEFAULT_OPT_OUT_WORDS",
    "EXACT_KEYWORD",
    "MISSPELLED_KEYWORD",
    "RULES",
    "Rule",
    "can_be_keyword",
    "detect",
    "is_one_of",
]
