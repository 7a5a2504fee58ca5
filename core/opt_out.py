"""THE opt-out: the one function that opts out, and what takes it back.

`opt_out` records the opt-out, removes the number's conversations from every assignment
list of the organization, cancels everything queued for the number and queues the one
confirmation, if the provider has not already told the contact. All of that is one
transaction: a crash leaves all or none of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, CursorResult, RowMapping, bindparam, select, update

from core import conversations as talks
from core.consents import tell_opt_out
from core.domain import (
    Behavior,
    Confirmation,
    Direction,
    OptOutSource,
    RequestKind,
    TextKind,
    TextState,
)
from core.merge_fields import opt_out_message
from core.models import (
    audit_entries,
    conversations,
    opt_outs,
    presses,
    texts,
)
from core.providers.behaviors import Decision, LineFacts, decide_opt_out, explain, known_of
from core.views import OptOutResult

CANCELLED = "Cancelled: the contact was opted out before it left."
RECORDED = "Opting out is recorded; nothing is sent."


@dataclass(frozen=True, slots=True)
class OptOutRequest:
    """Who asks for which number to be opted out, and from where."""

    operation_id: str
    """Made by whoever asks; the same id again is the same opt-out."""
    author: str
    source: OptOutSource = OptOutSource.TEXTER
    conversation_id: int | None = None
    organization_id: int | None = None
    """Needed, with `number`, where there is no conversation."""
    number: str | None = None
    line_id: int | None = None
    text_id: int | None = None
    """The text that asked; by default the conversation's standing request."""
    reason: str = ""
    hold: timedelta = timedelta()
    """How much longer than usual undo is open, where many are opted out: `core.undo_window`."""


# Statements are built once: putting one together costs more than running it, and a texter
# waits for these.
_PRESS_OF = select(presses).where(presses.c.operation_id == bindparam("of_operation"))
_RECORD = opt_outs.insert()
_PRESS = presses.insert()
_CONFIRMATION = texts.insert()
_AUDIT = audit_entries.insert()
_OF_NUMBER = (
    conversations.c.organization_id == bindparam("of_organization"),
    conversations.c.number == bindparam("of_number"),
)
_LEAVE_EVERY_LIST = (
    update(conversations)
    .where(*_OF_NUMBER)
    .values(
        opt_out_id=bindparam("by_opt_out"),
        listed=False,
        unread=False,
        revision=talks.next_revision(),
    )
)
_CANCEL_QUEUED = (
    update(texts)
    .where(texts.c.conversation_id.in_(select(conversations.c.id).where(*_OF_NUMBER)))
    # A confirmation is settled together with the opt-out that it belongs to.
    .where(talks.QUEUED, texts.c.kind != TextKind.CONFIRMATION)
    .values(
        state=TextState.CANCELLED,
        cancelled_by=bindparam("by_opt_out"),
        reason=CANCELLED,
    )
)


def opt_out(connection: Connection, request: OptOutRequest, now: datetime) -> OptOutResult:
    """Opt a number out of an organization. There is no other way to do it.

    A press on a number that is opted out already adds its author to the record. The same
    operation id again changes nothing and returns the same result.

    Raises:
        NotFound: There is no such conversation.
    """
    repeated = (
        connection.execute(_PRESS_OF, {"of_operation": request.operation_id}).mappings().first()
    )
    row: RowMapping | None = None
    if request.conversation_id is not None:
        row = talks.load(connection, request.conversation_id)
        organization_id, number = int(row["organization_id"]), str(row["contact_number"])
    else:
        assert request.organization_id is not None
        assert request.number is not None
        organization_id, number = request.organization_id, request.number
    if repeated is not None:
        return _repeated(connection, repeated, row, number)

    decision = Decision(Confirmation.NO_CONVERSATION)
    facts: LineFacts | None = None
    if row is not None:
        facts = known_of(Behavior(row["behavior"]), row["block"])
        decision = decide_opt_out(
            facts, confirm_unblocked_type_2=bool(row["confirm_unblocked_type_2"])
        )
    undo_until = _undo_until(row, request.source, now + request.hold)

    standing = (
        talks.standing_opt_out(connection, organization_id, number)
        if row is None
        else row["standing_opt_out_id"]
    )
    already = standing is not None
    if standing is None:
        standing = _record(connection, request, organization_id, number, row, decision, now)
        whose = {
            "of_organization": organization_id,
            "of_number": number,
            "by_opt_out": standing,
        }
        connection.execute(_LEAVE_EVERY_LIST, whose)
        connection.execute(_CANCEL_QUEUED, whose)
        if row is not None and decision.sends:
            _queue_confirmation(connection, row, standing, undo_until or now, now)
        else:
            tell_opt_out(connection, standing, now)
    press_id = _added(
        connection.execute(
            _PRESS,
            {
                "opt_out_id": standing,
                "conversation_id": request.conversation_id,
                "source": request.source,
                "author": request.author,
                "at": now,
                "operation_id": request.operation_id,
                "undo_until": undo_until,
            },
        )
    )
    audit(
        connection,
        organization_id,
        standing,
        "opt_out_again" if already else "opt_out",
        request.author,
        request.source,
        request.reason,
        now,
    )
    if already:
        explanation = "This number was opted out already; your press is on the record. " + (
            "Nothing more is sent."
        )
    elif facts is not None and row is not None:
        explanation = explain(facts, decision, RequestKind(row["request"]))
    else:
        explanation = RECORDED
    return OptOutResult(
        opt_out_id=int(standing),
        press_id=press_id,
        conversation_id=request.conversation_id or 0,
        number=number,
        name=talks.name_of(row) if row is not None else number,
        already=already,
        sends=decision.sends and not already,
        explanation=explanation,
        undo_until=undo_until,
    )


