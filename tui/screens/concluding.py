"""A conversation leaves the list, or comes back: what opting out, hiding and undo share."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from core.desk import Desk
from core.domain import ListFilter
from core.settings import Settings
from core.views import ConversationView
from tui.screens.open_conversation import OpenConversationScreen
from tui.widgets.composer import Composer
from tui.widgets.notice import Notice

if TYPE_CHECKING:
    from tui.app import TextbankApp


class ConcludingScreen(OpenConversationScreen):
    """Takes rows off the list and puts them back, and stands where the texter goes on."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk)
        self._settings = settings
        self._put_away: ConversationView | None = None
        """What was hidden, or called a wrong number, last of all: undo puts it back."""

    @property
    def _notice(self) -> Notice:
        return self.query_one(Notice)

    @property
    def _app(self) -> TextbankApp:
        return cast("TextbankApp", self.app)

    async def _named(self, conversation_id: int) -> ConversationView | None:
        """The conversation that a button was pressed for, if it can still be worked.

        Not the one in hand: the click itself may have taken the focus elsewhere.
        """
        view = self._shown
        if view is None or view.id != conversation_id:
            view = await self._desk.conversation(conversation_id)
        return None if view.opted_out is not None or view.id in self._list.saving else view

    async def _come_back_to(self, conversation_id: int) -> bool:
        """Stand on a conversation that was put back; all of the list shows, if it must.

        Returns:
            False where it is on another list: the cursor stays on somebody else.
        """
        if await self._stand_on(conversation_id):
            return True
        view = await self._desk.conversation(conversation_id)
        here = self._assignment is not None and self._assignment.id == view.assignment_id
        if not here or self._filter is ListFilter.ALL:
            return False
        self.use_filter(ListFilter.ALL)
        await self.ended("filter")
        return await self._stand_on(conversation_id)

    async def _stand_on(self, conversation_id: int) -> bool:
        # A list that another one took the place of is not waited for.
        await self.ended("list")
        self._behind = True
        self._refresh()
        await self.ended("refresh")
        return self._list.select(conversation_id)

    def _leave(self, conversation_id: int) -> None:
        """Take a row off the list; the one that takes its place is opened."""
        self._taken_out += 1
        self._list.take_out(conversation_id)
        self._list.select_needing()
        if self._writing and self.query_one(Composer).conversation_id != conversation_id:
            # The texter is writing to somebody else already, and stays there.
            return
        self._writing = False
        self.set_focus(self._list)
        self.remove_class("-reading")
        if self._shown is not None and self._shown.id == conversation_id:
            self._shown = None
        self._follow()
