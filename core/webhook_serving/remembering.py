"""What a receiver leaves in the database of itself: that it runs, and what it could not take.

It is written in the background every few seconds at most, never for a call: whoever floods the
receiver with calls has it write no more.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta
from time import monotonic
from typing import Final

from core.clock import Clock
from core.database import Database
from core.errors import TextbankError
from core.missed_call_records import note
from core.missed_calls import BEAT, Missed
from core.webhook_serving.figures import Figures

log = logging.getLogger(__name__)

LOOK_EVERY: Final = 10.0
"""Seconds between two looks for calls that were not taken."""

ASLEEP: Final = timedelta(seconds=60)
"""Where so much time passed between two looks the machine slept, and nothing was received."""


class Remembering:
    """Notes what is to be known after a restart. Open it with `async with`; leaving is the end."""

    def __init__(self, database: Database, figures: Figures, clock: Clock) -> None:
        self._database = database
        self._figures = figures
        self._clock = clock
        self._run: int | None = None
        self._began_at = clock()
        self._noted_at = float("-inf")
        self._waiting: dict[tuple[str, str], Missed] = {}
        """What could not be written yet."""
        self._failing = False
        self._ending = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Remembering:
        self._task = asyncio.create_task(self._keep_on())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._ending.set()
        if self._task is not None:
            await self._task
        await self._note(ended=True)
        if self._waiting:
            calls = sum(one.calls for one in self._waiting.values())
            log.warning("calls that were not taken could not be noted: %d", calls)

    async def _keep_on(self) -> None:
        awake = self._began_at
        await self._note()
        while not self._ending.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), LOOK_EVERY)
            before, awake = awake, self._clock()
            if awake - before > ASLEEP:
                self._run, self._began_at = None, awake
            self._gather()
            is_due = monotonic() - self._noted_at >= BEAT
            if (self._waiting or is_due or self._run is None) and not self._ending.is_set():
                await self._note()

    def _gather(self) -> None:
        for one in self._figures.take_missed():
            key = one.account, one.outcome
            before = self._waiting.get(key)
            self._waiting[key] = one if before is None else before.with_more(one)

    async def _note(self, *, ended: bool = False) -> None:
        self._gather()
        missed = list(self._waiting.values())
        now = self._clock()
        try:
            self._run = await self._database.write_behind(
                note, self._run, self._began_at, now, missed, ended=ended
            )
        except TextbankError as error:
            if not self._failing:
                log.warning("what the receiver could not take cannot be noted yet: %s", error)
            self._failing = True
        except Exception:
            # It is beside the point of receiving, and must not end it.
            log.critical("what the receiver could not take could not be noted", exc_info=True)
        else:
            self._failing = False
            self._noted_at = monotonic()
            self._waiting.clear()
