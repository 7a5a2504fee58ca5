"""A plot of one figure over time: bars for the latest days or hours, as many as fit."""

from __future__ import annotations

import re

from textual.content import Content
from textual.widgets import Static

from core.statistics_views import Statistics
from tui.plotting import BAR, bars_of, draw_bars, room
from tui.statistics_words import plot_title

_RUN = re.compile(f"{BAR}+")
COLOR = "$button-live-background"
"""Of the bars, in every look."""
NOTHING = "Nothing to draw yet."


class BarsOverTime(Static):
    """Draws a figure of the statistics; the values stand in the table of days beside it."""

    DEFAULT_CSS = """
    BarsOverTime {
        width: 1fr; height: 1fr; padding: 0 1;
        text-wrap: nowrap; text-overflow: ellipsis;
        background: $centre-background; color: $centre-text;
    }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__("", id=id, markup=False)
        self._found: Statistics | None = None
        self._figure = ""

    def show(self, found: Statistics, figure: str) -> None:
        """Draw this figure, a name of `tui.statistics_words.PLOTS`."""
        self._found = found
        self._figure = figure
        self._draw()

    def on_resize(self) -> None:
        """Draw as much as there is room for now."""
        self._draw()

    def _draw(self) -> None:
        found, size = self._found, self.content_size
        if found is None or size.width < 20 or size.height < 5:
            return
        # Here and not above: whoever asks only for the keys of a screen does not load it.
        from textual_plotext import Plot

        bars = bars_of(found, self._figure, room(size.width))
        lines = [Content.styled(plot_title(self._figure, found), "bold")]
        drawn = draw_bars(Plot(), bars, size.width, size.height - 1)
        for line in drawn or [NOTHING]:
            content = Content(line)
            for run in _RUN.finditer(line):
                content = content.stylize(COLOR, run.start(), run.end())
            lines.append(content)
        self.update(Content("\n").join(lines))
