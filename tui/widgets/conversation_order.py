"""The order of a conversation list: ids and ranks, eight bytes each, and nothing else.

A rank is whatever key the list is sorted by. Rows stand highest rank first; among equal
ranks the lower id stands first. All operations on a million rows stay within one frame.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence

FEW = 8
"""Up to so many rows are moved one by one; more are moved in one sweep."""
NEAR = 512
"""How far around its last known place a row is looked for before the whole list is."""


_LOW_BYTE = 0 if sys.byteorder == "little" else 7
_ODD = bytes(value & 1 for value in range(256))


class ConversationOrder:
    """Ordered conversation ids with their ranks."""

    def __init__(self) -> None:
        self.ids: array[int] = array("q")
        """Highest rank first. Read only: changed through the methods."""
        self.ranks: array[int] = array("q")

    def __len__(self) -> int:
        return len(self.ids)

    def replace(self, ids: array[int], ranks: array[int]) -> None:
        """Take these arrays over, without copying them.

        Raises:
            ValueError: There is not exactly one rank for each id.
        """
        if len(ids) != len(ranks):
            raise ValueError(f"{len(ids)} ids with {len(ranks)} ranks")
        self.ids, self.ranks = ids, ranks

    def extend(self, ids: array[int], ranks: array[int]) -> None:
        """Put rows at the end, in their order.

        Raises:
            ValueError: There is not exactly one rank for each id.
        """
        if len(ids) != len(ranks):
            raise ValueError(f"{len(ids)} ids with {len(ranks)} ranks")
        self.ids.extend(ids)
        self.ranks.extend(ranks)

    def place(self, conversation_id: int, rank: int) -> int:
        """Where a row with this rank belongs."""
        low = bisect_left(self.ranks, -rank, key=int.__neg__)
        high = bisect_left(self.ranks, 1 - rank, lo=low, key=int.__neg__)
        return bisect_left(self.ids, conversation_id, low, high)

    def find(self, conversation_id: int, *, near: int = 0, rank: int | None = None) -> int | None:
        """Where a row is now, or None.

        Args:
            conversation_id: The row.
            near: Where it was last; its surroundings are looked at first.
            rank: Its rank, where known, which makes the search a bisection.
        """
        ids = self.ids
        if rank is not None:
            place = self.place(conversation_id, rank)
            if place < len(ids) and ids[place] == conversation_id:
                return place
        try:
            return ids.index(conversation_id, max(0, near - NEAR), near + NEAR)
        except ValueError:
            pass
        # Comparing bytes is several times faster than comparing a million numbers.
        needle = array("q", (conversation_id,)).tobytes()
        hay = ids.tobytes()
        at = hay.find(needle)
        while at >= 0:
            if at % 8 == 0:
                return at // 8
            at = hay.find(needle, at + 1)
        return None

    def next_odd(self, start: int) -> int | None:
        """The place of the first row from `start` on whose rank is odd."""
        # A million ranks are looked through as bytes: one by one they would take three frames.
        at = 0
        for size in (NEAR, len(self.ranks)):
            lasts = self.ranks[start + at : start + at + size].tobytes()[_LOW_BYTE::8]
            found = lasts.translate(_ODD).find(1)
            if found >= 0:
                return start + at + found
            at += size
        return None

    def put(self, rows: Sequence[tuple[int, int]], near: int = 0) -> None:
        """Put in, or move, rows given as (conversation id, rank)."""
        wanted = dict(rows)
        present = self._positions(wanted, near)
        moving = {}
        for conversation_id, rank in wanted.items():
            position = present.get(conversation_id)
            if position is None or self.ranks[position] != rank:
                moving[conversation_id] = rank
        if not moving:
            return
        self._cut(sorted(present[i] for i in moving if i in present))
        # Best first, so that rows put in at the same place keep their order.
        ordered = sorted(moving.items(), key=lambda row: (-row[1], row[0]))
        self._splice([(self.place(i, rank), i, rank) for i, rank in ordered])

    def take_out(self, ids: Iterable[int], near: int = 0) -> None:
        """Take rows out; ids that are not there are passed over."""
        self._cut(sorted(self._positions(ids, near).values()))

    def _positions(self, ids: Iterable[int], near: int) -> dict[int, int]:
        wanted = set(ids)
        if len(wanted) <= FEW:
            found = ((i, self.find(i, near=near)) for i in wanted)
            return {i: position for i, position in found if position is not None}
        return {i: position for position, i in enumerate(self.ids) if i in wanted}

    def _cut(self, positions: Sequence[int]) -> None:
        if len(positions) <= FEW:
            for position in reversed(positions):
                del self.ids[position], self.ranks[position]
            return
        for name in ("ids", "ranks"):
            old: array[int] = getattr(self, name)
            new: array[int] = array("q")
            start = 0
            for position in positions:
                new.extend(old[start:position])
                start = position + 1
            new.extend(old[start:])
            setattr(self, name, new)

    def _splice(self, rows: Sequence[tuple[int, int, int]]) -> None:
        if len(rows) <= FEW:
            for shift, (position, conversation_id, rank) in enumerate(rows):
                self.ids.insert(position + shift, conversation_id)
                self.ranks.insert(position + shift, rank)
            return
        ids: array[int] = array("q")
        ranks: array[int] = array("q")
        start = 0
        for position, conversation_id, rank in rows:
            ids.extend(self.ids[start:position])
            ranks.extend(self.ranks[start:position])
            ids.append(conversation_id)
            ranks.append(rank)
            start = position
        ids.extend(self.ids[start:])
        ranks.extend(self.ranks[start:])
        self.ids, self.ranks = ids, ranks
