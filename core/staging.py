"""Where the rows of a contact list wait until all of them were read.

A temporary SQLite database of its own, private and gone when closed: a list of any length
takes little memory, and nothing reaches the real database before its file was read to the
end.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from core import sqlite_file


@dataclass(frozen=True, slots=True)
class StagedRow:
    """One row whose number is good."""

    line: int
    number: str
    """E.164."""
    cells: list[str]


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One row that is not imported, and why not."""

    line: int
    problem: str
    cells: list[str]


class Staging:
    """The rows of one contact list. Use it with `with`; any thread may, one at a time.

    Every method raises `DatabaseFull` when the disk for temporary files is full.
    """

    def __init__(self) -> None:
        with self._translated():
            self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
            self._db.executescript(
                """
                PRAGMA journal_mode = OFF;
                PRAGMA synchronous = OFF;
                CREATE TABLE good (line INTEGER PRIMARY KEY, number TEXT, cells TEXT);
                CREATE TABLE rejected (line INTEGER PRIMARY KEY, problem TEXT, cells TEXT);
                BEGIN;
                """
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._db.close()

    def add(self, rows: Iterable[StagedRow]) -> None:
        """Keep rows that can be imported."""
        with self._translated():
            self._db.executemany(
                "INSERT INTO good VALUES (?, ?, ?)",
                ((row.line, row.number, json.dumps(row.cells)) for row in rows),
            )

    def reject(self, rows: Iterable[RejectedRow]) -> None:
        """Keep rows for the report."""
        with self._translated():
            self._db.executemany(
                "INSERT INTO rejected VALUES (?, ?, ?)",
                ((row.line, row.problem, json.dumps(row.cells)) for row in rows),
            )

    def reject_duplicates(self) -> int:
        """Of the rows with one number keep the last, reject the others; return how many."""
        with self._translated():
            self._db.execute("CREATE INDEX good_number ON good (number, line)")
            self._db.execute(
                """
                INSERT INTO rejected
                SELECT line, 'The same number as on line ' || last || ', which is used.', cells
                FROM (SELECT line, cells,
                             (SELECT max(other.line) FROM good other
                              WHERE other.number = good.number) AS last
                      FROM good)
                WHERE line < last
                """
            )
            removed = self._db.execute(
                "DELETE FROM good WHERE line IN (SELECT line FROM rejected)"
            ).rowcount
            self._db.execute("DROP INDEX good_number")
            return removed

    def counts(self) -> tuple[int, int]:
        """How many rows can be imported, and how many are rejected."""
        with self._translated():
            good, rejected = self._db.execute(
                "SELECT (SELECT count(*) FROM good), (SELECT count(*) FROM rejected)"
            ).fetchone()
            return good, rejected

    def batches(self, size: int) -> Iterator[list[StagedRow]]:
        """The rows that can be imported, in the file's order, some at a time."""
        line = 0
        while True:
            with self._translated():
                found = self._db.execute(
                    "SELECT line, number, cells FROM good WHERE line > ? ORDER BY line LIMIT ?",
                    (line, size),
                ).fetchall()
            if not found:
                return
            line = found[-1][0]
            yield [StagedRow(row[0], row[1], json.loads(row[2])) for row in found]

    def rejected(self) -> Iterator[RejectedRow]:
        """The rows for the report, in the file's order."""
        with self._translated():
            for row in self._db.execute("SELECT * FROM rejected ORDER BY line"):
                yield RejectedRow(row[0], row[1], json.loads(row[2]))

    @staticmethod
    def _translated() -> AbstractContextManager[None]:
        return sqlite_file.translated(Path(tempfile.gettempdir()))
