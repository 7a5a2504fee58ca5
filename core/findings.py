"""What looking an installation over finds, in words, with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad a finding is."""

    OK = "ok"
    NOTE = "note"
    """Worth knowing."""
    TROUBLE = "trouble"
    """Something does not work, or soon will not."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    area: str
    """`database`, `account`, `webhooks`, `clock`, `outbox` or `requests`."""
    level: Level
    words: str
    """What was found."""
    advice: str = ""
    """What to do about it."""


def ok(area: str, words: str) -> Finding:
    """All is well there."""
    return Finding(area, Level.OK, words)


def counted(count: int, one: str, many: str) -> str:
    """A count with the words for one, or for many."""
    return f"{count:,} {one if count == 1 else many}"


def how_long(seconds: float) -> str:
    """A stretch of time, in round words."""
    if seconds < 120:
        return counted(round(seconds), "second", "seconds")
    if seconds < 7_200:
        return f"{seconds / 60:.0f} minutes"
    return f"{seconds / 3_600:.0f} hours" if seconds < 172_800 else f"{seconds / 86_400:.0f} days"


def is_sound(findings: list[Finding]) -> bool:
    """Whether nothing is wrong."""
    return all(one.level is not Level.TROUBLE for one in findings)
