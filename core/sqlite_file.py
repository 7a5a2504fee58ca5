"""The database file itself: where it is, who may read it, how it is opened, what went wrong.

Everything here needs only the standard library, so that a list can be read before the
ORM is imported.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import (
    BadInput,
    DatabaseBusy,
    DatabaseError,
    DatabaseFull,
    DatabaseNewer,
    DatabaseReadOnly,
    NotADatabase,
    TextbankError,
)
from core.migrations import HEAD, REVISIONS

if TYPE_CHECKING:
    from sqlalchemy import Connection

BUSY_TIMEOUT_MS = 5_000
"""How long a connection waits for another program's lock before it gives up."""

PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}",
    # FULL: a commit that returned survives a power cut, not only a crash of the program.
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)


class Schema(Enum):
    """What is found where a database should be."""

    MISSING = "missing"
    OLDER = "older"
    CURRENT = "current"


def default_path() -> Path:
    """The database in the platform's user data folder."""
    from platformdirs import user_data_path

    return user_data_path("textbank", appauthor=False) / "textbank.sqlite"


def path_from(name: str) -> Path:
    """The file that a `--database` or `TEXTBANK_DATABASE` names.

    Args:
        name: A path, or a URL of the form `sqlite:///path`.

    Raises:
        BadInput: The URL names another kind of database.
    """
    if "://" in name:
        scheme, _, rest = name.partition("://")
        if scheme != "sqlite" or not rest.startswith("/") or len(rest) < 2:
            raise BadInput(
                f"textbank keeps its data in an SQLite file and cannot open a {scheme}:// "
                "database. Give a file's path, or sqlite:///path."
            )
        return Path(rest[1:]).expanduser()
    return Path(name).expanduser()


def create_private(path: Path) -> None:
    """Make the file, and the folder it lives in, readable by their owner alone."""
    with translated(path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # A file that is there is not opened: closing it would drop this process's locks on it.
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def beneath(connection: Connection) -> sqlite3.Connection:
    """What runs a transaction's statements without any ado.

    For those that are run for every text: with SQLAlchemy's, most of the time would go there.
    """
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open the file for autocommit statements, with the settings that make it durable."""
    with translated(path):
        connection = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        try:
            for pragma in PRAGMAS:
                connection.execute(pragma)
            if read_only:
                connection.execute("PRAGMA query_only = ON")
            else:
                # Never for reading: the file may turn out to be another program's.
                _use_write_ahead_log(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def write_a_page(connection: sqlite3.Connection) -> None:
    """Write a page of the file as it was, in a transaction.

    Whether the disk takes it is what is asked: a transaction that writes nothing commits on a
    full one, too.

    Raises:
        sqlite3.Error: It cannot be written.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.execute(f"PRAGMA user_version = {version}")


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    # SQLite does not wait for the lock this needs, whatever its timeout is.
    deadline = time.monotonic() + BUSY_TIMEOUT_MS / 1_000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.005)
        else:
            return


def schema_of(path: Path) -> Schema:
    """Whether the file is there and which schema it has.

    Raises:
        DatabaseNewer: A newer textbank made it.
        NotADatabase: It is another program's file.
        DatabaseError: It cannot be read.
    """
    if not path.exists() or path.stat().st_size == 0:
        return Schema.MISSING
    with translated(path):
        connection = connect(path, read_only=True)
        try:
            return schema_in(connection, path)
        finally:
            connection.close()


def schema_in(connection: sqlite3.Connection, path: Path) -> Schema:
    """The same question, asked on an open connection."""
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if not names:
        return Schema.MISSING
    if "alembic_version" not in names or "opt_out" not in names:
        raise NotADatabase(
            f"{path} is a database of another program. Choose another file with --database."
        )
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    version = row[0] if row else ""
    if version not in REVISIONS:
        raise DatabaseNewer(
            f"{path} was made by a newer textbank (schema {version}; this one knows {HEAD}). "
            "Update textbank, or choose another file with --database."
        )
    return Schema.CURRENT if version == HEAD else Schema.OLDER


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into our errors, in plain words."""
    try:
        yield
    except TextbankError:
        raise
    except (sqlite3.Error, OSError) as error:
        raise error_for(path, error) from error


def error_for(path: Path, error: BaseException) -> TextbankError:
    """Our error for what SQLite or the file system said about this file."""
    said = str(error).lower()
    if "unable to open" in said and path.exists() and not os.access(path.parent, os.W_OK):
        said = "readonly"
    if "disk i/o" in said and _disk_is_full(path):
        said = "disk is full"
    if "locked" in said or "busy" in said:
        return DatabaseBusy(
            f"{path} is locked by another program. Nothing was changed. "
            "Close what holds it and try again."
        )
    if "disk is full" in said or "no space" in said:
        return DatabaseFull(
            f"The disk that holds {path} is full. Nothing was changed. "
            "Free some space and try again."
        )
    if "readonly" in said or "read-only" in said or isinstance(error, PermissionError):
        return DatabaseReadOnly(
            f"{path} cannot be written. Nothing was changed. "
            "Check the permissions of the file and its folder, or choose another with --database."
        )
    if "not a database" in said or "malformed" in said:
        return NotADatabase(
            f"{path} is not a textbank database, or it is damaged. "
            "Choose another file with --database, or restore a backup."
        )
    if "unable to open" in said or isinstance(error, OSError):
        return DatabaseError(
            f"{path} cannot be opened ({error}). Check that the folder exists and is yours."
        )
    return DatabaseError(f"The database {path} answered: {error}. Nothing was changed.")


def _disk_is_full(path: Path) -> bool:
    """SQLite calls it an I/O error where not even the log's index finds room."""
    try:
        return shutil.disk_usage(path.parent).free < 64 * 1024
    except OSError:
        return False
