"""What a text says: folded words in order, each with its place in the text as it arrived.

`STOP texting me!` is read as `« stop texting me »`: lower case, without accents and
apostrophes, punctuation as words of its own. Slips of the thumb, letters spread over a
line and words run together are put right, so that a rule need only know the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import islice
from typing import ClassVar, Final

from core.detection.folding import LONGEST_READ, ODD, SIGNS, plain_letters
from core.detection.lists import spaced
from core.detection.names import is_name
from core.detection.phrases import BARRED, SPACELESS
from core.domain import Span
from core.safe_text import for_matching

_TOKEN: Final = re.compile(
    r"(?P<word>#|[^\W_]+(?:[*'’]+[^\W_]+)*)"
    r"|(?P<question>\?+)|(?P<stop>[.!;:()\[\]{}|<>…。！、，\n]+)"
    r"|(?P<comma>,|(?<= )-+(?= )|[^\w\s\x00-\xff])"
)
_PLAIN_TOKEN: Final = re.compile(
    r"#|[a-z0-9]+(?:[*']+[a-z0-9]+)*|\?+|[.!;:()\[\]{}|<>\n]+|,|(?<= )-+(?= )"
)
"""As `_TOKEN` for ASCII, without telling what is what."""
_MARK_LETTERS: Final = frozenset("?.!;:()[]{}|<>,-\n")
_ELIDED: Final = re.compile("(qu|d?ell|all|dall|nell|[cmnldstj])'(?=[aeiouhyj]?[aeiouhy])")
"""French and Italian words without their last letter: `m'écrire` is two words."""
_ORDINARY: Final = re.compile("[\n -_a-~]*")
"""Letters and punctuation that are their own folded form, but for case."""
_ONE_LETTER_EACH: Final = 3
"""So many single letters in a row are a word spread out."""
_MASKED: Final = {"fk": "fuck", "fg": "fucking", "fn": "fucking", "st": "shit"}
"""What a word with stars in it means, by its first and its last letter."""
_SHORT: Final = 3
"""In words: messages in which words that were run together are looked for."""
_SKIMMED: Final = 8
"""In words: shorter messages are read with care."""
_SMALL: Final = frozenset(
    spaced("""
        i u me my no it us of to ya de on at is be do or off out end the
    """)
)
"""Short words that are looked for in a run of letters; others would turn up by chance."""
_LONG_WORD: Final = 7

_TITLE: Final = 6
"""In words: the shortest text in which nearly all capitals are a way of writing."""

_LONGEST_UNSPACED: Final = 300
"""In letters of scripts without spaces: each is a word there, and the time grows with words."""

PUNCTUATION: Final = frozenset({",", ".", "?"})
_BEFORE_A_CAPITAL: Final = frozenset({"«", ".", "?"})
MARKS: Final = PUNCTUATION | {"«", "»"}


def as_far_as_read(text: str) -> str:
    """A text without what is too far behind to be read: the time for one text is bounded."""
    text = text[:LONGEST_READ]
    if text.isascii() or len(text) <= _LONGEST_UNSPACED:
        return text
    last = next(islice(SPACELESS.finditer(text), _LONGEST_UNSPACED, None), None)
    return text if last is None else text[: last.start()]


@dataclass(slots=True)
class Said:
    """A text as rules read it."""

    text: str
    """As it arrived."""
    words: list[str] = field(default_factory=lambda: ["«"])
    """Words and punctuation, between `«` and `»`."""
    _spans: list[tuple[int, int]] = field(default_factory=lambda: [(0, 0)])
    _plain: str = ""
    """The text in plain letters, each in its place, where the spans are still to be found."""
    changed: bool = False
    """Whether words were joined, or cut apart."""
    rough: ClassVar[bool] = False
    _shouting: bool | None = None

    def add(self, word: str, start: int, end: int) -> None:
        """Put a word at the end; punctuation in a row is one, and none begins a text."""
        if word in PUNCTUATION:
            if self.words[-1] == "«":
                return
            if self.words[-1] in PUNCTUATION:
                self.words[-1] = max(self.words[-1], word, key=",.?".index)
                return
        self.words.append(word)
        self._spans.append((start, end))

    @property
    def spans(self) -> list[tuple[int, int]]:
        """For each of `words`, where it stands in the text as it arrived."""
        if self._plain:
            found = Said(self.text)
            for token in _PLAIN_TOKEN.finditer(self._plain):
                found.add(_mark(token.group()) or token.group(), *token.span())
            found.close()
            self._spans, self._plain = found._spans, ""
        return self._spans

    @property
    def shouting(self) -> bool:
        """Whether capitals tell nothing: all letters are, or nearly all words begin with one."""
        if self._shouting is None:
            self._shouting = self.text.isupper() or self._is_title()
        return self._shouting

    def close(self) -> None:
        """End the text: its last full stop says nothing."""
        if self.words[-1] in (",", "."):
            self.words.pop()
            self._spans.pop()
        self.words.append("»")
        self._spans.append((len(self.text), len(self.text)))

    def place(self, start: int, end: int) -> Span | None:
        """Where the words from `start` to before `end` stand in the text as it arrived."""
        inside = [
            self.spans[at]
            for at in range(max(start, 1), min(end, len(self.words) - 1))
            if self.words[at] not in PUNCTUATION
        ]
        return Span(inside[0][0], inside[-1][1]) if inside else None

    def is_name(self, at: int, *, of: bool = False, titled: bool = False) -> bool:
        """Whether the word there is the name of a person.

        Args:
            at: Its place in `words`.
            of: Whether it must be written like `Ann's`.
            titled: Whether a title stands before it.
        """
        word = self.words[at]
        if not word.isalpha():
            return False
        start, end = self.spans[at]
        if of:
            if not word.endswith("s"):
                return False
            word, end = word[:-1], end - 1
        # Every word has a capital where a sentence begins.
        first = not titled and self.words[at - 1] in _BEFORE_A_CAPITAL
        written = self.text[start:end].rstrip("'’")
        return is_name(word, written, shouting=first or self.shouting)

    def _is_title(self) -> bool:
        """Whether Most Words Begin Like This, so that capitals tell nothing."""
        words = [
            self.text[start]
            for start, end in self.spans[1:-1]
            if end - start > 1 and self.text[start].isalpha()
        ]
        capitals = sum(letter.isupper() for letter in words)
        return len(words) >= _TITLE and capitals * 4 >= len(words) * 3

    def is_shouted(self, start: int, end: int) -> bool:
        """Whether the words there are in capitals, and the text is not."""
        span = self.place(start, end)
        return span is not None and not self.shouting and self.text[span.start : span.end].isupper()

    def count(self) -> int:
        """How many words there are, without the punctuation."""
        return sum(word not in PUNCTUATION for word in self.words) - 2


def read(text: str, slips: Mapping[str, str], known: AbstractSet[str]) -> Said:
    """Read a text.

    Args:
        text: As it arrived.
        slips: What misspelled words mean.
        known: Words in any rule: a run of letters is cut only into these.
    """
    plain = plain_letters(text)
    if len(plain) == len(text) and _ORDINARY.fullmatch(plain):
        skimmed = _skim(text, plain.lower(), slips, known)
        if skimmed is not None:
            return skimmed
    return _read(text, slips, known)


def _skim(text: str, plain: str, slips: Mapping[str, str], known: AbstractSet[str]) -> Said | None:
    """Read an ordinary text quickly: where its words stand is found out when it is asked.

    None where words may have to be joined or cut.
    """
    words = ["«"]
    for word in _PLAIN_TOKEN.findall(plain):
        mark = _mark(word)
        if mark:
            if words[-1] in PUNCTUATION:
                words[-1] = max(words[-1], mark, key=",.?".index)
            elif words[-1] != "«":
                words.append(mark)
        elif "'" in word and _ELIDED.match(word):
            return None
        else:
            word = word.replace("'", "")
            words.append(word if word in known else _meant(word, slips, known))
    if words[-1] in (",", "."):
        words.pop()
    words.append("»")
    if len(words) <= _SKIMMED:
        return None
    alone = 0
    for word in words:
        alone = alone + 1 if len(word) == 1 else 0
        if alone >= _ONE_LETTER_EACH:
            return None
    said = Said(text, words, [], plain)
    if words.count(".") > 1:
        _read_on(said)
    return said


def _mark(token: str) -> str:
    """What punctuation means; nothing for a word."""
    if token[0] not in _MARK_LETTERS:
        return ""
    return "?" if "?" in token else "," if token == "," or token[0] == "-" else "."


def _read(text: str, slips: Mapping[str, str], known: AbstractSet[str]) -> Said:
    said = Said(text)
    tokens = list(_tokens(text))
    spread = sum(len(word) == 1 and word.isalnum() for word, _, _ in tokens) >= _ONE_LETTER_EACH
    said.changed = spread
    for word, start, end in _joined(tokens, known) if spread else tokens:
        said.add(word if word in PUNCTUATION else _meant(word, slips, known), start, end)
    said.close()
    _cut_apart(said, known)
    _read_on(said)
    return said


def _tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Cut into words and punctuation; every line break ends a sentence."""
    if text.isascii() and _ORDINARY.fullmatch(text):
        yield from _cut(text.lower(), range(len(text) + 1), 0)
        return
    at = 0
    for line in text.splitlines(keepends=True):
        copy = for_matching(line)
        folded = copy.text.translate(BARRED)
        yield from _cut(folded, (*copy.offsets, len(line)), at)
        at += len(line)
        yield ".", at - 1, at


