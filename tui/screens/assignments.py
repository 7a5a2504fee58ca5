"""The assignment picker: which share of which campaign to work on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from core.domain import Behavior
from core.safe_text import for_display
from core.views import AssignmentView

BEHAVIOR_WORDS = {
    Behavior.TYPE_1: "Provider type 1: nothing is blocked until you press Opt Out",
    Behavior.TYPE_2: "Provider type 2: the provider answers STOP itself and blocks the line",
}


class AssignmentPicker(ModalScreen[int | None]):
    """Pick an assignment; answers with its id, or None for leaving it as it is."""

    DEFAULT_CSS = """
    AssignmentPicker { align: center middle; }
    AssignmentPicker #picker {
        width: 76; max-width: 95%; height: auto; max-height: 90%;
        border: round $button-live-background; padding: 1 2;
        background: $centre-background; color: $centre-text;
    }
    AssignmentPicker #picker-title { text-style: bold; margin-bottom: 1; height: auto; }
    AssignmentPicker OptionList {
        height: auto; max-height: 100%; border: none; background: $centre-background;
        color: $centre-text;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="picker.leave"),
        Binding("j", "move(1)", "Down", show=False, id="picker.down"),
        Binding("k", "move(-1)", "Up", show=False, id="picker.up"),
    ]

    def __init__(self, assignments: Sequence[AssignmentView], chosen: int | None = None) -> None:
        super().__init__()
        self._assignments = assignments
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """Build the list, one entry an assignment, with what waits in each."""
        with Vertical(id="picker") as panel:
            panel.border_subtitle = "enter opens · esc goes back"
            yield Static("Your assignments", id="picker-title", markup=False)
            yield OptionList(
                *(Option(_entry(view), id=str(view.id)) for view in self._assignments),
                markup=False,
                compact=True,
            )

    def on_mount(self) -> None:
        """Stand on the assignment that is open now."""
        options = self.query_one(OptionList)
        ids = [view.id for view in self._assignments]
        options.highlighted = ids.index(self._chosen) if self._chosen in ids else 0

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(int(event.option_id or 0))

    def action_move(self, by: int) -> None:
        """Move the cursor, for hands that know vim."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    def action_leave(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)


def _entry(view: AssignmentView) -> Content:
    waiting = [
        f"{view.conversations:,} on the list",
        f"{view.replies:,} need{'s' if view.replies == 1 else ''} a reply",
        f"{view.requests:,} ask{'s' if view.requests == 1 else ''} to opt out",
    ]
    if view.unsent:
        waiting.append(f"{view.unsent:,} not texted yet")
    lines = [
        Content.assemble(
            (for_display(view.campaign), "bold"), f" · {for_display(view.organization)}"
        ),
        Content(" · ".join(waiting)),
        Content(BEHAVIOR_WORDS[view.behavior]),
    ]
    if view.description.strip():
        lines.insert(1, Content(for_display(view.description)))
    return Content("\n").join([*lines, Content("")])
