"""QuickSend: all first messages of an assignment, or one follow-up, in one go.

Texts are queued some hundred to a transaction and never further ahead of the wire than a
small window, so that pausing and stopping take effect at once and an opt-out in between
cancels what is still queued. A few go first: the rest follows once the provider has taken one,
and stays unsent where it refuses them all for one reason. It keeps nothing of its own: whatever
interrupts it, running it again goes on where it was, and nobody is texted twice. It does not
carry the texts itself: the messenger's worker does, or `Desk.work`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from time import monotonic
from typing import TYPE_CHECKING

from core.domain import TextKind
from core.errors import NotFound, NothingLeaves
from core.first_few import FirstFew
from core.first_messages import count_opted_out, count_refused
from core.follow_ups import follow_ups_of
from core.gate import gate_of
from core.refusals import Outcomes, latest_text, outcomes_of
from core.stored import microseconds

if TYPE_CHECKING:
    from core.desk import Desk
    from core.first_message_records import Batch

BATCH = 80
"""How many texts a transaction queues at most: short enough to hold up no key."""

WINDOW = 1_000
"""How many texts of the line may wait to leave, where it has no pace: well under a second."""

LOOK = 0.02
"""Seconds between two looks at how many have left."""

TELL = 0.1
"""Seconds between two reports of progress, at least."""

NOTHING_LEAVES = 30.0
"""Seconds after which a run gives up, if no text leaves: longer than a provider's answer takes."""


class QuickSendState(StrEnum):
    """What a run is doing."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    """By `stop`; what was queued leaves, the rest is still to be sent."""
    REFUSED = "refused"
    """By itself: the provider refused the last few; the rest is still to be sent."""
    FINISHED = "finished"
    """All is queued; the last few may still be on their way."""


@dataclass(frozen=True, slots=True)
class QuickSendProgress:
    """How far a run is."""

    state: QuickSendState = QuickSendState.READY
    total: int = 0
    """What was to be sent when it began."""
    queued: int = 0
    """Put in the outbox by this run."""
    waiting: int = 0
    """Of these, how many have not left yet (held for texting hours do not count)."""
    unfilled: int = 0
    """Passed over, because a field had nothing to say or the text was too long."""
    asking: int = 0
    """Passed over, because the contact asks to opt out in another campaign."""
    opted_out: int = 0
    """Not texted, because the contact has opted out: all of this assignment's."""
    texts_per_second: int | None = None
    """The pace of the line; None is as fast as it goes."""
    refusal: str = ""
    """Why the provider refused the last few, where that ended the run."""

    @property
    def left(self) -> int:
        """Still to be sent by this run."""
        return max(0, self.total - self.queued - self.unfilled - self.asking)

    @property
    def fraction(self) -> float:
        """How much is done, 0 to 1."""
        done = self.queued - self.waiting + self.unfilled + self.asking
        return min(1.0, done / self.total) if self.total else 1.0


