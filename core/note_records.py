"""Notes in the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select, update

from core.conversations import next_revision
from core.domain import Texter
from core.errors import BadInput, NotAllowed, NotFound
from core.models import contacts, conversations
from core.models_work import notes

MAX_NOTE = 4_000
"""Characters of a note."""


def add_note(
    connection: Connection, conversation_id: int, body: str, author: str, now: datetime
) -> int:
    """Note something on the contact of a conversation, and return the note's id.

    Raises:
        NotFound: There is no such conversation.
        BadInput: The note is empty or too long.
    """
    if not body.strip():
        raise BadInput("There is nothing to note: the text is empty.")
    if len(body) > MAX_NOTE:
        raise BadInput(f"A note has at most {MAX_NOTE:,} characters; this has {len(body):,}.")
    contact_id = connection.execute(
        select(conversations.c.contact_id).where(conversations.c.id == conversation_id)
    ).scalar()
    if contact_id is None:
        raise NotFound(f"There is no conversation {conversation_id}.")
    note_id = connection.execute(
        notes.insert()
        .values(
            contact_id=contact_id,
            conversation_id=conversation_id,
            author=author,
            at=now,
            body=body,
        )
        .returning(notes.c.id)
    ).scalar_one()
    _tell(connection, contact_id)
    return int(note_id)


def remove_note(connection: Connection, note_id: int, texter: Texter, now: datetime) -> bool:
    """Take a note away; it stays on record, marked so. Return whether it was there until now.

    Raises:
        NotFound: There is no such note.
        NotAllowed: Somebody else wrote it, and the texter is not an administrator.
    """
    row = connection.execute(notes.select().where(notes.c.id == note_id)).first()
    if row is None:
        raise NotFound(f"There is no note {note_id}.")
    if row.author != texter.name and not texter.administrator:
        raise NotAllowed("Somebody else wrote this note; only they may take it away.")
    if row.removed_at is not None:
        return False
    connection.execute(update(notes).where(notes.c.id == note_id).values(removed_at=now))
    _tell(connection, row.contact_id)
    return True


def _tell(connection: Connection, contact_id: int) -> None:
    """Let every open messenger see it, in whatever campaign."""
    organization_id, number = connection.execute(
        select(contacts.c.organization_id, contacts.c.number).where(contacts.c.id == contact_id)
    ).one()
    connection.execute(
        update(conversations)
        .where(
            conversations.c.organization_id == organization_id,
            conversations.c.number == number,
        )
        .values(revision=next_revision())
    )
