"""Many texts on their way at once: claimed by the handful, settled together."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from core.domain import TextState
from core.errors import DatabaseError
from core.outbox import Claim, Claims
from core.settling import Answer

if TYPE_CHECKING:
    from core.worker import Worker

BATCH = 80
"""So many texts are claimed at once. What is claimed leaves, even if it is opted out meanwhile."""

IN_FLIGHT = 240
"""So many texts are on the wire at most."""

LONGEST_PAUSE = 1.0
"""Seconds between two looks at the outbox while a line's pace is waited for."""

_Carried = asyncio.Task[Answer | TextState | None]


class Sending:
    """Texts on their way: claimed by the handful, sent side by side, settled together.

    Each text that is claimed goes on the wire at once, and nothing more is claimed than
    there is room for. When it is stopped, what has not reached the wire yet is given back.
    """

    def __init__(self, worker: Worker, ignore_hold: bool) -> None:
        self._worker = worker
        self._ignore_hold = ignore_hold
        self._stopped = False
        self._on_the_wire: dict[_Carried, Claim] = {}
        self._done: Counter[TextState] = Counter()
        # What is not written down yet: kept until it is, whatever fails meanwhile.
        self._answers: list[Answer] = []
        self._unsent: list[Claim] = []
        self._failed: BaseException | None = None
        self._news = asyncio.Event()

    def stop(self) -> None:
        """Claim nothing more, and put nothing more on the wire."""
        self._stopped = True
        self._news.set()

    async def run(self) -> Counter[TextState]:
        """Send until nothing is due; return how many texts ended in which state."""
        while not self._stopped and await self._worker.take_over():
            pass
        try:
            while True:
                self._news.clear()
                await self._write_down()
                if self._failed is not None:
                    raise self._failed
                pause: float | None = None
                if len(self._on_the_wire) <= IN_FLIGHT - BATCH and not self._stopped:
                    claims = await self._claim()
                    if claims or claims.more:
                        continue
                    pause = self._pause(claims)
                if pause is None and not self._on_the_wire and not self._news.is_set():
                    return self._done
                with suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self._news.wait()
        finally:
            await self._see_through()

    async def _see_through(self) -> None:
        """After a failure: what is on the wire has its answer written down all the same."""
        while self._on_the_wire:
            with suppress(DatabaseError):  # It is tried again.
                await self._write_down()
            if self._on_the_wire:
                await asyncio.wait(self._on_the_wire, return_when=asyncio.FIRST_COMPLETED)
        await self._write_down()

    async def _claim(self) -> Claims:
        # By a clock that nobody sets: a claim never outlives its seconds.
        began = monotonic()
        claims = await self._worker.claim(BATCH, self._ignore_hold, self._on_the_wire.values())
        for claimed in claims:
            task = asyncio.create_task(self._worker.carry(claimed, began, lambda: self._stopped))
            self._on_the_wire[task] = claimed
            task.add_done_callback(self._end)
        return claims

    def _end(self, task: _Carried) -> None:
        claimed = self._on_the_wire.pop(task)
        self._news.set()
        if task.cancelled():
            return  # Nobody knows how far it came: its lease runs out.
        if failed := task.exception():
            self._failed = self._failed or failed
            return
        found = task.result()
        if isinstance(found, Answer):
            self._answers.append(found)
        elif found is None:
            self._unsent.append(claimed)
        else:
            self._done[found] += 1

    async def _write_down(self) -> None:
        while self._answers or self._unsent:
            if answers := list(self._answers):
                self._done.update(await self._worker.settle(answers))
                del self._answers[: len(answers)]
            if unsent := list(self._unsent):
                await self._worker.release(unsent)
                self._done[TextState.QUEUED] += len(unsent)
                del self._unsent[: len(unsent)]

    def _pause(self, claims: Claims) -> float | None:
        """How long to wait for the pace of a line, if anything waits for it."""
        if claims.again is None or self._stopped:
            return None
        return min(max((claims.again - self._worker.now()).total_seconds(), 0.01), LONGEST_PAUSE)
