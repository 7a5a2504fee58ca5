"""The rows of a list in sight: drawn where they are looked at, asked for where they are missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from core.clock import utc_now
from core.safe_text import for_display
from core.views import ConversationRow
from core.views_search import SearchHit
from tui.widgets.cell_text import wrap
from tui.widgets.conversation_order import ConversationOrder
from tui.widgets.conversation_row import Pieces, name_line, preview_line
from tui.widgets.line_view import LineView
from tui.widgets.row_cache import RowCache

LINES = 2
"""Lines of one conversation."""


class ConversationRows(LineView):
    """Rows of conversations, two lines each; which one the cursor is on is the list's part."""

    DEFAULT_CSS = """
    ConversationRows .list--unread { text-style: bold; }
    ConversationRows .list--hit { text-style: bold underline; }
    ConversationRows .list--cursor { text-style: reverse; }
    ConversationRows:focus .list--cursor { text-style: bold reverse; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--name",
        "list--unread",
        "list--hit",
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
    | `list--unread` | the same, where a text is unread |
    | `list--hit` | the words that a search found |
    | `list--age` | how long ago |
    | `list--preview` | the latest text |
    | `list--mark` | the mark of a conversation that is unread or needs a reply |
    | `list--request` | mark and words of a standing request, and of a block |
    | `list--saving` | a row whose change is being saved |
    | `list--cursor` | the row under the cursor |
    | `list--empty` | the words of an empty list |
    """

    @dataclass
    class RowsWanted(Message):
        """Rows in sight, or a page away, that are not here: all that are missing now."""

        ids: list[int]

        def can_replace(self, message: Message) -> bool:
            """A later message names everything that is still missing."""
            return isinstance(message, ConversationRows.RowsWanted)

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
        self._rows: RowCache[Any] = RowCache()
        """Rows of the kind that `_pieces` draws."""
        self._saving: set[int] = set()
        self._hits: dict[int, SearchHit] = {}
        """What a search found in these conversations, while the list shows that."""
        self._found_nothing = ""
        """What is said where it found nothing."""

    def __len__(self) -> int:
        return len(self._order)

    def row(self, conversation_id: int) -> ConversationRow | None:
        """The row as last put, if it is here."""
        row: ConversationRow | None = self._rows.get(conversation_id)
        return row

    def hit(self, conversation_id: int) -> SearchHit | None:
        """What a search found in this conversation, while the list shows that."""
        return self._hits.get(conversation_id)

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

    def put_rows(self, rows: Iterable[ConversationRow]) -> None:
        """Take the rows that were asked for."""
        self._put_rows((row.id, row) for row in rows)

    def _put_rows(self, rows: Iterable[tuple[int, Any]]) -> None:
        in_sight = self.size.height // LINES + 1
        self._refresh_ids(self._rows.put(rows, in_sight=in_sight))

    def drop_rows(self, ids: Iterable[int]) -> None:
        """These rows are out of date: ask for them again, and draw them as they were until then."""
        dropped = set(ids)
        self._rows.outdate(dropped)
        self._refresh_ids(dropped)

    def _forget(self, conversation_id: int) -> None:
        self._rows.forget(conversation_id)
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
        if self._rows.has_all(near):
            return
        missing = self._rows.to_ask_for(ids[max(0, first - page) : last + page])
        if missing:
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
        else:
            pieces = self._pieces(row, line, width, at_cursor=at_cursor)
        segments = [Segment(text, self._style(name, at_cursor)) for text, name in pieces]
        # The rest of the line has the last style: one change of style less to send.
        used = sum(cell_len(text) for text, _ in pieces)
        segments.append(Segment(" " * max(0, width - used), segments[-1].style))
        return self.drawn_line([one for one in segments if one.text], joined=True)

    def _pieces(self, row: Any, line: int, width: int, *, at_cursor: bool) -> Pieces:
        """One line of a row in words; a list of something else draws its own."""
        if line == 0:
            return name_line(row, width, self.now(), self.zone, at_cursor=at_cursor)
        saving, hit = row.id in self._saving, self._hits.get(row.id)
        return preview_line(row, width, saving=saving, hit=hit)

    def _style(self, name: str, at_cursor: bool) -> Style:
        if not at_cursor:
            return self.style_of(name)
        cursor = self.style_of("list--cursor")
        if name != "list--hit":
            return cursor
        # Told by more than a line beneath: the style of the cursor hides the other marks.
        return cursor + Style(bold=True, underline=True, reverse=not cursor.reverse)

    def _empty_line(self, y: int, width: int) -> Strip:
        words = self._found_nothing or self._empty_text
        if not words:
            return self.blank_line()
        text = for_display(words, multiline=True)
        lines = [text[a:b] for a, b in wrap(text, width - 2)]
        if not 1 <= y <= len(lines):
            return self.blank_line()
        return self.drawn_line([Segment(f" {lines[y - 1]}", self.style_of("list--empty"))])
