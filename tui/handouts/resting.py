"""Waiting until a screen rests: nothing is under way, and what it shows stays as it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.pilot import Pilot

LIVE = frozenset({"live", "companion", "assignments", "both"})
"""Workers that go on while nothing happens, or for as long as another screen is in front."""

LOOK = 0.03
"""Seconds between two looks."""
LOOKS = 3
"""How often in a row the screen must have stayed as it was."""
PATIENCE = 20.0
"""Seconds after which something is wrong."""


class NeverRests(RuntimeError):
    """A screen goes on and on: a fault of ours."""


def words_on(app: App[Any]) -> str:
    """Every word on the screen, in the order of its lines."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def rest(
    pilot: Pilot[Any],
    *,
    when: Callable[[], bool] = lambda: True,
    patience: float = PATIENCE,
) -> None:
    """Wait until nothing is being done, and what is on the screen stays as it is.

    Args:
        pilot: Whoever holds the app.
        when: What must have come true as well.
        patience: Seconds that this may take.

    Raises:
        NeverRests: It did not come to that in time.
    """
    still, before = 0, ""
    end = time.monotonic() + patience
    while still < LOOKS:
        await pilot.pause(LOOK)
        app = pilot.app
        busy = any(worker.group not in LIVE and not worker.is_finished for worker in app.workers)
        now = words_on(app)
        still = 0 if busy or now != before or not when() else still + 1
        before = now
        if time.monotonic() > end:
            raise NeverRests(f"It does not come to a rest:\n{now}")
