"""Reads a text: a quick look at its words, the whole message, then the rules that could match."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from core.detection.folding import LONGEST_READ, quick_words, with_latin_letters
from core.detection.keywords import COURTESY_WORDS, DEFAULT_OPT_OUT_WORDS
from core.detection.names import may_name
from core.domain import Detection, RequestKind, Span
from core.safe_text import for_matching

if TYPE_CHECKING:
    from core.detection.index import Index, Ready
    from core.detection.phrases import Sequence
    from core.detection.said import Said

EXACT_KEYWORD: Final = "keyword"
"""`Detection.rule` where the whole message is one of the caller's words, spelled right."""
MISSPELLED_KEYWORD: Final = "misspelled-keyword"
"""`Detection.rule` of what is only close to a keyword: shown as one, acted on by people alone."""
ORGANIZATION_PHRASE: Final = "organization-phrase"
"""`Detection.rule` where a phrase matched that the organization added."""
POLITE_KEYWORD: Final = "keyword-politely"
"""`Detection.rule` of a keyword among words of courtesy."""

_NOTHING: Final = Detection(RequestKind.NONE)
_NO_PHRASES: Final[frozenset[str]] = frozenset()
_LONGEST_KEYWORD: Final = 40
"""In letters. A longer message is never a keyword; spares the comparison."""
_SHORT: Final = 8
"""In words: messages that may be a keyword with words of courtesy around it."""
_MARKS: Final = b"$@_#"
"""Marks that stand for letters, or for nothing."""
_LONG_WORD: Final = 7
_LONGEST_WHOLE: Final = 14
"""In words: a longer message is more than any phrase for a whole message."""
_FEW: Final = 3
"""In words: messages that are read for words run together, and for slips."""
_DIRECTION_CONTROLS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_DIGIT_LETTERS: Final = str.maketrans("01357$@", "oiestsa")


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
    if len(text) > LONGEST_READ:
        text = text[:LONGEST_READ]
    here = _here(opt_out_words, more_requests)
    words = quick_words(text)
    if words is not None:
        if len(words) <= _SHORT:
            if not words or not (
                b"".join(words).translate(None, _MARKS) in here.whole
                or not here.keyword_words.isdisjoint(words)
                or (not here.triggers.isdisjoint(words) and here.can_match(text, words))
                or (len(words) <= _FEW and here.looks_odd(words))
            ):
                return _NOTHING
        elif here.triggers.isdisjoint(words) or not here.can_match(text, words):
            return _NOTHING
    return here.read(text) or _NOTHING


def is_one_of(text: str, words: frozenset[str]) -> bool:
    """Whether `text` is nothing but one of these words, spelled right.

    Case, accents, spacing and punctuation do not matter, as they do not to `detect`.
    """
    if len(text) > LONGEST_READ:
        return False
    found = _letters(text)
    return found is not None and found[0] in _squeezed(words)


def can_be_keyword(word: str) -> bool:
    """Whether a message could be nothing but this word: it has letters, and few enough."""
    return len(word) <= LONGEST_READ and _letters(word) is not None


def every_rule(text: str) -> frozenset[str]:
    """The names of all rules that find something in a text, whichever is the surest."""
    from core.detection.said import read

    here = _here(DEFAULT_OPT_OUT_WORDS, _NO_PHRASES)
    said = read(text[:LONGEST_READ], *here.vocabulary)
    return frozenset(found.rule for found in here.found_in(said))


