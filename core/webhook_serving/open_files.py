"""How many files the receiver may have open: each connection is one, and strangers open them."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import Any, Final

if sys.platform != "win32":
    import resource

log = logging.getLogger(__name__)

WANTED: Final = 10_240
"""So many files are enough for all connections; macOS allows no more, whatever its limit says."""

MOST_CONNECTIONS: Final = 4_000
"""Connections at once: more than providers and proxies open, and few enough to look after."""

SAY_EVERY: Final = 10.0
"""Seconds between two lines that say the same."""


def raise_limit() -> None:
    """Let this process open as many files as it may, up to what it needs."""
    if sys.platform == "win32":
        return  # It has no such limit.
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED if hard == resource.RLIM_INFINITY else min(hard, WANTED)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def most_connections() -> int:
    """How many connections may be open at once: half the files are for all else.

    The database, what is sent, and connections that were accepted and are being closed.
    """
    if sys.platform == "win32":
        return MOST_CONNECTIONS
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST_CONNECTIONS if soft == resource.RLIM_INFINITY else min(soft // 2, MOST_CONNECTIONS)


@contextmanager
def quiet_accepting(loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """Until the block ends, say only now and then that no connection can be accepted.

    asyncio says so for each, many thousand times a second.
    """
    before, said_at = loop.get_exception_handler(), float("-inf")

    def say(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        nonlocal said_at
        error = context.get("exception")
        if isinstance(error, OSError) and "accept" in str(context.get("message")):
            if monotonic() - said_at >= SAY_EVERY:
                said_at = monotonic()
                log.error("connections cannot be accepted: %s", error.strerror)
        elif before is not None:
            before(loop, context)
        else:
            loop.default_exception_handler(context)

    loop.set_exception_handler(say)
    try:
        yield
    finally:
        loop.set_exception_handler(before)
