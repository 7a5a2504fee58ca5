"""How the receiver is: for whoever watches it, and for `textbank doctor`."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from core.clock import Clock
from core.database import Database
from core.errors import TextbankError
from core.pending import due_since, held_by_accounts
from core.reader import Reader
from core.webhook_serving.figures import Figures
from core.webhook_serving.identity import fingerprint
from core.webhook_serving.served import ServedAccounts
from core.webhook_serving.watching import AccountWatch

PATIENCE = 3.0
"""Seconds in which a database that works can be written."""


@dataclass(frozen=True, slots=True)
class Health:
    """Answers `/health` and `/metrics`."""

    database: Database
    reader: Reader
    served: ServedAccounts
    figures: Figures
    clock: Clock
    sending: bool
    """Whether this receiver carries the outbox, too."""
    watch: AccountWatch
    public_url: str = ""
    """Where providers reach it, where it was told so."""

    async def health(self, request: Request) -> Response:
        """Whether the database can be written and every account works, and what waits.

        503 where one of them does not.
        """
        broken = await self._trouble()
        now = self.clock()
        names = dict.fromkeys([*self.served.names, *self.served.failed])
        accounts = {name: self._account(name) for name in names}
        words = [f"{name}: {one['trouble']}" for name, one in accounts.items() if one["trouble"]]
        trouble = " ".join([broken, *words] if broken else words)
        shape: dict[str, object] = {
            "service": "textbank",
            "database": fingerprint(self.database.path),
            "status": "trouble" if trouble else "ok",
            "trouble": trouble,
            "database_trouble": broken,
            "sending": self.sending,
            "public_url": self.public_url,
            "nonce": self.served.nonce,
            "accounts": accounts,
            "last_webhook_seconds": {
                name: round(max(0.0, now.timestamp() - at), 1)
                for name, at in self.figures.last_call.items()
            },
        }
        if not broken:
            due, oldest = await due_since(self.reader, now)
            held, longest = await held_by_accounts(self.reader, now)
            shape["outbox"] = {
                "due": due,
                "oldest_seconds": round(oldest, 1),
                "held_by_accounts": held,
                "held_oldest_seconds": round(longest, 1),
            }
        content = json.dumps(shape).encode()
        return Response(content, 503 if trouble else 200, media_type="application/json")

    def _account(self, name: str) -> dict[str, object]:
        failed = name in self.served.failed
        return {
            "state": "no credentials" if failed else "served",
            "trouble": self.watch.trouble(name),
            "credentials_accepted": self.watch.accepted(name),
            "forged_calls": self.figures.forged.get(name, 0),
            "forged_lately": self.watch.is_forged(name),
            "secrets": {} if failed else self.served.marks(name),
        }

    async def metrics(self, request: Request) -> Response:
        """The figures, for Prometheus."""
        # Where it cannot be read, the figures of the receiver itself are worth having all the same.
        with suppress(TextbankError):
            self.figures.outbox(*await due_since(self.reader, self.clock()))
        return Response(self.figures.page(), media_type="text/plain; version=0.0.4; charset=utf-8")

    async def _trouble(self) -> str:
        try:
            async with asyncio.timeout(PATIENCE):
                await self.database.write_behind(_try)
        except TextbankError as error:
            return type(error).__name__
        except TimeoutError:
            return "The database cannot be written in time."
        return ""


def _try(connection: Connection) -> None:
    """Nothing: that the transaction begins and commits is what is asked."""
