"""The accounts that are served: opened at the start, looked up again when one is not known."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Collection
from time import monotonic
from typing import Final, cast

from core.account_gateways import AccountGateway
from core.credentials import marks_of
from core.errors import BadInput, DatabaseError, TextbankError
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
        self.nonce = secrets.token_hex(16)
        """What the marks of secrets are made with, for as long as this program runs."""
        self._marks: dict[str, tuple[AccountGateway, dict[str, str]]] = {}

    async def look(self) -> None:
        """Open what is not open yet.

        Raises:
            DatabaseError: The accounts cannot be read.
        """
        async with self._looking:
            if monotonic() - self._looked >= LOOK_EVERY:
                before, self.failed = self.failed, await self._gateways.look(busy=False)
                self._tell(before)
                await asyncio.to_thread(self._mark)
                self._looked = monotonic()

    def _tell(self, before: Collection[str]) -> None:
        """Say of which accounts no call can be checked, and of which it can be again."""
        for name in self.failed.keys() - before:
            account = self._gateways.account(name)
            # One that was changed is served as it was.
            if account is not None and self._gateways.opened(name) is None:
                log.warning(
                    "account %s: as long as it cannot be used its calls are answered with 503, and "
                    "nothing of them is kept. %s tries a call %s: requests to opt out may be "
                    "lost.",
                    name,
                    account.kind.title,
                    account.kind.tries,
                )
        for name in before:
            if name not in self.failed and self._gateways.opened(name) is not None:
                log.warning(
                    "account %s can be used now, and its calls are taken. "
                    "`textbank doctor` shows how many were not.",
                    name,
                )

    def _mark(self) -> None:
        """Mark the secrets of what was opened just now: those that it works with."""
        for gateway in self.gateways:
            account = self._gateways.account(gateway.name)
            marked = self._marks.get(gateway.name)
            if account is not None and (marked is None or marked[0] is not gateway):
                marks = marks_of(account.name, account.kind, self.nonce)
                self._marks[gateway.name] = gateway, marks

    def marks(self, name: str) -> dict[str, str]:
        """The marks of an account's secrets, by their names: see `core.credentials.marks_of`."""
        return self._marks[name][1] if name in self._marks else {}

    async def keep_looking(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await self.look()
            except TextbankError as error:
                log.warning("the accounts cannot be read: %s", error)
            except Exception:
                log.critical("the accounts could not be looked up", exc_info=True)

    @property
    def gateways(self) -> list[AccountGateway]:
        """The gateways of those that are served."""
        # What is no simulation has been opened for an account.
        found = (one for one in self._gateways if isinstance(one, WebhookReader))
        return [cast(AccountGateway, one) for one in found]

    @property
    def names(self) -> list[str]:
        """Those that are served."""
        return [one.name for one in self.gateways]

    async def named(self, name: str) -> AccountGateway | None:
        """The gateway of this account, or None where there is no such account.

        Raises:
            NoCredentials: There is, and its secrets are not known here.
            DatabaseError: The accounts cannot be read.
        """
        found = self._gateways.opened(name)
        if found is None:
            # Maybe it was added just now.
            try:
                await self.look()
            except DatabaseError:
                if name not in self.failed:
                    raise
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
