"""What the transcript and the phone share: a conversation read from its end, and its place kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType

from core.clock import utc_now
from tui.widgets.bubbles import Line
from tui.widgets.line_view import LineView

Place = tuple[int, int]
"""The text at the top, and how many lines into it."""


def scroll_bindings(owner: str) -> list[BindingType]:
    """The keys that scroll, their ids in the name of a widget."""
    return [
        Binding("up,k", "line(-1)", "Up", show=False, id=f"{owner}.up"),
        Binding("down,j", "line(1)", "Down", show=False, id=f"{owner}.down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id=f"{owner}.page_up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id=f"{owner}.page_down"),
        Binding("home,g", "start", "Start", show=False, id=f"{owner}.start"),
        Binding("end,G", "end", "End", show=False, id=f"{owner}.end"),
    ]


class BubbleView(LineView):
    """Texts in bubbles, one below the other."""

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.now: Callable[[], datetime] = utc_now
        """The clock that tells today from yesterday."""
        self.zone: tzinfo | None = None
        """The zone that days and times are shown in; None is the computer's own."""
        self.empty_text = ""
        """What is said where there is nothing to show."""
        self._lines: list[Line] = []
        self._owners: list[int] = []
        """For each line, the id of its text; 0 for lines between texts."""

    @property
    def page_lines(self) -> int:
        """How many lines of texts are in sight."""
        return self.size.height

    def action_line(self, by: int) -> None:
        """Scroll by lines."""
        self.finish()
        self.scroll_to_line(round(self.scroll_y) + by)

    def action_page(self, by: int) -> None:
        """Scroll by pages."""
        self.finish()
        self.scroll_to_line(round(self.scroll_y) + by * max(1, self.page_lines - 2))

    def action_start(self) -> None:
        """Scroll to the first text."""
        self.finish()
        self.scroll_to_line(0)

    def action_end(self) -> None:
        """Scroll to the latest text."""
        self.scroll_to_line(self.max_scroll_y)

    def finish(self) -> None:
        """Wrap what was left for later, if anything was."""

    def place(self) -> Place | None:
        """Where the reader is, or None at the end."""
        top = round(self.scroll_y)
        if top >= self.max_scroll_y:
            return None
        owner = next((owner for owner in self._owners[top:] if owner), 0)
        return (owner, top - self._owners.index(owner)) if owner else None

    def go_to(self, place: Place | None) -> None:
        """Scroll to where the reader was; to the end if that is None or gone."""
        target = self.max_scroll_y
        if place is not None and place[0] in self._owners:
            target = self._owners.index(place[0]) + place[1]
        self.scroll_to_line(target)

    def bubble_segments(self, line: Line) -> list[Segment]:
        """A line from the end of its indent on."""
        fill = self.style_of(line.style)
        segments = [Segment(" ", fill)] if line.bubble else []
        used = sum(cell_len(text) for text, _ in line.pieces)
        segments += [Segment(text, self.style_of(name)) for text, name in line.pieces if text]
        if line.bubble:
            segments.append(Segment(" " * max(1, line.bubble - 1 - used), fill))
        return segments
