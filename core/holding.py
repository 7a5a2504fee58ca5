"""Texts that wait for texting hours: until when, in which words, and how many there are.

What is held stays in the outbox, due when the hours open. It is marked by the first words of
its reason, so that a change of hours finds it again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.errors import NotFound
from core.stored import microseconds
from core.texting_hours import (
    HoursOverride,
    HoursSettings,
    effective_hours,
    is_open,
    opens_at,
)
from core.time_zones import contact_zones, known_zones, local_time
from core.views_beside import Held, HoursView

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from core.desk import Desk

HELD = "Held until "
"""How the reason of a held text begins."""

IS_HELD = f"text.state IN ('queued', 'sending') AND text.reason LIKE '{HELD}%'"
"""SQL for a text that texting hours hold, on the index of the outbox."""


def held_until(
    organization: HoursSettings,
    campaign: HoursOverride,
    explicit_zone: str,
    number: str,
    campaign_zone: str,
    now: datetime,
) -> Held | None:
    """Until when texting hours hold a text to this contact; None where it may leave now.

    Args:
        organization: The organization's hours.
        campaign: What its campaign has of its own.
        explicit_zone: The zone that the contact's own columns tell, or nothing.
        number: The contact's, E.164.
        campaign_zone: Where contacts are whose own zone is not known, or nothing.
        now: The present moment.
    """
    hours = effective_hours(organization, campaign)
    if hours is None:
        return None
    zones = contact_zones(explicit_zone, number, campaign_zone)
    if is_open(hours, zones, now):
        return None
    until = opens_at(hours, zones, now)
    local = local_time(until, zones)
    if local is None:
        places = [until.astimezone(zone) for zone in known_zones(zones)]
        local = min(places, key=lambda at: at.utcoffset() or timedelta())
        return Held(until, local, certain=False, now=now.astimezone(local.tzinfo))
    return Held(until, local, certain=True, now=now.astimezone(local.tzinfo))


def held_words(held: Held) -> str:
    """Why a text is held, as its transcript says it."""
    day, clock = held.day, held.clock
    if held.certain:
        return f"{HELD}{clock}, the contact's time ({day})."
    return f"{HELD}{clock} {held.place} time ({day}): where the contact is, is not certain."


async def hours_view(desk: Desk, conversation_id: int) -> HoursView:
    """The texting hours of a conversation, and what a text that is queued now waits for.

    Raises:
        NotFound: There is no such conversation.
    """
    row = await desk.reader.row(
        "SELECT o.hours_enforced, o.hours_start, o.hours_end, p.hours_enforced, p.hours_start, "
        "p.hours_end, c.time_zone, c.number, p.time_zone FROM conversation c "
        "JOIN campaign p ON p.id = c.campaign_id "
        "JOIN organization o ON o.id = c.organization_id WHERE c.id = ?",
        (conversation_id,),
    )
    if row is None:
        raise NotFound(f"There is no conversation {conversation_id}.")
    now = desk.now()
    organization = HoursSettings(bool(row[0]), row[1], row[2])
    campaign = HoursOverride(None if row[3] is None else bool(row[3]), row[4], row[5])
    zones = contact_zones(row[6], row[7], row[8])
    return HoursView(
        hours=effective_hours(organization, campaign),
        local_time=local_time(now, zones),
        held=held_until(organization, campaign, row[6], row[7], row[8], now),
    )


async def held_texts(desk: Desk, assignment_id: int | None = None) -> int:
    """How many texts of an assignment, or of all, texting hours hold."""
    if assignment_id is None:
        row = await desk.reader.row(f"SELECT count(*) FROM text WHERE {IS_HELD}")
    else:
        row = await desk.reader.row(
            "SELECT count(*) FROM text JOIN conversation c ON c.id = text.conversation_id "
            f"WHERE {IS_HELD} AND c.assignment_id = ?",
            (assignment_id,),
        )
    return int(row[0]) if row else 0


def recheck_held(connection: Connection, organization_id: int, now: datetime) -> int:
    """Have what texting hours hold looked at anew, after a change of hours; return how many.

    Args:
        connection: The transaction that changes the hours.
        organization_id: Whose hours, or whose campaign's.
        now: The present moment.
    """
    done = connection.exec_driver_sql(
        f"UPDATE text SET due_at = ? WHERE {IS_HELD} AND text.state = 'queued' "
        "AND line_id IN (SELECT id FROM line WHERE organization_id = ?)",
        (microseconds(now), organization_id),
    )
    return done.rowcount
