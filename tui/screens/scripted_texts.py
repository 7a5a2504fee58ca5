"""Scripted texts, one key each: first messages and follow-ups, filled and ready to leave."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Footer, ProgressBar, Static

from core.desk import Desk
from core.errors import TextbankError
from core.holding import hours_view
from core.safe_text import for_copying, for_display
from tui.screens.scripted_sources import Scripted, ScriptedSource, Tally
from tui.screens.telling import TellingScreen, told
from tui.widgets.composer import Composer, ReplyInput
from tui.widgets.labels import name_words, number_words
from tui.widgets.when import time_words

if TYPE_CHECKING:
    from tui.app import TextbankApp

AHEAD = 50
"""Texts loaded at once: the next is always there when its turn comes."""
FEW = 15
"""When so few are left, more are loaded."""

TOO_SOON = (
    "That key is held down, or pressed again very soon: a held key sends one. "
    "Use enter and space in turn to go faster."
)
NONE_LEFT = "esc goes to the conversations."


class ScriptedTextsScreen(TellingScreen):
    """Shows one filled text at a time; one key sends it and shows the next."""

    AUTO_FOCUS = ""

    DEFAULT_CSS = """
    ScriptedTextsScreen { background: $centre-background; color: $centre-text; }
    ScriptedTextsScreen #scripted { width: 100%; height: 1fr; align-horizontal: center; }
    ScriptedTextsScreen #scripted-title {
        width: 100%; height: 1; padding: 0 1; text-style: bold;
        background: $list-background; color: $list-text;
    }
    ScriptedTextsScreen #scripted-body {
        width: 100%; max-width: 90; height: 1fr; padding: 1 2 0 2;
    }
    ScriptedTextsScreen #scripted-progress { width: 100%; height: 1; }
    ScriptedTextsScreen ProgressBar Bar { width: 1fr; }
    ScriptedTextsScreen ProgressBar Bar > .bar--bar { color: $button-live-background; }
    ScriptedTextsScreen ProgressBar Bar > .bar--complete { color: $request-text; }
    ScriptedTextsScreen Static { width: 100%; height: auto; }
    ScriptedTextsScreen #scripted-remarks { color: $centre-muted; margin-bottom: 1; }
    ScriptedTextsScreen #scripted-to { text-style: bold; }
    ScriptedTextsScreen #scripted-problem { color: $problem-text; text-style: bold; }
    ScriptedTextsScreen #scripted-hint { color: $centre-muted; margin-top: 1; }
    ScriptedTextsScreen Composer { margin-top: 1; border: round $line; width: 100%; }
    ScriptedTextsScreen Composer:focus-within { border: round $button-live-background; }
    ScriptedTextsScreen Composer ReplyInput { max-height: 10; }
    ScriptedTextsScreen #scripted-buttons { height: 1; margin-top: 1; }
    ScriptedTextsScreen Button, ScriptedTextsScreen Button:hover {
        height: 1; width: auto; min-width: 1; border: none; margin: 0 1 0 0;
        color: $button-text; background: $button-background; text-style: bold underline;
    }
    ScriptedTextsScreen Button:hover {
        color: $button-live-text; background: $button-live-background;
    }
    ScriptedTextsScreen Button:disabled {
        color: $button-off-text; text-opacity: 1; text-style: none;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "send", "Send", id="first.send",
                tooltip="Send this text and show the next; a held key sends one"),
        Binding("e,f5", "edit", "Edit", id="first.edit",
                tooltip="Change the words for this contact; enter then sends them"),
        Binding("s,f7", "skip", "Skip", id="first.skip",
                tooltip="Do not send this one"),
        Binding("z,f9", "take_back", "Undo skip", id="first.take_back",
                tooltip="Take the last skip back"),
        Binding("Q,f10", "send_all", "Send all", id="first.send_all",
                tooltip="QuickSend: all of them, with progress, pause and stop"),
        Binding("v,f11", "passed_over", "Set aside", id="first.passed_over", show=False,
                tooltip="Look again at those that were skipped or lack a field"),
        Binding("escape,b,ctrl+b", "leave", "Conversations", id="first.leave",
                tooltip="Go to the conversations"),
        Binding("question_mark,f1", "keys", "Keys", id="first.keys",
                tooltip="Show the keys of where you are"),
        Binding("q,ctrl+q", "app.quit", "Quit", id="first.quit", show=False,
                tooltip="Leave textbank"),
    ]  # fmt: skip

    def __init__(self, desk: Desk, source: ScriptedSource, campaign: str) -> None:
        super().__init__()
        self._desk = desk
        self._source = source
        self._campaign = campaign
        self._queue: deque[Scripted] = deque()
        self._last: int | None = None
        """The conversation behind which more are loaded; None where there are no more."""
        self._more = True
        self._reviewing = False
        """Whether those are shown that were set aside."""
        self._tally: Tally | None = None
        self._skipped: list[Scripted] = []

    def compose(self) -> ComposeResult:
        """Build the screen, empty."""
        yield Static(self._title(), id="scripted-title", markup=False)
        with Horizontal(id="scripted"), Vertical(id="scripted-body"):
            yield ProgressBar(id="scripted-progress", show_eta=False, show_percentage=False)
            yield Static("", id="scripted-remarks", markup=False)
            yield Static("", id="scripted-to", markup=False)
            yield Static("", id="scripted-when", markup=False)
            yield Static("", id="scripted-problem", markup=False)
            yield Composer(id="composer")
            with Horizontal(id="scripted-buttons"):
                yield Button("Send (enter)", id="send", compact=True)
                yield Button("Edit (e)", id="edit", compact=True)
                yield Button("Skip (s)", id="skip", compact=True)
                yield Button("Send all (Q)", id="send-all", compact=True)
            yield Static("", id="scripted-hint", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Load the first texts."""
        for button in self.query(Button):
            button.can_focus = False
        self._begin()
        self._watch()

    @work(group="load", exclusive=True)
    @told
    async def _begin(self) -> None:
        await self._load()
        self._show()
        await self._count()

    @work(group="live")
    @told
    async def _watch(self) -> None:
        await self._desk.watch(self._changed)

    def _changed(self) -> None:
        self._count_again()

    @work(group="count", exclusive=True)
    @told
    async def _count_again(self) -> None:
        await self._count()

    async def _count(self) -> None:
        self._tally = await self._source.tally()
        self._show_tally()
        if not self._queue and not self._reviewing and self._tally.to_send:
            self._more = True
            await self._load()
            self._show()

    async def _load(self) -> None:
        ask = self._source.passed_over if self._reviewing else self._source.upcoming
        found = await ask(self._last, AHEAD)
        self._more = len(found) == AHEAD
        if found:
            self._last = found[-1].conversation_id
        self._queue.extend(found)

    @work(group="load", exclusive=True)
    @told
    async def _load_more(self) -> None:
        nothing_shown = not self._queue
        await self._load()
        if nothing_shown:
            self._show()

    @property
    def _current(self) -> Scripted | None:
        return self._queue[0] if self._queue else None

    # Showing

    def _title(self) -> Content:
        return Content(f"{for_display(self._campaign)} · {for_display(self._source.heading)}")

    def _show(self) -> None:
        """Show the text whose turn it is."""
        item, composer = self._current, self.query_one(Composer)
        to, problem = Content(""), ""
        if item is None:
            composer.bind(None, "", "", enabled=False)
            hint = f"{self._source.finished} {NONE_LEFT}" if not self._more else ""
        else:
            name, number = name_words(item.name, item.number), number_words(item.number)
            to = Content(f"To {name}" if name == number else f"To {name} · {number}")
            composer.bind(item.conversation_id, item.name, item.text)
            hint = "enter or space sends it and shows the next."
            if item.unfilled:
                fields = ", ".join(for_display(field) for field in item.unfilled)
                problem = f"{fields} has nothing to say for this contact: e edits, s skips."
            elif not item.text.strip():
                problem = "The campaign has no script: e writes the text."
        composer.display = item is not None
        self.query_one("#scripted-to", Static).update(to)
        self.query_one("#scripted-when", Static).update("")
        if item is not None:
            self._show_hours(item.conversation_id)
        self._say_problem(problem)
        self.query_one("#scripted-hint", Static).update(Content(hint))
        for button in ("#send", "#edit", "#skip"):
            self.query_one(button, Button).disabled = item is None
        self._show_tally()

    @work(group="hours", exclusive=True)
    @told
    async def _show_hours(self, conversation_id: int) -> None:
        """Say what time it is for the contact, and when the text will leave."""
        hours = await hours_view(self._desk, conversation_id)
        words = hours.words
        if not words and hours.local_time is not None:
            words = f"It is {time_words(hours.local_time, hours.local_time.tzinfo)} for them."
        self.query_one("#scripted-when", Static).update(Content(words))

    def _say_problem(self, words: str) -> None:
        self.query_one("#scripted-problem", Static).update(Content(words))

    def _show_tally(self) -> None:
        tally = self._tally
        if tally is None:
            return
        total = tally.sent + tally.to_send
        self.query_one(ProgressBar).update(total=max(1, total), progress=tally.sent)
        words = [f"{tally.sent:,} of {total:,} sent", *tally.remarks]
        if tally.requests:
            asks = "contact asks" if tally.requests == 1 else "contacts ask"
            words.append(f"{tally.requests:,} {asks} to opt out: esc goes there")
        if self._current is None and tally.set_aside and not self._reviewing:
            words.append("v looks again at those set aside")
        self.query_one("#scripted-remarks", Static).update(Content(for_display(" · ".join(words))))
        send_all = self.query_one("#send-all", Button)
        send_all.display = tally.quick_send
        send_all.disabled = not tally.to_send

    # Sending

    def action_send(self) -> None:
        """Send the text that is shown, once for a key that is held down."""
        if cast("TextbankApp", self.app).held_keys.may_act():
            self._send_shown(self._own_words())
        else:
            self._say_problem(TOO_SOON)

    def _own_words(self) -> str | None:
        """What the texter made of the text that is shown, if they changed it."""
        item, text = self._current, self.query_one(Composer).text
        return None if item is None or text == for_copying(item.text) else text

    def _send_shown(self, text: str | None) -> None:
        item = self._current
        if item is None:
            if not self._more:
                self.action_leave()
            return
        if text is None and (item.unfilled or not item.text.strip()):
            # Said again: a texter who goes fast must see why nothing left.
            self._show()
            self.app.bell()
            return
        self._go_on()
        self._send(item, text)

    def _go_on(self) -> None:
        """Show the next text."""
        self._queue.popleft()
        self.set_focus(None)
        self._show()
        if len(self._queue) < FEW and self._more:
            self._load_more()

    @work(group="writing")
    @told
    async def _send(self, item: Scripted, text: str | None) -> None:
        try:
            await self._source.send(item, text)
        except TextbankError as error:
            name = name_words(item.name, item.number)
            self.notify(
                for_display(str(error)), title=f"Not sent to {for_display(name)}",
                severity="error", timeout=12, markup=False,
            )  # fmt: skip
            if text is not None:
                # The texter's own words come back to be mended.
                self._queue.appendleft(item)
                self._show()
                self.query_one(Composer).restore(item.conversation_id, text)

    @on(Composer.Submitted)
    def _submitted(self, event: Composer.Submitted) -> None:
        item = self._current
        if item is not None and item.conversation_id == event.conversation_id:
            own = event.text if event.text != for_copying(item.text) else None
            self._send_shown(own)

    def action_edit(self) -> None:
        """Go to the words of this text."""
        if self._current is not None:
            self.query_one(ReplyInput).focus()

    @on(Composer.Left)
    def _left_composer(self) -> None:
        self.set_focus(None)

    def action_skip(self) -> None:
        """Set this text aside, once for a key that is held down."""
        item = self._current
        if item is None or not cast("TextbankApp", self.app).held_keys.may_act():
            return
        self._go_on()
        self._skip(item)

    @work(group="writing")
    @told
    async def _skip(self, item: Scripted) -> None:
        await self._source.skip(item)
        self._skipped.append(item)

    def action_take_back(self) -> None:
        """Bring the text that was skipped last back, to be sent or not."""
        if self._skipped and cast("TextbankApp", self.app).held_keys.may_act():
            self._take_back(self._skipped.pop())

    @work(group="writing")
    @told
    async def _take_back(self, item: Scripted) -> None:
        await self._source.take_back(item)
        self._queue.appendleft(item)
        self._show()

    def action_passed_over(self) -> None:
        """Look again at those set aside."""
        if self._tally is not None and self._tally.set_aside:
            self._reviewing = not self._reviewing
            self._queue.clear()
            self._last, self._more = None, True
            self._begin()

    # Sending all

    def action_send_all(self) -> None:
        """Ask, then send all of them."""
        if self._tally is None or not self._tally.to_send:
            return
        if not self._tally.quick_send:
            self._say_problem("This campaign does not allow sending all at once.")
            return
        from tui.screens.quick_send import QuickSendScreen

        self.app.push_screen(
            QuickSendScreen(self._source, self._tally), lambda _: self._begin_anew()
        )

    def _begin_anew(self) -> None:
        self._queue.clear()
        self._last, self._more, self._reviewing = None, True, False
        self._begin()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        match event.button.id:
            case "send":
                self._send_shown(self._own_words())
            case "edit":
                self.action_edit()
            case "skip":
                if (item := self._current) is not None:
                    self._go_on()
                    self._skip(item)
            case "send-all":
                self.action_send_all()

    def action_keys(self) -> None:
        """Show the keys of where the texter is."""
        from tui.screens.keys import KeysScreen

        self.app.push_screen(KeysScreen(dict(self.active_bindings)))

    def action_leave(self) -> None:
        """Go to the conversations."""
        self.dismiss(None)
