"""What waits in triage for one texter, and what their session holds of it."""

from __future__ import annotations

import asyncio
import logging
from array import array
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import suppress
from secrets import token_hex
from typing import TYPE_CHECKING

from core import triage_queue
from core.errors import DatabaseError, NotFound, NotWaiting
from core.stored import microseconds
from core.triage_pattern import TriagePattern, parse_pattern
from core.views import Changes, ListMark
from core.views_triage import TriageItem, TriageRow

if TYPE_CHECKING:
    from core.desk import Desk
    from core.triage_claims import Holder

log = logging.getLogger(__name__)

BEATS = 3
"""So often a claim is renewed before it would run out."""


class TriageHolding:
    """The queue of one texter, and their claims; `core.triage.TriageSession` decides."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.token = token_hex(8)
        """What claims know this session by."""
        self._held: set[int] = set()
        self._has_claimed = False
        self._skipped: dict[int, int] = {}
        """What was skipped, in that order, with the keys that put it at the end."""

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

    def _let_go(self, conversation_id: int) -> None:
        self._held.discard(conversation_id)
        self._skipped.pop(conversation_id, None)

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
