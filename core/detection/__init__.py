"""Does a text ask to be left alone, and which words say so?

The one entry is `detect`. It only suggests: a texter is shown the words and
decides. Whether a provider blocked a line is never decided here but learned from
the provider. `why` says in a sentence what a rule goes by; `docs/detection.md`
shows how rules are read and written.
"""

from core.detection.keywords import DEFAULT_OPT_OUT_WORDS
from core.detection.reading import ORGANIZATION_PHRASE, detect, make_ready
from core.detection.reasons import why
from core.detection.whole_messages import (
    EXACT_KEYWORD,
    MISSPELLED_KEYWORD,
    can_be_keyword,
    is_one_of,
)

__all__ = [
    "DEFAULT_OPT_OUT_WORDS",
    "EXACT_KEYWORD",
    "MISSPELLED_KEYWORD",
    "ORGANIZATION_PHRASE",
    "can_be_keyword",
    "detect",
    "is_one_of",
    "make_ready",
    "why",
]
