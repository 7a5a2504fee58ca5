"""Finding by name or number: which campaign, which conversation, which line is meant."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain import Behavior
from core.errors import BadInput, NotFound
from core.reader import Reader


@dataclass(frozen=True, slots=True)
class FoundConversation:
    """One conversation with a number, and the line that carries it."""

    id: int
    campaign: str
    line: str
    behavior: Behavior


@dataclass(frozen=True, slots=True)
class FoundCampaign:
    """One campaign and its line."""

    id: int
    name: str
    organization: str
    line: str
    behavior: Behavior


async def conversations_with(reader: Reader, number: str) -> list[FoundConversation]:
    """Every conversation with this number, the one texted last first."""
    rows = await reader.rows(
        """
        SELECT c.id, p.name, l.number, l.behavior
        FROM conversation c
        JOIN campaign p ON p.id = c.campaign_id
        JOIN line l ON l.id = c.line_id
        WHERE c.organization_id IN (SELECT id FROM organization) AND c.number = ?
        ORDER BY c.texted_at DESC NULLS LAST, c.id DESC
        """,
        (number,),
    )
    return [FoundConversation(row[0], row[1], row[2], Behavior(row[3])) for row in rows]


async def conversation_with(reader: Reader, number: str) -> int:
    """The id of the only conversation with this number.

    Raises:
        NotFound: There is none.
        BadInput: There are several.
    """
    found = await conversations_with(reader, number)
    if not found:
        raise NotFound(f"There is no conversation with {number}.")
    if len(found) > 1:
        which = ", ".join(f"{one.id} (“{one.campaign}”)" for one in found)
        raise BadInput(f"There are several conversations with {number}: {which}. Name one by id.")
    return found[0].id


async def campaign_named(reader: Reader, name: str | None = None) -> FoundCampaign:
    """The campaign of this name, or the only one there is.

    Raises:
        NotFound: There is none, or none of that name.
        BadInput: There are several to choose from.
    """
    rows = await reader.rows(
        """
        SELECT p.id, p.name, o.name, l.number, l.behavior
        FROM campaign p
        JOIN organization o ON o.id = p.organization_id
        JOIN line l ON l.id = p.line_id
        ORDER BY p.id
        """
    )
    named = [row for row in rows if name is None or row[1] == name]
    if len(named) == 1:
        row = named[0]
        return FoundCampaign(row[0], row[1], row[2], row[3], Behavior(row[4]))
    if not rows:
        raise NotFound("There is no campaign yet. Import a contact list first.")
    names = ", ".join(f"“{row[1]}”" for row in rows)
    if not named:
        raise NotFound(f"There is no campaign “{name}”. There are: {names}.")
    if name is not None:
        raise BadInput(f"Several organizations have a campaign “{name}”: rename one of them.")
    raise BadInput(f"There are several campaigns: {names}. Name one with --campaign.")


async def numbers_of(reader: Reader, campaign_id: int) -> list[str]:
    """The numbers of a campaign's conversations, in the order they were imported."""
    rows = await reader.bulk(
        "SELECT number FROM conversation WHERE campaign_id = ? ORDER BY id", (campaign_id,)
    )
    return [row[0] for row in rows]
