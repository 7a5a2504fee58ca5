"""Looking over the database and its outbox. Nothing is changed."""

from __future__ import annotations

import shutil
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from core import sqlite_file
from core.database import Database
from core.errors import DatabaseError
from core.findings import Finding, Level, how_long, ok
from core.pending import WAITING, due_since
from core.reader import Reader
from core.sqlite_file import Schema
from core.stored import instant, microseconds

LEAST_SPACE = 500 * 1024 * 1024
"""Bytes of free disk below which somebody should know."""

LONGEST_LOG = 256 * 1024 * 1024
"""Bytes of write-ahead log above which something keeps it from being folded in."""

LONGEST_DUE = 300.0
"""Seconds after which a text that is due and has not left is a finding."""


def look_at_file(path: Path) -> Iterator[Finding]:
    """The database file: whole, up to date, with room to grow. Blocks for as long as it is large.

    Raises:
        DatabaseError: It cannot be opened at all.
    """
    area = "database"
    if sqlite_file.schema_of(path) is not Schema.CURRENT:
        yield Finding(
            area,
            Level.NOTE,
            "Its schema is of an older textbank.",
            "The next command that writes brings it up to date, after a backup beside it.",
        )
    else:
        yield ok(area, "Its schema is up to date.")
    with sqlite_file.translated(path), closing(sqlite_file.connect(path, read_only=True)) as file:
        rows = [row[0] for row in file.execute("PRAGMA quick_check(3)")]
        broken = list(file.execute("PRAGMA foreign_key_check"))
    if rows != ["ok"] or broken:
        yield Finding(
            area,
            Level.TROUBLE,
            "Its contents are damaged.",
            f"Stop every textbank, keep a copy of {path.name}, and restore the latest backup.",
        )
    else:
        yield ok(area, "Its contents are whole.")
    free = shutil.disk_usage(path.parent).free
    room = f"{free / 1024**3:,.1f} GiB are free on its disk."
    if free < LEAST_SPACE:
        yield Finding(area, Level.TROUBLE, room, "Free some space: a full disk stops everything.")
    else:
        yield ok(area, room)
    log = path.with_name(f"{path.name}-wal")
    size = log.stat().st_size if log.exists() else 0
    words = f"Its write-ahead log has {size / 1024**2:,.1f} MiB."
    if size > LONGEST_LOG:
        yield Finding(
            area,
            Level.TROUBLE,
            words,
            "Some program reads for very long, or was stopped: end what you do not need.",
        )
    else:
        yield ok(area, words)


async def look_at_lock(database: Database) -> Finding:
    """Whether the database can be written now."""
    area = "database"
    began = time.monotonic()
    try:
        await database.write(lambda connection: None)
    except DatabaseError as error:
        return Finding(
            area, Level.TROUBLE, str(error), "Texters cannot opt anybody out until it is."
        )
    seconds = time.monotonic() - began
    if seconds > 1:
        return Finding(
            area,
            Level.NOTE,
            f"Writing waited {seconds:.1f} seconds for other programs.",
            "Ask again in a quiet moment; a long import may be under way.",
        )
    return ok(area, "It can be written.")


async def look_at_outbox(reader: Reader, now: datetime) -> AsyncIterator[Finding]:
    """What waits to leave, for how long, and why; and what may never have left."""
    area = "outbox"
    due, oldest = await due_since(reader, now)
    if oldest > LONGEST_DUE:
        yield Finding(
            area,
            Level.TROUBLE,
            f"{due:,} texts are due, the oldest for {how_long(oldest)}: nobody carries them.",
            "Run `textbank serve`, a messenger or `textbank send-pending` where the secrets are.",
        )
    else:
        yield ok(area, f"{due:,} texts are to leave now.")
    held = await reader.rows(
        "SELECT reason, count(*), min(at) FROM text WHERE state = 'queued' AND due_at > ? "
        "GROUP BY reason ORDER BY count(*) DESC LIMIT 10",
        (microseconds(now),),
    )
    for reason, count, since in held:
        waited = (now - instant(since)).total_seconds()
        words = f"{count:,} wait, the oldest for {how_long(waited)}: {reason or 'not due yet.'}"
        trouble = reason.startswith(WAITING)
        yield Finding(
            area,
            Level.TROUBLE if trouble else Level.OK,
            words,
            "The account needs you: see its finding above." if trouble else "",
        )
    row = await reader.row(
        "SELECT (SELECT count(*) FROM text WHERE state = 'unknown'), "
        "(SELECT count(*) FROM provider_consent WHERE due_at IS NULL AND code != ''), "
        "(SELECT count(*) FROM provider_consent WHERE due_at IS NOT NULL AND due_at < ?)",
        (microseconds(now) - int(3_600 * 1e6),),
    )
    unknown, untold, late = (0, 0, 0) if row is None else (row[0], row[1], row[2])
    if unknown:
        yield Finding(
            area,
            Level.NOTE,
            f"{unknown:,} texts may not have been sent: their answers were lost.",
            "A later report settles them; look at your provider's log for the rest.",
        )
    if untold or late:
        yield Finding(
            area,
            Level.NOTE,
            f"{untold + late:,} opt-outs could not be told to their provider's own list.",
            "They stand here all the same; nothing is sent to these numbers.",
        )
