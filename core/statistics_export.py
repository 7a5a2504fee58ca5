"""The statistics as CSV: one figure a row, for people with a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from typing import TextIO

from core.domain import Behavior
from core.spreadsheet import spreadsheet_cell
from core.statistics_views import (
    CONFIRMATION_WORDS,
    SOURCE_WORDS,
    Delays,
    Figures,
    Share,
    Statistics,
)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure. The fields, in this order, are the columns; None is an empty cell."""

    part: str
    """`total`, `campaign`, `behavior`, `day` or `hour`, `request_to_opt_out`, `detection`,
    `waiting`."""
    organization: str | None = None
    campaign: str | None = None
    behavior: str | None = None
    """`type1` or `type2`."""
    start: datetime | None = None
    """When a day or hour begins; as all times, UTC in ISO 8601."""
    figure: str = ""
    """The name that the figure has in the JSON."""
    value: float | datetime | None = None
    """How many; or seconds, where the name of the figure says so."""
    of: int | None = None
    """What the value is a part of, where it is."""
    share: float | None = None
    """`value` divided by `of`; empty where that is none."""


COLUMNS = tuple(field.name for field in fields(FigureRow))


def write_statistics(found: Statistics, out: TextIO) -> int:
    """Write every figure as CSV and return how many there are.

    Cells are safe to open in a spreadsheet.

    Args:
        found: What was counted.
        out: A text file opened with `newline=""`.
    """
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    count = 0
    for row in figure_rows(found):
        writer.writerow([_cell(value) for value in astuple(row)])
        count += 1
    return count


def figure_rows(found: Statistics) -> Iterator[FigureRow]:
    """Every figure, from the whole to its parts."""
    whose = (found.organization, found.campaign)
    yield from _rows(found.total, "total", *whose, None)
    for campaign in found.campaigns:
        name, behavior = campaign.name, campaign.behavior
        yield from _rows(campaign.figures, "campaign", campaign.organization, name, behavior)
    for one in found.behaviors:
        yield from _rows(one.figures, "behavior", *whose, one.behavior)
    for bucket in found.buckets:
        about = (found.step.value, *whose, None, bucket.start)
        yield FigureRow(*about, "first_messages", bucket.first_messages)
        yield _share(about, "replied", Share(bucket.replied, bucket.first_messages))
        yield _share(about, "opted_out", bucket.opt_out_rate)
        yield FigureRow(*about, "replies", bucket.replies)
        yield FigureRow(*about, "opt_outs", bucket.opt_outs)
    for who, delays in (("people", found.by_people), ("automatic", found.automatic)):
        yield from _delays(delays, whose, who)
    judged: _About = ("detection", *whose, None, None)
    yield _share(judged, "opted_out", Share(found.detection.opted_out, found.detection.decided))
    for name in ("kept", "wrong_numbers", "missed"):
        yield FigureRow(*judged, name, getattr(found.detection, name))
    yield FigureRow("waiting", *whose, None, None, "requests", found.waiting.requests)
    yield FigureRow("waiting", *whose, None, None, "oldest_at", found.waiting.oldest)
    yield FigureRow("waiting", *whose, None, None, "oldest_seconds", found.oldest_waits())


def _rows(
    figures: Figures,
    part: str,
    organization: str | None,
    campaign: str | None,
    behavior: Behavior | None,
) -> Iterator[FigureRow]:
    kind = None if behavior is None else behavior.value
    about = (part, organization, campaign, kind, None)
    yield FigureRow(*about, "first_messages", figures.first_messages)
    yield _share(about, "replied", figures.reply_rate)
    yield _share(about, "opted_out", figures.opt_out_rate)
    for name in ("replies", "conversations_replied", "requests", "opt_outs", "undone", "opted_in"):
        yield FigureRow(*about, name, getattr(figures, name))
    records = sum(figures.confirmations.values())
    for what in CONFIRMATION_WORDS:
        share = Share(figures.confirmations.get(what, 0), records)
        yield _share(about, f"confirmation_{what.value}", share)
    for source in SOURCE_WORDS:
        share = Share(figures.sources.get(source, 0), figures.opt_outs)
        yield _share(about, f"by_{source.value}", share)


_About = tuple[str, str | None, str | None, str | None, datetime | None]


def _share(about: _About, figure: str, share: Share) -> FigureRow:
    return FigureRow(*about, figure, share.part, share.whole, share.rate)


def _delays(delays: Delays, whose: tuple[str | None, str | None], who: str) -> Iterator[FigureRow]:
    about = ("request_to_opt_out", *whose, None, None)
    yield FigureRow(*about, f"{who}_count", delays.count)
    yield FigureRow(*about, f"{who}_median_seconds", delays.median)
    yield FigureRow(*about, f"{who}_p95_seconds", delays.p95)
    yield FigureRow(*about, f"{who}_longest_seconds", delays.longest)


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.isoformat(timespec="milliseconds")
        case float():
            return f"{value:.6g}"
        case _:
            return spreadsheet_cell(str(value))
