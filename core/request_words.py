"""Phrases of an organization's own that are read as requests: "lose my digits, no more donkeys".

They only suggest, like every request in words; nobody is opted out by them.
"""

from __future__ import annotations

from core.detection import detect
from core.domain import RequestKind
from core.errors import BadInput
from core.safe_text import for_matching

MAX_PHRASES = 100
"""How many phrases an organization may have."""

LONGEST = 80
"""How many characters a phrase may have."""

SHORTEST = 3
"""How many letters or digits it must have: shorter words stand in too many texts."""


def read_phrases(written: str) -> tuple[str, ...]:
    """Read a list of phrases, separated by commas; an empty one is none.

    Raises:
        BadInput: One of them is too short or too long, cannot be read or asks for something
            else, or there are more than `MAX_PHRASES`.
    """
    phrases: dict[str, str] = {}
    for part in written.replace("\n", ",").split(","):
        phrase = " ".join(part.split()).lower()
        if not phrase:
            continue
        if not phrase.isprintable():
            raise BadInput("A phrase has characters that cannot be seen. Type it anew.")
        if len(phrase) > LONGEST:
            raise BadInput(
                f"“{phrase[:20]}…” is too long: a phrase has at most {LONGEST} characters."
            )
        letters = "".join(filter(str.isalnum, for_matching(phrase).text))
        # A sign of Chinese or Japanese is a word.
        if len(letters.encode()) < SHORTEST:
            raise BadInput(
                f"“{phrase}” is too short: it would be found in texts that ask for nothing."
            )
        if detect(phrase).kind in (RequestKind.OPT_IN, RequestKind.HELP):
            raise BadInput(f"“{phrase}” asks for something else: it is no request to opt out.")
        phrases.setdefault(letters, phrase)
    if len(phrases) > MAX_PHRASES:
        raise BadInput(f"These are {len(phrases):,} phrases; at most {MAX_PHRASES} can be kept.")
    return tuple(phrases.values())


def stored_phrases(phrases: tuple[str, ...]) -> str:
    """How a list is kept in the database."""
    return ", ".join(phrases)


def phrases_of(stored: str) -> tuple[str, ...]:
    """The list that is kept as this."""
    return tuple(stored.split(", ")) if stored else ()
