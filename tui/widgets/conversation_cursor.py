"""The cursor of a list: a conversation, not a place, and what of the list is in sight around it."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from textual.geometry import Offset
from textual.message import Message

from core.domain import ListSort
from tui.widgets.arrivals import Arrivals, Place
from tui.widgets.conversation_rows import LINES, ConversationRows

OVERLAP = 2
"""Rows that stay in sight when the cursor leaves the page."""

Held = tuple[int | None, int | None, int, int | None, int]
"""The cursor's conversation and its key, and which row is to stay how high on the screen."""

NOTHING_HELD: Held = (None, None, 0, None, 0)


class ConversationCursor(ConversationRows):
    """Rows with a cursor that stays on its conversation, whatever comes and goes."""

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another conversation, or on none."""

        conversation_id: int | None

        def can_replace(self, message: Message) -> bool:
            """Only the latest matters: a held key skips what it passes."""
            return isinstance(message, ConversationCursor.Highlighted)

    @dataclass
    class Arrived(Message):
        """So many rows with new texts are out of sight now, above and below."""

        above: int
        below: int

        def can_replace(self, message: Message) -> bool:
            """Only the latest matters."""
            return isinstance(message, ConversationCursor.Arrived)

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._sort = ListSort.NEED
        self._arrivals = Arrivals()
        self._told = (0, 0)
        self._stands_nowhere = False

    @property
    def keys(self) -> array[int]:
        """The key of each id, highest first. To be read only."""
        return self._order.ranks

    @property
    def ids(self) -> array[int]:
        """The ids, in order. To be read only."""
        return self._order.ids

    @property
    def cursor_id(self) -> int | None:
        """The conversation under the cursor."""
        return self._order.ids[self._cursor] if 0 <= self._cursor < len(self) else None

    @property
    def cursor_index(self) -> int:
        """The place of the cursor, from 0; -1 on an empty list."""
        return self._cursor

    def stand_nowhere(self) -> None:
        """Take the cursor off every row; the next move puts it on the first."""
        before, self._cursor = self._cursor, -1
        self._stands_nowhere = True
        self._refresh_rows(before)

    def _move_to(self, index: int) -> None:
        self._stands_nowhere = False
        index = max(0, min(index, len(self) - 1))
        if not len(self):
            return
        before, self._cursor = self._cursor, index
        self._refresh_rows(before, index)
        self._reveal()
        if before != index:
            self.post_message(self.Highlighted(self.cursor_id))

    def _reveal(self) -> None:
        """Bring the cursor's row into view, by pages that overlap.

        Scrolling paints the whole list; a page at a time makes that rare, which a slow
        line notices.
        """
        height = self.size.height
        if height <= 0 or self._cursor < 0:
            return
        top = self._cursor * LINES
        scroll = round(self.scroll_y)
        overlap = min(OVERLAP, (height // LINES - 1) // 2) * LINES
        if top < scroll:
            self.scroll_to_line(top + LINES + overlap - height)
        elif top + LINES > scroll + height:
            self.scroll_to_line(top - overlap)
        self._place_cursor()

    def _place_cursor(self) -> None:
        """Let the terminal's own cursor stand on the row, for readers and magnifiers."""
        if self.has_focus and self._cursor >= 0:
            y = self._cursor * LINES - round(self.scroll_y)
            self.app.cursor_position = self.content_region.offset + Offset(0, y)

    def _hold(self) -> Held:
        """Note the cursor's conversation, and which row is to stay where on the screen."""
        if not len(self):
            return None, None, 0, None, 0
        scroll, height = round(self.scroll_y), self.size.height
        first = min(scroll // LINES, len(self) - 1)
        seen = scroll <= self._cursor * LINES < scroll + height
        anchor = self._cursor if seen else first
        ids = self._order.ids
        return (
            self.cursor_id,
            self._order.ranks[self._cursor],
            anchor,
            ids[anchor],
            anchor * LINES - scroll,
        )

    def _release(self, held: Held) -> None:
        """Put the cursor back on its conversation, and the held row back in its place."""
        cursor_id, rank, anchor, anchor_id, height_on_screen = held
        before, order = self._cursor, self._order
        if not len(order):
            self._cursor = -1
        elif cursor_id is None:
            self._cursor = -1 if self._stands_nowhere else 0
        else:
            found = order.find(cursor_id, near=before, rank=rank)
            if found is None:
                # Whoever comes after it took its place.
                found = order.place(cursor_id, rank) if rank is not None else before
                found = min(found, len(order) - 1)
            self._cursor = found
        self.set_line_count(len(order) * LINES)
        if anchor_id is not None:
            if anchor_id == cursor_id:
                place: int | None = self._cursor
            else:
                place = order.find(anchor_id, near=anchor)
            if place is not None and place >= 0:
                self.scroll_to_line(place * LINES - height_on_screen)
        self.refresh()
        self._place_cursor()
        self._tell_arrivals()
        if self.cursor_id != cursor_id:
            self.post_message(self.Highlighted(self.cursor_id))

    # What is new out of sight

    def _place(self, index: int) -> Place:
        return -self._order.ranks[index], self._order.ids[index]

    def _tell_arrivals(self) -> None:
        first, last = self._in_sight()
        told = (0, 0)
        if first < last:
            told = self._arrivals.seen(self._place(first), self._place(last - 1))
        if told != self._told:
            self._told = told
            self.post_message(self.Arrived(*told))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """What comes into sight is new no longer."""
        super().watch_scroll_y(old_value, new_value)
        self._tell_arrivals()
