"""Who is let in to the messenger in a browser, and who is not."""

from __future__ import annotations

import os

import aiohttp
import pytest

from tests.tui.driving import until
from tests.tui.web.serving import guest, served, visitor
from tui.web import server as web_server
from tui.web.admission import Admission, is_loopback
from tui.web.server import MessengerServer

SIZE = "/ws?width=80&height=24"


def ours(server: MessengerServer) -> str:
    return f"http://127.0.0.1:{server.port}"


async def process_of(socket: aiohttp.ClientWebSocketResponse) -> int:
    """The id of the process behind a websocket, as the process itself shows it."""
    shown = await socket.receive_bytes(timeout=10)
    return int(shown.decode().removeprefix("pid ").rstrip("."))


def is_running(process: int) -> bool:
    """Whether a process is there, dead ones that nobody has buried included."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


async def test_an_address_lets_one_browser_in_once() -> None:
    async with served() as server, visitor(server) as jo, visitor(server) as eve:
        address = server.new_address()

        async with jo.get(address, allow_redirects=False) as entering:
            assert entering.status == 303
            assert entering.headers["Location"] == "/"
            cookie = entering.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert address.rpartition("=")[2] not in cookie
        async with jo.get("/") as page:
            assert page.status == 200
            assert "textbank" in await page.text()

        async with eve.get(address) as refused:
            assert refused.status == 403
            assert "works once" in await refused.text()
        async with jo.get(address) as page:
            assert page.status == 200, "going back in the browser's history is not punished"
            assert page.url.query_string == ""


async def test_asking_for_the_head_only_does_not_use_an_address_up() -> None:
    async with served() as server, visitor(server) as jo:
        address = server.new_address()
        async with jo.head(address) as answer:
            assert answer.status == 403
        async with jo.get(address) as page:
            assert page.status == 200


@pytest.mark.parametrize("path", ["/", "/ws", "/static/js/textual.js", "/page/page.js", "/nowhere"])
@pytest.mark.parametrize("how", ["no cookie", "wrong cookie", "wrong token", "empty token"])
async def test_without_a_cookie_of_this_server_nothing_is_given(path: str, how: str) -> None:
    async with served() as server, visitor(server) as eve:
        server.new_address()
        query = {"wrong token": "?token=x", "empty token": "?token="}.get(how, "")
        cookie = {"Cookie": f"textbank-{server.port}=x"} if how == "wrong cookie" else {}
        async with eve.get(path + query, headers={"Origin": ours(server)} | cookie) as answer:
            assert answer.status == 403
            assert "textbank web" in await answer.text()


async def test_the_cookie_of_one_server_opens_no_other() -> None:
    async with served() as one, served() as other, guest(one) as jo:
        cookies = jo.cookie_jar.filter_cookies(jo._base_url)  # type: ignore[arg-type]
        value = cookies[f"textbank-{one.port}"].value
        headers = {"Cookie": f"textbank-{other.port}={value}"}
        async with visitor(other) as eve, eve.get("/", headers=headers) as answer:
            assert answer.status == 403


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://127.0.0.1:1"])
async def test_a_websocket_of_another_origin_is_refused(origin: str | None) -> None:
    async with served() as server, guest(server) as jo:
        jo.headers.pop("Origin")
        headers = {"Origin": origin} if origin else {}
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await jo.ws_connect(SIZE, headers=headers)
        assert refused.value.status == 403

        # The same client with the right one: nothing else was amiss.
        async with jo.ws_connect(SIZE, headers={"Origin": ours(server)}) as socket:
            await process_of(socket)


async def test_names_that_point_here_from_elsewhere_are_refused() -> None:
    async with served() as server, guest(server) as jo:
        async with jo.get("/", headers={"Host": f"evil.example:{server.port}"}) as answer:
            assert answer.status == 403
        headers = {"Host": "evil.example", "Origin": "http://evil.example"}
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await jo.ws_connect(SIZE, headers=headers)
        assert refused.value.status == 403


@pytest.mark.parametrize(
    ("listening", "host", "is_ours"),
    [
        ("127.0.0.1", "127.0.0.1:8765", True),
        ("127.0.0.1", "127.0.0.1", True),
        ("127.0.0.1", "LOCALHOST:9000", True),
        ("127.0.0.1", "[::1]:8765", True),
        ("127.0.0.1", "192.0.2.7:8765", False),
        ("127.0.0.1", "evil.example:8765", False),
        ("127.0.0.1", "localhost.evil.example", False),
        ("127.0.0.1", "localhost@evil.example", False),
        ("127.0.0.1", "127.0.0.1.evil.example", False),
        ("127.0.0.1", "", False),
        ("127.0.0.1", "[::1", False),
        ("127.0.0.1", "localhost:80:80", False),
        ("0.0.0.0", "192.0.2.7:8765", True),
        ("0.0.0.0", "[2001:db8::7]:8765", True),
        ("0.0.0.0", "evil.example:8765", False),
        ("texts.example", "Texts.example:8765", True),
    ],
)
def test_which_hosts_name_this_server(listening: str, host: str, is_ours: bool) -> None:
    assert Admission(listening).is_ours(host) == is_ours


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.0.2.7", False),
        ("texts.example", False),
    ],
)
def test_which_addresses_only_this_machine_reaches(host: str, alone: bool) -> None:
    assert is_loopback(host) == alone


async def test_no_page_is_framed_kept_or_lent_from_elsewhere() -> None:
    async with served() as server, guest(server) as jo, visitor(server) as eve:
        for client, path in (
            (jo, "/"),
            (eve, "/"),
            (jo, "/nowhere"),
            (jo, "/static/js/textual.js"),
        ):
            async with client.get(path) as answer:
                headers = answer.headers
            assert headers["X-Frame-Options"] == "DENY"
            assert headers["Referrer-Policy"] == "no-referrer"
            assert headers["X-Content-Type-Options"] == "nosniff"
            policy = dict(
                rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; ")
            )
            assert policy["default-src"] == policy["frame-ancestors"] == "'none'"
            assert policy["script-src"] == "'self'"
            assert headers["Cache-Control"] == "no-cache" if "static" in path else "no-store"


async def test_one_more_messenger_than_allowed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_server, "PATIENCE", 0.1)
    monkeypatch.setattr(web_server, "LEAVING", 0.1)
    async with served(sessions=2) as server, guest(server) as jo, guest(server) as ada:
        sockets = [await jo.ws_connect(SIZE) for _ in range(2)]
        processes = [await process_of(socket) for socket in sockets]
        assert all(map(is_running, processes))

        for one in (jo, ada):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await one.ws_connect(SIZE)
            assert refused.value.status == 503
        async with ada.get("/") as page:
            assert page.status == 503
            assert "2 messengers are open already" in await page.text()
        async with jo.get("/") as page:
            assert page.status == 200, "a page is loaded again before it gives up its messenger"

        await sockets[0].close()
        await until(lambda: not is_running(processes[0]), "the messenger of a closed page ends")
        async with ada.ws_connect(SIZE) as socket:
            assert is_running(await process_of(socket))
        await sockets[1].close()


async def test_a_page_loaded_again_gets_the_place_of_the_one_it_replaces() -> None:
    async with served() as server, guest(server) as jo:
        for _ in range(3):
            socket = await jo.ws_connect(SIZE)
            await process_of(socket)
            # The browser only says that it goes; the messenger leaves in its own time.
            await socket.close()
            async with jo.get("/") as page:
                assert page.status == 200


async def test_no_secret_is_written_down(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    async with served() as server, visitor(server) as eve, guest(server) as jo:
        token = server.new_address().rpartition("=")[2]
        async with eve.get(f"/?token={token[:-1]}"), eve.head(f"/?token={token}"):
            pass
        async with jo.ws_connect(SIZE) as socket:
            await socket.send_str("{not JSON")
            await socket.receive(timeout=10)
        async with eve.get(f"/?token={token}") as answer:
            assert answer.status == 200

    assert token[:-1] not in caplog.text
    assert "".join(capfd.readouterr()) == ""
