"""A campaign on an account at a provider, and a provider that answers as the test says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from core.accounts import AccountDraft, add_account
from core.clock import utc_now
from core.desk import Desk
from core.domain import Behavior
from core.gateways import Gateways
from core.models import lines
from core.providers.base import Event, OutboundText, Outcome, SendResult, Taken, TakenAnswer
from core.worker import Worker
from tests.core.world import World, make_campaign

ACCOUNT = "twilio"
SID = "AC0123456789abcdef0123456789abcdef"
TAKEN = SendResult(Outcome.TAKEN)
LOST = SendResult(Outcome.AMBIGUOUS)


class Wire:
    """A provider that cannot be asked, answers in turn, and keeps an opt-out list."""

    name = ACCOUNT
    simulated = False
    opt_out_keywords = frozenset({"stop"})
    start_keywords = frozenset({"start"})

    def __init__(self, *answers: SendResult) -> None:
        self.answers = list(answers)
        self.sent: list[OutboundText] = []
        self.told: list[tuple[str, bool, str]] = []

    def _answer(self) -> SendResult:
        return self.answers.pop(0) if self.answers else TAKEN

    async def send(self, text: OutboundText) -> SendResult:
        self.sent.append(text)
        answer = self._answer()
        if answer == TAKEN:
            return SendResult(Outcome.TAKEN, f"SM{len(self.sent)}")
        return answer

    async def tell_opt_out(self, number: str, opted_out: bool, *, line: str = "") -> SendResult:
        self.told.append((number, opted_out, line))
        return self._answer()

    async def ask(self, reference: str) -> TakenAnswer:
        return TakenAnswer(Taken.CANNOT_SAY)

    async def receive(self, limit: int = 100) -> list[tuple[str, Event]]:
        return []

    async def acknowledge(self, receipts: list[str]) -> None:
        return None

    async def close(self) -> None:
        return None


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.now = utc_now()

    def __call__(self) -> datetime:
        return self.now


async def on_account(
    desk: Desk, behavior: Behavior, numbers: Sequence[str], settings: dict[str, str] | None = None
) -> World:
    """A campaign whose line is one of an account at Twilio. The desk is an administrator's."""
    world = await make_campaign(desk, behavior, numbers)
    known = {"account_sid": SID} | (settings or {})
    await add_account(desk, AccountDraft(ACCOUNT, "twilio", known, behavior), "Open Roads")
    database = await desk.database()
    await database.write(
        lambda connection: connection.execute(lines.update().values(provider=ACCOUNT))
    )
    return world


async def worker_of(desk: Desk, wire: Wire, clock: Clock) -> Worker:
    """A worker that reaches this provider alone."""
    return Worker(await desk.database(), Gateways([wire]), clock)
