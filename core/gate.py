"""What waits behind the first messages of an assignment, and what never does.

Replies become readable once the first messages are sent, so that a texter begins with those.
A contact who asks to opt out, or whose line turned out to be blocked, is never kept waiting;
a campaign may allow both at once; and where a campaign has no script nothing waits.

All conditions here are on the columns of `conversation`, without a name for the table.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.list_order import NEEDS_REPLY_RANK
from core.reader import Reader

UNSENT = "listed AND rank = 0 AND set_aside IS NULL AND NOT wants_out"
"""SQL: a first message is still to be sent to this contact, and may be."""

_HELD_BACK = f"rank >= {NEEDS_REPLY_RANK} AND NOT wants_out"


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether the replies of an assignment wait behind its first messages."""

    closed: bool
    unsent: int
    """First messages still to be sent."""
    held_back: int
    """Replies that wait for that; 0 where the gate is open."""


def gated(assignment: str) -> str:
    """SQL for whether the replies of an assignment wait behind its first messages.

    It does not speak of the row that is looked at, so a query evaluates it once.

    Args:
        assignment: SQL for the assignment's id that is the same for all rows: a number or a
            parameter such as `?1`.
    """
    return (
        "EXISTS (SELECT 1 FROM assignment JOIN campaign ON campaign.id = assignment.campaign_id "
        f"WHERE assignment.id = {assignment} AND campaign.script != '' "
        "AND NOT campaign.replies_at_once "
        f"AND EXISTS (SELECT 1 FROM conversation WHERE assignment_id = {assignment} AND {UNSENT}))"
    )


def readable(assignment: str) -> str:
    """SQL for whether a conversation of a list is not held back behind first messages.

    `f"listed AND {readable('?1')}"` is the list as it may be shown. The gate opens (and, when
    contacts are added, closes) without a change to the rows behind it: a live list looks at
    `is_gated` after a change and loads anew when the answer is another.

    Args:
        assignment: As for `gated`.
    """
    return f"(rank < {NEEDS_REPLY_RANK} OR NOT {gated(assignment)} OR wants_out)"


async def is_gated(reader: Reader, assignment_id: int) -> bool:
    """Whether the replies of this assignment wait behind its first messages: a quick look."""
    row = await reader.row(f"SELECT {gated('?1')}", (assignment_id,))
    return bool(row and row[0])


async def gate_of(reader: Reader, assignment_id: int) -> Gate:
    """The gate of an assignment, with what is before and behind it counted."""
    rows = await reader.bulk(
        f"SELECT {gated('?1')}, "
        f"(SELECT count(*) FROM conversation WHERE assignment_id = ?1 AND {UNSENT}), "
        f"(SELECT count(*) FROM conversation WHERE assignment_id = ?1 AND listed AND {_HELD_BACK})",
        (assignment_id,),
    )
    closed = bool(rows[0][0])
    return Gate(closed=closed, unsent=rows[0][1], held_back=rows[0][2] if closed else 0)
