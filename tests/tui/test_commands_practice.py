"""The command `practice`: what it prints before, after and without a session."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.training.practice_history import history_path, keep_session
from tests.core.test_practice_history import SESSION
from tests.tui.command_line import CommandLine


@pytest.fixture
def textbank(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


def test_past_sessions_are_the_texters_own_oldest_first(textbank: CommandLine) -> None:
    assert textbank("practice", "--history") == "There are no past sessions.\n"
    mine = replace(SESSION, texter="jo")
    for one in (replace(mine, at=mine.at + timedelta(days=1), seed=8), SESSION, mine):
        keep_session(one)
    with history_path().open("a") as file:
        file.write("{\n")

    lines = textbank("practice", "--history").splitlines()
    assert [line.partition("  ")[2] for line in lines[:2]] == [
        "jo  provider type 2, seed 7: caught 6 of 8, 2 wrongly, 6.2 s",
        "jo  provider type 2, seed 8: caught 6 of 8, 2 wrongly, 6.2 s",
    ]
    assert lines[2:] == ["1 line of the file could not be read and was passed over."]
    assert [one["seed"] for one in textbank.json("practice", "--history")["sessions"]] == [7, 8]


def test_without_a_terminal_it_says_so_and_makes_nothing(textbank: CommandLine) -> None:
    assert "needs a terminal" in textbank.fails(1, "practice")
    assert not textbank.database.exists()
    assert not history_path().exists()


@pytest.mark.parametrize(
    "options", [("--conversations", "2"), ("--minutes", "0"), ("--seed", "-1")]
)
def test_what_makes_no_session_is_refused(textbank: CommandLine, options: tuple[str, str]) -> None:
    assert options[0] in textbank.fails(2, "practice", *options)


def test_in_a_terminal_the_report_is_printed_once_the_screen_is_given_back() -> None:
    pytest.importorskip("termios", reason="needs a pseudo-terminal")
    from tests.tui.terminal import Terminal

    command = [sys.executable, "-m", "tui", "practice", "--seed", "11", "--json"]
    with Terminal([*command, "--conversations", "3", "--texter", "jo"]) as terminal:
        terminal.wait_frame("seed 11", "3 waiting", limit=60)
        before = len(terminal.output)
        terminal.press("h")
        terminal.wait_frame("is hidden", since=before)
        before = len(terminal.output)
        terminal.write(b"\x11")  # ctrl+q
        assert terminal.wait_end() == 0
        printed = bytes(terminal.output).rpartition(b"\x1b")[2]

    [session] = json.loads(printed[printed.index(b"{") :])["sessions"]
    assert (session["seed"], session["dealt_with"]) == (11, 1)
