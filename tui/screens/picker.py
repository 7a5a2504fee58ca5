"""A picker: a list in the middle of the screen, from which one entry is taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

T = TypeVar("T")


class Picker(ModalScreen[T | None], Generic[T]):
    """Answers with what was picked, or None for leaving it as it is."""

    TITLE_WORDS: ClassVar[str]
    """What is asked."""
    HOW: ClassVar[str]
    """What the keys do, in words."""

    DEFAULT_CSS = """
    Picker { align: center middle; }
    Picker #picker {
        width: 76; max-width: 95%; height: auto; max-height: 90%;
        border: round $button-live-background; padding: 1 2;
        background: $centre-background; color: $centre-text;
    }
    Picker #picker-title { text-style: bold; margin-bottom: 1; height: auto; }
    Picker OptionList {
        height: auto; max-height: 100%; border: none; background: $centre-background;
        color: $centre-text;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="picker.leave"),
        Binding("j", "move(1)", "Down", show=False, id="picker.down"),
        Binding("k", "move(-1)", "Up", show=False, id="picker.up"),
    ]

    def __init__(self, entries: Sequence[tuple[T, Content]], chosen: int = 0) -> None:
        super().__init__()
        self._entries = entries
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """Build the list, one entry after the other."""
        with Vertical(id="picker") as panel:
            panel.border_subtitle = Content(self.HOW)
            yield Static(self.TITLE_WORDS, id="picker-title", markup=False)
            yield OptionList(
                *(Option(Content.assemble(words)) for _, words in self._entries),
                markup=False,
                compact=True,
            )

    def on_mount(self) -> None:
        """Stand on what is open now."""
        self.query_one(OptionList).highlighted = self._chosen

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._entries[event.option_index][0])

    def action_move(self, by: int) -> None:
        """Move the cursor, for hands that know vim."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    def action_leave(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)
