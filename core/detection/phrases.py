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
from collections.abc import Mapping
from functools import cache
from typing import Final

from core.detection.parts import (
    AnyOf,
    Anything,
    Border,
    Gap,
    Name,
    Part,
    Perhaps,
    Repeated,
    Word,
)
from core.detection.sequences import Sequence
from core.safe_text import for_matching

Words = Mapping[str, tuple[str, ...]]
"""Lists of words by name: the vocabulary of a language."""
_PIECE: Final = re.compile(r"<<|>>|<|>|//|~+|\{[\w-]+\}\*?|[\[\]()|]|[^\s\[\]()|{}<>~]+")

SPACELESS: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff"
                              "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]")  # fmt: skip
"""Scripts that set no spaces between words, and Korean, which glues endings to them."""
BARRED: Final = str.maketrans("đłøħı", "dlohi")
"""Letters with a bar through them, or without a dot, that have no decomposition."""


def spelled(words: str) -> tuple[str, ...]:
    """Fold words as texts are folded; a script without spaces is read letter by letter."""
    if words.isascii():
        return tuple(words.lower().replace("'", "").split())
    folded = for_matching(words).text.translate(BARRED).lower().replace("'", "")
    return tuple(SPACELESS.sub(r" \g<0> ", folded).split())


_word: Final = cache(Word)
"""Each word is one part, wherever it stands."""


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
        return found[0] if len(found) == 1 else AnyOf(found)

    def _sequence(self) -> Part:
        parts: list[Part] = []
        while (piece := self._next()) not in ("", "|", "]", ")"):
            self._at += 1
            parts += self._parts_of(piece)
        return parts[0] if len(parts) == 1 else Sequence(parts)

    def _parts_of(self, piece: str) -> list[Part]:
        if piece in ("<", "<<", ">", ">>"):
            return [Border(piece)]
        if piece == "//":
            return [Anything()]
        if piece[0] == "~":
            return [Gap(len(piece))]
        if piece in "[(":
            part = self._alternatives()
            if self._next() != ("]" if piece == "[" else ")"):
                raise ValueError(f"A bracket is not closed: {self._phrase}")
            self._at += 1
            if piece == "(" and self._next() == "*":
                self._at += 1
                return [Repeated(part)]
            return [Perhaps(part) if piece == "[" else part]
        if piece in ("{Name}", "{Names}", "{Given}"):
            return [Name(piece)]
        if piece[0] == "{":
            part = self._listed(piece.strip("{}*"))
            return [Repeated(part) if piece[-1] == "*" else part]
        letters = spelled(piece) or (piece,)
        self._known.update(letters)
        return [_word(word) for word in letters]

    def _listed(self, name: str) -> Part:
        if name not in self._lists:
            if name not in self._words:
                raise ValueError(f"No list is called {name}: {self._phrase}")
            self._lists[name] = AnyOf([self._entry(entry) for entry in self._words[name]])
        return self._lists[name]

    def _entry(self, entry: str) -> Part:
        """One entry of a list; nearly all are a word, and need no reading."""
        if entry.isalnum() and entry.isascii():
            self._known.add(word := entry.lower())
            return _word(word)
        return _Reader(entry, self._words, self._lists, self._known).read()

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
