"""Looking over what `textbank serve` could not take lately: requests to opt out may be lost."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from core.account_calls import latest_text
from core.account_kinds import AccountKind
from core.accounts import AccountView, accounts_of
from core.checkup_serving import Serving
from core.findings import Finding, Level, counted, how_long
from core.missed_calls import Gap, Missed, added_at, gaps_since, latest_begin, missed_since
from core.reader import Reader

LATELY: Final = timedelta(days=7)
"""So far back it is told: providers keep their logs for longer."""

MOST_GAPS: Final = 5
"""So many gaps are told one by one, the latest ones."""

_SHORT: Final = timedelta(minutes=5)
"""In a gap below this few texts come; it is worth knowing all the same."""

_SECONDS: Final = timedelta(minutes=2)
"""A gap below this is told in seconds."""

_A_DAY: Final = timedelta(days=1)
"""So long a provider that calls again does so."""

_WHY: Final = {
    "forged": "their signatures were not right",
    "no_credentials": "a secret was not known to `textbank serve`",
    "busy": "the database could not take them in time",
    "fault": "textbank itself failed at them",
    "unreadable": "they could not be read",
    "too_large": "they were too long for any that a provider sends",
    "too_slow": "they did not arrive whole",
    "unknown_line": "they were texts to a number of no campaign",
}

_TOLD_BY_SERVE: Final = ("forged", "unreadable", "unknown_line")
"""What `textbank serve` tells by itself for as long as it runs."""


async def look_at_missed(reader: Reader, serving: Serving, now: datetime) -> AsyncIterator[Finding]:
    """The calls of each account that were not taken lately, and when nothing could take any.

    Args:
        reader: The open database.
        serving: What `textbank serve` tells by itself: that is not told twice.
        now: The present moment.
    """
    accounts = {one.name: one for one in await accounts_of(reader)}
    if not accounts:
        return
    begun = await latest_begin(reader) if serving.answers else None
    for missed in await missed_since(reader, now - LATELY):
        account = accounts.get(missed.account)
        is_told = begun is not None and missed.first_at >= begun
        if account is not None and not (is_told and missed.outcome in _TOLD_BY_SERVE):
            yield _finding_of(account, missed, await latest_text(reader, account))
    gaps = await gaps_since(reader, now - LATELY, now)
    if serving.answers:
        gaps = [gap for gap in gaps if gap.end is not None]
    added = await added_at(reader)
    for finding in _findings_of(gaps, list(accounts.values()), added, now):
        yield finding


def _finding_of(account: AccountView, missed: Missed, latest: datetime | None) -> Finding:
    """What is to be said of calls that were not taken.

    Args:
        account: Whose.
        missed: The calls.
        latest: When the latest text came that was taken.
    """
    kind, outcome = account.kind, missed.outcome
    came_right = latest is not None and latest > missed.last_at
    calls = counted(missed.calls, "call was", "calls were")
    when = _when(missed.first_at, missed.last_at)
    why = _WHY.get(outcome, outcome)
    words = f"Account {account.name} ({kind.title}): {calls} not taken {when}: {why}."
    if outcome == "unknown_line":
        advice = "Those that asked to opt out are kept: see `textbank opt-outs --unmatched`."
        return Finding("account", Level.NOTE, words, advice)
    words = f"{words} A request to opt out may be among them. {_tries([kind])}."
    advice = (
        f"Look in the message log of {kind.title} for what came then, and opt out whoever asked."
    )
    match outcome:
        case "unreadable":
            is_lost = True
        case "forged":
            advice = f"Strangers cause that, too: only what is in its log was its own. {advice}"
            is_lost = not came_right
        case "too_large" | "too_slow":
            is_lost = False
        case _:
            is_lost = not kind.calls_again or missed.last_at - missed.first_at >= _A_DAY
    return Finding("account", Level.TROUBLE if is_lost else Level.NOTE, words, advice)


def _findings_of(
    gaps: Sequence[Gap],
    accounts: Sequence[AccountView],
    added: dict[str, datetime],
    now: datetime,
) -> Iterator[Finding]:
    """What is to be said of times in which nothing was received, the latest first."""
    mattered: list[tuple[Gap, list[AccountKind]]] = []
    for gap in reversed(gaps):
        end = gap.end or now
        there = {one.kind.name: one.kind for one in accounts if added.get(one.name, now) < end}
        if there:
            mattered.append((gap, list(there.values())))
    for gap, kinds in mattered[:MOST_GAPS]:
        yield _finding_of_gap(gap, kinds, now)
    if others := mattered[MOST_GAPS:]:
        seconds = sum(((gap.end or now) - gap.begin).total_seconds() for gap, _ in others)
        had = counted(len(others), "earlier gap", "earlier gaps")
        words = f"`textbank serve` had {had} in the last {LATELY.days} days, {how_long(seconds)}."
        advice = "See why it ends so often: what it writes to standard error says so."
        yield Finding("webhooks", Level.NOTE, words, advice)


def _finding_of_gap(gap: Gap, kinds: Sequence[AccountKind], now: datetime) -> Finding:
    lasted = (gap.end or now) - gap.begin
    begin, late = _moment(gap.begin), "" if gap.exact else ", or up to a minute later,"
    if gap.end is None:
        words = f"`textbank serve` has not been running since {begin}{late.rstrip(',')}."
    elif lasted < _SECONDS:
        most = "" if gap.exact else "at most "
        seconds = how_long(lasted.total_seconds())
        when = _when(gap.begin, gap.end)
        words = f"`textbank serve` was not running for {most}{seconds} {when}."
    else:
        until = _moment(gap.end, after=gap.begin)
        words = f"`textbank serve` was not running from {begin}{late} to {until}."
    words = f"{words} {_tries(kinds)}."
    lost = [one for one in kinds if not one.calls_again or lasted >= _A_DAY]
    if not lost:
        came = "came again" if gap.end else "comes again once it runs"
        return Finding("webhooks", Level.NOTE, f"{words} What they called with {came}.")
    level = Level.NOTE if lasted < _SHORT and gap.end else Level.TROUBLE
    titles = " and ".join(one.title for one in lost)
    start = "" if gap.end else "Start it. "
    return Finding(
        "webhooks",
        level,
        f"{words} Requests to opt out may be lost.",
        f"{start}Look in the message log of {titles} for texts of that time, and opt out whoever "
        "asked.",
    )


def _tries(kinds: Sequence[AccountKind]) -> str:
    """How often providers call, in words."""
    return ", ".join(
        f"{one.title} {'' if number else 'tries a call '}{one.tries}"
        for number, one in enumerate(kinds)
    )


def _when(first: datetime, last: datetime) -> str:
    begin, end = _moment(first), _moment(last, after=first)
    if begin == _moment(last):
        return f"at {begin}"
    return f"between {begin} and {end}"


def _moment(at: datetime, *, after: datetime | None = None) -> str:
    """A moment where this machine is: `28 November, 10:41`; of the same day the time alone."""
    local = at.astimezone()
    if after is not None and after.astimezone().date() == local.date():
        return f"{local:%H:%M}"
    return f"{local.day} {local:%B, %H:%M}"
