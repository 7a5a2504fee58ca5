"""The clock is passed in, so that tests and the simulator own time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present moment, aware and in UTC."""


def utc_now() -> datetime:
    """The present moment by the computer's clock."""
    return datetime.now(UTC)
