"""A migrated database for each test of the screens."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from tests.core.conftest import _migrated_database, database_path

__all__ = ["_migrated_database", "database_path"]


@pytest.fixture(scope="package", autouse=True)
def _rare_garbage_collection() -> Iterator[None]:
    """Each app makes thousands of objects: looking through them all takes a third of the time."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()
