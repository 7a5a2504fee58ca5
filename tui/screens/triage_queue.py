"""The queue of triage, kept true while others work on it."""

from __future__ import annotations

import asyncio
from array import array
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static
from textual.worker import get_current_worker

from core.desk import Desk
from core.safe_text import for_display
from core.settings import Settings
from core.triage import TriageSession
from core.views import Changes, ListMark
from core.views_triage import TriageCounts, TriageItem
from tui.screens.keeping_drafts import DraftKeepingScreen
from tui.screens.telling import told
from tui.widgets.conversation_rows import ConversationRows
from tui.widgets.labels import counted_words
from tui.widgets.notice import Notice
from tui.widgets.triage_list import TriageList
from tui.widgets.triage_pace import TriagePace
from tui.widgets.triage_progress import TriageProgress, TriageProgressState

if TYPE_CHECKING:
    from tui.app import TextbankApp

CLAIMS = 1.0
"""Seconds between two looks at who holds what."""

COUNT_PAUSE = 0.3
"""Seconds between a change and the counting that follows it."""

NO_ASSIGNMENT = (
    "No conversations are assigned to {} in this database.\n\n"
    "Ask whoever runs your campaign; requests show here as soon as they come."
)

ASK = ("request waits", "requests wait")


class TriageQueueScreen(DraftKeepingScreen):
    """Loads the queue progressively and puts in what changes, wherever it was changed."""

    def __init__(
        self, desk: Desk, settings: Settings, session: TriageSession, pace: TriagePace
    ) -> None:
        super().__init__()
        self._desk = desk
        self._settings = settings
        self._session = session
        self._pace = pace
        self._item: TriageItem | None = None
        """What is in hand, and on the screen."""
        self._mark = ListMark(0, 0, gated=False)
        self._counts = TriageCounts(0, 0, 0, 0, 0, 0)
        self._titled = -1
        """How many the title says wait."""
        self._counting: Timer | None = None
        self._refreshing = asyncio.Lock()
        self._behind = False
        """Whether something was committed that the queue has not looked at."""
        self._loading = True
        self._claims_changed = False
        """Whether something was committed since it was looked who holds what."""
        self._batching = False
        """Whether many are being opted out: what follows is shown once, when that has ended."""
        self._taken_out = 0
        """How often a row was taken off the list here, before the list heard of it."""

    @property
    def _list(self) -> TriageList:
        return self.query_one(TriageList)

    @property
    def _notice(self) -> Notice:
        return self.query_one(Notice)

    @property
    def _app(self) -> TextbankApp:
        return cast("TextbankApp", self.app)

    async def _in_hand_changed(self, *, left: bool) -> None:
        """What is in hand was changed elsewhere, or left the queue."""

    async def _touched(self, conversations: frozenset[int]) -> None:
        """These conversations changed; for what else the screen has of them."""

    async def _queue_changed(self) -> None:
        """The queue was loaded, or something came to it or left it."""

    # Loading

    @work(exclusive=True, group="list")
    @told
    async def _load(self) -> None:
        """Load the whole queue, a chunk at a time; what is in hand does not wait for it."""
        self._loading = True
        mark = await self._session.mark()
        first = True
        try:
            async for ids, keys in self._session.order():
                if first:
                    self._list.set_ids(ids, keys)
                    first = False
                    await self._queue_changed()
                else:
                    self._list.append_ids(ids, keys)
            if first:
                self._list.set_ids(array("q"), array("q"))
            self._mark = mark
        finally:
            if not get_current_worker().is_cancelled:
                self._loading = False
        self._changed()
        await self._queue_changed()
        await self._count()

    @on(ConversationRows.RowsWanted)
    def _rows_wanted(self, event: ConversationRows.RowsWanted) -> None:
        self._fetch_rows(event.ids)

    @work(group="rows")
    @told
    async def _fetch_rows(self, ids: list[int]) -> None:
        self._list.put_queue_rows(await self._session.rows(ids))

    # Keeping up

    @work(group="live")
    @told
    async def _watch(self) -> None:
        await self._desk.watch(self._changed)

    def _changed(self) -> None:
        """Something was committed, here or elsewhere."""
        self._behind = self._claims_changed = True
        if not self._refreshing.locked():
            self._refresh()

    @work(group="refresh")
    @told
    async def _refresh(self) -> None:
        async with self._refreshing:
            # A commit during the look is looked at next.
            while self._behind and not self._loading and not self._batching:
                self._behind = False
                await self._catch_up()

    async def _catch_up(self) -> None:
        taken_out = self._taken_out
        changes = await self._session.changes(self._mark)
        if taken_out != self._taken_out:
            # Read before a row left: it would come back for a moment, under the next key.
            self._behind = True
            return
        self._mark = changes.mark(self._mark)
        if changes.reload:
            self._load()
            return
        self._list.apply(self._to_be_shown(changes))
        if self._item is not None and self._item.conversation_id in changes.touched:
            await self._in_hand_changed(left=self._item.conversation_id in changes.left)
        if changes.touched:
            await self._touched(changes.touched)
            await self._queue_changed()
            self._count_soon()

    def _to_be_shown(self, changes: Changes) -> Changes:
        """Keep the row of what is in hand where it is: it goes when the texter goes on."""
        # What was decided here has left already: for that the list is not drawn again.
        there = tuple(one for one in changes.left if self._list.key_of(one) is not None)
        changes = replace(changes, left=there)
        if self._item is None:
            return changes
        held = self._item.conversation_id
        if held in changes.left:
            self._list.set_gone(held)
        return replace(
            changes,
            left=tuple(one for one in changes.left if one != held),
            listed=tuple(row for row in changes.listed if row[0] != held),
            stays=(*changes.stays, held) if held in changes.touched else changes.stays,
        )

    # Claims

    def on_mount(self) -> None:
        """Look from time to time who holds what: that changes without a row being changed."""
        self.set_interval(CLAIMS, self._look_at_claims)

    def _look_at_claims(self) -> None:
        if self._claims_changed and not self._loading and not self._batching:
            self._claims_changed = False
            self._show_claims()

    @work(group="claims", exclusive=True)
    @told
    async def _show_claims(self) -> None:
        before = self._counts.held
        await self._count()
        if before or self._counts.held:
            self._list.drop_rows(self._list.ids_in_sight)
        if self._item is None:
            # What others let go of can be had again.
            await self._queue_changed()

    # Counting

    def _count_soon(self) -> None:
        if self._counting is None:
            self._counting = self.set_timer(COUNT_PAUSE, self._recount)

    def _recount(self) -> None:
        self._counting = None
        self._count_now()

    @work(group="count", exclusive=True)
    @told
    async def _count_now(self) -> None:
        await self._count()

    async def _count(self) -> None:
        # The whole queue is before us, once it is loaded: counting it anew takes long.
        waiting = None if self._loading else self._list.waiting
        counts = await self._session.counts(waiting)
        if self._batching or waiting != (None if self._loading else self._list.waiting):
            # What was counted is no more; it is counted again when it stands still.
            self._count_soon()
            return
        self._counts = counts
        self._show_progress()
        if not self._counts.waiting:
            await self._say_finished()

    def _count_one(self, decided: int) -> None:
        """One more, or one less, is decided: shown at once, counted soon."""
        now = self._counts
        self._counts = replace(
            now, decided=max(0, now.decided + decided), waiting=max(0, now.waiting - decided)
        )
        self._show_progress()
        self._count_soon()

    def _show_progress(self) -> None:
        counts = self._counts
        self.query_one(TriageProgress).show(
            TriageProgressState(
                waiting=counts.waiting,
                decided=counts.decided,
                held=counts.held,
                marked=len(self._list.marks),
                per_minute=self._pace.per_minute,
                seconds_left=self._pace.seconds_left(counts.waiting),
            )
        )
        if counts.waiting != self._titled:
            self._titled = counts.waiting
            words = f" · {counted_words(counts.waiting, *ASK)}"
            title = Content.assemble(("Triage", "bold"), words)
            self.query_one("#list-title", Static).update(title, layout=False)

    def _one_decided(self) -> None:
        self._pace.decided(monotonic())
        self._count_one(1)

    # The end

    async def _say_finished(self) -> None:
        """Say that nobody asks, and what waits elsewhere."""
        views = await self._desk.assignments()
        texter = self._desk.texter
        if views or texter.administrator:
            waiting = [(view.campaign, view.replies, view.unsent) for view in views]
            self._list.empty_text = finished_words(waiting)
        else:
            self._list.empty_text = NO_ASSIGNMENT.format(for_display(texter.name))
        await self._queue_changed()


def finished_words(elsewhere: list[tuple[str, int, int]]) -> str:
    """That nobody waits to be opted out, and what else there is to do.

    Args:
        elsewhere: For each assignment its campaign, replies waiting, first messages unsent.
    """
    lines = ["Nobody asks to opt out. Thank you!"]
    waiting = []
    for campaign, replies, unsent in elsewhere:
        counted = []
        if replies:
            counted.append(counted_words(replies, "reply waits", "replies wait"))
        if unsent:
            counted.append(counted_words(unsent, "first message to send", "first messages to send"))
        if counted:
            waiting.append(f"{for_display(campaign)}: {', '.join(counted)}")
    if waiting:
        lines += ["esc goes to what waits elsewhere:", *waiting]
    else:
        lines.append("Nothing waits elsewhere.")
    return "\n\n".join(lines)
