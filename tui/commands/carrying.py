"""Who sends what a command queued: what the commands that queue one text say of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.accounts import account_of
from core.why_waiting import unsent_for
from tui.widgets.labels import counted_words

if TYPE_CHECKING:
    from core.desk import Desk


async def carrier_of(desk: Desk, conversation: int) -> str:
    """Who carries a conversation's texts, to stand before “sends it”.

    A messenger seldom has the secrets of a real account; `textbank serve` has. Where texts have
    waited there for long, that is said: nobody carries them now.
    """
    account = await account_of(desk.reader, conversation)
    carrier = "a running messenger or `textbank send-pending`"
    if account is not None:
        carrier = f"`textbank serve`, through “{account}”,"
    waited = await unsent_for(desk.reader, conversation, desk.now())
    if waited is None:
        return carrier
    return f"texts have waited here for {_minutes(waited)}, for nothing is sending; {carrier}"


def _minutes(waited: timedelta) -> str:
    minutes = int(waited.total_seconds() // 60)
    if minutes >= 120:
        return f"{minutes // 60:,} hours"
    return counted_words(minutes, "minute", "minutes")


def queued_words(carrier: str) -> str:
    """That one text is queued, and who sends it."""
    return f"Queued: {carrier} sends it."
