"""The simulated network's own SQLite file, shared by every process that uses it.

It plays the outside world, so it is never one of textbank's databases. A commit
survives the death of the process (write-ahead log), and a fork: connections are
closed before a fork and opened again, by each side, when next needed.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from core.errors import (
    DatabaseBusy,
    DatabaseError,
    DatabaseFull,
    DatabaseNewer,
    DatabaseReadOnly,
    NotADatabase,
)

APPLICATION_ID = 0x7462_5349
"""Marks the file as ours, so that a textbank database is never taken for one."""

SCHEMA_VERSION = 1

_SCHEMA = (
    """
    CREATE TABLE lines (
        number TEXT PRIMARY KEY,
        behavior TEXT NOT NULL,
        opt_out_message BLOB NOT NULL,
        start_message BLOB NOT NULL,
        keywords TEXT NOT NULL,
        start_keywords TEXT NOT NULL,
        help_keywords TEXT NOT NULL,
        gives_verdicts INTEGER NOT NULL,
        forwards_after_block INTEGER NOT NULL,
        blocks_in_reports INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE texts (
        seq INTEGER PRIMARY KEY,
        line TEXT NOT NULL,
        number TEXT NOT NULL,
        from_contact INTEGER NOT NULL,
        body BLOB NOT NULL,
        at INTEGER NOT NULL,
        state TEXT NOT NULL,
        kind TEXT NOT NULL,
        reference TEXT,
        provider_message_id TEXT
    )
    """,
    "CREATE INDEX texts_by_number ON texts (number)",
    "CREATE INDEX texts_by_reference ON texts (reference) WHERE reference IS NOT NULL",
    """
    CREATE TABLE blocks (
        line TEXT NOT NULL,
        number TEXT NOT NULL,
        PRIMARY KEY (line, number)
    ) WITHOUT ROWID
    """,
    # AUTOINCREMENT: a receipt is never given out again, so a late acknowledgement
    # cannot drop another event.
    """
    CREATE TABLE events (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        text INTEGER NOT NULL REFERENCES texts (seq),
        kind TEXT NOT NULL,
        word TEXT NOT NULL,
        code TEXT NOT NULL,
        at INTEGER NOT NULL,
        due_at INTEGER NOT NULL,
        ready_at INTEGER NOT NULL
    )
    """,
    "CREATE INDEX events_by_due ON events (due_at)",
    "CREATE INDEX events_by_ready ON events (ready_at)",
    "CREATE TABLE network (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID",
)

_stores: weakref.WeakSet[SimulatorStore] = weakref.WeakSet()
_held: list[SimulatorStore] = []
# Closing any descriptor of a file drops this process's POSIX locks on it, so the
# descriptor that creates the file must not be closed while another thread opens it.
_creating = threading.Lock()


class SimulatorStore:
    """One process's way to the file. Safe to use from several threads, one at a time."""

    def __init__(self, path: Path, *, busy_seconds: float = 10.0) -> None:
        self.path = path
        self._busy_seconds = busy_seconds
        self._lock = threading.Lock()
        self._openings = 0
        self._connection: sqlite3.Connection | None = None
        _stores.add(self)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction that holds the write lock from its start.

        Raises:
            DatabaseError: the file cannot be used; nothing was written.
        """
        with self._lock, _translated(self.path):
            connection = self._connect()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                connection.rollback()
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Single statements, each seeing the latest commit.

        Raises:
            DatabaseError: the file cannot be used.
        """
        with self._lock, _translated(self.path):
            yield self._connect()

    def glance(self) -> tuple[int, int] | None:
        """A value that changes with every commit of others; None if that means waiting.

        Reads shared memory only, so it may be asked for on an event loop.
        """
        if not self._lock.acquire(blocking=False):
            return None
        try:
            if self._connection is None:
                return None
            (version,) = self._connection.execute("PRAGMA data_version").fetchone()
            return self._openings, version
        except sqlite3.Error:
            return None  # Whoever looks properly next is told what is wrong.
        finally:
            self._lock.release()

    def close(self) -> None:
        """Let go of the file. The next use opens it again."""
        with self._lock:
            self._disconnect()

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connect(self) -> sqlite3.Connection:
        if self._connection is None:
            with _creating:
                self._connection = _open(self.path, self._busy_seconds)
            self._openings += 1
        return self._connection


def _open(path: Path, busy_seconds: float) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # SQLite gives its companion files the mode of the file itself.
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise DatabaseError(
            f"The simulator's file {path} cannot be created: {error.strerror}. "
            "Choose a folder you may write to."
        ) from error
    connection = sqlite3.connect(
        path, timeout=busy_seconds, isolation_level=None, check_same_thread=False
    )
    try:
        _prepare(connection, path, busy_seconds)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, busy_seconds: float) -> None:
    if not _is_ours(connection, path):
        _use_write_ahead_log(connection, busy_seconds)
        connection.execute("BEGIN IMMEDIATE")
        if not _is_ours(connection, path):  # Another process may have been quicker.
            for statement in _SCHEMA:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    connection.execute("PRAGMA synchronous = NORMAL")


def _is_ours(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the schema is there; False for an empty file.

    Raises:
        NotADatabase: the file is somebody else's database.
        DatabaseNewer: a newer textbank made it.
    """
    # The tables first: a process that makes them meanwhile also sets the mark with them.
    if connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None:
        return False
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    if application_id != APPLICATION_ID:
        raise NotADatabase(
            f"{path} is a database of something else, not of the simulator. Choose another file."
        )
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise DatabaseNewer(
            f"The simulator's file {path} was made by a newer textbank. "
            "Update textbank, or choose another file."
        )
    return True


def _use_write_ahead_log(connection: sqlite3.Connection, busy_seconds: float) -> None:
    # SQLite does not wait for the lock this needs, however long its timeout is.
    deadline = time.monotonic() + busy_seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(0.005)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        match None if code is None else code & 0xFF:
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                raise DatabaseBusy(
                    f"Another program holds the simulator's file {path}. Try again."
                ) from error
            case sqlite3.SQLITE_FULL:
                raise DatabaseFull(
                    f"The disk with the simulator's file {path} is full. Make room, and try again."
                ) from error
            case sqlite3.SQLITE_READONLY:
                raise DatabaseReadOnly(
                    f"The simulator's file {path} cannot be written. "
                    "Change its permissions, or choose another file."
                ) from error
            case sqlite3.SQLITE_NOTADB:
                raise NotADatabase(
                    f"{path} is not the simulator's file. Choose another file."
                ) from error
            case _:
                raise DatabaseError(f"The simulator's file {path}: {error}.") from error


def _before_fork() -> None:
    # Inherited locks would be believed by SQLite and not be there: nothing may be
    # open, and nothing under way, while the process splits.
    for store in list(_stores):
        store._lock.acquire()
        _held.append(store)
        store._disconnect()


def _after_fork() -> None:
    while _held:
        _held.pop()._lock.release()


if sys.platform != "win32":
    os.register_at_fork(
        before=_before_fork, after_in_parent=_after_fork, after_in_child=_after_fork
    )
