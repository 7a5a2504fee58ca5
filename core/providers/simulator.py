"""A gateway with a whole network behind it: lines, phones, both behaviors, and mishaps.

An ordinary `Provider`; beside it stand the contact's side (`say`, `phone`) and the
network's (`provision_line`, `configure`), for tests, demos and commands. All of it is
kept in one file that any number of processes may use at once.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import TypeVar, TypeVarTuple, Unpack

from core.clock import utc_now
from core.domain import Behavior
from core.errors import DatabaseError
from core.providers.base import Event, OutboundText, Outcome, SendResult, TakenAnswer
from core.providers.simulator_group import GroupCommit
from core.providers.simulator_network import BLOCKED_CODE, Answer, Offer, SimulatedNetwork
from core.providers.simulator_phones import (
    HELP_KEYWORDS,
    OPT_OUT_KEYWORDS,
    OPT_OUT_MESSAGE,
    START_KEYWORDS,
    START_MESSAGE,
    NetworkChanges,
    NetworkSettings,
    PhoneKind,
    PhoneState,
    PhoneText,
    Said,
    SimulatedLine,
)
from core.providers.simulator_store import SimulatorStore

__all__ = [
    "BLOCKED_CODE",
    "HELP_KEYWORDS",
    "OPT_OUT_KEYWORDS",
    "OPT_OUT_MESSAGE",
    "START_KEYWORDS",
    "START_MESSAGE",
    "NetworkChanges",
    "NetworkSettings",
    "PhoneKind",
    "PhoneState",
    "PhoneText",
    "Said",
    "SimulatedLine",
    "Simulator",
]

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Simulator:
    """A simulated gateway and its network. Implements `Provider`.

    It sends what it is given as often as it is given it: the same reference twice
    puts two texts on the phone. Every method but `send` raises a `DatabaseError` when
    its file cannot be used.

    Args:
        path: The network's own file; made, with mode 0600, when it is first used.
        clock: The time now, aware, in UTC. Delays other than those of a send go by it.
        lease_seconds: How long an event that was handed over waits to be acknowledged
            before it comes again, by the clock.
    """

    name = "simulator"
    simulated = True
    opt_out_keywords = OPT_OUT_KEYWORDS
    start_keywords = START_KEYWORDS

    def __init__(
        self,
        path: Path | str,
        *,
        clock: Callable[[], datetime] = utc_now,
        lease_seconds: float = 2.0,
    ) -> None:
        self._clock = clock
        self._store = SimulatorStore(Path(path))
        self._network = SimulatedNetwork(self._store, lease_seconds=lease_seconds)
        self._group = GroupCommit(self._network, self._thread)
        self._executor: ThreadPoolExecutor | None = None
        self._executor_pid = 0

    async def send(self, text: OutboundText) -> SendResult:
        """Hand one text over, once. Every failure is an outcome."""
        try:
            answer = await self._take(text, False)
            if answer.result is None:
                await asyncio.sleep(answer.wait)
                answer = await self._take(text, True)
        except DatabaseError as error:
            # The transaction did not commit, so the text was certainly not taken.
            return SendResult(Outcome.RETRYABLE, code="SIM-STORE", detail=str(error))
        assert answer.result is not None
        if answer.wait > 0:
            await asyncio.sleep(answer.wait)
        return answer.result

    async def ask(self, reference: str) -> TakenAnswer:
        """Whether the text with this reference was taken, unless told not to say."""
        return await self._run(self._network.ask, reference)

    async def receive(self, limit: int = 100) -> list[tuple[str, Event]]:
        """Events that are due, oldest first, each leased to the caller for a while."""
        now = self._clock()
        if self._network.events.is_quiet(now):
            return []
        return await self._run(self._network.events.receive, limit, now)

    async def acknowledge(self, receipts: list[str]) -> None:
        """These events are stored durably; do not hand them over again."""
        if receipts:
            await self._run(self._network.events.acknowledge, receipts)

    async def close(self) -> None:
        """Let go of the file and the thread. A later call opens them again."""
        executor, self._executor = self._executor, None
        if executor is None or self._executor_pid != os.getpid():
            self._store.close()
            return
        await asyncio.get_running_loop().run_in_executor(executor, self._store.close)
        executor.shutdown()

    async def say(self, line: str, number: str, body: str, at: datetime | None = None) -> Said:
        """A contact texts a line from the phone with this number.

        Args:
            line: The line's number, E.164.
            number: The contact's number, E.164.
            body: What is written, kept exactly.
            at: When it was written, by the clock if not given. It is handed over now
                either way.

        Raises:
            NotFound: there is no such line.
        """
        now = self._clock()
        return await self._run(self._network.say, line, number, body, at or now, now)

    async def phone(self, number: str, line: str | None = None) -> list[PhoneText]:
        """What this phone shows by now, oldest first; of one line only, if that is given."""
        return await self._run(self._network.phone, number, line, self._clock())

    async def last_line(self, number: str) -> str | None:
        """The line whose text this phone showed last, or None if no line texted it."""
        return await self._run(self._network.last_line, number, self._clock())

    async def sends(self, reference: str) -> int:
        """How many texts with this reference landed on a phone: more than one is a double."""
        return await self._run(self._network.sends, reference)

    async def waiting(self) -> int:
        """How many hand-overs of events are still to come or not acknowledged."""
        return await self._run(self._network.events.waiting)

    async def provision_line(
        self,
        number: str,
        behavior: Behavior,
        *,
        opt_out_message: str = OPT_OUT_MESSAGE,
        start_message: str = START_MESSAGE,
        keywords: frozenset[str] = OPT_OUT_KEYWORDS,
        start_keywords: frozenset[str] = START_KEYWORDS,
        help_keywords: frozenset[str] = HELP_KEYWORDS,
        gives_verdicts: bool = True,
        forwards_after_block: bool = False,
        blocks_in_reports: bool = False,
    ) -> SimulatedLine:
        """Put a line into service; again, to give it other ways. Phones and blocks stay.

        The arguments are those of `SimulatedLine`. Words are compared casefolded. The
        provider's own published words do not change with a line's: a line that gives no
        verdicts and has other words is a gateway whose documentation is wrong.
        """
        line = SimulatedLine(
            number=number,
            behavior=behavior,
            opt_out_message=opt_out_message,
            start_message=start_message,
            keywords=_casefolded(keywords),
            start_keywords=_casefolded(start_keywords),
            help_keywords=_casefolded(help_keywords),
            gives_verdicts=gives_verdicts,
            forwards_after_block=forwards_after_block,
            blocks_in_reports=blocks_in_reports,
        )
        await self._run(self._network.provision_line, line)
        return line

    async def line(self, number: str) -> SimulatedLine | None:
        """The line with this number, if it is in service."""
        return await self._run(self._network.line, number)

    async def is_blocked(self, line: str, number: str) -> bool:
        """Whether the network carries nothing between this line and this contact."""
        return await self._run(self._network.is_blocked, line, number)

    async def put_block(self, line: str, number: str) -> None:
        """Block a contact without a word to anybody, on a line of either type."""
        await self._run(self._network.set_block, line, number, True)

    async def lift_block(self, line: str, number: str) -> None:
        """Lift a block without a word to anybody."""
        await self._run(self._network.set_block, line, number, False)

    async def settings(self) -> NetworkSettings:
        """How the network behaves just now."""
        return await self._run(self._network.settings)

    async def configure(self, **changes: Unpack[NetworkChanges]) -> NetworkSettings:
        """Change some of `NetworkSettings` for every process, from the next event on.

        Raises:
            BadInput: a setting that cannot be; nothing was changed.
        """
        return await self._run(self._network.configure, changes)

    async def _take(self, text: OutboundText, arrived: bool) -> Answer:
        return await self._group.take(Offer(text, self._clock(), arrived))

    async def _run(self, work: Callable[[*Ts], T], *args: *Ts) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread(), work, *args)

    def _thread(self) -> ThreadPoolExecutor:
        # A fork leaves the thread behind in the parent.
        if self._executor is None or self._executor_pid != os.getpid():
            self._executor = ThreadPoolExecutor(1, thread_name_prefix="simulator")
            self._executor_pid = os.getpid()
        return self._executor


def _casefolded(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.strip().casefold() for word in words)
