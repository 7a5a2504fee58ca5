"""Hiding a conversation, and calling one a wrong number: outcomes that are no opt-out."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from core.desk import Desk
from core.domain import Closing
from core.settings import Settings
from core.views import ConversationView
from tui.live_keys import live_key
from tui.screens.concluding import ConcludingScreen
from tui.screens.telling import told
from tui.widgets.labels import name_words
from tui.widgets.top_bar import TopBar


class ClosingScreen(ConcludingScreen):
    """Takes a conversation off the list until the contact writes again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h,f7", "hide", "Hide", id="messenger.hide",
                tooltip="Take it off the list until the contact writes again"),
        Binding("w,f6", "wrong_number", "Wrong number", id="messenger.wrong_number", show=False,
                tooltip="This is not the contact's number; it is not an opt-out"),
    ]  # fmt: skip

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk, settings)
        self._warned: tuple[int, Closing] | None = None

    async def action_hide(self) -> None:
        """Take the conversation off the list until the contact writes again."""
        await self._close_current(Closing.HIDDEN)

    async def action_wrong_number(self) -> None:
        """Note that this is not the contact's number: an outcome of its own."""
        await self._close_current(Closing.WRONG_NUMBER)

    @on(TopBar.HidePressed)
    async def _hide_pressed(self, event: TopBar.HidePressed) -> None:
        view = await self._named(event.conversation_id)
        if view is not None:
            self._close_unless_asking(view, Closing.HIDDEN)

    @on(TopBar.WrongNumberPressed)
    async def _wrong_number_pressed(self, event: TopBar.WrongNumberPressed) -> None:
        view = await self._named(event.conversation_id)
        if view is not None:
            self._close_unless_asking(view, Closing.WRONG_NUMBER)

    async def _close_current(self, closing: Closing) -> None:
        if not self._app.held_keys.may_act():
            return
        view, _ = await self._current()
        if view is not None and view.opted_out is None and view.id not in self._list.saving:
            self._close_unless_asking(view, closing)

    def _close_unless_asking(self, view: ConversationView, closing: Closing) -> None:
        """Close it; where the contact asks to opt out, only when pressed a second time."""
        asks = view.preview.asked.asks_to_opt_out or view.preview.blocked
        if asks and self._warned != (view.id, closing):
            self._warned = (view.id, closing)
            again = "hide it" if closing is Closing.HIDDEN else "call it a wrong number"
            self._notice.say(
                f"{name_words(view.name, view.number)} asks to opt out. "
                f"{live_key(self, 'messenger.opt_out')} opts them out; "
                f"press once more to {again} all the same."
            )
            return
        self._warned = None
        self._close_conversation(view, closing)

    @work(group="writing")
    @told
    async def _close_conversation(self, view: ConversationView, closing: Closing) -> None:
        self._list.saving = self._list.saving | {view.id}
        try:
            await self._desk.close_conversation(view.id, closing, view.last_text_id)
            self._leave(view.id)
            self._notice.closed(view, closing)
            self._put_away = view
        finally:
            self._list.saving = self._list.saving - {view.id}
