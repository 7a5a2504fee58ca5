"""The search in SQLite: FTS5 for names and words, the index of numbers for numbers.

It reads on a connection and in a thread of its own, so that a search holds up nothing else.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from core import sqlite_file
from core.domain import Direction, Span
from core.list_order import NEEDS_REPLY_RANK
from core.search import Found, Question, Scope, snippet_of, span_of
from core.stored import body_from, instant
from core.views_search import HitKind, SearchHit

LOOKED_AT = 10_000
"""Texts, or contacts, that are looked at for one question, the latest first."""

FIRST_BATCH = 250
ENDING = 4
"""Digits of a number's end that are indexed by themselves."""

_READABLE = (
    "NOT (c.listed AND NOT c.wants_out AND c.rank >= {needs} AND c.assignment_id IN ({gated}))"
)

_TEXTS = """
    SELECT t.id, c.id, c.assignment_id, c.rank, t.at, t.direction, t.body
    FROM text t JOIN conversation c ON c.id = t.conversation_id
    WHERE t.id IN ({ids}) AND c.assignment_id IN ({assignments}) AND {readable}
    ORDER BY t.id DESC
"""

_PEOPLE = """
    SELECT c.id, c.assignment_id, c.rank, c.last_at, k.first_name, k.last_name, k.number
    FROM conversation c JOIN contact k ON k.id = c.contact_id
    WHERE c.contact_id IN ({ids})
      AND c.campaign_id IN (SELECT campaign_id FROM assignment WHERE id IN ({assignments}))
      AND c.assignment_id IN ({assignments}) AND {readable}
"""


