"""Reads a text: a quick look at its words, the whole message, then the rules that could match."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Final

from core.detection.folding import (
    DIRECTION_CONTROLS,
    ODD_LETTERS,
    is_spread,
    quick_words,
    with_latin_letters,
)
from core.detection.gates import Ready, in_order
from core.detection.keywords import DEFAULT_OPT_OUT_WORDS
from core.detection.reactions import own_words
from core.detection.rough import Rough, is_plain, names_in
from core.detection.rule import Written
from core.detection.said import MARKS, Said, as_far_as_read, read
from core.domain import Detection, RequestKind, Span

ORGANIZATION_PHRASE: Final = "organization-phrase"
"""`Detection.rule` where a phrase matched that the organization added."""

_NOTHING: Final = Detection(RequestKind.NONE)
_NO_PHRASES: Final[frozenset[str]] = frozenset()
_NO_PHRASE: Final[tuple[Ready, ...]] = ()
_SHORT: Final = 8
"""In words: messages that may be a keyword, with words of courtesy around it."""


def detect(
    text: str,
    opt_out_words: frozenset[str] = DEFAULT_OPT_OUT_WORDS,
    more_requests: frozenset[str] = _NO_PHRASES,
) -> Detection:
    """Return what `text` asks for, with the words that say so.

    Args:
        text: As it arrived; hostile text is safe here.
        opt_out_words: The words that are keywords here (the provider's published ones, and
            the organization's), matched against the whole message without regard to case,
            accents, spacing and punctuation.
        more_requests: Phrases that the organization reads as requests, wherever they
            stand, as whole words folded like the text.

    Returns:
        Where several readings hold, the request to be left alone wins over the wrong
        number, and the surest rule over others. The span counts characters of `text`.
    """
    text = as_far_as_read(text)
    here = _here(opt_out_words, more_requests)
    words = quick_words(text)
    if words is None:
        return here.read(text, None, may_be_keyword=True) or _NOTHING
    could = here.could_be(text, words)
    short = len(words) <= _SHORT
    if could == _NO_PHRASE and not (short and here.keywords.may_be(words)):
        return _NOTHING
    return here.read(text, could, may_be_keyword=short or here.keywords.is_short(words)) or _NOTHING


def make_ready() -> None:
    """Make the rules ready, which takes most of a second: the first text does not wait for it."""
    detect("Hello")


def read_through(text: str) -> Detection:
    """What `detect` returns, found without its quick look: slow, to compare with."""
    here = _here(DEFAULT_OPT_OUT_WORDS, _NO_PHRASES)
    return here.read(as_far_as_read(text), None, may_be_keyword=True) or _NOTHING


def every_rule(text: str) -> frozenset[str]:
    """The names of all rules that find something in a text, whichever is the surest."""
    here = _here(DEFAULT_OPT_OUT_WORDS, _NO_PHRASES)
    said = read(as_far_as_read(text), *here.vocabulary)
    return frozenset(found.rule for found in here.found_in(said, None))


class _Here:
    """The rules as they are read for one organization and one provider."""

    def __init__(self, opt_out_words: frozenset[str], more_requests: frozenset[str]) -> None:
        from core.detection.index import index
        from core.detection.whole_messages import Keywords

        self._index = index()
        self.keywords = Keywords(opt_out_words, self._index.known)
        self._phrases = self._index.phrases_of(more_requests)
        self._added = frozenset(
            word.encode() for phrase in self._phrases for word in phrase.needs[0]
        )
        self.vocabulary = self._index.slips, self._index.known

    def could_be(self, text: str, words: list[bytes]) -> Iterable[Ready] | None:
        """The phrases that could be in a text, the surest first; None where only reading tells.

        Args:
            text: As it arrived.
            words: What `quick_words` makes of it.
        """
        if self._added and not self._added.isdisjoint(words):
            return None
        look = self._index.gates.passed
        gates = look(words, lambda: names_in(text, words), plain=False)
        odd = gates is None
        if gates is None:
            if not ODD_LETTERS.isdisjoint(words) and is_spread(words):
                return None
            right = self._index.put_right(words)
            cut = len(right) != len(words)
            gates = look(
                right,
                lambda: frozenset(right) if cut else names_in(text, right),
                plain=True,
            )
        if not gates:
            return _NO_PHRASE
        could = in_order(gates)
        if not is_plain(text, words):
            return could
        rough = Rough(text, self._index.spelled_right if odd else None)
        left = (ready for ready in could if ready.phrase.may_be_in(rough))
        # The others are looked at when this one does not hold.
        first = next(left, None)
        return _NO_PHRASE if first is None else chain((first,), left)

    def read(
        self, text: str, could: Iterable[Ready] | None, *, may_be_keyword: bool
    ) -> Detection | None:
        """Read a text whole.

        Args:
            text: As it arrived.
            could: The phrases that could be in it, where that is known.
            may_be_keyword: Whether it is short enough.
        """
        begins, own = own_words(text)
        if not own:
            return None
        found = self._read_once(own, could, may_be_keyword=may_be_keyword, exactly=True)
        if found is None and not own.isascii():
            plainer = with_latin_letters(own)
            if plainer != own:
                found = self._read_once(plainer, None, may_be_keyword=may_be_keyword, exactly=False)
        if found is None or not begins or found.span is None:
            return found
        span = Span(found.span.start + begins, found.span.end + begins)
        return Detection(found.kind, span, found.rule, found.confidence, found.language)

    def found_in(self, said: Said, could: Iterable[Ready] | None) -> Iterator[Detection]:
        """Everything that rules find, the surest first."""
        if could is None or said.changed:
            words = [word.encode() for word in said.words if word not in MARKS]
            could = in_order(
                self._index.gates.passed(words, lambda: frozenset(words), plain=True) or ()
            )
        if not DIRECTION_CONTROLS.isdisjoint(said.text):
            could = chain(could, self._index.reordered)
        for ready in could:
            for start, end in ready.phrase.find(said):
                if self._holds(ready, said, start, end):
                    rule = ready.rule
                    span = said.place(start, end)
                    if span is not None:
                        yield Detection(rule.kind, span, rule.name, rule.confidence, rule.language)
                        break

    def _read_once(
        self, text: str, could: Iterable[Ready] | None, *, may_be_keyword: bool, exactly: bool
    ) -> Detection | None:
        if may_be_keyword and (found := self.keywords.whole(text, exactly=exactly)):
            return found
        said = read(text, *self.vocabulary)
        return (
            (self.keywords.politely(said) if may_be_keyword else None)
            or self._added_phrase(said)
            or next(self.found_in(said, could), None)
        )

    def _added_phrase(self, said: Said) -> Detection | None:
        for phrase in self._phrases:
            for start, end in phrase.find(said):
                span = said.place(start, end)
                return Detection(RequestKind.REQUEST, span, ORGANIZATION_PHRASE, 0.9, "")
        return None

    def _holds(self, ready: Ready, said: Said, start: int, end: int) -> bool:
        """Whether the words are written the way the rule wants, and no guard speaks against."""
        rule = ready.rule
        if rule.written is Written.SHOUTED and not said.is_shouted(start, end):
            return False
        for one in rule.unless:
            guard = self._index.guard(one, rule.language)
            if (
                any(phrase.ends_at(said, start) for phrase in guard.before)
                or any(phrase.ends(said, end) for phrase in guard.after)
                or any(phrase.is_in(said) for phrase in guard.anywhere)
            ):
                return False
        return True


@lru_cache(maxsize=64)
def _here(opt_out_words: frozenset[str], more_requests: frozenset[str]) -> _Here:
    return _Here(opt_out_words, more_requests)
