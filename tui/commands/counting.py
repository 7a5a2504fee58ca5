"""The command that counts: replies, opt-outs, opt-out messages, and how long requests waited."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.safe_text import for_display
from core.statistics_periods import Step
from tui.commands.running import Run, add_command
from tui.commands.shapes import Shape, moment

if TYPE_CHECKING:
    from core.statistics_views import Bucket, Delays, Figures, Statistics

WIDTH, HEIGHT = 76, 10
"""Cells and lines of the plot that is printed."""

PATIENCE = 1.0
"""Seconds of counting after which it is told how far it is."""


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    add_command(
        app,
        "stats",
        "textbank stats",
        'textbank stats --campaign "Spring turnout" --since 2026-11-01 --by hour',
        "textbank stats --csv figures.csv --json",
    )(stats)


async def stats(
    run: Run,
    campaign: Annotated[str | None, typer.Option(metavar="NAME", help="Only of this one.")] = None,
    organization: Annotated[
        str | None, typer.Option(metavar="NAME", help="Which one's; else everybody's.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="The first day that is counted, 2026-11-23.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="The last day that is counted.")
    ] = None,
    by: Annotated[Step, typer.Option(help="What is added up over time.")] = Step.DAY,
    time_zone: Annotated[
        str | None, typer.Option(metavar="ZONE", help="Whose days they are; else this machine's.")
    ] = None,
    csv: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write every figure there, too.")
    ] = None,
) -> None:
    """Count replies, opt-outs, opt-out messages, and how long requests waited.

    What each figure means is in docs/statistics.md.
    """
    from core.statistics import Asked, statistics
    from core.statistics_periods import period, zone_named

    async with run.desk() as desk:
        zone = zone_named(time_zone, desk.now())
        first, after = period(since, until, zone)
        asked = Asked(zone, organization, campaign, first, after, by)
        with _progress(shown=not run.as_json) as on_progress:
            found = await statistics(desk.reader, asked, desk.now(), on_progress)
    if csv is not None:
        from core.atomic_file import atomic_text_file
        from core.statistics_export import write_statistics

        with atomic_text_file(csv) as file:
            count = write_statistics(found, file)
    run.show(statistics_shape(found), () if run.as_json else _lines(found))
    if csv is not None and not run.as_json:
        print(f"{count:,} figures written to {for_display(str(csv))}.")


@contextmanager
def _progress(*, shown: bool) -> Iterator[Callable[[float], None] | None]:
    """A line on a terminal, once it takes long; nothing where nobody watches."""
    if not (shown and sys.stderr.isatty()):
        yield None
        return
    begun, told = monotonic(), False

    def on_progress(part: float) -> None:
        nonlocal told
        if monotonic() - begun > PATIENCE:
            told = True
            print(f"\rCounting: {part:.0%} ", end="", file=sys.stderr, flush=True)

    try:
        yield on_progress
    finally:
        if told:
            print("\r                 \r", end="", file=sys.stderr, flush=True)


def _lines(found: Statistics) -> Iterator[str]:
    import plotext  # type: ignore[import-untyped]

    from tui.plotting import bars_of, draw_bars, room
    from tui.statistics_words import heading, plot_title, sections, zone_words

    yield f"{heading(found)} · {zone_words(found)}"
    for place, section in enumerate(sections(found)):
        yield ""
        yield f"{section.title}:"
        yield from section.lines
        if place == 0 and found.total.opt_outs:
            yield ""
            yield f"{plot_title('opt_outs', found)}:"
            bars = bars_of(found, "opt_outs", room(WIDTH))
            yield from draw_bars(plotext, bars, WIDTH, HEIGHT)


def statistics_shape(found: Statistics) -> Shape:
    """The JSON of all figures, as docs/commands.md has it."""
    return {
        "at": moment(found.at),
        "organization": found.organization,
        "campaign": found.campaign,
        "since": moment(found.since),
        "until": moment(found.until),
        "time_zone": found.zone.name,
        "by": found.step.value,
        "total": _figures(found.total),
        "campaigns": [
            {
                "organization": one.organization,
                "campaign": one.name,
                "behavior": None if one.behavior is None else one.behavior.value,
                **_figures(one.figures),
            }
            for one in found.campaigns
        ],
        "behaviors": [
            {
                "behavior": None if one.behavior is None else one.behavior.value,
                **_figures(one.figures),
            }
            for one in found.behaviors
        ],
        "time": [_bucket(one) for one in found.buckets],
        "request_to_opt_out": {
            "people": _delays(found.by_people),
            "automatic": _delays(found.automatic),
        },
        "detection": {
            "decided": found.detection.decided,
            "opted_out": found.detection.opted_out,
            "precision": found.detection.precision,
            "kept": found.detection.kept,
            "wrong_numbers": found.detection.wrong_numbers,
            "missed": found.detection.missed,
        },
        "waiting": {
            "requests": found.waiting.requests,
            "oldest_at": moment(found.waiting.oldest),
            "oldest_seconds": found.oldest_waits(),
            "conversation_id": found.waiting.conversation_id,
        },
    }


def _figures(figures: Figures) -> Shape:
    from core.statistics_views import CONFIRMATION_WORDS, SOURCE_WORDS

    return {
        "first_messages": figures.first_messages,
        "replied": figures.replied,
        "reply_rate": figures.reply_rate.rate,
        "opted_out": figures.opted_out,
        "opt_out_rate": figures.opt_out_rate.rate,
        "replies": figures.replies,
        "conversations_replied": figures.conversations_replied,
        "requests": figures.requests,
        "opt_outs": figures.opt_outs,
        "undone": figures.undone,
        "opted_in": figures.opted_in,
        "confirmations_sent": figures.confirmations_sent,
        "confirmations_not_sent": figures.confirmations_not_sent,
        "confirmations": {
            what.value: figures.confirmations.get(what, 0) for what in CONFIRMATION_WORDS
        },
        "sources": {source.value: figures.sources.get(source, 0) for source in SOURCE_WORDS},
    }


def _bucket(bucket: Bucket) -> Shape:
    return {
        "start": moment(bucket.start),
        "first_messages": bucket.first_messages,
        "replied": bucket.replied,
        "opted_out": bucket.opted_out,
        "opt_out_rate": bucket.opt_out_rate.rate,
        "replies": bucket.replies,
        "opt_outs": bucket.opt_outs,
    }


def _delays(delays: Delays) -> dict[str, Any]:
    names = {"count": "count", "median": "median_seconds", "p95": "p95_seconds",
             "longest": "longest_seconds"}  # fmt: skip
    return {names[name]: value for name, value in asdict(delays).items()}
