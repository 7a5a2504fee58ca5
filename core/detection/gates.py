"""The quick look: which phrases could be in a text at all, by the words that they need.

Nearly all texts have none of the telling words, or have them in another order or far from
each other. Only the phrases that pass here are looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from core.detection.phrases import Sequence, Way, rarest
from core.detection.rule import Rule

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
    """What must be in a text for some phrases to be there."""

    needs: tuple[tuple[frozenset[bytes], int], ...]
    """In the order in which they must stand, each with how far from the one before."""
    named: bool
    """Whether somebody must be named."""
    whole: bool
    """Whether the phrases are all of a message."""
    leads_to: list[Ready] = field(default_factory=list)

    def stands_in(self, words: list[bytes]) -> bool:
        """Whether the words that are needed stand in order, and near each other."""
        before: list[int] | None = None
        for need, near in self.needs:
            places = [at for at, word in enumerate(words) if word in need]
            if before is not None:
                kept: list[int] = []
                for at in places:
                    for end in before:
                        if end <= at <= end + near:
                            kept.append(at)
                            break
                places = kept
            if not places:
                return False
            before = places
        return True


Groups = tuple[tuple[int, tuple[Gate, ...]], ...]
"""Gates by the bits of what they need besides the word they were found by."""


class Gates:
    """All gates, found by the rarest word that each needs."""

    def __init__(self) -> None:
        self._gates: dict[object, Gate] = {}
        self._bytes: dict[frozenset[str], frozenset[bytes]] = {}
        self._numbers: dict[frozenset[str], int] = {}
        self._found: dict[bytes, dict[int, list[Gate]]] = {}
        self._by_word: dict[bytes, tuple[int, Groups]] = {}
        self.triggers: frozenset[bytes] = frozenset()
        """One of these is in every text that passes any gate."""
        self._telling: frozenset[bytes] = frozenset()

    def add(self, way: Way, ready: Ready) -> None:
        """Add one way in which a phrase can be there."""
        key = (way, ready.phrase.named, ready.phrase.whole)
        gate = self._gates.get(key)
        if gate is None:
            needs = tuple((self._encoded(need), near) for need, near in way)
            gate = self._gates[key] = Gate(needs, *key[1:])
            first = rarest(way)
            second = 0
            for need, _ in way:
                if need is not first:
                    second |= 1 << self._numbers.setdefault(need, len(self._numbers))
            for word in self._encoded(first):
                self._found.setdefault(word, {}).setdefault(second, []).append(gate)
        gate.leads_to.append(ready)

    def _encoded(self, need: frozenset[str]) -> frozenset[bytes]:
        if need not in self._bytes:
            self._bytes[need] = frozenset(word.encode() for word in need)
        return self._bytes[need]

    def close(self) -> None:
        """Put what was added in order, for the quick look."""
        bits: dict[bytes, int] = {}
        for need, number in self._numbers.items():
            for word in self._encoded(need):
                bits[word] = bits.get(word, 0) | 1 << number
        for word in bits.keys() | self._found.keys():
            by_second = self._found.get(word, {}).items()
            groups = tuple((second, tuple(gates)) for second, gates in by_second)
            self._by_word[word] = (bits.get(word, 0), groups)
        self.triggers = frozenset(self._found)
        self._telling = frozenset(self._by_word)

    def passed(self, words: list[bytes], named: Callable[[], bool]) -> list[Gate]:
        """The gates that a text passes.

        Args:
            words: Of the text, in order.
            named: Whether somebody may be named; asked once, where it matters.
        """
        bits = 0
        groups: list[Groups] = []
        for word in self._telling.intersection(words):
            bit, group = self._by_word[word]
            bits |= bit
            if group:
                groups.append(group)
        long = len(words) > LONGEST_WHOLE
        passed: list[Gate] = []
        somebody: bool | None = None
        for group in groups:
            for second, gates in group:
                if bits & second != second:
                    continue
                for gate in gates:
                    if long and gate.whole:
                        continue
                    if not gate.stands_in(words):
                        continue
                    if gate.named:
                        if somebody is None:
                            somebody = named()
                        if not somebody:
                            continue
                    passed.append(gate)
        return passed


def in_order(gates: Iterable[Gate]) -> list[Ready]:
    """The phrases behind some gates, each once, the surest first."""
    found = {ready.order: ready for gate in gates for ready in gate.leads_to}
    return [found[order] for order in sorted(found)]
