"""Notes on a contact: they go with the contact into every campaign of the organization."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reader import Reader
from core.stored import body_from, instant
from core.views_beside import NoteView

if TYPE_CHECKING:
    from core.desk import Desk


async def notes_on(reader: Reader, conversation_id: int) -> tuple[NoteView, ...]:
    """The notes on the contact of a conversation, the newest first, from every campaign."""
    rows = await reader.rows(
        """
        SELECT n.id, n.author, n.at, n.body, p.name
        FROM conversation c
        JOIN note n ON n.contact_id = c.contact_id AND n.removed_at IS NULL
        LEFT JOIN conversation w ON w.id = n.conversation_id
        LEFT JOIN campaign p ON p.id = w.campaign_id
        WHERE c.id = ?
        ORDER BY n.at DESC, n.id DESC
        """,
        (conversation_id,),
    )
    return tuple(
        NoteView(row[0], row[1], instant(row[2]), body_from(row[3]), row[4] or "") for row in rows
    )


async def add_note(desk: Desk, conversation_id: int, body: str) -> int:
    """Note something on the contact of a conversation, durably, and return the note's id.

    Raises:
        NotFound: There is no such conversation.
        BadInput: The note is empty or too long.
    """
    database = await desk.database()
    from core import note_records

    return await database.write(
        note_records.add_note, conversation_id, body, desk.texter.name, desk.now()
    )


async def remove_note(desk: Desk, note_id: int) -> None:
    """Take a note of one's own away; an administrator may take anybody's. It stays on record.

    Raises:
        NotFound: There is no such note.
        NotAllowed: Somebody else wrote it.
    """
    database = await desk.database()
    from core import note_records

    await database.write(note_records.remove_note, note_id, desk.texter, desk.now())
