"""The first run: what there is to begin with, what is meant by what is written, what is made."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.desk import Desk
from core.domain import Behavior, Texter
from core.errors import BadContactFile, BadInput
from core.first_run import (
    Beginning,
    check_beginning,
    check_campaign,
    check_list,
    hours_meant,
    is_first_run,
    path_meant,
    set_up,
)
from tests.core.world import make_campaign, open_desk

CONTACTS = """\
Phone,First name
+14155550101,Maria
415 555 0102,Sam
+14155550102,Samuel
12,Dana
"""


async def test_it_is_a_first_run_until_somebody_has_something_to_work_on(
    database_path: Path, tmp_path: Path
) -> None:
    assert is_first_run(tmp_path / "nowhere" / "textbank.sqlite")
    (tmp_path / "empty.sqlite").touch()
    assert is_first_run(tmp_path / "empty.sqlite")
    assert is_first_run(database_path)
    async with open_desk(database_path) as desk:
        await make_campaign(desk, Behavior.TYPE_1, texter="somebody else")
    assert not is_first_run(database_path)
    # What cannot be read is for the messenger to tell.
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"nonsense" * 1000)
    assert not is_first_run(broken)
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    "written",
    ["{}", "  {} ", "'{}'", '"{}"', "file://{}", "{escaped}", "{url}"],
)
def test_a_file_is_found_as_terminals_write_what_is_dragged_into_them(
    tmp_path: Path, written: str
) -> None:
    path = tmp_path / "my list (2).csv"
    path.touch()
    escaped = str(path).replace(" ", "\\ ").replace("(", "\\(").replace(")", "\\)")

    found = path_meant(written.format(path, escaped=escaped, url=path.as_uri()))

    assert found == path


def test_a_file_can_be_named_from_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert path_meant("~/contacts.csv") == tmp_path / "contacts.csv"
    with pytest.raises(BadInput, match="Which file"):
        path_meant(" '' ")


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [("8:00", "21:00", (480, 1260)), ("9", " 20.30 ", (540, 1230)), ("0:00", "24:00", (0, 1440))],
)
def test_hours_are_read(start: str, end: str, hours: tuple[int, int]) -> None:
    assert hours_meant(start, end) == hours


@pytest.mark.parametrize(("start", "end"), [("21", "8"), ("8", "8"), ("8", "24:30"), ("x", "9")])
def test_hours_that_cannot_be_are_refused(start: str, end: str) -> None:
    with pytest.raises(BadInput):
        hours_meant(start, end)


GOOD = Beginning(organization="Riverside", texter="jo", campaign="Spring")


def test_what_is_missing_is_named() -> None:
    check_beginning(GOOD)
    check_campaign(GOOD)
    for bad, words in (
        (Beginning(" ", "jo"), "organization has no name"),
        (Beginning("Riverside", ""), "own name is missing"),
        (Beginning("Riverside", "jo", " "), "cannot be empty"),
        (Beginning("Riverside", "jo", "b" * 1_601), "at most 1,600 characters; this has 1,601"),
        (Beginning("Riverside", "jo", "Bye, {name}."), "{name}: there is no such merge field"),
    ):
        with pytest.raises(BadInput, match=words):
            check_beginning(bad)
    for bad, words in (
        (Beginning("Riverside", "jo"), "campaign has no name"),
        (Beginning("Riverside", "jo", campaign="Spring", country="XX"), "no country"),
    ):
        with pytest.raises(BadInput, match=words):
            check_campaign(bad)


async def test_the_look_at_a_list_finds_what_its_import_finds(tmp_path: Path) -> None:
    path, database = tmp_path / "contacts.csv", tmp_path / "new" / "textbank.sqlite"
    path.write_text(CONTACTS, "utf-8")

    check = await check_list(path, "US")

    assert (check.contacts, check.duplicates, check.bad) == (2, 1, 1)
    assert check.first_problem.startswith("Line 5: ")
    assert os.listdir(tmp_path) == ["contacts.csv"]
    with pytest.raises(BadContactFile, match="no file"):
        await check_list(tmp_path / "nowhere.csv", "US")

    beginning = Beginning(
        organization=" Riverside ",
        texter="jo",
        opt_out_message="Bye, {firstName}.",
        hours=(540, 1200),
        campaign="Spring",
        behavior=Behavior.TYPE_2,
        first_message="Hi {firstName}!",
        country="us",
    )
    async with Desk(database, Texter("jo")) as desk:
        for _ in range(2):  # Going back and on again makes nothing twice.
            summary = await set_up(desk, beginning, path)
            seen = await desk.reader.rows(
                "SELECT o.name, opt_out_message, o.hours_start, o.hours_end, c.name, c.script, "
                "l.behavior, t.name FROM organization o, campaign c, line l, assignment a "
                "JOIN texter t ON t.id = a.texter_id"
            )
            assert [tuple(row) for row in seen] == [
                ("Riverside", "Bye, {firstName}.", 540, 1200, "Spring", "Hi {firstName}!",
                 "type2", "jo")
            ]  # fmt: skip
    assert (summary.already_there, summary.duplicates, summary.bad) == (2, 1, 1)
    assert not is_first_run(database)
