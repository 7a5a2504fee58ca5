"""What the tabs of the side panel share: paragraphs, one below the other."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.strip import Strip

from tui.widgets.cell_text import wrap
from tui.widgets.line_view import LineView

MAX_CHARACTERS = 2_000
"""Characters shown of one field or message."""
LEFT = 1
"""Cells left free at the edge."""

Part = tuple[str, str]
"""A paragraph, safe to show, and the name of its style."""

Line = list[Part]
"""What stands on one line, from left to right."""


class PanelView(LineView, can_focus=True, inherit_bindings=False):
    """Lines of text on the right of the messenger. What is in it says `lines_for`."""

    FOCUS_ON_CLICK = False
    """Keys act by where the focus is, and a click is no reason to leave the composer."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "side--heading",
        "side--text",
        "side--muted",
        "side--box",
    }
    """
    | Class | What it styles |
    | :- | :- |
    | `side--heading` | the contact's name, and headings |
    | `side--text` | everything else |
    | `side--muted` | what is less important |
    | `side--box` | the lines around the statement on Opt Out |
    """

    DEFAULT_CSS = """
    PanelView .side--heading { text-style: bold; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "line(-1)", "Up", show=False, id="side.up"),
        Binding("down,j", "line(1)", "Down", show=False, id="side.down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="side.page_up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="side.page_down"),
    ]

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._lines: list[Line] = []
        self._wrapped_at = 0

    def lines_for(self, width: int) -> list[Line]:
        """What to show in lines of so many cells, the free cell on the left not among them."""
        raise NotImplementedError

    def lay_out(self) -> None:
        """Show what there is to show now; where the tab is not looked at, once it is."""
        if not self.display:
            return
        width = self._wrapped_at = self.line_width
        self._lines = self.lines_for(width - LEFT) if width > LEFT else []
        self.set_line_count(len(self._lines))
        self.refresh()

    def line_at(self, y: int) -> int:
        """Which line is drawn at this height of the widget."""
        return y + round(self.scroll_y)

    def action_line(self, by: int) -> None:
        """Scroll by lines."""
        self.scroll_to_line(round(self.scroll_y) + by)

    def action_page(self, by: int) -> None:
        """Scroll by pages."""
        self.scroll_to_line(round(self.scroll_y) + by * max(1, self.size.height - 2))

    def on_show(self) -> None:
        """Show what came while another tab was looked at."""
        self.lay_out()

    def on_resize(self) -> None:
        """Wrap anew where the width changed."""
        if self._wrapped_at != self.line_width:
            self.lay_out()

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in sight."""
        index = self.line_at(y)
        if index >= len(self._lines):
            return self.blank_line()
        segments = [Segment(" " * LEFT, self.style_of())]
        segments += [
            Segment(text, self.style_of(name)) for text, name in self._lines[index] if text
        ]
        return self.drawn_line(segments)


def wrapped(parts: list[Part], width: int) -> list[Line]:
    """The lines of these paragraphs, cut to cells; a long one is cut off and says so."""
    lines: list[Line] = []
    for text, style in parts:
        cut = text if len(text) <= MAX_CHARACTERS else text[:MAX_CHARACTERS] + "…"
        lines += [[(cut[a:b], style)] for a, b in wrap(cut, width)]
    return lines
