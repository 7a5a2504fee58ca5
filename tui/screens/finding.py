"""Finding the conversation to work on: the next in need, a part of the list, its order, search."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.timer import Timer

from core.desk import Desk
from core.domain import ListFilter, ListSort
from core.settings import Settings
from core.views import ConversationView
from tui.screens.searching import SearchingScreen
from tui.screens.telling import told
from tui.widgets.list_status import ListStatus
from tui.widgets.transcript import Transcript

LOOKED_AT = 0.8
"""Seconds after which a conversation that stays open and in sight has been read."""


class FindingScreen(SearchingScreen):
    """Moves the texter to what needs them."""

    BINDING_GROUP_TITLE = "Finding your way"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f12", "next", "Next", id="messenger.next",
                tooltip="Go to the next conversation that needs a reply (● read, ◆ unread)"),
        Binding("f,f3", "filter(1)", "Filter", id="messenger.filter", show=False,
                tooltip="Show another part: need a reply, ask to opt out, unread, awaiting, all"),
        Binding("F,shift+f3,f15", "filter(-1)", "Filter before", id="messenger.filter_back",
                show=False, tooltip="Show the part of the list before this one"),
        Binding("S,ctrl+o", "sort", "Order", id="messenger.sort", show=False,
                tooltip="Newest need first, oldest need first, newest first, or by name"),
    ]  # fmt: skip

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk, settings)
        self._looking: Timer | None = None

    def action_next(self) -> None:
        """Go to the next conversation that needs a reply: below, or else the first."""
        self.action_to_list()
        if not self._list.select_next_needing():
            self._notice.say("Nobody here needs a reply. f shows another part of the list.")

    def action_filter(self, by: int) -> None:
        """Show the next part of the list, or the one before; a search is over then."""
        order = list(ListFilter)
        self.use_filter(order[(order.index(self._filter) + by) % len(order)])

    @on(ListStatus.SortPressed)
    def action_sort(self) -> None:
        """Show the list in the next order."""
        order = list(ListSort)
        self.use_sort(order[(order.index(self._sort) + 1) % len(order)])

    # Unread marks

    async def _beside(self, view: ConversationView) -> None:
        """Take the unread mark away once a conversation was open for a moment."""
        await super()._beside(view)
        self._look(view.id)

    @on(events.ScreenResume)
    @on(Transcript.Shown)
    def _in_sight_again(self) -> None:
        """What another screen, or the list, was over is looked at from now on."""
        if self._shown is not None:
            self._look(self._shown.id)

    def _look(self, conversation_id: int) -> None:
        if self._looking is not None:
            self._looking.stop()
        self._looking = self.set_timer(LOOKED_AT, partial(self._looked_at, conversation_id))

    def _looked_at(self, conversation_id: int) -> None:
        row = self._list.row(conversation_id)
        still_open = self._shown is not None and self._shown.id == conversation_id
        in_sight = self.app.screen is self and self.query_one("#centre").display
        if still_open and in_sight and (row is None or row.unread):
            self._mark_read(conversation_id)

    @work(group="writing")
    @told
    async def _mark_read(self, conversation_id: int) -> None:
        await self._desk.mark_read(conversation_id)
