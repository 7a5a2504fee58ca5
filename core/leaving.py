"""Whether a text may leave: the one place that decides, asked again at every claim."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, bindparam, select, update

from core.blocks import mark_for_opting_out
from core.confirmations import settle_confirmation
from core.deliveries import touch
from core.domain import Confirmation, TextKind, TextState
from core.holding import held_until, held_words
from core.models import (
    blocks,
    campaigns,
    conversations,
    lines,
    opt_outs,
    organizations,
    texts,
)
from core.texting_hours import HoursOverride, HoursSettings

CONFIRMATION_LIFE = timedelta(hours=24)
"""A confirmation that could not leave for so long is dropped (specification, rule 12)."""

OPTED_OUT = "Not sent: the contact has opted out."
ALREADY_TOLD = "Not sent: the provider has already told this contact."
BLOCKED = "Not delivered: the provider blocks this contact on this line."
NOT_IN_TIME = "Not sent: it could not leave within 24 hours."
FATE_UNKNOWN = (
    "The provider may have taken it and cannot be asked. It is not sent again, "
    "so that nobody gets it twice."
)

_standing = opt_outs.alias("standing")
_confirmed = opt_outs.alias("confirmed")

FACTS = (
    select(
        texts.c.id,
        texts.c.conversation_id,
        texts.c.line_id,
        texts.c.number,
        texts.c.kind,
        texts.c.body,
        texts.c.at,
        texts.c.state,
        texts.c.reason,
        texts.c.reference,
        texts.c.attempts,
        texts.c.claim,
        texts.c.opt_out_id,
        texts.c.provider_message_id,
        lines.c.provider,
        lines.c.organization_id,
        lines.c.number.label("line_number"),
        _standing.c.id.label("standing_opt_out_id"),
        blocks.c.evidence.label("block"),
        _confirmed.c.at.label("opted_out_at"),
        _confirmed.c.ended_at.label("opt_out_ended_at"),
        conversations.c.time_zone,
        campaigns.c.time_zone.label("campaign_zone"),
        campaigns.c.hours_enforced.label("own_enforced"),
        campaigns.c.hours_start.label("own_start"),
        campaigns.c.hours_end.label("own_end"),
        organizations.c.hours_enforced,
        organizations.c.hours_start,
        organizations.c.hours_end,
        organizations.c.hours_hold_confirmations,
    )
    .select_from(texts)
    .join(lines, lines.c.id == texts.c.line_id)
    .join(organizations, organizations.c.id == lines.c.organization_id)
    .outerjoin(conversations, conversations.c.id == texts.c.conversation_id)
    .outerjoin(campaigns, campaigns.c.id == conversations.c.campaign_id)
    .outerjoin(
        _standing,
        and_(
            _standing.c.organization_id == lines.c.organization_id,
            _standing.c.number == texts.c.number,
            _standing.c.ended_at.is_(None),
        ),
    )
    .outerjoin(
        blocks,
        and_(
            blocks.c.line_id == texts.c.line_id,
            blocks.c.number == texts.c.number,
            blocks.c.lifted_at.is_(None),
        ),
    )
    .outerjoin(_confirmed, _confirmed.c.id == texts.c.opt_out_id)
)
"""A text and all that `may_not_leave` asks about it, in one row."""

_THESE = FACTS.where(texts.c.id.in_(bindparam("ids", expanding=True)))
_HOLD = (
    update(texts)
    .where(texts.c.id == bindparam("of_text"))
    .values(due_at=bindparam("until"), reason=bindparam("why"))
)


@dataclass(frozen=True, slots=True)
class Stop:
    """Why a text must not be put on the wire now, and where that leaves it."""

    state: TextState
    """QUEUED where it is only held."""
    reason: str
    confirmation: Confirmation | None = None
    """What the record of an opt-out says of it then."""
    until: datetime | None = None
    """When a text that is held is looked at again."""


def facts_of(connection: Connection, ids: Collection[int]) -> dict[int, RowMapping]:
    """What is to be known of these texts, by their ids."""
    found = connection.execute(_THESE, {"ids": list(ids)}).mappings()
    return {row["id"]: row for row in found}


def may_not_leave(row: RowMapping, now: datetime) -> Stop | None:
    """Why a queued text must not be put on the wire now, or None: the one place that decides.

    Args:
        row: A row of `FACTS`, read in the transaction that lets the text leave.
        now: The present moment.
    """
    told = row["block"] is not None
    if row["kind"] != TextKind.CONFIRMATION:
        if row["standing_opt_out_id"] is not None:
            return Stop(TextState.CANCELLED, OPTED_OUT)
        if told:
            return Stop(TextState.BLOCKED, BLOCKED)
        return _held(row, now)
    if row["opt_out_ended_at"] is not None:
        return Stop(TextState.CANCELLED, "Not sent: it was taken back.", Confirmation.WITHDRAWN)
    if told:
        return Stop(TextState.DROPPED, ALREADY_TOLD, Confirmation.TOLD)
    if now - row["opted_out_at"] > CONFIRMATION_LIFE:
        return Stop(TextState.DROPPED, NOT_IN_TIME, Confirmation.EXPIRED)
    # Exempt from texting hours, unless the organization holds it all the same (rule 12).
    return _held(row, now) if row["hours_hold_confirmations"] else None


def _held(row: RowMapping, now: datetime) -> Stop | None:
    """Until when texting hours hold this text; it stays in the outbox."""
    held = held_until(
        HoursSettings(row["hours_enforced"], row["hours_start"], row["hours_end"]),
        HoursOverride(row["own_enforced"], row["own_start"], row["own_end"]),
        row["time_zone"] or "",
        row["number"],
        row["campaign_zone"] or "",
        now,
    )
    if held is None:
        return None
    until = held.until
    if row["kind"] == TextKind.CONFIRMATION:
        # So that it is recorded as not sent when its time is over, and not only after hours.
        until = min(until, row["opted_out_at"] + CONFIRMATION_LIFE + timedelta(seconds=1))
    return Stop(TextState.QUEUED, held_words(held), until=until)


def stop_text(
    connection: Connection, row: RowMapping, stop: Stop, now: datetime, **values: Any
) -> None:
    """Write down where a text stands that is on no worker's hands any more, and why."""
    if stop.state is TextState.CANCELLED and row["kind"] != TextKind.CONFIRMATION:
        # Undo gives back whatever its opt-out cancelled, here as well.
        values["cancelled_by"] = row["standing_opt_out_id"]
    elif stop.state is TextState.BLOCKED:
        mark_for_opting_out(connection, row["line_id"], row["number"])
    if stop.until is not None:
        values["due_at"] = stop.until
    connection.execute(
        update(texts)
        .where(texts.c.id == row["id"])
        .values(state=stop.state, reason=stop.reason, claim=None, claim_until=None, **values)
    )
    if row["opt_out_id"] is not None and stop.confirmation is not None:
        settle_confirmation(connection, row["opt_out_id"], stop.confirmation, now)
    touch(connection, (row["conversation_id"],))


def stop_texts(
    connection: Connection, stopped: Iterable[tuple[RowMapping, Stop]], now: datetime
) -> None:
    """Write down why queued texts do not leave; those that are held, many at once."""
    held = []
    for row, stop in stopped:
        if stop.until is None:
            stop_text(connection, row, stop, now)
        else:
            held.append((row, stop))
    if held:
        connection.execute(
            _HOLD,
            [{"of_text": row["id"], "until": stop.until, "why": stop.reason} for row, stop in held],
        )
        touch(connection, [row["conversation_id"] for row, _ in held])