class SqliteSearch:
    """Searches one database file. Close it when done."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="textbank-search")
        self._connection: sqlite3.Connection | None = None
        self._asked = 0

    async def find(self, question: Question, scope: Scope, limit: int) -> Found:
        """The conversations that a question means; a newer question ends an older one.

        Raises:
            DatabaseError: It cannot be read.
        """
        self._asked += 1
        if self._connection is not None:
            self._connection.interrupt()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._thread, self._find, self._asked, question, scope, limit
        )

    async def close(self) -> None:
        """Let go of the file and the thread."""
        self._asked += 1
        if self._connection is not None:
            self._connection.interrupt()
        await asyncio.get_running_loop().run_in_executor(self._thread, self._let_go)
        self._thread.shutdown()

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()

    def _find(self, number: int, question: Question, scope: Scope, limit: int) -> Found:
        if number != self._asked:
            return Found()
        with sqlite_file.translated(self._path):
            if self._connection is None:
                self._connection = sqlite_file.connect(self._path, read_only=True)
            try:
                return _Looking(self._connection, question, scope, limit).find()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT and number != self._asked:
                    return Found()
                raise


@dataclass
class _Looking:
    """One question being answered."""

    connection: sqlite3.Connection
    question: Question
    scope: Scope
    limit: int
    hits: dict[int, SearchHit] = field(default_factory=dict)
    more: bool = False

    @property
    def whole(self) -> Question:
        """The same question with its last word finished."""
        return replace(self.question, whole=True)

    def find(self) -> Found:
        """Look in the first assignment, then in the others; by number, by name, by words."""
        first = (self.scope.first,) if self.scope.first is not None else ()
        others = tuple(one for one in self.scope.assignments if one not in first)
        for assignments in (first, others):
            if assignments and len(self.hits) < self.limit:
                self.people(assignments, HitKind.NUMBER)
                self.people(assignments, HitKind.NAME)
                self.texts(assignments)
        return Found(tuple(self.hits.values())[: self.limit], self.more)

    def texts(self, assignments: tuple[int, ...]) -> None:
        """The latest texts with all the words."""
        words = self.question.words
        if self.question.unspaced:
            within = " AND ".join("instr(lower(body), ?)" for _ in words)
            # Views have no index: from the newest, until enough were found or looked at.
            found = self.ids(f"SELECT id FROM text_searched WHERE {within} ORDER BY id DESC", words)
        else:
            found = self.ids(
                "SELECT rowid FROM text_search WHERE text_search MATCH ? ORDER BY rowid DESC",
                (self.match(prefix_all=False),),
            )
        for ids in found:
            for row in self.rows(_TEXTS, ids, assignments):
                if row[1] not in self.hits:
                    self.hits[row[1]] = self.text_hit(row)
            if len(self.hits) >= self.limit:
                self.more = True
                return

    def text_hit(self, row: Sequence[Any]) -> SearchHit:
        body = body_from(row[6])
        span = span_of(body, self.question)
        snippet, within = snippet_of(body, span)
        return SearchHit(
            conversation_id=row[1],
            assignment_id=row[2],
            kind=HitKind.TEXT,
            needs_reply=row[3] >= NEEDS_REPLY_RANK,
            snippet=snippet,
            span=within,
            at=instant(row[4]),
            text_id=row[0],
            text_span=span,
            direction=Direction(row[5]),
        )

    def people(self, assignments: tuple[int, ...], kind: HitKind) -> None:
        """Contacts by name or number, those who wrote or were texted last first."""
        room = self.limit - len(self.hits)
        if room <= 0:
            return
        by_number = kind is HitKind.NUMBER
        found: list[tuple[bool, int, SearchHit]] = []
        for ids in self.numbers() if by_number else self.names():
            for row in self.rows(_PEOPLE, ids, assignments):
                if row[0] not in self.hits:
                    hit = self.person_hit(row, kind)
                    exact = span_of(hit.snippet, self.whole) is not None
                    found.append((not exact, -(row[3] or 0), hit))
            if len(found) >= room * 2:
                self.more = True
                break
        found.sort(key=lambda one: one[:2])
        if len(found) > room:
            self.more = True
        for _, _, hit in found[:room]:
            self.hits.setdefault(hit.conversation_id, hit)

    def person_hit(self, row: Sequence[Any], kind: HitKind) -> SearchHit:
        name = f"{row[4]} {row[5]}".strip()
        if kind is HitKind.NUMBER:
            shown, span = row[6], _digits_in(row[6], self.question.digits)
        else:
            shown, span = name, span_of(name, self.question)
        return SearchHit(
            conversation_id=row[0],
            assignment_id=row[1],
            kind=kind,
            needs_reply=row[2] >= NEEDS_REPLY_RANK,
            snippet=shown,
            span=span,
            at=None if row[3] is None else instant(row[3]),
        )

    def names(self) -> Iterator[list[int]]:
        """Contacts whose names have, or begin with, all the words."""
        if self.question.unspaced:
            within = " AND ".join(
                "instr(lower(first_name || ' ' || last_name), ?)"
                for _ in range(len(self.question.words))
            )
            sql = f"SELECT id FROM contact WHERE {within} ORDER BY id DESC"
            return self.ids(sql, self.question.words)
        match = f"{{first_name last_name}} : ({self.match(prefix_all=True)})"
        return self.ids(
            "SELECT rowid FROM contact_search WHERE contact_search MATCH ? ORDER BY rowid DESC",
            (match,),
        )

    def numbers(self) -> Iterator[list[int]]:
        """Contacts whose numbers end with the digits, or begin with them."""
        digits = self.question.digits
        if not digits:
            return
        if len(digits) >= ENDING:
            # Within a country, numbers are often written with a 0 that is not part of them.
            ending = digits.lstrip("0") if len(digits) > 7 else digits
            yield from self.ids(
                "SELECT k.id FROM contact_search s JOIN contact k ON k.id = s.rowid "
                "WHERE contact_search MATCH ? AND k.number LIKE ? ORDER BY s.rowid DESC",
                (f'ending : "{digits[-ENDING:]}"', f"%{ending}"),
            )
        for start in dict.fromkeys((f"+{digits}", f"+1{digits}")):
            yield from self.ids(
                "SELECT id FROM contact WHERE organization_id IN (SELECT id FROM organization) "
                "AND number >= ? AND number < ?",
                (start, f"{start}:"),
            )

    def match(self, *, prefix_all: bool) -> str:
        """The words as FTS5 asks for them; each is quoted, so that none is an operator."""
        words = self.question.words
        last = len(words) - 1
        return " AND ".join(
            f'"{word}"*'
            if prefix_all or (number == last and not self.question.whole)
            else f'"{word}"'
            for number, word in enumerate(words)
        )

    def ids(self, sql: str, values: Sequence[Any]) -> Iterator[list[int]]:
        """The first column of a query, some at a time, until enough was looked at."""
        cursor = self.connection.execute(sql, tuple(values))
        looked_at, size = 0, FIRST_BATCH
        try:
            while rows := cursor.fetchmany(size):
                yield [row[0] for row in rows]
                looked_at += len(rows)
                if looked_at >= LOOKED_AT:
                    self.more = True
                    return
                size = min(size * 2, LOOKED_AT - looked_at)
        finally:
            cursor.close()

    def rows(self, sql: str, ids: list[int], assignments: tuple[int, ...]) -> list[Any]:
        """Rows of these ids that belong to these assignments and may be read."""
        statement = sql.format(
            ids=_listed(ids),
            assignments=_listed(assignments),
            readable=_READABLE.format(needs=NEEDS_REPLY_RANK, gated=_listed(self.scope.gated)),
        )
        return self.connection.execute(statement).fetchall()


def _listed(ids: Sequence[int]) -> str:
    return ",".join(str(int(one)) for one in ids)


def _digits_in(number: str, digits: str) -> Span | None:
    at = number.rfind(digits)
    return Span(at, at + len(digits)) if at >= 0 else None
