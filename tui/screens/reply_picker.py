"""Looking for a reply at hand: type a few letters, take it with Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from core.reply_search import rank_replies
from core.safe_text import for_line
from core.views_beside import ReplyAtHand
from tui.widgets.labels import name_words

if TYPE_CHECKING:
    from tui.app import TextbankApp

SHOWN = 200
"""Replies that are listed at most; more letters find the others."""


class SearchLine(Input):
    """Where the letters are typed; the key that opened it, still held down, is no letter."""

    async def _on_key(self, event: events.Key) -> None:
        if cast("TextbankApp", self.app).held_keys.repeats and event.is_printable:
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)


class ReplyPicker(ModalScreen[ReplyAtHand | None]):
    """Shows the replies at hand; answers with the one that was taken."""

    DEFAULT_CSS = """
    ReplyPicker { align: center middle; }
    ReplyPicker #picker {
        width: 76; max-width: 100%; height: auto; max-height: 90%;
        border: round $button-live-background; border-title-style: bold; padding: 0 1;
        background: $centre-background; color: $centre-text;
    }
    ReplyPicker SearchLine, ReplyPicker SearchLine:focus {
        height: 1; border: none; padding: 0;
        background: $composer-background; color: $composer-text;
    }
    ReplyPicker OptionList, ReplyPicker OptionList:focus {
        height: auto; max-height: 24; border: none; padding: 0; margin-top: 1;
        background: $centre-background; color: $centre-text;
    }
    ReplyPicker OptionList > .option-list--option { padding: 0; }
    ReplyPicker OptionList > .option-list--option-highlighted {
        background: $button-live-background; color: $button-live-text; text-style: bold;
    }
    ReplyPicker #nothing { width: 100%; height: auto; display: none; color: $centre-muted; }
    ReplyPicker.-nothing #nothing { display: block; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f11", "leave", "Back", id="replies.leave"),
        Binding("down,ctrl+n", "move('cursor_down')", "Down", show=False, id="replies.down"),
        Binding("up", "move('cursor_up')", "Up", show=False, id="replies.up"),
        Binding("pagedown", "move('page_down')", "Page down", show=False, id="replies.page_down"),
        Binding("pageup", "move('page_up')", "Page up", show=False, id="replies.page_up"),
    ]

    def __init__(self, name: str, number: str, replies: Sequence[ReplyAtHand]) -> None:
        super().__init__()
        self._contact = name_words(name, number)
        self._replies = tuple(replies)
        self._found: list[ReplyAtHand] = list(replies)

    def compose(self) -> ComposeResult:
        """Build the line and the list."""
        with Vertical(id="picker") as panel:
            panel.border_title = Content(f"Reply to {self._contact}")
            panel.border_subtitle = "↑ ↓ choose · enter takes it · esc leaves"
            yield SearchLine(placeholder="Type a few letters of it", id="letters", compact=True)
            yield OptionList(id="found", markup=False, compact=True)
            yield Static("", id="nothing", markup=False)

    def on_mount(self) -> None:
        """Begin with all of them."""
        self.query_one(OptionList).can_focus = False
        self._show("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)

    def _show(self, query: str) -> None:
        self._found = rank_replies(query, self._replies)[:SHOWN]
        places = {id(reply): place for place, reply in enumerate(self._replies, 1)}
        found = self.query_one(OptionList)
        found.clear_options()
        found.add_options([Option(_line(places[id(one)], one)) for one in self._found])
        found.highlighted = 0 if self._found else None
        self.set_class(not self._found, "-nothing")
        words = "No reply has these letters." if self._replies else "No replies are at hand yet."
        self.query_one("#nothing", Static).update(words)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        place = self.query_one(OptionList).highlighted
        if place is not None and self._found and not self._held:
            self.dismiss(self._found[place])

    @property
    def _held(self) -> bool:
        return cast("TextbankApp", self.app).held_keys.repeats

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._found[event.option_index])

    async def action_move(self, how: str) -> None:
        """Move the cursor of the list, from the line."""
        await self.query_one(OptionList).run_action(how)

    def action_leave(self) -> None:
        """Take none."""
        self.dismiss(None)


def _line(place: int, reply: ReplyAtHand) -> Content:
    more = f" · {for_line(reply.tag, 20)}" if reply.tag else ""
    if reply.unfilled:
        more += " · ! " + ", ".join(for_line(gap, 30) for gap in reply.unfilled)
    title = f"{place} {for_line(reply.title, 60)}"
    return Content.assemble((title, "bold"), f"{more}\n  {for_line(reply.text, 68)}")
