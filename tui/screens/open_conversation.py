"""The open conversation: shown as the cursor moves, written to, kept while it is."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import ClassVar
from uuid import uuid4

from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widgets import Static

from core.desk import Desk
from core.errors import TextbankError
from core.views import ConversationView
from tui.screens.keeping_drafts import DraftKeepingScreen
from tui.screens.live_list import LiveListScreen
from tui.screens.telling import told
from tui.widgets.composer import Composer, ReplyInput
from tui.widgets.conversation_list import ConversationList
from tui.widgets.side_panel import SidePanel, outcome_words
from tui.widgets.top_bar import TopBar
from tui.widgets.transcript import Transcript

REST = 0.12
"""Seconds the cursor must rest, when it moves fast, before its conversation is opened."""


BLOCKED = "Blocked: a reply will not arrive."


class OpenConversationScreen(LiveListScreen, DraftKeepingScreen):
    """Shows the conversation in hand, and sends and keeps what is written to it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "to_list",
            "To the list",
            id="messenger.to_list",
            show=False,
            tooltip="Go back to the list",
        ),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown: ConversationView | None = None
        self._moved_at = 0.0
        self._resting: Timer | None = None
        self._writing = False
        """Whether the texter writes; the conversation then stays, whatever leaves the list."""

    async def _touched(self, conversations: set[int]) -> None:
        """Show anew what changed of the open conversation."""
        if self._shown is not None and self._shown.id in conversations:
            await self._show(self._shown.id)

    @property
    def _in_hand(self) -> int | None:
        """What keys act on: the conversation being written to, or the one under the cursor."""
        if self._writing or isinstance(self.focused, ReplyInput):
            return self.query_one(Composer).conversation_id
        return self._list.cursor_id

    @on(events.DescendantFocus)
    def _focus_moved(self, event: events.DescendantFocus) -> None:
        """Keep the conversation while it is written to; open the cursor's one after that."""
        before, self._writing = self._writing, isinstance(event.widget, ReplyInput)
        if before and not self._writing:
            self._follow()

    def _follow(self) -> None:
        """Open the conversation under the cursor, if another one is on the screen."""
        conversation_id = self._list.cursor_id
        if conversation_id is None:
            self._show_nothing()
        elif self._shown is None or self._shown.id != conversation_id:
            self._open_conversation(conversation_id)

    @on(ConversationList.Highlighted)
    async def _highlighted(self, event: ConversationList.Highlighted) -> None:
        """Name the conversation at once; open it at once, or when a fast cursor rests."""
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        conversation_id = event.conversation_id
        if self._in_hand != conversation_id or (
            self._shown is not None and self._shown.id == conversation_id
        ):
            return
        now = monotonic()
        fast, self._moved_at = now - self._moved_at < REST, now
        if conversation_id is None:
            self._show_nothing()
        elif fast:
            row = self._list.row(conversation_id)
            self.query_one(TopBar).show_name(*(("", "") if row is None else (row.name, row.number)))
            self._resting = self.set_timer(REST, partial(self._rested, conversation_id))
        else:
            self._open_conversation(conversation_id)

    def _rested(self, conversation_id: int) -> None:
        """Open it, unless the cursor went on: a timer that is stopped late still comes."""
        shown = self._shown is not None and self._shown.id == conversation_id
        if self._in_hand == conversation_id and not shown:
            self._open_conversation(conversation_id)

    @work(group="conversation", exclusive=True)
    @told
    async def _open_conversation(self, conversation_id: int) -> None:
        await self._show(conversation_id)

    async def _show(self, conversation_id: int) -> ConversationView | None:
        """Put a conversation on the screen, if it is still the one in hand."""
        try:
            view = await self._desk.conversation(conversation_id)
        except TextbankError as error:
            self.trouble(error)
            return None
        if self._in_hand != conversation_id:
            return None
        again = self._shown is not None and self._shown.id == conversation_id
        self._shown = view
        with self.app.batch_update():
            self.query_one(TopBar).show(view)
            self.query_one(Transcript).show(view)
            self.query_one(SidePanel).show(view)
            self._show_outcome(view)
            if not again or (view.opted_out is not None and not self._writing):
                self._bind_composer(view)
        self._show_beside(view)
        return view

    @work(group="beside", exclusive=True)
    @told
    async def _show_beside(self, view: ConversationView) -> None:
        await self._beside(view)

    async def _beside(self, view: ConversationView) -> None:
        """Load and show what stands beside a conversation, after its transcript.

        Each feature adds its part and hands on to the next with `super()._beside(view)`.
        """

    def _survey_takes_numbers(self) -> bool:
        """Whether number keys answer the survey now."""
        return False

    def _answer_survey(self, number: int, key: str) -> None:
        """Record the survey's answer of this number; this key was pressed for it."""

    def _bind_composer(self, view: ConversationView) -> None:
        opted_out = view.opted_out is not None
        self.query_one(Composer).bind(
            view.id,
            view.name,
            self._drafts.get(view.id, view.draft),
            number=view.number,
            enabled=not opted_out,
            why_disabled="This contact has opted out: nothing can be sent." if opted_out else "",
            warning=BLOCKED if view.preview.blocked else "",
        )

    def _show_outcome(self, view: ConversationView | None) -> None:
        outcome = self.query_one("#outcome", Static)
        outcome.update(outcome_words(view))
        outcome.set_class(view is None, "-empty")

    def _show_nothing(self) -> None:
        self._shown = None
        self.query_one(TopBar).show(None)
        self.query_one(Transcript).clear()
        self.query_one(SidePanel).show(None)
        self._show_outcome(None)
        self.query_one(Composer).bind(None, "", "", enabled=False)
        self.remove_class("-reading")

    async def _current(self) -> tuple[ConversationView | None, bool]:
        """The conversation in hand, and whether it was on the screen already."""
        conversation_id = self._in_hand
        if conversation_id is None:
            return None, False
        if self._shown is not None and self._shown.id == conversation_id:
            return self._shown, True
        if self._resting is not None:
            self._resting.stop()
        return await self._show(conversation_id), False

    # Writing

    def _read_and_write(self) -> None:
        """Show the transcript with the composer beneath it, where only one pane fits."""
        self.add_class("-reading")
        if self.has_class("-tiny"):
            self.remove_class("-info")

    @on(Composer.Left)
    def action_to_list(self) -> None:
        """Go back to the list."""
        self.remove_class("-reading")
        self.set_focus(self._list)

    @on(Composer.Submitted)
    def _submitted(self, event: Composer.Submitted) -> None:
        self._reply(event, uuid4().hex)

    def _wrote_nothing_since(self, conversation_id: int) -> bool:
        composer = self.query_one(Composer)
        return composer.conversation_id == conversation_id and not composer.text.strip()

    def _go_on(self, answered: int) -> None:
        """Go to the next conversation that needs a reply, where letters act again."""
        before = self._list.cursor_id
        if self.has_class("-reading") and not self.query_one("#list-pane").display:
            self.set_focus(self.query_one(Transcript))
        else:
            self.action_to_list()
        if before == answered:
            self._list.select_next_needing()
        else:
            # Its row has left the list; the one in its place comes next.
            self._list.select_needing()

    @work(group="writing")
    @told
    async def _reply(self, event: Composer.Submitted, operation_id: str) -> None:
        conversation_id = event.conversation_id
        self._drafts.pop(conversation_id, None)
        try:
            await self._desk.reply(conversation_id, event.text, operation_id, tag_ids=event.tag_ids)
        except TextbankError as error:
            self.trouble(error)
            composer = self.query_one(Composer)
            if composer.restore(conversation_id, event.text, event.replies):
                self._keep_draft(conversation_id, event.text)
            return
        if event.goes_on and self._writing and self._wrote_nothing_since(conversation_id):
            self._go_on(conversation_id)
        if self._shown is not None and self._shown.id == conversation_id:
            await self._show(conversation_id)
