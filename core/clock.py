"""The clock is passed in, so that tests and the simulator own time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
"""Gives the present moment, aware and in UTC."""


def utc_now() -> datetime:
    """The present moment by the computer's clock."""
    return datetime.now(UTC)


class StandingClock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The moment it stands at."""
        return self.now

    def advance(self, seconds: float) -> None:
        """Let so many seconds pass at once."""
        self.now += timedelta(seconds=seconds)
