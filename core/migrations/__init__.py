"""The schema's history, run by Alembic when a database is opened.

The ids stand here as well as in the scripts so that an up-to-date database is
recognized without importing Alembic; a test holds the two together.
"""

REVISIONS = ("0001", "0002")
"""Every revision this textbank knows, oldest first."""

HEAD = REVISIONS[-1]
