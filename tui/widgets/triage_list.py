"""The queue of triage: the conversation list, its rows those of requests, with marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from core.views import Changes
from core.views_triage import TriageRow
from tui.widgets.conversation_list import ConversationList
from tui.widgets.conversation_row import Pieces
from tui.widgets.triage_row import Standing, asking_line, sure_line


class TriageList(ConversationList):
    """A virtual list of requests, the surest first, two lines each."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._marks: dict[int, int] = {}
        self._gone: set[int] = set()

    @property
    def marks(self) -> dict[int, int]:
        """What is marked, and the latest text that each had then. To be read only."""
        return self._marks

    @property
    def waiting(self) -> int:
        """How many wait: all that are on the list, but for those that are only still in sight."""
        return len(self) - len(self._gone)

    def mark(self, ids: Iterable[int], seen: int) -> None:
        """Mark these.

        Args:
            ids: Conversations.
            seen: The latest text there was, for those whose row is not here.
        """
        wanted = set(ids)
        for conversation_id in wanted:
            row = self.queue_row(conversation_id)
            self._marks[conversation_id] = seen if row is None else row.last_text_id or seen
        self._refresh_ids(wanted)

    def unmark(self, ids: Iterable[int]) -> None:
        """Take marks away."""
        gone = set(ids)
        for conversation_id in gone:
            self._marks.pop(conversation_id, None)
        self._refresh_ids(gone)

    def unmark_all(self) -> None:
        """Take all marks away."""
        self._marks.clear()
        self.refresh()

    def set_gone(self, conversation_id: int, *, gone: bool = True) -> None:
        """Draw a row as one that no longer waits, until it is taken out or waits again."""
        if gone is not (conversation_id in self._gone):
            (self._gone.add if gone else self._gone.discard)(conversation_id)
            self._refresh_ids({conversation_id})

    def queue_row(self, conversation_id: int) -> TriageRow | None:
        """The row as last put, if it is here."""
        row: TriageRow | None = self._rows.get(conversation_id)
        return row

    def put_queue_rows(self, rows: Iterable[TriageRow]) -> None:
        """Take the rows that were asked for."""
        self._put_rows((row.conversation_id, row) for row in rows)

    @property
    def ids_in_sight(self) -> list[int]:
        """The conversations whose rows are on the screen."""
        first, last = self._in_sight()
        return list(self._order.ids[first:last])

    def put_in(self, conversation_id: int, key: int) -> None:
        """Put one in where its key says; the cursor stays on what it is on."""
        self.apply(Changes(0, listed=((conversation_id, key),)))

    def key_of(self, conversation_id: int) -> int | None:
        """The key that a conversation stands by, if it is on the list."""
        place = self._order.find(conversation_id, near=self._cursor)
        return None if place is None else self._order.ranks[place]

    def between(self, one: int, other: int) -> list[int]:
        """The conversations from one to another, both among them, in order."""
        places = [self._order.find(i, near=self._cursor) for i in (one, other)]
        found = sorted(place for place in places if place is not None)
        return list(self._order.ids[found[0] : found[-1] + 1]) if found else []

    def _forget(self, conversation_id: int) -> None:
        super()._forget(conversation_id)
        self._gone.discard(conversation_id)
        self._marks.pop(conversation_id, None)

    def _pieces(self, row: Any, line: int, width: int, *, at_cursor: bool) -> Pieces:
        i = row.conversation_id
        standing = Standing(
            marked=i in self._marks,
            skipped=(self.key_of(i) or 0) < 0,
            gone=i in self._gone,
            saving=i in self._saving,
        )
        if line == 0:
            now: Callable[[], datetime] = self.now
            return sure_line(row, width, now(), self.zone, standing, at_cursor=at_cursor)
        return asking_line(row, width, standing)
