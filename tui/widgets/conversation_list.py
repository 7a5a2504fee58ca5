"""The assignment list: a column of conversations that never loads whole.

It holds ids and ranks; rows are asked for when they come into sight, and drawn
blank until they arrive. The cursor is a conversation, not a place: rows that come
and go never move it to another one.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from core.domain import ListSort
from core.list_order import flagged, needs_reply, stands_by_need
from core.views import Changes
from core.views_search import SearchHit
from tui.widgets.conversation_cursor import NOTHING_HELD, ConversationCursor
from tui.widgets.conversation_rows import LINES


@dataclass(frozen=True, slots=True)
class KeptList:
    """A list as it was, to be put back."""

    ids: array[int]
    keys: array[int]
    sort: ListSort
    cursor_id: int | None
    line: int
    """The first line in sight."""


class ConversationList(ConversationCursor, can_focus=True, inherit_bindings=False):
    """A virtual list of conversations, two lines each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, id="list.up"),
        Binding("down,j", "move(1)", "Down", show=False, id="list.down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="list.page_up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="list.page_down"),
        Binding("home,g", "first", "First", show=False, id="list.first"),
        Binding("end,G", "last", "Last", show=False, id="list.last"),
        Binding("enter", "open", "Open", show=False, id="list.open"),
    ]

    @dataclass
    class Opened(Message):
        """The texter asked to work on a conversation."""

        conversation_id: int

    # Changing what is on it

    def set_ids(self, ids: array[int], ranks: array[int], sort: ListSort = ListSort.NEED) -> None:
        """Show these conversations, in this order: highest key first, then lowest id.

        The arrays are taken over, not copied. The cursor stays on its conversation; where
        that is gone, it stays at its place. In another order it goes to the top.

        Raises:
            ValueError: There is not exactly one key for each id.
        """
        held, anew = self._hold(), sort is not self._sort
        self._hits, self._found_nothing = {}, ""
        self._sort = sort
        self._order.replace(ids, ranks)
        self._rows.ask_anew()
        self._arrivals.clear()
        self._release(NOTHING_HELD if anew else held)
        if anew:
            self.scroll_to_line(0)

    def show_hits(self, hits: Sequence[SearchHit], nothing: str) -> None:
        """Show what a search found, in its order, with the cursor on the first.

        Args:
            hits: What was found.
            nothing: What to say where that is nothing.
        """
        ids = array("q", [hit.conversation_id for hit in hits])
        places = range(len(hits), 0, -1)
        keys = [flagged(at, hit.needs_reply) for at, hit in zip(places, hits, strict=True)]
        before = self.cursor_id
        self._hits = {hit.conversation_id: hit for hit in hits}
        self._found_nothing = nothing
        self._order.replace(ids, array("q", keys))
        self._sort = ListSort.NAME
        self._rows.ask_anew()
        self._arrivals.clear()
        self._release(NOTHING_HELD)
        self.scroll_to_line(0)
        if self.cursor_id is None and before is not None:
            self.post_message(self.Highlighted(None))

    def keep(self) -> KeptList:
        """The list as it is now; it is changed no more once another one is shown."""
        return KeptList(
            self._order.ids,
            self._order.ranks,
            self._sort,
            self.cursor_id,
            round(self.scroll_y),
        )

    def put_back(self, kept: KeptList) -> None:
        """Show a list as it was: its rows, its cursor, and what of it was in sight."""
        self._hits = {}
        self._sort, self._found_nothing = kept.sort, ""
        self._order.replace(kept.ids, kept.keys)
        self._rows.ask_anew()
        self._arrivals.clear()
        self._release(NOTHING_HELD)
        self.scroll_to_line(kept.line)
        if kept.cursor_id is not None:
            self.select(kept.cursor_id)

    def append_ids(self, ids: array[int], ranks: array[int]) -> None:
        """Put more conversations at the end: the next part of a list that is being loaded.

        Raises:
            ValueError: There is not exactly one rank for each id.
        """
        held = self._hold()
        self._order.extend(ids, ranks)
        self._release(held)

    def apply(self, changes: Changes) -> None:
        """Put in, move and take out rows.

        Rows that stay are drawn anew. The row under the cursor stays under it, at the same
        height on the screen as far as the list is long enough. Changed rows are asked for again.
        """
        self.drop_rows(changes.stays)
        if not changes.listed and not changes.left:
            return
        held = self._hold()
        self._order.take_out(changes.left, near=self._cursor)
        self._order.put(changes.listed, near=self._cursor)
        self._rows.outdate(i for i, _ in changes.listed)
        for conversation_id in changes.left:
            self._forget(conversation_id)
            self._arrivals.drop(conversation_id)
        for conversation_id, key in changes.listed:
            if conversation_id in changes.arrived:
                self._arrivals.add(conversation_id, key)
            else:
                self._arrivals.moved(conversation_id, key)
        self._release(held)

    def take_out(self, conversation_id: int) -> int | None:
        """Take a row out.

        Returns:
            The conversation under the cursor now: if it was this row's, the next one or,
            at the end, the one before.
        """
        held = self._hold()
        self._order.take_out((conversation_id,), near=self._cursor)
        self._forget(conversation_id)
        self._release(held)
        return self.cursor_id

    # The cursor

    def select(self, conversation_id: int) -> bool:
        """Put the cursor on a conversation, if it is on the list."""
        index = self._order.find(conversation_id, near=self._cursor)
        if index is None:
            return False
        self._move_to(index)
        return True

    def select_needing(self) -> None:
        """Where the cursor's conversation needs nothing, go to the first that needs a reply.

        In an order that does not put those first, the cursor stays in it.
        """
        first = len(self) and stands_by_need(self._sort) and self._needs(0)
        if first and not self._needs(self._cursor):
            self._move_to(0)

    def select_next_needing(self) -> bool:
        """Go to the next conversation that needs a reply: below, or else the first.

        Returns:
            Whether there is one.
        """
        found = self._next_needing(self._cursor + 1)
        if found is None:
            found = self._next_needing(0)
        if found is None:
            return False
        self._move_to(found)
        return True

    def _needs(self, index: int) -> bool:
        return needs_reply(self._order.ranks[index], self._sort)

    def _next_needing(self, start: int) -> int | None:
        """The place of the first row from `start` on that needs a reply."""
        if start >= len(self):
            return None
        if stands_by_need(self._sort):
            return start if self._needs(start) else None
        return self._order.next_odd(start)

    def select_arrival(self, *, above: bool) -> None:
        """Go to the conversation with a new text that is next above, or below, what is in sight."""
        first, last = self._in_sight()
        if first < last:
            found = self._arrivals.nearest(self._place(first), above=above)
            if found is not None:
                self.select(found)

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self._move_to(self._cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by pages."""
        rows = by * max(1, self.size.height // LINES - 1)
        self.scroll_to_line(round(self.scroll_y) + rows * LINES)
        self._move_to(self._cursor + rows)

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self._move_to(0)

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self._move_to(len(self) - 1)

    def action_open(self) -> None:
        """Ask for the conversation under the cursor."""
        if (conversation_id := self.cursor_id) is not None:
            self.post_message(self.Opened(conversation_id))

    # Events

    def on_mount(self) -> None:
        """Keep the ages true."""
        self.set_interval(60, self.refresh)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.set_line_count(len(self) * LINES)
        self._reveal()

    def on_focus(self) -> None:
        """Show that the cursor is live."""
        self._refresh_rows(self._cursor)
        self._place_cursor()

    def on_blur(self) -> None:
        """Show that the cursor is not live."""
        self._refresh_rows(self._cursor)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row; a double click opens it."""
        index = (event.y + round(self.scroll_y)) // LINES
        if event.button == 1 and 0 <= index < len(self):
            event.stop()
            self._move_to(index)
            if event.chain == 2:
                self.action_open()
