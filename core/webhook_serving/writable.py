"""Whether the database can be written: what storing calls came to, and a try of our own."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import Final

from sqlalchemy import Connection

from core.database import Database
from core.errors import TextbankError
from core.sqlite_file import beneath, write_a_page
from core.webhook_serving.storing import Storing

PATIENCE: Final = 3.0
"""Seconds in which a database that works can be written."""

TRY_EVERY: Final = 10.0
"""Seconds for which a write that went well is believed."""

AGAIN: Final = 1.0
"""Seconds after which one that did not is tried again."""

FAILED_FOR: Final = 60.0
"""Seconds for which calls that could not be stored are trouble, whatever our own try says.

It writes less than they do: where the disk is all but full, it finds room that they do not.
"""


class Writable:
    """Finds out, not more often than it has to, whether the database can be written."""

    def __init__(self, database: Database, storing: Storing) -> None:
        self._database = database
        self._storing = storing
        self._trying = asyncio.Lock()
        self._tried_at = float("-inf")
        self._trouble = ""

    async def trouble(self) -> str:
        """Why it cannot be written, in words without its place; empty where it can."""
        async with self._trying:
            now, storing = monotonic(), self._storing
            if now - max(storing.stored_at, self._tried_at) >= TRY_EVERY or (
                self._trouble and now - self._tried_at >= AGAIN
            ):
                self._trouble = await self._try()
                self._tried_at = monotonic()
        if self._trouble:
            return self._trouble
        return storing.failed if now - storing.failed_at < FAILED_FOR else ""

    async def _try(self) -> str:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._database.write_behind(_write)
        except TextbankError as error:
            return type(error).__name__
        except TimeoutError:
            return "The database cannot be written in time."
        return ""


def _write(connection: Connection) -> None:
    write_a_page(beneath(connection))
