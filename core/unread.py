"""What a texter has looked at: a conversation is unread from a contact's text until then."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, update

from core.conversations import next_revision
from core.models import conversations

_READ = (
    update(conversations)
    .where(conversations.c.id == bindparam("conversation_id"), conversations.c.unread)
    .values(unread=False, revision=next_revision())
)


def mark_read(connection: Connection, conversation_id: int) -> None:
    """A texter has looked at this conversation; it keeps its place on the list."""
    connection.execute(_READ, {"conversation_id": conversation_id})
