"""The parts of a phrase, and how each is looked for: by all the places where it can end."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final, Protocol

from core.detection.frequency import weight
from core.detection.names import GIVEN_NAMES, TITLES

Places = Iterable[int]
Needs = tuple[frozenset[str], ...]
"""For each part that cannot be missing: the words one of which must be there."""
Way = tuple[tuple[frozenset[str], int], ...]
"""Needs in their order, each with how far it may stand from the one before, in words."""
FAR: Final = 2_000
_MOST_REPEATED: Final = 10
"""Words that a list taken any number of times stands for, at a quick look."""
SOMEBODY: Final = frozenset({"{Name}"})
"""Stands among needs for the name of a person, which no list of words tells."""
_BORDERS: Final = frozenset({",", ".", "?", "«", "»"})
NOWHERE: Final = ()


class Wording(Protocol):
    """A text as rules read it: exactly, or by its words alone."""

    words: list[str]
    """Between `«` and `»`."""

    @property
    def rough(self) -> bool:
        """Whether all punctuation is commas, some of which may not be in the text."""

    def is_name(self, at: int, *, of: bool = False, titled: bool = False) -> bool:
        """Whether the word there is the name of a person."""


class Part:
    """A part of a phrase."""

    needs: Needs = ()
    ways: tuple[Way, ...] = ((),)
    """As `needs`, for each way in which the part can be there; `needs` is what all share."""
    most = 1
    """Words that it takes up, at most."""
    named = False
    """Whether the name of a person is in it."""
    heads: frozenset[str] | None = None
    """The words that it can begin with; None where it may be empty, or anything."""
    missing = False
    """Whether it may be there without taking up a word."""

    def ends(self, said: Wording, at: int) -> Places:
        """The places where the part can end if it begins at `at`."""
        raise NotImplementedError

    def firsts(self) -> frozenset[str] | None:
        """As `heads`, where it is there at all."""
        return self.heads

    @cached_property
    def commonness(self) -> int:  # Overwritten where it is known at once.
        """How often words are in a text of which each way of the part has one."""
        if () in self.ways:
            return 1_000_000
        needs = [rarest(way) for way in self.ways]
        if SOMEBODY in needs:
            return 1_000_000
        return weight(needs[0] if len(needs) == 1 else frozenset[str]().union(*needs))


class Word(Part):
    """One word."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.heads = frozenset({word})
        self.needs = (self.heads,)
        self.ways = (((self.heads, 0),),)
        self.commonness = weight(self.heads)

    def ends(self, said: Wording, at: int) -> Places:
        """One place further, past a comma."""
        if said.words[at] == "," != self.word:
            at += 1
        return (at + 1,) if said.words[at] == self.word else NOWHERE


class AnyOf(Part):
    """One of several parts, found by its first word."""

    def __init__(self, parts: list[Part]) -> None:
        alone = [part.word for part in parts if isinstance(part, Word)]
        self._alone = frozenset(alone)
        longer = [part for part in parts if not isinstance(part, Word)]
        self._by_head: dict[str, list[Part]] = {}
        self._headless = [part for part in longer if part.heads is None]
        for part in longer:
            for head in part.heads or ():
                self._by_head.setdefault(head, []).append(part)
        if not self._headless:
            self.heads = self._alone.union(self._by_head) if longer else self._alone
        if not longer:
            self.needs = (self._alone,)
            self.ways = (((self._alone, 1),),)
            self.commonness = weight(self._alone)
            return
        if all(part.needs for part in longer):
            rare = [min(part.needs, key=weight) for part in longer]
            self.needs = (self._alone.union(*rare),)
        self.ways = self._ways(parts)
        self.most = max(part.most for part in parts)
        self.missing = any(part.missing for part in longer)

    def firsts(self) -> frozenset[str] | None:
        """The words that any of the parts can begin with."""
        found = [part.firsts() for part in self._headless]
        if None in found:
            return None
        return self._alone.union(self._by_head, *filter(None, found))

    @staticmethod
    def _ways(parts: list[Part]) -> tuple[Way, ...]:
        """Single words are one way; each longer alternative is one, or several, of its own."""
        ways = [way for part in parts for way in part.ways]
        alone = [way[0][0] for way in ways if len(way) == 1 and way[0][0] is not SOMEBODY]
        longer = dict.fromkeys(way for way in ways if len(way) != 1 or way[0][0] is SOMEBODY)
        if not alone:
            return tuple(longer)
        most = max(part.most for part in parts)
        return (*longer, ((frozenset[str]().union(*alone), most),))

    def ends(self, said: Wording, at: int) -> Places:
        """All places where one of the parts ends."""
        found: set[int] = set()
        for part in self._headless:
            found.update(part.ends(said, at))
        word = said.words[at]
        if word == ",":
            at += 1
            word = said.words[at]
        if word in self._alone:
            found.add(at + 1)
        for part in self._by_head.get(word, NOWHERE):
            found.update(part.ends(said, at))
        return found