def _cut(folded: str, offsets: Sequence[int], at: int) -> Iterator[tuple[str, int, int]]:
    """Cut one line; `offsets` are the places of its letters in the text, `at` is its own."""
    for found in _TOKEN.finditer(folded):
        start, end = found.span()
        kind = found.lastgroup
        if kind == "word":
            word = found.group()
            if "'" in word:
                elided = _ELIDED.match(word)
                if elided:
                    middle = start + elided.end()
                    yield elided.group(1), at + offsets[start], at + offsets[middle - 1] + 1
                    start, word = middle, word[elided.end() :]
                word = word.replace("'", "")
            if not word.isascii() and SPACELESS.search(word):
                for index in range(start, end):
                    place = at + offsets[index]
                    yield folded[index], place, place + 1
                continue
        elif kind == "comma":
            word = SIGNS.get(found.group(), ",")
        else:
            word = "?" if kind == "question" else "."
        yield word, at + offsets[start], at + offsets[end - 1] + 1


def _joined(
    tokens: list[tuple[str, int, int]], known: AbstractSet[str]
) -> Iterator[tuple[str, int, int]]:
    """Join letters that are spread out: `S T O P`, `s.t.o.p`."""
    at = 0
    while at < len(tokens):
        run = at
        letters: list[tuple[str, int, int]] = []
        while run < len(tokens) and (len(tokens[run][0]) == 1 and tokens[run][0] != "?"):
            if tokens[run][0].isalnum():
                letters.append(tokens[run])
            run += 1
        word = "".join(letter for letter, _, _ in letters)
        if len(letters) >= _ONE_LETTER_EACH and any(one in word for one in ODD):
            cut = _segments(word, known)
            if cut:
                for length in cut:
                    part, letters = letters[:length], letters[length:]
                    yield "".join(one for one, _, _ in part), part[0][1], part[-1][2]
                at = run
                continue
        yield tokens[at]
        at += 1


