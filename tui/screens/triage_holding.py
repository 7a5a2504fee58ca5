"""What is in hand: shown whole, the next one loaded already, nothing decided before it is seen."""

from __future__ import annotations

from functools import partial
from math import inf
from time import monotonic

from textual import on, work
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from core.desk import Desk
from core.errors import BadInput, NotWaiting, TakenByAnother, TextbankError
from core.safe_text import for_display
from core.settings import Settings
from core.triage import TriageSession
from core.views import ConversationView
from core.views_triage import TriageItem
from tui.held_keys import SETTLE
from tui.screens.open_conversation import REST
from tui.screens.telling import told
from tui.screens.triage_queue import TriageQueueScreen
from tui.widgets.composer import Composer, ReplyInput
from tui.widgets.conversation_cursor import ConversationCursor
from tui.widgets.labels import name_words
from tui.widgets.transcript import Transcript
from tui.widgets.triage_bar import TriageBar
from tui.widgets.triage_pace import TriagePace
from tui.widgets.triage_progress import TriageProgress
from tui.widgets.triage_reading import TriageReading

BELOW = 3
"""So many rows below the cursor are tried before the surest of all is taken."""

WITH_OTHERS = "What is left is with other texters.\n\nIt comes back to you if they leave it."
WITH = "{} has this one.\n\nj goes on, g goes back to the surest."
NO_LONGER = "This one no longer waits.\n\nj goes on, g goes back to the surest."


