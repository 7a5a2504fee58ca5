"""Training databases: marked when they are made, for good, and shut to every real provider.

Plain SQL: a screen may ask before the ORM is imported.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core import sqlite_file
from core.errors import BadInput, TrainingOnly
from core.stored import instant, microseconds

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from core.reader import Reader

SIMULATOR = "simulator"
"""The provider of every line of a training database, by the name that lines know it by."""


@dataclass(frozen=True, slots=True)
class TrainingMark:
    """What marks a database as one for training."""

    made_at: datetime
    """When it was marked, aware, in UTC."""
    purpose: str
    """What it was made for, in a few words."""


def mark_as_training(connection: Connection, purpose: str, now: datetime) -> None:
    """Mark a database that was just made as a training database; the mark is never taken off.

    A second mark changes nothing.

    Args:
        connection: A transaction.
        purpose: What it is made for, in a few words.
        now: The moment it is.

    Raises:
        BadInput: It has an organization already: it is for real work, or may be.
    """
    if is_training(connection):
        return
    if connection.exec_driver_sql("SELECT 1 FROM organization LIMIT 1").first() is not None:
        raise BadInput(
            "This database has an organization already and cannot become a training database. "
            "Make a new one for training."
        )
    connection.exec_driver_sql(
        "INSERT INTO training (id, made_at, purpose) VALUES (1, ?, ?)",
        (microseconds(now), purpose),
    )


def is_training(connection: Connection) -> bool:
    """Whether this is a training database."""
    return connection.exec_driver_sql("SELECT 1 FROM training").first() is not None


def is_training_file(path: Path) -> bool:
    """Whether there is a training database at this path; needs no ORM.

    Blocks for about a millisecond. A file that is not there, or of an older textbank, is none.

    Raises:
        DatabaseError: The file cannot be read, or is no database.
    """
    if not path.exists():
        return False
    with sqlite_file.translated(path), closing(sqlite_file.connect(path, read_only=True)) as file:
        known = file.execute("SELECT 1 FROM sqlite_master WHERE name = 'training'").fetchone()
        return bool(known) and file.execute("SELECT 1 FROM training").fetchone() is not None


async def training_mark(reader: Reader) -> TrainingMark | None:
    """The mark of an open database; None where it is not for training."""
    row = await reader.row("SELECT made_at, purpose FROM training")
    return None if row is None else TrainingMark(instant(row[0]), row[1])


def refuse_real(provider: str) -> TrainingOnly:
    """The error for a provider that a training database does not work with."""
    return TrainingOnly(
        f"This is a training database: it works with simulated phones only, not with “{provider}”. "
        "Choose your own database with --database to text real people."
    )
