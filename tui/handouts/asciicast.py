"""A recording that terminals play (asciicast v2): a frame a step, at the pace of reading.

Format: https://docs.asciinema.org/manual/asciicast/v2/
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from core.safe_text import for_line
from core.training.scenario import Scenario
from tui.handouts.frames import Frame

AT_LEAST = 4.0
"""Seconds that each frame stays."""
FINDING = 2.5
"""Seconds to see what is new in a frame."""
A_LETTER = 0.065
"""Seconds that reading a letter aloud to a class takes."""


def asciicast_of(scenario: Scenario, frames: Sequence[Frame]) -> str:
    """Write the recording; each step has a marker, for players that stop at them."""
    size = frames[0].picture
    header = {
        "version": 2,
        "width": size.columns,
        "height": len(size.rows),
        "title": for_line(scenario.title),
        "env": {"TERM": "xterm-256color"},
    }
    lines = [json.dumps(header)]
    at = 0.0
    for frame in frames:
        lines.append(json.dumps([round(at, 1), "m", frame.words]))
        lines.append(json.dumps([round(at, 1), "o", _drawn(frame)]))
        at += seconds_for(frame)
    # Nothing more is drawn, but the last frame stays as long as it takes to read.
    lines.append(json.dumps([round(at, 1), "o", ""]))
    return "\n".join(lines) + "\n"


def seconds_for(frame: Frame) -> float:
    """How long a frame stays: until its captions are read."""
    letters = len(frame.words) + sum(len(words) for _, words in frame.captions)
    return max(AT_LEAST, FINDING + letters * A_LETTER)


def _drawn(frame: Frame) -> str:
    # Without a cursor in sight, and nothing left of the frame before, whatever it held.
    return f"\x1b[?25l\x1b[0m\x1b[2J{frame.picture.ansi}\x1b[0m"
