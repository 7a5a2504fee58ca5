"""Opt Out asks once more: who, what they wrote, and what will happen."""

from __future__ import annotations

from enum import Enum
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from core.safe_text import display_span, for_display
from core.views import ConversationView, TextView
from tui.held_keys import SETTLE
from tui.widgets.labels import name_words, number_words

if TYPE_CHECKING:
    from tui.app import TextbankApp

MAX_QUOTE = 400
"""Characters of the request that are quoted."""


class Answer(Enum):
    """What the texter chose."""

    OPT_OUT = "opt_out"
    WRONG_NUMBER = "wrong_number"
    CANCEL = "cancel"


class ConfirmOptOut(ModalScreen[Answer]):
    """Ask once more before opting out. No key acts in the first quarter of a second."""

    AUTO_FOCUS = ""

    DEFAULT_CSS = """
    ConfirmOptOut { align: center middle; }
    ConfirmOptOut #dialog {
        width: 72; max-width: 95%; height: auto; max-height: 95%;
        border: round $button-live-background; padding: 1 2;
        background: $centre-background; color: $centre-text;
    }
    ConfirmOptOut Static { width: 100%; height: auto; margin-bottom: 1; }
    ConfirmOptOut #question { text-style: bold; }
    ConfirmOptOut #quote { border-left: thick $highlight-background; padding-left: 1; }
    ConfirmOptOut #choices { height: 1; width: 100%; align-horizontal: right; }
    ConfirmOptOut Button { margin-left: 1; min-width: 10; height: 1; border: none; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "answer('opt_out')", "Opt out", id="confirm.yes"),
        Binding("escape,n", "answer('cancel')", "Cancel", id="confirm.no"),
        Binding("w", "answer('wrong_number')", "Wrong number", id="confirm.wrong_number"),
    ]

    def __init__(self, view: ConversationView) -> None:
        super().__init__()
        self._view = view
        self._opened = 0.0

    def compose(self) -> ComposeResult:
        """Build the dialog; the words of the contact are shown as letters only."""
        view = self._view
        with VerticalScroll(id="dialog", can_focus=False):
            yield Static(self._question(), id="question", markup=False)
            request = _request_of(view)
            if request is not None:
                yield Static(_quote(request), id="quote", markup=False)
            yield Static(Content(view.preview.explanation), id="explanation", markup=False)
            if view.preview.sends:
                yield Static(
                    Content.assemble(
                        ("They will read:\n", "bold"),
                        for_display(view.preview.message, multiline=True),
                    ),
                    id="message",
                    markup=False,
                )
            with Horizontal(id="choices"):
                yield Button("Cancel (Esc)", id="cancel", compact=True)
                yield Button("Wrong number (w)", id="wrong", compact=True)
                yield Button("Opt Out (Enter)", id="opt-out", compact=True)

    def on_mount(self) -> None:
        """Start the quarter of a second in which nothing is taken."""
        self._opened = monotonic()

    def _question(self) -> Content:
        view = self._view
        name = name_words(view.name, view.number)
        number = number_words(view.number)
        number = "" if name == number else f" ({number})"
        return Content(f"Are you sure you want to opt out {name}{number}?")

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        answers = {
            "cancel": Answer.CANCEL,
            "wrong": Answer.WRONG_NUMBER,
            "opt-out": Answer.OPT_OUT,
        }
        self._answer(answers[event.button.id or "cancel"])

    def action_answer(self, answer: str) -> None:
        """Give an answer by key."""
        self._answer(Answer(answer))

    def _answer(self, chosen: Answer) -> None:
        """Take an answer, unless its key was pressed, or held, since before the dialog settled."""
        keys = cast("TextbankApp", self.app).held_keys
        settled = self._opened + SETTLE
        if chosen is Answer.CANCEL or keys.began_after(settled, monotonic()):
            self.dismiss(chosen)
        else:
            self.query_one("#dialog").border_subtitle = "let the key go for a moment, then press it"


def _request_of(view: ConversationView) -> TextView | None:
    """The latest text that asks, if one does."""
    for text in reversed(view.texts):
        if text.request.asks_to_opt_out:
            return text
    return None


def _quote(text: TextView) -> Content:
    body, span = display_span(text.body[: MAX_QUOTE * 4], text.span, multiline=False)
    content = Content(body)
    if span is not None:
        content = content.stylize("bold underline", span.start, span.end)
    return content.truncate(MAX_QUOTE, ellipsis=True)
