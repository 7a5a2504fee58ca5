"""The messenger at a glance: its list, top bar and transcript, for one conversation."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from core.views import ConversationRow, ConversationView
from tui.widgets.conversation_list import ConversationList
from tui.widgets.conversation_rows import LINES
from tui.widgets.labels import counted_words, first_name_words
from tui.widgets.top_bar import TopBar
from tui.widgets.transcript import Transcript

LONGEST_LIST = 4
"""Rows of the list that are in sight at once."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What a messenger shows at one moment."""

    view: ConversationView
    """The conversation that it is about."""
    ids: array[int]
    """The assignment list, in order."""
    keys: array[int]
    rows: tuple[ConversationRow, ...]
    """The rows of the list."""

    @property
    def listed(self) -> bool:
        """Whether the conversation is on the list."""
        return self.view.id in self.ids


class MessengerGlance(Vertical):
    """A messenger to be looked at: of its buttons, only Opt Out is there."""

    DEFAULT_CSS = """
    MessengerGlance #glance-title { width: 100%; height: 1; padding: 0 1; text-style: bold; }
    MessengerGlance #hide, MessengerGlance #wrong-number { display: none; }
    """

    def compose(self) -> ComposeResult:
        """Build the list above the open conversation."""
        with Vertical(classes="glance--list"):
            yield Static("", id="glance-title", markup=False)
            yield ConversationList()
        yield TopBar()
        yield Transcript()

    def on_mount(self) -> None:
        """The list is looked at only: the lesson says which conversation is open."""
        shown = self.query_one(ConversationList)
        shown.can_focus = False
        shown.disabled = True

    @on(ConversationList.RowsWanted)
    @on(ConversationList.Highlighted)
    @on(ConversationList.Arrived)
    def _looked_at_only(self, event: ConversationList.RowsWanted) -> None:
        event.stop()

    def show(self, glance: Glance, longest: int) -> None:
        """Show this moment.

        Args:
            glance: What there is to be seen.
            longest: The most conversations that the list ever holds: it keeps that room.
        """
        shown = self.query_one(ConversationList)
        shown.styles.height = LINES * min(LONGEST_LIST, longest)
        # Copies: the list takes arrays over, and changes them.
        shown.set_ids(glance.ids[:], glance.keys[:])
        shown.put_rows(glance.rows)
        shown.select(glance.view.id)
        self.set_class(not glance.listed, "-off-list")
        words = counted_words(len(glance.ids), "conversation", "conversations")
        title = Content.assemble("Assignment list", f" · {words}")
        self.query_one("#glance-title", Static).update(title, layout=False)
        self.query_one(TopBar).show(glance.view)
        self.query_one(Transcript).show(glance.view)


def list_words(glance: Glance) -> Content:
    """Who is on the list, in a line: that somebody has left it comes first."""
    about = glance.view
    who = first_name_words(about.name, about.number)
    rows = {row.id: row for row in glance.rows}
    listed = [rows[one] for one in glance.ids if one in rows]
    words = (
        Content("On the list: ")
        if glance.listed
        else Content.assemble((f"{who} is off the list", "bold"), ". On it: ")
    )
    if not listed:
        return words + Content("nobody")
    names = []
    for row in listed:
        name = first_name_words(row.name, row.number)
        here = row.id == about.id
        names.append(Content.assemble((f"● {name}", "bold")) if here else Content(name))
    return words + Content(", ").join(names)
