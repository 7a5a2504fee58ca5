"""What was texted with a contact in other campaigns: to read, not to answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from core.desk import Desk
from core.errors import TextbankError
from core.safe_text import for_display
from core.views_beside import PastConversation
from tui.widgets.info_view import past_words
from tui.widgets.transcript import Transcript


class PastConversationsScreen(ModalScreen[None]):
    """The other campaigns of a contact above, the texts of one of them below."""

    DEFAULT_CSS = """
    PastConversationsScreen { align: center middle; }
    PastConversationsScreen #past {
        width: 96; max-width: 95%; height: 90%;
        border: round $button-live-background; padding: 0 1;
        background: $centre-background; color: $centre-text;
    }
    PastConversationsScreen Static { width: 100%; height: auto; }
    PastConversationsScreen #past-title {
        height: 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis;
    }
    PastConversationsScreen OptionList {
        height: auto; max-height: 30%; border: none; background: $centre-background;
        color: $centre-text;
    }
    PastConversationsScreen Transcript { border-top: solid $line; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Back", id="past.leave"),
        Binding("j", "move(1)", "Down", show=False, id="past.down"),
        Binding("k", "move(-1)", "Up", show=False, id="past.up"),
        Binding("pageup", "scroll_page(-1)", "Page up", show=False, id="past.page_up"),
        Binding("pagedown", "scroll_page(1)", "Page down", show=False, id="past.page_down"),
    ]

    def __init__(
        self, desk: Desk, history: Sequence[PastConversation], name: str, chosen: int | None = None
    ) -> None:
        super().__init__()
        self._desk = desk
        self._history = list(history)
        self._who = name
        """The contact, safe to draw."""
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """Build the list of campaigns and the transcript beneath it."""
        with Vertical(id="past") as panel:
            panel.border_subtitle = "↑ ↓ campaigns · pgup pgdn texts · esc back"
            yield Static(f"Earlier texts with {self._who}", id="past-title", markup=False)
            yield OptionList(
                *(
                    Option(Content(" · ".join(past_words(one))), id=str(one.conversation_id))
                    for one in self._history
                ),
                markup=False,
                compact=True,
            )
            yield Transcript()

    def on_mount(self) -> None:
        """Show the one that was chosen, else the latest."""
        self.query_one(Transcript).texter = self._desk.texter.name
        ids = [one.conversation_id for one in self._history]
        options = self.query_one(OptionList)
        options.highlighted = ids.index(self._chosen) if self._chosen in ids else 0

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._show(int(event.option_id or 0))

    @work(group="past", exclusive=True)
    async def _show(self, conversation_id: int) -> None:
        try:
            view = await self._desk.conversation(conversation_id)
        except TextbankError as error:
            self.notify(for_display(str(error)), severity="error", markup=False)
            return
        self.query_one(Transcript).show(view)

    def action_move(self, by: int) -> None:
        """Move the cursor, for hands that know vim."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    def action_scroll_page(self, by: int) -> None:
        """Read on, or back."""
        self.query_one(Transcript).action_page(by)

    def action_leave(self) -> None:
        """Go back to the conversation in hand."""
        self.dismiss(None)
