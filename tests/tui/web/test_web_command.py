"""The command `textbank web`: where it listens, what it refuses, how it ends."""

from __future__ import annotations

import signal
import socket
import sys
from pathlib import Path

import aiohttp
import pytest

from tests.tui.command_line import CommandLine
from tests.tui.driving import until
from tests.tui.web.serving import Serving, campaign_with_replies, command_web
from tests.tui.web.test_web_admission import SIZE, is_running
from tui.commands.failures import log_path


@pytest.fixture
def textbank(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "texts.example"])
def test_other_machines_are_kept_out_unless_asked_for(textbank: CommandLine, host: str) -> None:
    ran = textbank.run("web", "--host", host, "--port", "0")

    assert ran.code == 1
    assert ran.out == ""
    assert host in ran.err
    assert "nothing would be encrypted" in ran.err
    assert "--allow-remote" in ran.err


def test_a_port_that_is_taken_is_said(textbank: CommandLine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        ran = textbank.run("web", "--port", port)

    assert ran.code == 1
    assert f"Port {port} is taken" in ran.err
    assert "--port" in ran.err


def test_without_the_extra_it_says_how_to_get_it(
    textbank: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "tui.web.server", raising=False)
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)

    ran = textbank.run("web", "--port", "0")

    assert ran.code == 1
    assert 'pipx install --force ".[gateways,web]"' in ran.err


def test_the_other_commands_need_nothing_of_it(
    textbank: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "aiohttp", None)
    assert "textbank web" in textbank("web", "--help")


async def connected(serving: Serving, client: aiohttp.ClientSession) -> int:
    """Open the messenger as a browser does; return its process once it is at rest."""
    async with client.get(serving.addresses[0]) as page:
        assert page.status == 200
    origin = {"Origin": serving.address.rstrip("/")}
    socket = await client.ws_connect(f"{serving.address}{SIZE[1:]}", headers=origin)
    shown = b""
    try:
        while True:
            # One that still writes would notice by itself that the server is gone.
            shown += await socket.receive_bytes(timeout=0.3 if b"Maria" in shown else 20)
    except TimeoutError:
        assert b"Maria" in shown
    [process] = serving.children()
    return process


def faults_kept() -> str:
    """What the fault log holds."""
    return log_path().read_text() if log_path().exists() else ""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
async def test_no_messenger_outlives_the_command(
    database_path: Path, number: signal.Signals
) -> None:
    await campaign_with_replies(database_path)
    jar = aiohttp.CookieJar(unsafe=True)
    async with (
        command_web(database_path, sessions=3) as serving,
        aiohttp.ClientSession(cookie_jar=jar) as client,
    ):
        assert len(set(serving.addresses)) == 3
        process = await connected(serving, client)

        code, said = await serving.end(number)

        await until(lambda: not is_running(process), "the messenger has ended")
    assert code == (0 if number != signal.SIGKILL else -signal.SIGKILL)
    token = serving.addresses[0].rpartition("=")[2]
    assert token not in said
    assert faults_kept() == ""
    assert said == "Open in your browser; each address works once. Ctrl-C ends it.\n"


async def test_other_machines_are_let_in_with_a_warning(database_path: Path) -> None:
    async with command_web(database_path, "--host", "0.0.0.0", "--allow-remote") as serving:
        _, said = await serving.end()

    assert said.startswith("Warning: nothing is encrypted. Anyone on the network")
