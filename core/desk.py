"""The desk: everything a screen or a command asks of the core, in one place.

Reading works as soon as the file is open. Writing waits for the ORM, which is imported in
a thread behind the first screen. The desk holds no rules: it hands over to the modules
that do.
"""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from core import assignments, sqlite_file, transcripts
from core.clock import Clock, utc_now
from core.domain import Closing, ListFilter, ListSort, OptOutSource, Texter
from core.errors import NotFound
from core.reader import Reader
from core.seeing_through import see_through
from core.sqlite_file import Schema
from core.views import (
    AssignmentView,
    Changes,
    ConversationRow,
    ConversationView,
    ListCounts,
    ListMark,
    OptOutResult,
    UndoResult,
)

if TYPE_CHECKING:
    from core.database import Database
    from core.gateways import Gateways
    from core.search import SearchIndex
    from core.worker import Worker

POLL = 0.1
"""Seconds between two looks for changes."""


class Desk:
    """One texter at one database. Open it with `async with`."""

    def __init__(self, path: Path, texter: Texter, clock: Clock = utc_now) -> None:
        self.path = path
        self.texter = texter
        self._clock = clock
        self._reader: Reader | None = None
        self._opening: asyncio.Task[Database] | None = None
        self._gateways: Gateways | None = None
        self._search: SearchIndex | None = None

    async def __aenter__(self) -> Self:
        try:
            await see_through(self.open())
        except BaseException:
            await see_through(self.close())
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Whatever is not closed would keep the program from ending.
        await see_through(self.close())

    async def open(self) -> None:
        """Open the database for reading and start to open it for writing.

        A database that is not there is made, an older one brought up to date.

        Raises:
            DatabaseError: It cannot be opened.
        """
        schema = await asyncio.to_thread(sqlite_file.schema_of, self.path)
        if schema is not Schema.CURRENT:
            await self.database()
        self._reader = await Reader.open(self.path)

    async def database(self) -> Database:
        """The database for writing; the first call imports the ORM, in a thread.

        Whoever imports a module of the ORM's waits for this first: an import on the event
        loop would hold up every key.
        """
        if self._opening is None:
            self._opening = asyncio.create_task(asyncio.to_thread(_open_database, self.path))
        try:
            return await asyncio.shield(self._opening)
        except Exception:
            self._opening = None
            raise

    async def close(self) -> None:
        """Let go of everything."""
        if self._search is not None:
            await self._search.close()
            self._search = None
        if self._reader is not None:
            await self._reader.close()
            self._reader = None
        if self._opening is not None:
            database = await self._opening
            self._opening = None
            await database.close()
        if self._gateways is not None:
            await self._gateways.close()
            self._gateways = None

    @property
    def reader(self) -> Reader:
        """The open database, for reading."""
        if self._reader is None:
            raise NotFound("The database is not open.")
        return self._reader

    @property
    def is_open(self) -> bool:
        """Whether the database is open for reading."""
        return self._reader is not None

    @property
    def search_index(self) -> SearchIndex:
        """What finds conversations; `core.search.search` asks it."""
        if self._search is None:
            from core.search_sqlite import SqliteSearch

            self._search = SqliteSearch(self.path)
        return self._search

    def now(self) -> datetime:
        """The moment it is, by this desk's clock."""
        return self._clock()

    # What a texter sees

    async def assignments(self, *, counted: bool = True) -> list[AssignmentView]:
        """The texter's assignments; an administrator's desk has everybody's."""
        name = None if self.texter.administrator else self.texter.name
        return await assignments.assignments_of(self.reader, name, counted=counted)

    async def first_page(
        self,
        assignment_id: int,
        which: ListFilter = ListFilter.ALL,
        sort: ListSort = ListSort.NEED,
    ) -> tuple[array[int], array[int]]:
        """The ids and keys at the head of a list."""
        return await assignments.first_page(self.reader, assignment_id, which, sort)

    def list_chunks(
        self,
        assignment_id: int,
        which: ListFilter = ListFilter.ALL,
        sort: ListSort = ListSort.NEED,
    ) -> AsyncIterator[tuple[array[int], array[int]]]:
        """The ids and keys of a whole list, in order, some thousands at a time."""
        return assignments.list_chunks(self.reader, assignment_id, which, sort)

    async def counts(self, assignment_id: int) -> ListCounts:
        """How many conversations each filter of a list holds."""
        return await assignments.counts_of(self.reader, assignment_id)

    async def opt_in_requests(self) -> int:
        """How many opted-out contacts texted START: for an administrator to decide."""
        row = await self.reader.row(
            "SELECT count(*) FROM opt_out "
            "WHERE ended_at IS NULL AND opt_in_requested_at IS NOT NULL"
        )
        return int(row[0]) if row else 0

    async def waiting_confirmations(self) -> int:
        """How many opt-out messages have not left yet."""
        row = await self.reader.row(
            "SELECT count(*) FROM text WHERE state IN ('queued', 'sending') "
            "AND kind = 'confirmation'"
        )
        return int(row[0]) if row else 0

    async def rows(self, ids: Sequence[int]) -> list[ConversationRow]:
        """The rows of these conversations."""
        return await assignments.conversation_rows(self.reader, ids)

    async def revision(self) -> int:
        """The revision that a list loaded from now on will not be behind."""
        return await assignments.latest_revision(self.reader)

    async def mark(self, assignment_id: int) -> ListMark:
        """What a list that is loaded from now on will not be behind."""
        return await assignments.mark_of(self.reader, assignment_id)

    async def changes(
        self,
        assignment_id: int,
        which: ListFilter,
        since: int | ListMark,
        sort: ListSort = ListSort.NEED,
        held: tuple[Sequence[int], Sequence[int]] = ((), ()),
    ) -> Changes:
        """What changed on a list after a mark, or a revision; see `core.assignments`."""
        return await assignments.changes_since(self.reader, assignment_id, which, since, sort, held)

    async def conversation(self, conversation_id: int) -> ConversationView:
        """Everything of one conversation.

        Raises:
            NotFound: There is no such conversation.
        """
        return await transcripts.conversation_view(self.reader, conversation_id, self._clock())

    # What a texter does

    async def reply(
        self,
        conversation_id: int,
        body: str,
        operation_id: str | None = None,
        *,
        tag_ids: Sequence[int] = (),
    ) -> int:
        """Queue a text to the contact of this conversation and return its id.

        Args:
            conversation_id: The conversation.
            body: The text.
            operation_id: The same one again is the same text.
            tag_ids: Tags to put on the conversation with it.

        Raises:
            SendingRefused: The number is opted out.
            UnfilledFields: A merge field stands in the text.
            BadInput: The text is empty or too long.
        """
        database = await self.database()
        from core.reply_records import send_reply

        return await database.write(
            send_reply,
            conversation_id,
            body,
            self.texter,
            operation_id or uuid4().hex,
            self._clock(),
            tag_ids,
        )

    async def opt_out(self, conversation_id: int, operation_id: str | None = None) -> OptOutResult:
        """Opt the contact of this conversation out; durable when this returns.

        Raises:
            NotFound: There is no such conversation.
        """
        database = await self.database()
        from core.opt_out import OptOutRequest, opt_out

        administrator = self.texter.administrator
        request = OptOutRequest(
            operation_id=operation_id or uuid4().hex,
            author=self.texter.name,
            source=OptOutSource.ADMINISTRATOR if administrator else OptOutSource.TEXTER,
            conversation_id=conversation_id,
        )
        return await database.write(opt_out, request, self._clock())

    async def undo(self, opt_out_id: int | None = None) -> UndoResult:
        """Take back the texter's newest opt-out, or the one named, within its window."""
        database = await self.database()
        from core.undo import undo

        return await database.write(undo, self.texter, self._clock(), opt_out_id)

    async def close_conversation(
        self, conversation_id: int, closing: Closing | None, read_to: int | None = None
    ) -> None:
        """Hide a conversation, mark a wrong number, or (None) put it back on its list.

        Raises:
            NotFound: There is no such conversation.
            WroteAgain: The contact has written since the text `read_to`; nothing was done.
        """
        database = await self.database()
        from core import closing as closings

        await database.write(
            closings.close, conversation_id, closing, self.texter, self._clock(), read_to
        )

    async def mark_read(self, conversation_id: int) -> None:
        """The texter has looked at this conversation."""
        database = await self.database()
        from core.unread import mark_read

        await database.write(mark_read, conversation_id)

    async def save_draft(self, conversation_id: int, body: str) -> None:
        """Keep what the texter is writing in this conversation."""
        database = await self.database()
        from core import conversations

        await database.write(conversations.save_draft, conversation_id, body, self._clock())

    # What goes on behind

    async def gateways(self) -> Gateways:
        """The gateways that carry this database's texts."""
        if self._gateways is None:
            await self.database()
            from core.gateways import open_gateways

            self._gateways = open_gateways(self.path, self._clock)
        return self._gateways

    async def worker(self) -> Worker:
        """A worker for this database's outbox and inbox."""
        database = await self.database()
        from core.worker import Worker

        return Worker(database, await self.gateways(), self._clock)

    async def watch(self, on_change: Callable[[], None]) -> None:
        """Call `on_change` after every commit of anybody, until cancelled."""
        seen = self.reader.data_version()
        while True:
            await asyncio.sleep(POLL)
            version = self.reader.data_version()
            if version != seen:
                seen = version
                on_change()

    async def work(self, on_trouble: Callable[[Exception], None]) -> None:
        """Carry texts until cancelled; trouble is told once and tried again."""
        from core.carrying import carry

        await carry(await self.worker(), self.reader, on_trouble)


def _open_database(path: Path) -> Database:
    # Imported here, in the thread, so that the first opt-out does not pay for it.
    import phonenumbers.timezone  # noqa: F401

    import core.note_records
    import core.opt_out
    import core.reply_records
    import core.survey_records
    import core.tag_records
    import core.triage_bulk
    import core.triage_undo
    import core.undo
    import core.worker  # noqa: F401
    from core.database import Database

    return Database.open(path)
