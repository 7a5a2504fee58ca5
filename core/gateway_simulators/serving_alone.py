"""That one gateway alone serves a file, as long as it runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from core.errors import BadInput, DatabaseError

SUFFIX = "-served"
"""What the name of the file ends with, beside the state, whose lock says that it is served."""


@contextmanager
def served_alone(state: Path) -> Iterator[None]:
    """Keep other gateways away from a state file, in this process and in others.

    The lock is SQLite's own on an empty file, so that the system takes it back from a program
    that was killed.

    Raises:
        BadInput: Another gateway serves the file.
        DatabaseError: Its folder cannot be used.
    """
    beside = state.with_name(f"{state.name}{SUFFIX}")
    try:
        beside.parent.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(beside, timeout=0, isolation_level=None, check_same_thread=False)
    except (OSError, sqlite3.Error) as error:
        raise _unusable(state) from error
    with closing(lock):
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
                raise _unusable(state) from error
            raise BadInput(
                f"Another simulated gateway serves {state} now. End that one, or name another "
                "file: each provider has a network of its own."
            ) from error
        yield


def _unusable(state: Path) -> DatabaseError:
    return DatabaseError(
        f"The simulator's file {state} cannot be created. Choose a folder you may write to."
    )
