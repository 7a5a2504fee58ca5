"""Texts that were decided about as a labelled file, with no phone number in it.

The lines are of the form of `core/data/replies.jsonl`, so that `textbank detection evaluate`
reads them. Names and numbers of contacts are not written, and what looks like a number in a
text is masked; what people wrote otherwise stands there as they wrote it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from core.views_detection import JudgedText, Judgement

MASK = "0"
"""What stands for every digit of a number: it keeps the shape of what was written."""

MOST_LEFT = 6
"""Digits that may stay in a text: with one more it may hold a number, however that is written."""

_RUN = re.compile(r"0(?:[\W_]{0,3}0){4,}")
"""Five digits or more with little between them."""

UNKNOWN_LANGUAGE = "und"
"""ISO 639: undetermined."""


def masked(body: str) -> str:
    """A text with the digits of everything in it masked that may be a phone number.

    A shorter one is looked for; where there are seven digits or more in all, all of them go:
    what stands between those of one number, or how far apart they are, is anybody's guess.
    """
    # Digits of any script, in circles or raised: all are read, and none is left.
    plain = "".join("0" if unicodedata.digit(one, None) is not None else one for one in body)
    digits = plain.count("0")
    if digits < 4:
        return body
    if digits > MOST_LEFT:
        spans = [(0, len(body))]
    else:
        spans = [found.span() for found in _RUN.finditer(plain)] + _numbers(body)
    letters = list(body)
    for start, end in spans:
        for place in range(start, end):
            if plain[place] == "0":
                letters[place] = MASK
    return "".join(letters)


def _numbers(body: str) -> list[tuple[int, int]]:
    """Where the library finds phone numbers, short ones and those of other countries too."""
    from phonenumbers import Leniency, PhoneNumberMatcher

    found = PhoneNumberMatcher(body, "US", leniency=Leniency.POSSIBLE)
    return [(one.start, one.end) for one in found]


def labelled(text: JudgedText) -> dict[str, Any]:
    """One line of the file."""
    tags = [] if text.judgement is Judgement.RIGHT else [text.judgement.value]
    if text.rule:
        tags.append(f"rule:{text.rule}")
    return {
        "id": f"triage-{text.text_id}",
        "text": masked(text.body),
        "label": text.label,
        "language": text.language or UNKNOWN_LANGUAGE,
        "origin": "triage",
        "source": "",
        "tags": tags,
        "ambiguous": False,
    }
