"""Looking over the database. Nothing is changed."""

from __future__ import annotations

import glob
import shutil
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from core import sqlite_file
from core.errors import DatabaseError, DatabaseFull, DatabaseNewer, NotADatabase
from core.findings import Finding, Level, ok
from core.reader import Reader
from core.sqlite_file import Schema

AREA = "database"

LEAST_SPACE = 500 * 1024 * 1024
"""Bytes of free disk below which somebody should know."""

LONGEST_LOG = 256 * 1024 * 1024
"""Bytes of write-ahead log above which something keeps it from being folded in."""

FREE_SPACE = "Free some space: a full disk stops everything."

PATIENCE = sqlite_file.BUSY_TIMEOUT_MS / 1_000
"""Seconds in which a database that works can be written."""

SLOW = 1.0
"""Seconds after which a wait to write is worth knowing."""


@dataclass(frozen=True, slots=True)
class FileLook:
    """What is to be said of a database file."""

    findings: tuple[Finding, ...]
    is_fit: bool
    """Whether it is whole and up to date: what else looks at it may open it only then."""


def look_at_file(path: Path) -> FileLook:
    """The database file: ours, up to date, whole. Blocks for as long as it is large.

    Its bytes stay as they are, and so does its write-ahead log, which holds the newest of them.
    """
    try:
        with sqlite_file.translated(path), closing(_for_looking(path)) as file:
            return _look(file, path)
    except DatabaseNewer:
        words, advice = "A newer textbank made it.", "Update textbank, or choose another file{}."
    except NotADatabase:
        words, advice = "It is another program's database.", "Choose another file{}."
    except DatabaseFull as error:
        # Not even the index of its log finds room.
        words, advice = str(error), FREE_SPACE
    except DatabaseError as error:
        words, advice = str(error), "See who may read it and what holds it, or choose another{}."
    return _unfit(words, advice.format(" with --database"))


def _for_looking(path: Path) -> sqlite3.Connection:
    """A connection that folds no log in when it is closed, as others do."""
    log = _log_of(path)
    # Where there is none, one that may not write would leave an empty one behind.
    mode = "ro" if log.exists() and log.stat().st_size else "rw"
    file = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True)
    file.execute("PRAGMA query_only = ON")
    file.execute(f"PRAGMA busy_timeout = {sqlite_file.BUSY_TIMEOUT_MS}")
    # Names in a damaged file may be no UTF-8.
    file.text_factory = lambda content: content.decode("utf-8", "replace")
    return file


def _look(file: sqlite3.Connection, path: Path) -> FileLook:
    try:
        schema = sqlite_file.schema_in(file, path)
        pages = [row[0] for row in file.execute("PRAGMA quick_check(3)")]
        astray = pages == ["ok"] and list(file.execute("PRAGMA foreign_key_check"))
    except sqlite3.DatabaseError as error:
        match error.sqlite_errorcode & 0xFF:
            case sqlite3.SQLITE_CORRUPT:
                return _unfit("Its contents are damaged.", _rescue(path))
            case sqlite3.SQLITE_NOTADB:
                other = "If it is not textbank's, choose another file with --database. Else:"
                return _unfit("It is no database, or damaged.", f"{other} {_rescue(path)}")
        raise
    if pages != ["ok"]:
        return _unfit("Its contents are damaged.", _rescue(path))
    if schema is Schema.MISSING:
        return _unfit("It is empty.", "`textbank import` or `textbank providers add` fills it.")
    if schema is Schema.OLDER:
        return _unfit(
            "It is whole, and its schema is of an older textbank.",
            "End every textbank from before the update. `textbank providers list` then brings it "
            "up to date, after a backup beside it.",
        )
    whole = ok(AREA, "Its contents are whole.")
    if astray:
        words = "Some of its records point at others that are not there."
        whole = Finding(AREA, Level.TROUBLE, words, _rescue(path))
    return FileLook((ok(AREA, "Its schema is up to date."), whole), is_fit=True)


def _unfit(words: str, advice: str) -> FileLook:
    left_out = Finding(
        AREA,
        Level.NOTE,
        "The accounts, the outbox and whether it can be written were left out.",
        "Run `textbank doctor` again once the database is in order.",
    )
    return FileLook((Finding(AREA, Level.TROUBLE, words, advice), left_out), is_fit=False)


def _rescue(path: Path) -> str:
    """How nothing more is lost: what was written last may be in the log alone."""
    name = path.name
    backups = sorted(path.parent.glob(f"{glob.escape(name)}.backup-*Z"))
    restore = (
        f"put a copy of {backups[-1].name} in the place of the first"
        if backups
        else "restore a backup of your own; there is none beside it"
    )
    return (
        f"End every textbank. Move {name}, {name}-wal and {name}-shm, as far as they are there, "
        "to another folder, together: the newest opt-outs may be in the second alone. "
        f"Then {restore}. Opt-outs since that backup are not in it: before anything is sent, get "
        "them from what you moved (`.recover` of the program sqlite3), or from your provider."
    )


def look_at_room(path: Path, least: int = LEAST_SPACE) -> Finding:
    """Whether the disk has room: at least so many bytes."""
    free = shutil.disk_usage(path.parent).free
    room = f"{free / 1024**3:,.1f} GiB are free on its disk."
    if free < least:
        return Finding(AREA, Level.TROUBLE, room, FREE_SPACE)
    return ok(AREA, room)


def look_at_log(path: Path, longest: int = LONGEST_LOG) -> Finding:
    """Whether the write-ahead log is folded in: it has at most so many bytes then."""
    log = _log_of(path)
    size = log.stat().st_size if log.exists() else 0
    words = f"Its write-ahead log has {size / 1024**2:,.1f} MiB."
    if size > longest:
        advice = "Some program reads for very long, or was stopped: end what you do not need."
        return Finding(AREA, Level.TROUBLE, words, advice)
    return ok(AREA, words)


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def look_at_writing(path: Path, patience: float = PATIENCE, slow: float = SLOW) -> Finding:
    """Whether the database can be written now: one page is, as it was. Blocks while others write.

    Args:
        path: A database that is fit.
        patience: Seconds to wait for other programs.
        slow: Seconds after which a wait is worth knowing.
    """
    began = time.monotonic()
    try:
        with sqlite_file.translated(path), closing(sqlite_file.connect(path)) as file:
            file.execute(f"PRAGMA busy_timeout = {round(patience * 1_000)}")
            file.execute("BEGIN IMMEDIATE")
            sqlite_file.write_a_page(file)
            file.execute("COMMIT")
    except DatabaseError as error:
        return Finding(
            AREA, Level.TROUBLE, str(error), "Until that is mended nobody can be opted out."
        )
    seconds = time.monotonic() - began
    if seconds > slow:
        return Finding(
            AREA,
            Level.NOTE,
            f"Writing waited {seconds:.1f} seconds for other programs.",
            "Ask again in a quiet moment; a long import may be under way.",
        )
    return ok(AREA, "It can be written.")


async def look_at_requests(reader: Reader) -> AsyncIterator[Finding]:
    """Requests to opt out that nobody has on a list."""
    from core.unmatched_requests import count_unmatched

    if count := await count_unmatched(reader):
        yield Finding(
            "requests",
            Level.NOTE,
            f"Texts that ask to opt out, in words, and belong to no conversation: {count:,}.",
            "`textbank opt-outs --unmatched` shows them.",
        )
