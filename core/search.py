"""Finding conversations by name, number, or words in what was written.

The index behind it is one of `SearchIndex`: SQLite's FTS5 in `core.search_sqlite`, and a
tsvector with its GIN index where the data is in PostgreSQL. Questions are a person's: any
letters at all are a question, and none is an error.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from core.domain import Span
from core.list_order import folded
from core.views_search import SearchHit

if TYPE_CHECKING:
    from core.desk import Desk

LIMIT = 200
"""Conversations that one search finds at most: nobody reads on."""

MAX_WORDS = 12
MAX_LETTERS = 48
"""Words of a question, and letters of a word, that are looked at."""

FEWEST_DIGITS = 3
"""A number is looked for from so many digits on."""

LEAD = 14
"""Letters of a text shown before the words that were found."""
SNIPPET = 200

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[\d\s()+./\u2010-\u2015-]+")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
"""Letters of scripts that put no spaces between words: those are found anywhere in a text."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for."""

    words: tuple[str, ...]
    """In small letters. Each has letters and digits only."""
    whole: bool
    """The last word is finished; else it may be the beginning of one."""
    digits: str
    """The digits, where the question may be a number; else empty."""
    unspaced: bool
    """It has letters of a script without spaces: its words may stand within others."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.words


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look."""

    assignments: tuple[int, ...]
    first: int | None
    """The assignment whose conversations come first."""
    gated: tuple[int, ...]
    """Those of the assignments whose replies wait behind the first messages."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: by number and name first, then the latest texts."""

    hits: tuple[SearchHit, ...] = ()
    more: bool = False
    """There is more than was looked at."""


class SearchIndex(Protocol):
    """Something that finds conversations fast."""

    async def find(self, question: Question, scope: Scope, limit: int) -> Found:
        """The conversations that a question means; a newer question ends an older one."""
        ...

    async def close(self) -> None:
        """Let go of everything."""
        ...


def question(asked: str) -> Question:
    """Read a person's question; quotes, operators, stars and controls are only spaces."""
    asked = unicodedata.normalize("NFC", asked[: MAX_WORDS * MAX_LETTERS * 4])
    words = tuple(word[:MAX_LETTERS] for word in _WORD.findall(asked.lower())[:MAX_WORDS])
    digits = ""
    if _NUMBER.fullmatch(asked):
        digits = "".join(str(unicodedata.digit(one)) for one in asked if one.isdigit())[:20]
    return Question(
        words=words,
        whole=asked[-1:].isspace(),
        digits=digits if len(digits) >= FEWEST_DIGITS else "",
        unspaced=_UNSPACED.search(asked) is not None,
    )


def span_of(text: str, asked: Question) -> Span | None:
    """Where the first of the words stands in a text."""
    wanted = [folded(word) for word in asked.words]
    for word in _WORD.finditer(text):
        if asked.unspaced:
            found = [at for one in asked.words if (at := word[0].lower().find(one)) >= 0]
            if found:
                at = word.start() + min(found)
                return Span(at, min(at + len(asked.words[0]), word.end()))
            continue
        plain = folded(word[0])
        if plain in wanted:
            return Span(word.start(), word.end())
        if not asked.whole and plain.startswith(wanted[-1]):
            return Span(word.start(), min(word.start() + len(wanted[-1]), word.end()))
    return None


def snippet_of(text: str, span: Span | None) -> tuple[str, Span | None]:
    """The part of a text around the words found, and where they stand in it."""
    if span is None or span.start <= LEAD:
        return text[:SNIPPET], span
    start = span.start - LEAD
    space = text.find(" ", start, span.start)
    start = space + 1 if space >= 0 else start
    shift = start - 1
    return "…" + text[start : start + SNIPPET], Span(span.start - shift, span.end - shift)


async def search(
    desk: Desk, asked: str, assignment_id: int | None = None, limit: int = LIMIT
) -> Found:
    """Find conversations of the texter's assignments; an administrator finds in all.

    Who opted out or was hidden is found, too. Replies that wait behind first messages are not.

    Args:
        desk: Who asks, and where.
        asked: A name, a number or its last digits, or words; the last may be half a word.
        assignment_id: The assignment whose conversations come first.
        limit: At most so many conversations.
    """
    wanted = question(asked)
    if wanted.is_empty or limit <= 0:
        return Found()
    return await desk.search_index.find(wanted, await scope_of(desk, assignment_id), limit)


async def scope_of(desk: Desk, assignment_id: int | None) -> Scope:
    """The assignments that are this texter's to look into."""
    from core.gate import gated

    name = None if desk.texter.administrator else desk.texter.name
    rows = await desk.reader.rows(
        f"SELECT a.id, {gated('a.id')} FROM assignment a JOIN texter t ON t.id = a.texter_id "
        "WHERE ?1 IS NULL OR t.name = ?1 ORDER BY a.id DESC",
        (name,),
    )
    own = tuple(row[0] for row in rows)
    first = assignment_id if assignment_id in own else None
    return Scope(own, first, tuple(row[0] for row in rows if row[1]))
