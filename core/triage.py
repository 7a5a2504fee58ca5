"""Triage: the requests to opt out that wait, surest first, decided one key each.

A session holds what is before its texter by claims, so that no two sessions are given the
same conversation. What is decided goes through the functions that opt out, close and undo
anywhere else.
"""

from __future__ import annotations

import asyncio
import logging
from array import array
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from secrets import token_hex
from typing import TYPE_CHECKING
from uuid import uuid4

from core import triage_queue
from core.errors import DatabaseError, NotFound, NotWaiting
from core.seeing_through import see_through
from core.stored import microseconds
from core.triage_pattern import TriagePattern, parse_pattern
from core.triage_tally import BulkTally, Tally
from core.views import Changes, ListMark
from core.views_triage import (
    BulkDone,
    BulkPreview,
    TriageCounts,
    TriageDone,
    TriageItem,
    TriageOutcome,
    TriageRow,
    TriageUndone,
)

if TYPE_CHECKING:
    from core.desk import Desk
    from core.triage_bulk import Marked
    from core.triage_claims import Holder

log = logging.getLogger(__name__)

BEATS = 3
"""So often a claim is renewed before it would run out."""

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


class TriageSession:
    """One texter clearing the queue. Open it with `open_triage`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.token = token_hex(8)
        """What claims know this session by."""
        self._held: set[int] = set()
        self._has_claimed = False
        self._skipped: dict[int, int] = {}
        """What was skipped, in that order, with the keys that put it at the end."""
        self._tally = Tally()

    # What waits

    async def mark(self) -> ListMark:
        """What a queue that is loaded from now on will not be behind."""
        return await triage_queue.mark_of(self._desk.reader)

    async def order(self) -> AsyncIterator[tuple[array[int], array[int]]]:
        """The ids and keys of the whole queue in order, highest key first, in chunks.

        What this session skipped stands at the end, with keys below 0.
        """
        behind = []
        async for ids, keys in triage_queue.queue_chunks(self._desk.reader, self._desk.texter):
            if self._skipped:
                behind += [one for one in ids if one in self._skipped]
                rest = [(a, b) for a, b in zip(ids, keys, strict=True) if a not in self._skipped]
                yield array("q", [a for a, _ in rest]), array("q", [b for _, b in rest])
            else:
                yield ids, keys
        behind = sorted((one for one in behind if one in self._skipped), key=self._behind)
        if behind:
            yield array("q", behind), array("q", [self._skipped[one] for one in behind])

    def _behind(self, conversation_id: int) -> int:
        return -self._skipped[conversation_id]

    async def changes(self, since: int | ListMark) -> Changes:
        """What came to the queue, moved in it and left it since a mark, or a revision.

        What was skipped comes back to its place when the contact writes.
        """
        mark = since if isinstance(since, ListMark) else ListMark(since, 0, gated=False)
        found = await triage_queue.changes_since(self._desk.reader, self._desk.texter, mark)
        if isinstance(since, ListMark):
            for one in found.arrived:
                self._skipped.pop(one, None)
        listed = tuple((one, self._skipped.get(one, key)) for one, key in found.listed)
        return Changes(
            revision=found.revision,
            listed=listed,
            left=found.left,
            arrived=found.arrived,
            text_id=found.text_id,
        )

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

    async def rows(self, ids: Sequence[int]) -> list[TriageRow]:
        """The rows of these conversations, in no particular order."""
        now = microseconds(self._desk.now())
        return await triage_queue.queue_rows(self._desk.reader, ids, self.token, now)

    async def matching(
        self, pattern: str | TriagePattern | None, ids: Iterable[int] | None = None
    ) -> array[int]:
        """The ids of the queue, or of these of it, that match a pattern, in order; None is all.

        Raises:
            BadPattern: The pattern is not understood.
        """
        if pattern is None:
            pattern = TriagePattern("", ())
        elif isinstance(pattern, str):
            pattern = parse_pattern(pattern, self._desk.now())
        only = None if ids is None else frozenset(ids)
        found = array("q")
        async for some in triage_queue.matching_chunks(
            self._desk.reader, self._desk.texter, pattern
        ):
            found.extend(one for one in some if only is None or one in only)
            # Other keys have their turn.
            await asyncio.sleep(0)
        return found

    # What is held

    async def next(self, count: int = 1, skipping: Iterable[int] = ()) -> list[TriageItem]:
        """The surest that no other session holds, now held by this one.

        What this session holds already is among them, unless it is in `skipping`. What it
        skipped comes when nothing else is left.
        """
        database = await self._desk.database()
        from core import triage_claims

        self._has_claimed = True
        passed = set(skipping)
        items: list[TriageItem] = []
        while len(items) < count:
            wanted = count - len(items)
            aside = [*passed, *self._skipped]
            ids = await database.write(
                triage_claims.claim_next, self._holder(), wanted, aside, self._desk.now()
            )
            if not ids and self._skipped:
                behind = [one for one in self._skipped if one not in passed]
                ids = await database.write(
                    triage_claims.claim_these, self._holder(), behind, wanted, self._desk.now()
                )
            if not ids:
                break
            self._held.update(ids)
            passed.update(ids)
            for one in ids:
                # It may have left since.
                with suppress(NotWaiting, NotFound):
                    items.append(await triage_queue.item_of(self._desk.reader, one))
        return items

    async def take(self, conversation_id: int) -> TriageItem:
        """This one, now held by this session.

        Raises:
            NotFound: There is no such conversation.
            TakenByAnother: Another session holds it.
            NotWaiting: It does not wait, or no longer.
        """
        database = await self._desk.database()
        from core import triage_claims

        self._has_claimed = True
        await database.write(
            triage_claims.claim_one, self._holder(), conversation_id, self._desk.now()
        )
        self._held.add(conversation_id)
        return await triage_queue.item_of(self._desk.reader, conversation_id)

    async def skip(self, item: TriageItem) -> int:
        """Leave it in the queue, for others or for later; return its key at the end of it."""
        one = item.conversation_id
        self._skipped.pop(one, None)
        key = min(self._skipped.values(), default=0) - 1
        self._skipped[one] = key
        await self.release([one])
        return key

    async def release(self, ids: Iterable[int]) -> None:
        """Let go of conversations that were held; they keep their places."""
        given = list(ids)
        database = await self._desk.database()
        from core import triage_claims

        await database.write(triage_claims.release, self.token, given)
        self._held.difference_update(given)

    async def renew(self) -> None:
        """Hold what is held for longer; an open session does so by itself."""
        if self._held:
            database = await self._desk.database()
            from core import triage_claims

            await database.write(triage_claims.renew, self.token, self._desk.now())

    async def keep(self) -> None:
        """Renew what is held, again and again, until cancelled."""
        while True:
            await asyncio.sleep(triage_queue.LEASE.total_seconds() / BEATS)
            try:
                await self.renew()
            except DatabaseError as error:
                # There is time for another try before the claims run out.
                log.warning("claims could not be renewed: %s", error)

    # What is decided

    async def opt_out(self, item: TriageItem, operation_id: str | None = None) -> TriageDone:
        """Opt the contact out; durable when this returns.

        All four of these are done once for an operation id, and raise the same.

        Raises:
            TakenByAnother: The claim ran out and another session holds it now.
            NotWaiting: What asked is decided, or no longer asks; nothing was done.
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

    def _let_go(self, conversation_id: int) -> None:
        self._held.discard(conversation_id)
        self._skipped.pop(conversation_id, None)

    async def undo(self) -> TriageUndone:
        """Take back this session's newest decision, or batch; again takes back the one before.

        What is too late to take back is said once, and not tried again.
        """
        return await see_through(self._undo())

    async def _undo(self) -> TriageUndone:
        some = self._tally.newest()
        if not some:
            return TriageUndone(False, "There is nothing of this session to take back.")
        database = await self._desk.database()
        from core import triage_undo

        undone: list[TriageUndone] = []
        for start in range(0, len(some), AT_ONCE):
            undone += await database.write(
                triage_undo.take_back_many,
                some[start : start + AT_ONCE],
                self._desk.texter,
                self._desk.now(),
            )
        return self._tally.take_back(undone)

    # Many at once

    async def preview_many(self, ids: Iterable[int]) -> BulkPreview:
        """What opting all of these out will do now: for the question before it."""
        return await triage_queue.preview_many(self._desk.reader, list(dict.fromkeys(ids)))

    async def opt_out_many(
        self,
        ids: Iterable[int],
        seen: int | Mapping[int, int],
        on_progress: Callable[[int, int], None] | None = None,
        operation_id: str | None = None,
    ) -> BulkDone:
        """Opt out all of these, in batches; cancelled, it ends after the batch it is in.

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
        return tally.done()

    async def _some(self, marked: Sequence[Marked], tally: BulkTally) -> None:
        database = await self._desk.database()
        from core import triage_bulk

        done = await database.write_behind(
            triage_bulk.opt_out_some, self._holder(), marked, tally.operation_id, self._desk.now()
        )
        tally.add(done)
        for one in tally.decided[-len(done) :]:
            self._let_go(one.done.conversation_id)

    def _holder(self) -> Holder:
        from core.triage_claims import Holder

        return Holder(self.token, self._desk.texter)

    async def close(self) -> None:
        """Let go of everything that is held."""
        if not self._has_claimed:
            return
        database = await self._desk.database()
        from core import triage_claims

        self._held.clear()
        await database.write(triage_claims.release, self.token)
