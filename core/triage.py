"""Triage: the requests to opt out that wait, surest first, decided one key each.

A session holds what is before its texter by claims, so that no two sessions are given the
same conversation. What is decided goes through the functions that opt out, close and undo
anywhere else.
"""

from __future__ import annotations

from array import array
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from core.triage_pattern import TriagePattern
from core.views import Changes, ListMark
from core.views_triage import (
    BulkDone,
    BulkPreview,
    TriageCounts,
    TriageDone,
    TriageItem,
    TriageRow,
    TriageUndone,
)

if TYPE_CHECKING:
    from core.desk import Desk


@asynccontextmanager
async def open_triage(desk: Desk) -> AsyncIterator[TriageSession]:
    """A session of triage at this desk; on the way out its claims are freed."""
    session = TriageSession(desk)
    try:
        yield session
    finally:
        await session.close()


class TriageSession:
    """One texter clearing the queue. Open it with `open_triage`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    # What waits

    async def mark(self) -> ListMark:
        """What a queue that is loaded from now on will not be behind."""
        raise NotImplementedError

    def order(self) -> AsyncIterator[tuple[array[int], array[int]]]:
        """The ids and keys of the whole queue in order, highest key first, in chunks.

        What this session skipped stands at the end, with keys below 0.
        """
        raise NotImplementedError

    async def changes(self, since: int | ListMark) -> Changes:
        """What came to the queue, moved in it and left it since a mark, or a revision."""
        raise NotImplementedError

    async def counts(self) -> TriageCounts:
        """How much waits, and what this session has decided."""
        raise NotImplementedError

    async def rows(self, ids: Sequence[int]) -> list[TriageRow]:
        """The rows of these conversations, in no particular order."""
        raise NotImplementedError

    async def matching(
        self, pattern: str | TriagePattern, ids: Iterable[int] | None = None
    ) -> array[int]:
        """The ids of the queue, or of these of it, that match a pattern, in order.

        Raises:
            BadPattern: The pattern is not understood.
        """
        raise NotImplementedError

    # What is held

    async def next(self, count: int = 1, skipping: Iterable[int] = ()) -> list[TriageItem]:
        """The surest that no other session holds, now held by this one.

        What this session holds already is among them, unless it is in `skipping`. What it
        skipped comes when nothing else is left.
        """
        raise NotImplementedError

    async def take(self, conversation_id: int) -> TriageItem:
        """This one, now held by this session.

        Raises:
            TakenByAnother: Another session holds it.
            NotWaiting: It does not wait, or no longer.
        """
        raise NotImplementedError

    async def skip(self, item: TriageItem) -> int:
        """Leave it in the queue, for others or for later; return its key at the end of it."""
        raise NotImplementedError

    async def release(self, ids: Iterable[int]) -> None:
        """Let go of conversations that were held; they keep their places."""
        raise NotImplementedError

    async def renew(self) -> None:
        """Hold what is held for longer; an open session does so by itself."""
        raise NotImplementedError

    # What is decided

    async def opt_out(self, item: TriageItem, operation_id: str | None = None) -> TriageDone:
        """Opt the contact out; durable when this returns.

        All four of these are done once for an operation id, and raise the same.

        Raises:
            TakenByAnother: The claim ran out and another session holds it now.
            NotWaiting: What asked is decided, or no longer asks; nothing was done.
        """
        raise NotImplementedError

    async def not_an_opt_out(self, item: TriageItem, operation_id: str | None = None) -> TriageDone:
        """Keep the contact: this text, or this block, never asks again."""
        raise NotImplementedError

    async def wrong_number(self, item: TriageItem, operation_id: str | None = None) -> TriageDone:
        """Close the conversation as a wrong number; it is no opt-out."""
        raise NotImplementedError

    async def replied(self, item: TriageItem, operation_id: str | None = None) -> TriageDone:
        """The texter has answered (`Desk.reply`); it waits at the end of the queue."""
        raise NotImplementedError

    async def undo(self) -> TriageUndone:
        """Take back this session's newest decision, or batch; again takes back the one before."""
        raise NotImplementedError

    # Many at once

    async def preview_many(self, ids: Iterable[int]) -> BulkPreview:
        """What opting all of these out will do now: for the question before it."""
        raise NotImplementedError

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
        raise NotImplementedError

    async def close(self) -> None:
        """Let go of everything that is held."""
