"""Looking a whole installation over: what is wrong, and what to do about it.

Nothing is changed and nobody is texted. The database is opened for more than looking only once
it is known to be whole and up to date.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from core.accounts import accounts_of
from core.checkup_accounts import look_at_accounts, look_at_clock
from core.checkup_database import (
    look_at_file,
    look_at_log,
    look_at_requests,
    look_at_room,
    look_at_writing,
)
from core.checkup_missed import look_at_missed
from core.checkup_outbox import look_at_outbox, outbox_of
from core.checkup_refusals import look_at_refusals
from core.checkup_serving import ask_serve
from core.clock import Clock, utc_now
from core.errors import DatabaseError
from core.findings import Finding, Level
from core.reader import Reader


async def examine(path: Path, port: int, clock: Clock = utc_now) -> AsyncIterator[Finding]:
    """Look everything over, in the order in which trouble spreads.

    Args:
        path: The database; it is there.
        port: Where `textbank serve` would listen.
        clock: The time now, aware, in UTC.
    """
    file = await asyncio.to_thread(look_at_file, path)
    for finding in file.findings:
        yield finding
    yield look_at_room(path)
    yield look_at_log(path)
    if not file.is_fit:
        yield (await ask_serve(path, port, needed=False)).finding
        yield look_at_clock(None, clock())
        return
    yield await asyncio.to_thread(look_at_writing, path)
    try:
        reader = await Reader.open(path)
        try:
            async for finding in _examine_contents(reader, path, port, clock):
                yield finding
        finally:
            await reader.close()
    except DatabaseError as error:
        advice = "What comes after this was left out: run `textbank doctor` again."
        yield Finding("database", Level.TROUBLE, str(error), advice)


async def _examine_contents(
    reader: Reader, path: Path, port: int, clock: Clock
) -> AsyncIterator[Finding]:
    serving = await ask_serve(path, port, needed=bool(await accounts_of(reader)))
    yield serving.finding
    outbox = await outbox_of(reader, clock())
    async for finding in look_at_accounts(reader, clock, serving, outbox.held):
        yield finding
    async for finding in look_at_missed(reader, serving, clock()):
        yield finding
    async for finding in look_at_outbox(reader, clock(), outbox):
        yield finding
    async for finding in look_at_refusals(reader):
        yield finding
    async for finding in look_at_requests(reader):
        yield finding
