"""Parts of a phrase one after another: how a whole phrase is looked for, and what it needs."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final

from core.detection.parts import FAR, NOWHERE, SOMEBODY, Border, Name, Part, Places, Way, Wording

_TITLE: Final = 2
"""In words: how far into a name its first word with a capital stands, at most."""
_LONGEST_BEFORE: Final = 10
"""In words: how far before the words found a guard looks."""


class Sequence(Part):
    """Parts one after another: a whole phrase, or what stands in brackets."""

    whole = False
    """Whether it is a phrase for a whole message."""

    def __init__(self, parts: list[Part]) -> None:
        self._parts = parts
        self.needs = tuple(need for part in parts for need in part.needs)
        self.ways = self._ways(parts)
        self.named = any(part.named for part in parts)
        self.most = min(FAR, sum(part.most for part in parts))
        self.missing = all(part.missing for part in parts)
        # Borders take up no word: what follows them is what it begins with.
        first = next((part for part in parts if not isinstance(part, Border)), None)
        self.heads = first.heads if first is not None else None

    def firsts(self) -> frozenset[str] | None:
        """The words that it can begin with, whichever of its first parts are there."""
        return self._begins

    @cached_property
    def _begins(self) -> frozenset[str] | None:
        found: list[frozenset[str]] = []
        for part in self._parts:
            firsts = part.firsts()
            if firsts is None:
                return None
            found.append(firsts)
            if not part.missing:
                break
        else:
            return None
        return frozenset[str]().union(*found)

    @staticmethod
    def _ways(parts: list[Part]) -> tuple[Way, ...]:
        """Tell the ways of the most telling part apart; the others are asked for as a whole."""
        if not parts:
            return ((),)
        telling = min(parts, key=lambda part: part.commonness)
        ways: list[Way] = [()]
        room = 0
        for part in parts:
            room = min(FAR, room + part.most)
            options = part.ways if part is telling else (tuple((need, 0) for need in part.needs),)
            if isinstance(part, Name):
                options = (((SOMEBODY, 0),),)
                room = min(FAR, room - part.most + _TITLE)
            if options == ((),):
                continue
            # Each need stands no further from the one before than there is room for words.
            ways = [
                way + tuple((need, room if way or at else 0) for at, (need, _) in enumerate(option))
                for way in ways
                for option in options
            ]
            room = part.most
        return tuple(dict.fromkeys(ways))

    def ends(self, said: Wording, at: int) -> Places:
        """All places where the last part ends."""
        places: Places = (at,)
        for part in self._parts:
            if len(places) == 1:  # type: ignore[arg-type]
                (one,) = places
                places = part.ends(said, one)
            else:
                places = {end for place in places for end in part.ends(said, place)}
            if not places:
                return NOWHERE
        return places

    def find(self, said: Wording) -> Iterable[tuple[int, int]]:
        """Where the phrase stands: each place where it begins, with the nearest end."""
        firsts = self._begins
        words = said.words
        if firsts is not None and firsts.isdisjoint(words):
            return
        for at in range(1, len(words) - 1):
            word = words[at]
            if firsts is not None and word not in firsts:
                continue
            if word != "," and (ends := self.ends(said, at)):
                yield at, min(ends)

    def may_be_in(self, rough: Wording) -> bool:
        """As `is_in`, where all words that the phrase takes up are near its first need."""
        if self._first_need is None:
            return self.is_in(rough)
        words = rough.words
        begins = self._begins
        need, room = self._first_need
        since = 1
        for place, word in enumerate(words):
            if word in need:
                for at in range(max(since, place - room), place + 1):
                    if (begins is None or words[at] in begins) and self.ends(rough, at):
                        return True
                since = place + 1
        return False

    @cached_property
    def _first_need(self) -> tuple[frozenset[str], int] | None:
        """The first need, and in how many words and commas before it the phrase begins."""
        room = 0
        for part in self._parts:
            room = min(FAR, room + part.most)
            if part.needs:
                return part.needs[0], 2 * room
        return None

    def is_in(self, said: Wording) -> bool:
        """Whether the phrase stands anywhere."""
        return next(iter(self.find(said)), None) is not None

    def ends_at(self, said: Wording, at: int) -> bool:
        """Whether the phrase stands right before `at`."""
        first = max(0, at - _LONGEST_BEFORE)
        return any(at in self.ends(said, start) for start in range(first, at))
