"""A classroom: one scenario at a time, in a folder that is thrown away afterwards."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from pathlib import Path

from core.domain import Texter
from core.errors import NotFound
from core.seeing_through import see_through
from core.training.performance import Performance
from core.training.scenario import TRAINEE, Scenario

PREFIX = "textbank-training-"


class Classroom:
    """Opens scenarios, one after the other. Close it when done."""

    def __init__(self, texter: Texter = TRAINEE) -> None:
        self.texter = texter
        self._performance: Performance | None = None
        self._folder: Path | None = None

    @property
    def performance(self) -> Performance:
        """The scenario that is being performed.

        Raises:
            NotFound: None is.
        """
        if self._performance is None:
            raise NotFound("No scenario is open.")
        return self._performance

    @property
    def is_open(self) -> bool:
        """Whether a scenario is being performed."""
        return self._performance is not None

    async def open(self, scenario: Scenario) -> Performance:
        """Begin a scenario in the place of the one before.

        Raises:
            DatabaseError: Its stages cannot be written; the one before is over all the same.
        """
        await self.close()
        # On the event loop: a folder made by a thread would be lost if this is cancelled.
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        try:
            self._performance = await Performance.begin(scenario, folder, self.texter)
        except BaseException:
            await see_through(_throw_away(folder))
            raise
        self._folder = folder
        return self._performance

    async def close(self) -> None:
        """Let go of everything, and throw it away."""
        await see_through(self._close())

    async def _close(self) -> None:
        performance, self._performance = self._performance, None
        folder, self._folder = self._folder, None
        if performance is not None:
            await performance.close()
        if folder is not None:
            await _throw_away(folder)


async def _throw_away(folder: Path) -> None:
    await asyncio.to_thread(shutil.rmtree, folder)
