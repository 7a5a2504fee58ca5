"""Replies at hand on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.command_line import CommandLine

THANKS = "Thanks {firstName}! See you in {City}."


@pytest.fixture
def textbank(tmp_path: Path) -> CommandLine:
    line = CommandLine(tmp_path)
    line.import_contacts()
    return line


def test_an_administrator_recommends_and_a_texter_keeps_their_own(textbank: CommandLine) -> None:
    textbank("replies", "add", "Thanks", THANKS, "--administrator")
    textbank("replies", "add", "Bye", "Bye {fristName}")
    listed = textbank("replies", "list")
    assert "1  Thanks (recommended)\n    Thanks {firstName}!" in listed
    assert "2  Bye (your own)" in listed
    assert "Bye" not in textbank("replies", "list", "--texter", "amy")
    assert "Only an administrator" in textbank.fails(4, "replies", "remove", "1")
    textbank("replies", "remove", "1", "--administrator")
    assert "Thanks" not in textbank("replies", "list")


def test_a_field_that_no_list_has_is_told_at_once(textbank: CommandLine) -> None:
    told = textbank("replies", "add", "Bye", "Bye {fristName} of {city}")
    assert "No list has {fristName}: it is not sent until that is filled." in told


def test_a_reply_is_sent_by_its_number_with_its_tag(textbank: CommandLine) -> None:
    textbank("tags", "add", "coming", "--administrator")
    textbank("replies", "add", "Thanks", THANKS, "--tag", "COMING", "--administrator")
    assert "1  Thanks; puts on coming\n    Thanks Maria!" in textbank("replies", "for", "1")
    textbank("reply", "1", "--use", "1")
    assert textbank.json("show", "1")["texts"][0]["body"] == "Thanks Maria! See you in Oakland."
    assert textbank.json("tags", "list")["tags"][0]["conversations"] == 1
    # Dana's list has no city: nothing is sent, and nothing tagged.
    assert "{City} cannot be filled" in textbank.fails(1, "reply", "3", "--use", "1")
    assert "; not filled: {City}" in textbank("replies", "for", "3", "--find", "thks")
    assert textbank.json("show", "3")["texts"] == []
    assert textbank.json("tags", "list")["tags"][0]["conversations"] == 1
    assert "There is no reply 2" in textbank.fails(1, "reply", "3", "--use", "2")
    assert "Say what to send" in textbank.fails(1, "reply", "3")
