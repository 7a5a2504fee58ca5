"""All rules made ready at the first text: which words can begin to matter, and for whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from core.detection.frequency import weight
from core.detection.keywords import (
    COURTESY_WORDS,
    HELP_WORDS,
    KEYWORDS,
    MISSPELLED,
    OPT_IN_WORDS,
    REAL_WORDS,
    slips_of,
    stretched,
)
from core.detection.lists import spaced
from core.detection.phrases import Needs, Part, Sequence, read_phrase, spelled
from core.detection.rule import Guard, Rule
from core.detection.vocabularies import RULES, VOCABULARIES
from core.domain import RequestKind

_SLIPPING: Final = spaced(
    """
        stop send texting messages message messaging unsubscribe remove delete number please
        contact contacting subscription cancel sending anymore calling bothering interested
        receive receiving harassing leave alone removed database political quit wrong person
        annoying mensajes numero lista favor enviar mandar escribir borrar eliminar quitar
        textos contactos arretez messages envoyer numero desinscrire supprimez liste nachrichten
        nummer mensagens telefono telephone equivocado
    """
)
"""Words that are known through a slip, wherever they stand."""
_ELIDED: Final = ("c", "m", "n", "l", "d", "s", "t", "j", "qu", "dell", "all", "dall", "nell")
"""What stands before an apostrophe in French and Italian."""
_NEAR: Final = 10
"""In words: how far two words of a phrase may be from each other."""
_ODD_LETTERS: Final = ("p", "b", "q", "v")
"""Single letters in a text may be a word spread out; of ordinary ones, few stand alone."""


@dataclass(frozen=True, slots=True)
class Ready:
    """One phrase of a rule, ready to be looked for."""

    rule: Rule
    order: int
    phrase: Sequence
    mask: int
    way: Needs


@dataclass(frozen=True, slots=True)
class Gate:
    """What must be in a text, at a quick look, for some phrase to be there."""

    mask: int
    needs: tuple[frozenset[bytes], ...]
    """In the order in which they must stand."""
    far: bool
    """Whether they may stand far from each other."""
    named: bool
    whole: bool

    def stands_in(self, words: list[bytes]) -> bool:
        """Whether the words that are needed stand in order, and near each other."""
        ends: list[int] | None = None
        for need in self.needs:
            places = [at for at, word in enumerate(words) if word in need]
            if ends is not None:
                near = len(words) if self.far else _NEAR
                places = [at for at in places if any(0 <= at - end <= near for end in ends)]
            if not places:
                return False
            ends = places
        return True


@dataclass(frozen=True, slots=True)
class ReadyGuard:
    """A guard, ready to be asked."""

    before: tuple[Sequence, ...]
    after: tuple[Sequence, ...]
    anywhere: tuple[Sequence, ...]


class Index:
    """What is made of the rules, once."""

    def __init__(self) -> None:
        self._lists: dict[str, dict[str, Part]] = {}
        self._guards: dict[int, ReadyGuard] = {}
        self._bits: dict[frozenset[str], int] = {}
        self._words_of: dict[str, set[str]] = {}
        self.by_anchor: dict[str, list[Ready]] = {}
        """The phrases in which the word cannot be missing."""
        self.known: set[str] = set()
        """Every word of any rule."""
        # A request goes before a wrong number; among those, the surest.
        ranked = sorted(RULES, key=lambda rule: (rule.kind is RequestKind.WRONG_NUMBER,
                                                 -rule.confidence))  # fmt: skip
        phrases = [(rule, phrase) for rule in ranked for phrase in rule.phrases]
        for order, (rule, phrase) in enumerate(phrases):
            self._add(rule, order, self._read(phrase, rule.language))
        self.bits: dict[bytes, int] = {}
        for need, number in self._bits.items():
            for word in need:
                self.bits[word.encode()] = self.bits.get(word.encode(), 0) | 1 << number
        self._elide()
        self.slips = self._slips()
        for slip, word in self.slips.items():
            if word.encode() in self.bits:
                self.bits[slip.encode()] = self.bits[word.encode()]
            if word in self.by_anchor:
                self.by_anchor[slip] = self.by_anchor[word]
        self.triggers = frozenset(word.encode() for word in self.by_anchor) | frozenset(
            word.encode() for word in _ODD_LETTERS
        )
        """One of these is in every text that any phrase matches."""
        self.odd = frozenset(word.encode() for word in _ODD_LETTERS)
        self.gates = self._gates()
        """By the rarest word that a phrase needs: what else it needs."""
        self.by_anchor_bytes = {word.encode(): ready for word, ready in self.by_anchor.items()}

    def guard(self, guard: Guard, language: str) -> ReadyGuard:
        """Make a guard ready, at its first use."""
        key = id(guard)
        if key not in self._guards:
            self._guards[key] = ReadyGuard(
                *(
                    tuple(self._read(phrase, language) for phrase in phrases)
                    for phrases in (guard.before, guard.after, guard.anywhere)
                )
            )
        return self._guards[key]

    def phrases_of(self, phrases: frozenset[str]) -> tuple[Sequence, ...]:
        """Read phrases as they are: of words alone, without the notation of rules."""
        lists = (tuple(re.findall(r"[^\W_]+", " ".join(spelled(one)))) for one in sorted(phrases))
        return tuple(read_phrase(" ".join(words), {}, {}, set()) for words in lists if words)

    def _read(self, phrase: str, language: str) -> Sequence:
        lists = self._lists.setdefault(language, {})
        return read_phrase(phrase, VOCABULARIES[language], lists, self.known)

    def _add(self, rule: Rule, order: int, phrase: Sequence) -> None:
        for way in phrase.ways:
            mask = 0
            for need in way:
                self._words_of.setdefault(rule.language, set()).update(need)
                mask |= 1 << self._bits.setdefault(need, len(self._bits))
            ready = Ready(rule, order, phrase, mask, way)
            for word in min(way, key=weight):
                self.by_anchor.setdefault(word, []).append(ready)

    def _elide(self) -> None:
        """Know `mecrire` at a quick look, which leaves out apostrophes: it is `m ecrire`."""
        for rules_language in ("fr", "it"):
            words = self._words_of[rules_language]
            for word in [one for one in words if one[0] in "aeiouhy" and len(one) > 1]:
                for before in _ELIDED:
                    both = (before + word).encode()
                    bits = self.bits.get(before.encode(), 0) | self.bits[word.encode()]
                    self.bits[both] = self.bits.get(both, 0) | bits
                    for one in (before, word):
                        if one in self.by_anchor:
                            known = self.by_anchor.get(both.decode(), [])
                            self.by_anchor[both.decode()] = [*known, *self.by_anchor[one]]

    def _gates(self) -> dict[bytes, tuple[Gate, ...]]:
        written: dict[str, list[str]] = {}
        for slip, word in self.slips.items():
            written.setdefault(word, []).append(slip)
        for word in self.known:
            if word[0] in "aeiouhy":
                for before in _ELIDED:
                    written.setdefault(word, []).append(before + word)
                    written.setdefault(before, []).append(before + word)
        forms: dict[frozenset[str], frozenset[bytes]] = {}
        for need in self._bits:
            forms[need] = frozenset(
                form.encode() for word in need for form in (word, *written.get(word, ()))
            )
        gates: dict[tuple[int, Needs, bool, bool, bool], Gate] = {}
        found: dict[bytes, dict[int, Gate]] = {}
        for word, readies in self.by_anchor.items():
            for ready in readies:
                phrase = ready.phrase
                key = (ready.mask, ready.way, phrase.far, phrase.named, phrase.whole)
                if key not in gates:
                    needs = tuple(forms[need] for need in ready.way)
                    gates[key] = Gate(ready.mask, needs, *key[2:])
                found.setdefault(word.encode(), {})[id(gates[key])] = gates[key]
        return {word: tuple(those.values()) for word, those in found.items()}

    def _slips(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for word in _SLIPPING:
            for slip in slips_of(word):
                if slip not in self.known and slip not in REAL_WORDS and len(slip) > 2:
                    found.setdefault(slip, word)
        for slip in (
            *stretched("stop"),
            "st0p",
            "5top",
            "5t0p",
            "s7op",
            "$top",
            "st@p",
            "stahp",
            "stawp",
        ):
            if slip not in REAL_WORDS:
                found[slip] = "stop"
        for word in ("stop", *_SLIPPING):
            found.pop(word, None)
        return found


@cache
def index() -> Index:
    """Return the index, made at the first text that is read."""
    return Index()


# --- Whole messages ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a whole message means."""

    kind: RequestKind
    rule: str
    confidence: float
    language: str


