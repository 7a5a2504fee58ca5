"""What a script is filled from: an assignment's campaign, and the people in it.

The SQL here is run by the screens' reader and, in a transaction, by whoever sends, so that
both fill a script from the same facts.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import NotFound
from core.scripts import fields_of
from core.stored import body_from
from core.triage_order import waits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.reader import Reader

SCRIPTS = """
SELECT a.id, a.campaign_id, c.organization_id, c.line_id, c.script, t.name, o.name, c.name,
       c.quick_send, c.replies_at_once, l.texts_per_second
FROM assignment a
JOIN campaign c ON c.id = a.campaign_id
JOIN organization o ON o.id = c.organization_id
JOIN line l ON l.id = c.line_id
JOIN texter t ON t.id = a.texter_id
WHERE a.id = :assignment
"""

PEOPLE = """
SELECT c.id, c.assignment_id, c.campaign_id, c.line_id, k.number, k.first_name, k.last_name,
       c.custom, c.listed, c.closing, c.needs_reply, c.last_text_id, c.set_aside, c.wants_out,
       (SELECT x.id FROM opt_out x WHERE x.organization_id = c.organization_id
        AND x.number = k.number AND x.ended_at IS NULL),
       EXISTS (SELECT 1 FROM block b WHERE b.line_id = c.line_id AND b.number = k.number
               AND b.lifted_at IS NULL)
"""
"""The columns of `Person`."""

PEOPLE_FROM = "FROM conversation c JOIN contact k ON k.id = c.contact_id"


def elsewhere(condition: str) -> str:
    """SQL for whether the contact of `c` has another conversation with the organization.

    Args:
        condition: What must hold of it; it is `o`.
    """
    return (
        "EXISTS (SELECT 1 FROM conversation o WHERE o.organization_id = c.organization_id "
        f"AND o.number = c.number AND o.id != c.id AND {condition})"
    )


ASKS_ELSEWHERE = elsewhere(waits("o"))
"""SQL for whether the contact of `c` asks to opt out in another conversation, undecided yet."""


@dataclass(slots=True)
class Person:
    """A contact in a conversation, as a script and the rules about sending need them."""

    conversation_id: int
    assignment_id: int | None
    campaign_id: int
    line_id: int
    number: str
    """The contact's own, E.164."""
    first_name: str
    last_name: str
    custom: str
    listed: bool
    closing: str | None
    needs_reply: bool
    last_text_id: int | None
    set_aside: str | None
    wants_out: bool
    opt_out_id: int | None
    """The opt-out that stands for the number."""
    blocked: bool

    @property
    def name(self) -> str:
        """The name as it arrived, or the number where there is none."""
        return f"{self.first_name} {self.last_name}".strip() or self.number


@dataclass(slots=True)
class Scripting:
    """An assignment's campaign, as far as its scripts need it."""

    assignment_id: int
    campaign_id: int
    organization_id: int
    line_id: int
    script: str
    texter: str
    """Whose assignment it is: whom a contact hears from, whoever presses the key."""
    organization: str
    campaign: str
    quick_send: bool
    replies_at_once: bool
    texts_per_second: int | None

    def __post_init__(self) -> None:
        """Take what the database keeps as numbers for what it is."""
        self.quick_send = bool(self.quick_send)
        self.replies_at_once = bool(self.replies_at_once)

    def fields(self, person: Person) -> dict[str, str]:
        """The value of each merge field for one contact."""
        return fields_of(
            first_name=person.first_name,
            last_name=person.last_name,
            number=person.number,
            custom=json.loads(person.custom),
            texter=self.texter,
            organization=self.organization,
            campaign=self.campaign,
        )


async def scripting_of(reader: Reader, assignment_id: int | None) -> Scripting:
    """The script of an assignment's campaign, and what it is filled from.

    Raises:
        NotFound: There is no such assignment.
    """
    row = await reader.row(SCRIPTS, {"assignment": assignment_id})
    if row is None:
        raise no_assignment(assignment_id)
    return Scripting(*row)


async def drafts_of(reader: Reader, conversation_ids: Sequence[int]) -> dict[int, str]:
    """What texters began to write in these conversations, as far as they did."""
    if not conversation_ids:
        return {}
    places = ", ".join("?" * len(conversation_ids))
    rows = await reader.rows(
        f"SELECT conversation_id, body FROM draft WHERE conversation_id IN ({places})",
        conversation_ids,
    )
    return {row[0]: body_from(row[1]) for row in rows}


def no_assignment(assignment_id: int | None) -> NotFound:
    """What to say of an assignment that is not there."""
    return NotFound(f"There is no assignment {assignment_id}. `textbank assignments` lists them.")
