"""Accounts at providers from the command line, the receiver as a program, and the doctor."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from tests.core.gateway_world import SID
from tests.core.test_accounts import Vault
from tests.tui.command_line import MARIA, CommandLine

ADMIN = "--administrator"
LINE = "+12025550100"
TOKEN = "s3cret-t0ken"
ADD = (
    "providers",
    "add",
    "twilio",
    "--set",
    f"account_sid={SID}",
    ADMIN,
)
NOWHERE = ("--set", "api_url=http://127.0.0.1:9")
"""An API that nobody answers at: no test asks a real one."""


@pytest.fixture
def textbank(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


@pytest.fixture(autouse=True)
def vault() -> Iterator[Vault]:
    """No test asks the keyring of whoever runs it."""
    before, vault = keyring.get_keyring(), Vault()
    keyring.set_keyring(vault)
    yield vault
    keyring.set_keyring(before)


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_an_account_and_its_secret_are_kept_apart(
    textbank: CommandLine, vault: Vault, tmp_path: Path
) -> None:
    said = textbank(*ADD, "--secrets-stdin", typed=f"{TOKEN}\n")

    assert "The Auth Token is kept in the keyring." in said
    assert "textbank providers test twilio" in said
    assert vault.kept == {("textbank", "twilio/auth_token"): TOKEN}
    listed = textbank("providers", "list")
    assert "Auth Token: from the keyring" in listed
    assert (
        "type2, the provider answers STOP by itself and blocks (the provider's own way)" in listed
    )
    for kept in (said.encode(), listed.encode(), everything_in(tmp_path)):
        assert TOKEN.encode() not in kept

    textbank("providers", "change", "twilio", "--secrets-stdin", ADMIN, typed="another\n")
    assert vault.kept == {("textbank", "twilio/auth_token"): "another"}
    textbank("providers", "remove", "twilio", ADMIN)
    assert vault.kept == {}
    assert "no account yet" in textbank("providers", "list")


def test_without_a_keyring_the_variable_is_named(textbank: CommandLine) -> None:
    keyring.set_keyring(fail.Keyring())
    adding = (*ADD, "--name", "twilio-texas", "--secrets-stdin")
    said = textbank.fails(1, *adding, typed=f"{TOKEN}\n")
    assert "Auth Token was not kept" in said
    assert "Set the environment variable TEXTBANK_TWILIO_TEXAS_AUTH_TOKEN instead" in said
    assert TOKEN not in said
    # The account is there all the same.
    assert "twilio-texas: Twilio" in textbank("providers", "list")

    said = textbank.fails(1, "providers", "test", "twilio-texas")
    assert "TEXTBANK_TWILIO_TEXAS_AUTH_TOKEN" in said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({}, "Auth Token: not known here. Set TEXTBANK_TWILIO_AUTH_TOKEN.\n"),
        ({"TEXTBANK_TWILIO_AUTH_TOKEN": TOKEN}, "from the variable TEXTBANK_TWILIO_AUTH_TOKEN"),
    ],
)
def test_nobody_is_asked_for_a_secret_that_could_not_be_kept(
    textbank: CommandLine, variables: dict[str, str], words: str
) -> None:
    """On a terminal of a server, which has no keyring."""
    without = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    ours, theirs = os.openpty()
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "tui", *ADD, "--database", str(textbank.database)],
            stdin=theirs,
            capture_output=True,
            text=True,
            timeout=60,
            env=os.environ | without | variables,
            start_new_session=True,
        )
    finally:
        os.close(ours)
        os.close(theirs)

    assert (ran.returncode, ran.stderr) == (0, "")
    assert words in ran.stdout
    assert "keyring" not in ran.stdout


def test_a_webhooks_address_is_said_whole_and_what_came_by_it(textbank: CommandLine) -> None:
    said = textbank(*ADD, "--name", "main")
    assert "Twilio: /webhooks/main below the public address of `textbank serve`" in said
    base = "webhook_url=https://texts.example.org"
    changing = ("providers", "change", "main", "--set")
    assert "Twilio: https://texts.example.org/webhooks/main\n" in textbank(*changing, base, ADMIN)
    said = textbank.fails(1, *changing, f"{base}/webhooks/main", ADMIN)
    assert "give https://texts.example.org." in said
    said = textbank.fails(1, "serve", "--public-url", "https://texts.example.org/webhooks/main")
    assert "give https://texts.example.org." in said

    assert "No text from a phone has ever come from Twilio." in textbank("providers", "list")
    contacts = textbank.write("contacts.csv", f"Phone,First name\n{MARIA},Maria\n")
    textbank("import", contacts, "--campaign", "A", "--provider", "main", "--line", LINE)
    textbank("reply", "1", "Hello")
    with closing(sqlite3.connect(textbank.database)) as connection, connection:
        connection.execute(
            "UPDATE text SET direction = 'in', state = 'received', at = 1800000000000000"
        )
    assert "Latest text from a phone: " in textbank("providers", "list")
    [account] = textbank.json("providers", "list")["accounts"]
    assert account["latest_text"] == "2027-01-15T08:00:00.000000Z"


def test_what_cannot_be_tried_is_said(textbank: CommandLine) -> None:
    adding = ("providers", "add", "vonage", "--set", "api_key=0a1b2c3d", *NOWHERE)
    textbank(*adding, "--secrets-stdin", ADMIN, typed="secret\nsigning\n")
    ran = textbank.run("providers", "test", "vonage")
    assert ran.code == 1
    labels = ["Signature method of webhooks", "Signature secret of webhooks"]
    assert f"Cannot be tried: {', '.join(labels)}, whether calls of Vonage arrive here." in ran.out
    shape = json.loads(textbank.run("providers", "test", "vonage", "--json").out)
    assert shape["not_tried"] == labels


def test_a_missing_extra_is_said_at_once(
    textbank: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "httptools", None)
    for command in (ADD, ("providers", "list")):
        assert 'pipx install --force ".[gateways,web]"' in textbank.run(*command).err
    assert "“gateways”, which is not installed" in textbank.fails(1, "providers", "test", "twilio")
    found = json.loads(textbank.run("doctor", "--port", "9", "--json").out)["findings"]
    [account] = [one for one in found if one["area"] == "account"]
    assert account["level"] == "trouble"
    assert "No account can be used here" in account["finding"]
    assert 'pipx install --force ".[gateways,web]"' in account["advice"]


def test_secrets_are_changed_by_administrators_alone(textbank: CommandLine, vault: Vault) -> None:
    textbank(*ADD, "--secrets-stdin", typed=f"{TOKEN}\n")
    changing = ("providers", "change", "twilio", "--secrets-stdin")

    assert "Only an administrator" in textbank.fails(4, *changing, typed="another\n")
    assert vault.kept == {("textbank", "twilio/auth_token"): TOKEN}


def test_two_secrets_are_read_in_the_order_that_the_help_names(
    textbank: CommandLine, vault: Vault
) -> None:
    words = " ".join(textbank("providers", "add", "--help").split())
    assert "bandwidth: password, then webhook_password" in words
    assert "vonage: api_secret, then signature_secret" in words
    adding = ("providers", "add", "vonage", "--set", "api_key=0a1b2c3d", "--secrets-stdin", ADMIN)
    said = textbank.fails(1, *adding, typed=f"{TOKEN}\n")

    assert "Standard input has no line for the Signature secret" in said
    assert vault.kept == {("textbank", "vonage/api_secret"): TOKEN}
    # An empty line leaves one as it is.
    changing = ("providers", "change", "vonage", "--secrets-stdin", ADMIN)
    textbank(*changing, typed="\nsigned\n")
    assert vault.kept == {
        ("textbank", "vonage/api_secret"): TOKEN,
        ("textbank", "vonage/signature_secret"): "signed",
    }


def test_where_a_secret_was_found_is_said_and_which_goes_first(
    textbank: CommandLine, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTBANK_TWILIO_AUTH_TOKEN", "of the others")
    textbank(*ADD, "--name", "texas")
    assert "from the variable TEXTBANK_TWILIO_AUTH_TOKEN" in textbank("providers", "list")
    changing = ("providers", "change", "texas", "--secrets-stdin", ADMIN)
    assert "goes before it" not in textbank(*changing, typed=f"{TOKEN}\n")
    assert "Auth Token: from the keyring" in textbank("providers", "list")

    monkeypatch.setenv("TEXTBANK_TEXAS_AUTH_TOKEN", "its own")
    said = textbank(*changing, typed=f"{TOKEN}\n")
    assert "the variable TEXTBANK_TEXAS_AUTH_TOKEN is set here, and goes before it" in said
    assert TOKEN not in said


def test_a_first_command_names_the_first_steps(textbank: CommandLine) -> None:
    assert "`textbank providers add`" in textbank.fails(3, "conversations")


def test_what_is_not_understood_is_refused_without_repeating_a_secret(
    textbank: CommandLine,
) -> None:
    assert "NAME=VALUE" in textbank.fails(1, "providers", "add", "twilio", "--set", "x", ADMIN)
    secret = (
        "--set",
        f"account_sid={SID}",
        "--set",
        f"auth_token={TOKEN}",
    )
    said = textbank.fails(1, "providers", "add", "twilio", *secret, ADMIN)
    assert "no setting “auth_token”" in said
    assert TOKEN not in said
    assert "knows no provider" in textbank.fails(1, "providers", "add", "sinch", ADMIN)
    textbank.fails(4, *ADD[:-1])
    assert "There is no account" in textbank.fails(3, "providers", "remove", "plivo", ADMIN)


def test_a_campaign_on_an_account_names_a_line_and_shows_what_it_does(
    textbank: CommandLine,
) -> None:
    textbank(*ADD, "--pace", "7")
    contacts = textbank.write("contacts.csv", f"Phone,First name\n{MARIA},Maria\n")
    importing = ("import", contacts, "--campaign", "Spring", "--provider", "twilio")
    assert "--line" in textbank.fails(1, *importing)
    imported = textbank.json(*importing, "--line", LINE)
    assert (imported["behavior"], imported["line"]) == ("type2", LINE)
    assert textbank.json("campaign", "Spring")["texts_per_second"] == 7
    # Again needs no line; a simulated provider would be something else.
    assert textbank.json(*importing)["already_there"] == 1
    # What is said to take instead is taken.
    for other in ("type1", "type2"):
        said = textbank.fails(1, *importing[:-1], other)
        assert "is carried by “twilio” already. Import into it with --provider twilio" in said
    simulated = ("import", contacts, "--campaign", "Simulated", "--provider")
    textbank(*simulated, "type1")
    for other in ("type2", "twilio"):
        said = textbank.fails(1, *simulated, other)
        assert "is simulated, of type1, already. Import into it with --provider type1" in said
    assert "no account “telnyx”" in textbank.fails(3, *importing[:-1], "telnyx", "--line", LINE)
    said = textbank.fails(3, *importing[:-1], "type3")
    assert "no account “type3”" in said
    assert "type1 or type2, simulated, or an account: twilio." in said

    changed = textbank("providers", "change", "twilio", "--behavior", "type1", ADMIN)
    assert f"Line {LINE}: type1" in changed
    assert "as you arranged" in changed
    assert textbank.json("assignments")["assignments"][0]["behavior"] == "type1"
    assert LINE in textbank.fails(1, "providers", "remove", "twilio", ADMIN)

    # Where no secret is known, texts wait for a program that knows it.
    said = textbank("reply", "1", "Will you vote?")
    assert "`textbank serve`, through “twilio”, sends it" in said
    assert "messenger" not in said
    with closing(sqlite3.connect(textbank.database)) as connection, connection:
        connection.execute("UPDATE organization SET hours_enforced = 0")
        connection.execute("UPDATE text SET due_at = 0, reason = ''")
    assert textbank.json("send-pending")["states"] == {"queued": 1}
    said = textbank.fails(1, "doctor")
    assert said == ""
    found = json.loads(textbank.run("doctor", "--json").out)["findings"]
    troubles = {one["area"]: one["finding"] for one in found if one["level"] == "trouble"}
    assert set(troubles) == {"account", "webhooks", "outbox"}
    assert "nobody sends what is in the outbox" in troubles["outbox"]
    assert all(one["advice"] for one in found if one["level"] == "trouble")


@contextmanager
def serving(
    textbank: CommandLine, *options: str, within: tuple[str, ...] = ()
) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """`textbank serve` as a program of its own, or within another, and the port it took."""
    command = [*within, sys.executable, "-m", "tui", "serve", "--port", "0", *options]
    environment = os.environ | {"TEXTBANK_TWILIO_AUTH_TOKEN": TOKEN}
    with subprocess.Popen(
        [*command, "--database", str(textbank.database)],
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    ) as program:
        assert program.stderr is not None
        try:
            line = program.stderr.readline()
            port = re.search(r"127\.0\.0\.1:(\d+)", line)
            assert port, line
            yield program, int(port[1])
        finally:
            program.kill()


def asked(port: int, path: str, body: bytes | None = None) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", body, 10) as answered:
            return answered.status, answered.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither the limit nor SIGHUP")
def test_the_receiver_as_a_program(textbank: CommandLine) -> None:
    textbank(*ADD, *NOWHERE)
    few_files = ("sh", "-c", 'ulimit -n 256; exec "$@"', "sh")
    with serving(textbank, within=few_files) as (program, port), ExitStack() as silent:
        for _ in range(400):  # It outlives them.
            silent.enter_context(socket.create_connection(("127.0.0.1", port), 10))
        status, page = asked(port, "/health")
        assert status == 200
        shape = json.loads(page)
        assert (shape["status"], shape["accounts"]["twilio"]["state"]) == ("ok", "served")
        assert asked(port, "/webhooks/twilio", b"From=%2B14155550101&Body=Winterhold")[0] == 403
        status, page = asked(port, "/metrics")
        assert 'outcome="forged"} 1.0' in page
        # Strangers may call as they like: it is told, and no reason to start it anew.
        status, page = asked(port, "/health")
        assert (status, json.loads(page)["status"]) == (200, "warning")

        found = json.loads(textbank.run("doctor", "--port", str(port), "--json").out)["findings"]
        assert [one["level"] for one in found if one["area"] == "webhooks"] == ["ok"]

        program.send_signal(signal.SIGHUP)  # Its terminal goes away.
        said = program.communicate(timeout=30)[1]
        assert program.returncode == 0, said
        assert len(said.splitlines()) < 12, said
        assert "accept" not in said
        assert "POST /webhooks/twilio 403 forged" in said
        assert "Winterhold" not in said
        assert "Traceback" not in said


def test_the_doctor_knows_another_database_and_another_program(
    textbank: CommandLine, tmp_path: Path
) -> None:
    textbank(*ADD, *NOWHERE)
    (tmp_path / "other").mkdir()
    other = CommandLine(tmp_path / "other")
    other(*ADD, *NOWHERE)
    with serving(other, "--no-access-log", "--no-sending") as (_, port):
        found = json.loads(textbank.run("doctor", "--port", str(port), "--json").out)["findings"]
    words = [one["finding"] for one in found if one["area"] == "webhooks"]
    assert words == [f"`textbank serve` at 127.0.0.1:{port} serves another database."]


def test_damage_is_a_finding_of_the_doctors(textbank: CommandLine) -> None:
    textbank(*ADD, *NOWHERE)
    with textbank.database.open("r+b") as file:
        file.seek(4_096)
        file.write(b"\xa5" * 81_920)
    assert "damaged" in textbank.fails(5, "providers", "list")
    ran = textbank.run("doctor", "--port", "9", "--json")

    assert (ran.code, ran.err) == (1, "")
    shape = json.loads(ran.out)
    assert shape["sound"] is False
    [trouble] = [one for one in shape["findings"] if one["level"] == "trouble"]
    assert (trouble["area"], trouble["finding"]) == ("database", "Its contents are damaged.")
    assert "textbank.sqlite-wal" in trouble["advice"]
    assert "TROUBLE  database: Its contents are damaged." in textbank.run("doctor").out
