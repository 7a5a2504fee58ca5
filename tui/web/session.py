"""One messenger in a browser: a program of its own, and the way to it and back."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from core.safe_text import for_display
from tui.web.driver import NAME as DRIVER

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds a messenger gets to leave in order, then to obey, before it is ended."""

_READY = b"__GANGLION__\n"
_MOST_WORDS = 4000
_LARGEST = (1000, 500)
_FAULT = "The messenger had to stop because of a fault of its own. What you confirmed is saved."


class Session(AppService):
    """A messenger that runs for one websocket, started without a shell between."""

    def __init__(
        self, command: Sequence[str], socket: web.WebSocketResponse, downloads: DownloadManager
    ) -> None:
        """Prepare it; `serve` runs it.

        Args:
            command: The program and its arguments.
            socket: The browser's, ready to send.
            downloads: Where files are announced that the messenger hands over.
        """
        super().__init__(
            "",
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=self._close,
            download_manager=downloads,
        )
        self._argv = command
        self._socket = socket
        self._messenger: Process | None = None

    @property
    def messenger(self) -> Process:
        """The program, once it is started."""
        assert self._messenger is not None
        return self._messenger

    @property
    def stdin(self) -> asyncio.StreamWriter:
        """Where keys and clicks go."""
        assert self.messenger.stdin is not None
        return self.messenger.stdin

    async def serve(self, width: int, height: int) -> None:
        """Run a messenger of this size until it, or the browser, has gone."""
        await self.start(width, height)
        try:
            async for message in self._socket:
                if message.type is WSMsgType.TEXT:
                    # One that takes nothing in for so long hangs, with more than it can hold.
                    async with asyncio.timeout(PATIENCE):
                        await self.receive(json.loads(message.data))
        except (ValueError, TimeoutError):
            await self._socket.close(code=WSCloseCode.INVALID_TEXT)
        finally:
            await self.stop()

    async def start(self, width: int, height: int) -> None:
        """Start the program."""
        width, height = _fitting(width, height)
        self._messenger = await asyncio.create_subprocess_exec(
            *self._argv,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=_environment(os.environ, width, height),
            # Ctrl-C is for the server, which then ends its messengers in order.
            start_new_session=True,
        )
        self._running = asyncio.create_task(self.run())

    async def stop(self) -> None:
        """See the program to its end: asked, then told, then made to."""
        await self._download_manager.cancel_app_downloads(self.app_service_id)
        if self.stdin.transport.get_write_buffer_size() == 0:
            await self.send_meta({"type": "quit"})
        for insist in (self.messenger.terminate, self.messenger.kill):
            ended, _ = await asyncio.wait([self._running], timeout=PATIENCE)
            if ended:
                break
            insist()
        await self._running

    async def run(self) -> None:
        """Hand on what the program shows, to its end; then only what it said in parting."""
        shown, said = self.messenger.stdout, self.messenger.stderr
        assert shown is not None
        assert said is not None
        parting = asyncio.create_task(_last_words(said))
        hand_on = {b"D": self.on_data, b"M": self.on_meta, b"P": self.on_packed}
        try:
            await shown.readuntil(_READY)
            while True:
                kind = await shown.readexactly(1)
                size = int.from_bytes(await shown.readexactly(4), "big")
                await hand_on[kind](await shown.readexactly(size))
        except asyncio.IncompleteReadError:
            # It has closed what it wrote to: it has left, or is about to.
            pass
        except (KeyError, asyncio.LimitOverrunError):
            log.critical("the messenger does not speak as Textual does")
            self.messenger.kill()
        await self.messenger.wait()
        words = await parting
        if "Traceback" in words or (self.messenger.returncode and not words):
            words = _FAULT
        await self.on_data(_page(words))
        await self.remote_close()

    async def receive(self, envelope: Sequence[Any]) -> None:
        """Pass on what the page sends.

        Not whether it has the focus: a dialog that opens without would stay without.
        """
        match envelope:
            case ["stdin", str(typed)]:
                await self.send_bytes(typed.encode("utf-8", "replace"))
            case ["resize", {"width": int(width), "height": int(height)}]:
                await self.set_terminal_size(*_fitting(width, height))
            case ["ping", str(word)]:
                await self._socket.send_json(["pong", word])

    async def _close(self) -> None:
        await self._socket.close()

    async def on_data(self, payload: bytes) -> None:
        """Show; where nobody looks any more, only let the program get on with leaving."""
        if not self._socket.closed:
            try:
                await super().on_data(payload)
            except ConnectionError:
                await self._socket.close()

    async def on_meta(self, data: bytes) -> None:
        """Obey, but wait for the end of the program before the page is told of it."""
        if json.loads(data)["type"] != "exit" and not self._socket.closed:
            await super().on_meta(data)


async def _last_words(said: asyncio.StreamReader) -> str:
    words = b""
    while more := await said.read(1024):
        words = (words + more)[-_MOST_WORDS:]
    return words.decode("utf-8", "replace").strip()


def _page(words: str) -> bytes:
    """A terminal made new that says only this: of what it showed before, nothing stays."""
    shown = for_display(words, multiline=True).replace("\n", "\r\n") if words else ""
    return f"\x1bc{shown}\r\n".encode()


def _fitting(width: int, height: int) -> tuple[int, int]:
    return max(1, min(width, _LARGEST[0])), max(1, min(height, _LARGEST[1]))


def _environment(inherited: Mapping[str, str], width: int, height: int) -> dict[str, str]:
    """What Textual's web driver goes by, and nothing of the terminal the server stands in."""
    environment = {name: value for name, value in inherited.items() if name != "LINES"}
    return environment | {
        "TEXTUAL_DRIVER": DRIVER,
        "TEXTUAL_FPS": "60",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TERM_PROGRAM": "textual",
        "COLUMNS": str(width),
        "ROWS": str(height),
    }
