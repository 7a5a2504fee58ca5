"""Opting out many at once: one question that counts and lists them, then progress, then the end."""

from __future__ import annotations

from array import array
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, cast
from uuid import uuid4

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, ProgressBar, Static

from core.errors import TextbankError
from core.safe_text import for_display
from core.triage import TriageSession
from core.views_triage import BulkDone, BulkPart, BulkPreview
from tui.held_keys import SETTLE
from tui.live_keys import live_keys
from tui.widgets.conversation_rows import LINES, ConversationRows
from tui.widgets.info_view import BEHAVIORS
from tui.widgets.labels import counted_words, name_words
from tui.widgets.triage_list import TriageList

if TYPE_CHECKING:
    from tui.app import TextbankApp

UNDO_TICK = 0.25
"""Seconds between two looks at how long all of it can still be taken back."""

MOST_NAMED = 6
"""So many of those left alone are named, with why."""


OUT_BEFORE = (
    "conversation was with a contact opted out already.",
    "conversations were with contacts opted out already.",
)


@dataclass(frozen=True, slots=True)
class BatchLeft:
    """How the question was left."""

    done: BulkDone
    undo: bool = False
    """Whether all of it is to be taken back."""


class OptOutMarked(ModalScreen[BatchLeft | None]):
    """Asks once; answers with what was done, or None where nothing was."""

    DEFAULT_CSS = """
    OptOutMarked { align: center middle; }
    OptOutMarked #batch {
        width: 76; max-width: 96%; height: auto; max-height: 96%;
        border: round $button-live-background; padding: 0 2;
        background: $centre-background; color: $centre-text;
    }
    OptOutMarked Static { width: 100%; height: auto; }
    OptOutMarked #batch-question { text-style: bold; }
    OptOutMarked #batch-list { height: 8; margin: 1 0; }
    OptOutMarked.-low #batch-list { margin: 0; }
    OptOutMarked ProgressBar { width: 100%; margin: 1 0; display: none; }
    OptOutMarked ProgressBar Bar { width: 1fr; }
    OptOutMarked ProgressBar Bar > .bar--bar { color: $button-live-background; }
    OptOutMarked ProgressBar Bar > .bar--complete { color: $request-text; }
    OptOutMarked.-begun ProgressBar { display: block; }
    OptOutMarked.-begun #batch-list { display: none; }
    OptOutMarked #batch-choices { height: 1; width: 100%; align-horizontal: right; }
    OptOutMarked Button { margin-left: 1; min-width: 10; height: 1; border: none; }
    """

    AUTO_FOCUS = "TriageList"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "go", "Opt out all", id="batch.all", priority=True),
        Binding("escape,n", "leave", "Cancel", id="batch.cancel"),
        Binding("z,f9", "undo", "Undo", id="batch.undo"),
    ]

    def __init__(
        self,
        session: TriageSession,
        ids: Sequence[int],
        keys: Sequence[int],
        seen: Mapping[int, int],
        *,
        now: Callable[[], datetime],
        began: Callable[[], None],
        ended: Callable[[BulkDone | None], Awaitable[None]],
    ) -> None:
        super().__init__()
        self._now = now
        self._tell_began = began
        self._tell_ended = ended
        self._session = session
        self._ids = ids
        self._keys = keys
        self._seen = seen
        self._opened = 0.0
        self._operation_id = uuid4().hex
        self._begun = False
        self._done: BulkDone | None = None
        self._ended = 0.0
        """Since when its end is shown: keys held since before do not count."""

    def compose(self) -> ComposeResult:
        """Build the question, the list, and the progress that takes its place."""
        with Vertical(id="batch"):
            yield Static("Counting…", id="batch-question", markup=False)
            yield Static("", id="batch-words", markup=False)
            yield TriageList(id="batch-list")
            yield Static("", id="batch-undo", markup=False)
            yield ProgressBar(id="batch-progress", show_eta=False, show_percentage=False)
            with Horizontal(id="batch-choices"):
                yield Button("Cancel (Esc)", id="batch-cancel", compact=True)
                yield Button("Opt out all (Enter)", id="batch-go", compact=True, disabled=True)

    def on_mount(self) -> None:
        """Count what is marked; no key answers before that is said."""
        for button in self.query(Button):
            button.can_focus = False
        self.query_one(TriageList).set_ids(array("q", self._ids), array("q", self._keys))
        self._preview()

    @work(group="preview")
    async def _preview(self) -> None:
        try:
            preview = await self._session.preview_many(self._ids)
        except TextbankError as error:
            self._say("That did not work.", for_display(str(error)))
            return
        if self not in self.app.screen_stack:
            return  # It was left before all were counted.
        self._say(*_question(preview))
        self._fit()
        self.query_one("#batch-go", Button).disabled = not preview.conversations
        if preview.conversations:
            self._opened = monotonic()

    @on(ConversationRows.RowsWanted)
    async def _rows_wanted(self, event: ConversationRows.RowsWanted) -> None:
        event.stop()
        # Rows that cannot be read stay blank; what is asked counts them all the same.
        with suppress(TextbankError):
            rows = await self._session.rows(event.ids)
            if self in self.app.screen_stack:
                self.query_one(TriageList).put_queue_rows(rows)

    def on_resize(self) -> None:
        """Show as many rows as there is room for."""
        self._fit()

    def _fit(self) -> None:
        self.call_after_refresh(self._fit_list)

    def _fit_list(self) -> None:
        if self._begun or self not in self.app.screen_stack:
            return
        listed, panel = self.query_one(TriageList), self.query_one("#batch")
        others = sum(
            one.outer_size.height + one.styles.margin.height
            for one in panel.children
            if one is not listed and one.display
        )
        frame = 2 + listed.styles.margin.height
        room = self.size.height * 96 // 100 - others - frame
        listed.styles.height = max(LINES, min(LINES * len(self._ids), room))

    def _say(self, question: str, words: str | Content) -> None:
        if self not in self.app.screen_stack:
            return
        self.query_one("#batch-question", Static).update(Content(question))
        self.query_one("#batch-words", Static).update(
            Content(words) if isinstance(words, str) else words
        )

    def action_go(self) -> None:
        """Begin; once it has ended, close."""
        if self._ended:
            self._close()
        elif not self._begun and self._opened:
            keys = cast("TextbankApp", self.app).held_keys
            if keys.began_after(self._opened + SETTLE, monotonic()):
                self._begin()
            else:
                panel = self.query_one("#batch")
                panel.border_subtitle = "let the key go for a moment, then press it"

    def action_leave(self) -> None:
        """Leave it; what has begun is carried to its end."""
        if self._ended or not self._begun:
            self._close()

    def action_undo(self) -> None:
        """Take all of it back, once it has ended."""
        if self._done is None or self._done.undo_until is None or not self._ended:
            return
        keys = cast("TextbankApp", self.app).held_keys
        if keys.began_after(self._ended, monotonic()):
            self._close(undo=True)

    def _close(self, *, undo: bool = False) -> None:
        # What is pressed for this question is not meant for what is beneath it.
        cast("TextbankApp", self.app).held_keys.not_before = monotonic()
        self.dismiss(None if self._done is None else BatchLeft(self._done, undo))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.id == "batch-go":
            self.action_go()
        else:
            self.action_leave()

    def _begin(self) -> None:
        self._begun = True
        self.add_class("-begun")
        self.query_one("#batch").border_subtitle = ""
        for button in self.query(Button):
            button.display = False
        self._say("Opting out…", "")
        self._tell_began()
        self._carry_out()

    @work(group="writing")
    async def _carry_out(self) -> None:
        try:
            done = await self._session.opt_out_many(
                self._ids, self._seen, self._progress, self._operation_id
            )
        except TextbankError as error:
            words = f"{for_display(str(error))}\nWhat was done stands; the rest is still marked."
            await self._tell_ended(None)
            self._say("That did not work.", words)
        else:
            self._done = done
            await self._tell_ended(done)
            self._progress(len(self._ids), len(self._ids))
            self._say("Done.", done_words(done))
            self._show_undo()
            self.set_interval(UNDO_TICK, self._show_undo)
        self._ended = monotonic()
        close = self.query_one("#batch-go", Button)
        close.label, close.display, close.disabled = Content("Close (Enter)"), True, False

    def _show_undo(self) -> None:
        """Count the time in which all of it can be taken back."""
        until = None if self._done is None else self._done.undo_until
        left = 0 if until is None else ceil((until - self._now()).total_seconds())
        keys = Content(" or ").join(
            Content.styled(key, "bold reverse") for key in live_keys(self, "batch.undo")
        )
        words = keys + Content(f" undoes all of it · {left}s") if left > 0 else Content("")
        self.query_one("#batch-undo", Static).update(words)

    def _progress(self, done: int, total: int) -> None:
        self.query_one(ProgressBar).update(total=max(1, total), progress=done)
        self.query_one("#batch-words", Static).update(Content(f"{done:,} of {total:,}"))


