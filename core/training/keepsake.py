"""Copies of a database and its simulated network, taken and put back while programs use them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from core.gateways import network_path
from core.sqlite_file import BUSY_TIMEOUT_MS, create_private, translated


@dataclass(frozen=True, slots=True)
class Keepsake:
    """Where the copies are."""

    database: Path
    network: Path


def keep(database: Path, folder: Path) -> Keepsake:
    """Copy a database, and the network beside it, as they are now. Blocks.

    Args:
        database: The database; its network is where `network_path` says.
        folder: Where the copies go; made if it is not there.

    Raises:
        DatabaseError: They cannot be copied.
    """
    kept = Keepsake(folder / "database.sqlite", folder / "network.sqlite")
    for source, copy in ((database, kept.database), (network_path(database), kept.network)):
        create_private(copy)
        _copy(source, copy)
    return kept


def restore(kept: Keepsake, database: Path) -> None:
    """Put a database and its network back as they were when they were kept. Blocks.

    Whoever has them open sees it as one more commit.

    Raises:
        DatabaseError: They cannot be written.
    """
    _copy(kept.database, database)
    _copy(kept.network, network_path(database))


def _copy(source: Path, target: Path) -> None:
    with translated(target), closing(_open(source)) as read, closing(_open(target)) as written:
        read.backup(written)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    return connection
