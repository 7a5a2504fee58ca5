"""Many texts on their way at once: claimed by the handful, settled together."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from core.domain import TextState
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
        self._ended: list[tuple[_Carried, Claim]] = []
        self._news = asyncio.Event()

    def stop(self) -> None:
        """Claim nothing more, and put nothing more on the wire."""
        self._stopped = True
        self._news.set()

    async def run(self) -> Counter[TextState]:
        """Send until nothing is due; return how many texts ended in which state."""
        done: Counter[TextState] = Counter()
        while not self._stopped and await self._worker.take_over():
            pass
        try:
            while True:
                self._news.clear()
                await self._settle(done)
                pause: float | None = None
                if len(self._on_the_wire) <= IN_FLIGHT - BATCH and not self._stopped:
                    claims = await self._claim()
                    if claims or claims.more:
                        continue
                    pause = self._pause(claims)
                if pause is None and not self._on_the_wire and not self._ended:
                    return done
                with suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self._news.wait()
        finally:
            # After a failure: what is on the wire has its answer written down all the same.
            while self._on_the_wire:
                await asyncio.wait(self._on_the_wire)
                await self._settle(done)

    async def _claim(self) -> Claims:
        # By a clock that nobody sets: a claim never outlives its seconds.
        began = monotonic()
        claims = await self._worker.claim(BATCH, self._ignore_hold)
        for claimed in claims:
            task = asyncio.create_task(self._worker.carry(claimed, began, lambda: self._stopped))
            self._on_the_wire[task] = claimed
            task.add_done_callback(self._end)
        return claims

    def _end(self, task: _Carried) -> None:
        self._ended.append((task, self._on_the_wire.pop(task)))
        self._news.set()

    async def _settle(self, done: Counter[TextState]) -> None:
        while self._ended:
            ended, self._ended = self._ended, []
            answers: list[Answer] = []
            unsent: list[Claim] = []
            failed: BaseException | None = None
            for task, claimed in ended:
                if task.cancelled():
                    continue  # Nobody knows how far it came: its lease runs out.
                failed = failed or task.exception()
                found = TextState.SENDING if task.exception() else task.result()
                if isinstance(found, Answer):
                    answers.append(found)
                elif found is None:
                    unsent.append(claimed)
                elif not task.exception():
                    done[found] += 1
            if answers:
                done.update(await self._worker.settle(answers))
            if unsent:
                await self._worker.release(unsent)
                done[TextState.QUEUED] += len(unsent)
            if failed is not None:
                raise failed

    def _pause(self, claims: Claims) -> float | None:
        """How long to wait for the pace of a line, if anything waits for it."""
        if claims.again is None or self._stopped:
            return None
        return min(max((claims.again - self._worker.now()).total_seconds(), 0.01), LONGEST_PAUSE)
