"""A hand-out: every file of it, by where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tui.handouts.asciicast import asciicast_of
from tui.handouts.frames import Frame, HandoutPlan
from tui.handouts.page import page_of, shows
from tui.handouts.svg import svg_of
from tui.handouts.writing import Places
from tui.themes import LIGHT


def handout_of(plan: HandoutPlan, frames: Sequence[Frame], places: Places) -> dict[Path, str]:
    """What every file of a hand-out holds; the same plan gives the same letters each time."""
    files = {places.recording: asciicast_of(plan.scenario, frames)}
    if places.frames is not None:
        count = len(frames) - 1
        files |= {
            places.picture(frame): svg_of(frame.picture, shows(frame, count)) for frame in frames
        }
    if places.page is not None:
        files[places.page] = page_of(plan.scenario, frames, dark=plan.theme != LIGHT.name)
    return files
