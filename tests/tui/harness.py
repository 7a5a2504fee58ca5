"""A small app around the widgets, with sample data, for tests and pictures."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Static

from core.domain import (
    Behavior,
    Direction,
    ListFilter,
    RequestKind,
    Span,
    TextKind,
    TextState,
)
from core.views import (
    ConversationRow,
    ConversationView,
    ListCounts,
    OptedOutView,
    OptOutPreview,
    TextView,
)
from tui.themes import THEMES, VARIABLE_DEFAULTS
from tui.widgets.composer import Composer
from tui.widgets.conversation_list import ConversationList
from tui.widgets.list_status import ListStatus
from tui.widgets.side_panel import SidePanel
from tui.widgets.top_bar import TopBar
from tui.widgets.transcript import Transcript

NOW = datetime(2026, 11, 23, 18, 42, tzinfo=UTC)
HOSTILE_TEXTS = Path(__file__).parents[1] / "data" / "hostile-texts.json"
STYLESHEET = Path(__file__).parents[2] / "tui" / "messenger.tcss"

PEOPLE = (
    ("Maria Lopez", "STOP", RequestKind.KEYWORD),
    ("Sam Okafor", "who is this", RequestKind.NONE),
    ("Dana Fox", "Yes I'll be there! 🎉", RequestKind.NONE),
    ("李小龙", "请不要再给我发短信了", RequestKind.REQUEST),
    (
        "Zoë Ångström-Kowalczyk",
        "take me off this list please, I have asked twice",
        RequestKind.REQUEST,
    ),
    ("Jun", "wrong number, this is not Maria", RequestKind.WRONG_NUMBER),
    ("", "ok", RequestKind.NONE),
    ("Priya 👩‍👩‍👧 Natarajan", "❤️ thank you", RequestKind.NONE),
)


def sample_row(conversation_id: int, **changes: Any) -> ConversationRow:
    """A row of the list, the same for the same id."""
    name, preview, request = PEOPLE[(conversation_id - 1) % len(PEOPLE)]
    fields: dict[str, Any] = {
        "id": conversation_id,
        "name": name,
        "number": f"+1415555{conversation_id % 10000:04d}",
        "preview": preview,
        "at": NOW - timedelta(minutes=min(conversation_id, 2000) ** 2 * 2),
        "needs_reply": conversation_id % 3 != 0,
        "request": request,
        "blocked": request is RequestKind.KEYWORD,
        "preview_direction": Direction.INBOUND,
    }
    return ConversationRow(**{**fields, **changes})


def sample_order(count: int) -> tuple[array[int], array[int]]:
    """Ids 1 to `count`, the first with the highest rank."""
    return array("q", range(1, count + 1)), array("q", range(count * 10, 0, -10))


def sample_text(text_id: int, body: str, **changes: Any) -> TextView:
    """One received text."""
    fields: dict[str, Any] = {
        "id": text_id,
        "kind": TextKind.INBOUND,
        "direction": Direction.INBOUND,
        "body": body,
        "at": NOW - timedelta(minutes=60 - text_id),
        "state": TextState.RECEIVED,
    }
    return TextView(**{**fields, **changes})


def sample_sent(text_id: int, body: str, state: TextState, **changes: Any) -> TextView:
    """One text of ours."""
    return sample_text(
        text_id,
        body,
        **{
            "kind": TextKind.REPLY,
            "direction": Direction.OUTBOUND,
            "state": state,
            "author": "Jo",
            **changes,
        },
    )


def sample_texts() -> tuple[TextView, ...]:
    """A conversation of two days that ends with a keyword under Type 2."""
    return (
        sample_sent(
            1,
            "Hi Maria, it's Jo with Spring Turnout. Will you vote on Tuesday? "
            "Your polling place is the library on Main Street.",
            TextState.DELIVERED,
            kind=TextKind.INITIAL,
            at=NOW - timedelta(days=1, hours=2),
        ),
        sample_text(2, "maybe 🤔", at=NOW - timedelta(days=1, hours=1)),
        sample_sent(3, "Great! Shall I send you the opening hours?", TextState.SENT),
        sample_text(
            4,
            "No. please stop texting me, I told the last person too and you people "
            "still keep writing to this number every single week",
            request=RequestKind.REQUEST,
            span=Span(4, 26),
        ),
        sample_sent(5, "Sorry about that!", TextState.BLOCKED),
        sample_text(6, "STOP", request=RequestKind.KEYWORD, span=Span(0, 4)),
        sample_text(
            7,
            "The provider has told this contact and blocked the line.",
            kind=TextKind.PROVIDER_NOTICE,
        ),
    )


def sample_view(conversation_id: int = 1, **changes: Any) -> ConversationView:
    """An open conversation."""
    fields: dict[str, Any] = {
        "id": conversation_id,
        "assignment_id": 1,
        "campaign": "Spring turnout",
        "organization": "Bay Area Voters",
        "name": PEOPLE[(conversation_id - 1) % len(PEOPLE)][0],
        "number": "+14155550134",
        "line": "+14155550100",
        "texts": sample_texts(),
        "preview": OptOutPreview(
            behavior=Behavior.TYPE_2,
            told=True,
            blocked=True,
            sends=False,
            explanation=(
                "The provider has already told this contact and blocked the line. "
                "Opting out records it; nothing is sent."
            ),
            message="",
            asked=RequestKind.KEYWORD,
        ),
        "custom": {"City": "Oakland", "Precinct": "0412"},
    }
    return ConversationView(**{**fields, **changes})


def type_1_preview() -> OptOutPreview:
    """What Opt Out does where the provider blocks nothing."""
    return OptOutPreview(
        behavior=Behavior.TYPE_1,
        told=False,
        blocked=False,
        sends=True,
        explanation=(
            "Nothing is blocked until you press Opt Out. "
            "Opting out records it and sends your organization's opt-out message."
        ),
        message="You are now opted-out and will receive no further messages.",
        asked=RequestKind.KEYWORD,
    )


def opted_out() -> OptedOutView:
    """An opt-out that stands."""
    return OptedOutView(
        id=1,
        at=NOW,
        by="Jo",
        source="texter",
        confirmation="sent",
        explanation="The organization's message was sent once.",
    )


def hostile_bodies() -> list[tuple[str, str]]:
    """(id, text) of every body made to do harm."""
    return [(case["id"], case["text"]) for case in json.loads(HOSTILE_TEXTS.read_text("utf-8"))]


def lines_of(strips: Iterable[Strip]) -> list[str]:
    """The letters of drawn lines."""
    return [strip.text for strip in strips]


def drawn(widget: Any) -> list[str]:
    """The letters a widget draws now, line by line."""
    return lines_of(widget.render_lines(widget.size.region))


class HarnessScreen(Screen[None]):
    """The messenger's panes, without the messenger."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-tiny"),
        (70, "-narrow"),
        (100, "-wide"),
    ]
    AUTO_FOCUS = "ConversationList"

    def compose(self) -> ComposeResult:
        with Horizontal(id="messenger"):
            with Vertical(id="list-pane"):
                yield Static("Spring turnout · 3 need reply", id="list-title", markup=False)
                yield ConversationList(id="list")
                yield ListStatus(id="list-status")
            with Vertical(id="centre"):
                yield TopBar(id="top-bar")
                yield Transcript(id="transcript")
                yield Composer(id="composer")
            yield SidePanel(id="side")


