"""The pace of a line: so many texts a second as its provider takes, whoever sends them.

It is kept on the line, in the transaction that claims, so that several programs on one
database share it: `paced_until` is the moment until which what has left fills the pace.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import floor

from sqlalchemy import Connection, bindparam, select, update

from core.models import lines

BURST = timedelta(seconds=0.25)
"""So much of a pace may leave at once."""

_SKEW = timedelta(seconds=5)
"""By so much the clocks of two computers may differ."""

_PACED = select(lines.c.id, lines.c.texts_per_second, lines.c.paced_until).where(
    lines.c.texts_per_second.is_not(None)
)
_KEEP = (
    update(lines).where(lines.c.id == bindparam("of_line")).values(paced_until=bindparam("until"))
)


class Paces:
    """How many texts each line may send now. Good for one transaction.

    Args:
        connection: A transaction that claims.
        now: The present moment.
    """

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now
        self._gap: dict[int, timedelta] = {}
        self._until: dict[int, datetime] = {}
        self._left: dict[int, int] = {}
        self._taken: set[int] = set()
        self._held_up: set[int] = set()
        for line_id, pace, paced_until in connection.execute(_PACED):
            gap = timedelta(seconds=1 / max(1, pace))
            until = max(paced_until or now, now)
            if until > now + BURST + gap + _SKEW:
                until = now  # Nobody fills a pace so far ahead: a clock was set back.
            self._gap[line_id], self._until[line_id] = gap, until
            self._left[line_id] = 1 + floor((now + BURST - until) / gap)

    @property
    def waiting(self) -> list[int]:
        """The lines that may send nothing now."""
        return [line_id for line_id, left in self._left.items() if left <= 0]

    @property
    def again(self) -> datetime | None:
        """When the first of the lines that were held up may send again."""
        return min((self._until[line_id] for line_id in self._held_up), default=None)

    def allowed(self, line_id: int, most: int) -> int:
        """How many of at most so many texts that are due this line may send now."""
        left = self._left.get(line_id)
        if left is None:
            return most
        if left <= 0:
            self._held_up.add(line_id)
        return min(most, left)

    def take(self, line_id: int) -> bool:
        """Take the place of one text, if the line may send it."""
        left = self._left.get(line_id, 1)
        if left <= 0:
            return False
        if line_id in self._left:
            self._left[line_id] = left - 1
        return True

    def took(self, line_id: int) -> None:
        """Count a text that leaves."""
        if line_id in self._gap:
            self._until[line_id] += self._gap[line_id]
            self._taken.add(line_id)

    def keep(self) -> None:
        """Write down what left."""
        if self._taken:
            self._connection.execute(
                _KEEP,
                [
                    {"of_line": line_id, "until": self._until[line_id]}
                    for line_id in sorted(self._taken)
                ],
            )
