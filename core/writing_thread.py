"""The one thread that writes: what a texter does goes before what goes on behind.

Within each of the two, first come, first served. What goes on behind is never kept waiting
for good: now and then its turn comes first.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic
from typing import Any, TypeVar

T = TypeVar("T")

IN_A_ROW = 8
"""So many pieces of a texter's work go before one that waits behind them."""

BREATH = 0.001
"""Seconds for which nothing is done now and then: another program's turn to write."""

BREATHE_EVERY = 0.005
"""Seconds of work behind after which there is one."""


class WritingThread:
    """Runs one piece of work at a time."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="textbank-writer")
        self._first: deque[_Work] = deque()
        self._behind: deque[_Work] = deque()
        self._arrived = threading.Event()
        """Something of a texter's has come since the thread last looked."""
        self._in_a_row = 0
        self._ended = self._breathed = 0.0

    def submit(self, run: Callable[[], T], *, behind: bool = False) -> Future[T]:
        """Have something done; what is cancelled before its turn comes is not.

        Args:
            run: What to do.
            behind: After everything that a texter waits for.
        """
        work = _Work(run)
        (self._behind if behind else self._first).append(work)
        if not behind:
            self._arrived.set()
        # Whoever's turn it is then: as many turns as there are pieces of work.
        self._thread.submit(self._turn)
        return work.done

    def end(self, last: Callable[[], None]) -> Future[None]:
        """Have this done when all the rest is; nothing can be submitted after it."""
        done = self._thread.submit(last)
        self._thread.shutdown(wait=False)
        return done

    def join(self) -> None:
        """Wait until the thread has ended."""
        self._thread.shutdown()

    def _turn(self) -> None:
        self._arrived.clear()
        if not self._first:
            self._breathe()
        if self._first and not (self._behind and self._in_a_row >= IN_A_ROW):
            self._in_a_row = self._in_a_row + 1 if self._behind else 0
            work = self._first.popleft()
        else:
            self._in_a_row = 0
            work = self._behind.popleft()
        work.carry_out()
        self._ended = monotonic()

    def _breathe(self) -> None:
        now = monotonic()
        if now - self._ended >= BREATH:
            self._breathed = now
        elif now - self._breathed >= BREATHE_EVERY:
            self._arrived.wait(BREATH)
            self._breathed = monotonic()


class _Work:
    """Something to do, and what came of it."""

    def __init__(self, run: Callable[[], Any]) -> None:
        self._run = run
        self.done: Future[Any] = Future()

    def carry_out(self) -> None:
        if not self.done.set_running_or_notify_cancel():
            return
        try:
            result = self._run()
        except BaseException as error:
            self.done.set_exception(error)
        else:
            self.done.set_result(result)
