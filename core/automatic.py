"""The keywords of automatic opt-out: an organization's own list, or that of the law.

47 CFR 64.1200(a)(10) (United States, in force since April 2025) names the words of the
default list. A first reply that is nothing but one of them opts out without a texter, where
the organization has switched that on: see `core.inbox`.
"""

from __future__ import annotations

from core.detection import DEFAULT_OPT_OUT_WORDS, can_be_keyword, detect, is_one_of
from core.domain import RequestKind
from core.errors import BadInput

DEFAULT_WORDS = tuple(sorted(DEFAULT_OPT_OUT_WORDS))
"""The list of an organization that has set none."""

MAX_WORDS = 100
"""How many keywords an organization may have."""


def read_words(written: str) -> tuple[str, ...]:
    """Read a list of keywords, separated by commas; an empty one is the default list.

    Raises:
        BadInput: One of them can be no keyword, or asks for something else, or there are
            more than `MAX_WORDS`.
    """
    words: list[str] = []
    for part in written.replace("\n", ",").split(","):
        word = " ".join(part.split()).lower()
        if not word or is_one_of(word, frozenset(words)):
            continue
        if not word.isprintable() or not can_be_keyword(word):
            raise BadInput(
                f"“{word}” cannot be a keyword: a keyword is one word, or a few, in letters "
                "or digits."
            )
        if detect(word).kind in (RequestKind.OPT_IN, RequestKind.HELP):
            raise BadInput(f"“{word}” asks for something else: nobody is opted out by it.")
        words.append(word)
    if len(words) > MAX_WORDS:
        raise BadInput(f"These are {len(words):,} keywords; at most {MAX_WORDS} can be kept.")
    return tuple(words) or DEFAULT_WORDS


def stored_words(words: tuple[str, ...]) -> str:
    """How a list is kept in the database: nothing for the default one."""
    return "" if set(words) == DEFAULT_OPT_OUT_WORDS else ", ".join(words)


def words_of(stored: str) -> tuple[str, ...]:
    """The list that is kept as this."""
    return tuple(stored.split(", ")) if stored else DEFAULT_WORDS
