"""Steps that are taken again and again, for as long as a program runs: none ends by itself.

What fails is told, and tried again. What nobody foresaw is a fault of our own: it is kept in
the log, and the pause after it grows, for each try may cost texts their answers.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from time import monotonic

from core.errors import NothingLeaves, TextbankError

log = logging.getLogger(__name__)

TROUBLE_PAUSE = 2.0
"""Seconds to wait after a step could not be taken, before it is tried again."""

LONGEST_PAUSE = 300.0
"""Seconds that the pause after faults grows to."""

CALM = 900.0
"""Seconds without a fault after which the pause is short again."""


class Steps:
    """Steps, side by side, and what keeps them from going on."""

    def __init__(self) -> None:
        self._told: set[str] = set()
        self._trouble: dict[str, str] = {}
        self.faults = 0
        """How often something failed that nobody foresaw."""

    @property
    def trouble(self) -> str:
        """What keeps a step from going on now, in words without anybody's; empty is nothing."""
        return next(iter(self._trouble.values()), "")

    async def keep_on(
        self,
        name: str,
        step: Callable[[], Awaitable[bool]],
        idle: float,
        on_trouble: Callable[[Exception], None],
    ) -> None:
        """Take one step until cancelled.

        Args:
            name: Tells it from others.
            step: Says whether there is more to do at once.
            idle: Seconds to wait where there is not.
            on_trouble: Is told what went wrong; the same thing again only after it went well.
        """
        pause, failed_at = TROUBLE_PAUSE, 0.0
        mine = ""
        while True:
            try:
                more = await step()
            except Exception as error:
                if isinstance(error, TextbankError):
                    wait, told = TROUBLE_PAUSE, error
                    self._trouble[name] = type(error).__name__
                else:
                    is_soon = failed_at and monotonic() - failed_at < CALM
                    wait = pause = min(2 * pause, LONGEST_PAUSE) if is_soon else TROUBLE_PAUSE
                    failed_at = monotonic()
                    told = self._fault(name, error, pause)
                    self._trouble[name] = str(told)
                mine = self._tell(mine, told, on_trouble)
                if _is_cancelled():
                    raise  # It failed on the way out: it is not taken again.
                await asyncio.sleep(wait)
            else:
                self._told.discard(mine)
                self._trouble.pop(name, None)
                mine = ""
                await asyncio.sleep(0 if more else idle)

    def _fault(self, name: str, error: Exception, pause: float) -> TextbankError:
        self.faults += 1
        log.critical("%s failed", name, exc_info=error)
        return NothingLeaves(
            f"A fault of textbank's own ({type(error).__name__}) stopped {name}. "
            f"It begins again in {pause:.0f} seconds."
        )

    def _tell(
        self, before: str, error: TextbankError, on_trouble: Callable[[Exception], None]
    ) -> str:
        """Tell of trouble, unless that was told; `before` is what this step told of last."""
        words = str(error)
        if words not in self._told:
            on_trouble(error)
        self._told.discard(before)
        self._told.add(words)
        return words


def _is_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
