"""The foot of the list: how much it holds, which part of it in which order, and what is new."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from core.domain import ListFilter, ListSort
from core.views import ListCounts

LABELS: dict[ListFilter, str] = {
    ListFilter.ALL: "All",
    ListFilter.REPLY: "Reply",
    ListFilter.OPT_OUT: "Opt-out",
    ListFilter.UNREAD: "Unread",
    ListFilter.AWAITING: "Awaiting",
}
"""The filters by name; where there is little room, by `SHORT_LABELS`."""

SHORT_LABELS: dict[ListFilter, str] = {
    ListFilter.ALL: "All",
    ListFilter.REPLY: "Reply",
    ListFilter.OPT_OUT: "Out",
    ListFilter.UNREAD: "New",
    ListFilter.AWAITING: "Wait",
}

SORTS: dict[ListSort, str] = {
    ListSort.NEED: "newest need first",
    ListSort.OLDEST: "oldest need first",
    ListSort.NEWEST: "newest first",
    ListSort.NAME: "by name",
}
"""The orders, as the foot of the list names them."""

Act = Callable[[], Message]
"""What a click on some words says."""


class ListStatus(Static):
    """The filters with their counts, the one in use in brackets; beneath, the order or what is new.

    Everything here can be clicked.
    """

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    ListStatus {
        width: 100%; height: 2; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    @dataclass
    class FilterChosen(Message):
        """A filter was clicked."""

        filter: ListFilter

    @dataclass
    class SortPressed(Message):
        """The order was clicked: the next one is wanted."""

    @dataclass
    class SearchPressed(Message):
        """Search was clicked: to begin it, or to leave it."""

    @dataclass
    class ArrivalsPressed(Message):
        """The words about new texts out of sight were clicked."""

        above: bool

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id, markup=False)
        self.tooltip = (
            "All conversations, those that need a reply, ask to opt out, are unread (new), "
            "or wait for the contact. Click one, or press f for the next."
        )
        self._counts: ListCounts | None = None
        self._chosen = ListFilter.ALL
        self._sort = ListSort.NEED
        self._arrivals = (0, 0)
        self._found: str | None = None
        self._spans: list[tuple[int, int, int, Act]] = []
        """Line, start and end of what can be clicked."""

    def show(self, counts: ListCounts, chosen: ListFilter, sort: ListSort = ListSort.NEED) -> None:
        """Show these counts, with this filter and order in use."""
        self._counts, self._chosen, self._sort = counts, chosen, sort
        self._draw()

    def show_arrivals(self, above: int, below: int) -> None:
        """Say how many conversations with new texts are out of sight, and where."""
        self._arrivals = (above, below)
        self._draw()

    def show_found(self, words: str | None) -> None:
        """Say what a search found, instead of the filters; None ends that."""
        self._found = words
        self._draw()

    def _draw(self) -> None:
        self._spans = []
        width = max(20, self.size.width or 32)
        if self._found is not None:
            ends: list[tuple[str, Act | None]] = [
                ("enter opens", None),
                ("esc leaves", self.SearchPressed),
            ]
            lines = [self._line(0, [(self._found, None)]), self._line(1, ends, between=" · ")]
        elif self._counts is None:
            lines = []
        else:
            lines = [self._filters(self._counts, width), self._second(self._counts, width)]
        self.update(Content("\n").join(lines), layout=False)

    def _filters(self, counts: ListCounts, width: int) -> Content:
        names: Named = []
        for names in _ways(counts, self._chosen):
            if _width(names) <= width:
                break
        pieces: list[tuple[str, Act | None]] = [
            (words, lambda kind=kind: self.FilterChosen(kind))  # type: ignore[misc]
            for words, kind in names
        ]
        chosen = next(number for number, (words, _) in enumerate(names) if words[0] == "[")
        return self._line(0, pieces, bold=chosen)

    def _second(self, counts: ListCounts, width: int) -> Content:
        above, below = self._arrivals
        if above or below:
            pieces: list[tuple[str, Act | None]] = []
            if above:
                pieces.append((f"{short(above)} new above ↑", lambda: self.ArrivalsPressed(True)))
            if below:
                new = "" if above else "new "
                words = f"{short(below)} {new}below ↓"
                pieces.append((words, lambda: self.ArrivalsPressed(False)))
            return self._line(1, pieces, between=" · ")
        if counts.held_back:
            replies = "reply waits" if counts.held_back == 1 else "replies wait"
            return self._line(1, [(f"{short(counts.held_back)} {replies} for first texts", None)])
        sort = f"↕ {SORTS[self._sort]}"
        search = "/ search"
        room = " " * max(1, width - cell_len(sort) - cell_len(search))
        return self._line(1, [(sort, self.SortPressed), (search, self.SearchPressed)], between=room)

    def _line(
        self,
        number: int,
        pieces: Sequence[tuple[str, Act | None]],
        *,
        bold: int | None = None,
        between: str = " ",
    ) -> Content:
        content, at = Content(""), 0
        for index, (words, act) in enumerate(pieces):
            if index:
                content += Content(between)
                at += cell_len(between)
            content += Content.styled(words, "bold") if index == bold else Content(words)
            if act is not None:
                self._spans.append((number, at, at + cell_len(words), act))
            at += cell_len(words)
        return content

    def on_resize(self) -> None:
        """Name as much as there is room for."""
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Do what the words that were clicked say."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for line, start, end, act in self._spans:
            if line == offset.y and start <= offset.x < end:
                event.stop()
                self.post_message(act())
                return


def short(count: int) -> str:
    """A number in at most five letters: `9,999`, `12k`, `1.2M`."""
    if count < 10_000:
        return f"{count:,}"
    if count < 1_000_000:
        return f"{count // 1000}k"
    return f"{count // 100_000 / 10:.1f}M"


MORE = "…"
"""Stands for the filters that there is no room to name."""

Named = list[tuple[str, ListFilter]]
"""Words, and the filter that a click on them chooses."""


def _ways(counts: ListCounts, chosen: ListFilter) -> Iterator[Named]:
    """The filters in words, from the longest way to say it to the shortest."""
    numbers = {kind: getattr(counts, kind.value) for kind in LABELS}

    def named(kinds: Sequence[ListFilter], labels: dict[ListFilter, str]) -> Named:
        return [
            (f"[{LABELS[kind]} {short(numbers[kind])}]", kind)
            if kind is chosen
            else (f"{labels[kind]} {short(numbers[kind])}", kind)
            for kind in kinds
        ]

    order = list(LABELS)
    yield named(order, LABELS)
    yield named(order, SHORT_LABELS)
    # Who asks and who waits is always counted; the rest is a click, or f, away.
    main = [ListFilter.ALL, ListFilter.REPLY, ListFilter.OPT_OUT]
    shown = main if chosen in main else [chosen, *main[1:]]
    hidden = (MORE, order[(order.index(shown[-1 if chosen in main else 0]) + 1) % len(order)])
    for labels in (LABELS, SHORT_LABELS):
        yield [*named(shown, labels), hidden]
    yield [*named([chosen], LABELS), hidden]


def _width(names: Named) -> int:
    return sum(cell_len(words) for words, _ in names) + len(names) - 1
