"""The top bar: whose conversation this is, and the buttons that end it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Static

from core.safe_text import for_display
from core.views import ConversationView
from tui.widgets.cell_text import clip
from tui.widgets.labels import name_words, number_words

ROOMY = 46
"""Cells that take three buttons and a state beside them; in fewer, `w` says wrong number."""


class TopBar(Vertical):
    """Name, number, state and campaign of the open conversation; Hide, Wrong number, Opt Out.

    The buttons have a line without the name: what stands to the right of a stranger's
    letters is not where it seems in every terminal. A name gives way to the number.
    """

    DEFAULT_CSS = """
    TopBar { height: 2; }
    TopBar #top-name { width: 100%; height: 1; padding: 0 1; }
    TopBar #top-line { height: 1; }
    TopBar #top-state { width: 1fr; height: 1; padding: 0 1; }
    TopBar.-tight #wrong-number { display: none; }
    TopBar Static { text-wrap: nowrap; text-overflow: ellipsis; }
    TopBar Button { min-width: 1; margin: 0 1 0 0; }
    """

    @dataclass
    class HidePressed(Message):
        """The texter wants this conversation off the list until the contact writes again."""

        conversation_id: int

    @dataclass
    class WrongNumberPressed(Message):
        """The texter says that this number is not the contact's."""

        conversation_id: int

    @dataclass
    class OptOutPressed(Message):
        """The texter wants to opt this contact out."""

        conversation_id: int

    BUTTONS: ClassVar[dict[str, tuple[str, Callable[[int], Message]]]] = {
        "hide": ("Hide", HidePressed),
        "wrong-number": ("Wrong number", WrongNumberPressed),
        "opt-out": ("Opt Out", OptOutPressed),
    }
    """For each button, by its id, its words and what it says of a conversation."""

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._conversation_id: int | None = None
        self._who = ("", "")
        """Name and number, safe to draw."""

    def compose(self) -> ComposeResult:
        """Build the two lines."""
        yield Static("", id="top-name", markup=False)
        with Horizontal(id="top-line"):
            yield Static("", id="top-state", markup=False)
            for button_id, (words, _) in self.BUTTONS.items():
                yield Button(Content(words), id=button_id, compact=True, disabled=True)

    def on_mount(self) -> None:
        """Leave the focus where it is when a button is clicked: keys act by where it is."""
        for button in self.query(Button):
            button.can_focus = False

    def show(self, view: ConversationView | None) -> None:
        """Show a conversation, or none."""
        self._conversation_id = view.id if view else None
        opted_out = view is not None and view.opted_out is not None
        for button in self.query(Button):
            button.disabled = view is None or opted_out
        if view is None:
            self._write("", "", "")
            return
        state = ""
        if opted_out:
            state = "opted out"
        elif view.closing is not None:
            state = view.closing.value.replace("_", " ")
        elif view.preview.blocked:
            state = "⊘ blocked"
        campaign = for_display(view.campaign) if view.campaign.strip() else ""
        name = name_words(view.name, view.number)
        self._write(name, number_words(view.number), state, campaign)

    def show_name(self, name: str, number: str) -> None:
        """Show only whose conversation is being opened; the buttons act once it is shown."""
        self._conversation_id = None
        self._write(name_words(name, number), number_words(number), "")

    def _write(self, name: str, number: str, state: str, campaign: str = "") -> None:
        self._who = (name, number)
        self._write_name()
        words = " · ".join(part for part in (state, campaign) if part)
        self.query_one("#top-state", Static).update(Content(words), layout=False)

    def _write_name(self) -> None:
        name, number = self._who
        after = f" · {number}" if number and number != name else ""
        shown = clip(name, self.size.width - 2 - cell_len(after)) if self.size.width else name
        words = Content.assemble((shown, "bold"), after)
        self.query_one("#top-name", Static).update(words, layout=False)

    def on_resize(self, event: events.Resize) -> None:
        """Give the number and the state their room."""
        self.set_class(event.size.width < ROOMY, "-tight")
        self._write_name()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if (conversation_id := self._conversation_id) is not None:
            _, says = self.BUTTONS[event.button.id or ""]
            self.post_message(says(conversation_id))
