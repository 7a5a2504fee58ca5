"""What a text looks like in a conversation: wrapped lines in a bubble, and day lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from rich.cells import cell_len

from core.domain import Span
from core.safe_text import display_span
from tui.widgets.cell_text import wrap

MAX_LINES = 40
"""Lines shown of one text."""
MAX_CHARACTERS = 8_000
"""Characters looked at of one text; no carrier's longest has half of that."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: pieces of text, each with the name of its style."""

    pieces: tuple[tuple[str, str], ...] = ()
    indent: int = 0
    bubble: int = 0
    """Cells the bubble is wide; 0 where there is none."""
    style: str = ""
    """What the bubble is filled with."""
    mark: str = ""
    """Drawn in the left margin."""


@dataclass(frozen=True, slots=True)
class Body:
    """A text made safe and wrapped."""

    shown: str
    span: Span | None
    """Words of it that stand out."""
    rows: tuple[tuple[int, int], ...]
    """Where each line of it starts and ends."""
    more: str
    """What is said of the lines that are left out."""
    cells: int
    """How wide the bubble around it is."""

    def lines(self, fill: str, indent: int, mark: str = "", standing_out: str = "") -> list[Line]:
        """The bubble.

        Args:
            fill: The style of the bubble.
            indent: Cells left of it.
            mark: Drawn in the left margin.
            standing_out: The style of the words that stand out.
        """
        found = [
            Line(tuple(self._pieces(a, b, fill, standing_out)), indent, self.cells, fill, mark)
            for a, b in self.rows
        ]
        if self.more:
            cells = max(self.cells, len(self.more) + 2)
            found.append(Line(((self.more, fill),), indent, cells, fill, mark))
        return found

    def _pieces(self, start: int, end: int, fill: str, out: str) -> Iterator[tuple[str, str]]:
        span = self.span
        if span is None or span.end <= start or span.start >= end:
            yield self.shown[start:end], fill
            return
        a, b = max(start, span.start), min(end, span.end)
        yield self.shown[start:a], fill
        yield self.shown[a:b], out
        yield self.shown[b:end], fill


def wrapped_body(body: str, room: int, span: Span | None = None) -> Body:
    """Make a text safe and wrap it.

    Args:
        body: The text as it arrived.
        room: Cells that the bubble may take, its margins among them.
        span: Words of it that stand out.
    """
    shown, span = shown_body(body, span)
    rows = list(wrap(shown, room - 2))
    hidden = len(rows) - MAX_LINES
    del rows[MAX_LINES:]
    more = ""
    if len(body) > MAX_CHARACTERS:
        more = "… and more"
    elif hidden > 0:
        more = f"… {hidden:,} more lines"
    cells = max(cell_len(shown[a:b]) for a, b in rows) + 2
    return Body(shown, span, tuple(rows), more, cells)


def shown_body(body: str, span: Span | None = None) -> tuple[str, Span | None]:
    """As much of a text as is looked at, safe to draw, and where its words stand then."""
    shown, span = display_span(body[:MAX_CHARACTERS], span, multiline=True)
    return shown or " ", span


def local_day(at: datetime, zone: tzinfo | None) -> date:
    """The day a moment belongs to, where the reader is."""
    return at.astimezone(zone).date()
