"""Who a follow-up is for, and what the database is asked for them.

The SQL here is run by the screens' reader and, in a transaction, by whoever sends.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.scripted import ASKS_ELSEWHERE, PEOPLE, PEOPLE_FROM
from core.stored import body_from


class Audience(StrEnum):
    """Who of those who were texted a follow-up is for."""

    EVERYBODY = "everybody"
    SILENT = "silent"
    """Those who never replied."""
    REPLIED = "replied"
    ANSWERED = "answered"
    """Those with a given answer in the survey."""
    TAGGED = "tagged"
    """Those with a given tag."""


class StepOutcome(StrEnum):
    """What became of a follow-up for one contact."""

    SENT = "sent"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Plan:
    """A follow-up as it is planned."""

    id: int
    campaign_id: int
    campaign: str
    name: str
    script: str
    audience: Audience
    audience_id: int | None
    removed: bool


PLANS = """
SELECT f.id, f.campaign_id, c.name, f.name, f.script, f.audience, f.removed_at IS NOT NULL
FROM follow_up f JOIN campaign c ON c.id = f.campaign_id
"""

_REPLIED = "EXISTS (SELECT 1 FROM text t WHERE t.conversation_id = c.id AND t.direction = 'in')"

_OF_AUDIENCE = {
    Audience.EVERYBODY: "1 = 1",
    Audience.SILENT: f"NOT {_REPLIED}",
    Audience.REPLIED: _REPLIED,
    Audience.ANSWERED: (
        "EXISTS (SELECT 1 FROM survey_answer v WHERE v.conversation_id = c.id "
        "AND v.option_id = :audience_id AND v.replaced_at IS NULL)"
    ),
    Audience.TAGGED: (
        "EXISTS (SELECT 1 FROM conversation_tag g WHERE g.conversation_id = c.id "
        "AND g.tag_id = :audience_id AND g.removed_at IS NULL)"
    ),
}

_MAY_BE_TEXTED = f"""
    c.texted_at IS NOT NULL AND c.opt_out_id IS NULL AND NOT c.wants_out AND NOT c.needs_reply
    AND (c.closing IS NULL OR c.closing != 'wrong_number')
    AND NOT EXISTS (SELECT 1 FROM opt_out x WHERE x.organization_id = c.organization_id
                    AND x.number = k.number AND x.ended_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM block b WHERE b.line_id = c.line_id AND b.number = k.number
                    AND b.lifted_at IS NULL)
    AND NOT {ASKS_ELSEWHERE}
"""


def of_audience(audience: Audience) -> str:
    """SQL for whether the contact of the conversation `c` is of an audience."""
    return _OF_AUDIENCE[audience]


def pending(audience: Audience) -> str:
    """SQL for whether a follow-up is still to be sent to the contact of `c`, with contact `k`."""
    return f"""
    {_MAY_BE_TEXTED}
    AND NOT EXISTS (SELECT 1 FROM follow_up_step s WHERE s.follow_up_id = :follow_up
                    AND s.conversation_id = c.id)
    AND {of_audience(audience)}
    """


def whom(audience: Audience) -> str:
    """SQL for the people of an assignment whom a follow-up is still to be sent to, in order."""
    return f"""
    {PEOPLE} {PEOPLE_FROM}
    WHERE c.campaign_id = :campaign AND c.assignment_id = :assignment
      AND c.contact_id > coalesce((SELECT contact_id FROM conversation WHERE id = :after), 0)
      AND {pending(audience)}
    ORDER BY c.contact_id LIMIT :limit
    """


def plan_of(row: Any) -> Plan:
    """A follow-up from a row of `PLANS`."""
    audience, _, audience_id = row[5].partition(":")
    return Plan(
        id=row[0],
        campaign_id=row[1],
        campaign=row[2],
        name=row[3],
        script=body_from(row[4]),
        audience=Audience(audience),
        audience_id=int(audience_id) if audience_id else None,
        removed=bool(row[6]),
    )