def squeezed(word: str) -> str:
    """Fold a word as a whole message is: `Opt Out`, `opt-out` and `o p t o u t` are one."""
    return "".join(filter(str.isalnum, "".join(spelled(word))))


@cache
def whole_messages() -> dict[str, Meaning]:
    """What messages of one word, or a few, mean, by their letters alone."""
    found: dict[str, Meaning] = {}
    for word in OPT_IN_WORDS:
        found[squeezed(word)] = Meaning(RequestKind.OPT_IN, "opt-in", 0.98, "")
    for word in HELP_WORDS:
        found[squeezed(word)] = Meaning(RequestKind.HELP, "help", 0.98, "")
    for language, words in KEYWORDS.items():
        for word in words:
            meaning = Meaning(RequestKind.KEYWORD, "known-keyword", 0.97, language)
            found.setdefault(squeezed(word), meaning)
    for word in MISSPELLED:
        meaning = Meaning(RequestKind.KEYWORD, "misspelled-keyword", 0.95, "en")
        for slip in (*slips_of(word), *stretched(word)):
            if slip not in REAL_WORDS and len(slip) > 2:
                found.setdefault(slip, meaning)
    return found


@cache
def keyword_words() -> frozenset[bytes]:
    """Keywords of one word that may stand among words of courtesy."""
    words = {squeezed(word) for words in KEYWORDS.values() for word in words}
    return frozenset(word.encode() for word in words - COURTESY_WORDS)
