"""Surveys, tags, notes and history by command."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.tui.command_line import DANA, MARIA, CommandLine

SURVEY = """\
[[question]]
ask = "Will you vote?"
answers = ["Yes", { name = "No", reply = "Thanks, {firstName}." }]

[[question]]
ask = "How?"
after = "Yes"
answers = ["By mail", "In person"]
"""


@pytest.fixture
def textbank(tmp_path: Path) -> CommandLine:
    textbank = CommandLine(tmp_path)
    textbank.import_contacts()
    return textbank


def set_up(textbank: CommandLine, source: str = SURVEY) -> str:
    return textbank("survey", "set", textbank.write("survey.toml", source), "--administrator")


def test_a_survey_is_set_up_answered_and_exported(textbank: CommandLine) -> None:
    assert "has 2 questions, 2 of them new" in set_up(textbank)
    assert "2. How? (after “Yes”)" in textbank("survey", "show")

    textbank("survey", "answer", "1", "Will you vote?", "yes")
    out = textbank("survey", "answer", "1", "2", "2")
    assert "2. How?\n    1 By mail\n  * 2 In person\n" in out
    textbank("survey", "answer", "2", "1", "No")
    textbank("opt-out", "2")
    textbank("hide", "1")

    rows = list(csv.DictReader(io.StringIO(textbank("survey", "export"))))
    assert [(row["conversation"], row["question"], row["answer"]) for row in rows] == [
        ("1", "Will you vote?", "Yes"),
        ("1", "How?", "In person"),
        ("2", "Will you vote?", "No"),
    ]
    assert all(row["at"].endswith("+00:00") for row in rows)

    textbank("survey", "answer", "1", "1", "--clear")
    file = textbank.folder / "answers.csv"
    assert "1 answer written" in textbank("survey", "export", "--output", file)
    everything = list(csv.DictReader(io.StringIO(textbank("survey", "export", "--all"))))
    assert [row["state"] for row in everything] == ["replaced", "not_asked", "current"]


def test_changing_a_survey_says_that_answers_are_kept(textbank: CommandLine) -> None:
    set_up(textbank)
    textbank("survey", "answer", "1", "1", "1")

    out = set_up(textbank, '[[question]]\nask = "How?"\nanswers = ["By mail"]\n')
    assert "has 1 question, 0 of them new" in out
    assert "1 no longer asked; the answers are kept" in out
    set_up(textbank)
    assert "* 1 Yes" in textbank("survey", "show", "1")


def test_what_is_wrong_is_said(textbank: CommandLine) -> None:
    bad = textbank.write("bad.toml", SURVEY.replace('after = "Yes"', 'after = "Perhaps"'))
    said = textbank.fails(1, "survey", "set", bad, "--administrator")
    assert "bad.toml, line 5: question 2: no earlier question has the answer “Perhaps”" in said
    assert textbank.json("survey", "show")["questions"] == []
    slip = textbank.write("slip.toml", SURVEY.replace("{firstName}", "{fristName}"))
    said = textbank.fails(1, "survey", "set", slip, "--administrator")
    assert "question 1, answer 2: {fristName} is no merge field" in said
    good = textbank.write("survey.toml", SURVEY)
    textbank.fails(4, "survey", "set", good)
    textbank.fails(3, "survey", "set", good, "--campaign", "Autumn", "--administrator")
    textbank.fails(1, "survey", "set", textbank.folder / "none.toml", "--administrator")
    set_up(textbank)
    textbank.fails(3, "survey", "answer", "1", "Why?", "1")
    textbank.fails(3, "survey", "answer", "1", "1", "3")
    textbank.fails(3, "survey", "answer", "9", "1", "1")
    textbank.fails(2, "survey", "answer", "1", "1")


def test_tags_are_set_up_and_put_on(textbank: CommandLine) -> None:
    textbank.fails(4, "tags", "add", "volunteer")
    textbank("tags", "add", "volunteer", "donor", "--administrator")

    assert textbank("tag", "1", "DONOR") == "Tags: donor.\n"
    assert textbank("tag", "1", "donor") == "Tags: donor.\n"
    assert textbank("tags", "list") == "volunteer  0\ndonor  1\n"
    assert textbank("untag", "1", "donor") == "Tags: none.\n"
    assert "volunteer" in textbank.fails(3, "tag", "1", "driver")
    textbank("tags", "remove", "donor", "--administrator")
    textbank.fails(3, "tag", "1", "donor")


def test_notes_and_history_go_with_the_contact(textbank: CommandLine) -> None:
    textbank("note", "1", "Speaks Portuguese\x1b[2J")
    textbank("reply", "1", "Hi!")
    textbank.import_contacts(campaign="Autumn doors")
    talks = {row["number"]: row["id"] for row in textbank.json("conversations")["conversations"]
             if row["id"] > 3}  # fmt: skip
    maria, dana = str(talks[MARIA]), str(talks[DANA])

    assert "Speaks Portuguese" in textbank("notes", maria)
    assert "\x1b" not in textbank("notes", maria)
    assert "1  Spring turnout  1 text" in textbank("history", maria)
    assert textbank.json("history", dana)["conversations"][0]["last_at"] is None
    textbank.fails(4, "notes", maria, "--remove", "1", "--texter", "sam")
    assert textbank("notes", maria, "--remove", "1") == "No notes on this contact.\n"
    textbank.fails(3, "notes", "99")
    textbank.fails(1, "note", maria, " ")
