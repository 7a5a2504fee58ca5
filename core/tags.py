"""Tags: the words that an organization sorts its conversations by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import NotFound
from core.reader import Reader

if TYPE_CHECKING:
    from core.desk import Desk


@dataclass(frozen=True, slots=True)
class TagView:
    """A tag of an organization."""

    id: int
    name: str
    conversations: int = 0
    """How many conversations carry it."""


@dataclass(frozen=True, slots=True)
class TagChoice:
    """A tag as it is offered for one conversation."""

    id: int
    name: str
    on: bool
    """Whether the conversation carries it."""


async def organization_tags(reader: Reader, organization_id: int) -> list[TagView]:
    """The tags that an organization offers, in its order."""
    rows = await reader.rows(
        """
        SELECT t.id, t.name, (SELECT count(*) FROM conversation_tag x
                              WHERE x.tag_id = t.id AND x.removed_at IS NULL)
        FROM tag t WHERE t.organization_id = ? AND t.removed_at IS NULL
        ORDER BY t.position, t.id
        """,
        (organization_id,),
    )
    return [TagView(*row) for row in rows]


async def tag_choices(reader: Reader, conversation_id: int) -> tuple[TagChoice, ...]:
    """The tags of a conversation's organization, and which of them it carries.

    A tag that the organization no longer offers is among them where the conversation carries it.

    Raises:
        NotFound: There is no such conversation.
    """
    rows = await reader.rows(
        """
        SELECT t.id, t.name, x.id IS NOT NULL
        FROM conversation c
        LEFT JOIN tag t ON t.organization_id = c.organization_id
        LEFT JOIN conversation_tag x ON x.conversation_id = c.id AND x.tag_id = t.id
                                     AND x.removed_at IS NULL
        WHERE c.id = ? AND (t.removed_at IS NULL OR x.id IS NOT NULL)
        ORDER BY t.position, t.id
        """,
        (conversation_id,),
    )
    if not rows:
        there = await reader.row("SELECT 1 FROM conversation WHERE id = ?", (conversation_id,))
        if there is None:
            raise NotFound(f"There is no conversation {conversation_id}.")
    return tuple(TagChoice(row[0], row[1], bool(row[2])) for row in rows if row[0] is not None)


async def set_tag(desk: Desk, conversation_id: int, tag_id: int, *, on: bool) -> None:
    """Put a tag on a conversation, or take it off, durably; doing so twice changes nothing.

    Raises:
        NotFound: There is no such conversation, or no such tag in its organization.
    """
    database = await desk.database()
    from core import tag_records

    act = tag_records.put_on if on else tag_records.take_off
    await database.write(act, conversation_id, tag_id, desk.texter.name, desk.now())


async def tag_named(reader: Reader, conversation_id: int, name: str) -> TagChoice:
    """The tag that a name means for a conversation, whatever its case.

    Raises:
        NotFound: There is no such conversation, or its organization has no such tag.
    """
    choices = await tag_choices(reader, conversation_id)
    for choice in choices:
        if choice.name.casefold() == name.strip().casefold():
            return choice
    there = ", ".join(f"“{choice.name}”" for choice in choices)
    raise NotFound(
        f"There is no tag “{name}”. "
        + (f"There are: {there}." if there else "An administrator adds them: `textbank tags add`.")
    )
