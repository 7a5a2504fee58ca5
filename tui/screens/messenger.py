"""The messenger: a list of conversations, the open one, and what a texter does to it."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast
from uuid import uuid4

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Footer, Static

from core.desk import Desk
from core.domain import Closing, ListFilter
from core.errors import TextbankError
from core.safe_text import for_display
from core.settings import Settings
from core.views import ConversationView
from tui.screens.confirm_opt_out import Answer, ConfirmOptOut
from tui.screens.open_conversation import OpenConversationScreen
from tui.screens.telling import told
from tui.widgets.composer import Composer, ReplyInput
from tui.widgets.conversation_list import ConversationList
from tui.widgets.labels import name_words
from tui.widgets.list_status import ListStatus
from tui.widgets.notice import Notice
from tui.widgets.side_panel import SidePanel
from tui.widgets.top_bar import TopBar
from tui.widgets.transcript import Transcript

if TYPE_CHECKING:
    from tui.app import Companion, TextbankApp

WRITING = frozenset({"writing", "draft"})
"""The groups of workers that change the database: they are waited for on the way out."""

ROWS_FIRST = 0.2
"""Seconds that the first rows get before the ORM is imported: both want the processor."""

NO_ASSIGNMENT = (
    "No conversations are assigned to {} in this database.\n\n"
    "Import a list:\n  textbank import contacts.csv\n    --campaign NAME\n    --provider type1\n\n"
    "or look around:\n  textbank demo"
)


class MessengerScreen(OpenConversationScreen):
    """Where a texter works an assignment."""

    AUTO_FOCUS = "ConversationList"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (70, "-narrow"), (100, "-wide")]  # noqa: RUF012

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o,f8", "opt_out", "Opt out", id="messenger.opt_out",
                tooltip="Opt this contact out; asks once more"),
        Binding("r,f5", "reply", "Reply", id="messenger.reply",
                tooltip="Write to this contact (Enter on the list does it too)"),
        Binding("h,f7", "hide", "Hide", id="messenger.hide",
                tooltip="Take it off the list until the contact writes again"),
        Binding("n,f12", "next", "Next", id="messenger.next",
                tooltip="Go to the next conversation that needs a reply"),
        Binding("z,f9", "undo", "Undo", id="messenger.undo",
                tooltip="Take the last opt-out back, within its seconds"),
        Binding("w,f6", "wrong_number", "Wrong number", id="messenger.wrong_number", show=False,
                tooltip="This is not the contact's number; it is not an opt-out"),
        Binding("f,f3", "filter", "Filter", id="messenger.filter", show=False,
                tooltip="All, those that need a reply, or those that ask to opt out"),
        Binding("a,f2", "assignments", "Assignments", id="messenger.assignments",
                tooltip="Work on another assignment"),
        Binding("i,f4", "info", "Info", id="messenger.info", show=False,
                tooltip="Show or fold the panel on the right"),
        Binding("question_mark,f1", "keys", "Keys", id="messenger.keys",
                tooltip="Show the keys of where you are"),
        Binding("escape", "to_list", "To the list", id="messenger.to_list", show=False),
        Binding("q,ctrl+q", "app.quit", "Quit", id="messenger.quit", show=False),
    ]  # fmt: skip

    def __init__(self, desk: Desk, settings: Settings, companion: Companion | None = None) -> None:
        super().__init__(desk)
        self._settings = settings
        self._companion = companion
        self._put_away: ConversationView | None = None
        """What was hidden, or called a wrong number, last of all: undo puts it back."""
        self._warned: tuple[int, Closing] | None = None

    def compose(self) -> ComposeResult:
        """Build the three panes, empty: the first frame needs no database."""
        with Horizontal(id="messenger"):
            with Vertical(id="list-pane"):
                yield Static("textbank", id="list-title", markup=False)
                yield ConversationList(id="conversations")
                yield ListStatus(id="list-status")
            with Vertical(id="centre"):
                yield TopBar(id="top-bar")
                yield Static("", id="outcome", markup=False)
                yield Transcript(id="transcript")
                yield Notice(id="notice")
                yield Composer(id="composer")
            yield SidePanel(id="side")
        yield Footer()

    @property
    def _notice(self) -> Notice:
        return self.query_one(Notice)

    @property
    def _app(self) -> TextbankApp:
        return cast("TextbankApp", self.app)

    # Opening

    def on_mount(self) -> None:
        """Open the desk once the first frame is on the screen."""
        self.query_one(SidePanel).can_focus = False
        self.query_one(Transcript).texter = self._settings.texter.name
        self.call_after_refresh(self._open)

    @work(group="open")
    @told
    async def _open(self) -> None:
        await self._desk.open()
        assignments = await self._desk.assignments(counted=False)
        if not assignments:
            self._list.empty_text = NO_ASSIGNMENT.format(for_display(self._desk.texter.name))
        elif len(assignments) == 1:
            await self._work_on(assignments[0])
        else:
            self.action_assignments()
        self._watch()
        self.set_timer(ROWS_FIRST, self._carry)
        if self._companion is not None:
            self._accompany(self._companion)

    @work(group="live")
    @told
    async def _watch(self) -> None:
        await self._desk.watch(self._changed)

    @work(group="live")
    @told
    async def _carry(self) -> None:
        """Bring the ORM in behind the first rows, then carry texts."""
        await self._desk.work(self.trouble)

    @work(group="companion")
    @told
    async def _accompany(self, companion: Companion) -> None:
        await companion(self._desk)

    async def on_unmount(self) -> None:
        """Close the desk, once everything that was confirmed or written is in the database."""
        writing = [
            worker.wait()
            for worker in self.workers
            if worker.node is self and worker.group in WRITING and not worker.is_finished
        ]
        # What failed was told, or is the fault that ends the program.
        await asyncio.gather(*writing, return_exceptions=True)
        self.workers.cancel_node(self)
        live = [worker.wait() for worker in self.workers if worker.group == "live"]
        await asyncio.gather(*live, return_exceptions=True)
        await self._say_what_waits()
        await self._desk.close()

    async def _say_what_waits(self) -> None:
        """On the way out: opt-out messages that are still held leave with the next worker."""
        try:
            waiting = await self._desk.waiting_confirmations()
        except TextbankError:
            return  # It never opened: there is nothing to say of it.
        if waiting:
            messages = "opt-out message is" if waiting == 1 else "opt-out messages are"
            self._app.parting = (
                f"{waiting:,} {messages} still to be sent: by the next messenger that is opened, "
                "or by “textbank send-pending”."
            )

    # Opting out

    async def action_opt_out(self) -> None:
        """Opt the contact out: ask once more, unless the texter has that switched off.

        What was not on the screen yet is never opted out unasked.
        """
        if self._app.held_keys.repeats:
            return
        view, seen = await self._current()
        if view is None or view.opted_out is not None or view.id in self._list.saving:
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

    async def _named(self, conversation_id: int) -> ConversationView | None:
        """The conversation that a button was pressed for, if it can still be worked.

        Not the one in hand: the click itself may have taken the focus elsewhere.
        """
        view = self._shown
        if view is None or view.id != conversation_id:
            view = await self._desk.conversation(conversation_id)
        return None if view.opted_out is not None or view.id in self._list.saving else view

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
            self._notice.say(f"{name_words(closed.name, closed.number)} is back on the list.")
            await self._come_back_to(closed.id)
            return
        result = await self._desk.undo()
        self._notice.say(result.explanation)
        if result.restored and result.conversation_id is not None:
            await self._come_back_to(result.conversation_id)

    async def _come_back_to(self, conversation_id: int) -> None:
        """Stand on a conversation that was put back on the list."""
        self._behind = True
        await self._refresh().wait()
        self._list.select(conversation_id)

    def _leave(self, conversation_id: int) -> None:
        """Take a row off the list; the one that takes its place is opened."""
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

    # Everything else a texter does

    def action_next(self) -> None:
        """Go to the next conversation that needs a reply: below, or else the first."""
        self.action_to_list()
        self._list.select_next_needing()

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
                f"{name_words(view.name, view.number)} asks to opt out. o opts them out; "
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
            await self._desk.close_conversation(view.id, closing)
            self._leave(view.id)
            self._notice.closed(view, closing)
            self._put_away = view
        finally:
            self._list.saving = self._list.saving - {view.id}

    @on(ConversationList.Opened)
    async def _opened(self, event: ConversationList.Opened) -> None:
        """Go on to write; where only one pane fits, to read first."""
        if self._app.held_keys.repeats:
            return
        if self.has_class("-tiny") and not self.has_class("-reading"):
            view, _ = await self._current()
            if view is not None:
                self.add_class("-reading")
                self.set_focus(self.query_one(Transcript))
        else:
            await self.action_reply()

    async def action_reply(self) -> None:
        """Go to the composer of the conversation under the cursor."""
        view, _ = await self._current()
        if view is not None:
            self.add_class("-reading")
            if view.opted_out is None:
                self.query_one(ReplyInput).focus()
            else:
                self.query_one(Transcript).focus()

    @on(Composer.Left)
    def action_to_list(self) -> None:
        """Go back to the list."""
        self.remove_class("-reading")
        self.set_focus(self._list)

    def action_filter(self) -> None:
        """Show the next part of the list."""
        order = list(ListFilter)
        self.use_filter(order[(order.index(self._filter) + 1) % len(order)])

    def action_info(self) -> None:
        """Show the panel on the right where it is folded, or fold it where it is shown."""
        self.toggle_class("-info")

    def action_keys(self) -> None:
        """Show the keys of where the texter is."""
        from tui.screens.keys import KeysScreen

        self.app.push_screen(KeysScreen(dict(self.active_bindings)))

    @work(group="assignments", exclusive=True)
    @told
    async def action_assignments(self) -> None:
        """Pick another assignment."""
        from tui.screens.assignments import AssignmentPicker

        assignments = await self._desk.assignments()
        if not assignments:
            self._notice.say("No assignment is yours in this database.")
            return
        open_now = self._assignment.id if self._assignment else None
        chosen = await self.app.push_screen_wait(AssignmentPicker(assignments, open_now))
        for view in assignments:
            if view.id == chosen or (chosen is None and self._assignment is None):
                await self._work_on(view)
                return
