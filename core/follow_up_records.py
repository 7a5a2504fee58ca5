"""The transactions of follow-ups: one, a batch, skipping, and an administrator's setting up.

What became of a follow-up for a contact is one row, written in the transaction that queues
its text: its key is the follow-up and the conversation, so nobody gets one twice.
"""

from __future__ import annotations

from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, Executable, bindparam, func, select, text, update

from core import conversations as talks
from core.campaign_fields import check_script
from core.domain import Closing, Texter, TextKind
from core.errors import BadInput, NotAllowed, NotFound, SendingRefused
from core.first_message_records import (
    ASKS,
    BLOCKED,
    Batch,
    asking_elsewhere,
    filled_body,
    person_of,
    quick_scripting,
    scripting_of,
)
from core.follow_up_plans import PLANS, Audience, Plan, StepOutcome, of_audience, plan_of, whom
from core.follow_ups import SentFollowUp
from core.models import campaigns, texts
from core.models_work import follow_up_steps, follow_ups, survey_options, survey_questions, tags
from core.opt_out import audit
from core.scripted import Person

_PLAN = text(f"{PLANS} WHERE f.id = :follow_up")
_WHOM: dict[Audience, Executable] = {one: text(whom(one)) for one in Audience}
_IS_OF: dict[Audience, Executable] = {
    one: text(f"SELECT 1 FROM conversation c WHERE c.id = :conversation AND {of_audience(one)}")
    for one in Audience
}
_STEP = (
    select(follow_up_steps.c.outcome, follow_up_steps.c.text_id, texts.c.body)
    .outerjoin(texts, texts.c.id == follow_up_steps.c.text_id)
    .where(
        follow_up_steps.c.follow_up_id == bindparam("follow_up"),
        follow_up_steps.c.conversation_id == bindparam("conversation"),
    )
)
_TEXTED = text("SELECT texted_at IS NOT NULL FROM conversation WHERE id = :conversation")
_ADD_STEP = follow_up_steps.insert()
_TEXTS_OF = select(texts.c.operation_id, texts.c.id).where(
    texts.c.operation_id.in_(bindparam("operations", expanding=True))
)


def send_one(
    connection: Connection,
    follow_up_id: int,
    conversation_id: int,
    texter: Texter,
    now: datetime,
    own_text: str | None = None,
    expected: str | None = None,
) -> SentFollowUp:
    """Queue a follow-up to one contact: see `core.follow_ups.send_follow_up`."""
    plan = _plan(connection, follow_up_id)
    person = _person(connection, plan, conversation_id)
    keys = {"follow_up": follow_up_id, "conversation": conversation_id}
    before = connection.execute(_STEP, keys).first()
    if before is not None:
        if before.outcome == StepOutcome.SENT:
            return SentFollowUp(
                follow_up_id, conversation_id, before.text_id, before.body, already=True
            )
        raise BadInput("This follow-up was skipped for this contact. Take the skip back first.")
    _check_may_be_texted(connection, plan, person)
    fields = scripting_of(connection, person.assignment_id).fields(person)
    if own_text is None:
        body = filled_body(plan.script, fields, expected)
    else:
        body = filled_body(own_text, fields)
    [text_id] = _queue(connection, plan, [(person, body)], texter, now)
    talks.forget_draft(connection, conversation_id)
    return SentFollowUp(follow_up_id, conversation_id, text_id, body, already=False)


def send_batch(
    connection: Connection,
    follow_up_id: int,
    assignment_id: int,
    after: int,
    limit: int,
    texter: Texter,
    now: datetime,
) -> Batch:
    """Queue a follow-up to the next contacts of an assignment; those it does not fill for wait.

    Raises:
        NotAllowed: The campaign does not allow QuickSend.
        NotFound: There is no such follow-up in the assignment's campaign.
    """
    scripting = quick_scripting(connection, assignment_id)
    plan = _plan(connection, follow_up_id)
    if plan.campaign_id != scripting.campaign_id:
        raise NotFound(f"There is no follow-up {follow_up_id} in this campaign.")
    values: dict[str, Any] = {
        "assignment": assignment_id,
        "campaign": plan.campaign_id,
        "follow_up": follow_up_id,
        "after": after,
        "limit": 0 if plan.removed else limit,
    }
    if ":audience_id" in of_audience(plan.audience):
        values["audience_id"] = plan.audience_id
    filled: list[tuple[Person, str]] = []
    unfilled: list[int] = []
    last: int | None = None
    for row in connection.execute(_WHOM[plan.audience], values):
        person = Person(*row)
        last = person.conversation_id
        try:
            filled.append((person, filled_body(plan.script, scripting.fields(person))))
        except BadInput:
            unfilled.append(person.conversation_id)
    if filled:
        _queue(connection, plan, filled, texter, now)
    return Batch(len(filled), tuple(unfilled), last)


