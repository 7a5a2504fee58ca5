"""Opting out, and taking it back: the keys, the buttons and the question in between."""

from __future__ import annotations

from functools import partial
from typing import ClassVar
from uuid import uuid4

from textual import on, work
from textual.binding import Binding, BindingType

from core.domain import Closing
from core.views import ConversationView
from tui.screens.closing import ClosingScreen
from tui.screens.confirm_opt_out import Answer, ConfirmOptOut
from tui.screens.telling import told
from tui.widgets.labels import name_words
from tui.widgets.top_bar import TopBar


class OptingOutScreen(ClosingScreen):
    """Asks once more, records, and lets the row leave when that is durable."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o,f8", "opt_out", "Opt out", id="messenger.opt_out",
                tooltip="Opt this contact out; asks once more"),
        Binding("z,f9", "undo", "Undo", id="messenger.undo",
                tooltip="Take back the last opt-out (within its seconds) or hide"),
    ]  # fmt: skip

    async def action_opt_out(self) -> None:
        """Opt the contact out: ask once more, unless the texter has that switched off.

        What was not on the screen yet is never opted out unasked.
        """
        if self._app.held_keys.repeats:
            return
        view, seen = await self._current()
        if view is None or view.id in self._list.saving:
            return
        if view.opted_out is not None:
            self._notice.say(f"{name_words(view.name, view.number)} is opted out already.")
            return
        if self._settings.confirm_opt_out or not seen:
            self._ask(view)
        elif self._app.held_keys.may_act():
            self._opt_out(view, uuid4().hex)

    @on(TopBar.OptOutPressed)
    async def _opt_out_pressed(self, event: TopBar.OptOutPressed) -> None:
        view = await self._named(event.conversation_id)
        if view is not None:
            self._ask(view)

    def _ask(self, view: ConversationView) -> None:
        """Ask once more; a double click asks once."""
        if self.app.screen is self:
            self.app.push_screen(ConfirmOptOut(view), partial(self._answered, view))

    def _answered(self, view: ConversationView, answer: Answer | None) -> None:
        if answer is Answer.OPT_OUT:
            self._opt_out(view, uuid4().hex)
        elif answer is Answer.WRONG_NUMBER:
            self._close_conversation(view, Closing.WRONG_NUMBER)

    @work(group="writing")
    @told
    async def _opt_out(self, view: ConversationView, operation_id: str) -> None:
        """Record it; only when that is durable does the row leave."""
        self._list.saving = self._list.saving | {view.id}
        try:
            result = await self._desk.opt_out(view.id, operation_id)
            self._put_away = None
            self._leave(view.id)
            self._notice.opted_out(result)
        finally:
            self._list.saving = self._list.saving - {view.id}

    async def action_undo(self) -> None:
        """Take the newest opt-out back; says plainly when it is too late.

        A held key takes back one: what it undid next would be somebody else's wish.
        """
        if self._app.held_keys.may_act():
            self._undo()

    @work(group="writing")
    @told
    async def _undo(self) -> None:
        closed, self._put_away = self._put_away, None
        if closed is not None:
            await self._desk.close_conversation(closed.id, None)
            back = f"{name_words(closed.name, closed.number)} is back on the list."
            await self._say_and_come_back(back, closed.id)
            return
        result = await self._desk.undo()
        if result.restored and result.conversation_id is not None:
            await self._say_and_come_back(result.explanation, result.conversation_id)
        else:
            self._notice.say(result.explanation)

    async def _say_and_come_back(self, words: str, conversation_id: int) -> None:
        self._notice.say(words)
        if not await self._come_back_to(conversation_id):
            self._notice.say(f"{words} That is on another list: / finds it.")
