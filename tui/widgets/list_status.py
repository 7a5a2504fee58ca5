"""The foot of the list: how much it holds, and which part of it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from core.domain import ListFilter
from core.views import ListCounts

LABELS: dict[ListFilter, str] = {
    ListFilter.ALL: "All",
    ListFilter.REPLY: "Reply",
    ListFilter.OPT_OUT: "Opt-out",
}


class ListStatus(Static):
    """The three filters with their counts; the one in use stands in brackets."""

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    ListStatus {
        width: 100%; height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    @dataclass
    class FilterChosen(Message):
        """A filter was clicked."""

        filter: ListFilter

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id, markup=False)
        self._spans: list[tuple[int, int, ListFilter]] = []

    def show(self, counts: ListCounts, chosen: ListFilter) -> None:
        """Show these counts, with this filter in use."""
        numbers = {
            ListFilter.ALL: counts.all,
            ListFilter.REPLY: counts.reply,
            ListFilter.OPT_OUT: counts.opt_out,
        }
        content = Content("")
        self._spans = []
        for kind, label in LABELS.items():
            words = f"{label} {numbers[kind]:,}"
            words = f"[{words}]" if kind is chosen else words
            start = len(content.plain) + (1 if content.plain else 0)
            content += Content(" " if content.plain else "")
            content += Content.styled(words, "bold") if kind is chosen else Content(words)
            self._spans.append((start, start + len(words), kind))
        self.update(content, layout=False)

    def on_click(self, event: events.Click) -> None:
        """Choose the filter that was clicked."""
        x = event.get_content_offset(self)
        if x is None:
            return
        for start, end, kind in self._spans:
            if start <= x.x < end:
                event.stop()
                self.post_message(self.FilterChosen(kind))
