"""What the messenger shows of a contact besides the texts: time, tags, notes, answers, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.contact_history import contact_history
from core.holding import hours_view
from core.notes import notes_on
from core.surveys import survey_of
from core.tags import tag_choices
from core.views_beside import ContactFacts

if TYPE_CHECKING:
    from core.desk import Desk


async def contact_facts(desk: Desk, conversation_id: int) -> ContactFacts:
    """Everything about the contact of a conversation that is not a text.

    Raises:
        NotFound: There is no such conversation.
    """
    return ContactFacts(
        conversation_id=conversation_id,
        hours=await hours_view(desk, conversation_id),
        tags=tuple(tag.name for tag in await tag_choices(desk.reader, conversation_id) if tag.on),
        notes=await notes_on(desk.reader, conversation_id),
        survey=await survey_of(desk, conversation_id),
        history=await contact_history(desk.reader, conversation_id),
    )