class QuickSend:
    """One run. Await `run`; `pause`, `resume` and `stop` from anywhere in the event loop.

    ```
    run = QuickSend(desk, assignment_id, on_progress=show)
    outcome = await run.run()
    ```
    """

    def __init__(
        self,
        desk: Desk,
        assignment_id: int,
        *,
        follow_up_id: int | None = None,
        refused: bool = False,
        on_progress: Callable[[QuickSendProgress], None] | None = None,
    ) -> None:
        """Prepare a run.

        Args:
            desk: The desk.
            assignment_id: Whose first messages.
            follow_up_id: This follow-up to them instead of first messages.
            refused: Those first messages again that the provider refused, instead of those
                still to be sent.
            on_progress: Called in the event loop some times a second, at every change of
                state, and at the end.
        """
        self._desk = desk
        self._assignment_id = assignment_id
        self._follow_up_id = follow_up_id
        self._refused = refused
        self._on_progress = on_progress
        self._progress = QuickSendProgress()
        self._told = 0.0
        self._paused = False
        self._stopped = False
        self._changed = asyncio.Event()
        self._line_id = 0
        self._begun = 0
        """The latest text before the run."""
        self._first_few: FirstFew | None = None
        self._unfilled: set[int] = set()
        self._asking: set[int] = set()
        self._outbox: tuple[int, int | None] = (0, None)
        self._moved = monotonic()

    @property
    def progress(self) -> QuickSendProgress:
        """How far it is."""
        return self._progress

    def pause(self) -> None:
        """Queue nothing more until `resume`; what is queued already leaves."""
        self._paused = True
        self._changed.set()

    def resume(self) -> None:
        """Go on."""
        self._paused = False
        self._changed.set()

    def stop(self) -> None:
        """Queue nothing more, for good; `run` returns as soon as the last batch is written."""
        self._stopped = True
        self._changed.set()

    async def outcomes(self) -> Outcomes:
        """What has become so far of the texts that it queued."""
        kind = TextKind.INITIAL if self._follow_up_id is None else TextKind.FOLLOW_UP
        return await outcomes_of(
            self._desk.reader,
            self._assignment_id,
            self._line_id,
            kind,
            self._desk.texter.name,
            self._begun,
        )

    async def run(self) -> QuickSendProgress:
        """Send until all is sent, it is stopped or the provider refuses; cancelling is stopping.

        It returns when all is queued, which is up to `WINDOW` texts before the last has left.

        Raises:
            NotAllowed: The campaign does not allow QuickSend.
            BadInput: It has no script.
            NotFound: There is no such assignment or follow-up.
            NothingLeaves: What is queued does not leave.
        """
        await self._begin()
        try:
            await self._send_all()
        finally:
            ended = self._progress.state in (QuickSendState.FINISHED, QuickSendState.REFUSED)
            self._tell(state=self._progress.state if ended else QuickSendState.STOPPED)
        return self._progress

    async def _begin(self) -> None:
        database = await self._desk.database()
        from core.first_message_records import quick_scripting

        scripting = await database.write(quick_scripting, self._assignment_id)
        self._line_id = scripting.line_id
        self._begun = await latest_text(self._desk.reader)
        self._first_few = FirstFew(self._desk.reader, self._line_id, self._begun)
        self._tell(
            state=QuickSendState.RUNNING,
            total=await self._to_send(),
            opted_out=await self._opted_out(),
            texts_per_second=scripting.texts_per_second,
        )

    async def _to_send(self) -> int:
        if self._follow_up_id is not None:
            for view in await follow_ups_of(self._desk, self._assignment_id):
                if view.id == self._follow_up_id:
                    return view.pending
            raise NotFound(f"There is no follow-up {self._follow_up_id} in this campaign.")
        if self._refused:
            return await count_refused(self._desk.reader, self._assignment_id)
        return (await gate_of(self._desk.reader, self._assignment_id)).unsent

    async def _opted_out(self) -> int:
        return await count_opted_out(self._desk.reader, self._assignment_id)

    async def _send_all(self) -> None:
        """Queue batch after batch, until a whole pass over the assignment finds nothing."""
        pace = _Pace(self._progress.texts_per_second)
        after, sent_in_pass = 0, 0
        first_few = self._first_few
        assert first_few is not None
        while await self._may_go_on():
            room = min(pace.allowance(), await self._room(), await first_few.room(BATCH))
            if await self._is_refused():
                return
            if room < (1 if self._progress.texts_per_second or first_few.trying else BATCH):
                self._check_that_it_moves()
                await self._wait(max(LOOK, pace.until_next()))
                continue
            batch = await self._queue(after, min(BATCH, room))
            pace.used(batch.queued)
            first_few.queued(batch.queued)
            after, sent_in_pass = batch.last or 0, sent_in_pass + batch.queued
            self._count(batch)
            if batch.last is None:
                if not sent_in_pass:
                    await self._finish()
                    return
                # Once more from the beginning: somebody may have put back one that was skipped.
                sent_in_pass = 0

    async def _is_refused(self) -> bool:
        """Whether the provider refused the last few for one reason, which ends the run."""
        assert self._first_few is not None
        why = await self._first_few.refusal()
        if why:
            self._progress = replace(self._progress, state=QuickSendState.REFUSED, refusal=why)
        return bool(why)

    async def _finish(self) -> None:
        await self._room()
        self._progress = replace(
            self._progress,
            state=QuickSendState.FINISHED,
            opted_out=await self._opted_out(),
        )

    async def _may_go_on(self) -> bool:
        """Wait while it is paused; return whether it is not stopped."""
        while self._paused and not self._stopped:
            if self._progress.state is not QuickSendState.PAUSED:
                self._tell(state=QuickSendState.PAUSED)
            await self._wait(None)
        if not self._stopped and self._progress.state is QuickSendState.PAUSED:
            self._tell(state=QuickSendState.RUNNING)
        return not self._stopped

    async def _wait(self, seconds: float | None) -> None:
        """Wait so long, or until somebody pauses, resumes or stops."""
        try:
            async with asyncio.timeout(seconds):
                await self._changed.wait()
        except TimeoutError:
            return
        finally:
            self._changed.clear()

    async def _room(self) -> int:
        """How many more texts may be queued, by how many of the line's wait to leave."""
        row = await self._desk.reader.row(
            # What a worker has claimed is on its way, even if that worker has gone. The first of
            # the conditions is there for the index.
            "SELECT count(*), min(id) FROM text WHERE state IN ('queued', 'sending') "
            "AND state = 'queued' AND due_at <= ? AND line_id = ?",
            (microseconds(self._desk.now()), self._line_id),
        )
        waiting, oldest = (int(row[0]), row[1]) if row else (0, None)
        if (waiting, oldest) != self._outbox or not waiting:
            self._outbox, self._moved = (waiting, oldest), monotonic()
        pace = self._progress.texts_per_second
        self._progress = replace(self._progress, waiting=min(waiting, self._progress.queued))
        if monotonic() - self._told >= TELL:
            self._tell()
        return (WINDOW if pace is None else max(1, pace)) - waiting

    def _check_that_it_moves(self) -> None:
        if monotonic() - self._moved >= NOTHING_LEAVES:
            raise NothingLeaves(
                f"Nothing has left for {NOTHING_LEAVES:.0f} seconds: the gateway does not answer, "
                "or no program sends. What is queued leaves when one does; run this again to go on."
            )

    async def _queue(self, after: int, limit: int) -> Batch:
        from core import first_message_records, follow_up_records

        database, desk = await self._desk.database(), self._desk
        if self._follow_up_id is None:
            return await database.write_behind(
                first_message_records.send_batch,
                self._assignment_id,
                after,
                limit,
                desk.texter,
                desk.now(),
                self._begun if self._refused else None,
            )
        return await database.write_behind(
            follow_up_records.send_batch,
            self._follow_up_id,
            self._assignment_id,
            after,
            limit,
            desk.texter,
            desk.now(),
        )

    def _count(self, batch: Batch) -> None:
        before = self._progress
        self._unfilled.update(batch.unfilled)
        self._asking.update(batch.asking)
        self._progress = replace(
            before,
            queued=before.queued + batch.queued,
            waiting=before.waiting + batch.queued,
            unfilled=len(self._unfilled),
            asking=len(self._asking),
        )

    def _tell(
        self,
        *,
        state: QuickSendState | None = None,
        total: int | None = None,
        opted_out: int | None = None,
        texts_per_second: int | None = None,
    ) -> None:
        before = self._progress
        self._progress = replace(
            before,
            state=state or before.state,
            total=before.total if total is None else total,
            opted_out=before.opted_out if opted_out is None else opted_out,
            texts_per_second=texts_per_second or before.texts_per_second,
        )
        self._told = monotonic()
        if self._on_progress is not None:
            self._on_progress(self._progress)


class _Pace:
    """How many texts may be queued by now at so many a second; None is any number."""

    def __init__(self, texts_per_second: int | None) -> None:
        self._rate = texts_per_second
        self._allowed = 1.0
        self._at = monotonic()

    def allowance(self) -> int:
        """How many may be queued now: never more than a quarter of a second's at once."""
        if self._rate is None:
            return BATCH
        now = monotonic()
        most = max(1.0, self._rate / 4)
        self._allowed = min(most, self._allowed + (now - self._at) * self._rate)
        self._at = now
        return int(self._allowed)

    def used(self, count: int) -> None:
        """So many were queued."""
        self._allowed -= count

    def until_next(self) -> float:
        """Seconds until one more may be queued; 0 where the pace is not what is waited for."""
        if self._rate is None or self._allowed >= 1:
            return 0.0
        return (1 - self._allowed) / self._rate
