"""Blocks: what the gateways have shown about a line and a contact, and nothing else."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import Connection, update

from core.account_kinds import shares_list
from core.asking import settle_line
from core.conversations import relist
from core.domain import Evidence
from core.inbox_statements import add_notice, latest_conversation
from core.models import conversations
from core.reader import Reader
from core.sqlite_file import beneath
from core.stored import microseconds

MISREAD = "The provider acts on no word after all: it has told nobody and blocked nothing."

# Plain SQL, for these are run for every STOP: the ORM's way costs more than they do.
_STANDING_BLOCK = (
    "SELECT evidence FROM block WHERE line_id = ? AND number = ? AND lifted_at IS NULL"
)
_STARTED_SINCE = (
    "SELECT 1 FROM text WHERE line_id IN (SELECT value FROM json_each(?)) AND number = ? "
    "AND verdict = 'start' AND at > ? LIMIT 1"
)
_CLOSED = (
    "SELECT id FROM conversation WHERE line_id = ? AND number = ? AND closing IS NOT NULL "
    "AND opt_out_id IS NULL"
)
_ACCOUNT = (
    "SELECT l.number, l.provider, a.kind, a.settings FROM line l "
    "JOIN gateway_account a ON a.name = l.provider AND a.removed_at IS NULL WHERE l.id = ?"
)
_LINES = "SELECT id, number FROM line WHERE provider = ?"
_LIFT = (
    "UPDATE block SET lifted_at = ? WHERE line_id IN (SELECT value FROM json_each(?)) "
    "AND number = ? AND lifted_at IS NULL AND (since <= ? "
    f"OR evidence IN ('{Evidence.REFUSAL}', '{Evidence.DELIVERY_REPORT}')) RETURNING line_id"
)
_LIFT_MISREAD = (
    "UPDATE block SET lifted_at = ? WHERE line_id = ? AND lifted_at IS NULL "
    f"AND evidence = '{Evidence.KEYWORD}' RETURNING number"
)
_RECORD = "INSERT INTO block (line_id, number, evidence, code, since) VALUES (?, ?, ?, ?, ?)"


_BLOCKED_LINES = """
SELECT l.number FROM block b JOIN line l ON l.id = b.line_id
WHERE l.organization_id = ? AND b.number = ? AND b.lifted_at IS NULL ORDER BY l.number
"""


async def blocked_lines(reader: Reader, organization_id: int, number: str) -> list[str]:
    """The numbers of an organization's lines on which a provider blocks a contact."""
    rows = await reader.rows(_BLOCKED_LINES, (organization_id, number))
    return [row[0] for row in rows]


def standing_block(connection: Connection, line_id: int, number: str) -> str | None:
    """The evidence of the block that stands between a line and a contact, if one does."""
    found = beneath(connection).execute(_STANDING_BLOCK, (line_id, number)).fetchone()
    return None if found is None else str(found[0])


def lines_of_list(connection: Connection, line_id: int) -> tuple[int, ...]:
    """The lines on whose provider's opt-out list one is, itself among them.

    Where an account's lines share one, a START on any of them lifts it for all. A STOP is
    believed for the line that it was texted to: that it holds for the others as well is learned
    from their refusals, which are harmless.
    """
    row = beneath(connection).execute(_ACCOUNT, (line_id,)).fetchone()
    if row is None:
        return (line_id,)
    number, account, kind, settings = row
    known = json.loads(settings)
    if not shares_list(kind, known, number):
        return (line_id,)
    beside = beneath(connection).execute(_LINES, (account,)).fetchall()
    return tuple(one for one, number in beside if shares_list(kind, known, number))


def started_since(connection: Connection, line_id: int, number: str, at: datetime) -> bool:
    """Whether the contact has texted START after that time, and so lifted a block on this line."""
    values = (json.dumps(lines_of_list(connection, line_id)), number, microseconds(at))
    return beneath(connection).execute(_STARTED_SINCE, values).fetchone() is not None


def record_block(
    connection: Connection,
    line_id: int,
    number: str,
    evidence: Evidence,
    since: datetime,
    code: str = "",
) -> bool:
    """Note that a gateway blocks this contact on this line; return whether that is news.

    The conversations on that line are marked for opting out, unless they already are
    opted out; those that were closed come back on their lists for it. Other lines of the
    organization are not touched.
    """
    if standing_block(connection, line_id, number) is not None:
        return False
    values = (line_id, number, evidence.value, code, microseconds(since))
    beneath(connection).execute(_RECORD, values)
    settle_line(connection, line_id, number)
    _bring_back(connection, line_id, number)
    return True


def _bring_back(connection: Connection, line_id: int, number: str) -> None:
    """Put conversations back that were closed before anybody could know of the block."""
    closed = [row[0] for row in beneath(connection).execute(_CLOSED, (line_id, number))]
    if closed:
        these = conversations.c.id.in_(closed)
        connection.execute(update(conversations).where(these).values(closing=None))
        relist(connection, these)


def mark_for_opting_out(connection: Connection, line_id: int, number: str) -> None:
    """Mark conversations that came to a blocked line after its block was noted.

    What a texter has kept in spite of the block stays as it is.
    """
    settle_line(connection, line_id, number)


def lift_block(connection: Connection, line_id: int, number: str, at: datetime) -> tuple[int, ...]:
    """Note that the gateway lifted its block at that time, for a START on this line.

    Returns the lines on which one stood: this one, and those on the same list.

    A block that is younger than the START stands: the two came in the wrong order. That
    is known of a STOP only, which carries the gateway's own time. When a refusal began to
    hold is not known, and in doubt it is lifted: one more refusal is harmless.
    """
    lines, moment = json.dumps(lines_of_list(connection, line_id)), microseconds(at)
    found = beneath(connection).execute(_LIFT, (moment, lines, number, moment))
    lifted = tuple(row[0] for row in found.fetchall())
    for one in lifted:
        settle_line(connection, one, number)
    return lifted


def lift_misread(connection: Connection, line_id: int, now: datetime) -> int:
    """Lift the blocks that were read from texts to a line that is of type 1; return how many.

    What its gateway has shown stands: its verdicts, its refusals and its reports.
    """
    found = beneath(connection).execute(_LIFT_MISREAD, (microseconds(now), line_id))
    numbers = [str(row[0]) for row in found.fetchall()]
    for number in numbers:
        settle_line(connection, line_id, number)
        talk = latest_conversation(connection, line_id, number)
        add_notice(connection, line_id, None if talk is None else talk.id, number, MISREAD, now)
    return len(numbers)
