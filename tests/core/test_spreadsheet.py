"""Cells in files for people: nothing in them runs, and phone numbers stay readable."""

from __future__ import annotations

import pytest

from core.spreadsheet import spreadsheet_cell


@pytest.mark.parametrize(
    "formula",
    [
        "=1+1",
        '=HYPERLINK("http://example.com","x")',
        "@SUM(A1)",
        "-2+3",
        "+A1",
        "+1+cmd|' /C calc'!A0",
        " =1+1",
        "\t=1+1",
        "\x00=1+1",
        "\u200b=1+1",
        "＝1+1",
        "+14155550134 x=A1",
    ],
)
def test_what_a_spreadsheet_would_run_is_text(formula: str) -> None:
    assert spreadsheet_cell(formula).startswith("'")


@pytest.mark.parametrize(
    "text", ["", "STOP", "Zoë", "+14155550134", "+1 (415) 555-0134", "a=b", "'quoted"]
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert spreadsheet_cell(text) == text


def test_no_control_character_reaches_the_file() -> None:
    assert spreadsheet_cell("a\x1b[2Jb\x07\u202ec") == "a[2Jbc"
