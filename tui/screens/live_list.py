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
from core.domain import ListFilter, ListSort
from core.safe_text import for_display
from core.views import AssignmentView, Changes, ListCounts, ListMark
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
        self._sort = ListSort.NEED
        self._mark = ListMark(0, 0, gated=False)
        self._counting: Timer | None = None
        self._refreshing = asyncio.Lock()
        self._behind = False
        """Whether something was committed that the list has not looked at."""
        self._loading = False
        """Whether the list is being read; what changes meanwhile is put in afterwards."""
        self._finding = False
        """Whether the list shows what a search found, instead of its own rows."""
        self._opt_in_requests = 0
        self._taken_out = 0
        """How often a row was taken off the list here, before the list heard of it."""

    @property
    def _list(self) -> ConversationList:
        return self.query_one(ConversationList)

    async def _touched(self, conversations: set[int]) -> None:
        """These conversations changed; for what else the screen shows of them."""

    async def _work_on(self, assignment: AssignmentView) -> None:
        """Show the list of an assignment: its first page at once, the rest behind it."""
        other = self._assignment is None or self._assignment.id != assignment.id
        self._assignment, which, sort = assignment, self._filter, self._sort
        self._loading = True
        if other:
            # Another list begins at its top, not where the one before stood.
            self._list.empty_text = ""
            self._list.set_ids(array("q"), array("q"), sort)
        self._title(None)
        mark = await self._desk.mark(assignment.id)
        if sort is not ListSort.NAME:
            # Sorting by name takes as long for a page as for all.
            ids, keys = await self._desk.first_page(assignment.id, which, sort)
            if self._is_for(assignment, which, sort):
                self._list.set_ids(ids, keys, sort)
        if not self._is_for(assignment, which, sort):
            return
        self._mark = mark
        self._list.empty_text = FINISHED
        self._load_rest(assignment, which, sort)

    def _is_for(self, assignment: AssignmentView, which: ListFilter, sort: ListSort) -> bool:
        """Whether the list still shows this part of this assignment, in this order."""
        return (
            assignment is self._assignment
            and which is self._filter
            and sort is self._sort
            and not self._finding
        )

    @work(exclusive=True, group="list")
    @told
    async def _load_rest(
        self, assignment: AssignmentView, which: ListFilter, sort: ListSort
    ) -> None:
        first = True
        try:
            async for ids, keys in self._desk.list_chunks(assignment.id, which, sort):
                if not self._is_for(assignment, which, sort):
                    return
                if first:
                    self._list.set_ids(ids, keys, sort)
                    first = False
                else:
                    self._list.append_ids(ids, keys)
            if first:
                self._list.set_ids(array("q"), array("q"), sort)
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
                await self._catch_up(self._assignment, self._filter, self._sort)

    async def _catch_up(
        self, assignment: AssignmentView, which: ListFilter, sort: ListSort
    ) -> None:
        finding, held = self._finding, (self._list.ids, self._list.keys)
        taken_out = self._taken_out
        changes = await self._desk.changes(assignment.id, which, self._mark, sort, held)
        if taken_out != self._taken_out:
            # Read before a row left: it would come back for a moment, under the next key.
            self._behind = True
            return
        if finding and self._finding:
            await self._catch_up_hits(changes)
            return
        if self._loading or not self._is_for(assignment, which, sort):
            self._behind = True
            return
        if changes.reload or changes.gated is not self._mark.gated:
            # The gate opens, and closes, without a change to the rows behind it.
            await self._work_on(assignment)
            return
        self._mark = changes.mark(self._mark)
        self._list.apply(changes)
        await self._after(changes)

    async def _catch_up_hits(self, changes: Changes) -> None:
        """What a search found stays as it was found; its rows are drawn as they are now."""
        self._list.drop_rows(changes.touched)
        await self._after(changes)

    async def _after(self, changes: Changes) -> None:
        await self._touched(set(changes.touched))
        if changes.touched and self._counting is None:
            self._counting = self.set_timer(COUNT_PAUSE, self._recount)

    def _recount(self) -> None:
        self._counting = None
        self._count_now()

    @work(group="count", exclusive=True)
    @told
    async def _count_now(self) -> None:
        await self._count()

    async def _count(self) -> None:
        assignment, which, sort = self._assignment, self._filter, self._sort
        if assignment is not None:
            counts = await self._desk.counts(assignment.id)
            if self._is_for(assignment, which, sort):
                self.query_one(ListStatus).show(counts, which, sort)
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

    @on(ConversationList.Arrived)
    def _arrived(self, event: ConversationList.Arrived) -> None:
        """Say quietly how many new texts are out of sight."""
        self.query_one(ListStatus).show_arrivals(event.above, event.below)

    @on(ListStatus.ArrivalsPressed)
    def _arrivals_pressed(self, event: ListStatus.ArrivalsPressed) -> None:
        self._list.select_arrival(above=event.above)

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

    @work(group="filter", exclusive=True)
    @told
    async def use_sort(self, chosen: ListSort) -> None:
        """Show the list in this order, for as long as the messenger is open."""
        self._sort = chosen
        if self._assignment is not None:
            await self._work_on(self._assignment)
