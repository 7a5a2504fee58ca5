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
from core.pending import due_since
from core.reader import Reader
from core.webhook_serving.figures import Figures
from core.webhook_serving.identity import fingerprint
from core.webhook_serving.served import ServedAccounts

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

    async def health(self, request: Request) -> Response:
        """Whether the database can be written, and what waits; 503 where it cannot."""
        trouble = await self._trouble()
        now = self.clock()
        shape: dict[str, object] = {
            "service": "textbank",
            "database": fingerprint(self.database.path),
            "status": "trouble" if trouble else "ok",
            "trouble": trouble,
            "sending": self.sending,
            "accounts": dict.fromkeys(self.served.names, "served")
            | dict.fromkeys(self.served.failed, "no credentials"),
            "last_webhook_seconds": {
                name: round(max(0.0, now.timestamp() - at), 1)
                for name, at in self.figures.last_call.items()
            },
        }
        if not trouble:
            due, oldest = await due_since(self.reader, now)
            shape["outbox"] = {"due": due, "oldest_seconds": round(oldest, 1)}
        content = json.dumps(shape).encode()
        return Response(content, 503 if trouble else 200, media_type="application/json")

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
