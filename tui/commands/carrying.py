"""Who sends what a command queued: what the commands that queue one text say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.accounts import account_of

if TYPE_CHECKING:
    from core.desk import Desk


async def carrier_of(desk: Desk, conversation: int) -> str:
    """Who carries a conversation's texts, to stand before “sends it”.

    A messenger seldom has the secrets of a real account; `textbank serve` has.
    """
    account = await account_of(desk.reader, conversation)
    if account is None:
        return "a running messenger or `textbank send-pending`"
    return f"`textbank serve`, through “{account}”,"


def queued_words(carrier: str) -> str:
    """That one text is queued, and who sends it."""
    return f"Queued: {carrier} sends it."
