"""How many texts a message takes: the alphabets of 3GPP TS 23.038, counted.

A text carries 160 units of GSM-7 or 70 of UCS-2. A message of several texts gives up some
room in each to say which it is: 153 and 67 are left (3GPP TS 23.040). One character outside
GSM-7 makes the whole message UCS-2. The national shift tables are left out, as gateways do.

The table is our own: no library fits. `smsutil` was last released in 2020, and `sms-counter`
splits at a border what takes two units and counts an emoji as one; neither says which
characters force UCS-2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from core.domain import Span

_BASIC: Final = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION: Final = "\f^{}\\[~]|€"
"""These take an escape and a unit."""
_ESCAPE: Final = "\x1b"
"""No character of the alphabet: in a message it forces UCS-2."""

_FOREIGN: Final = re.compile(f"[^{re.escape(_BASIC + _EXTENSION)}]+")
_EXTENDED: Final = re.compile(f"([{re.escape(_EXTENSION)}])")
_PAIR: Final = re.compile("[\U00010000-\U0010ffff]")
_HALF: Final = "\ud83d"
"""Stands for the first half of any surrogate pair."""

_SUBSTITUTES: Final = {
    ord(character): plain
    for characters, plain in (
        ("‘’‚‛′´`ʼʹ\x91\x92", "'"),
        ("“”„‟″«»\x93\x94", '"'),
        ("‐‑‒–—―−⁃\x96\x97", "-"),
        ("…\x85", "..."),
        ("•‣∙\x95", "*"),
        ("\t\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " "),
        ("\u202f\u205f\u3000", " "),
        ("\xad\u200b\u2060\ufeff", ""),
        ("\u2028\u2029", "\n"),
        ("‹", "<"),
        ("›", ">"),
        ("⁄", "/"),
        ("×", "x"),
        ("©", "(c)"),
        ("®", "(R)"),
        ("™", "(TM)"),
        ("½", "1/2"),
        ("¼", "1/4"),
        ("¾", "3/4"),
        ("ﬁ", "fi"),
        ("ﬂ", "fl"),
    )
    for character in characters
}
_MIXED_NUMBER: Final = re.compile("(?<=[0-9])(?=[½¼¾])")


@dataclass(frozen=True, slots=True)
class SegmentCount:
    """What a message costs to send."""

    encoding: Literal["GSM-7", "UCS-2"]
    units: int
    """Septets, or UTF-16 code units."""
    segments: int
    """Texts; none for an empty message."""
    per_segment: int
    """Units that a text of this message holds: 160 or 153, 70 or 67."""
    left: int
    """Units left in the last text."""
    forcing: tuple[Span, ...]
    """The characters that force UCS-2; neighbours are one stretch."""


def count_segments(text: str) -> SegmentCount:
    """Return how many texts a message takes, and why.

    What takes two units, a character of the extension table or a surrogate pair, is never
    split between two texts: the first of them goes a unit short.
    """
    forcing = tuple([Span(*found.span()) for found in _FOREIGN.finditer(text)])
    if forcing:
        # The borders depend on where the pairs are, not on what they are.
        return _counted("UCS-2", _PAIR.sub(_HALF + " ", text), _HALF, forcing)
    return _counted("GSM-7", _EXTENDED.sub(rf"{_ESCAPE}\1", text), _ESCAPE, ())


def plain_substitutes(text: str) -> str:
    """Return the message with plain characters for typographic ones that force UCS-2.

    Quotes, dashes, dots, spaces, marks and fractions; never letters, for those are somebody's
    language or name. Offered to the texter, not done unasked.
    """
    return _MIXED_NUMBER.sub(" ", text).translate(_SUBSTITUTES)


def _counted(
    encoding: Literal["GSM-7", "UCS-2"], units: str, first: str, forcing: tuple[Span, ...]
) -> SegmentCount:
    """Count the texts of a message of which each unit is a character.

    Args:
        encoding: What the units are.
        units: The message.
        first: The unit that must not be the last of a text.
        forcing: As in the result.
    """
    single, joined = (160, 153) if encoding == "GSM-7" else (70, 67)
    total = len(units)
    if total <= single:
        return SegmentCount(encoding, total, min(total, 1), single, single - total, forcing)
    begin = segments = 0
    while True:
        segments += 1
        end = begin + joined
        if end >= total:
            return SegmentCount(encoding, total, segments, joined, end - total, forcing)
        begin = end - 1 if units[end - 1] == first else end
