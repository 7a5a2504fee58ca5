"""Bars over time, drawn with plotext, in letters that any look can colour.

plotext itself is imported by whoever draws: nothing of it is needed before.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from core.statistics_periods import Step
from core.statistics_views import Bucket, Statistics
from tui.widgets.when import MONTHS

BAR = "█"
LABEL = 9
"""Cells that a label beneath the bars has for itself."""
WIDEST = LABEL
"""Cells of a bar, at most, with the one beside it."""

_ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True, slots=True)
class Bars:
    """What is drawn: a bar for each day or hour, one after the other without a gap."""

    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    """None has no bar."""
    percent: bool = False
    """Whether the values are parts of one."""


def bars_of(found: Statistics, figure: str, most: int) -> Bars:
    """The latest days or hours of a figure, at most so many; those without anything count 0.

    Args:
        found: What was counted.
        figure: The name of a field of `Bucket`, or `opt_out_rate`.
        most: How many there is room for.
    """
    percent = figure == "opt_out_rate"
    run = latest(found, most)
    values = [bucket.opt_out_rate.rate if percent else getattr(bucket, figure) for bucket in run]
    labels = [label(bucket, found) for bucket in run]
    return Bars(tuple(labels), tuple(values), percent)


def latest(found: Statistics, most: int) -> list[Bucket]:
    """The latest days or hours, oldest first, those in which nothing happened among them."""
    if not found.buckets or most < 1:
        return []
    there = {bucket.start: bucket for bucket in found.buckets}
    first, start = found.buckets[0].start, found.buckets[-1].start
    run: list[Bucket] = []
    while start >= first and len(run) < most:
        run.append(there.get(start, Bucket(start)))
        # The middle of what comes before: a day with a change of clocks is no exception.
        back = timedelta(hours=12) if found.step is Step.DAY else timedelta(minutes=30)
        start = found.zone.start_of(start - back, found.step)
    return run[::-1]


def label(bucket: Bucket, found: Statistics) -> str:
    """A day or an hour beneath its bar, at most eight characters."""
    local = found.zone.local(bucket.start)
    if found.step is Step.HOUR:
        return f"{local:%H:%M}" if local.hour else f"{local.day} {MONTHS[local.month - 1]}"
    return f"{local.day} {MONTHS[local.month - 1]}"


def room(width: int) -> int:
    """How many bars fit beside the figures of the axis."""
    return max(1, (width - LABEL) // 2)


def draw_bars(plot: Any, bars: Bars, width: int, height: int) -> list[str]:
    """Draw the bars with a plot of plotext's; return plain lines of at most that size.

    Args:
        plot: The module `plotext`, or a `textual_plotext.Plot`.
        bars: At most `room(width)` of them.
        width: In cells.
        height: In lines, the labels beneath included.
    """
    count = len(bars.values)
    top = _top(max((value or 0 for value in bars.values), default=0), percent=bars.percent)
    ticks = [0, top / 2, top]
    names = [f"{tick:.3g} % " if bars.percent else f"{tick:,.0f} " for tick in
             (tick * 100 if bars.percent else tick for tick in ticks)]  # fmt: skip
    names = [name.rjust(max(map(len, names))) for name in names]
    step = min(WIDEST, (width - len(names[0])) // max(1, count))
    if not count or step < 2 or height < 4:
        return []
    rows = height - 1  # Above the labels.
    middles = [place * step + (step - 2) / 2 for place in range(count)]
    # In rows, not in values: what is not nothing has a row, and the rows are in proportion.
    tall = [math.ceil((value or 0) / top * rows - 0.5) or bool(value) for value in bars.values]
    plot.clear_figure()
    # Else it is never larger than the terminal was when plotext was imported. A Plot of the
    # library for Textual has the same without a public name.
    unlimited = plot.limit_size if hasattr(plot, "limit_size") else plot._limit_size
    unlimited(False, False)
    plot.plotsize(len(names[0]) + step * count, height)
    plot.frame(False)
    # The width is a part of the way from one bar to the next; a bar alone has none to go.
    plot.bar(middles, tall, width=(step - 2) / (step if count > 1 else 1), marker=BAR)
    plot.xlim(0, step * count - 1)
    plot.ylim(1, rows)
    plot.yticks([1, (1 + rows) / 2, rows], names)
    apart = math.ceil(LABEL / step)
    marked = range(count - 1, -1, -apart)
    plot.xticks([middles[place] for place in marked], [bars.labels[place] for place in marked])
    drawn = _ANSI.sub("", plot.build()).rstrip()
    return [line.rstrip() for line in drawn.split("\n")]


def _top(most: float, *, percent: bool) -> float:
    """A round number above all values whose half is round, too."""
    if most <= 0:
        return 0.02 if percent else 2
    smallest: float = 0.001 if percent else 1.0
    for power in range(16):
        for step in (2, 4, 6, 8, 10, 12, 16):
            top: float = step * smallest * 10**power
            if top >= most:
                return top
    return most
