"""Looking over what waits to leave, and why; and what may never have left. Nothing is changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from core.findings import Finding, Level, counted, how_long, ok
from core.pausing import PATIENCE
from core.pending import WAITING
from core.providers.base import Refusal
from core.reader import Reader
from core.stored import instant, microseconds
from core.why_waiting import UNCLAIMED

AREA = "outbox"

LONGEST_DUE = 300.0
"""Seconds after which a text that is due and has not left is a finding."""

_WAITING: Final = """
    SELECT l.id, l.provider, l.number, t.reason, t.due_at <= :due, count(*), min(t.at),
        min(t.due_at), max(l.paced_until IS NOT NULL AND l.paced_until >= :paced)
    FROM text t JOIN line l ON l.id = t.line_id WHERE t.state IN ('queued', 'sending')
    GROUP BY l.id, t.reason, t.due_at <= :due
"""

_REFUSALS: Final[Mapping[str, Refusal]] = {
    patience.words: refusal for refusal, patience in PATIENCE.items() if refusal is not None
}
"""What an account said, by the words that its texts wait with."""


@dataclass(frozen=True, slots=True)
class Held:
    """Texts that wait for what their account, or one line of it, was answered."""

    account: str
    line: str
    """E.164, where other lines of the account go on; else empty."""
    reason: str
    count: int
    seconds: float
    """For how long the oldest has been there."""

    @property
    def refusal(self) -> Refusal | None:
        """What the provider said, where it is known."""
        return _REFUSALS.get(self.reason)

    @property
    def words(self) -> str:
        """How many there are, for how long, and why."""
        waits = counted(self.count, "text waits", "texts wait")
        of_line = f" on {self.line}" if self.line else ""
        why = self.reason.removeprefix(WAITING)
        return f"{waits} to leave{of_line}, the oldest for {how_long(self.seconds)}: {why}"


@dataclass(frozen=True, slots=True)
class Outbox:
    """What waits to leave: nothing is counted twice."""

    due: int
    """To leave now, as far as anybody can see."""
    due_seconds: float
    """For how long the oldest of them has been due."""
    turn: int
    """Due, on lines that send no faster."""
    later: tuple[tuple[str, int, float], ...]
    """Held until later: why, how many, and for how many seconds the oldest is there."""
    held: tuple[Held, ...]


async def outbox_of(reader: Reader, now: datetime) -> Outbox:
    """Count what waits to leave, each text once, with those that wait for the same."""
    values = {"due": microseconds(now), "paced": microseconds(now - UNCLAIMED)}
    rows = await reader.rows(_WAITING, values)
    # Those that nobody has tried again in time wait for somebody who does.
    late = microseconds(now - timedelta(seconds=LONGEST_DUE))
    said = {
        (provider, number if PATIENCE[_REFUSALS[reason]].of_line else ""): reason
        for _, provider, number, reason, _, _, _, due_at, _ in rows
        if reason in _REFUSALS and due_at > late
    }
    held: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    later: dict[str, list[tuple[int, int]]] = defaultdict(list)
    due, turn, oldest = 0, 0, microseconds(now)
    for _, provider, number, reason, is_due, count, at, due_at, is_paced in rows:
        # One text is tried before the rest: what it was answered holds for all.
        place = next((one for one in ((provider, ""), (provider, number)) if one in said), None)
        if place is not None and (reason in _REFUSALS or (is_due and not reason)):
            held[place].append((count, at))
        elif not is_due:
            later[reason].append((count, at))
        elif is_paced:
            turn += count
        else:
            due, oldest = due + count, min(oldest, due_at)
    return Outbox(
        due,
        (microseconds(now) - oldest) / 1e6,
        turn,
        tuple((reason, *_counted(some, now)) for reason, some in later.items()),
        tuple(Held(*place, said[place], *_counted(some, now)) for place, some in held.items()),
    )


def _counted(some: list[tuple[int, int]], now: datetime) -> tuple[int, float]:
    seconds = (now - instant(min(at for _, at in some))).total_seconds()
    return sum(count for count, _ in some), max(0.0, seconds)


async def look_at_outbox(reader: Reader, now: datetime, outbox: Outbox) -> AsyncIterator[Finding]:
    """What waits to leave, but for what waits for an account: that is a finding of the account's.

    Args:
        reader: The open database.
        now: The present moment.
        outbox: What waits.
    """
    if outbox.due_seconds > LONGEST_DUE:
        due = counted(outbox.due, "text has been due", "texts are due, the oldest")
        yield Finding(
            AREA,
            Level.TROUBLE,
            f"{due} for {how_long(outbox.due_seconds)}: nobody sends what is in the outbox.",
            "Run `textbank serve`, a messenger or `textbank send-pending` where the secrets are.",
        )
    elif outbox.due:
        yield ok(AREA, f"{counted(outbox.due, 'text is', 'texts are')} to leave now.")
    if outbox.turn:
        wait = counted(outbox.turn, "text waits for its turn", "texts wait for their turn")
        yield ok(AREA, f"{wait}: the line sends no faster.")
    for reason, count, seconds in sorted(outbox.later, key=lambda one: -one[1])[:10]:
        wait = counted(count, "text waits", "texts wait")
        why = reason or "It is not due yet."
        yield ok(AREA, f"{wait}, the oldest for {how_long(seconds)}. {why}")
    if not (outbox.due or outbox.turn or outbox.later or outbox.held):
        yield ok(AREA, "Nothing waits to leave.")
    async for finding in _look_at_lost(reader, now):
        yield finding


async def _look_at_lost(reader: Reader, now: datetime) -> AsyncIterator[Finding]:
    row = await reader.row(
        "SELECT (SELECT count(*) FROM text WHERE state = 'unknown'), "
        "(SELECT count(*) FROM provider_consent WHERE due_at IS NULL AND code != ''), "
        "(SELECT count(*) FROM provider_consent WHERE due_at IS NOT NULL AND due_at < ?)",
        (microseconds(now) - int(3_600 * 1e6),),
    )
    unknown, untold, late = (0, 0, 0) if row is None else (row[0], row[1], row[2])
    if unknown:
        yield Finding(
            AREA,
            Level.NOTE,
            f"{counted(unknown, 'text', 'texts')} may not have been sent: the answer was lost.",
            "A later report settles them; look at your provider's log for the rest.",
        )
    if untold or late:
        yield Finding(
            AREA,
            Level.NOTE,
            f"{counted(untold + late, 'opt-out', 'opt-outs')} could not be told to the provider's "
            "own list.",
            "They stand here all the same; nothing is sent to these numbers.",
        )
