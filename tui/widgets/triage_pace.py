"""How fast a texter decides, and how long the rest will take."""

from __future__ import annotations

from collections import deque

LATEST = 40
"""So many decisions tell the pace."""
PAUSE = 20.0
"""Seconds: a longer pause counts as so many."""
ENOUGH = 3
"""Fewer decisions tell nothing."""


class TriagePace:
    """The moments of the latest decisions, in seconds from any start."""

    def __init__(self) -> None:
        self._seconds: deque[float] = deque(maxlen=LATEST)
        """What each took."""
        self._before: float | None = None

    def decided(self, at: float) -> None:
        """One more is decided."""
        if self._before is not None:
            self._seconds.append(min(PAUSE, max(0.0, at - self._before)))
        self._before = at

    @property
    def per_minute(self) -> float | None:
        """How many a minute; None where too few were decided."""
        if len(self._seconds) < ENOUGH:
            return None
        return 60 / max(0.05, sum(self._seconds) / len(self._seconds))

    def seconds_left(self, waiting: int) -> float | None:
        """How long so many will take."""
        pace = self.per_minute
        return None if pace is None else waiting / pace * 60


def left_words(seconds: float) -> str:
    """A stretch of time as people say it: `less than a minute`, `4 min`, `2 h 10 min`."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "under a minute"
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min" if minutes % 60 else f"{minutes // 60} h"
