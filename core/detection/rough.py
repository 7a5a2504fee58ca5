"""A text by its words and commas alone: no places, and no other punctuation.

A phrase that stands in a text stands in it at such a rough look, too: the words are the
same, whatever may stand between two words of a phrase is a comma, and so is whatever ends
a clause. So what is not found here need not be looked for any more, and most texts that
have the telling words of a phrase, but not the phrase, are done at a small part of the cost.

That holds where a text and its plain words are one word after the other the same.
`is_plain` says whether they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from typing import Final

from core.detection.folding import marked_words
from core.detection.names import GIVEN_NAMES, NOT_NAMES, TITLES
from core.detection.reactions import own_words

_FEW: Final = 3
"""In words: so short a message may be words run together."""
_CUT: Final = re.compile(
    "['’‘`´ʼ′＇‛‚ʹ](?:"
    r"(?<=(?<![^\W_])[cmnldstj].)|(?<=(?<![^\W_])qu.)"
    r"|(?<=(?<![^\W_])(?:ell|all).)|(?<=(?<![^\W_])(?:dell|dall|nell).))",
    re.IGNORECASE,
)
"""Words without their last letter: `l'ami` is read as two."""
_QUOTING: Final = re.compile('["“”„«»‘’‟″]')
_REPORTING: Final = frozenset(
    b"liked loved disliked laughed emphasized emphasised questioned removed reacted".split()
)
_INSTRUCTING: Final = frozenset(
    word + ending
    for word in b"reply text txt send respond type answer responda envie repondez".split()
    for ending in (b"", b"s", b"ed", b"ing")
)
"""One of these is in every instruction that `own_words` leaves out."""
_GIVEN: Final = frozenset(form.encode() for name in GIVEN_NAMES for form in (name, name + "s"))
_TITLES: Final = frozenset(title.encode() for title in TITLES)
_CAPITAL: Final = re.compile(
    r"[A-Z](?:(?<=[^\s.?!;:()\[\]{}|<>].)|(?<=[^.?!;:()\[\]{}|<>\n]\s.))"
    r"[A-Za-z0-9]*(?:['`]+[A-Za-z0-9]+)*"
)
"""A word with a capital, but for the first of a sentence."""


def names_in(text: str, words: list[bytes]) -> Set[bytes]:
    """Words that may be names: given ones, and those with a capital; all, where that is unknown.

    Args:
        text: As it arrived.
        words: Its words at a quick look.
    """
    if not text.isascii() or _CUT.search(text):
        return frozenset(words)
    found = {
        word.encode()
        for word in _capitals(text)
        if word not in NOT_NAMES or (word[-1] == "s" and word[:-1] not in NOT_NAMES)
    }
    found |= _GIVEN.intersection(words)
    if not _TITLES.isdisjoint(words):
        # What follows a title is a name where a sentence would begin, too.
        found.update(words[at + 1] for at in range(len(words) - 1) if words[at] in _TITLES)
    return found


def _capitals(text: str) -> Iterator[str]:
    """Words written like a name, folded; none where all letters are capitals."""
    if not text.isupper():
        for written in _CAPITAL.findall(text):
            if len(written) < 3 or not written.isupper():
                yield written.lower().replace("'", "").replace("`", "")


class Rough:
    """A text at a rough look."""

    __slots__ = ("_names", "_text", "words")

    rough: Final = True

    def __init__(self, text: str, put_right: Callable[[list[str]], list[str]] | None) -> None:
        """Look at a text.

        Args:
            text: As it arrived; `is_plain`.
            put_right: Puts misspelled words right, where it has some.
        """
        self._text = text
        self._names: set[str] | None = None
        words = marked_words(text)
        self.words = ["«", *(put_right(words) if put_right is not None else words), "»"]

    def is_name(self, at: int, *, of: bool = False, titled: bool = False) -> bool:
        """Whether the word there could be a name; where a sentence begins does not matter."""
        written = word = self.words[at]
        if not word.isalpha():
            return False
        if of:
            if not word.endswith("s"):
                return False
            word = word[:-1]
        if word in GIVEN_NAMES:
            return True
        if word in NOT_NAMES:
            return False
        if titled or not self._text.isascii():
            return True
        if self._names is None:
            self._names = set(_capitals(self._text))
        return written in self._names


def is_plain(text: str, words: list[bytes]) -> bool:
    """Whether reading a text with care would find these very words, one after the other."""
    if len(words) <= _FEW or "*" in text:
        return False
    if _CUT.search(text):
        return False
    if words[0] not in _REPORTING and _INSTRUCTING.isdisjoint(words) and not _QUOTING.search(text):
        return True
    return own_words(text) == (0, text)
