"""What the practice sessions of one sitting share, and what came of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import SystemRandom
from time import monotonic

from core.clock import Clock, utc_now
from core.domain import Behavior
from core.settings import Settings
from core.training.practice_plan import (
    CONVERSATIONS,
    MINUTES,
    PACE,
    PracticePlan,
    plan_practice,
)
from core.training.practice_score import PracticeReport

ARRIVED = 0.6
"""The share of that time in which all replies have come, about."""


def fresh_seed() -> int:
    """A seed that is short enough to tell a class."""
    return SystemRandom().randrange(1, 10_000)


@dataclass
class PracticeRounds:
    """How sessions are made, and the reports of those that ended."""

    settings: Settings
    """The texter's; each session has a database of its own."""
    folder: Path
    """Where those lie, until whoever made it throws it away."""
    conversations: int = CONVERSATIONS
    behavior: Behavior = Behavior.TYPE_1
    minutes: float = MINUTES
    pace: float | None = None
    """Seconds between two arrivals, about; None lets everybody reply in good time."""
    clock: Callable[[], float] = monotonic
    """Seconds, by which sessions are timed."""
    now: Clock = utc_now
    history: Path | None = None
    """The file of past sessions; the usual one unless given."""
    next_seed: Callable[[], int] = fresh_seed
    reports: list[PracticeReport] = field(default_factory=list)
    """Of the sessions that ended, in order."""
    _begun: int = 0

    def plan(self, seed: int) -> PracticePlan:
        """The session of this seed."""
        pace = self.pace
        if pace is None:
            pace = min(PACE, ARRIVED * self.minutes * 60 / self.conversations)
        return plan_practice(seed, self.conversations, self.behavior, pace=pace)

    def place(self) -> Path:
        """A new folder for the next session."""
        self._begun += 1
        folder = self.folder / f"session-{self._begun}"
        folder.mkdir()
        return folder
