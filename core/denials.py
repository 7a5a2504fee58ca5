"""What a refusal comes to that may be about the account or about one text: the account is asked.

A provider says 403 to credentials that it does not accept, and to one text for a country that
the account may not text. The first holds for every text, the second for no other. A key that may
read but not send is the account's as well, though its credentials are good: what is denied then
is every text.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from core.providers.base import (
    AccountCheck,
    ChecksAccount,
    Outcome,
    Provider,
    Refusal,
    SendResult,
)

CHECK_AGAIN: Final = 10.0
"""Seconds for which an account is believed that something is wrong with it."""

CHECK_SECONDS: Final = 3.0
"""So long it may take to say how it is: a text waits for it, and its lease runs."""

MOST_REFUSED: Final = 5
"""So many denials in a row are of single texts; those that follow are the account's until a
text is taken."""

_OF_ACCOUNT: Final = (Refusal.BAD_CREDENTIALS, Refusal.SUSPENDED, Refusal.OUT_OF_MONEY)


@dataclass(frozen=True, slots=True)
class _Said:
    """What an account said of itself."""

    order: int
    """Before or after a text was denied."""
    at: float
    found: AccountCheck


class Denials:
    """Asks accounts whether their credentials are good, once for all who wait for it.

    Args:
        seconds: A clock that nobody sets.
    """

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._said: dict[str, _Said] = {}
        self._asking: dict[str, asyncio.Lock] = {}
        self._orders = count()
        self._refused: Counter[str] = Counter()
        """Texts in a row that were denied to good credentials."""

    async def judged(self, provider: Provider, result: SendResult) -> SendResult:
        """The refusal that a denial is.

        Credentials that are good leave only the text, which is refused; but not one text after
        the other. Where the account cannot say, it stays a denial.
        """
        name = provider.name
        if result.outcome is Outcome.TAKEN:
            del self._refused[name]
        if result.refusal is not Refusal.DENIED or not isinstance(provider, ChecksAccount):
            return result
        try:
            async with asyncio.timeout(CHECK_SECONDS):
                found = await self._ask(name, provider)
        except TimeoutError:
            found = AccountCheck(False, refusal=Refusal.UNREACHABLE)
        if not found.works:
            return (
                replace(result, refusal=found.refusal) if found.refusal in _OF_ACCOUNT else result
            )
        if self._refused[name] >= MOST_REFUSED:
            return result
        self._refused[name] += 1
        return replace(result, refusal=Refusal.OTHER)

    def forget(self, account: str) -> None:
        """Ask anew: the account was changed."""
        self._said.pop(account, None)
        del self._refused[account]

    async def _ask(self, name: str, account: ChecksAccount) -> AccountCheck:
        """What the account says; that it is well, only if it was asked after the denial."""
        denied = next(self._orders)
        async with self._asking.setdefault(name, asyncio.Lock()):
            said = self._said.get(name)
            if said is not None and (
                said.order > denied
                or (not said.found.works and self._seconds() - said.at < CHECK_AGAIN)
            ):
                return said.found
            order = next(self._orders)
            found = await account.check()
            self._said[name] = _Said(order, self._seconds(), found)
            return found
