"""What a texter has looked at: a conversation is unread from a contact's text until then."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, bindparam, update

from core.conversations import name_of, next_revision
from core.errors import WroteAgain
from core.models import conversations

WROTE_AGAIN = "{} has written something new: read it first. Nothing was done."

_READ = (
    update(conversations)
    .where(conversations.c.id == bindparam("conversation_id"), conversations.c.unread)
    .values(unread=False, revision=next_revision())
)
# Plain SQL: a texter waits for this at every key.
_WROTE_SINCE = (
    "SELECT 1 FROM text WHERE conversation_id = ? AND id > ? AND kind = 'inbound' LIMIT 1"
)


def wrote_since(connection: Connection, conversation_id: int, read_to: int) -> bool:
    """Whether a text of the contact came after that one, in whatever order they were written."""
    found = connection.exec_driver_sql(_WROTE_SINCE, (conversation_id, read_to))
    return found.first() is not None


def refuse_unread(connection: Connection, row: RowMapping, read_to: int) -> None:
    """Refuse to act on a conversation whose contact wrote since what a texter had before them.

    Args:
        connection: A transaction.
        row: The conversation, as `core.conversations.load` gives it.
        read_to: The latest text that the texter had before them.

    Raises:
        WroteAgain: They did.
    """
    if wrote_since(connection, row["id"], read_to):
        key = row["triage_rank"] if row["wants_out"] else None
        raise WroteAgain(WROTE_AGAIN.format(name_of(row)), key)


def mark_read(connection: Connection, conversation_id: int) -> None:
    """A texter has looked at this conversation; it keeps its place on the list."""
    connection.execute(_READ, {"conversation_id": conversation_id})
