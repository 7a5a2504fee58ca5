"""The statistics in words and columns: for the screen, and for those that are printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.domain import Behavior
from core.safe_text import for_line
from core.statistics_periods import Step
from core.statistics_views import (
    BEHAVIOR_WORDS,
    CONFIRMATION_WORDS,
    SOURCE_WORDS,
    Bucket,
    Delays,
    Figures,
    Share,
    Statistics,
)
from core.views_detection import JudgementTally
from tui.plotting import latest
from tui.widgets.when import DAYS, MONTHS

NONE = "–"
MOST_CAMPAIGNS = 100
MOST_BUCKETS = 31
NAME = 27
"""Cells for what a figure is called."""

PLOTS = {
    "opt_outs": "Opt-outs per {}",
    "opt_out_rate": "Opted out, of those texted, per {}",
    "replies": "Replies per {}",
    "first_messages": "First messages per {}",
}
"""What can be drawn, by the name of the figure."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and lines that belong beneath it."""

    title: str
    lines: tuple[str, ...]


def percent(share: Share) -> str:
    """A share as people read it, such as `2.6 %`."""
    return NONE if share.rate is None else f"{share.rate * 100:.1f} %"


def duration(seconds: float | None) -> str:
    """A time such as `42 s`, `6 min 3 s`, `2 h 10 min` or `3 d 4 h`."""
    if seconds is None:
        return NONE
    if seconds < 10:
        return f"{seconds:.1f} s".replace(".0 ", " ")
    whole = round(seconds)
    for unit, name, smaller, name_of_smaller in (
        (86_400, "d", 3_600, "h"),
        (3_600, "h", 60, "min"),
        (60, "min", 1, "s"),
    ):
        if whole >= unit:
            rest = whole % unit // smaller
            return f"{whole // unit} {name}" + (f" {rest} {name_of_smaller}" if rest else "")
    return f"{whole} s"


def heading(found: Statistics) -> str:
    """Whose figures these are, of when, and whose days."""
    whose = [for_line(name, 40) for name in (found.campaign, found.organization) if name]
    return f"{', '.join(whose) or 'All organizations'} · {period_words(found)}"


def period_words(found: Statistics) -> str:
    """The period, such as `23 Nov to 29 Nov 2026`."""
    first = None if found.since is None else _date(found.zone.local(found.since))
    last = (
        None
        if found.until is None
        else _date(found.zone.local(found.until - timedelta(microseconds=1)))
    )
    match first, last:
        case None, None:
            return "all time"
        case None, _:
            return f"until {last}"
        case _, None:
            return f"since {first}"
    return f"{first}" if first == last else f"{first} to {last}"


def _date(local: datetime) -> str:
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"


def zone_words(found: Statistics) -> str:
    """Whose days or hours these are."""
    return f"{found.step.value}s of {found.zone.name}"


def sections(found: Statistics) -> Iterator[Section]:
    """Everything, in the order of interest."""
    total = found.total
    yield Section("At a glance", tuple(_glance(found)))
    yield Section("From request to opt-out", tuple(_delays(found.by_people, found.automatic)))
    yield Section("Opt-out messages", tuple(_confirmations(total)))
    yield Section("Who opted out first", tuple(_sources(total)))
    yield Section("Detection, by what texters decided", tuple(_detection(found.detection)))
    yield Section(
        "By provider type",
        (_columns(), *(_row(one.figures, BEHAVIOR_WORDS[one.behavior]) for one in found.behaviors)),
    )
    yield Section("By campaign", tuple(_campaigns(found)))
    yield Section(f"By {found.step.value} ({zone_words(found)})", tuple(_buckets(found)))


def _line(name: str, value: int, more: str = "") -> str:
    return f"{name:<{NAME}}{value:>9,}" + (f"   {more}" if more else "")


def _of(share: Share) -> str:
    return f"{percent(share)} of {share.whole:,}" if share.whole else ""


def _glance(found: Statistics) -> Iterator[str]:
    total = found.total
    yield _line("First messages sent", total.first_messages)
    yield _line("  have replied", total.replied, _of(total.reply_rate))
    yield _line("  have opted out", total.opted_out, _of(total.opt_out_rate))
    yield _line("Replies", total.replies)
    yield _line("  ask to opt out", total.requests)
    yield _line("Conversations with replies", total.conversations_replied)
    yield _line("Opt-outs", total.opt_outs)
    if total.opted_in:
        yield _line("  let back in since", total.opted_in)
    if total.undone:
        yield _line("Undone, so no opt-outs", total.undone)
    waits = found.oldest_waits()
    oldest = "" if waits is None else f"the oldest for {duration(waits)}"
    yield _line("Requests waiting now", found.waiting.requests, oldest)


