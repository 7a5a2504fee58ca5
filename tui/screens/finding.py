"""Finding the conversation to work on: the next in need, a part of the list, its order, search."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from core.domain import ListFilter
from tui.screens.concluding import ConcludingScreen


class FindingScreen(ConcludingScreen):
    """Moves the texter to what needs them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f12", "next", "Next", id="messenger.next",
                tooltip="Go to the next conversation that needs a reply"),
        Binding("f,f3", "filter", "Filter", id="messenger.filter", show=False,
                tooltip="All, those that need a reply, or those that ask to opt out"),
    ]  # fmt: skip

    def action_next(self) -> None:
        """Go to the next conversation that needs a reply: below, or else the first."""
        self.action_to_list()
        self._list.select_next_needing()

    def action_filter(self) -> None:
        """Show the next part of the list."""
        order = list(ListFilter)
        self.use_filter(order[(order.index(self._filter) + 1) % len(order)])
