"""The order of triage: the surest first, and of the equally sure the longest waiting.

One number for each conversation, highest first, as `core.list_order` has for the lists.
"""

from __future__ import annotations

from datetime import datetime

from core.stored import instant, microseconds

SUREST = 1_000
"""A keyword spelled right, or a block; other readings are less sure, in thousandths."""

ANSWERED = 0
"""A texter has written back, and the contact not since: the end of the queue."""

SURE = 1 << 53
"""What one thousandth of sureness weighs: more than any moment until the year 2255."""


def waits(conversation: str) -> str:
    """SQL: the conversation waits: on a list or, given to no texter, for an administrator.

    Args:
        conversation: What the query calls its row.
    """
    return (
        f"{conversation}.wants_out AND {conversation}.opt_out_id IS NULL "
        f"AND {conversation}.closing IS NULL"
    )


def triage_rank(sureness: int, asked_at: datetime) -> int:
    """Where a conversation stands that asks so surely, since then."""
    return sureness * SURE + SURE - 1 - microseconds(asked_at)


def sureness_of(rank: int) -> int:
    """How surely a conversation of this rank asks, 0 to 1,000."""
    return rank // SURE


def asked_at_of(rank: int) -> datetime:
    """Since when a conversation of this rank waits."""
    return instant(SURE - 1 - rank % SURE)
