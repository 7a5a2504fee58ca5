"""The line that a search is typed into, on top of the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from core.safe_text import for_copying
from tui.key_names import types_a_letter

LONGEST = 200
"""Letters of a question; more is pasted by mistake."""


class SearchInput(Input):
    """Where the words are typed; the arrow keys move the list meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False, id="search.up"),
        Binding("down", "move(1)", "Down", show=False, id="search.down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="search.page_up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="search.page_down"),
        Binding("escape", "leave", "Leave the search", show=False, id="search.leave"),
    ]

    def validate_value(self, value: str) -> str:
        """Take no control characters, wherever the text was copied: they would be drawn."""
        return " ".join(for_copying(value).split("\n"))

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is typed here: the foot of the screen then does not offer it."""
        return types_a_letter(key) or super().check_consume_key(key, character)

    def action_move(self, by: int) -> None:
        """Move the list's cursor by rows."""
        self.post_message(SearchBox.Moved(by, pages=False))

    def action_page(self, by: int) -> None:
        """Move the list's cursor by pages."""
        self.post_message(SearchBox.Moved(by, pages=True))

    def action_leave(self) -> None:
        """End the search."""
        self.post_message(SearchBox.Left())


class SearchBox(Horizontal):
    """What is looked for."""

    DEFAULT_CSS = """
    SearchBox {
        width: 100%; height: 1; padding: 0 1; display: none;
        SearchInput, SearchInput:focus {
            width: 1fr; height: 1; border: none; padding: 0;
        }
        #search-mark { width: 2; }
        #search-leave { width: 2; text-align: right; }
    }
    """

    @dataclass
    class Asked(Message):
        """Something else is looked for."""

        words: str

        def can_replace(self, message: Message) -> bool:
            """Only the latest matters."""
            return isinstance(message, SearchBox.Asked)

    @dataclass
    class Chosen(Message):
        """Enter: the conversation under the cursor is wanted."""

    @dataclass
    class Moved(Message):
        """The cursor of the list is to move."""

        by: int
        pages: bool

    @dataclass
    class Left(Message):
        """The search is over."""

    def compose(self) -> ComposeResult:
        """A mark, the line itself, and a cross that ends it."""
        yield Static("/", id="search-mark")
        line = SearchInput(
            placeholder="name, number or words", id="search-line", max_length=LONGEST
        )
        line.cursor_blink = False
        yield line
        yield Static("✕", id="search-leave")

    @property
    def line(self) -> SearchInput:
        """Where the words are typed."""
        return self.query_one(SearchInput)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Asked(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Chosen())

    def on_click(self) -> None:
        """A click on the cross ends the search; one elsewhere goes on with it."""
        cross = self.query_one("#search-leave", Static)
        if cross.region.contains_point(self.app.mouse_position):
            self.post_message(self.Left())
        else:
            self.line.focus()
