"""The order of a list: one number for each conversation, highest first."""

from __future__ import annotations

from datetime import datetime

from core.stored import microseconds

NEEDS_REPLY_RANK = 1 << 60
"""Added to the rank of a conversation that needs a reply: those stand first."""


def rank_of(needs_reply: bool, last_at: datetime | None) -> int:
    """Where a conversation stands on its list: replies waiting first, newest first.

    Args:
        needs_reply: Whether the contact wrote last.
        last_at: When the latest text was.
    """
    return (NEEDS_REPLY_RANK if needs_reply else 0) + (microseconds(last_at) if last_at else 0)


def needs_reply(rank: int) -> bool:
    """Whether a conversation of this rank has a reply waiting."""
    return rank >= NEEDS_REPLY_RANK
