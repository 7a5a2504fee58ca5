"""Follow-ups: later scripts of a campaign for all who were texted, or for some of them.

Each contact gets each follow-up at most once. Nobody gets one who has opted out or asks to,
is a wrong number, is blocked, or waits for an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import NotFound
from core.follow_up_plans import PLANS, Plan, StepOutcome, pending, plan_of, whom
from core.follow_up_plans import Audience as Audience
from core.scripted import PEOPLE_FROM, Person, Scripting, drafts_of, scripting_of
from core.scripts import fill

if TYPE_CHECKING:
    from core.desk import Desk
    from core.reader import Reader


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """A follow-up of a campaign, and how far it is (in one assignment, where one is asked of)."""

    id: int
    campaign_id: int
    campaign: str
    name: str
    script: str
    audience: Audience
    audience_id: int | None
    """The survey option or the tag, where the audience has one."""
    audience_words: str
    """The audience in plain words, with the option or tag by its name."""
    pending: int
    sent: int
    """Put in the outbox, and mostly long gone."""
    skipped: int
    removed: bool = False


@dataclass(frozen=True, slots=True)
class FollowUpMessage:
    """A follow-up for one contact, as it would leave now."""

    follow_up_id: int
    follow_up: str
    conversation_id: int
    name: str
    number: str
    text: str
    unfilled: tuple[str, ...] = ()
    """Fields, with their braces, that have nothing to say here or are none: they stop it."""
    draft: str = ""
    """What a texter made of it, or began to write to this contact, and has not sent."""


@dataclass(frozen=True, slots=True)
class SentFollowUp:
    """What sending a follow-up came to."""

    follow_up_id: int
    conversation_id: int
    text_id: int
    body: str
    already: bool
    """It was sent before; nothing was sent now."""


async def follow_ups_of(desk: Desk, assignment_id: int) -> list[FollowUpView]:
    """The follow-ups of an assignment's campaign in order, counted for this assignment."""
    scripting = await scripting_of(desk.reader, assignment_id)
    return await _views(desk.reader, scripting.campaign_id, assignment_id, removed=False)


async def campaign_follow_ups(
    desk: Desk, campaign_id: int, *, removed: bool = False
) -> list[FollowUpView]:
    """The follow-ups of a campaign in order, counted over all assignments.

    Args:
        desk: The desk.
        campaign_id: The campaign.
        removed: Those that were removed, too.
    """
    return await _views(desk.reader, campaign_id, None, removed=removed)


async def pending_follow_ups(
    desk: Desk, assignment_id: int, follow_up_id: int, *, after: int | None = None, limit: int = 50
) -> list[FollowUpMessage]:
    """The contacts of an assignment that a follow-up is still to be sent to, in order.

    Args:
        desk: The desk.
        assignment_id: The assignment.
        follow_up_id: The follow-up.
        after: A conversation to go on behind.
        limit: How many.
    """
    scripting = await scripting_of(desk.reader, assignment_id)
    plan = await _plan(desk.reader, follow_up_id)
    if plan.campaign_id != scripting.campaign_id:
        raise NotFound(f"There is no follow-up {follow_up_id} in this campaign.")
    rows = await desk.reader.rows(
        whom(plan.audience),
        {
            "assignment": assignment_id,
            "campaign": plan.campaign_id,
            "follow_up": follow_up_id,
            "audience_id": plan.audience_id,
            "after": 0 if after is None else after,
            "limit": 0 if plan.removed else limit,
        },
    )
    people = [Person(*row) for row in rows]
    drafts = await drafts_of(desk.reader, [one.conversation_id for one in people])
    return [_message(plan, scripting, one, drafts.get(one.conversation_id, "")) for one in people]


async def next_follow_up(
    desk: Desk, assignment_id: int, follow_up_id: int | None = None, after: int | None = None
) -> FollowUpMessage | None:
    """The next follow-up to be sent: of this one, or of the first that has any pending."""
    if follow_up_id is not None:
        found = await pending_follow_ups(desk, assignment_id, follow_up_id, after=after, limit=1)
        return found[0] if found else None
    for one in await follow_ups_of(desk, assignment_id):
        found = await pending_follow_ups(desk, assignment_id, one.id, after=after, limit=1)
        if found:
            return found[0]
    return None


async def send_follow_up(
    desk: Desk,
    follow_up_id: int,
    conversation_id: int,
    *,
    text: str | None = None,
    expected: str | None = None,
) -> SentFollowUp:
    """Queue a follow-up to one contact; it is durable when this returns.

    Args:
        desk: The desk.
        follow_up_id: The follow-up.
        conversation_id: The contact's conversation in the follow-up's campaign.
        text: The texter's own words for this contact instead of the script.
        expected: The filled script that the texter read; None sends it whatever it says.

    Raises:
        ScriptChanged: The script no longer says what was expected.
        UnfilledFields: A field has nothing to say for this contact, or is none.
        SendingRefused: The contact has opted out or asks to, is a wrong number, or is blocked.
        BadInput: It was skipped, the contact is not of its audience, a reply waits to be
            answered first, or there is nothing to send.
        NotFound: There is no such follow-up or conversation.
    """
    database = await desk.database()
    from core import follow_up_records as records

    return await database.write(
        records.send_one, follow_up_id, conversation_id, desk.texter, desk.now(), text, expected
    )


