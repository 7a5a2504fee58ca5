"""Whether each account can do its work here: credentials are tried, refused calls counted."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from time import monotonic
from typing import Final

from core.account_gateways import AccountGateway
from core.findings import how_long
from core.providers.base import Refusal
from core.webhook_serving.figures import CallOutcome, Figures
from core.webhook_serving.served import ServedAccounts

log = logging.getLogger(__name__)

CHECK_EVERY: Final = 600.0
"""Seconds after which credentials that were accepted are tried again."""

CHECK_SOON: Final = 30.0
"""Seconds after which those that were not are."""

LOOK_EVERY: Final = 5.0
"""Seconds between two looks for an account whose credentials are to be tried."""

MOST_FORGED: Final = 3
"""So many refused calls in a row are trouble where signed ones came: strangers call, too."""

FORGED_WORDS: Final = (
    "its calls are refused, their signatures are not right: texts are not taken, STOPs among them. "
    "The secret here or the public address is not what its provider signs with"
)

LOST_WORDS: Final = {
    CallOutcome.UNREADABLE: (
        "{count:,} of its calls could not be read, the latest {ago} ago: texts may be among them, "
        "and STOPs. Its provider was asked to try again."
    ),
    CallOutcome.UNKNOWN_LINE: (
        "{count:,} of its texts went to a number of no campaign, the latest {ago} ago: "
        "they were not kept."
    ),
}


@dataclass(frozen=True, slots=True)
class _Tried:
    gateway: AccountGateway
    at: float
    refused: str
    """What its provider said against its credentials, or empty."""
    accepted: bool


class AccountWatch:
    """Tries the credentials of the accounts that are served, and says what is wrong with each."""

    def __init__(self, served: ServedAccounts, figures: Figures) -> None:
        self._served = served
        self._figures = figures
        self._tried: dict[str, _Tried] = {}

    async def keep_trying(self) -> None:
        """Try those that are due, at once and then again and again, until cancelled."""
        while True:
            await self.try_due()
            await asyncio.sleep(LOOK_EVERY)

    async def try_due(self) -> None:
        """Try the credentials of every account that was opened anew, or whose time has come."""
        due = [one for one in self._served.gateways if self._is_due(one)]
        for done in await asyncio.gather(*map(self._try, due), return_exceptions=True):
            if isinstance(done, Exception):
                log.error("credentials could not be tried", exc_info=done)

    def _is_due(self, gateway: AccountGateway) -> bool:
        tried = self._tried.get(gateway.name)
        if tried is None or tried.gateway is not gateway:
            return True
        return monotonic() - tried.at >= (CHECK_EVERY if tried.accepted else CHECK_SOON)

    async def _try(self, gateway: AccountGateway) -> None:
        found = await gateway.check()
        refused = found.detail if found.refusal is Refusal.BAD_CREDENTIALS else ""
        before = self._tried.get(gateway.name)
        now = _Tried(gateway, monotonic(), refused, found.works)
        self._tried[gateway.name] = now
        if refused:
            if before is None or not before.refused:
                log.warning(
                    "account %s: its provider refuses the credentials that are set here: %s "
                    "Nothing leaves, and what contacts text is refused. "
                    "Set the right ones and start `textbank serve` again.",
                    gateway.name,
                    refused,
                )
        elif not found.works:
            if before is None or before.accepted:
                log.warning("account %s cannot be tried: %s", gateway.name, found.detail)
        elif before is not None and not before.accepted:
            log.warning("account %s: its provider accepts its credentials again", gateway.name)

    def accepted(self, name: str) -> bool | None:
        """Whether its provider accepts an account's credentials; None is not known."""
        tried = self._tried.get(name)
        if tried is None or not (tried.accepted or tried.refused):
            return None
        return tried.accepted

    def called(self, name: str) -> None:
        """Say so once when an account's calls begin to be refused."""
        if self._figures.forged_in_a_row.get(name) == self._least_forged(name):
            log.warning("account %s: %s.", name, FORGED_WORDS)

    def is_forged(self, name: str) -> bool:
        """Whether the latest calls of an account were all refused."""
        return self._figures.forged_in_a_row.get(name, 0) >= self._least_forged(name)

    def trouble(self, name: str) -> str:
        """What keeps an account from its work here, in words; empty where nothing does."""
        if name in self._served.failed:
            return str(self._served.failed[name])
        tried = self._tried.get(name)
        if tried is not None and tried.refused:
            return f"its provider refuses the credentials of `textbank serve`: {tried.refused}"
        return ""

    def warnings(self, name: str, now: float) -> dict[str, str]:
        """What somebody should know of an account's calls, in words, by what became of them.

        None of it keeps the receiver from its work; some of it any stranger can bring about.

        Args:
            name: The account.
            now: In seconds since 1970.
        """
        found: dict[CallOutcome, str] = {}
        if self.is_forged(name):
            found[CallOutcome.FORGED] = f"{FORGED_WORDS}."
        for outcome, words in LOST_WORDS.items():
            tally = self._figures.tally(name, outcome)
            if tally.count:
                ago = how_long(max(0.0, now - tally.at))
                found[outcome] = words.format(count=tally.count, ago=ago)
        return {outcome.value: words for outcome, words in found.items()}

    def _least_forged(self, name: str) -> int:
        return MOST_FORGED if name in self._figures.last_call else 1
