"""How many texts a message takes: the alphabets of 3GPP TS 23.038, counted.

A text carries 160 units of GSM-7 or 70 of UCS-2; where a message takes several, each gives
up some room to say which it is: 153 and 67 (3GPP TS 23.040). One character outside GSM-7
makes the whole message UCS-2. The national shift tables are left out, as gateways do.

The table is our own. Of the libraries for it, none is kept up and also says which characters
force UCS-2, and those seen divide the units by the length of a segment, so that they split
what must stay whole at a border.
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

_FOREIGN: Final = re.compile(f"[^{re.escape(_BASIC + _EXTENSION)}]+")
_EXTENDED: Final = re.compile(f"[{re.escape(_EXTENSION)}]")


@dataclass(frozen=True, slots=True)
class SegmentCount:
    """What a message costs to send."""

    encoding: Literal["GSM-7", "UCS-2"]
    units: int
    """Of the encoding: septets, or UTF-16 code units."""
    segments: int
    """Texts; none for an empty message."""
    per_segment: int
    """Units a text of this message holds: 160 or 153, 70 or 67."""
    left: int
    """Units left in the last text."""
    forcing: tuple[Span, ...]
    """The characters that force UCS-2; neighbours are one stretch."""


def count_segments(text: str) -> SegmentCount:
    """Return how many texts a message takes, and why.

    A character that takes two units never has them in two texts.
    """
    forcing = tuple(Span(*found.span()) for found in _FOREIGN.finditer(text))
    if not forcing:
        septets = _EXTENDED.sub(rf"{_ESCAPE}\g<0>", text)
        return _counted("GSM-7", septets, 160, 153, _ESCAPE, ())
    # One character for each UTF-16 unit, lone surrogates among them.
    units = text.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "surrogatepass")
    if len(text) != len(units) or not text.isascii():
        units = _utf_16(text)
    return _counted("UCS-2", units, 70, 67, None, forcing)