class Repeated(Part):
    """A part any number of times, or not at all."""

    most = _MOST_REPEATED
    missing = True

    def __init__(self, part: Part) -> None:
        self._part = part

    def firsts(self) -> frozenset[str] | None:
        """The words that the part can begin with."""
        return self._part.firsts()

    def ends(self, said: Wording, at: int) -> Places:
        """Here, and wherever the part ends, and ends again."""
        found = {at}
        new = [at]
        while new:
            for end in self._part.ends(said, new.pop()):
                if end not in found:
                    found.add(end)
                    new.append(end)
        return found


class Perhaps(Part):
    """A part, or nothing."""

    missing = True

    def __init__(self, part: Part) -> None:
        self._part = part
        self.most = part.most

    def firsts(self) -> frozenset[str] | None:
        """The words that the part can begin with."""
        return self._part.firsts()

    def ends(self, said: Wording, at: int) -> Places:
        """Here, and wherever the part ends."""
        return {at, *self._part.ends(said, at)}


class Gap(Part):
    """At most so many words, whichever, within a clause."""

    def __init__(self, most: int) -> None:
        self.most = most

    def ends(self, said: Wording, at: int) -> Places:
        """Here, and after each word."""
        found = [at]
        while len(found) <= self.most:
            if said.words[at] == ",":
                at += 1
            if said.words[at] in _BORDERS:
                break
            at += 1
            found.append(at)
        return found


class Anything(Part):
    """All that may stand between, across sentences."""

    most = FAR

    def ends(self, said: Wording, at: int) -> Places:
        """Everywhere from here."""
        return range(at, len(said.words))


class Border(Part):
    """Where a clause, or the message, begins or ends."""

    most = 0
    missing = True

    def __init__(self, piece: str) -> None:
        self._piece = piece

    def firsts(self) -> frozenset[str] | None:
        """No word: it takes up none."""
        return frozenset()

    def ends(self, said: Wording, at: int) -> Places:
        """Here, where there is such a border."""
        words = said.words
        if self._piece == "<<":
            holds = at == 1
        elif self._piece == ">>":
            holds = words[at] == "»" or (words[at] == "?" and words[at + 1] == "»")
        elif self._piece == "<":
            holds = words[at - 1] in _BORDERS and words[at] not in _BORDERS
        else:
            holds = words[at] in _BORDERS
        return (at,) if holds else NOWHERE


class Name(Part):
    """The name of a person."""

    named = True
    most = 4

    def __init__(self, piece: str) -> None:
        self._of = piece == "{Names}"
        self._given = piece == "{Given}"

    def ends(self, said: Wording, at: int) -> Places:
        """After the name, and after a second one."""
        if said.words[at] == ",":
            if not said.rough:
                return NOWHERE
            at += 1
        titled = said.words[at] in TITLES
        if titled:
            at += 2 if said.words[at + 1] == "." or self._passes(said, at + 1) else 1
        if self._given:
            return (at + 1,) if said.words[at] in GIVEN_NAMES else NOWHERE
        alone = said.is_name(at)
        if not alone and not said.is_name(at, of=self._of, titled=titled):
            return NOWHERE
        second = at + 2 if self._passes(said, at + 1) else at + 1
        if self._of:
            if alone and said.is_name(second, of=True):
                return (second + 1,)
            if not said.is_name(at, of=True, titled=titled):
                return NOWHERE
        elif not alone and not titled:
            return NOWHERE
        # A second name may follow the first.
        return (at + 1, second + 1) if said.is_name(second) else (at + 1,)

    @staticmethod
    def _passes(said: Wording, at: int) -> bool:
        """Whether what stands there may not be in the text."""
        return said.rough and said.words[at] == ","


def rarest(way: Way) -> frozenset[str]:
    """The need that is met in the fewest texts."""
    if len(way) == 1:
        return way[0][0]
    return min((need for need, _ in way if need is not SOMEBODY), key=weight, default=SOMEBODY)
