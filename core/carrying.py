"""The worker at work, as long as a messenger runs: sending and receiving, side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.keeping_on import Steps
from core.seeing_through import see_through
from core.stored import instant

if TYPE_CHECKING:
    from core.reader import Reader
    from core.worker import Worker

WORK_POLL = 0.2
"""Seconds between two looks for texts to carry: nobody watches a gateway as closely as a list."""


async def carry(
    worker: Worker,
    reader: Reader,
    on_trouble: Callable[[Exception], None],
    steps: Steps | None = None,
) -> None:
    """Carry texts until cancelled, whatever happens; trouble is told once and tried again.

    Args:
        worker: Who carries them.
        reader: Tells when somebody committed.
        on_trouble: Is told what went wrong; the same thing again only after it went well.
        steps: What takes the steps of it, where somebody watches how they go.
    """
    steps = steps or Steps()

    async def receive() -> bool:
        return await worker.receive_some(_rules_ready) > 0

    outgoing = Outgoing(worker, reader)
    parts = {"receiving": receive, "sending": outgoing.send, "telling": outgoing.tell}
    carrying = [
        asyncio.create_task(steps.keep_on(name, step, WORK_POLL, on_trouble))
        for name, step in parts.items()
    ]
    try:
        await asyncio.gather(*carrying)
    finally:
        for task in carrying:
            task.cancel()
        # What is on the wire is seen through.
        await see_through(_ended(carrying))


async def _rules_ready() -> None:
    """Make what reads texts ready: not within a transaction, for which a press would wait."""
    from core.detection import make_ready

    await asyncio.to_thread(make_ready)


async def _ended(tasks: Sequence[asyncio.Task[None]]) -> None:
    await asyncio.gather(*tasks, return_exceptions=True)


IDLE_PAUSE = timedelta(seconds=1)
"""How long to leave what is due and cannot leave from here, where nothing else happens."""

_NEXT_TELLING = "SELECT min(due_at) FROM provider_consent WHERE due_at IS NOT NULL"


class Outgoing:
    """Looks at the outbox when somebody committed, and when something in it is due."""

    def __init__(self, worker: Worker, reader: Reader) -> None:
        self._worker = worker
        self._reader = reader
        self._seen = -1
        self._due: datetime | None = None
        self._seen_telling = -1
        self._telling_due: datetime | None = None

    async def send(self) -> bool:
        version = self._reader.data_version()
        if version != self._seen:
            self._due = await self._worker.next_due()
            self._seen = version
        if self._due is None or self._due > self._worker.now():
            return False
        done = await self._worker.send_due()
        if not done and self._reader.data_version() == version:
            # Another program reaches its gateway, or it is paused.
            self._due = self._worker.now() + IDLE_PAUSE
            return False
        self._seen = -1
        return bool(done)

    async def tell(self) -> bool:
        """Tell providers of opt-outs for their own lists, when that is due."""
        version = self._reader.data_version()
        if version != self._seen_telling:
            row = await self._reader.row(_NEXT_TELLING)
            self._telling_due = instant(row[0]) if row is not None and row[0] else None
            self._seen_telling = version
        if self._telling_due is None or self._telling_due > self._worker.now():
            return False
        told = await self._worker.tell_due()
        if not told:
            self._telling_due = self._worker.now() + IDLE_PAUSE
        return bool(told)
