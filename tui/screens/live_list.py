"""The list of an assignment, kept true while others work on it."""

from __future__ import annotations

import asyncio
from array import array

from textual import on, work
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static
from textual.worker import get_current_worker

from core.desk import Desk
from core.domain import ListFilter
from core.safe_text import for_display
from core.views import AssignmentView, ListCounts
from tui.screens.telling import TellingScreen, told
from tui.widgets.conversation_list import ConversationList
from tui.widgets.list_status import ListStatus

COUNT_PAUSE = 0.3
"""Seconds between a change and the counting that follows it."""

FINISHED = "Nothing waits here.\n\nf shows another part,\na your other assignments."


class LiveListScreen(TellingScreen):
    """Loads a list progressively and puts in what changes, wherever it was changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._assignment: AssignmentView | None = None
        self._filter = ListFilter.ALL
        self._revision = 0
        self._counting: Timer | None = None
        self._refreshing = asyncio.Lock()
        self._behind = False
        """Whether something was committed that the list has not looked at."""
        self._loading = False
        """Whether the list is being read; what changes meanwhile is put in afterwards."""
        self._opt_in_requests = 0

    @property
    def _list(self) -> ConversationList:
        return self.query_one(ConversationList)

    async def _touched(self, conversations: set[int]) -> None:
        """These conversations changed; for what else the screen shows of them."""

    async def _work_on(self, assignment: AssignmentView) -> None:
        """Show the list of an assignment: its first page at once, the rest behind it."""
        other = self._assignment is None or self._assignment.id != assignment.id
        self._assignment, which = assignment, self._filter
        self._loading = True
        if other:
            # Another list begins at its top, not where the one before stood.
            self._list.empty_text = ""
            self._list.set_ids(array("q"), array("q"))
        self._title(None)
        revision = await self._desk.revision()
        ids, ranks = await self._desk.first_page(assignment.id, which)
        if not self._is_for(assignment, which):
            return
        self._revision = revision
        self._list.empty_text = FINISHED
        self._list.set_ids(ids, ranks)
        self._load_rest(assignment, which)

    def _is_for(self, assignment: AssignmentView, which: ListFilter) -> bool:
        """Whether the list still shows this part of this assignment."""
        return assignment is self._assignment and which is self._filter

    @work(exclusive=True, group="list")
    @told
    async def _load_rest(self, assignment: AssignmentView, which: ListFilter) -> None:
        first = True
        try:
            async for ids, ranks in self._desk.list_chunks(assignment.id, which):
                if first:
                    self._list.set_ids(ids, ranks)
                    first = False
                else:
                    self._list.append_ids(ids, ranks)
        finally:
            if not get_current_worker().is_cancelled:
                self._loading = False
        self._changed()
        await self._count()

    @on(ConversationList.RowsWanted)
    def _rows_wanted(self, event: ConversationList.RowsWanted) -> None:
        self._fetch_rows(event.ids)

    @work(group="rows")
    @told
    async def _fetch_rows(self, ids: list[int]) -> None:
        self._list.put_rows(await self._desk.rows(ids))

    def _changed(self) -> None:
        """Something was committed, here or elsewhere."""
        self._behind = True
        if not self._refreshing.locked():
            self._refresh()

    @work(group="refresh")
    @told
    async def _refresh(self) -> None:
        async with self._refreshing:
            # A commit during the look is looked at next.
            while self._behind and not self._loading and self._assignment is not None:
                self._behind = False
                await self._catch_up(self._assignment, self._filter)

    async def _catch_up(self, assignment: AssignmentView, which: ListFilter) -> None:
        changes = await self._desk.changes(assignment.id, which, self._revision)
        if self._loading or not self._is_for(assignment, which):
            self._behind = True
            return
        self._revision = changes.revision
        self._list.apply(changes)
        touched = {row[0] for row in changes.listed} | set(changes.left)
        await self._touched(touched)
        if touched and self._counting is None:
            self._counting = self.set_timer(COUNT_PAUSE, self._recount)

    def _recount(self) -> None:
        self._counting = None
        self._count_now()

    @work(group="count", exclusive=True)
    @told
    async def _count_now(self) -> None:
        await self._count()

    async def _count(self) -> None:
        assignment, which = self._assignment, self._filter
        if assignment is not None:
            counts = await self._desk.counts(assignment.id)
            if self._is_for(assignment, which):
                self.query_one(ListStatus).show(counts, which)
                self._title(counts)
        if self._desk.texter.administrator:
            self._tell_opt_in_requests(await self._desk.opt_in_requests())

    def _tell_opt_in_requests(self, count: int) -> None:
        """START does not lift an opt-out: an administrator is shown the request, and decides."""
        if count > self._opt_in_requests:
            contacts = "contact who opted out asks" if count == 1 else "contacts who opted out ask"
            self.notify(
                f"{count:,} {contacts} to be let back in (START). See them with "
                "“textbank opt-outs --requests”, decide with “textbank opt-in”.",
                title="Requests to opt in",
                markup=False,
            )
        self._opt_in_requests = count

    def _title(self, counts: ListCounts | None) -> None:
        if self._assignment is None:
            return
        title = Content.assemble((for_display(self._assignment.campaign), "bold"))
        if counts is not None:
            need = "needs" if counts.reply == 1 else "need"
            title += Content(f" · {counts.reply:,} {need} reply")
        self.query_one("#list-title", Static).update(title, layout=False)

    @on(ListStatus.FilterChosen)
    def _filter_chosen(self, event: ListStatus.FilterChosen) -> None:
        self.use_filter(event.filter)

    @work(group="filter", exclusive=True)
    @told
    async def use_filter(self, chosen: ListFilter) -> None:
        """Show this part of the list."""
        self._filter = chosen
        if self._assignment is not None:
            await self._work_on(self._assignment)
