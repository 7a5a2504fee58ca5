"""What a command says when a file of somebody's own has several mistakes."""

from __future__ import annotations

import json

import pytest

from core.errors import BadScenario, NotFound
from tui.commands.failures import report


def test_the_mistakes_of_a_scenario_stand_on_a_line_each(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = ("a.toml, line 3: title is empty.", "a.toml, line 9: there is no step\x1b[2J.")

    code = report(BadScenario(*told), as_json=True)

    printed = capsys.readouterr()
    assert code == 6
    assert json.loads(printed.out)["error"] == {"code": "bad_scenario", "message": "\n".join(told)}
    first, second = printed.err.splitlines()
    assert first == "textbank: a.toml, line 3: title is empty."
    assert second == "a.toml, line 9: there is no step␛[2J."


def test_any_other_error_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    report(NotFound("There is no campaign “a\nb”."))

    assert capsys.readouterr().err == "textbank: There is no campaign “a ⏎ b”.\n"