def skip(
    connection: Connection, follow_up_id: int, conversation_id: int, texter: Texter, now: datetime
) -> None:
    """Do not send this follow-up to this contact; one that was sent stays sent.

    Raises:
        NotFound: There is no such follow-up or conversation.
    """
    _person(connection, _plan(connection, follow_up_id), conversation_id)
    keys = {"follow_up": follow_up_id, "conversation": conversation_id}
    if connection.execute(_STEP, keys).first() is None:
        _add_steps(
            connection, follow_up_id, StepOutcome.SKIPPED, {conversation_id: None}, texter, now
        )


def take_back(connection: Connection, follow_up_id: int, conversation_id: int) -> None:
    """Put a follow-up that was skipped back among those to be sent."""
    connection.execute(
        follow_up_steps.delete().where(
            follow_up_steps.c.follow_up_id == follow_up_id,
            follow_up_steps.c.conversation_id == conversation_id,
            follow_up_steps.c.outcome == StepOutcome.SKIPPED,
        )
    )


def add(
    connection: Connection,
    campaign_id: int,
    name: str,
    script: str,
    audience: Audience,
    audience_id: int | None,
    texter: Texter,
    now: datetime,
) -> int:
    """Add a follow-up to a campaign: see `core.follow_ups.add_follow_up`."""
    _check_administrator(texter)
    campaign = connection.execute(select(campaigns).where(campaigns.c.id == campaign_id)).first()
    if campaign is None:
        raise NotFound(f"There is no campaign {campaign_id}.")
    if not name.strip():
        raise BadInput("The follow-up has no name. Give it one.")
    if not script.strip():
        raise BadInput("The follow-up has no words. Write what is to be sent.")
    check_script(connection, campaign_id, script)
    _check_audience(connection, campaign, audience, audience_id)
    last = connection.execute(
        select(func.max(follow_ups.c.position)).where(follow_ups.c.campaign_id == campaign_id)
    ).scalar()
    follow_up_id = connection.execute(
        follow_ups.insert()
        .values(
            campaign_id=campaign_id,
            name=name,
            script=script,
            audience=audience if audience_id is None else f"{audience}:{audience_id}",
            position=0 if last is None else last + 1,
            created_at=now,
        )
        .returning(follow_ups.c.id)
    ).scalar_one()
    _audit(connection, campaign.organization_id, "follow_up_added", follow_up_id, texter, now)
    return int(follow_up_id)


def remove(connection: Connection, follow_up_id: int, texter: Texter, now: datetime) -> None:
    """Send a follow-up to nobody any more; what was sent stays.

    Raises:
        NotAllowed: The texter is not an administrator.
        NotFound: There is no such follow-up.
    """
    _check_administrator(texter)
    plan = _plan(connection, follow_up_id)
    if plan.removed:
        return
    connection.execute(
        update(follow_ups).where(follow_ups.c.id == follow_up_id).values(removed_at=now)
    )
    organization_id = connection.execute(
        select(campaigns.c.organization_id).where(campaigns.c.id == plan.campaign_id)
    ).scalar_one()
    _audit(connection, organization_id, "follow_up_removed", follow_up_id, texter, now)


def _plan(connection: Connection, follow_up_id: int) -> Plan:
    row = connection.execute(_PLAN, {"follow_up": follow_up_id}).first()
    if row is None:
        raise NotFound(f"There is no follow-up {follow_up_id}. `textbank follow-up list` has them.")
    return plan_of(row)


def _person(connection: Connection, plan: Plan, conversation_id: int) -> Person:
    person = person_of(connection, conversation_id)
    if person.campaign_id != plan.campaign_id:
        raise NotFound(f"Conversation {conversation_id} is not of the follow-up's campaign.")
    return person


