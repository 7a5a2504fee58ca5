"""The schema's history, run by Alembic when a database is opened.

The ids stand here as well as in the scripts so that an up-to-date database is
recognized without importing Alembic; a test holds the two together.
"""

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")
"""Every revision this textbank knows, oldest first."""

HEAD = REVISIONS[-1]

SEARCH_TABLES = ("text_search", "contact_search")
"""The indexes of the search: SQLite's own tables, of which the models know nothing."""


def is_of_search(table: str) -> bool:
    """Whether a table is one of the search's, or one that SQLite keeps such an index in."""
    parts = ("", "_config", "_data", "_docsize", "_idx")
    return any(table == name + part for name in SEARCH_TABLES for part in parts)
