"""The quick look: a text cut into plain words, to see whether any rule could match."""

from __future__ import annotations

import re
from typing import Final

from core.safe_text import for_matching

LONGEST_READ: Final = 2000
"""In characters: more than the 1,600 that gateways carry. The rest is not read."""
DIRECTION_CONTROLS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the order of letters around."""
_SHORT_TEXT: Final = 30
"""In characters: where a sign may stand for a letter, as in `$top`."""
_MOST_KEPT: Final = 20_000
"""Letters whose plain form is remembered: the writing systems in use, and an end to it."""

SIGNS: Final = {"🛑": "stop", "🚫": "stop", "⛔": "stop", "📵": "stop", "🔕": "stop"}
"""Signs that are read as words."""


class _PlainLetters(dict[int, str | None]):
    """Each character without accents, as `for_matching` has it, where that is ASCII."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        plain: str
        if letter in SIGNS:
            plain = f" {SIGNS[letter]} "
        elif (plain := for_matching(letter).text).isalnum() and plain.isascii():
            pass
        elif 0x2190 <= code <= 0x2BFF or 0x1F000 <= code <= 0x1FAFF or code in (0x2026, 0x201C):
            plain = ","
        elif not plain.isascii():
            plain = letter
        if len(self) < _MOST_KEPT:
            self[code] = plain or None
        return plain or None


_PLAIN: Final = _PlainLetters()
_LETTERS: Final = b"abcdefghijklmnopqrstuvwxyz0123456789#"
_TABLE: Final = bytes(
    ord(chr(code).lower()) if code < 128 and ord(chr(code).lower()) in _LETTERS else 32
    for code in range(256)
)
_LEFT_OUT: Final = b"'`*" + bytes(code for code in (*range(9), *range(14, 32), 127))


def plain_letters(text: str) -> str:
    """A text with plain letters where it has others that stand for them; signs are commas."""
    return text if text.isascii() else text.translate(_PLAIN)


def quick_words(text: str) -> list[bytes] | None:
    """Cut a text into lower-case words without accents.

    None where a quick look will not do: other alphabets, and terminal sequences.
    """
    if (
        "\x1b" in text
        or "\x9b" in text
        or (len(text) <= _SHORT_TEXT and ("$" in text or "@" in text))
    ):
        return None
    if not text.isascii():
        plain = text.translate(_PLAIN)
        if not plain.isascii() or not DIRECTION_CONTROLS.isdisjoint(text):
            return None
        text = plain
    letters = text.encode().translate(_TABLE, _LEFT_OUT)
    if b"#" in letters:
        letters = letters.replace(b"#", b" # ")
    return letters.split()


_MARKED_TABLE: Final = bytes(
    44 if chr(code) in ".!?;:()[]{}|<>,\r\v\f" else 45 if code == 45 else _TABLE[code]
    for code in range(256)
)
_DASHES: Final = re.compile(rb"(?<= )-+(?= )")
_COMMAS: Final = re.compile(rb",[ ,]*")


def marked_words(text: str) -> list[str]:
    """As `quick_words` for the same text, with a comma for punctuation between its words."""
    if "\n" in text or not text.isascii():
        text = plain_letters(",".join(text.splitlines()))
    letters = text.encode().translate(_MARKED_TABLE, _LEFT_OUT)
    if b"#" in letters:
        letters = letters.replace(b"#", b" # ")
    if b"-" in letters:
        letters = _DASHES.sub(b",", letters).replace(b"-", b" ")
    if b"," in letters:
        letters = _COMMAS.sub(b" , ", letters)
    words = letters.decode().split()
    if words and words[0] == ",":
        del words[0]
    if words and words[-1] == ",":
        del words[-1]
    return words


ODD: Final = "pbqv"
ODD_LETTERS: Final = frozenset(letter.encode() for letter in ODD)
"""Single letters that are in every keyword spread out, and seldom stand alone."""
_SPREAD: Final = 3
"""So many single letters in a row are a word spread out."""


def is_spread(words: list[bytes]) -> bool:
    """Whether a word may be spread out over single letters: `s t o p`."""
    row = 0
    for word in words:
        row = row + 1 if len(word) == 1 else 0
        if row == _SPREAD:
            return True
    return False


_LOOKALIKES: Final = str.maketrans(
    "авеікмнорстухѕјαβεικνορτυχмԁցһոսԝһ" + "ᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
    "abeikmhopctyxsjabeiknoptuxmdghnuwh" + "abcdeghijklmnoprstuvwyz",
)
_LOOKALIKES.update(str.maketrans("АВЕІКМНОРСТУХЅЈΑΒΕΙΚΝΟΡΤΥΧΜΖΗ", "ABEIKMHOPCTYXSJABEIKNOPTYXMZH"))
"""Cyrillic, Greek and Armenian letters that are drawn like Latin ones, and small capitals."""


def with_latin_letters(text: str) -> str:
    """Put Latin letters for those that only look like them, each in its place."""
    return text.translate(_LOOKALIKES)