def _delays(people: Delays, automatic: Delays) -> Iterator[str]:
    def row(name: str, one: str, other: str) -> str:
        return f"{name:<{NAME - 10}}{one:>19} {other:>14}"

    yield row("", "pressed", "automatic")
    yield row("Opt-outs", f"{people.count:,}", f"{automatic.count:,}")
    if people.count or automatic.count:
        yield row("Median", duration(people.median), duration(automatic.median))
        yield row("95 in 100 within", duration(people.p95), duration(automatic.p95))
        yield row("Longest", duration(people.longest), duration(automatic.longest))


def _confirmations(figures: Figures) -> Iterator[str]:
    records = sum(figures.confirmations.values())
    if not records:
        yield "No opt-out is recorded."
    for what, words in CONFIRMATION_WORDS.items():
        count = figures.confirmations.get(what, 0)
        if count:
            yield f"{count:>9,}  {percent(Share(count, records)):>7}  {words}"


def _sources(figures: Figures) -> Iterator[str]:
    if not figures.opt_outs:
        yield "Nobody has opted out."
    for source, words in SOURCE_WORDS.items():
        count = figures.sources.get(source, 0)
        if count:
            yield f"{count:>9,}  {percent(Share(count, figures.opt_outs)):>7}  {words}"


def _detection(tally: JudgementTally) -> Iterator[str]:
    yield _line("Read as requests", tally.decided)
    yield _line("  opted out", tally.opted_out, _of(Share(tally.opted_out, tally.decided)))
    yield _line("  kept: not an opt-out", tally.kept)
    yield _line("  wrong numbers", tally.wrong_numbers)
    yield _line("Opted out, not read so", tally.missed)


def _columns() -> str:
    return f"{'first':>9} {'replied':>16} {'opted out':>15} {'opt-outs':>8}"


def _row(figures: Figures, name: str) -> str:
    return (
        f"{figures.first_messages:>9,} {figures.replied:>8,} {percent(figures.reply_rate):>7} "
        f"{figures.opted_out:>7,} {percent(figures.opt_out_rate):>7} {figures.opt_outs:>8,}  {name}"
    )


def _campaigns(found: Statistics) -> Iterator[str]:
    if not found.campaigns:
        yield "There is nothing to count."
        return
    yield f"{_columns()}  type"
    several = found.organization is None
    for one in found.campaigns[:MOST_CAMPAIGNS]:
        kind = "" if one.behavior is None else ("1" if one.behavior is Behavior.TYPE_1 else "2")
        name = "of no campaign" if one.name is None else for_line(one.name, 40)
        if several:
            name += f", {for_line(one.organization, 30)}"
        yield _row(one.figures, f"{kind:<4}  {name}")
    more = len(found.campaigns) - MOST_CAMPAIGNS
    if more > 0:
        yield f"{more:,} more: `textbank stats --csv FILE` has them all."


def _buckets(found: Statistics) -> Iterator[str]:
    run = latest(found, MOST_BUCKETS)
    if not run:
        yield "Nothing has happened yet."
        return
    yield f"{'first':>9} {'opted out':>15} {'opt-outs':>9} {'replies':>8}"
    for bucket in reversed(run):
        yield (
            f"{bucket.first_messages:>9,} {bucket.opted_out:>7,} "
            f"{percent(bucket.opt_out_rate):>7} {bucket.opt_outs:>9,} {bucket.replies:>8,}  "
            f"{moment(bucket, found)}"
        )
    if run[0].start > found.buckets[0].start:
        yield f"Earlier {found.step.value}s: `textbank stats --csv FILE` has them all."


def moment(bucket: Bucket, found: Statistics) -> str:
    """A day or an hour, such as `Mon 23 Nov 2026` and `14:00`."""
    local = found.zone.local(bucket.start)
    day = f"{DAYS[local.weekday()]} {_date(local)}"
    return day if found.step is Step.DAY else f"{day} {local:%H:%M}"


def plot_title(figure: str, found: Statistics) -> str:
    """What a plot shows."""
    return PLOTS[figure].format(found.step.value)
