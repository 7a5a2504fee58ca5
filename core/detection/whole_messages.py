"""What messages of one word, or a few, mean, by their letters alone."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from core.detection.folding import LONGEST_READ
from core.detection.keywords import (
    COURTESY_WORDS,
    END_MISSPELLED,
    HELP_WORDS,
    KEYWORDS,
    LIKELY_WORDS,
    MISSPELLED,
    OPT_IN_WORDS,
    REAL_MESSAGES,
    edits_of,
    slips_of,
    stretched,
)
from core.detection.phrases import spelled
from core.detection.said import Said
from core.domain import Detection, RequestKind, Span
from core.safe_text import for_matching

EXACT_KEYWORD: Final = "keyword"
"""`Detection.rule` where the whole message is one of the caller's words, spelled right."""
KNOWN_KEYWORD: Final = "known-keyword"
"""`Detection.rule` where it is a word that opts out elsewhere, or in another language."""
MISSPELLED_KEYWORD: Final = "misspelled-keyword"
"""`Detection.rule` of what is only close to a keyword: shown as one, acted on by people alone."""
LIKELY_KEYWORD: Final = "likely-keyword"
"""`Detection.rule` of a word that most likely asks, and may be an answer."""
POLITE_KEYWORD: Final = "keyword-politely"
"""`Detection.rule` of a keyword among words of courtesy."""

LONGEST_KEYWORD: Final = 40
"""In letters. A longer message is never a keyword; spares the comparison."""
_POLITE: Final = 8
"""In words: longer messages are more than a keyword and courtesy."""
_FEW: Final = 3
"""In words: messages that are read for words run together, and for slips."""
_LONG_WORD: Final = 7
_MARKS: Final = b"_#"
"""Marks that stand for letters, or for nothing."""
_DIGIT_LETTERS: Final = str.maketrans("01357$@", "oiestsa")
_DIGIT_BYTES: Final = bytes.maketrans(b"01357", b"oiest")
_SHAPES: Final = str.maketrans("+†|⭕🅾🔴⚫🛑🚫⛔•€£øØþÞ", "ttlooooooooeloopp")
"""Signs that are drawn like a letter."""
_LONG: Final = 7
"""In letters: shorter keywords of other languages are too near to other words."""


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
    """For each message, squeezed, what it means."""
    found: dict[str, Meaning] = {}
    for word in OPT_IN_WORDS:
        found[squeezed(word)] = Meaning(RequestKind.OPT_IN, "opt-in", 0.98, "")
    for word in HELP_WORDS:
        found[squeezed(word)] = Meaning(RequestKind.HELP, "help", 0.98, "")
    for language, words in LIKELY_WORDS.items():
        likely = Meaning(RequestKind.REQUEST, LIKELY_KEYWORD, 0.65, language)
        found |= {squeezed(word): likely for word in words}
    for language, words in KEYWORDS.items():
        for word in words:
            meaning = Meaning(RequestKind.KEYWORD, KNOWN_KEYWORD, 0.97, language)
            found.setdefault(squeezed(word), meaning)
    known = [(squeezed(word), language) for language, words in KEYWORDS.items() for word in words]
    slipping = [("en", word) for word in MISSPELLED]
    slipping += [
        (language, word) for word, language in known if len(word) >= _LONG and word.isascii()
    ]
    english = Meaning(RequestKind.KEYWORD, MISSPELLED_KEYWORD, 0.95, "en")
    slips = [(slip, english) for word in MISSPELLED for slip in edits_of(word) if slip != word]
    slips += [(slip, english) for slip in END_MISSPELLED]
    for language, word in slipping:
        meaning = Meaning(RequestKind.KEYWORD, MISSPELLED_KEYWORD, 0.95, language)
        slips += [(slip, meaning) for slip in (*slips_of(word), *stretched(word))]
    for slip, meaning in slips:
        if slip not in REAL_MESSAGES and len(slip) > 2:
            found.setdefault(slip, meaning)
    return found


@cache
def keyword_words() -> frozenset[bytes]:
    """Keywords of one word that may stand among words of courtesy."""
    words = {squeezed(word) for words in KEYWORDS.values() for word in words}
    return frozenset(word.encode() for word in words - COURTESY_WORDS)


