"""What a refusal comes to that may be about the account or about one text: the account is asked.

A provider says 403 to credentials that it does not accept, and to one text for a country that
the account may not text. The first holds for every text, the second for no other.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from core.providers.base import AccountCheck, ChecksAccount, Provider, Refusal, SendResult

CHECK_AGAIN: Final = 10.0
"""Seconds for which holds what an account said of its credentials."""

CHECK_SECONDS: Final = 3.0
"""So long it may take to say so: a text waits for it, and its lease runs."""

_OF_ACCOUNT: Final = (Refusal.BAD_CREDENTIALS, Refusal.SUSPENDED, Refusal.OUT_OF_MONEY)


class Denials:
    """Asks accounts whether their credentials are good, once for all who ask within a while.

    Args:
        seconds: A clock that nobody sets.
    """

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._found: dict[str, tuple[float, AccountCheck]] = {}
        self._asking: dict[str, asyncio.Lock] = {}

    async def judged(self, provider: Provider, result: SendResult) -> SendResult:
        """The refusal that a denial is.

        Credentials that are good leave only the text, which is refused. Where the account
        cannot say, it stays a denial.
        """
        if result.refusal is not Refusal.DENIED or not isinstance(provider, ChecksAccount):
            return result
        found = await self._ask(provider.name, provider)
        if found.works:
            return replace(result, refusal=Refusal.OTHER)
        return replace(result, refusal=found.refusal) if found.refusal in _OF_ACCOUNT else result

    def forget(self, account: str) -> None:
        """Ask anew: the account was changed."""
        self._found.pop(account, None)

    async def _ask(self, name: str, account: ChecksAccount) -> AccountCheck:
        async with self._asking.setdefault(name, asyncio.Lock()):
            known = self._found.get(name)
            if known is not None and self._seconds() - known[0] < CHECK_AGAIN:
                return known[1]
            try:
                async with asyncio.timeout(CHECK_SECONDS):
                    found = await account.check()
            except TimeoutError:
                found = AccountCheck(False, refusal=Refusal.UNREACHABLE)
            self._found[name] = self._seconds(), found
            return found
