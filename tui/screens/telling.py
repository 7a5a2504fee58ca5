"""Telling a texter what went wrong, instead of stopping."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from textual.css.query import NoMatches
from textual.screen import Screen

from core.errors import TextbankError
from core.safe_text import for_display

P = ParamSpec("P")
S = TypeVar("S", bound="TellingScreen")


WRITING = ("writing", "draft")
"""The groups of workers that change the database: they are waited for on the way out."""


def told(
    act: Callable[Concatenate[S, P], Awaitable[None]],
) -> Callable[Concatenate[S, P], Coroutine[Any, Any, None]]:
    """Tell the texter of an error of ours; any other is a fault and ends the program."""

    @wraps(act)
    async def telling(screen: S, /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            await act(screen, *args, **kwargs)
        except TextbankError as error:
            screen.trouble(error)
        except NoMatches:
            # The texter left meanwhile: there is nothing to show it on any more.
            if screen.app.is_running and screen in screen.app.screen_stack:
                raise

    return telling


class TellingScreen(Screen[None]):
    """A screen that shows errors of ours as notices."""

    async def ended(self, *groups: str) -> None:
        """Wait until the workers of this screen in these groups have ended, however they do.

        What failed was told, or is the fault that ends the program.
        """
        workers = [
            worker.wait()
            for worker in self.workers
            if worker.node is self and worker.group in groups and not worker.is_finished
        ]
        await asyncio.gather(*workers, return_exceptions=True)

    def trouble(self, error: Exception) -> None:
        """Say what went wrong and what to do; stay where we are."""
        self.notify(
            for_display(str(error)), title="That did not work", severity="error",
            timeout=12, markup=False,
        )  # fmt: skip