def _check_may_be_texted(connection: Connection, plan: Plan, person: Person) -> None:
    """The rules of `core.follow_ups.whom`, one by one, so that the texter is told which."""
    keys = {"conversation": person.conversation_id}
    if plan.removed:
        raise BadInput("This follow-up is sent to nobody any more.")
    if person.opt_out_id is not None:
        raise SendingRefused(talks.OPTED_OUT)
    if person.blocked:
        raise SendingRefused(BLOCKED)
    if person.wants_out:
        raise SendingRefused("This contact asks to opt out: nothing but that is for them.")
    if asking_elsewhere(connection, [person.conversation_id]):
        raise SendingRefused(ASKS)
    if person.closing == Closing.WRONG_NUMBER:
        raise SendingRefused("This is a wrong number: it gets no follow-up.")
    if not connection.execute(_TEXTED, keys).scalar():
        raise BadInput("This contact has not been texted yet. Send the first message first.")
    if person.needs_reply:
        raise BadInput("This contact waits for an answer. Reply first.")
    if ":audience_id" in of_audience(plan.audience):
        keys |= {"audience_id": plan.audience_id or 0}
    if connection.execute(_IS_OF[plan.audience], keys).first() is None:
        raise BadInput("This contact is not one of those the follow-up is for.")


def _queue(
    connection: Connection,
    plan: Plan,
    filled: list[tuple[Person, str]],
    texter: Texter,
    now: datetime,
) -> list[int]:
    """Queue the texts, note that they are sent, and return their ids in order."""
    operations = [f"follow-up-{plan.id}-{person.conversation_id}" for person, _ in filled]
    talks.queue_texts(
        connection,
        [
            talks.Outgoing(
                conversation_id=person.conversation_id,
                line_id=person.line_id,
                number=person.number,
                kind=TextKind.FOLLOW_UP,
                body=body,
                author=texter.name,
                operation_id=operation,
                # The id alone could be another database's on the same account.
                reference=f"text-{token_hex(16)}",
            )
            for operation, (person, body) in zip(operations, filled, strict=True)
        ],
        now,
    )
    queued = {
        row.operation_id: row.id
        for row in connection.execute(_TEXTS_OF, {"operations": operations})
    }
    ids = [int(queued[operation]) for operation in operations]
    steps: dict[int, int | None] = {
        person.conversation_id: text_id for (person, _), text_id in zip(filled, ids, strict=True)
    }
    _add_steps(connection, plan.id, StepOutcome.SENT, steps, texter, now)
    return ids


def _add_steps(
    connection: Connection,
    follow_up_id: int,
    outcome: StepOutcome,
    text_ids: dict[int, int | None],
    texter: Texter,
    now: datetime,
) -> None:
    connection.execute(
        _ADD_STEP,
        [
            {
                "follow_up_id": follow_up_id,
                "conversation_id": conversation_id,
                "outcome": outcome,
                "text_id": text_id,
                "author": texter.name,
                "at": now,
            }
            for conversation_id, text_id in text_ids.items()
        ],
    )


def _check_audience(
    connection: Connection, campaign: Any, audience: Audience, audience_id: int | None
) -> None:
    """Refuse an audience without the option or tag that it needs, or with one it does not."""
    match audience:
        case Audience.ANSWERED:
            there = (
                select(survey_options.c.id)
                .join(survey_questions, survey_questions.c.id == survey_options.c.question_id)
                .where(
                    survey_options.c.id == audience_id,
                    survey_questions.c.campaign_id == campaign.id,
                )
            )
            what = "answer in this campaign's survey"
        case Audience.TAGGED:
            there = select(tags.c.id).where(
                tags.c.id == audience_id, tags.c.organization_id == campaign.organization_id
            )
            what = "tag of this organization"
        case _:
            if audience_id is not None:
                raise BadInput(f"“{audience}” is for no single answer or tag.")
            return
    if audience_id is None:
        raise BadInput(f"Say which {what} the follow-up is for.")
    if connection.execute(there).first() is None:
        raise NotFound(f"There is no {what} of id {audience_id}.")


def _check_administrator(texter: Texter) -> None:
    if not texter.administrator:
        raise NotAllowed("Only an administrator may change the follow-ups of a campaign.")


def _audit(
    connection: Connection,
    organization_id: int,
    action: str,
    follow_up_id: int,
    texter: Texter,
    now: datetime,
) -> None:
    audit(
        connection,
        organization_id,
        None,
        action,
        texter.name,
        "administrator",
        f"follow-up {follow_up_id}",
        now,
    )
