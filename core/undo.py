"""Taking an opt-out back: a texter's undo within seconds, an administrator's opt-in later.

Undo and the sender race through one conditional update: whoever changes the confirmation
from `queued` first has won, and undo says plainly when it is too late.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, or_, select, update

from core import conversations as talks
from core.asking import settle_number
from core.cancelled_texts import bring_back
from core.consents import tell_opt_in
from core.domain import Confirmation, OptOutSource, Texter, TextKind, TextState
from core.errors import BadInput, NotAllowed, NotFound
from core.models import contacts, conversations, opt_outs, presses, texts
from core.opt_out import audit
from core.views import UndoResult

NOTHING_TO_UNDO = "There is no opt-out of yours to take back."
TOO_LATE = (
    "It is too late to take back the opt-out of {}: it stands. "
    "An administrator can opt the number in."
)
KEPT_AS_DRAFT = "Not sent: kept as a draft when the opt-out was taken back."
STILL_STANDS = (
    "Your press is taken back, but the contact stays opted out: "
    "somebody else, or the system, opted them out too."
)


# Statements are built once: putting one together costs more than running it, and a batch that
# is taken back runs these for each of it.
_MINE = (
    select(presses)
    .where(
        presses.c.author == bindparam("by"),
        presses.c.source.in_((OptOutSource.TEXTER, OptOutSource.ADMINISTRATOR)),
        presses.c.withdrawn_at.is_(None),
    )
    .join(opt_outs, opt_outs.c.id == presses.c.opt_out_id)
    .where(opt_outs.c.ended_at.is_(None))
    .order_by(presses.c.id.desc())
    .limit(1)
)
_MINE_ON = _MINE.where(presses.c.opt_out_id == bindparam("opt_out"))
_OTHERS = (
    select(presses.c.id)
    .where(
        presses.c.opt_out_id == bindparam("opt_out"),
        presses.c.withdrawn_at.is_(None),
        or_(
            presses.c.author != bindparam("by"),
            presses.c.undo_until.is_(None),
            presses.c.undo_until <= bindparam("present"),
        ),
    )
    .limit(1)
)
_WITHDRAW = (
    update(presses)
    .where(
        presses.c.opt_out_id == bindparam("opt_out"),
        presses.c.author == bindparam("by"),
        presses.c.undo_until > bindparam("present"),
        presses.c.withdrawn_at.is_(None),
    )
    .values(withdrawn_at=bindparam("present"))
)
_RECORD = select(opt_outs).where(opt_outs.c.id == bindparam("opt_out"))
_STOP = (
    update(texts)
    .where(
        texts.c.opt_out_id == bindparam("opt_out"),
        texts.c.kind == TextKind.CONFIRMATION,
        talks.QUEUED,
    )
    .values(state=TextState.CANCELLED, reason="Not sent: the opt-out was taken back.", claim=None)
)
_ON_THE_WIRE = select(texts.c.id).where(
    texts.c.opt_out_id == bindparam("opt_out"), texts.c.state == TextState.SENDING
)
_REMOVED = conversations.c.opt_out_id == bindparam("opt_out")
_REMOVED_IDS = select(conversations.c.id).where(_REMOVED)
_RESTORE = update(conversations).where(_REMOVED).values(opt_out_id=None)
_CONTACT = select(
    contacts.c.first_name,
    contacts.c.last_name,
    contacts.c.number.label("contact_number"),
).where(
    contacts.c.organization_id == bindparam("organization"),
    contacts.c.number == bindparam("of_number"),
)
_CANCELLED_BY = (texts.c.cancelled_by == bindparam("opt_out"),)


def undo(
    connection: Connection, texter: Texter, now: datetime, opt_out_id: int | None = None
) -> UndoResult:
    """Take back the texter's own newest press, if its window is still open.

    Pressing twice is one slip: the texter's other presses on the same opt-out go with it,
    as far as their windows are open.

    Args:
        connection: A transaction.
        texter: Whose press it is.
        now: The present moment.
        opt_out_id: Take back the press on this opt-out instead of the newest.
    """
    whose: dict[str, Any] = {"by": texter.name}
    if opt_out_id is None:
        found = connection.execute(_MINE, whose)
    else:
        found = connection.execute(_MINE_ON, whose | {"opt_out": opt_out_id})
    press = found.mappings().first()
    if press is None:
        return UndoResult(undone=False, restored=False, explanation=NOTHING_TO_UNDO)
    on = {"opt_out": press["opt_out_id"]}
    record = connection.execute(_RECORD, on).mappings().one()
    name = _name(connection, record)
    late = UndoResult(False, False, TOO_LATE.format(name), press["conversation_id"], name)
    if press["undo_until"] is None or now >= press["undo_until"]:
        return late

    those = whose | on | {"present": now}
    others = connection.execute(_OTHERS, those).scalar()
    if others is None and not _stop_confirmation(connection, record):
        return late
    connection.execute(_WITHDRAW, those)
    audit(
        connection,
        record["organization_id"],
        record["id"],
        "undo",
        texter.name,
        press["source"],
        f"press {press['id']}",
        now,
    )
    if others is not None:
        return UndoResult(True, False, STILL_STANDS, press["conversation_id"], name)
    _end(connection, record, now, texter.name, "undo", "")
    bring_back(connection, _CANCELLED_BY, {"opt_out": int(record["id"])}, KEPT_AS_DRAFT, now)
    return UndoResult(
        True,
        True,
        f"The opt-out of {name} is taken back. Nothing was sent.",
        press["conversation_id"],
        name,
    )


def opt_in(
    connection: Connection,
    organization_id: int,
    number: str,
    reason: str,
    texter: Texter,
    now: datetime,
) -> int:
    """Let a number back in, by an administrator, with a reason; return the opt-out's id.

    The conversations that the opt-out removed are restored. A confirmation that has not
    left yet is dropped. Other organizations are not touched, nor is a provider's block.

    Raises:
        NotAllowed: The texter is not an administrator.
        BadInput: There is no reason.
        NotFound: The number is not opted out.
    """
    if not texter.administrator:
        raise NotAllowed("Only an administrator may opt a number back in. Ask one of yours.")
    if not reason.strip():
        raise BadInput("Say why this number is opted back in: the reason is kept.")
    standing = talks.standing_opt_out(connection, organization_id, number)
    if standing is None:
        raise NotFound("This number is not opted out of this organization.")
    record = connection.execute(_RECORD, {"opt_out": standing}).mappings().one()
    _stop_confirmation(connection, record)
    _end(connection, record, now, texter.name, "opt_in", reason)
    settle_number(connection, organization_id, number)
    audit(
        connection,
        organization_id,
        standing,
        "opt_in",
        texter.name,
        OptOutSource.ADMINISTRATOR,
        reason,
        now,
    )
    return standing


def _stop_confirmation(connection: Connection, record: RowMapping) -> bool:
    """Take the confirmation out of the outbox; return whether none has left or may be leaving."""
    if record["confirmation"] != Confirmation.PENDING:
        return record["confirmation"] not in (
            Confirmation.SENT,
            Confirmation.UNKNOWN,
            Confirmation.FAILED,
        )
    stopped = connection.execute(_STOP, {"opt_out": record["id"]})
    return stopped.rowcount == 1


def _end(
    connection: Connection,
    record: RowMapping,
    now: datetime,
    author: str,
    how: str,
    reason: str,
) -> None:
    values: dict[str, Any] = {
        "ended_at": now,
        "ended_by": author,
        "ended_how": how,
        "ended_reason": reason or None,
    }
    if record["confirmation"] == Confirmation.PENDING:
        # A confirmation on the wire settles its own outcome.
        on_the_wire = connection.execute(_ON_THE_WIRE, {"opt_out": record["id"]}).scalar()
        if on_the_wire is None:
            values |= {"confirmation": Confirmation.WITHDRAWN, "confirmed_at": now}
    connection.execute(update(opt_outs).where(opt_outs.c.id == record["id"]).values(values))
    ids = list(connection.execute(_REMOVED_IDS, {"opt_out": record["id"]}).scalars())
    connection.execute(_RESTORE, {"opt_out": record["id"]})
    talks.relist(connection, conversations.c.id.in_(ids))
    tell_opt_in(connection, record["id"], now)


def _name(connection: Connection, record: RowMapping) -> str:
    whose = {"organization": record["organization_id"], "of_number": record["number"]}
    row = connection.execute(_CONTACT, whose).mappings().first()
    return talks.name_of(row) if row is not None else str(record["number"])
