"""Marking by a pattern: typed, explained where it is not understood, counted as it is typed."""

from __future__ import annotations

import asyncio
from array import array
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from core.errors import BadPattern, TextbankError
from core.safe_text import for_display
from core.triage import TriageSession
from tui.widgets.labels import counted_words

if TYPE_CHECKING:
    from tui.app import TextbankApp

TYPING = 0.15
"""Seconds without a letter after which what is typed is counted."""

HELP = (
    "is:optout  is:keyword  is:request  is:blocked  is:told  is:type1  is:type2\n"
    "text:stop  name:maria  number:0134  campaign:spring  lang:es  rule:…\n"
    "sure:90 (percent or more)  before:2h  after:2026-11-01\n"
    "Blanks between terms mean and; - before one means not; quotes hold\n"
    'blanks together: text:"stop texting" -sure:90'
)


class MarkMatching(ModalScreen["array[int] | None"]):
    """Asks for a pattern; answers with what matches it, or None for leaving."""

    DEFAULT_CSS = """
    MarkMatching { align: center middle; }
    MarkMatching #matching {
        width: 76; max-width: 95%; height: auto; max-height: 95%; overflow-y: auto;
        border: round $button-live-background; padding: 1 2;
        background: $centre-background; color: $centre-text;
    }
    MarkMatching Static { width: 100%; height: auto; }
    MarkMatching #matching-title { text-style: bold; }
    MarkMatching Input, MarkMatching Input:focus {
        border: none; padding: 0 1; height: 1; margin: 1 0;
        background: $composer-background; color: $composer-text;
    }
    MarkMatching #matching-count { min-height: 2; max-height: 6; }
    MarkMatching #matching-count.-wrong { color: $problem-text; text-style: bold; }
    MarkMatching #matching-help { color: $centre-muted; margin-top: 1; }
    MarkMatching.-low #matching { max-height: 100%; padding: 0 1; }
    MarkMatching.-low Input, MarkMatching.-low Input:focus { margin: 0; }
    MarkMatching.-low #matching-count { min-height: 1; }
    MarkMatching.-low #matching-help { margin-top: 0; }
    """

    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="matching.leave"),
        Binding("enter", "mark", "Mark", id="matching.these", priority=True,
                tooltip="Mark all that match"),
    ]  # fmt: skip

    def __init__(self, session: TriageSession) -> None:
        super().__init__()
        self._session = session
        self._opened = 0.0
        self._counted: tuple[str, array[int]] | None = None
        """What was counted last, and what matched it."""
        self._marking = False

    def compose(self) -> ComposeResult:
        """Build the line to type in, and what can be typed."""
        with Vertical(id="matching") as panel:
            panel.border_subtitle = "enter marks · esc back"
            yield Static("Mark all requests that match", id="matching-title", markup=False)
            yield Input(
                placeholder='is:keyword text:"stop texting"', id="matching-pattern", compact=True
            )
            yield Static("", id="matching-count", markup=False)
            yield Static(HELP, id="matching-help", markup=False)

    def on_mount(self) -> None:
        """Keys held since before do not answer."""
        self._opened = monotonic()

    @property
    def _written(self) -> str:
        return self.query_one(Input).value.strip()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._count_after_typing()

    @work(group="matching", exclusive=True)
    async def _count_after_typing(self) -> None:
        await asyncio.sleep(TYPING)
        if self._written:
            written = self._written
            found = await self._found(written)
            if found is not None:
                self._counted = written, found
                self._say(_matches(len(found)))
        else:
            self._say("")

    async def _found(self, written: str) -> array[int] | None:
        """What matches; None where the pattern is not understood, which is said."""
        try:
            return await self._session.matching(written)
        except BadPattern as error:
            self._say(_problem(written, error), wrong=True)
        except TextbankError as error:
            self._say(for_display(str(error)), wrong=True)
        return None

    def _say(self, words: str | Content, *, wrong: bool = False) -> None:
        if self not in self.app.screen_stack:
            return  # It was left while what is typed was counted.
        count = self.query_one("#matching-count", Static)
        count.set_class(wrong, "-wrong")
        count.update(Content(words) if isinstance(words, str) else words)

    def action_mark(self) -> None:
        """Mark what matches, if anything does; while that is looked for, esc leaves."""
        keys = cast("TextbankApp", self.app).held_keys
        if self._written and not self._marking and keys.began_after(self._opened, monotonic()):
            self._mark_these(self._written)

    @work(group="marking")
    async def _mark_these(self, written: str) -> None:
        self._marking = True
        try:
            if self._counted is not None and self._counted[0] == written:
                found: array[int] | None = self._counted[1]
            else:
                self._say("Looking…")
                found = await self._found(written)
        finally:
            self._marking = False
        if self.app.screen is not self:
            return  # It was left meanwhile.
        if found:
            self.dismiss(found)
        elif found is not None:
            self._say(_matches(0))

    def action_leave(self) -> None:
        """Mark nothing."""
        self.dismiss(None)


def _matches(count: int) -> str:
    if not count:
        return "Nothing in the queue matches."
    return counted_words(count, "request matches.", "requests match.")


def _problem(written: str, error: BadPattern) -> Content:
    """What is wrong, with the place pointed at."""
    shown = for_display(written)
    words = Content(for_display(str(error)))
    if shown != written:
        return words
    start, end = error.start, max(error.end, error.start + 1)
    return words + Content("\n") + Content(f"{shown} ").stylize("reverse", start, end)