def _meant(word: str, slips: Mapping[str, str], known: AbstractSet[str]) -> str:
    """Put one word right, where it is no word that rules know."""
    if word in known or not word.isascii():
        return word
    if "*" in word:
        bare = word.replace("*", "")
        return _MASKED.get(word[:1] + bare[-1:], bare) or word
    return slips.get(word, word)


def _cut_apart(said: Said, known: AbstractSet[str]) -> None:
    """Cut words that were run together, in a short message: `stoptextingme`."""
    if said.count() > _SHORT:
        return
    for index in range(len(said.words) - 2, 0, -1):
        word = said.words[index]
        if len(word) < _LONG_WORD or word in known or not word.isascii():
            continue
        lengths = _segments(word, known)
        if len(lengths) < 2:
            continue
        start, end = said.spans[index]
        parts: list[str] = []
        spans: list[tuple[int, int]] = []
        at = 0
        for length in lengths:
            parts.append(word[at : at + length])
            # Folding may have changed the length; the span stays within the word.
            first = min(start + at, end - 1)
            spans.append((first, max(first + 1, min(start + at + length, end))))
            at += length
        spans[-1] = (spans[-1][0], end)
        said.changed = True
        said.words[index : index + 1] = parts
        said.spans[index : index + 1] = spans


def _segments(word: str, known: AbstractSet[str]) -> list[int]:
    """Cut a run of letters into as few known words as can be; none where it cannot be done."""
    if len(word) > 40:
        return []
    best: list[list[int] | None] = [[]] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 14), end):
            before = best[start]
            part = word[start:end]
            if before is None or part not in known or (len(part) < 3 and part not in _SMALL):
                continue
            shorter = best[end]
            if shorter is None or len(before) + 1 < len(shorter):
                best[end] = [*before, end - start]
    return best[-1] or []


def _read_on(said: Said) -> None:
    """`Stop. Texting. Me.` is one sentence, said with emphasis."""
    words = said.words
    alone = [
        index
        for index in range(1, len(words) - 1)
        if words[index] not in PUNCTUATION and words[index - 1] in ".«" and words[index + 1] in ".»"
    ]
    if 2 <= len(alone) == len(words) // 2:
        for one in alone[:-1]:
            words[one + 1] = ","
        return
    for one, two, three in zip(alone, alone[1:], alone[2:], strict=False):
        if two - one == three - two == 2:
            words[one + 1] = words[two + 1] = ","
