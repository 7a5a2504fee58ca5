"""The assignment list: a column of conversations that never loads whole.

It holds ids and ranks; rows are asked for when they come into sight, and drawn
blank until they arrive. The cursor is a conversation, not a place: rows that come
and go never move it to another one.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip

from core.domain import Direction, RequestKind
from core.safe_text import for_display
from core.views import Changes, ConversationRow
from tui.widgets.cell_text import clip
from tui.widgets.conversation_rows import ConversationOrder
from tui.widgets.labels import SHORT_REQUESTS, name_words
from tui.widgets.line_view import LineView
from tui.widgets.when import age, utc_now

LINES = 2
"""Lines of one conversation."""
KEPT_ROWS = 1024
"""Rows kept in memory, at the least."""
OVERLAP = 2
"""Rows that stay in sight when the cursor leaves the page."""
AGE_CELLS = 6
PREVIEW_CHARACTERS = 400
"""No list is wider; a longer text is not looked at for its preview."""


class ConversationList(LineView, can_focus=True, inherit_bindings=False):
    """A virtual list of conversations, two lines each."""

    DEFAULT_CSS = """
    ConversationList .list--name { text-style: bold; }
    ConversationList .list--cursor { text-style: reverse; }
    ConversationList:focus .list--cursor { text-style: bold reverse; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--name",
        "list--age",
        "list--preview",
        "list--mark",
        "list--request",
        "list--saving",
        "list--cursor",
        "list--empty",
    }
    """
    | Class | What it styles |
    | :- | :- |
    | `list--name` | the contact's name |
    | `list--age` | how long ago |
    | `list--preview` | the latest text |
    | `list--mark` | the mark of a conversation that needs a reply |
    | `list--request` | mark and words of a standing request, and of a block |
    | `list--saving` | a row whose change is being saved |
    | `list--cursor` | the row under the cursor |
    | `list--empty` | the words of an empty list |
    """

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

    @dataclass
    class RowsWanted(Message):
        """Rows in sight, or a page away, that are not here: all that are missing now."""

        ids: list[int]

        def can_replace(self, message: Message) -> bool:
            """A later message names everything that is still missing."""
            return isinstance(message, ConversationList.RowsWanted)

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.now: Callable[[], datetime] = utc_now
        """The clock that ages are counted from."""
        self.zone: tzinfo | None = None
        """The zone that days are shown in; None is the computer's own."""
        self._order = ConversationOrder()
        self._cursor = -1
        self._empty_text = ""
        self._rows: OrderedDict[int, ConversationRow] = OrderedDict()
        self._stale: set[int] = set()
        self._asked: frozenset[int] = frozenset()
        self._saving: set[int] = set()

    # What is on the list

    def __len__(self) -> int:
        return len(self._order)

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

    def row(self, conversation_id: int) -> ConversationRow | None:
        """The row as last put, if it is here."""
        return self._rows.get(conversation_id)

    @property
    def empty_text(self) -> str:
        """What an empty list says."""
        return self._empty_text

    @empty_text.setter
    def empty_text(self, text: str) -> None:
        self._empty_text = text
        if not len(self):
            self.refresh()

    @property
    def saving(self) -> frozenset[int]:
        """Conversations whose change is being saved."""
        return frozenset(self._saving)

    @saving.setter
    def saving(self, ids: Iterable[int]) -> None:
        wanted = set(ids)
        changed = wanted ^ self._saving
        self._saving = wanted
        self._refresh_ids(changed)

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
        self._asked = frozenset()
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
        self._stale.update(i for i, _ in changes.listed if i in self._rows)
        self._asked = self._asked.difference(i for i, _ in changes.listed)
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

    def put_rows(self, rows: Iterable[ConversationRow]) -> None:
        """Take the rows that were asked for."""
        came = set()
        for row in rows:
            came.add(row.id)
            self._rows[row.id] = row
            self._rows.move_to_end(row.id)
        self._stale -= came
        self._asked -= came
        kept = max(KEPT_ROWS, 4 * (self.size.height // LINES + 1))
        while len(self._rows) > kept:
            dropped, _ = self._rows.popitem(last=False)
            self._stale.discard(dropped)
        self._refresh_ids(came)

    def drop_rows(self, ids: Iterable[int]) -> None:
        """These rows are out of date: ask for them again, and draw them as they were until then."""
        dropped = set(ids)
        self._stale.update(dropped & self._rows.keys())
        self._asked -= dropped
        self._refresh_ids(dropped)

    # The cursor

    def select(self, conversation_id: int) -> bool:
        """Put the cursor on a conversation, if it is on the list."""
        index = self._order.find(conversation_id, near=self._cursor)
        if index is None:
            return False
        self._move_to(index)
        return True

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

    def _forget(self, conversation_id: int) -> None:
        self._rows.pop(conversation_id, None)
        self._stale.discard(conversation_id)
        self._saving.discard(conversation_id)

    # Painting

    def _refresh_rows(self, *indexes: int) -> None:
        regions = []
        scroll, width = round(self.scroll_y), self.line_width
        for index in set(indexes):
            y = index * LINES - scroll
            if index >= 0 and -LINES < y < self.size.height:
                regions.append(Region(0, y, width, LINES))
        if regions:
            self.refresh(*regions)

    def _refresh_ids(self, ids: set[int]) -> None:
        """Paint those of the rows that are in sight."""
        first, last = self._in_sight()
        self._refresh_rows(*(i for i in range(first, last) if self._order.ids[i] in ids))

    def _in_sight(self) -> tuple[int, int]:
        scroll, height = round(self.scroll_y), self.size.height
        return scroll // LINES, min(len(self), -(-(scroll + height) // LINES))

    def _want_rows(self) -> None:
        first, last = self._in_sight()
        ids = self._order.ids
        page = last - first
        near = ids[max(0, first - page // 2) : last + page // 2]
        if all(i in self._rows and i not in self._stale for i in near):
            return
        window = ids[max(0, first - page) : last + page]
        missing = [i for i in window if i not in self._rows or i in self._stale]
        if missing and not self._asked.issuperset(missing):
            self._asked = frozenset(missing)
            # Painting is the screen's doing: a message made here would count as its own,
            # and never reach the app.
            self.call_next(self._ask, missing)

    def _ask(self, ids: list[int]) -> None:
        self.post_message(self.RowsWanted(ids))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines, and ask for the rows they lack."""
        self._want_rows()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in sight."""
        width = self.line_width
        index, line = divmod(y + round(self.scroll_y), LINES)
        if not len(self):
            return self._empty_line(y, width)
        if not 0 <= index < len(self):
            return self.blank_line()
        conversation_id = self._order.ids[index]
        row = self._rows.get(conversation_id)
        at_cursor = index == self._cursor
        if row is None:
            pieces = [("> " if at_cursor and line == 0 else "", "list--preview")]
        elif line == 0:
            pieces = self._first_line(row, at_cursor, width)
        else:
            pieces = self._second_line(row, width)
        segments = [
            Segment(text, self.style_of("list--cursor" if at_cursor else name))
            for text, name in pieces
        ]
        # The rest of the line has the last style: one change of style less to send.
        used = sum(cell_len(text) for text, _ in pieces)
        segments.append(Segment(" " * max(0, width - used), segments[-1].style))
        return self.drawn_line([segment for segment in segments if segment.text]).simplify()

    def _first_line(
        self, row: ConversationRow, at_cursor: bool, width: int
    ) -> list[tuple[str, str]]:
        # Marks and age come first: no terminal agrees with another on the width of a name.
        when = age(row.at, self.now(), self.zone)
        marks = (">" if at_cursor else " ") + ("●" if row.needs_reply else " ")
        left = f"{when:>{AGE_CELLS}} " + ("⊘ " if row.blocked else "")
        room = width - len(marks) - len(left)
        return [
            (marks, "list--mark"),
            (left, "list--age"),
            (clip(name_words(row.name, row.number), room), "list--name"),
        ]

    def _second_line(self, row: ConversationRow, width: int) -> list[tuple[str, str]]:
        if row.id in self._saving:
            return [("   saving…", "list--saving")]
        words = SHORT_REQUESTS.get(row.request, "")
        if row.blocked and (not words or width >= 40):
            words = f"{words}, blocked" if words else "blocked"
        mark = (
            "▌" if row.request.asks_to_opt_out or row.request is RequestKind.WRONG_NUMBER else " "
        )
        pieces = [(" " + mark, "list--request" if mark != " " else "list--preview")]
        used = 2
        if words:
            pieces.append((f"{words}:", "list--request"))
            used += len(words) + 1
        text = ""
        if row.at is not None or row.preview:
            text = for_display(row.preview[:PREVIEW_CHARACTERS])
            if row.preview_direction is Direction.OUTBOUND:
                text = f"You: {text}"
        pieces.append((" " + clip(text, width - used - 1), "list--preview"))
        return pieces

    def _empty_line(self, y: int, width: int) -> Strip:
        text = clip(for_display(self._empty_text), width - 2) if self._empty_text else ""
        if y != 1 or not text:
            return self.blank_line()
        return self.drawn_line([Segment(f" {text}", self.style_of("list--empty"))])

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