class _Here:
    """The rules as they are read for one organization and one provider."""

    def __init__(self, opt_out_words: frozenset[str], more_requests: frozenset[str]) -> None:
        from core.detection.index import index, keyword_words, whole_messages

        self._index: Index = index()
        self._exact = _squeezed(opt_out_words)
        self._meanings = whole_messages()
        self._phrases = self._index.phrases_of(more_requests)
        self.whole = frozenset(
            word.encode() for word in (*self._exact, *self._meanings) if word.isascii()
        )
        self.keyword_words = keyword_words() | {word.encode() for word in self._exact}
        self._added = frozenset(
            word.encode() for phrase in self._phrases for word in phrase.needs[0]
        )
        self.triggers = self._index.triggers | self._added
        self.vocabulary = self._index.slips, self._index.known

    def can_match(self, text: str, words: list[bytes]) -> bool:
        """Whether any phrase has all of what it needs among these words."""
        index = self._index
        known = index.bits
        bits = 0
        for word in words:
            if word in known:
                bits |= known[word]
        named = None
        for word in self.triggers.intersection(words):
            if word in index.odd or word in self._added:
                return True
            for gate in index.gates[word]:
                if bits & gate.mask != gate.mask:
                    continue
                if gate.whole and len(words) > _LONGEST_WHOLE:
                    continue
                if gate.named:
                    if named is None:
                        named = may_name(text, words)
                    if not named:
                        continue
                if gate.stands_in(words):
                    return True
        return False

    def looks_odd(self, words: list[bytes]) -> bool:
        """Whether one of a few words is long and unknown: others may hide in it."""
        return any(len(word) >= _LONG_WORD and word not in self._index.bits for word in words)

    def read(self, text: str) -> Detection | None:
        from core.detection.reactions import own_words

        said_at, text_said = own_words(text)
        if not text_said:
            return None
        found = self._read_once(text_said, text_said)
        if found is None and not text_said.isascii():
            plainer = with_latin_letters(text_said)
            if plainer != text_said:
                found = self._read_once(plainer, text_said)
        if found is None or not said_at or found.span is None:
            return found
        span = Span(found.span.start + said_at, found.span.end + said_at)
        return Detection(found.kind, span, found.rule, found.confidence, found.language)

    def _read_once(self, text: str, arrived: str) -> Detection | None:
        from core.detection.said import read

        letters = _letters(text)
        if letters is not None:
            written, span = letters
            same = text == arrived
            found = self._whole(written, span, same=same) or (
                self._whole(written.strip("$@"), span, same=False)
            )
            if found:
                return found
        said = read(text, *self.vocabulary)
        return self._polite(said) or self._added_phrase(said) or self._by_rules(said)

    def _whole(self, letters: str, span: Span, *, same: bool) -> Detection | None:
        """Compare the message, letters only, with the lists of words."""
        if same and letters in self._exact:
            language = self._meanings[letters].language if letters in self._meanings else ""
            return Detection(RequestKind.KEYWORD, span, EXACT_KEYWORD, 1.0, language)
        meaning = self._meanings.get(letters)
        if meaning is None:
            plain = letters.translate(_DIGIT_LETTERS)
            meaning = self._meanings.get(plain) if plain != letters else None
            if meaning is not None or _is_unsubscribe(plain):
                return Detection(RequestKind.KEYWORD, span, MISSPELLED_KEYWORD, 0.95, "en")
            return None
        rule = (
            meaning.rule if same or meaning.kind is not RequestKind.KEYWORD else MISSPELLED_KEYWORD
        )
        return Detection(meaning.kind, span, rule, meaning.confidence, meaning.language)

    def _polite(self, said: Said) -> Detection | None:
        """Find a keyword with nothing but words of courtesy around it."""
        if said.count() > _SHORT:
            return None
        places = [
            at
            for at, word in enumerate(said.words)
            if word.isalnum() and word not in COURTESY_WORDS
        ]
        if not places:
            return None
        asked = "".join(said.words[at] for at in places)
        meaning = self._meanings.get(asked)
        language = ""
        if meaning is not None:
            if meaning.kind is not RequestKind.KEYWORD:
                return None
            language = meaning.language
        elif asked not in self._exact:
            return None
        span = said.place(places[0], places[-1] + 1)
        alone = len(places) == said.count()
        kind = RequestKind.KEYWORD if alone else RequestKind.REQUEST
        rule = MISSPELLED_KEYWORD if alone else POLITE_KEYWORD
        return Detection(kind, span, rule, 0.96, language)

    def _added_phrase(self, said: Said) -> Detection | None:
        for phrase in self._phrases:
            for start, end in phrase.find(said):
                span = said.place(start, end)
                return Detection(RequestKind.REQUEST, span, ORGANIZATION_PHRASE, 0.9, "")
        return None

    def _by_rules(self, said: Said) -> Detection | None:
        """Try the phrases that have all of what they need, the surest first."""
        return next(self.found_in(said), None)

    def found_in(self, said: Said) -> Iterator[Detection]:
        """Everything that rules find, the surest first."""
        index = self._index
        words = {word.encode() for word in said.words}
        bits = 0
        for word in words:
            bits |= index.bits.get(word, 0)
        could = {
            id(ready.phrase): ready
            for word in words
            for ready in index.by_anchor_bytes.get(word, ())
            if bits & ready.mask == ready.mask
            and not (ready.phrase.whole and len(said.words) > 2 * _LONGEST_WHOLE)
        }
        for ready in sorted(could.values(), key=lambda one: one.order):
            for start, end in ready.phrase.find(said):
                if self._holds(ready, said, start, end):
                    rule = ready.rule
                    span = said.place(start, end)
                    if span is not None:
                        yield Detection(rule.kind, span, rule.name, rule.confidence, rule.language)
                        break

    def _holds(self, ready: Ready, said: Said, start: int, end: int) -> bool:
        """Whether the words are written the way the rule wants, and no guard speaks against."""
        rule = ready.rule
        if not _is_written(rule.written.name, said, start, end):
            return False
        for one in rule.unless:
            guard = self._index.guard(one, rule.language)
            if (
                any(phrase.ends_at(said, start) for phrase in guard.before)
                or any(phrase.ends(said, end) for phrase in guard.after)
                or any(_is_in(phrase, said) for phrase in guard.anywhere)
            ):
                return False
        return True


