"""A real Chromium without a window: driven over its own debugging protocol, nothing between."""

from __future__ import annotations

import asyncio
import base64
import os
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.tui.driving import until

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser")

IS_NEEDED = bool(os.environ.get("TEXTBANK_NEED_CHROMIUM"))
"""Where set, a Chromium that is missing is a failure; read now: tests get a clean environment."""

needs_chromium = pytest.mark.skipif(
    PROGRAM is None and not IS_NEEDED,
    reason="Chromium is not installed (Debian and Ubuntu: apt-get install chromium)",
)

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # No page of the test's may reach further than this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
    "--remote-debugging-port=0",
)

_FIND_TERMINAL = """
Object.defineProperty(Object.prototype, "_core", {
  configurable: true,
  set(core) {
    Object.defineProperty(this, "_core", {value: core, writable: true});
    if (core.buffer && core.coreMouseService) window.terminalCore = core;
  },
});
"""
"""Keeps hold of what xterm.js makes of all it was sent: the page itself shows it to nobody."""

_SCREEN = """
(() => {
  if (window.terminalCore === undefined) return "";
  const {buffer, cols, rows} = terminalCore;
  const line = (row) => buffer.lines.get(buffer.ydisp + row).translateToString(true, 0, cols);
  return [...Array(rows).keys()].map(line).join("\\n");
})()
"""


class Page:
    """One page in the browser, with eyes and hands."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._asked = 0
        self.requests: list[str] = []
        """The addresses of all it asked for."""
        self.problems: list[str] = []
        """What the browser complained of: a broken script, something its policy forbids."""

    async def tell(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command of the debugging protocol and return its answer."""
        self._asked += 1
        message = {"id": self._asked, "method": method, "params": parameters}
        await self._socket.send_json(message)
        while (answer := await self._socket.receive_json(timeout=20)).get("id") != self._asked:
            self._note(answer)
        assert "error" not in answer, answer
        return answer["result"]

    def _note(self, event: dict[str, Any]) -> None:
        match event:
            case {"method": "Network.requestWillBeSent", "params": {"request": {"url": url}}}:
                self.requests.append(url)
            case {"method": "Runtime.exceptionThrown", "params": {"exceptionDetails": details}}:
                self.problems.append(str(details))
            case {"method": "Log.entryAdded", "params": {"entry": {"level": "error"} as entry}}:
                self.problems.append(f"{entry['text']} ({entry.get('url')})")

    async def begin(self) -> None:
        """Listen to what happens in the page."""
        for domain in ("Page", "Runtime", "Network", "Log"):
            await self.tell(f"{domain}.enable")
        await self.tell("Page.addScriptToEvaluateOnNewDocument", source=_FIND_TERMINAL)

    async def open(self, address: str) -> None:
        """Go to an address and wait until it is there."""
        await self.tell("Page.navigate", url=address)
        ready = "document.readyState === 'complete'"
        await until(lambda: self.value(ready), f"{address} is loaded")

    async def value(self, expression: str) -> Any:
        """What a script's expression gives, promises awaited."""
        options = {"awaitPromise": True, "returnByValue": True}
        answer = await self.tell("Runtime.evaluate", expression=expression, **options)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    async def text(self) -> str:
        """The words of the page outside the terminal."""
        return str(await self.value("document.body.innerText"))

    async def screen(self) -> str:
        """What the terminal shows, line by line."""
        return str(await self.value(_SCREEN))

    async def shows(self, *words: str) -> str:
        """Wait until the terminal shows all of this; return what it shows."""
        seen = ""

        async def there() -> bool:
            nonlocal seen
            seen = await self.screen()
            return all(word in seen for word in words)

        try:
            await until(there, f"the browser shows {words}")
        except AssertionError as error:
            raise AssertionError(f"{error} It shows:\n{seen}\n{await self.text()}") from None
        return seen

    async def press(self, key: str) -> None:
        """Press and let go of a letter or a named key."""
        named = {"Enter": (13, "\r"), "Escape": (27, ""), "ArrowDown": (40, ""), "F8": (119, "")}
        number, typed = named.get(key, (ord(key[0].upper()), key))
        code = key if key in named else f"Key{key.upper()}"
        what = {"key": key, "code": code, "windowsVirtualKeyCode": number}
        await self.tell("Input.dispatchKeyEvent", type="keyDown", text=typed, **what)
        await self.tell("Input.dispatchKeyEvent", type="keyUp", **what)

    async def click(self, words: str) -> None:
        """Click with the mouse in the middle of the words, where the terminal shows them."""
        lines = (await self.shows(words)).split("\n")
        row = next(index for index, line in enumerate(lines) if words in line)
        column = lines[row].index(words) + len(words) / 2
        size = await self.value(
            "(() => { const box = document.querySelector('.xterm-screen').getBoundingClientRect();"
            "return [box.left, box.top, box.width / terminalCore.cols,"
            "box.height / terminalCore.rows] })()"
        )
        where = {"x": size[0] + column * size[2], "y": size[1] + (row + 0.5) * size[3]}
        await self.tell("Input.dispatchMouseEvent", type="mouseMoved", **where)
        for kind in ("mousePressed", "mouseReleased"):
            held = {"button": "left", "clickCount": 1}
            await self.tell("Input.dispatchMouseEvent", type=kind, **held, **where)

    async def resize(self, width: int, height: int) -> None:
        """Give the window another size, in pixels."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        await self.tell("Emulation.setDeviceMetricsOverride", **size)

    async def picture(self) -> bytes:
        """What the page looks like: a PNG."""
        return base64.b64decode((await self.tell("Page.captureScreenshot"))["data"])


@asynccontextmanager
async def chromium(profile: Path, flags: Sequence[str] = ()) -> AsyncIterator[Page]:
    """A browser with an empty profile and one page; both are gone at the end."""
    assert PROGRAM is not None, "Chromium must be installed here."
    process = await asyncio.create_subprocess_exec(
        PROGRAM,
        *_FLAGS,
        *flags,
        f"--user-data-dir={profile}",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        told = profile / "DevToolsActivePort"
        await until(lambda: told.exists() and told.read_text().count("\n"), "Chromium is there")
        port = int(told.read_text().split("\n")[0])
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as client:
            async with client.get("/json/list") as answer:
                pages = [one for one in await answer.json() if one["type"] == "page"]
            url = pages[0]["webSocketDebuggerUrl"]
            async with client.ws_connect(url, max_msg_size=0) as socket:
                page = Page(socket)
                await page.begin()
                yield page
                await page.tell("Browser.close")
    finally:
        if process.returncode is None:
            try:
                async with asyncio.timeout(10):
                    await process.wait()
            except TimeoutError:
                process.kill()
                await process.wait()
