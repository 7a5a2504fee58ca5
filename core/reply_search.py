"""Looking for a reply by a few letters of what it is called, or says."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class Findable(Protocol):
    """What can be looked for by title and words."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def text(self) -> str:
        """Its words."""


_Found = TypeVar("_Found", bound=Findable)


def rank_replies(query: str, replies: Iterable[_Found]) -> list[_Found]:
    """The replies that a query means, best first; all, in their order, for an empty one.

    Every word of the query must be found: at the beginning of a word of the title, inside the
    title or the text, or by its letters in order in the title (`plp` finds “Polling place”).
    Case and accents do not matter.
    """
    words = _folded(query).split()
    if not words:
        return list(replies)
    scored = [
        (score, place, reply)
        for place, reply in enumerate(replies)
        if (score := _score(words, _folded(reply.title), _folded(reply.text))) is not None
    ]
    scored.sort(key=lambda one: (-one[0], one[1]))
    return [reply for _, _, reply in scored]


def _score(words: Sequence[str], title: str, text: str) -> int | None:
    total = 0
    for word in words:
        if title.startswith(word):
            total += 100
        elif f" {word}" in title:
            total += 80
        elif word in title:
            total += 50
        elif f" {word}" in f" {text}":
            total += 30
        elif word in text:
            total += 15
        elif _in_order(word, title):
            total += 10
        else:
            return None
    return total


def _in_order(letters: str, title: str) -> bool:
    rest = iter(title)
    return all(letter in rest for letter in letters)


def _folded(text: str) -> str:
    split = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in split if not unicodedata.combining(c)).split())