def _is_in(phrase: Sequence, said: Said) -> bool:
    return next(iter(phrase.find(said)), None) is not None


def _is_written(how: str, said: Said, start: int, end: int) -> bool:
    if how == "SHOUTED":
        span = said.place(start, end)
        return span is not None and not said.shouting and said.text[span.start : span.end].isupper()
    if how == "REORDERED":
        return not _DIRECTION_CONTROLS.isdisjoint(said.text)
    return True


def _letters(text: str) -> tuple[str, Span] | None:
    """Return the letters and digits of a short message, and the span they take up."""
    if len(text) > LONGEST_READ:
        return None
    copy = for_matching(text)
    positions: list[int] = []
    for index, char in enumerate(copy.text):
        if char.isalnum() or char in "$@":
            positions.append(index)
            if len(positions) > _LONGEST_KEYWORD:
                return None
    if not positions:
        return None
    letters = "".join(copy.text[index] for index in positions)
    return letters, copy.span(positions[0], positions[-1] + 1)


def _is_unsubscribe(letters: str) -> bool:
    """Whether it is the longest keyword with at most two letters wrong."""
    return letters.startswith("un") and _is_near(letters, "unsubscribe", 2)


def _is_near(word: str, target: str, limit: int) -> bool:
    """Whether at most `limit` letters are left out, added, changed or swapped."""
    if abs(len(word) - len(target)) > limit:
        return False
    older: list[int] = []
    old = list(range(len(target) + 1))
    for row, letter in enumerate(word, start=1):
        new = [row]
        for column, wanted in enumerate(target, start=1):
            cost = min(old[column] + 1, new[-1] + 1, old[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and letter == target[column - 2] and word[row - 2] == wanted:
                cost = min(cost, older[column - 2] + 1)
            new.append(cost)
        older, old = old, new
    return old[-1] <= limit


@lru_cache(maxsize=64)
def _here(opt_out_words: frozenset[str], more_requests: frozenset[str]) -> _Here:
    return _Here(opt_out_words, more_requests)


@lru_cache(maxsize=64)
def _squeezed(words: frozenset[str]) -> frozenset[str]:
    from core.detection.index import squeezed

    return frozenset(squeezed(word) for word in words) - {""}