class Keywords:
    """The lists of words as they are for one organization and one provider."""

    def __init__(self, opt_out_words: frozenset[str], known: AbstractSet[str]) -> None:
        self._exact = squeezed_words(opt_out_words)
        self._meanings = whole_messages()
        self._known = known
        self._whole = frozenset(
            word.encode() for word in (*self._exact, *self._meanings) if word.isascii()
        )
        self._single = keyword_words() | {word.encode() for word in self._exact}

    def may_be(self, words: list[bytes]) -> bool:
        """Whether a few words may be a keyword: misspelled, polite or run together."""
        return bool(words) and (
            (letters := b"".join(words).translate(None, _MARKS)) in self._whole
            or letters.translate(_DIGIT_BYTES) in self._whole
            or not self._single.isdisjoint(words)
            or (
                len(words) <= _FEW
                and any(len(one) >= _LONG_WORD and one.decode() not in self._known for one in words)
            )
        )

    def is_short(self, words: list[bytes]) -> bool:
        """Whether many words have no more letters than a keyword may."""
        return len(words) <= LONGEST_KEYWORD and sum(map(len, words)) <= LONGEST_KEYWORD

    def whole(self, text: str, *, exactly: bool) -> Detection | None:
        """Compare a message, letters only, with the lists of words.

        Args:
            text: As it arrived.
            exactly: Whether its letters are its own, and none stands for another.
        """
        found = letters_of(text)
        if found is None:
            return None
        letters, span = found
        meant = self._meaning(letters, span, exactly=exactly) or self._meaning(
            letters.strip("$@"), span, exactly=False
        )
        if meant is None and (shaped := text.translate(_SHAPES)) != text:
            drawn = letters_of(shaped)
            meant = self._meaning(*drawn, exactly=False) if drawn is not None else None
        return meant

    def politely(self, said: Said) -> Detection | None:
        """Find a keyword with nothing but words of courtesy around it."""
        if said.count() > _POLITE:
            return None
        places = [
            at
            for at, word in enumerate(said.words)
            if word.isalnum() and word not in COURTESY_WORDS
        ]
        asked = "".join(said.words[at] for at in places)
        meaning = self._meanings.get(asked)
        if not (meaning.kind is RequestKind.KEYWORD if meaning else asked in self._exact):
            return None
        span = said.place(places[0], places[-1] + 1)
        alone = len(places) == said.count()
        kind = RequestKind.KEYWORD if alone else RequestKind.REQUEST
        rule = MISSPELLED_KEYWORD if alone else POLITE_KEYWORD
        return Detection(kind, span, rule, 0.96, meaning.language if meaning else "")

    def _meaning(self, letters: str, span: Span, *, exactly: bool) -> Detection | None:
        meaning = self._meanings.get(letters)
        if exactly and letters in self._exact:
            language = meaning.language if meaning else ""
            return Detection(RequestKind.KEYWORD, span, EXACT_KEYWORD, 1.0, language)
        if meaning is None:
            plain = letters.translate(_DIGIT_LETTERS)
            meaning = self._meanings.get(plain) if plain != letters else None
            if meaning is not None or _is_unsubscribe(plain):
                return Detection(RequestKind.KEYWORD, span, MISSPELLED_KEYWORD, 0.95, "en")
            return None
        spelled_right = exactly or meaning.kind is not RequestKind.KEYWORD
        rule = meaning.rule if spelled_right else MISSPELLED_KEYWORD
        return Detection(meaning.kind, span, rule, meaning.confidence, meaning.language)


def is_one_of(text: str, words: frozenset[str]) -> bool:
    """Whether `text` is nothing but one of these words, spelled right.

    Case, accents, spacing and punctuation do not matter, as they do not to `detect`.
    """
    found = letters_of(text)
    return found is not None and found[0] in squeezed_words(words)


def can_be_keyword(word: str) -> bool:
    """Whether a message could be nothing but this word: it has letters, and few enough."""
    return letters_of(word) is not None


def letters_of(text: str) -> tuple[str, Span] | None:
    """Return the letters and digits of a short message, and the span they take up."""
    if len(text) > LONGEST_READ:
        return None
    copy = for_matching(text)
    positions: list[int] = []
    for index, char in enumerate(copy.text):
        if char.isalnum() or char in "$@":
            positions.append(index)
            if len(positions) > LONGEST_KEYWORD:
                return None
    if not positions:
        return None
    letters = "".join(copy.text[index] for index in positions)
    return letters, copy.span(positions[0], positions[-1] + 1)


@lru_cache(maxsize=64)
def squeezed_words(words: frozenset[str]) -> frozenset[str]:
    """Fold a list of words as whole messages are."""
    return frozenset(squeezed(word) for word in words) - {""}


def _is_unsubscribe(letters: str) -> bool:
    """Whether it is the longest keyword with two or three letters wrong."""
    if letters.startswith("un"):
        return _is_near(letters, "unsubscribe", 3 if len(letters) > _LONG else 2)
    return ("n" in letters[:3] or letters[:1] == "u") and _is_near(letters, "unsubscribe", 2)


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
