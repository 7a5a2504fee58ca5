"""The assignment list: a column of conversations that never loads whole.

It holds ids and ranks; rows are asked for when they come into sight, and drawn
blank until they arrive. The cursor is a conversation, not a place: rows that come
and go never move it to another one.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message

from core.list_order import needs_reply
from core.views import Changes
from tui.widgets.conversation_rows import LINES, ConversationRows

OVERLAP = 2
"""Rows that stay in sight when the cursor leaves the page."""


class ConversationList(ConversationRows, can_focus=True, inherit_bindings=False):
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
    class Highlighted(Message):
        """The cursor stands on another conversation, or on none."""

        conversation_id: int | None

        def can_replace(self, message: Message) -> bool:
            """Only the latest matters: a held key skips what it passes."""
            return isinstance(message, ConversationList.Highlighted)

    @dataclass
    class Opened(Message):
        """The texter asked to work on a conversation."""

        conversation_id: int

    # What is on the list

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

    # Changing what is on it

    def set_ids(self, ids: array[int], ranks: array[int]) -> None:
        """Show these conversations, in this order: highest rank first, then lowest id.

        The arrays are taken over, not copied. The cursor stays on its conversation; where
        that is gone, it stays at its place.

        Raises:
            ValueError: There is not exactly one rank for each id.
        """
        held = self._hold()
        self._order.replace(ids, ranks)
        self._rows.ask_anew()
        self._release(held)

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

        The row under the cursor stays under it, at the same height on the screen as far as
        the list is long enough. Changed rows are asked for again.
        """
        if not changes.listed and not changes.left:
            return
        held = self._hold()
        self._order.take_out(changes.left, near=self._cursor)
        self._order.put(changes.listed, near=self._cursor)
        self._rows.outdate(i for i, _ in changes.listed)
        for conversation_id in changes.left:
            self._forget(conversation_id)
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
        """Where the cursor's conversation needs nothing, go to the first that needs a reply."""
        if len(self) and not needs_reply(self._order.ranks[self._cursor]):
            first = self._order.ranks[0]
            if needs_reply(first):
                self._move_to(0)

    def select_next_needing(self) -> None:
        """Go to the next conversation that needs a reply: below, or else the first."""
        ranks = self._order.ranks
        below = self._cursor + 1
        if below < len(self) and needs_reply(ranks[below]):
            self._move_to(below)
        elif len(self) and needs_reply(ranks[0]):
            self._move_to(0)

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

    def _move_to(self, index: int) -> None:
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

    def _hold(self) -> tuple[int | None, int | None, int, int | None, int]:
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

    def _release(self, held: tuple[int | None, int | None, int, int | None, int]) -> None:
        """Put the cursor back on its conversation, and the held row back in its place."""
        cursor_id, rank, anchor, anchor_id, height_on_screen = held
        before, order = self._cursor, self._order
        if not len(order):
            self._cursor = -1
        elif cursor_id is None:
            self._cursor = 0
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
        if self.cursor_id != cursor_id:
            self.post_message(self.Highlighted(self.cursor_id))

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
