"""The one place where text from outside is made safe: to show, to match, to copy.

Bodies and names are stored as they arrived, and may carry terminal escapes,
direction overrides, invisible letters or a thousand accents on one letter. What
a character may do is decided by its Unicode category, never by looking for
known escape sequences, so that a sequence nobody has thought of is as harmless
as the known ones: without its control character it is only letters.

An emoji newer than the category tables of this Python is shown as it is; what
else they do not know yet gets the stand-in.
"""

from core.safe_text.display import (
    MAX_EMPTY_LINES,
    NO_TEXT,
    NO_VISIBLE_TEXT,
    display_span,
    for_copying,
    for_display,
    for_line,
)
from core.safe_text.matching import MatchingCopy, for_matching

__all__ = [
    "MAX_EMPTY_LINES",
    "NO_TEXT",
    "NO_VISIBLE_TEXT",
    "MatchingCopy",
    "display_span",
    "for_copying",
    "for_display",
    "for_line",
    "for_matching",
]