class HarnessApp(App[None]):
    """The panes over `count` sample conversations; rows arrive as soon as they are asked for."""

    CSS_PATH = STYLESHEET
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[Any]] = []

    def __init__(self, count: int = 40, *, theme: str = THEMES[0].name, serve: bool = True) -> None:
        super().__init__()
        self.count = count
        self.first_theme = theme
        self.serve = serve
        """Whether rows that are asked for are put."""
        self.heard: list[Any] = []
        """Every message of the widgets, in order."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return VARIABLE_DEFAULTS

    def get_default_screen(self) -> Screen[None]:
        return HarnessScreen()

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.first_theme

    def on_ready(self) -> None:
        for widget in (self.conversations, self.transcript):
            widget.now = lambda: NOW
            widget.zone = UTC
        self.side.zone = UTC
        if self.count:
            self.conversations.set_ids(*sample_order(self.count))
        self.query_one(ListStatus).show(ListCounts(self.count, 3, 1), ListFilter.ALL)

    def show(self, view: ConversationView) -> None:
        """Show a conversation in every widget that has a part of it."""
        self.top_bar.show(view)
        self.transcript.show(view)
        self.composer.bind(view.id, view.name, view.draft)
        self.side.show(view)

    @property
    def conversations(self) -> ConversationList:
        return self.screen.query_one(ConversationList)

    @property
    def transcript(self) -> Transcript:
        return self.screen.query_one(Transcript)

    @property
    def top_bar(self) -> TopBar:
        return self.screen.query_one(TopBar)

    @property
    def composer(self) -> Composer:
        return self.screen.query_one(Composer)

    @property
    def side(self) -> SidePanel:
        return self.screen.query_one(SidePanel)

    def said(self, kind: type) -> list[Any]:
        """The messages of one kind, in order."""
        return [message for message in self.heard if isinstance(message, kind)]

    @on(ConversationList.RowsWanted)
    def _rows_wanted(self, event: ConversationList.RowsWanted) -> None:
        self.heard.append(event)
        if self.serve:
            self.conversations.put_rows([sample_row(i) for i in event.ids])

    @on(ConversationList.Highlighted)
    @on(ConversationList.Opened)
    @on(TopBar.HidePressed)
    @on(TopBar.OptOutPressed)
    @on(TopBar.WrongNumberPressed)
    @on(Composer.Submitted)
    @on(Composer.Changed)
    @on(Composer.Left)
    @on(ListStatus.FilterChosen)
    def _heard(self, event: Any) -> None:
        self.heard.append(event)