def _undo_until(row: RowMapping | None, source: OptOutSource, now: datetime) -> datetime | None:
    """Until when a press can be taken back: only people slip, and only for a few seconds."""
    people = (OptOutSource.TEXTER, OptOutSource.ADMINISTRATOR)
    if row is None or source not in people or not row["undo_seconds"]:
        return None
    return now + timedelta(seconds=int(row["undo_seconds"]))


def _record(
    connection: Connection,
    request: OptOutRequest,
    organization_id: int,
    number: str,
    row: RowMapping | None,
    decision: Decision,
    now: datetime,
) -> int:
    text_id = request.text_id
    if text_id is None and row is not None:
        text_id = row["request_text_id"]
    return _added(
        connection.execute(
            _RECORD,
            {
                "organization_id": organization_id,
                "number": number,
                "campaign_id": row["campaign_id"] if row else None,
                "conversation_id": request.conversation_id,
                "text_id": text_id,
                "line_id": row["line_id"] if row else request.line_id,
                "behavior": row["behavior"] if row else None,
                "source": request.source,
                "author": request.author,
                "at": now,
                "confirmation": decision.confirmation,
                "confirmed_at": None if decision.sends else now,
            },
        )
    )


def _added(result: CursorResult[Any]) -> int:
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])


def _queue_confirmation(
    connection: Connection,
    row: RowMapping,
    opt_out_id: int,
    due_at: datetime,
    now: datetime,
) -> None:
    """Queue the one confirmation, on the line of the conversation, held for the undo window."""
    connection.execute(
        _CONFIRMATION,
        {
            "conversation_id": row["id"],
            "line_id": row["line_id"],
            "number": row["contact_number"],
            "kind": TextKind.CONFIRMATION,
            "direction": Direction.OUTBOUND,
            "body": opt_out_message(
                row["opt_out_message"],
                first_name=row["first_name"],
                last_name=row["last_name"],
                organization=row["organization"],
                campaign=row["campaign"],
            ),
            "at": now,
            "state": TextState.QUEUED,
            "author": row["organization"],
            # The id alone could be another database's on the same account.
            "reference": f"opt-out-{opt_out_id}-{token_hex(8)}",
            "due_at": due_at,
            "opt_out_id": opt_out_id,
        },
    )


def _repeated(
    connection: Connection, press: RowMapping, row: RowMapping | None, number: str
) -> OptOutResult:
    record = (
        connection.execute(select(opt_outs).where(opt_outs.c.id == press["opt_out_id"]))
        .mappings()
        .one()
    )
    first = connection.execute(
        select(presses.c.id).where(presses.c.opt_out_id == record["id"]).order_by(presses.c.id)
    ).scalar()
    return OptOutResult(
        opt_out_id=int(record["id"]),
        press_id=int(press["id"]),
        conversation_id=press["conversation_id"] or 0,
        number=str(record["number"]),
        name=talks.name_of(row) if row is not None else number,
        already=first != press["id"],
        sends=first == press["id"]
        and record["confirmation"] in (Confirmation.PENDING, Confirmation.SENT),
        explanation="This press is on the record already; nothing was done twice.",
        undo_until=press["undo_until"],
    )


def audit(
    connection: Connection,
    organization_id: int,
    opt_out_id: int | None,
    action: str,
    author: str,
    source: str,
    detail: str,
    now: datetime,
) -> None:
    """Add to the trail of an opt-out; nothing is ever taken from it."""
    connection.execute(
        _AUDIT,
        {
            "at": now,
            "organization_id": organization_id,
            "opt_out_id": opt_out_id,
            "action": action,
            "author": author,
            "source": source,
            "detail": detail,
        },
    )
