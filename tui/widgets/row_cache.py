"""The rows of a long list that are at hand, and which of those in sight are to be asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

Row = TypeVar("Row")

KEPT_ROWS = 1024
"""Rows kept in memory, at the least."""


class RowCache(Generic[Row]):
    """Rows as last put; the longest unused go first."""

    def __init__(self) -> None:
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._stale: set[int] = set()
        self._asked: frozenset[int] = frozenset()

    def get(self, conversation_id: int) -> Row | None:
        """The row, if it is here; it may be out of date."""
        return self._rows.get(conversation_id)

    def put(self, rows: Iterable[tuple[int, Row]], *, in_sight: int) -> set[int]:
        """Take rows that were asked for; return their ids.

        Args:
            rows: What came, each with its conversation.
            in_sight: How many rows the screen shows: so many pages are always kept.
        """
        came = set()
        for conversation_id, row in rows:
            came.add(conversation_id)
            self._rows[conversation_id] = row
            self._rows.move_to_end(conversation_id)
        self._stale -= came
        self._asked -= came
        kept = max(KEPT_ROWS, 4 * in_sight)
        while len(self._rows) > kept:
            dropped, _ = self._rows.popitem(last=False)
            self._stale.discard(dropped)
        return came

    def outdate(self, ids: Iterable[int]) -> None:
        """Ask for these again; they are drawn as they were until then."""
        dropped = set(ids)
        self._stale.update(dropped & self._rows.keys())
        self._asked -= dropped

    def forget(self, conversation_id: int) -> None:
        """Let a row go that is not on the list any more."""
        self._rows.pop(conversation_id, None)
        self._stale.discard(conversation_id)

    def ask_anew(self) -> None:
        """Another list is shown: what was asked for may never come."""
        self._asked = frozenset()

    def has_all(self, ids: Sequence[int]) -> bool:
        """Whether these are here and up to date."""
        return all(i in self._rows and i not in self._stale for i in ids)

    def to_ask_for(self, ids: Sequence[int]) -> list[int]:
        """Which of these to ask for; none where all that are missing were asked for already."""
        missing = [i for i in ids if i not in self._rows or i in self._stale]
        if not missing or self._asked.issuperset(missing):
            return []
        self._asked = frozenset(missing)
        return missing
