"""Seeing to its end what must not be left halfway, however often it is cancelled."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def see_through(
    work: Coroutine[Any, Any, T], on_cancel: Callable[[], object] | None = None
) -> T:
    """Await something to its end; whoever cancels this waits for that, too.

    Args:
        work: What is seen through. What it raises is raised.
        on_cancel: Called when this is cancelled, so that the work may end sooner.

    Raises:
        asyncio.CancelledError: This was cancelled; the work has ended all the same.
    """
    task = asyncio.create_task(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError as error:
            cancelled = error
            if on_cancel is not None:
                on_cancel()
    if cancelled is not None and (task.cancelled() or task.exception() is None):
        raise cancelled
    return task.result()
