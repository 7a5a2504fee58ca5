"""The quick look: which phrases could be in a text at all, by the words that they need.

Nearly all texts have none of the telling words, or have them in another order or far from
each other. Only the phrases that pass here are looked for.

It overlooks nothing: a phrase cannot be there without a word of each of its needs. It is
found by its rarest need, and passes where the others stand on the right side of it and
near enough. Each need but the rarest is a bit, and each word has the bits of all needs
that it meets, so that a whole text is asked for all of them at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, field
from typing import Final

from core.detection.parts import FAR, SOMEBODY, Way, rarest
from core.detection.rule import Rule
from core.detection.sequences import Sequence

LONGEST_WHOLE: Final = 14
"""In words: a longer message is more than any phrase for a whole message."""


@dataclass(frozen=True, slots=True)
class Ready:
    """One phrase of a rule, ready to be looked for."""

    rule: Rule
    order: int
    """Among all phrases: a request before a wrong number, the surest first."""
    phrase: Sequence


@dataclass(frozen=True, slots=True)
class Gate:
    """What must be in a text for phrases to be there, besides a word of their rarest need."""

    around: tuple[tuple[frozenset[bytes], int, int], ...]
    """Other needs, each with where it may stand: from and to so many words after the rarest."""
    names: tuple[tuple[int, int], ...]
    """Likewise where names may stand."""
    named: bool
    """Whether somebody must be named."""
    leads_to: list[Ready] = field(default_factory=list)

    def names_stand(self, words: list[bytes], names: Set[bytes], first: int, last: int) -> bool:
        """Whether names stand where they may."""
        for since, until in self.names:
            begins = first + since
            if names.isdisjoint(words[begins if begins > 0 else 0 : last + until]):
                return False
        return True


Others = frozenset[frozenset[str]]
"""What a gate needs besides its rarest need."""
Groups = tuple[tuple[int, tuple[Gate, ...]], ...]
"""Gates by the bits of what they need besides the word they were found by."""
_NO_GROUPS: Final = (0, (), ())


class Gates:
    """All gates, found by the rarest word that each needs."""

    def __init__(self) -> None:
        self._gates: dict[tuple[Way, bool, bool], Gate] = {}
        self._bytes: dict[frozenset[str], frozenset[bytes]] = {}
        self._asked: Counter[frozenset[str]] = Counter()
        self._found: dict[bool, dict[bytes, dict[Others, list[Gate]]]] = {False: {}, True: {}}
        self._by_word: dict[bytes, tuple[int, Groups, Groups]] = {}
        self._telling: frozenset[bytes] = frozenset()

    def add(self, way: Way, ready: Ready) -> None:
        """Add one way in which a phrase can be there."""
        key = (way, ready.phrase.named, ready.phrase.whole)
        gate = self._gates.get(key)
        if gate is None:
            rare = rarest(way)
            if rare is SOMEBODY:
                raise ValueError(f"A phrase of names alone: {ready.rule.name}")
            gate = self._gates[key] = self._gate(way, rare, named=ready.phrase.named)
            others = frozenset(need for need, _ in way if need not in (rare, SOMEBODY))
            self._asked.update(dict.fromkeys(others, len(rare)))
            found = self._found[ready.phrase.whole]
            for word in self._encoded(rare):
                found.setdefault(word, {}).setdefault(others, []).append(gate)
        gate.leads_to.append(ready)

    def _gate(self, way: Way, rare: frozenset[str], *, named: bool) -> Gate:
        """Say where the other needs stand, the nearest first: those are missing most often."""
        at = next(at for at, (need, _) in enumerate(way) if need is rare)
        found: list[tuple[frozenset[str], int, int]] = []
        room = 0
        for need, near in way[at + 1 :]:
            room = min(FAR, room + near)
            found.append((need, 0, room + 1))
        room = 0
        for before in range(at - 1, -1, -1):
            room = min(FAR, room + way[before + 1][1])
            found.append((way[before][0], -room, 1))
        found.sort(key=lambda one: one[2] - one[1])
        return Gate(
            tuple(
                (self._encoded(need), since, until)
                for need, since, until in found
                if need is not SOMEBODY
            ),
            tuple((since, until) for need, since, until in found if need is SOMEBODY),
            named,
        )

    def _encoded(self, need: frozenset[str]) -> frozenset[bytes]:
        if need not in self._bytes:
            self._bytes[need] = frozenset(word.encode() for word in need)
        return self._bytes[need]

    def close(self, odd: Set[bytes]) -> None:
        """Put what was added in order, for the quick look.

        Args:
            odd: Words with which a text is not as plain as it looks; see `passed`.
        """
        # The needs that are asked for most have the low bits: short numbers are the quickest.
        bit_of = {need: 1 << at for at, (need, _) in enumerate(self._asked.most_common())}
        bits: dict[bytes, int] = {}
        for need, bit in bit_of.items():
            for word in self._encoded(need):
                bits[word] = bits.get(word, 0) | bit
        masks: dict[Others, int] = {}
        found: list[dict[bytes, Groups]] = []
        for by_word in (self._found[False], self._found[True]):
            for by_others in by_word.values():
                for others in by_others:
                    if others not in masks:
                        masks[others] = sum(bit_of[need] for need in others)
            found.append(
                {
                    word: tuple((masks[others], tuple(gates)) for others, gates in groups.items())
                    for word, groups in by_word.items()
                }
            )
        anywhere, whole = found
        for word in bits.keys() | anywhere.keys() | whole.keys():
            self._by_word[word] = (bits.get(word, 0), anywhere.get(word, ()), whole.get(word, ()))
        self._odd = frozenset(odd)
        self._telling = self._odd.union(self._by_word)

    def passed(
        self, words: list[bytes], named: Callable[[], Set[bytes]], *, plain: bool
    ) -> list[Gate] | None:
        """The gates that a text passes.

        Args:
            words: Of the text, in order.
            named: Words that may be names; asked once, where it matters.
            plain: Whether odd words were dealt with, and are as good as any.

        Returns:
            None where it has odd words.
        """
        told = self._telling.intersection(words)
        if not plain and not self._odd.isdisjoint(told):
            return None
        by_word = self._by_word
        long = len(words) > LONGEST_WHOLE
        bits = 0
        found: list[tuple[bytes, Groups]] = []
        for word in told:
            bit, anywhere, whole = by_word.get(word, _NO_GROUPS)
            bits |= bit
            if anywhere:
                found.append((word, anywhere))
            if whole and not long:
                found.append((word, whole))
        passed: list[Gate] = []
        somebody: Set[bytes] | None = None
        for word, groups in found:
            first = last = -1
            for others, gates in groups:
                if bits & others != others:
                    continue
                if first < 0:
                    first = last = words.index(word)
                    if words.count(word) > 1:
                        last = len(words) - 1 - words[::-1].index(word)
                for gate in gates:
                    for need, since, until in gate.around:
                        begins = first + since
                        near = words[begins if begins > 0 else 0 : last + until]
                        if need.isdisjoint(near):
                            break
                    else:
                        if gate.named:
                            if somebody is None:
                                somebody = named()
                            if not somebody or not gate.names_stand(words, somebody, first, last):
                                continue
                        passed.append(gate)
        return passed


def in_order(gates: Iterable[Gate]) -> list[Ready]:
    """The phrases behind some gates, each once, the surest first."""
    found = {ready.order: ready for gate in gates for ready in gate.leads_to}
    return [found[order] for order in sorted(found)]