class TriageHoldingScreen(TriageQueueScreen):
    """Holds one request for the texter, and the next."""

    def __init__(
        self, desk: Desk, settings: Settings, session: TriageSession, pace: TriagePace
    ) -> None:
        super().__init__(desk, settings, session, pace)
        self._ahead: TriageItem | None = None
        """What comes next, loaded and held already."""
        self._gone = False
        """Whether what is in hand left the queue meanwhile."""
        self._wandered = False
        """Whether the texter went down the queue: the row below comes next, not the surest."""
        self._seen_from = inf
        """Since when what is in hand is on the screen, to be decided by keys pressed after it."""
        self._on_anothers = False
        """Whether the cursor stands on what cannot be had: nothing is in hand then."""
        self._going_on = False
        self._deciding = False
        """Whether a decision is being saved: what is pressed meanwhile is meant for another."""
        self._resting: Timer | None = None
        self._moved_at = 0.0

    @property
    def _writing(self) -> bool:
        """Whether the texter writes to the contact in hand."""
        return isinstance(self.focused, ReplyInput)

    def _stop_writing(self) -> None:
        self.remove_class("-writing")
        self._show_pane(reading=self.has_class("-reading"))

    def _show_pane(self, *, reading: bool) -> None:
        """Show the request, or the queue, where only one fits; keys act on what is shown."""
        self.set_class(reading, "-reading")
        alone = reading and self.has_class("-tiny")
        self.call_after_refresh(self._focus_on, self.query_one(Transcript) if alone else self._list)

    def _focus_on(self, widget: Widget) -> None:
        if not self._writing or not self.has_class("-writing"):
            self.set_focus(widget)

    # Showing

    def _show(self, item: TriageItem | None, *, unasked: bool = False) -> None:
        """Put a request on the screen.

        Args:
            item: The request; None where there is none.
            unasked: No key asked for it: a key that was meant for what was there does not count.
        """
        if self._writing and self.query_one(Composer).conversation_id != _id_of(item):
            self._stop_writing()
        self._item, self._gone, self._seen_from = item, False, inf
        self._on_anothers = False
        transcript = self.query_one(Transcript)
        self.query_one(TriageReading).show(item)
        self.query_one(TriageProgress).remark("")
        if item is None:
            self.query_one(TriageBar).show(None)
            transcript.clear()
            self.query_one(Composer).bind(None, "", "", enabled=False)
        else:
            view = view_of(item)
            transcript.found = None if item.text_id is None else (item.text_id, item.span)
            self.query_one(TriageBar).show(view)
            transcript.show(view)
            if self._list.cursor_id != item.conversation_id:
                self._list.select(item.conversation_id)
            self.call_after_refresh(self._drawn, item, SETTLE if unasked else 0.0)
        self.set_class(item is None, "-nothing")

    def _drawn(self, item: TriageItem, after: float) -> None:
        """It is painted: keys pressed from now on are meant for it."""
        if item is self._item:
            self._seen_from = monotonic() + after
            self._look_ahead()

    # The next one

    @work(group="ahead", exclusive=True)
    @told
    async def _look_ahead(self) -> None:
        if self._ahead is None or self._wandered:
            before, self._ahead = self._ahead, await self._next_one()
            await self._let_go(before, unless=self._ahead)

    async def _next_one(self) -> TriageItem | None:
        """Hold what comes after what is in hand: the surest, or the one below the cursor."""
        held = _id_of(self._item)
        if self._wandered:
            at = self._list.cursor_index + 1
            for conversation_id in list(self._list.ids[at : at + BELOW]):
                row = self._list.queue_row(conversation_id)
                if row is not None and row.claimed_by:
                    continue
                if _id_of(self._ahead) == conversation_id:
                    return self._ahead
                try:
                    item = await self._session.take(conversation_id)
                except BadInput:
                    continue
                return item
        skipping = () if held is None else (held,)
        return next(iter(await self._session.next(1, skipping)), None)

    async def _let_go(self, item: TriageItem | None, unless: TriageItem | None = None) -> None:
        if item is not None and item.conversation_id != _id_of(unless):
            await self._session.release((item.conversation_id,))

    async def _go_on(self) -> None:
        """Go to the next request; what was in hand is dealt with."""
        self._going_on = True
        try:
            await self.ended("ahead")
            item, self._ahead = self._ahead, None
            self._item, self._seen_from = None, inf
            if item is None:
                item = await self._next_one()
        finally:
            self._going_on = False
        self._show(item)
        if item is None:
            await self._say_why_nothing()

    async def _say_why_nothing(self) -> None:
        self._counts = await self._session.counts()
        self._show_progress()
        if not self._counts.waiting:
            await self._say_finished()
        elif self._item is None:
            self._say_nothing_in_hand(WITH_OTHERS)

    def _say_nothing_in_hand(self, words: str) -> None:
        self.query_one("#triage-nothing", Static).update(words)

    async def _say_finished(self) -> None:
        await super()._say_finished()
        self._say_nothing_in_hand(self._list.empty_text)
        self.set_class(self._item is None, "-nothing")

    # What comes and goes

    async def _queue_changed(self) -> None:
        """Take up what came where nothing was in hand; keep the cursor on what is."""
        if self._item is not None:
            if self._resting is None and self._list.cursor_id != self._item.conversation_id:
                self._list.select(self._item.conversation_id)
        elif len(self._list) and not self._going_on and not self._on_anothers:
            self._going_on = True
            try:
                item = await self._next_one()
            finally:
                self._going_on = False
            self._show(item, unasked=True)
            if item is None:
                self._say_nothing_in_hand(WITH_OTHERS)

    async def _touched(self, conversations: frozenset[int]) -> None:
        """What comes next is loaded anew where it was changed."""
        if _id_of(self._ahead) in conversations:
            self._ahead = None
            self._look_ahead()

    async def _in_hand_changed(self, *, left: bool) -> None:
        """Show what is in hand as it is now, in its place; it may not wait any more."""
        item = self._item
        if item is None or self._deciding:
            return
        if not left:
            try:
                anew = await self._session.take(item.conversation_id)
            except TextbankError:
                left = True
            else:
                self._list.set_gone(item.conversation_id, gone=False)
                if item is self._item and (anew != item or self._gone):
                    wrote = anew.last_text_id != item.last_text_id
                    self._show(anew, unasked=True)
                    if wrote:
                        name = name_words(anew.name, anew.number)
                        self._notice.say(f"{name} has written something new: read it.")
        if left and item is self._item:
            self._gone = True
            self._list.set_gone(item.conversation_id)
            self.query_one(TriageReading).show(item, gone=True)

    # The cursor

    @on(ConversationCursor.Highlighted)
    def _highlighted(self, event: ConversationCursor.Highlighted) -> None:
        """Take up what the texter moved to, at once, or when a fast cursor rests."""
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        conversation_id = self._list.cursor_id
        in_hand = _id_of(self._item)
        nothing_yet = self._loading and self._item is None
        if conversation_id in (None, in_hand) or self._going_on or nothing_yet:
            return
        assert conversation_id is not None
        self._wandered = self._list.cursor_index > 0
        self._seen_from = inf
        now = monotonic()
        fast, self._moved_at = now - self._moved_at < REST, now
        if fast:
            row = self._list.queue_row(conversation_id)
            who = ("", "") if row is None else (row.name, row.number)
            self.query_one(TriageBar).show_name(*who)
            self._resting = self.set_timer(REST, partial(self._rested, conversation_id))
        else:
            self._take(conversation_id)

    def _rested(self, conversation_id: int) -> None:
        """Take it up, unless the cursor went on: a timer that is stopped late still comes."""
        if self._list.cursor_id == conversation_id:
            self._resting = None
            self._take(conversation_id)

    @work(group="taking", exclusive=True)
    @told
    async def _take(self, conversation_id: int) -> None:
        """Put this one in hand; what was there is let go, undecided."""
        before = self._item
        if _id_of(before) == conversation_id:
            return
        try:
            item = await self._session.take(conversation_id)
        except (NotWaiting, TakenByAnother) as error:
            await self._stand_on_anothers(conversation_id, error)
            return
        if self._list.cursor_id != conversation_id:
            await self._let_go(item, unless=self._item)
            return
        if _id_of(self._ahead) == conversation_id:
            self._ahead = None
        self._show(item)
        await self._let_go(before)

    async def _stand_on_anothers(self, conversation_id: int, error: BadInput) -> None:
        """Say who has what the cursor is on; nothing is in hand."""
        before = self._item
        row = self._list.queue_row(conversation_id)
        self._show(None)
        self._on_anothers = True
        if row is not None:
            self.query_one(TriageBar).show_name(row.name, row.number)
        words = NO_LONGER
        if isinstance(error, TakenByAnother):
            words = WITH.format(for_display(error.holder))
        self._say_nothing_in_hand(words)
        self._list.drop_rows((conversation_id,))
        await self._let_go(before, unless=self._ahead)


def _id_of(item: TriageItem | None) -> int | None:
    return None if item is None else item.conversation_id


def view_of(item: TriageItem) -> ConversationView:
    """A request as the conversation that it is, for the widgets that show those."""
    return ConversationView(
        id=item.conversation_id,
        assignment_id=item.assignment_id,
        campaign=item.campaign,
        organization=item.organization,
        name=item.name,
        number=item.number,
        line=item.line,
        texts=item.texts,
        preview=item.preview,
        block=item.block,
    )
