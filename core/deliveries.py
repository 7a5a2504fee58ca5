"""Delivery reports: the later word on texts that a provider took, written down once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, select, update

from core.blocks import record_block, started_since
from core.confirmations import settle_confirmation
from core.domain import Confirmation, Direction, Evidence, TextState
from core.lost_answers import settle_lost
from core.models import early_reports, lines, texts
from core.providers.base import Delivery, DeliveryReport
from core.stored import microseconds

_REPORTED = (
    select(
        texts.c.id,
        texts.c.conversation_id,
        texts.c.line_id,
        texts.c.number,
        texts.c.at,
        texts.c.state,
        texts.c.opt_out_id,
        texts.c.provider_message_id,
    )
    .join(lines, lines.c.id == texts.c.line_id)
    .where(
        lines.c.provider == bindparam("of_provider"),
        texts.c.provider_message_id.in_(bindparam("message_ids", expanding=True)),
        texts.c.direction == Direction.OUTBOUND,
    )
)
# Plain SQL, for these are run for every text: the ORM's way costs more than they do.
_DELIVERED = "UPDATE text SET state = 'delivered', reason = '' WHERE id = ?"
_TOUCH = (
    "UPDATE conversation SET revision = (SELECT coalesce(max(revision), 0) + 1 FROM conversation) "
    "WHERE id IN (SELECT value FROM json_each(?))"
)
EARLY_FOR = timedelta(days=14)
"""So long a report waits for the answer that it overtook.

The longest that a provider tries to deliver a text is Vonage's `ttl`, seven days (default three);
its calls it repeats for a day more. What is older is about a text of other software on the account,
or one whose answer has been lost for good.
"""

# Rows are in the order in which they came: the oldest are found without looking at the others.
_FORGET = (
    "DELETE FROM early_report WHERE at < ? AND rowid IN "
    "(SELECT rowid FROM early_report ORDER BY rowid LIMIT ?)"
)
_KEEP = early_reports.insert().prefix_with("OR REPLACE", dialect="sqlite")


def store_reports(
    connection: Connection, provider: str, reports: Sequence[DeliveryReport], now: datetime
) -> list[RowMapping | None]:
    """Write delivery reports onto their texts, all in this transaction.

    A report that overtook the answer to its send is kept until that is stored.

    Args:
        connection: A transaction.
        provider: Whose reports they are.
        reports: In the order in which they came; one may be there twice.
        now: The present moment.

    Returns:
        For each report the text as it was found, or None where it is not known yet.
    """
    found = _reported(connection, provider, [one.provider_message_id for one in reports])
    strange = [one for one in reports if one.provider_message_id not in found]
    if known := settle_lost(connection, provider, strange, now):
        found |= _reported(connection, provider, known)
    delivered: list[RowMapping] = []
    early: dict[str, dict[str, Any]] = {}
    decided: set[int] = set()
    answers: list[RowMapping | None] = []
    for report in reports:
        row = found.get(report.provider_message_id)
        answers.append(row)
        if row is None:
            early[report.provider_message_id] = {
                "provider": provider,
                "provider_message_id": report.provider_message_id,
                "delivery": report.delivery,
                "code": report.code,
                "at": report.at,
            }
        elif row["id"] not in decided and row["state"] in (TextState.SENT, TextState.UNKNOWN):
            decided.add(row["id"])
            if report.delivery is Delivery.DELIVERED:
                delivered.append(row)
            else:
                apply_delivery(connection, row, report.delivery, report.code, now)
    if early:
        connection.execute(_KEEP, list(early.values()))
        # Two for each that came: however many there are, they get fewer.
        forgotten = microseconds(now - EARLY_FOR), 2 * len(early)
        connection.exec_driver_sql(_FORGET, forgotten)
    deliver(connection, delivered)
    return answers


def _reported(
    connection: Connection, provider: str, message_ids: Sequence[str]
) -> dict[str, RowMapping]:
    """Our texts that the provider calls so, by those names."""
    named = {"of_provider": provider, "message_ids": message_ids}
    return {
        row["provider_message_id"]: row for row in connection.execute(_REPORTED, named).mappings()
    }


def deliver(connection: Connection, rows: Sequence[RowMapping]) -> None:
    """Write onto texts that they were delivered."""
    if not rows:
        return
    connection.exec_driver_sql(_DELIVERED, [(row["id"],) for row in rows])
    touch(connection, [row["conversation_id"] for row in rows])


def touch(connection: Connection, conversation_ids: Iterable[int | None]) -> None:
    """Let live lists know that a text of these conversations changed."""
    ids = {one for one in conversation_ids if one is not None}
    if ids:
        connection.exec_driver_sql(_TOUCH, (json.dumps(sorted(ids)),))


def apply_delivery(
    connection: Connection, row: RowMapping, delivery: str, code: str, now: datetime
) -> TextState:
    """Write a delivery report's word onto a text that the provider took; return its state."""
    state, reason = {
        Delivery.DELIVERED: (TextState.DELIVERED, ""),
        Delivery.FAILED: (
            TextState.FAILED,
            f"The network could not deliver it{f' ({code})' if code else ''}.",
        ),
        Delivery.OPTED_OUT: (
            TextState.BLOCKED,
            "The provider blocks this contact: they opted out.",
        ),
    }[Delivery(delivery)]
    connection.execute(
        update(texts).where(texts.c.id == row["id"]).values(state=state, reason=reason)
    )
    line_id, number = row["line_id"], row["number"]
    if delivery == Delivery.OPTED_OUT and not started_since(connection, line_id, number, row["at"]):
        # A START since the text was sent has lifted what this report speaks of.
        record_block(connection, line_id, number, Evidence.DELIVERY_REPORT, now, code)
    if row["opt_out_id"] is not None and delivery != Delivery.DELIVERED:
        outcome = Confirmation.TOLD if delivery == Delivery.OPTED_OUT else Confirmation.FAILED
        settle_confirmation(connection, row["opt_out_id"], outcome, now)
    touch(connection, (row["conversation_id"],))
    return state
