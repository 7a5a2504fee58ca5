"""`textbank simulate-gateway` as a process of its own: what it prints, serves, and how it ends."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.tui.command_line import MARIA, CommandLine
from tests.tui.test_commands_documented import documented, shape

LINE = "+14155550100"


@contextmanager
def running(*arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    """The command, until the block ends or it does."""
    command = [sys.executable, "-m", "tui", "simulate-gateway", *map(str, arguments)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_it_says_what_it_serves_and_ends_in_order(tmp_path: Path) -> None:
    hook, state = "http://127.0.0.1:9/webhooks/main", tmp_path / "network.sqlite"
    options = ("--port", "0", "--json", "--state", state, "--webhook-url", hook)
    with running("twilio", *options, "--retry-for", "600") as process:
        assert process.stdout is not None
        printed = json.loads(process.stdout.readline())
        assert [shape(printed)] == [shape(one) for one in documented()["simulate-gateway"]]
        control = printed["control_url"]
        said = {"number": MARIA, "text": "STOP", "line": LINE}
        assert httpx.post(f"{control}say", json=said).json()["delivered"]
        shown = httpx.get(f"{control}phones/{MARIA}").json()["texts"]
        assert [text["kind"] for text in shown] == ["text", "notice"]
        assert httpx.get(control).json()["waiting"] == 1
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
        assert (process.returncode, out, err) == (0, "", "")
    assert state.exists()


def test_what_it_prints_for_people_can_be_tried() -> None:
    with running("plivo", "--port", "0", "--number", LINE) as process:
        assert process.stdout is not None
        lines: list[str] = []
        while not lines or "/phones/" not in lines[-1]:
            lines.append(process.stdout.readline().rstrip())
        url = re.search(r"http://\S+:\d+", lines[0])
        assert url is not None
        assert "nobody is texted" in lines[0]
        assert any("--webhook-url http" in line for line in lines)
        assert any("--state" in line for line in lines)
        known = dict(line.split() for line in lines if re.match(r"  auth_\w+ ", line))
        login = (known["auth_id"], known["auth_token"])
        assert f"-u {':'.join(login)}" in "\n".join(lines)
        account = httpx.get(f"{url[0]}/v1/Account/{login[0]}/", auth=login)
        assert account.status_code == 200
        process.terminate()
        assert process.wait(timeout=30) == 0


def test_the_lines_it_prints_put_its_account_into_a_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    textbank = CommandLine(tmp_path)
    monkeypatch.chdir(tmp_path)
    hook = "http://127.0.0.1:8799/webhooks/main"
    with running("vonage", "--port", "0", "--webhook-url", hook) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().strip()]
        while not lines[-1].startswith("textbank doctor"):
            lines.append(process.stdout.readline().strip())
        assert "private_key" not in " ".join(lines)
        for line in lines:
            if line.startswith("export "):
                name, _, value = line.removeprefix("export ").partition("=")
                monkeypatch.setenv(name, value)
        # Whoever copies them texts from no other database.
        shells = "\n".join(lines).split("in a third:")
        assert all("\nexport TEXTBANK_DATABASE=trial.sqlite\n" in one for one in shells)
        [rows] = [shlex.split(line)[1] for line in lines if line.startswith("printf ")]
        textbank.write("trial.csv", rows.replace("\\n", "\n"))
        commands = [shlex.split(line)[1:] for line in lines if line.startswith("textbank ")]
        assert [command[0] for command in commands] == [
            "providers",
            "import",
            "serve",
            "send-first",
            "doctor",
        ]
        textbank(*commands[0])
        textbank(*commands[1])
        assert commands[2] == ["serve", "--port", "8799"]
        assert textbank.json("providers", "test", "main")["works"]
        account = textbank.json("providers", "list")["accounts"][0]
    assert account["settings"]["signature_method"] == "sha256"
    assert account["webhook"] == hook
    assert account["lines"][0]["number"] == LINE


@pytest.mark.parametrize(
    ("code", "words", "arguments"),
    [
        (2, "acme", ("acme",)),
        (1, "--allow-remote", ("twilio", "--host", "0.0.0.0")),
        (1, "no web address", ("twilio", "--webhook-url", "localhost:8000")),
        (1, "phone number", ("twilio", "--number", "12")),
        (1, "certificate", ("vonage", "--port", "0", "--https-cert", "missing.pem")),
    ],
)
def test_what_cannot_be_served_is_refused(
    tmp_path: Path, code: int, words: str, arguments: tuple[str, ...]
) -> None:
    assert words in CommandLine(tmp_path).fails(code, "simulate-gateway", *arguments)
