"""Which calls of providers were not taken, and when nothing was there to take them.

A request to opt out may have been among them, and some providers call only once. It is kept by
account, day and outcome, never by number or body; `core.missed_call_records` writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from core.stored import instant, microseconds

if TYPE_CHECKING:
    from core.reader import Reader

BEAT: Final = 60.0
"""Seconds between two notes that `textbank serve` still runs."""

SHORTEST: Final = timedelta(seconds=3)
"""A gap below this is none: a call finds the address again before it is given up."""

_SILENT: Final = timedelta(seconds=3 * BEAT)
"""Whoever has noted nothing for so long no longer runs."""


@dataclass(frozen=True, slots=True)
class Missed:
    """Calls of one account that came to the same."""

    account: str
    """Its name."""
    outcome: str
    """What became of them, as the receiver's figures call it."""
    calls: int
    first_at: datetime
    last_at: datetime

    def with_more(self, more: Missed) -> Missed:
        """These and others of the same account and outcome."""
        first, last = min(self.first_at, more.first_at), max(self.last_at, more.last_at)
        return Missed(self.account, self.outcome, self.calls + more.calls, first, last)


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which `textbank serve` did not run."""

    begin: datetime
    end: datetime | None
    """When it ran again; None is not yet."""
    exact: bool
    """Whether it ended by itself; else it was there for up to a beat after `begin`."""


_MISSED = """
    SELECT a.name, m.outcome, sum(m.calls), min(m.first_at), max(m.last_at)
    FROM missed_call m JOIN gateway_account a ON a.id = m.account_id
    WHERE a.removed_at IS NULL AND m.last_at >= ? GROUP BY a.id, m.outcome ORDER BY a.id, m.outcome
"""
_ADDED = "SELECT name, created_at FROM gateway_account WHERE removed_at IS NULL"
_RUNS = "SELECT began_at, seen_at, ended FROM serve_run ORDER BY began_at, id"


async def missed_since(reader: Reader, since: datetime) -> list[Missed]:
    """The calls of accounts that were not taken since then, by the day of the last of them."""
    return [
        Missed(name, outcome, calls, instant(first), instant(last))
        for name, outcome, calls, first, last in await reader.rows(_MISSED, (microseconds(since),))
    ]


async def gaps_since(reader: Reader, since: datetime, now: datetime) -> list[Gap]:
    """When `textbank serve` did not run, as far as it matters since then; oldest first."""
    runs = [
        (instant(began), instant(seen), bool(ended))
        for began, seen, ended in await reader.rows(_RUNS)
    ]
    return [gap for gap in _between(runs, now) if gap.end is None or gap.end >= since]


def _between(runs: Sequence[tuple[datetime, datetime, bool]], now: datetime) -> list[Gap]:
    """The gaps between runs, of which several may be at once, and after the last."""
    found: list[Gap] = []
    covered: datetime | None = None
    ended = False
    for began, seen, ended_itself in runs:
        if covered is not None and began - covered >= SHORTEST:
            found.append(Gap(covered, began, ended))
        if covered is None or seen >= covered:
            covered, ended = seen, ended_itself
    if covered is not None and now - covered >= (SHORTEST if ended else _SILENT):
        found.append(Gap(covered, None, ended))
    return found


async def latest_begin(reader: Reader) -> datetime | None:
    """When the latest run of `textbank serve` began; None where none is known."""
    row = await reader.row("SELECT began_at FROM serve_run ORDER BY id DESC LIMIT 1")
    return None if row is None else instant(row[0])


async def added_at(reader: Reader) -> dict[str, datetime]:
    """When each account was added, by its name."""
    return {name: instant(at) for name, at in await reader.rows(_ADDED)}
