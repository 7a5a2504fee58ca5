"""Triage: the requests to opt out that wait, surest first, decided one key each.

A session holds what is before its texter by claims, so that no two sessions are given the
same conversation. What is decided goes through the functions that opt out, close and undo
anywhere else.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING
from uuid import uuid4

from core import triage_queue
from core.seeing_through import see_through
from core.stored import microseconds
from core.triage_holding import TriageHolding
from core.triage_preview import preview_many
from core.triage_tally import BulkTally, Tally, press_ids_of
from core.views_triage import (
    BulkDone,
    BulkPreview,
    TriageCounts,
    TriageDone,
    TriageItem,
    TriageOutcome,
    TriageUndone,
)

if TYPE_CHECKING:
    from core.desk import Desk
    from core.triage_bulk import Marked
    from core.triage_records import Decided

AT_ONCE = 10
"""So many opt-outs of a batch are one transaction: the longest that a press waits for."""


@asynccontextmanager
async def open_triage(desk: Desk) -> AsyncIterator[TriageSession]:
    """A session of triage at this desk; on the way out its claims are freed."""
    session = TriageSession(desk)
    beating = asyncio.create_task(session.keep())
    try:
        yield session
    finally:
        beating.cancel()
        with suppress(asyncio.CancelledError):
            await beating
        await see_through(session.close())


class TriageSession(TriageHolding):
    """One texter clearing the queue. Open it with `open_triage`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._tally = Tally()
        self._undoing = asyncio.Lock()
        """One undo at a time: each takes back another act."""

    async def counts(self, waiting: int | None = None) -> TriageCounts:
        """How much waits, and what this session has decided.

        Args:
            waiting: How many are in the queue, where the caller has it before them.
        """
        reader, texter = self._desk.reader, self._desk.texter
        if waiting is None:
            waiting = await triage_queue.waiting(reader, texter)
        now = microseconds(self._desk.now())
        held = await triage_queue.held_by_others(reader, texter, self.token, now)
        return self._tally.counts(waiting, held)

    # What is decided

    async def opt_out(self, item: TriageItem, operation_id: str | None = None) -> TriageDone:
        """Opt the contact out; durable when this returns.

        All four of these are done once for an operation id, and raise the same.

        Raises:
            TakenByAnother: The claim ran out and another session holds it now.
            NotWaiting: What asked is decided, or no longer asks; nothing was done.
            WroteAgain: A text came after what the item shows; nothing was done.
        """
        return await see_through(self._decide(TriageOutcome.OPT_OUT, item, operation_id))

    async def not_an_opt_out(self, item: TriageItem, operation_id: str | None = None) -> TriageDone:
        """Keep the contact: this text, or this block, never asks again."""
        return await see_through(self._decide(TriageOutcome.NOT_OPT_OUT, item, operation_id))

    async def wrong_number(self, item: TriageItem, operation_id: str | None = None) -> TriageDone:
        """Close the conversation as a wrong number; it is no opt-out."""
        return await see_through(self._decide(TriageOutcome.WRONG_NUMBER, item, operation_id))

    async def replied(self, item: TriageItem, operation_id: str | None = None) -> TriageDone:
        """The texter has answered (`Desk.reply`); it waits at the end of the queue."""
        return await see_through(self._decide(TriageOutcome.REPLIED, item, operation_id))

    async def _decide(
        self, outcome: TriageOutcome, item: TriageItem, operation_id: str | None
    ) -> TriageDone:
        database = await self._desk.database()
        from core import triage_records as records

        act = records.Act(
            holder=self._holder(),
            conversation_id=item.conversation_id,
            text_id=item.text_id,
            block_id=item.block_id,
            read_to=item.last_text_id,
            outcome=outcome,
            operation_id=operation_id or uuid4().hex,
        )
        decided = await database.write(records.decide, act, self._desk.now())
        self._tally.add([decided])
        self._let_go(item.conversation_id)
        return decided.done

    async def undo(self) -> TriageUndone:
        """Take back this session's newest decision, or batch; again takes back the one before.

        What is too late to take back is said once, and not tried again.
        """
        return await see_through(self._undo())

    async def _undo(self) -> TriageUndone:
        async with self._undoing:
            batch = self._tally.newest()
            if not batch:
                return TriageUndone(False, "There is nothing of this session to take back.")
            return self._tally.take_back(batch, await self._take_back(batch))

    async def _take_back(self, batch: Sequence[Decided]) -> list[TriageUndone]:
        """Take an act back, newest first; what came of each, in the order of the act."""
        database = await self._desk.database()
        from core import triage_undo
        from core.undo_window import HOLD, move_windows

        texter, now = self._desk.texter, self._desk.now
        if len(batch) <= AT_ONCE:
            done = list(reversed(batch))
            return (await database.write(triage_undo.take_back_many, done, texter, now()))[::-1]
        # None of it leaves while the rest is taken back.
        presses = press_ids_of(batch)
        await database.write(move_windows, presses, now(), HOLD)
        undone: list[TriageUndone] = []
        try:
            for end in range(len(batch), 0, -AT_ONCE):
                some = list(reversed(batch[max(0, end - AT_ONCE) : end]))
                undone += await database.write(triage_undo.take_back_many, some, texter, now())
        finally:
            await database.write(move_windows, presses, now())
        return undone[::-1]

    # Many at once

    async def preview_many(self, ids: Iterable[int]) -> BulkPreview:
        """What opting all of these out will do now: for the question before it."""
        return await preview_many(self._desk.reader, list(dict.fromkeys(ids)))

    async def opt_out_many(
        self,
        ids: Iterable[int],
        seen: int | Mapping[int, int],
        on_progress: Callable[[int, int], None] | None = None,
        operation_id: str | None = None,
    ) -> BulkDone:
        """Opt out all of these, in batches; cancelled, it ends after the batch it is in.

        The time in which all of it can be taken back begins when it has ended.

        Args:
            ids: Conversations.
            seen: The latest text there was when they were marked (`mark().text_id`), for
                all or for each; whose contact wrote a later one is skipped.
            on_progress: Told how many are done, of how many.
            operation_id: The same one again does nothing twice.
        """
        await self._desk.database()
        from core.triage_bulk import Marked

        operation = operation_id or uuid4().hex
        marked = [
            Marked(one, seen if isinstance(seen, int) else seen.get(one, 0))
            for one in dict.fromkeys(ids)
        ]
        tally = BulkTally(operation)
        try:
            for start in range(0, len(marked), AT_ONCE):
                await see_through(self._some(marked[start : start + AT_ONCE], tally))
                if on_progress is not None:
                    on_progress(min(start + AT_ONCE, len(marked)), len(marked))
        finally:
            self._tally.add(tally.decided)
            await see_through(self._end(tally))
        return tally.done()

    async def _end(self, tally: BulkTally) -> None:
        """Let the undo windows of a batch, which were held open, run from now on."""
        if not tally.press_ids:
            return
        database = await self._desk.database()
        from core.undo_window import move_windows

        tally.undo_until = await database.write(move_windows, tally.press_ids, self._desk.now())

    async def _some(self, marked: Sequence[Marked], tally: BulkTally) -> None:
        database = await self._desk.database()
        from core import triage_bulk

        done = await database.write_behind(
            triage_bulk.opt_out_some, self._holder(), marked, tally.operation_id, self._desk.now()
        )
        tally.add(done)
        for one in tally.decided[-len(done) :]:
            self._let_go(one.done.conversation_id)
