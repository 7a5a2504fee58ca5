"""Triage: the requests to opt out of all assignments, one after the other, one key each."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from core.views_triage import TriageItem
from tui.screens.helping import HelpingScreen
from tui.screens.triage_marking import TriageMarkingScreen
from tui.widgets.composer import Composer
from tui.widgets.conversation_list import ConversationList
from tui.widgets.key_footer import KeyFooter
from tui.widgets.notice import Notice
from tui.widgets.transcript import Transcript
from tui.widgets.triage_bar import TriageBar
from tui.widgets.triage_list import TriageList
from tui.widgets.triage_progress import TriageProgress
from tui.widgets.triage_reading import TriageReading


class TriageScreen(TriageMarkingScreen, HelpingScreen):
    """The queue on the left, the request in hand in the middle, how far it is beneath."""

    AUTO_FOCUS = "TriageList"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (70, "-narrow"), (100, "-wide")]  # noqa: RUF012

    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012

    DEFAULT_CSS = """
    TriageScreen.-narrow #list-pane { width: 28; }
    TriageScreen.-wide #list-pane { width: 36; }
    TriageScreen.-wide TriageReading, TriageScreen.-tiny TriageReading { height: 5; }
    TriageScreen #triage-nothing {
        display: none; width: 100%; height: 1fr; padding: 1 2;
        background: $centre-background; color: $centre-text;
    }
    TriageScreen.-nothing #triage-nothing { display: block; }
    TriageScreen.-nothing Transcript, TriageScreen.-nothing TriageReading { display: none; }
    TriageScreen Notice { display: block; height: 3; visibility: hidden; }
    TriageScreen.-wide Notice { height: 2; }
    TriageScreen Notice.-shown { visibility: visible; }
    TriageScreen.-low Notice { display: none; height: auto; max-height: 3; }
    TriageScreen.-low Notice.-shown { display: block; }
    TriageScreen Composer { display: none; }
    TriageScreen.-writing Composer { display: block; }
    TriageScreen.-writing Notice { display: none; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f11", "open", "Open", id="triage.in_messenger", show=False,
                tooltip="Open this conversation in the messenger"),
        Binding("v,f2", "pane", "Queue", id="triage.queue", show=False,
                tooltip="The queue or the request, where only one fits"),
        Binding("question_mark,f1", "keys", "Keys", id="triage.keys",
                tooltip="Show the keys of where you are"),
        Binding("escape", "leave", "Leave", id="triage.leave",
                tooltip="Go to the conversations"),
        Binding("q,ctrl+q", "app.quit", "Quit", id="triage.quit", show=False,
                tooltip="Leave textbank; what you decided is kept"),
    ]  # fmt: skip

    goes_to: TriageItem | None = None
    """What is to be opened in the messenger, once this is left."""

    def compose(self) -> ComposeResult:
        """Build the panes, empty."""
        with Horizontal(id="messenger"):
            with Vertical(id="list-pane"):
                yield Static("Triage", id="list-title", markup=False)
                yield TriageList(id="queue")
            with Vertical(id="centre"):
                yield TriageBar(id="top-bar")
                yield TriageReading(id="reading")
                yield Transcript(id="transcript")
                yield Static("", id="triage-nothing", markup=False)
                yield Notice(id="notice", undo="triage.undo", keeps_room=True)
                yield Composer(id="composer")
        yield TriageProgress(id="triage-progress")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Load the queue, the surest first."""
        self._show_pane(reading=True)
        self.query_one(Transcript).texter = self._settings.texter.name
        composer = self.query_one(Composer)
        composer.hint = "enter sends · esc back"
        self.query_one(Notice).now = self._desk.now
        self._load()
        self._watch()

    async def on_unmount(self) -> None:
        """Let go of what is held, once all that was decided is in the database."""
        await self._keep_all()
        self.workers.cancel_node(self)
        for item in (self._item, self._ahead):
            await self._let_go(item)

    @on(ConversationList.Opened)
    def action_open(self) -> None:
        """Open what is in hand in the messenger."""
        if self._item is not None and not self._app.held_keys.repeats:
            self.goes_to = self._item
            self.dismiss(None)

    def action_pane(self) -> None:
        """Show the queue where only the request is shown, or the other way round."""
        self._show_pane(reading=not self.has_class("-reading"))

    def action_leave(self) -> None:
        """Leave."""
        self.dismiss(None)
