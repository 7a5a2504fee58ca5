"""A migrated database for each test, copied from one that was made once; and a desk at it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.database import Database
from core.desk import Desk
from tests.core.gateway_world import Clock
from tests.core.world import ADMINISTRATOR, JO, open_desk


@pytest.fixture(scope="session")
def _migrated_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "textbank.sqlite"
    Database.open(path).close_now()
    return path


@pytest.fixture
def database_path(_migrated_database: Path, tmp_path: Path) -> Path:
    """A fresh database file, up to date and empty, this test's own."""
    folder = tmp_path / "database"
    folder.mkdir(mode=0o700)
    path = folder / "textbank.sqlite"
    shutil.copyfile(_migrated_database, path)
    path.chmod(0o600)
    return path


@pytest.fixture
async def desk(database_path: Path) -> AsyncIterator[Desk]:
    """The desk of the texter "jo", closed after the test."""
    async with open_desk(database_path, JO) as desk:
        yield desk


@pytest.fixture
def clock() -> Clock:
    """A clock that stands until it is moved."""
    return Clock()


@pytest.fixture
async def office(database_path: Path, clock: Clock) -> AsyncIterator[Desk]:
    """The desk of an administrator, by this test's clock."""
    async with open_desk(database_path, ADMINISTRATOR, clock) as desk:
        yield desk
