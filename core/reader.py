"""Reading for the screen: plain SQL over aiosqlite, so that lists do not wait for the ORM.

Statements are portable SQL with `?` for values. Nothing here writes: the connections are
query-only. Long reads (a whole list, counts) have a connection of their own, so that
opening a conversation never waits behind them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterable, Sequence
from pathlib import Path
from typing import Any, Self

import aiosqlite

from core import sqlite_file
from core.list_order import folded

CHUNK = 20_000
"""How many rows a streamed read brings at a time."""

Row = Sequence[Any]


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite_file.connect(path, read_only=True)
    connection.create_function("folded", 1, folded, deterministic=True)
    return connection


class Reader:
    """An open database, for reading."""

    def __init__(
        self,
        path: Path,
        quick: aiosqlite.Connection,
        bulk: aiosqlite.Connection,
        watch: sqlite3.Connection,
    ) -> None:
        self.path = path
        self._quick = quick
        self._bulk = bulk
        self._watch = watch

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Open a database that is there and up to date.

        Raises:
            DatabaseError: It cannot be read.
        """
        watch = sqlite_file.connect(path, read_only=True)
        quick = await aiosqlite.Connection(lambda: _connect(path), 64)
        bulk = await aiosqlite.Connection(lambda: _connect(path), 64)
        return cls(path, quick, bulk, watch)

    async def rows(self, sql: str, values: Iterable[Any] = ()) -> list[Row]:
        """All rows of a short read."""
        with sqlite_file.translated(self.path):
            return list(await self._quick.execute_fetchall(sql, values))

    async def row(self, sql: str, values: Iterable[Any] = ()) -> Row | None:
        """The first row of a short read."""
        rows = await self.rows(sql, values)
        return rows[0] if rows else None

    async def bulk(self, sql: str, values: Iterable[Any] = ()) -> list[Row]:
        """All rows of a read that may take long."""
        with sqlite_file.translated(self.path):
            return list(await self._bulk.execute_fetchall(sql, values))

    async def stream(self, sql: str, values: Iterable[Any] = ()) -> AsyncIterator[list[Row]]:
        """The rows of a long read, `CHUNK` at a time."""
        with sqlite_file.translated(self.path):
            async with self._bulk.execute(sql, values) as cursor:
                while chunk := await cursor.fetchmany(CHUNK):
                    yield list(chunk)

    def data_version(self) -> int:
        """A number that changes whenever anybody, here or in another program, commits.

        It is read where it is asked for: it looks at shared memory and waits for no lock.
        """
        row: tuple[int] = self._watch.execute("PRAGMA data_version").fetchone()
        return row[0]

    async def close(self) -> None:
        """Let go of the file and the threads."""
        self._watch.close()
        await self._quick.close()
        await self._bulk.close()