def _question(preview: BulkPreview) -> tuple[str, Content]:
    """What is asked, and what it will do, behavior by behavior."""
    if not preview.conversations:
        return "None of these waits any more.", Content("")
    contacts = counted_words(preview.contacts, "contact", "contacts")
    if preview.contacts != preview.conversations:
        contacts += f", in {counted_words(preview.conversations, 'conversation', 'conversations')},"
    lines = [Content(_part_words(part)) for part in preview.parts]
    sends = "No opt-out message will be sent."
    if preview.confirmations:
        messages = counted_words(preview.confirmations, "opt-out message", "opt-out messages")
        sends = f"{messages} will be sent, one to each contact at most."
    lines.append(Content.styled(sends, "bold"))
    if preview.gone:
        gone = counted_words(preview.gone, "no longer waits and is", "no longer wait and are")
        lines.append(Content(f"{gone} left alone."))
    return f"Opt out {contacts} now?", Content("\n").join(lines)


def _part_words(part: BulkPart) -> str:
    words = [f"{BEHAVIORS[part.behavior]}: {part.conversations:,}"]
    if part.confirmations:
        words.append(f"{counted_words(part.confirmations, 'message', 'messages')} to be sent")
    if part.told:
        words.append(f"{part.told:,} told by the provider already")
    if part.opted_out:
        words.append(f"{part.opted_out:,} opted out already, or here twice")
    return " · ".join(words)


def done_words(done: BulkDone) -> Content:
    """What a batch came to, and who was left alone, with why."""
    lines = [counted_words(done.opted_out, "contact is opted out.", "contacts are opted out.")]
    if done.confirmations:
        queued = ("opt-out message is queued.", "opt-out messages are queued.")
        lines.append(counted_words(done.confirmations, *queued))
    if done.already:
        lines.append(counted_words(done.already, *OUT_BEFORE))
    if done.skipped:
        lines.append(counted_words(len(done.skipped), "was left alone:", "were left alone:"))
        lines += [
            f"  {name_words(one.name, '')}: {for_display(one.why)}"
            for one in done.skipped[:MOST_NAMED]
        ]
        if len(done.skipped) > MOST_NAMED:
            lines.append(f"  and {len(done.skipped) - MOST_NAMED:,} more")
    return Content("\n".join(lines))