async def skip_follow_up(desk: Desk, follow_up_id: int, conversation_id: int) -> None:
    """Do not send this follow-up to this contact; once it is sent this changes nothing.

    Raises:
        NotFound: There is no such follow-up or conversation.
    """
    database = await desk.database()
    from core import follow_up_records as records

    await database.write(records.skip, follow_up_id, conversation_id, desk.texter, desk.now())


async def take_back_follow_up_skip(desk: Desk, follow_up_id: int, conversation_id: int) -> None:
    """Put a follow-up that was skipped back among those to be sent."""
    database = await desk.database()
    from core import follow_up_records as records

    await database.write(records.take_back, follow_up_id, conversation_id)


async def add_follow_up(
    desk: Desk,
    campaign_id: int,
    name: str,
    script: str,
    audience: Audience = Audience.EVERYBODY,
    audience_id: int | None = None,
) -> int:
    """Add a follow-up to a campaign, by an administrator; return its id.

    Raises:
        NotAllowed: The texter is not an administrator.
        BadInput: It has no name or no words, an unknown field, or no option or tag where its
            audience needs one.
        NotFound: There is no such campaign, option or tag.
    """
    database = await desk.database()
    from core import follow_up_records as records

    return await database.write(
        records.add, campaign_id, name, script, audience, audience_id, desk.texter, desk.now()
    )


async def remove_follow_up(desk: Desk, follow_up_id: int) -> None:
    """Send a follow-up to nobody any more, by an administrator; what was sent stays.

    Raises:
        NotAllowed: The texter is not an administrator.
        NotFound: There is no such follow-up.
    """
    database = await desk.database()
    from core import follow_up_records as records

    await database.write(records.remove, follow_up_id, desk.texter, desk.now())


async def _plan(reader: Reader, follow_up_id: int) -> Plan:
    row = await reader.row(f"{PLANS} WHERE f.id = ?", (follow_up_id,))
    if row is None:
        raise NotFound(f"There is no follow-up {follow_up_id}. `textbank follow-up list` has them.")
    return plan_of(row)


async def _views(
    reader: Reader, campaign_id: int, assignment_id: int | None, *, removed: bool
) -> list[FollowUpView]:
    rows = await reader.rows(
        f"{PLANS} WHERE f.campaign_id = ? ORDER BY f.position, f.id", (campaign_id,)
    )
    plans = [plan for plan in map(plan_of, rows) if removed or not plan.removed]
    return [await _view(reader, plan, assignment_id) for plan in plans]


async def _view(reader: Reader, plan: Plan, assignment_id: int | None) -> FollowUpView:
    which = "c.assignment_id = :assignment" if assignment_id else "c.assignment_id IS NOT NULL"
    values = {
        "assignment": assignment_id,
        "campaign": plan.campaign_id,
        "follow_up": plan.id,
        "audience_id": plan.audience_id,
    }
    waiting = 0
    if not plan.removed:
        [counted] = await reader.bulk(
            f"SELECT count(*) {PEOPLE_FROM} WHERE c.campaign_id = :campaign AND {which} "
            f"AND {pending(plan.audience)}",
            values,
        )
        waiting = counted[0]
    steps = dict(
        (row[0], row[1])
        for row in await reader.bulk(
            "SELECT s.outcome, count(*) FROM follow_up_step s "
            "JOIN conversation c ON c.id = s.conversation_id "
            f"WHERE s.follow_up_id = :follow_up AND {which} GROUP BY s.outcome",
            values,
        )
    )
    return FollowUpView(
        id=plan.id,
        campaign_id=plan.campaign_id,
        campaign=plan.campaign,
        name=plan.name,
        script=plan.script,
        audience=plan.audience,
        audience_id=plan.audience_id,
        audience_words=await _words(reader, plan),
        pending=waiting,
        sent=steps.get(StepOutcome.SENT, 0),
        skipped=steps.get(StepOutcome.SKIPPED, 0),
        removed=plan.removed,
    )


async def _words(reader: Reader, plan: Plan) -> str:
    match plan.audience:
        case Audience.EVERYBODY:
            return "everybody who was texted"
        case Audience.SILENT:
            return "those who never replied"
        case Audience.REPLIED:
            return "those who replied"
        case Audience.ANSWERED:
            row = await reader.row(
                "SELECT label FROM survey_option WHERE id = ?", (plan.audience_id,)
            )
            return f"those who answered “{row[0] if row else plan.audience_id}”"
        case Audience.TAGGED:
            row = await reader.row("SELECT name FROM tag WHERE id = ?", (plan.audience_id,))
            return f"those tagged “{row[0] if row else plan.audience_id}”"


def _message(plan: Plan, scripting: Scripting, person: Person, draft: str) -> FollowUpMessage:
    filled = fill(plan.script, scripting.fields(person))
    return FollowUpMessage(
        follow_up_id=plan.id,
        follow_up=plan.name,
        conversation_id=person.conversation_id,
        name=person.name,
        number=person.number,
        text=filled.text,
        unfilled=(*filled.missing, *filled.unknown),
        draft=draft,
    )
