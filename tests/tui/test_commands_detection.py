"""Detection measured from the command line, without a database."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.detection.baselines import BASELINES
from tests.tui.command_line import CommandLine


@pytest.fixture
def textbank(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


TEXTS = """\
{"text": "STOP", "label": "opt_out_keyword"}
{"text": "please stop texting me", "label": "opt_out_request", "language": "en"}
{"text": "This isn't Jessica", "label": "wrong_number"}

{"text": "Where do I vote?", "label": "not_opt_out"}
{"text": "stop texting me \\u001b[2J\\nnow", "label": "not_opt_out", "ambiguous": true}
"""


def test_every_miss_is_listed_on_one_safe_line(textbank: CommandLine) -> None:
    printed = textbank("detection", "evaluate", textbank.write("a.jsonl", TEXTS))

    assert "keywords caught: 1 of 1, 100.0% (at least 97%: reached)" in printed
    assert "false alarms among the others: 1 of 2, 50.0% (at most 2%: NOT reached)" in printed
    assert "line 6: not_opt_out, open to doubt, read as request by stop-texting" in printed
    assert "    stop texting me ␛[2J ⏎ now\n" in printed
    assert "\x1b" not in printed
    assert "stop-texting: 1 of 2" in printed
    for baseline in BASELINES:
        assert baseline.name in printed
    assert not textbank.database.exists()


def test_the_same_as_json(textbank: CommandLine) -> None:
    found = textbank.json("detection", "evaluate", textbank.write("a.jsonl", TEXTS))

    assert [one["label"] for one in found["labels"]] == [
        "opt_out_keyword", "opt_out_request", "wrong_number", "not_opt_out",
    ]  # fmt: skip
    assert [one["rate"] for one in found["labels"]] == [1.0, 1.0, 1.0, 0.5]
    (mistake,) = found["mistakes"]
    assert mistake["line"] == 6
    assert mistake["text"] == "stop texting me \x1b[2J\nnow"
    assert mistake["span"] == [0, 12]
    by_name = {one["name"]: one["hits"] for one in found["baselines"]}
    assert by_name["Twilio's default words"]["opt_out_keyword"] == 1
    assert by_name["Spoke (MoveOn), expression"]["not_opt_out"] == 1


def test_a_collection_of_ordinary_texts(textbank: CommandLine) -> None:
    file = textbank.write("c.tsv", "ham\tOk lar...\r\nham\tstop texting me\nspam\tSTOP to end\n")

    found = textbank.json("detection", "evaluate", file)

    (ordinary,) = found["labels"]
    assert (ordinary["label"], ordinary["count"], ordinary["hits"]) == ("ordinary", 2, 1)
    assert "500.0 in 1,000" in textbank("detection", "evaluate", file)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("ham\tfine\nhello\n", "line 2: neither JSON nor a label"),
        ("ham\tfine\njam\thello\n", "line 2: “jam” is no label"),
        ('{"text": "a"}\n', "line 1: “text” and “label” must both be there"),
        ('{"text": "a", "label": "maybe"}\n', "line 1: “maybe” is no label"),
        ('{"text": \n', "line 1: this is no JSON"),
        ("\n\n", "has no labelled text"),
        (b"ham\t\xff\xfe\n", "is not in UTF-8"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(
    textbank: CommandLine, content: str | bytes, words: str
) -> None:
    assert words in textbank.fails(1, "detection", "evaluate", textbank.write("bad", content))


def test_a_file_that_is_not_there(textbank: CommandLine) -> None:
    assert "There is no file" in textbank.fails(3, "detection", "evaluate", "nowhere.jsonl")
    assert "cannot be read" in textbank.fails(1, "detection", "evaluate", textbank.folder)
