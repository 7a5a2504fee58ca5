"""The accounts that are served: opened at the start, looked up again when one is not known."""

from __future__ import annotations

import asyncio
import logging
from time import monotonic
from typing import Final, cast

from core.account_gateways import AccountGateway
from core.errors import BadInput, TextbankError
from core.gateways import Gateways
from core.providers.webhook import WebhookReader

log = logging.getLogger(__name__)

LOOK_EVERY: Final = 5.0
"""Seconds between two looks for accounts that came, went or changed."""


class NoCredentials(TextbankError):
    """The account's secrets are not known here, so that its calls cannot be checked."""


class ServedAccounts:
    """The gateways of all accounts, by name."""

    def __init__(self, gateways: Gateways) -> None:
        self._gateways = gateways
        self._looked = float("-inf")
        self._looking = asyncio.Lock()
        self.failed: dict[str, BadInput] = {}
        """Why accounts cannot be served, by name."""

    async def look(self) -> None:
        """Open what is not open yet.

        Raises:
            DatabaseError: The accounts cannot be read.
        """
        async with self._looking:
            if monotonic() - self._looked >= LOOK_EVERY:
                self.failed = await self._gateways.look(busy=False)
                self._looked = monotonic()

    async def keep_looking(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await self.look()
            except TextbankError as error:
                log.warning("the accounts cannot be read: %s", error)

    @property
    def names(self) -> list[str]:
        """Those that are served."""
        return [one.name for one in self._gateways if isinstance(one, WebhookReader)]

    async def named(self, name: str) -> AccountGateway | None:
        """The gateway of this account, or None where there is no such account.

        Raises:
            NoCredentials: There is, and its secrets are not known here.
            DatabaseError: The accounts cannot be read.
        """
        found = self._gateways.opened(name)
        if found is None:
            # Maybe it was added just now.
            await self.look()
            found = self._gateways.opened(name)
        if found is not None and not found.simulated:
            # What is no simulation has been opened for an account, and reads webhooks.
            return cast(AccountGateway, found)
        if name in self.failed:
            raise NoCredentials(str(self.failed[name]))
        return None

    def base_of(self, name: str) -> str:
        """The public address that the account's settings give, or empty."""
        account = self._gateways.account(name)
        return "" if account is None else account.settings.get("webhook_url", "")
