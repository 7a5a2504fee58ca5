"""The first few texts of a run that sends many: they show whether the provider takes any.

A line that is mistyped or not in order would use up the text of every contact. So a few leave
first; while nothing is known of them no others follow, and where the provider refuses them all
for one reason none does.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from core.refusals import IN_A_ROW, IN_BULK, is_refused, refused_in_a_row

if TYPE_CHECKING:
    from core.reader import Reader

TRIED_FOR = 5.0
"""Seconds that the first few are waited for at most: it may be that no program sends now."""

LOOK_AGAIN = 0.1
"""Seconds between two looks for refusals, once the provider has taken some."""

_TRIED = f"""
SELECT count(*) FILTER (WHERE state IN ('queued', 'sending')),
       count(*) FILTER (WHERE state IN ('queued', 'sending') AND reason != ''
                        OR state IN ('sent', 'delivered', 'unknown', 'blocked', 'failed')
                        AND NOT {is_refused("text")})
FROM text WHERE id > ? AND line_id = ? AND {IN_BULK}
"""


class FirstFew:
    """What is known of the texts of a line that a run has queued."""

    def __init__(self, reader: Reader, line_id: int, after: int) -> None:
        """Begin with nothing known.

        Args:
            reader: The open database.
            line_id: The line.
            after: The latest text before the run.
        """
        self._reader = reader
        self._line_id = line_id
        self._after = after
        self._queued_at = self._looked_at = float("-inf")
        self.trying = True
        """Whether it is not known yet that the provider takes any."""

    def queued(self, count: int) -> None:
        """So many more were queued."""
        if count:
            self._queued_at = monotonic()

    async def room(self, otherwise: int) -> int:
        """How many texts may be queued now.

        One that waits and says why (for texting hours, for the account) counts as taken: nothing
        is to be learned from it now.

        Args:
            otherwise: How many once the provider takes them.
        """
        if not self.trying:
            return otherwise
        row = await self._reader.row(_TRIED, (self._after, self._line_id))
        under_way, taken = row or (0, 0)
        if taken or (under_way and monotonic() - self._queued_at >= TRIED_FOR):
            self.trying = False
            return otherwise
        return 0 if under_way else IN_A_ROW

    async def refusal(self) -> str:
        """Why the provider refused the last few; empty where it did not, or not for one reason."""
        now = monotonic()
        if not self.trying and now - self._looked_at < LOOK_AGAIN:
            return ""
        self._looked_at = now
        return await refused_in_a_row(self._reader, self._line_id, self._after)
