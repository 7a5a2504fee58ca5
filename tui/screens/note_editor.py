"""The note editor: what was noted on a contact, and room for another note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from core.safe_text import for_display, for_line
from core.views_beside import NoteView
from tui.widgets.composer import ReplyInput
from tui.widgets.when import moment_words

MAX_LINE = 200
"""Characters of a note in the list."""


@dataclass(frozen=True, slots=True)
class NoteAnswer:
    """How the editor was left."""

    save: str = ""
    """A note to keep."""
    remove: int | None = None
    """A note to take away."""
    unsaved: str = ""
    """What was written and is not to be kept yet: it is there the next time."""


class NoteInput(ReplyInput):
    """The note being written; the key that opened the editor is not typed while it is held."""

    def __init__(self, opened_by: str) -> None:
        super().__init__(id="note-text")
        self._opened_by = opened_by

    def wait_for_release(self, key: str = "") -> None:
        """Wait for that key to be let go, too, when the focus comes here first."""
        super().wait_for_release(key or self._opened_by)
        self._opened_by = ""


class NoteEditor(ModalScreen[NoteAnswer]):
    """Write a note on a contact, read those before, take one's own away."""

    AUTO_FOCUS = "NoteInput"

    DEFAULT_CSS = """
    NoteEditor { align: center middle; }
    NoteEditor #note {
        width: 64; max-width: 95%; height: auto; max-height: 90%;
        border: round $button-live-background; padding: 1 2;
        background: $centre-background; color: $centre-text;
    }
    NoteEditor Static { width: 100%; height: auto; }
    NoteEditor #note-title {
        height: 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; margin-bottom: 1;
    }
    NoteEditor OptionList {
        height: auto; max-height: 8; border: none; background: $centre-background;
        color: $centre-text; margin-bottom: 1;
    }
    NoteEditor NoteInput {
        height: auto; min-height: 3; max-height: 8; border: none;
        border-left: thick $button-live-background;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="note.leave"),
        Binding("delete,ctrl+d", "remove", "Take away", id="note.remove", show=False,
                tooltip="Take the note under the cursor away, if it is yours"),
    ]  # fmt: skip

    def __init__(
        self, notes: Sequence[NoteView], name: str, texter: str, draft: str, opened_by: str
    ) -> None:
        super().__init__()
        self._notes = list(notes)
        self._who = name
        """The contact, safe to draw."""
        self._texter = texter
        self._draft = draft
        self._opened_by = opened_by

    def compose(self) -> ComposeResult:
        """Build the notes there are, and the input."""
        with Vertical(id="note") as panel:
            panel.border_subtitle = (
                "enter saves · esc back · tab to the notes"
                if self._notes
                else "enter saves · ctrl+j new line · esc back"
            )
            yield Static(f"Notes on {self._who}", id="note-title", markup=False)
            if self._notes:
                yield OptionList(
                    *(Option(self._entry(note)) for note in self._notes),
                    markup=False,
                    compact=True,
                )
            yield NoteInput(self._opened_by)

    def on_mount(self) -> None:
        """Go on with what was written before."""
        field = self.query_one(NoteInput)
        field.load_text(self._draft)
        field.move_cursor(field.document.end)

    def _entry(self, note: NoteView) -> Content:
        mine = " · yours, Del takes it away" if note.author == self._texter else ""
        about = f"{for_display(note.author)}, {moment_words(note.at)}{mine}"
        return Content.assemble(for_line(note.body, MAX_LINE), "\n", (about, "dim"))

    @on(ReplyInput.Sent)
    def _sent(self, event: ReplyInput.Sent) -> None:
        event.stop()
        text = self.query_one(NoteInput).text
        if text.strip():
            self.dismiss(NoteAnswer(save=text))

    @on(ReplyInput.Left)
    def action_leave(self) -> None:
        """Leave; what was written is there the next time."""
        self.dismiss(NoteAnswer(unsaved=self.query_one(NoteInput).text))

    def action_remove(self) -> None:
        """Take the note under the cursor away, if the texter wrote it."""
        if not self._notes or not self.query_one(OptionList).has_focus:
            return
        place = self.query_one(OptionList).highlighted
        note = None if place is None else self._notes[place]
        if note is not None and note.author == self._texter:
            self.dismiss(NoteAnswer(remove=note.id, unsaved=self.query_one(NoteInput).text))
