"""The way from the messenger to the figures."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from tui.screens.concluding import ConcludingScreen
from tui.screens.telling import told


class CountingScreen(ConcludingScreen):
    """Shows the figures of everything in the database."""

    BINDING_GROUP_TITLE = "Your assignment"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("N,ctrl+f9", "statistics", "Figures", id="messenger.statistics", show=False,
                tooltip="Numbers: replies, opt-outs and their rate, opt-out messages, delays"),
    ]  # fmt: skip

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the figures of what the app was opened with; a practice or a lesson has none."""
        if action == "statistics":
            return self._app.desk is self._desk
        return super().check_action(action, parameters)

    @work(group="statistics", exclusive=True)
    @told
    async def action_statistics(self) -> None:
        """Count, and show what comes of it."""
        from tui.screens.statistics import StatisticsScreen

        await asyncio.to_thread(_load)
        if self.app.screen is self:
            self.app.push_screen(self._app.fitted(StatisticsScreen(self._desk)))


def _load() -> None:
    """Import what draws in a thread: it would hold up a key."""
    import textual_plotext  # noqa: F401
