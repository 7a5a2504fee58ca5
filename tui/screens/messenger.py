"""The messenger: a list of conversations, the open one, and what a texter does to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from core.desk import Desk
from core.errors import TextbankError
from core.safe_text import for_display
from core.settings import Settings
from tui.screens.answering import AnsweringScreen
from tui.screens.assignment_work import AssignmentWorkScreen
from tui.screens.counting import CountingScreen
from tui.screens.finding import FindingScreen
from tui.screens.helping import HelpingScreen
from tui.screens.noting import NotingScreen
from tui.screens.opting_out import OptingOutScreen
from tui.screens.surveying import SurveyingScreen
from tui.screens.telling import told
from tui.screens.triaging import TriagingScreen
from tui.widgets.composer import Composer, ReplyInput
from tui.widgets.conversation_list import ConversationList
from tui.widgets.key_footer import KeyFooter
from tui.widgets.list_status import ListStatus
from tui.widgets.notice import Notice
from tui.widgets.panel_view import PanelView
from tui.widgets.search_box import SearchBox
from tui.widgets.side_panel import SidePanel
from tui.widgets.top_bar import TopBar
from tui.widgets.transcript import Transcript

if TYPE_CHECKING:
    from tui.app import Companion

ROWS_FIRST = 0.2
"""Seconds that the first rows get before the ORM is imported: both want the processor."""

NO_ASSIGNMENT = (
    "No conversations are assigned to {} in this database.\n\n"
    "Ask whoever runs your campaign, then press a to look again.\n\n"
    "Or import a list:\n  textbank import contacts.csv\n    --campaign NAME\n"
    "    --provider type1\n\n"
    "or look around:\n  textbank demo"
)


class MessengerScreen(
    CountingScreen,
    AssignmentWorkScreen,
    FindingScreen,
    NotingScreen,
    HelpingScreen,
    SurveyingScreen,
    AnsweringScreen,
    TriagingScreen,
    OptingOutScreen,
):
    """Where a texter works an assignment.

    The foot of the screen names the keys of the last of these features first: opting out and
    hiding must be in sight where the terminal is narrow, and so must the way to all keys.
    """

    AUTO_FOCUS = "ConversationList"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (70, "-narrow"), (100, "-wide")]  # noqa: RUF012

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r,f5", "reply", "Reply", id="messenger.reply",
                tooltip="Write to this contact (Enter on the list does it too)"),
        Binding("i,f4", "info", "Info", id="messenger.info", show=False,
                tooltip="Show or fold the panel on the right"),
        Binding("q,ctrl+q", "app.quit", "Quit", id="messenger.quit", show=False,
                tooltip="Leave; what you confirmed or wrote is kept"),
    ]  # fmt: skip

    def __init__(self, desk: Desk, settings: Settings, companion: Companion | None = None) -> None:
        super().__init__(desk, settings)
        self._companion = companion

    def compose(self) -> ComposeResult:
        """Build the three panes, empty: the first frame needs no database."""
        yield from self._panes()
        yield KeyFooter()

    def _panes(self) -> ComposeResult:
        with Horizontal(id="messenger"):
            with Vertical(id="list-pane"):
                yield Static("textbank", id="list-title", markup=False)
                yield SearchBox(id="search")
                yield ConversationList(id="conversations")
                yield ListStatus(id="list-status")
            with Vertical(id="centre"):
                yield TopBar(id="top-bar")
                yield Static("", id="outcome", classes="-empty", markup=False)
                yield Transcript(id="transcript")
                yield Notice(id="notice")
                yield Composer(id="composer")
            yield SidePanel(id="side")

    # Opening

    def on_mount(self) -> None:
        """Open the desk once the first frame is on the screen."""
        self.query_one(Transcript).texter = self._settings.texter.name
        self.call_after_refresh(self._open)

    @work(group="open")
    @told
    async def _open(self) -> None:
        await self._prepare()
        await self._desk.open()
        if self.CAN_TRIAGE and self._app.begins_with_triage:
            self._open_triage()
        else:
            await self._begin()
        self._watch()
        self.set_timer(ROWS_FIRST, self._carry)
        if self._companion is not None:
            self._accompany(self._companion)
        if self._assignment is not None:
            await self._begin_with_first_messages(self._assignment)

    async def _begin(self) -> None:
        """Work on the texter's assignment, or ask on which."""
        assignments = await self._desk.assignments(counted=False)
        if not assignments:
            self._list.empty_text = NO_ASSIGNMENT.format(for_display(self._desk.texter.name))
        elif len(assignments) == 1:
            await self._work_on(assignments[0])
        else:
            self.action_assignments()

    async def _prepare(self) -> None:
        """Do what comes between the first frame and the database, e.g. make it."""

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
        await self._keep_all()
        self.workers.cancel_node(self)
        await self.ended("live")
        await self._close_triage()
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

    # Everything else a texter does

    @on(ConversationList.Opened)
    async def _opened(self, event: ConversationList.Opened) -> None:
        """Go on to write: what is typed after Enter is a text, never a command."""
        if not self._app.held_keys.repeats:
            await self.action_reply()

    async def on_key(self, event: events.Key) -> None:
        """Go on to write from the transcript and the panel, too, where nothing else wants Enter."""
        reading = self.focused is None or isinstance(self.focused, Transcript | PanelView)
        if event.key == "enter" and reading:
            event.stop()
            if not self._app.held_keys.repeats:
                await self.action_reply()

    async def action_reply(self) -> None:
        """Go to the composer of the conversation under the cursor."""
        view, _ = await self._current()
        if view is not None:
            self._read_and_write()
            if view.opted_out is None:
                self.query_one(ReplyInput).focus()
            else:
                self.query_one(Transcript).focus()

    def action_info(self) -> None:
        """Show the panel on the right where it is folded, or fold it where it is shown."""
        self.toggle_class("-info")
