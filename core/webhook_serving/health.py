"""How the receiver is: for whoever watches it, and for `textbank doctor`."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from core.clock import Clock
from core.database import Database
from core.errors import TextbankError
from core.keeping_on import Steps
from core.pending import due_since, held_by_accounts
from core.reader import Reader
from core.webhook_serving.figures import CallOutcome, Figures
from core.webhook_serving.identity import fingerprint
from core.webhook_serving.served import ServedAccounts
from core.webhook_serving.watching import AccountWatch
from core.webhook_serving.writable import Writable


@dataclass(frozen=True, slots=True)
class Health:
    """Answers `/health` and `/metrics`."""

    database: Database
    reader: Reader
    served: ServedAccounts
    figures: Figures
    clock: Clock
    carrying: Steps | None
    """Those of carrying the outbox; None where that is left to others."""
    watch: AccountWatch
    writable: Writable
    public_url: str = ""
    """Where providers reach it, where it was told so."""

    async def health(self, request: Request) -> Response:
        """Whether the receiver works, and what waits.

        503 where something keeps it from its work that can be mended here: the database, the
        sending, an account's secrets. What strangers call brings about is told of with 200.
        """
        broken = await self.writable.trouble()
        stopped = self._sending_trouble()
        now = self.clock()
        names = dict.fromkeys([*self.served.names, *self.served.failed])
        accounts = {name: self._account(name, now.timestamp()) for name in names}
        told = [broken, f"Nothing is sent: {stopped}" if stopped else ""]
        told += [f"{name}: {one['trouble']}" for name, one in accounts.items() if one["trouble"]]
        trouble = " ".join(filter(None, told))
        warning = " ".join(
            f"{name}: {words}"
            for name in names
            for words in self.watch.warnings(name, now.timestamp()).values()
        )
        shape: dict[str, object] = {
            "service": "textbank",
            "database": fingerprint(self.database.path),
            "status": "trouble" if trouble else "warning" if warning else "ok",
            "trouble": trouble,
            "warning": warning,
            "database_trouble": broken,
            "sending": self.carrying is not None,
            "sending_trouble": stopped,
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

    def _account(self, name: str, now: float) -> dict[str, object]:
        failed = name in self.served.failed
        return {
            "state": "no credentials" if failed else "served",
            "trouble": self.watch.trouble(name),
            "warnings": self.watch.warnings(name, now),
            "credentials_accepted": self.watch.accepted(name),
            "forged_calls": self._count(name, CallOutcome.FORGED),
            "forged_in_a_row": self.figures.forged_in_a_row.get(name, 0),
            "forged_lately": self.watch.is_forged(name),
            "unreadable_calls": self._count(name, CallOutcome.UNREADABLE),
            "unknown_line_texts": self._count(name, CallOutcome.UNKNOWN_LINE),
            "secrets": {} if failed else self.served.marks(name),
        }

    def _count(self, name: str, outcome: CallOutcome) -> int:
        return self.figures.tally(name, outcome).count

    def _sending_trouble(self) -> str:
        return "" if self.carrying is None else self.carrying.trouble

    async def metrics(self, request: Request) -> Response:
        """The figures, for Prometheus."""
        # Where it cannot be read, the figures of the receiver itself are worth having all the same.
        with suppress(TextbankError):
            self.figures.outbox(*await due_since(self.reader, self.clock()))
        if self.carrying is not None:
            self.figures.sending(not self.carrying.trouble, self.carrying.faults)
        return Response(self.figures.page(), media_type="text/plain; version=0.0.4; charset=utf-8")
