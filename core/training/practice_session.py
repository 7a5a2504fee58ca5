"""A practice session's database, and the phones that reply in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import monotonic

from core.clock import Clock, StandingClock, utc_now
from core.demo_setup import set_up
from core.desk import Desk
from core.domain import Texter
from core.importing_people import import_people
from core.simulation import simulator_of
from core.training.practice_plan import PracticePlan

DATABASE = "practice.sqlite"
TEXTED_AGO = timedelta(minutes=20)
"""How long before the session the first messages were sent."""
LOOK = 0.1
"""Seconds between two looks at the clock."""


async def build_practice(
    path: Path, plan: PracticePlan, texter: Texter, clock: Clock = utc_now
) -> None:
    """Make the training database of a session: everybody was texted, nobody replied yet.

    Args:
        path: A database that is not there yet.
        plan: The session.
        texter: Whose assignment it is.
        clock: When the session begins.

    Raises:
        DatabaseError: It cannot be written.
    """
    story = StandingClock(clock() - TEXTED_AGO)
    async with Desk(path, texter, story) as desk:
        database = await desk.database()
        from core.training.database import mark_as_training

        await database.write(mark_as_training, "practice", story())
        await import_people(
            desk,
            plan.campaign.plan,
            ("Phone", "First name", "Last name"),
            [(one.number, one.first_name, one.last_name) for one in plan.conversations],
            story,
        )
        await set_up(desk, [plan.campaign.plan.campaign])
        rows = await desk.reader.rows("SELECT number, id FROM conversation")
        talks = {str(row[0]): int(row[1]) for row in rows}
        for one in plan.conversations:
            first = plan.campaign.initial.format(
                first=one.first_name or "there", texter=texter.name
            )
            await desk.reply(talks[one.number], first)
        worker = await desk.worker()
        await worker.send_due()
        await worker.receive_due()


class PracticeTraffic:
    """The phones of a session: each replies at its time.

    Args:
        plan: The session.
        clock: Seconds from any start.
    """

    def __init__(self, plan: PracticePlan, clock: Callable[[], float] = monotonic) -> None:
        self._plan = plan
        self._clock = clock
        self.began_at: float | None = None
        """By the clock; None until the first replies."""
        self.said = 0
        """How many have replied."""

    @property
    def over(self) -> bool:
        """Whether everybody has replied."""
        return self.said == len(self._plan.conversations)

    @property
    def elapsed(self) -> float:
        """Seconds since the session began."""
        return 0.0 if self.began_at is None else self._clock() - self.began_at

    async def run(self, desk: Desk) -> None:
        """Reply until everybody has, or until cancelled."""
        simulator = await simulator_of(desk)
        self.began_at = self._clock()
        line = self._plan.campaign.plan.line
        for one in self._plan.conversations:
            left = one.arrives_at - self.elapsed
            while left > 0:
                await asyncio.sleep(min(left, LOOK))
                left = one.arrives_at - self.elapsed
            await simulator.say(line, one.number, one.text, desk.now())
            self.said += 1
