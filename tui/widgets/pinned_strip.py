"""Rows that stay where they belong in terminals that count emoji by cells of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.control import Control
from rich.segment import Segment
from textual.strip import Strip

_CERTAIN = r" -~\u00a1-\u02af\u2010-\u203a\u2500-\u259f"
_RUNS = re.compile(f"([{_CERTAIN}]+)|[^{_CERTAIN}]+")
"""Letters that are one cell in every terminal, and what terminals disagree about."""


class PinnedStrip(Strip):
    """A strip that tells the terminal where it stands on the screen.

    Terminals differ by up to six cells in how wide an emoji of several parts is, and what
    stands to the right of it on the row would be shifted by that. Here the cells of such
    letters are blanked first, and the cursor is placed anew behind them.

    Args:
        strip: What is drawn.
        x: The column of the screen where it begins.
        y: The row of the screen.
    """

    __slots__ = ("_x", "_y")

    def __init__(self, strip: Strip, x: int, y: int) -> None:
        super().__init__(list(strip), strip.cell_length)
        self._x = x
        self._y = y

    def crop(self, start: int, end: int | None = None) -> Strip:
        """The cells from `start` on, before `end`."""
        cropped = super().crop(start, end)
        return cropped if cropped is self else PinnedStrip(cropped, self._x + start, self._y)

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """The strips between cells."""
        x = self._x
        pinned = []
        for strip in super().divide(cuts):
            pinned.append(strip if strip is self else PinnedStrip(strip, x, self._y))
            x += strip.cell_length
        return pinned

    def render(self, console: Console) -> str:
        """The letters and sequences that draw it."""
        return Strip(list(self._pinned()), self.cell_length).render(console)

    def _pinned(self) -> Iterator[Segment]:
        x = self._x
        yield self._cursor(x)
        for text, style, _ in self:
            for run in _RUNS.finditer(text):
                cells = cell_len(run[0])
                certain = run[1] is not None
                if not certain:
                    yield Segment(" " * cells, style)
                    yield self._cursor(x)
                yield Segment(run[0], style)
                x += cells
                if not certain:
                    yield self._cursor(x)

    def _cursor(self, x: int) -> Segment:
        return Control.move_to(x, self._y).segment
