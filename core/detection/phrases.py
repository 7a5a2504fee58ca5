"""The notation in which rules are written, and how a phrase is looked for.

| Written | Means |
|---|---|
| `stop texting` | these words, in this order; a comma or an emoji may stand between them |
| `{texting}` | one of the words of that list |
| `{please}*` `(a|b)*` | any number of them, or none |
| `[the]` | perhaps |
| `(a b|c)` | one or the other |
| `~` `~~` `~~~` | at most one, two, three words, whichever |
| `//` | anything, across sentences |
| `<` `>` | here a clause begins, ends (any punctuation) |
| `<<` `>>` | here the message begins, ends |
| `{Name}` `{Names}` | a word written like the name of a person, or `Ann's` |
| `{Given}` | a common given name |

Lists of words may hold phrases of this notation themselves. A phrase is looked for by
the places where it can end, all of them at once: the time grows with the length of the
text and of the phrase, never with their powers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from core.detection.frequency import weight
from core.detection.names import GIVEN_NAMES, TITLES
from core.safe_text import for_matching

if TYPE_CHECKING:
    from core.detection.said import Said

Words = Mapping[str, tuple[str, ...]]
"""Lists of words by name: the vocabulary of a language."""
Places = Iterable[int]
Needs = tuple[frozenset[str], ...]
"""For each part that cannot be missing: the words one of which must be there."""

Way = tuple[tuple[frozenset[str], int], ...]
"""Needs in their order, each with how far it may stand from the one before, in words."""
FAR: Final = 2_000
_MOST_REPEATED: Final = 10
"""Words that a list taken any number of times stands for, at a quick look."""

_PIECE: Final = re.compile(r"<<|>>|<|>|//|~+|\{[\w-]+\}\*?|[\[\]()|]|[^\s\[\]()|{}<>~]+")
_BORDERS: Final = frozenset({",", ".", "?", "«", "»"})
_NOWHERE: Final = ()

SPACELESS: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff"
                              "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]")  # fmt: skip
"""Scripts that set no spaces between words, and Korean, which glues endings to them."""
BARRED: Final = str.maketrans("đłøħı", "dlohi")
"""Letters with a bar through them, or without a dot, that have no decomposition."""


def spelled(words: str) -> tuple[str, ...]:
    """Fold words as texts are folded; a script without spaces is read letter by letter."""
    folded = words if words.isascii() else for_matching(words).text.translate(BARRED)
    return tuple(SPACELESS.sub(r" \g<0> ", folded.lower().replace("'", "")).split())


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

    def ends(self, said: Said, at: int) -> Places:
        """The places where the part can end if it begins at `at`."""
        raise NotImplementedError


class _Word(Part):
    def __init__(self, word: str) -> None:
        self._word = word
        self.heads = frozenset({word})
        self.needs = (self.heads,)
        self.ways = (((self.heads, 0),),)

    def ends(self, said: Said, at: int) -> Places:
        if said.words[at] == "," != self._word:
            at += 1
        return (at + 1,) if said.words[at] == self._word else _NOWHERE


class _AnyOf(Part):
    """One of several parts, found by its first word."""

    def __init__(self, parts: list[Part]) -> None:
        self._by_head: dict[str, list[Part | None]] = {}
        self._headless = [part for part in parts if part.heads is None]
        for part in parts:
            for head in part.heads or ():
                alone = None if isinstance(part, _Word) else part
                self._by_head.setdefault(head, []).append(alone)
        if not self._headless:
            self.heads = frozenset(self._by_head)
        if all(part.needs for part in parts):
            rarest = (min(part.needs, key=weight) for part in parts)
            self.needs = (frozenset[str]().union(*rarest),)
        self.ways = self._ways(parts)
        self.most = max(part.most for part in parts)

    @staticmethod
    def _ways(parts: list[Part]) -> tuple[Way, ...]:
        """Single words are one way; each longer alternative is one, or several, of its own."""
        alone = [way[0][0] for part in parts for way in part.ways if len(way) == 1]
        longer = dict.fromkeys(way for part in parts for way in part.ways if len(way) != 1)
        if not alone:
            return tuple(longer)
        most = max(part.most for part in parts)
        return (*longer, ((frozenset[str]().union(*alone), most),))

    def ends(self, said: Said, at: int) -> Places:
        found: set[int] = set()
        for part in self._headless:
            found.update(part.ends(said, at))
        if said.words[at] == ",":
            at += 1
        for one in self._by_head.get(said.words[at], _NOWHERE):
            if one is None:
                found.add(at + 1)
            else:
                found.update(one.ends(said, at))
        return found


class _Repeated(Part):
    most = _MOST_REPEATED

    def __init__(self, part: Part) -> None:
        self._part = part

    def ends(self, said: Said, at: int) -> Places:
        found = {at}
        new = [at]
        while new:
            for end in self._part.ends(said, new.pop()):
                if end not in found:
                    found.add(end)
                    new.append(end)
        return found


class _Perhaps(Part):
    def __init__(self, part: Part) -> None:
        self._part = part
        self.most = part.most

    def ends(self, said: Said, at: int) -> Places:
        return {at, *self._part.ends(said, at)}


class _Gap(Part):
    def __init__(self, most: int) -> None:
        self.most = most

    def ends(self, said: Said, at: int) -> Places:
        found = [at]
        while len(found) <= self.most:
            if said.words[at] == ",":
                at += 1
            if said.words[at] in _BORDERS:
                break
            at += 1
            found.append(at)
        return found


class _Anything(Part):
    most = FAR

    def ends(self, said: Said, at: int) -> Places:
        return range(at, len(said.words))


class _Border(Part):
    most = 0

    def __init__(self, piece: str) -> None:
        self._piece = piece

    def ends(self, said: Said, at: int) -> Places:
        words = said.words
        if self._piece == "<":
            holds = words[at - 1] in _BORDERS and words[at] not in _BORDERS
        elif self._piece == "<<":
            holds = at == 1
        elif self._piece == ">":
            holds = words[at] in _BORDERS
        else:
            holds = words[at] == "»" or (words[at] == "?" and words[at + 1] == "»")
        return (at,) if holds else _NOWHERE


class _Name(Part):
    named = True
    most = 4

    def __init__(self, piece: str) -> None:
        self._of = piece == "{Names}"
        self._given = piece == "{Given}"

    def ends(self, said: Said, at: int) -> Places:
        if said.words[at] == ",":
            return _NOWHERE
        titled = said.words[at] in TITLES
        if titled:
            at += 2 if said.words[at + 1] == "." else 1
        if self._given:
            return (at + 1,) if said.words[at] in GIVEN_NAMES else _NOWHERE
        if self._of and said.is_name(at) and said.is_name(at + 1, of=True):
            return (at + 2,)
        if not said.is_name(at, of=self._of, titled=titled):
            return _NOWHERE
        # A second name may follow the first.
        return (at + 1, at + 2) if said.is_name(at + 1) else (at + 1,)


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
        # Borders take up no word: what follows them is what it begins with.
        first = next((part for part in parts if not isinstance(part, _Border)), None)
        self.heads = first.heads if first is not None else None

    @staticmethod
    def _ways(parts: list[Part]) -> tuple[Way, ...]:
        """Tell the ways of the most telling part apart; the others are asked for as a whole."""
        if not parts:
            return ((),)
        telling = min(parts, key=_commonness)
        ways: list[Way] = [()]
        room = 0
        for part in parts:
            room = min(FAR, room + part.most)
            options = part.ways if part is telling else (tuple((need, 0) for need in part.needs),)
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

    def ends(self, said: Said, at: int) -> Places:
        places: Places = (at,)
        for part in self._parts:
            if len(places) == 1:  # type: ignore[arg-type]
                (one,) = places
                places = part.ends(said, one)
            else:
                places = {end for place in places for end in part.ends(said, place)}
            if not places:
                return _NOWHERE
        return places

    def find(self, said: Said) -> Iterable[tuple[int, int]]:
        """Where the phrase stands: each place where it begins, with the nearest end."""
        for at in range(1, len(said.words) - 1):
            if self.heads is not None and said.words[at] not in self.heads:
                continue
            if said.words[at] != "," and (ends := self.ends(said, at)):
                yield at, min(ends)

    def ends_at(self, said: Said, at: int) -> bool:
        """Whether the phrase stands right before `at`."""
        first = max(0, at - _LONGEST_BEFORE)
        return any(at in self.ends(said, start) for start in range(first, at))


_LONGEST_BEFORE: Final = 10
"""In words: how far before the words found a guard looks."""


def _commonness(part: Part) -> int:
    """How often words are in a text of which each way of a part has one."""
    if () in part.ways:
        return 1_000_000
    return weight(frozenset[str]().union(*(rarest(way) for way in part.ways)))


def rarest(way: Way) -> frozenset[str]:
    """The need that is met in the fewest texts."""
    return min((need for need, _ in way), key=weight)


class _Reader:
    """Reads one phrase from left to right."""

    def __init__(self, phrase: str, words: Words, lists: dict[str, Part], known: set[str]) -> None:
        self._phrase = phrase
        self._words = words
        self._lists = lists
        self._known = known
        self._pieces = _PIECE.findall(phrase)
        self._at = 0

    def read(self) -> Part:
        part = self._alternatives()
        if self._at != len(self._pieces):
            raise ValueError(f"A bracket too many: {self._phrase}")
        return part

    def _alternatives(self) -> Part:
        found = [self._sequence()]
        while self._next() == "|":
            self._at += 1
            found.append(self._sequence())
        return found[0] if len(found) == 1 else _AnyOf(found)

    def _sequence(self) -> Part:
        parts: list[Part] = []
        while (piece := self._next()) not in ("", "|", "]", ")"):
            self._at += 1
            parts += self._parts_of(piece)
        return parts[0] if len(parts) == 1 else Sequence(parts)

    def _parts_of(self, piece: str) -> list[Part]:
        if piece in ("<", "<<", ">", ">>"):
            return [_Border(piece)]
        if piece == "//":
            return [_Anything()]
        if piece[0] == "~":
            return [_Gap(len(piece))]
        if piece in "[(":
            part = self._alternatives()
            if self._next() != ("]" if piece == "[" else ")"):
                raise ValueError(f"A bracket is not closed: {self._phrase}")
            self._at += 1
            if piece == "(" and self._next() == "*":
                self._at += 1
                return [_Repeated(part)]
            return [_Perhaps(part) if piece == "[" else part]
        if piece in ("{Name}", "{Names}", "{Given}"):
            return [_Name(piece)]
        if piece[0] == "{":
            part = self._listed(piece.strip("{}*"))
            return [_Repeated(part) if piece[-1] == "*" else part]
        letters = spelled(piece) or (piece,)
        self._known.update(letters)
        return [_Word(word) for word in letters]

    def _listed(self, name: str) -> Part:
        if name not in self._lists:
            if name not in self._words:
                raise ValueError(f"No list is called {name}: {self._phrase}")
            self._lists[name] = _AnyOf(
                [
                    _Reader(entry, self._words, self._lists, self._known).read()
                    for entry in self._words[name]
                ]
            )
        return self._lists[name]

    def _next(self) -> str:
        return self._pieces[self._at] if self._at < len(self._pieces) else ""


def read_phrase(phrase: str, words: Words, lists: dict[str, Part], known: set[str]) -> Sequence:
    """Read a phrase in the notation of this module.

    Args:
        phrase: As written in a rule.
        words: The lists it may name.
        lists: Those of them that were read before, and now.
        known: Takes every word that is read.

    Raises:
        ValueError: A bracket is not closed, or there is no such list of words.
    """
    part = _Reader(phrase, words, lists, known).read()
    whole = part if isinstance(part, Sequence) else Sequence([part])
    whole.whole = phrase.startswith("<<") and phrase.endswith(">>")
    return whole
