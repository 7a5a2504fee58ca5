"""All rules made ready at the first text."""

from __future__ import annotations

import gc
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from core.detection.folding import ODD_LETTERS
from core.detection.gates import Gates, Ready
from core.detection.keywords import REAL_WORDS, slips_of, stretched
from core.detection.lists import drawn_out, spaced
from core.detection.parts import Part
from core.detection.phrases import read_phrase, spelled
from core.detection.rule import Guard, Written
from core.detection.sequences import Sequence
from core.detection.vocabularies import RULES, VOCABULARIES
from core.domain import RequestKind

_SLIPPING: Final = spaced(
    """
        stop send texting messages message messaging unsubscribe remove delete number please contact
        contacting subscription cancel sending anymore calling bothering interested receive
        receiving harassing leave alone removed database political quit wrong person annoying
        mensajes numero lista favor enviar mandar escribir borrar eliminar quitar textos contactos
        arretez messages envoyer numero desinscrire supprimez liste nachrichten nummer mensagens
        telefono telephone equivocado
    """
)
"""Words that are known through a slip, wherever they stand."""
_STRETCHING: Final = spaced(
    "no more me off away enough now not dont never my text texts texted mas ya nada paren alto"
)
"""Words that are known drawn out, too."""
_ELIDING: Final = ("fr", "it")
_VOWELS: Final = "aeiouhy"
_ELIDED: Final = ("c", "m", "n", "l", "d", "s", "t", "j", "qu", "dell", "all", "dall", "nell")
"""What stands before an apostrophe in French and Italian."""


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
        self._known: dict[str, set[str]] = {}
        # A request goes before a wrong number; among those, the surest.
        ranked = sorted(
            RULES, key=lambda rule: (rule.kind is RequestKind.WRONG_NUMBER, -rule.confidence)
        )
        phrases = [(rule, phrase) for rule in ranked for phrase in rule.phrases]
        self._ready = [
            Ready(rule, order, self._read(phrase, rule.language))
            for order, (rule, phrase) in enumerate(phrases)
        ]
        for rule in RULES:
            for guard in rule.unless:
                self.guard(guard, rule.language)
        self.known = frozenset[str]().union(*self._known.values())
        """Every word of any rule."""
        self.reordered = [one for one in self._ready if one.rule.written is Written.REORDERED]
        """Tried in texts with direction controls, and only there."""
        self.slips = self._slips()
        """What misspelled words mean."""
        self._rewritten = self._rewritings()
        self.gates = self._gates()

    def guard(self, guard: Guard, language: str) -> ReadyGuard:
        """A guard of a rule in this language, made ready."""
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
        known = self._known.setdefault(language, set())
        return read_phrase(phrase, VOCABULARIES[language], lists, known)

    def put_right(self, words: list[bytes]) -> list[bytes]:
        """Put misspelled words right at a quick look, and cut elided ones: `mecrire`."""
        return [part for word in words for part in self._rewritten.get(word, (word,))]

    def spelled_right(self, words: list[str]) -> list[str]:
        """Put misspelled words right."""
        slips = self.slips
        return [slips.get(word, word) for word in words]

    def _gates(self) -> Gates:
        gates = Gates()
        for ready in self._ready:
            if ready.rule.written is not Written.REORDERED:
                for way in ready.phrase.ways:
                    gates.add(way, ready)
        gates.close(self._rewritten.keys() | ODD_LETTERS)
        return gates

    def _rewritings(self) -> dict[bytes, tuple[bytes, ...]]:
        """What a quick look, which leaves out apostrophes, must read as other words."""
        elided = [
            word for language in _ELIDING for word in self._known[language] if word[0] in _VOWELS
        ]
        slips_for: dict[str, list[str]] = {}
        for slip, word in self.slips.items():
            slips_for.setdefault(word, []).append(slip)
        found: dict[bytes, tuple[bytes, ...]] = {
            (before + typed).encode(): (before.encode(), word.encode())
            for word in elided
            for typed in (word, *slips_for.get(word, ()))
            for before in _ELIDED
            if before + typed not in self.known
        }
        found |= {slip.encode(): (word.encode(),) for slip, word in self.slips.items()}
        return found

    def _slips(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for word in _SLIPPING:
            for slip in slips_of(word):
                if slip not in self.known and slip not in REAL_WORDS and len(slip) > 2:
                    found.setdefault(slip, word)
        for slip in (*stretched("stop"), "st0p", "5top", "5t0p", "s7op", "$top", "stahp", "stawp"):
            if slip not in REAL_WORDS:
                found[slip] = "stop"
        for word in (*_SLIPPING, *_STRETCHING):
            for slip in drawn_out(word):
                if slip not in self.known:
                    found.setdefault(slip, word)
        for word in ("stop", *_SLIPPING):
            found.pop(word, None)
        return found


@cache
def index() -> Index:
    """Return the index, made at the first text that is read.

    All of it is kept, so the collector of garbage need not look through it as it grows.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        return Index()
    finally:
        if collects:
            gc.enable()
