"""Which conversations got a new text out of sight, and whether they are above or below it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort

Place = tuple[int, int]
"""Where a row stands: its key, negated, and its id. Smaller stands higher."""


class Arrivals:
    """New texts in rows that nobody has seen since."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._keys: dict[int, int] = {}

    def add(self, conversation_id: int, key: int) -> None:
        """A text came to this row, which stands at `key` now."""
        self.drop(conversation_id)
        self._keys[conversation_id] = key
        insort(self._places, (-key, conversation_id))

    def moved(self, conversation_id: int, key: int) -> None:
        """A row changed; if it is new, it stands at `key` now."""
        if conversation_id in self._keys:
            self.add(conversation_id, key)

    def drop(self, conversation_id: int) -> None:
        """A row is no longer on the list, or no longer new."""
        key = self._keys.pop(conversation_id, None)
        if key is not None:
            del self._places[bisect_left(self._places, (-key, conversation_id))]

    def clear(self) -> None:
        """Forget all: another list is shown."""
        self._places.clear()
        self._keys.clear()

    def seen(self, first: Place, last: Place) -> tuple[int, int]:
        """The rows from `first` to `last` are in sight; return how many are above and below."""
        above = bisect_left(self._places, first)
        end = bisect_right(self._places, last)
        for _, conversation_id in self._places[above:end]:
            del self._keys[conversation_id]
        del self._places[above:end]
        return above, len(self._places) - above

    def nearest(self, first: Place, *, above: bool) -> int | None:
        """The new row next to what is in sight, above or below it."""
        at = bisect_left(self._places, first)
        at -= above
        return self._places[at][1] if 0 <= at < len(self._places) else None
