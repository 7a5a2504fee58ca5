"""What each character may do, by its Unicode category."""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from functools import lru_cache
from typing import Final

STAND_IN: Final = "\ufffd"
_INVISIBLE: Final = frozenset("\u00ad\u034f\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff")
"""Zero-width characters that nobody misses: they are left out."""
FILLERS: Final = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters, by their category, that draw nothing."""


class Kind(IntEnum):
    """What is done with one character."""

    BASE = 0
    MARK = 1
    JAMO = 2
    """A Hangul vowel or final: part of the syllable before it."""
    INVISIBLE = 3
    CONTROL = 4
    NEWLINE = 5
    TAB = 6
    SPACE = 7
    JOINER = 8
    NON_JOINER = 9
    VARIATION = 10


@lru_cache(maxsize=4096)
def kind_of(char: str) -> Kind:
    """Classify one character by its category, and by name where Unicode's categories mislead."""
    code = ord(char)
    if char in "\n\u2028\u2029":
        return Kind.NEWLINE
    if char == "\t":
        return Kind.TAB
    if char == "\u200d":
        return Kind.JOINER
    if char == "\u200c":
        return Kind.NON_JOINER
    if char in "\ufe0e\ufe0f":
        return Kind.VARIATION
    if char in FILLERS:
        return Kind.CONTROL
    # Other variation selectors only choose between shapes of the same letter.
    if char in _INVISIBLE or 0xFE00 <= code <= 0xFE0D or 0xE0100 <= code <= 0xE01EF:
        return Kind.INVISIBLE
    if 0x180B <= code <= 0x180F:
        return Kind.INVISIBLE
    category = unicodedata.category(char)
    if category in ("Cc", "Cf", "Cs", "Co") or is_reserved(code):
        return Kind.CONTROL
    # Unassigned: a newer emoji or ideograph is two cells wide, a newer mark none at all.
    if category == "Cn" and not (is_pictograph(char) or 0x20000 <= code <= 0x3FFFF):
        return Kind.CONTROL
    if category == "Zs":
        return Kind.BASE if char == "\u3000" else Kind.SPACE
    if category[0] == "M":
        return Kind.MARK
    if 0x1160 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FF:
        return Kind.JAMO
    return Kind.BASE


def is_reserved(code: int) -> bool:
    """Tell noncharacters, and unassigned code points that Unicode reserves to be invisible."""
    return (
        code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
        or 0xFFF0 <= code <= 0xFFF8
        or code == 0x2065
        or 0xE0000 <= code <= 0xE0FFF
    )


def stand_in(char: str) -> str:
    """Return the visible character of one cell that is drawn instead of a control."""
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else STAND_IN


@lru_cache(maxsize=1024)
def is_pictograph(char: str) -> bool:
    """Whether the character can be an emoji, and so take a joiner or a variation selector."""
    code = ord(char)
    return (
        0x1F000 <= code <= 0x1FAFF
        or 0x2194 <= code <= 0x21AA
        or 0x2300 <= code <= 0x23FF
        or 0x25AA <= code <= 0x27BF
        or 0x2934 <= code <= 0x2935
        or 0x2B05 <= code <= 0x2B55
        or char in "©®‼⁉™ℹⓂ〰〽㊗㊙"
    )


def shapes_by_joining(char: str) -> bool:
    """Whether joiners change how this letter is written: Arabic to Thaana, India, Mongolia."""
    code = ord(char)
    return 0x0600 <= code <= 0x0DFF or 0x1800 <= code <= 0x18AF


def is_hangul(char: str) -> bool:
    code = ord(char)
    return 0x1100 <= code <= 0x11FF or 0xA960 <= code <= 0xA97C or 0xAC00 <= code <= 0xD7FF
