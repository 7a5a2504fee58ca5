"""The small language by which requests are marked: `is:optout text:"stop texting" before:2h`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TriagePattern:
    """Terms that must all hold."""

    written: str


def parse_pattern(written: str, now: datetime) -> TriagePattern:
    """Read a pattern.

    Raises:
        BadPattern: It is not understood; the message names the place and what is allowed.
    """
    raise NotImplementedError
