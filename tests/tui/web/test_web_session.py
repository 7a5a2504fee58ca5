"""One messenger in a browser: that it ends, that it is told of, that nothing strange harms it."""

from __future__ import annotations

import json

import aiohttp
import pytest

from tests.tui.driving import until
from tests.tui.web.serving import ECHO, guest, served
from tests.tui.web.test_web_admission import SIZE, is_running, process_of
from tui.web import session as web_session

BEGINS = ECHO.partition("while")[0]
"""The first half of it: shows its process id, and could go on."""

HANGS = f"""{BEGINS}
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
show("deaf")
while True:
    time.sleep(9)
"""
"""Neither leaves when told to nor ends when asked to."""

HEARS = f"""{BEGINS}
import json
while kind := os.read(0, 1):
    data = os.read(0, int.from_bytes(os.read(0, 4), "big"))
    if b"quit" in data:
        break
    show(json.dumps([kind.decode(), data.decode()]))
"""
"""Shows what it is sent."""


async def all_shown(program: str) -> str:
    """Everything that a program makes its browser show, to its end."""
    async with served(program) as server, guest(server) as jo, jo.ws_connect(SIZE) as socket:
        shown = [
            message.data.decode()
            async for message in socket
            if message.type is aiohttp.WSMsgType.BINARY
        ]
        assert socket.close_code == aiohttp.WSCloseCode.OK
    return "".join(shown)


async def test_a_messenger_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_session, "PATIENCE", 0.1)
    async with served(HANGS) as server, guest(server) as jo:
        socket = await jo.ws_connect(SIZE)
        process = await process_of(socket)
        assert await socket.receive_bytes() == b"deaf"
        await socket.close()
        await until(lambda: not is_running(process), "it is ended")


async def test_a_messenger_that_hangs_full_of_keys_is_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(web_session, "PATIENCE", 0.1)
    async with served(HANGS) as server, guest(server) as jo, jo.ws_connect(SIZE) as socket:
        process = await process_of(socket)
        assert await socket.receive_bytes() == b"deaf"
        await socket.send_str(json.dumps(["stdin", "x" * 300_000]))
        assert (await socket.receive(timeout=10)).type is aiohttp.WSMsgType.CLOSE
        await until(lambda: not is_running(process), "it is ended")


async def test_the_end_of_the_server_is_the_end_of_every_messenger() -> None:
    async with served(sessions=2) as server, guest(server) as jo:
        sockets = [await jo.ws_connect(SIZE) for _ in range(2)]
        processes = [await process_of(socket) for socket in sockets]
        assert all(map(is_running, processes))
        server.stop()
        for socket in sockets:
            await socket.receive(timeout=10)
            assert socket.close_code == aiohttp.WSCloseCode.GOING_AWAY
    assert not any(map(is_running, processes))


@pytest.mark.parametrize("before", ["", BEGINS], ids=["at once", "later"])
async def test_why_a_messenger_ended_is_shown_in_the_browser(before: str) -> None:
    words = "textbank: The config file is not valid. \x1b]52;c;aGk=\x07\n"

    shown = await all_shown(f"{before}\nimport sys\nsys.exit({words!r})")

    assert "textbank: The config file is not valid." in shown
    assert "\x1b]" not in shown
    assert "\x07" not in shown


@pytest.mark.parametrize("fault", ["raise RuntimeError('Maria')", "os.kill(os.getpid(), 9)"])
async def test_a_trace_is_never_shown(fault: str) -> None:
    shown = await all_shown(f"{BEGINS}\n{fault}")

    assert "a fault of its own" in shown
    assert "Traceback" not in shown
    assert "Maria" not in shown


async def test_of_a_messenger_that_left_in_order_nothing_stays_on_the_screen() -> None:
    shown = await all_shown(BEGINS)

    shown_first, reset, shown_last = shown.partition("\x1bc")
    assert shown_first.startswith("pid ")
    assert reset
    assert shown_last.strip() == ""


async def test_keys_and_sizes_reach_the_messenger_and_nothing_else_does() -> None:
    async with served(HEARS) as server, guest(server) as jo, jo.ws_connect(SIZE) as socket:
        await process_of(socket)
        for sent in (
            ["resize", {"width": 10**9, "height": -3}],
            ["resize", {"width": "wide"}],
            ["quit"],
            {"type": "quit"},
            ["stdin", 7],
            ["stdin", "é\ud800"],
        ):
            await socket.send_str(json.dumps(sent))
        heard = [json.loads(await socket.receive_bytes(timeout=10)) for _ in range(2)]

    kind, size = heard[0]
    assert kind == "M"
    assert json.loads(size) == {"type": "resize", "width": 1000, "height": 1}
    assert heard[1] == ["D", "é?"]
