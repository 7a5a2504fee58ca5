"""What ends a command that serves, and what does not."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Iterator

import pytest

from tui.commands.listening import stop_when_asked

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


@pytest.fixture
def hangup() -> Iterator[None]:
    before = signal.getsignal(signal.SIGHUP)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.usefixtures("hangup")
async def test_it_ends_when_asked_and_when_its_terminal_goes_away(name: str) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    stopped = asyncio.Event()
    stop_when_asked(stopped.set)

    os.kill(os.getpid(), getattr(signal, name))

    await asyncio.wait_for(stopped.wait(), 10)


@pytest.mark.usefixtures("hangup")
async def test_under_nohup_it_stays() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    stopped, ended = asyncio.Event(), asyncio.Event()
    stop_when_asked(stopped.set)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)

    os.kill(os.getpid(), signal.SIGHUP)
    os.kill(os.getpid(), signal.SIGTERM)

    await asyncio.wait_for(ended.wait(), 10)
    assert not stopped.is_set()
