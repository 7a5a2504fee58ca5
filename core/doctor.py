"""Looking a whole installation over: what is wrong, and what to do about it.

Nothing is changed and nobody is texted.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from core.accounts import accounts_of
from core.checkup_accounts import look_at_accounts
from core.checkup_database import look_at_file, look_at_lock, look_at_outbox
from core.checkup_serving import ask_serve
from core.desk import Desk
from core.findings import Finding


async def examine(desk: Desk, port: int) -> AsyncIterator[Finding]:
    """Look everything over, in the order in which trouble spreads.

    Args:
        desk: The database, open.
        port: Where `textbank serve` would listen.

    Raises:
        DatabaseError: The database cannot be read at all.
    """
    for finding in await asyncio.to_thread(lambda: list(look_at_file(desk.path))):
        yield finding
    yield await look_at_lock(await desk.database())
    needed = bool(await accounts_of(desk.reader))
    serving = await ask_serve(desk.path, port, needed=needed)
    yield serving.finding
    async for finding in look_at_accounts(desk.reader, desk.now, serving):
        yield finding
    async for finding in look_at_outbox(desk.reader, desk.now()):
        yield finding
