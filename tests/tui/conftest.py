"""A migrated database for each test of the screens."""

from __future__ import annotations

from tests.core.conftest import _migrated_database, database_path

__all__ = ["_migrated_database", "database_path"]
