"""The database: one writing thread, one transaction at a time, and migrations on open.

A transaction is a plain function that gets a connection. It runs from BEGIN IMMEDIATE to
COMMIT in the writing thread, so that no await, and with it no network, can stand inside it;
sending and opting out serialize here. What a texter does overtakes what goes on behind.
Reading for the screen is `core.reader`'s part.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from core import sqlite_file
from core.clock import Clock, utc_now
from core.errors import DatabaseError
from core.sqlite_file import Schema
from core.writing_thread import WritingThread

log = logging.getLogger(__name__)

_migrating = threading.Lock()

P = ParamSpec("P")
T = TypeVar("T")

CHECKPOINT_EVERY = 250
"""So many commits apart the write-ahead log is folded into the database, in the background."""

BUSY_LOOK = 0.0004
"""Seconds between two tries to begin while another program writes.

SQLite's own waits grow to 100 ms: who writes often would be overtaken by nobody.
"""


class Database:
    """An open database. Make one with `Database.open`; close it when done."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine
        self._connection: Connection | None = None
        self._writer = WritingThread()
        self._checkpointer = ThreadPoolExecutor(1, thread_name_prefix="textbank-checkpoint")
        self._commits = 0

    @classmethod
    def open(cls, path: Path, clock: Clock = utc_now) -> Self:
        """Open the file, making it or bringing its schema up to date first. Blocks.

        A file with data is copied to a backup beside it before its schema changes.

        Raises:
            DatabaseError: It cannot be opened, written or understood.
        """
        if sqlite_file.schema_of(path) is not Schema.CURRENT:
            _migrate(path, clock())
        with sqlite_file.translated(path):
            # A probe for a read-only file: found now, not at the first opt-out.
            probe = sqlite_file.connect(path)
            try:
                probe.execute("BEGIN IMMEDIATE")
                probe.execute("PRAGMA user_version = 0")
                probe.execute("ROLLBACK")
            finally:
                probe.close()
        return cls(path, _engine(path))

    async def write(
        self,
        transaction: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run one transaction in the writing thread; it is durable when this returns.

        Raises:
            DatabaseError: It could not be carried out; nothing of it was kept.
        """
        work = partial(self.transact, transaction, *args, **kwargs)
        return await asyncio.wrap_future(self._writer.submit(work))

    async def write_behind(
        self,
        transaction: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """The same for what no texter waits for: whatever `write` is asked goes first.

        Raises:
            DatabaseError: It could not be carried out; nothing of it was kept.
        """
        work = partial(self.transact, transaction, *args, **kwargs)
        return await asyncio.wrap_future(self._writer.submit(work, behind=True))

    def transact(
        self,
        transaction: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run one transaction here and now, blocking; `write` is this in the writing thread."""
        try:
            if self._connection is None:
                self._connection = self._engine.connect()
            with self._connection.begin():
                result = transaction(self._connection, *args, **kwargs)
        except DBAPIError as error:
            if isinstance(error.orig, (sqlite3.OperationalError, sqlite3.DatabaseError)) and not (
                isinstance(error.orig, sqlite3.IntegrityError)
            ):
                raise sqlite_file.error_for(self.path, error.orig) from error
            raise
        except sqlite3.Error as error:
            raise sqlite_file.error_for(self.path, error) from error
        self._fold_log()
        return result

    async def close(self) -> None:
        """Let go of the file and the threads."""
        await asyncio.wrap_future(self._writer.end(self._dispose))
        self._writer.join()
        self._checkpointer.shutdown()

    def close_now(self) -> None:
        """The same, blocking."""
        self._writer.end(self._dispose).result()
        self._writer.join()
        self._checkpointer.shutdown()

    def _dispose(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._engine.dispose()

    def _fold_log(self) -> None:
        """Start a checkpoint behind the writer: inside a commit it would cost many of them."""
        self._commits += 1
        if self._commits % CHECKPOINT_EVERY == 0:
            self._checkpointer.submit(self._checkpoint)

    def _checkpoint(self) -> None:
        try:
            with closing(sqlite_file.connect(self.path)) as connection:
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        except (sqlite3.Error, DatabaseError) as error:
            # Nothing is lost: the log is folded in later.
            log.warning("the write-ahead log could not be folded in: %s", error)


def _engine(path: Path) -> Engine:
    def make() -> sqlite3.Connection:
        connection = sqlite_file.connect(path)
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        return connection

    # What goes wrong is logged with its trace: no number and no body may stand in there.
    engine = create_engine("sqlite://", creator=make, poolclass=StaticPool, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        _begin(raw)

    return engine


def _begin(connection: sqlite3.Connection) -> None:
    """Begin to write, as soon as no other program does."""
    deadline = time.monotonic() + sqlite_file.BUSY_TIMEOUT_MS / 1_000
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not busy or time.monotonic() >= deadline:
                    raise
                time.sleep(BUSY_LOOK)
            else:
                return
    finally:
        connection.execute(f"PRAGMA busy_timeout = {sqlite_file.BUSY_TIMEOUT_MS}")


def _migrate(path: Path, now: datetime) -> None:
    """Bring the schema up to date, one program at a time, after a backup where there is data."""
    from alembic import command
    from alembic.config import Config

    sqlite_file.create_private(path)
    engine = _engine(path)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    try:
        # Alembic keeps what it works on in the process, not in the call.
        with _migrating, engine.begin() as connection:
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            found = sqlite_file.schema_in(raw, path)
            if found is Schema.CURRENT:
                return
            if found is Schema.OLDER:
                back_up(path, now)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except DBAPIError as error:
        raise sqlite_file.error_for(path, error.orig or error) from error
    except sqlite3.Error as error:
        raise sqlite_file.error_for(path, error) from error
    finally:
        engine.dispose()


def back_up(path: Path, now: datetime) -> Path:
    """Copy the database, as last committed, to a private file beside it; return its path.

    The copy has its name only once it is whole and on the disk.
    """
    copy = path.with_name(f"{path.name}.backup-{now:%Y%m%dT%H%M%SZ}")
    making = copy.with_name(f"{copy.name}.part")
    with sqlite_file.translated(path):
        try:
            sqlite_file.create_private(making)
            with (
                closing(sqlite_file.connect(path, read_only=True)) as source,
                closing(sqlite3.connect(making)) as target,
            ):
                source.backup(target)
            with making.open("rb") as written:
                os.fsync(written.fileno())
            making.replace(copy)
        except BaseException:
            making.unlink(missing_ok=True)
            raise
    return copy
