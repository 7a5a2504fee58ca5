"""Importing: every row accounted for, nobody texted who opted out, nothing half-written."""

from __future__ import annotations

import asyncio
import csv
import errno
import json
import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from core import importing, sqlite_file
from core.campaign_plan import CampaignPlan
from core.campaign_settings import HOURS_OFF
from core.campaigns import change_organization, ensure_assignment
from core.desk import Desk
from core.domain import Behavior, Closing, ListFilter
from core.errors import (
    BadContactFile,
    BadInput,
    DatabaseBusy,
    DatabaseFull,
    NotFound,
    SendingRefused,
)
from core.importing import ImportProgress, ImportStage, ImportSummary, import_contacts
from core.opt_out import OptOutRequest, opt_out
from tests.core.world import (
    ADMINISTRATOR,
    DANA,
    LINE,
    MARIA,
    SAM,
    make_campaign,
    open_desk,
    simulator_of,
)

NOW = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
PLAN = CampaignPlan("Open Roads", "Spring turnout", Behavior.TYPE_1, LINE)

Written = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Writes the lines given to a contact list."""

    def write(*lines: str, name: str = "contacts.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path

    return write


_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'"


def contents(path: Path) -> dict[str, list[Any]]:
    """Every row of every table, read from outside."""
    with closing(sqlite3.connect(path)) as database:
        names = [row[0] for row in database.execute(_TABLES)]
        tables = [name for name in names if not name.startswith(("ix_", "sqlite_"))]
        return {name: database.execute(f"SELECT * FROM {name}").fetchall() for name in tables}


async def people(desk: Desk) -> list[tuple[Any, ...]]:
    """Number, names and columns of every conversation, in the order of their making."""
    rows = await desk.reader.rows(
        "SELECT c.number, k.first_name, k.last_name, c.custom FROM conversation c "
        "JOIN contact k ON k.id = c.contact_id ORDER BY c.id"
    )
    return [(*row[:3], json.loads(row[3])) for row in rows]


async def listed(desk: Desk, assignment_id: int) -> list[str]:
    """The numbers on a list, in its order."""
    ids, _ = await desk.first_page(assignment_id)
    rows = {row.id: row.number for row in await desk.rows(ids)}
    return [rows[talk] for talk in ids]


def files_in(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir() if entry.is_file())


def report(summary: ImportSummary) -> list[list[str]]:
    assert summary.report_path is not None
    with summary.report_path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def accounted(summary: ImportSummary) -> int:
    return (
        summary.imported
        + summary.already_there
        + summary.duplicates
        + summary.bad
        + summary.opted_out
    )


# --- What is imported -------------------------------------------------------------------------


async def test_contacts_come_to_the_texters_list_with_names_columns_and_e164_numbers(
    desk: Desk, written: Written
) -> None:
    path = written(
        "First Name,surname,Cell,zipcode,Voting District",
        "Dolores, Huerta ,(415) 555-0101,95201,  9 ",
        '"Sam ""S""",Okafor,415.555.0102,,',
        ",,+44 20 7946 0958,,",
    )

    summary = await import_contacts(desk, path, PLAN, "jo")

    assert await people(desk) == [
        (MARIA, "Dolores", "Huerta", {"zip": "95201", "Voting District": "9 "}),
        (SAM, 'Sam "S"', "Okafor", {"zip": "", "Voting District": ""}),
        ("+442079460958", "", "", {"zip": "", "Voting District": ""}),
    ]
    assert await listed(desk, summary.assignment_id) == [MARIA, SAM, "+442079460958"]
    assert (summary.rows, summary.imported, summary.line) == (3, 3, LINE)
    assert summary.report_path is None
    assert not importing.default_report_path(path).exists()
    (assignment,) = await desk.assignments()
    assert (assignment.id, assignment.campaign, assignment.unsent) == (
        summary.assignment_id,
        "Spring turnout",
        3,
    )


@pytest.mark.parametrize(
    ("country", "cell", "number"),
    [
        ("US", "2095550100", "+12095550100"),
        ("AU", "61468511000", "+61468511000"),
        ("GB", "020 7946 0958", "+442079460958"),
        ("gb", "+1 415 555 0101", MARIA),
    ],
)
async def test_a_number_without_a_country_code_is_of_the_default_country(
    desk: Desk, written: Written, country: str, cell: str, number: str
) -> None:
    plan = CampaignPlan("O", "C", Behavior.TYPE_2, LINE, default_country=country)

    await import_contacts(desk, written("cell", cell), plan, "jo")

    assert await people(desk) == [(number, "", "", {})]


@pytest.mark.parametrize("behavior", list(Behavior))
async def test_the_line_is_in_service_after_an_import(
    desk: Desk, written: Written, behavior: Behavior
) -> None:
    plan = CampaignPlan("Open Roads", "Spring", behavior, LINE)

    summary = await import_contacts(desk, written("phone", MARIA), plan, "jo")
    await (await desk.database()).write(
        change_organization, summary.organization_id, ADMINISTRATOR, NOW, hours=HOURS_OFF
    )
    ids, _ = await desk.first_page(summary.assignment_id)
    await desk.reply(ids[0], "Will you vote?")
    await (await desk.worker()).send_due()

    simulator = await simulator_of(desk)
    assert [text.body for text in await simulator.phone(MARIA)] == ["Will you vote?"]
    line = await simulator.line(LINE)
    assert line is not None
    assert line.behavior is behavior


async def test_a_line_that_is_in_service_keeps_its_ways(desk: Desk, written: Written) -> None:
    simulator = await simulator_of(desk)
    before = await simulator.provision_line(LINE, Behavior.TYPE_2, forwards_after_block=True)
    plan = CampaignPlan("Open Roads", "Spring", Behavior.TYPE_2, LINE)

    await import_contacts(desk, written("phone", MARIA), plan, "jo")

    assert await simulator.line(LINE) == before


# --- What is reported -------------------------------------------------------------------------


async def test_bad_rows_are_reported_with_line_reason_and_cells_and_the_rest_is_imported(
    desk: Desk, written: Written
) -> None:
    path = written(
        "name,phone,note",
        "Maria,4155550101,",
        "Short,555,",
        "None,,",
        "Words,call me,",
        "Few,4155550102",
        'Two,4155550103,"a',
        'b",extra',
        "=2+3,12,@x\x1b[31m",
    )

    summary = await import_contacts(desk, path, PLAN, "jo")

    assert summary.report_path == path.with_name("contacts.rejected.csv")
    header, *rows = report(summary)
    assert header == ["line", "problem", "name", "phone", "note"]
    assert [row[0] for row in rows] == ["3", "4", "5", "6", "7", "9"]
    assert rows[0][2:] == ["Short", "555", ""]
    assert rows[3][1] == "Too few columns: 2 of 3."
    assert rows[4][1:] == [
        "Too many columns: 4 instead of 3.",
        "Two",
        "4155550103",
        "a\nb",
        "extra",
    ]
    # Safe to open in a spreadsheet and to show in a terminal.
    assert rows[5][2:] == ["'=2+3", "12", "'@x[31m"]
    assert all(row[1] for row in rows)
    assert (summary.rows, summary.imported, summary.bad) == (7, 1, 6)
    assert stat.S_IMODE(summary.report_path.stat().st_mode) == 0o600


async def test_of_rows_with_one_number_the_last_is_used_and_the_others_are_reported(
    desk: Desk, written: Written
) -> None:
    path = written(
        "name,cell,first name",
        "a,+12125550100,Ana",
        "b,(212) 555-0100,Bo",
        "c,4155550101,Maria",
        "d,1-212-555-0100,Dee",
    )

    summary = await import_contacts(desk, path, PLAN, "jo")

    assert await people(desk) == [
        (MARIA, "Maria", "", {"name": "c"}),
        ("+12125550100", "Dee", "", {"name": "d"}),
    ]
    assert report(summary)[1:] == [
        ["2", "The same number as on line 5, which is used.", "a", "+12125550100", "Ana"],
        ["3", "The same number as on line 5, which is used.", "b", "(212) 555-0100", "Bo"],
    ]
    assert (summary.rows, summary.imported, summary.duplicates) == (4, 2, 2)


@pytest.mark.parametrize("behavior", list(Behavior))
async def test_a_number_that_opted_out_is_reported_and_never_texted(
    desk: Desk, written: Written, behavior: Behavior
) -> None:
    world = await make_campaign(desk, behavior, campaign="Winter")
    await desk.opt_out(world.conversation_with(MARIA))
    path = written("first name,phone", f"Someone,{MARIA}", f"Sam,{SAM}")
    plan = CampaignPlan("Open Roads", "Spring", behavior, "+12025550101")

    summary = await import_contacts(desk, path, plan, "jo")

    assert await listed(desk, summary.assignment_id) == [SAM]
    assert (
        await desk.reader.rows(
            "SELECT 1 FROM conversation WHERE campaign_id = ? AND number = ?",
            (summary.campaign_id, MARIA),
        )
        == []
    )
    assert report(summary)[1:] == [
        ["2", "Opted out of Open Roads: never texted.", "Someone", MARIA]
    ]
    assert (summary.imported, summary.opted_out) == (1, 1)
    view = await desk.conversation(world.conversation_with(MARIA))
    assert view.name == "Maria Lopez"


async def test_an_opt_out_from_another_organization_or_one_taken_back_keeps_nobody_out(
    desk: Desk, written: Written
) -> None:
    other = await make_campaign(desk, Behavior.TYPE_1, organization="Other", campaign="Winter")
    await desk.opt_out(other.conversation_with(MARIA))
    own = await make_campaign(desk, Behavior.TYPE_1, campaign="Winter", line="+12025550101")
    await desk.opt_out(own.conversation_with(SAM))
    assert (await desk.undo()).restored
    plan = CampaignPlan("Open Roads", "Spring", Behavior.TYPE_1, "+12025550102")

    summary = await import_contacts(desk, written("phone", MARIA, SAM), plan, "jo")

    assert await listed(desk, summary.assignment_id) == [MARIA, SAM]
    assert (summary.opted_out, summary.report_path) == (0, None)


async def test_who_asks_to_opt_out_in_another_campaign_and_waits_is_counted(
    desk: Desk, written: Written
) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1, campaign="Winter")
    for number in (MARIA, SAM):
        await world.simulator.say(LINE, number, "please stop texting me")
    await world.simulator.say(LINE, DANA, "who is this?")
    await (await desk.worker()).receive_due()
    path = written("phone", MARIA, SAM, DANA)
    plan = CampaignPlan("Open Roads", "Spring", Behavior.TYPE_1, "+12025550102")

    assert (await import_contacts(desk, path, plan, "jo")).asking == 2
    await desk.opt_out(world.conversation_with(MARIA))
    again = await import_contacts(desk, path, plan, "jo")

    assert (again.asking, again.opted_out) == (1, 1)
    # In the campaign where they ask it is no news.
    own = CampaignPlan("Open Roads", "Winter", Behavior.TYPE_1, LINE)
    assert (await import_contacts(desk, path, own, "jo")).asking == 0
    other = CampaignPlan("Others", "Spring", Behavior.TYPE_1, "+12025550103")
    assert (await import_contacts(desk, path, other, "jo")).asking == 0


async def test_a_contact_whose_line_is_blocked_comes_marked_for_opting_out(
    desk: Desk, written: Written
) -> None:
    world = await make_campaign(desk, Behavior.TYPE_2, campaign="Winter")
    await world.simulator.say(LINE, MARIA, "STOP")
    await (await desk.worker()).receive_due()
    plan = CampaignPlan("Open Roads", "Spring", Behavior.TYPE_2, LINE)

    summary = await import_contacts(desk, written("phone", MARIA, SAM), plan, "jo")

    counts = await desk.counts(summary.assignment_id)
    assert (counts.all, counts.opt_out) == (2, 1)
    ids, _ = await desk.first_page(summary.assignment_id, ListFilter.OPT_OUT)
    assert [row.blocked for row in await desk.rows(ids)] == [True]


async def test_the_report_goes_where_it_is_wanted_but_never_over_the_list(
    desk: Desk, written: Written, tmp_path: Path
) -> None:
    path = written("phone", MARIA, "x")
    before = path.read_bytes()

    with pytest.raises(BadInput, match="would take the place of"):
        await import_contacts(desk, path, PLAN, "jo", report_path=path)
    wanted = tmp_path / "elsewhere.csv"
    summary = await import_contacts(desk, path, PLAN, "jo", report_path=wanted)

    assert path.read_bytes() == before
    assert summary.report_path == wanted
    assert not importing.default_report_path(path).exists()


# --- Importing again --------------------------------------------------------------------------


async def test_importing_a_list_again_changes_nothing(
    desk: Desk, database_path: Path, written: Written
) -> None:
    path = written("first name,phone,zip", f"Maria,{MARIA},94607", f"Sam,{SAM},", f",{DANA},1")
    first = await import_contacts(desk, path, PLAN, "jo")
    before = contents(database_path)

    again = await import_contacts(desk, path, PLAN, "jo")

    assert contents(database_path) == before
    assert (again.imported, again.already_there, again.updated) == (0, 3, 0)
    assert (again.campaign_id, again.assignment_id) == (first.campaign_id, first.assignment_id)


async def test_a_contact_who_is_there_already_gets_what_the_list_knows_and_keeps_the_rest(
    desk: Desk, written: Written
) -> None:
    header = "first name,last name,phone,zip,district"
    first = await import_contacts(
        desk,
        written(header, f"Maria,Lopez,{MARIA},94607,9", f"Sam,Okafor,{SAM},,"),
        PLAN,
        "jo",
    )
    seen = await desk.revision()

    summary = await import_contacts(
        desk,
        written(
            "first name,last name,phone,zip,precinct",
            f"María,,{MARIA},,0412",
            f"Sam,Okafor,{SAM},,",
            f"Dana,Fox,{DANA},1,2",
        ),
        PLAN,
        "jo",
    )

    assert await people(desk) == [
        (MARIA, "María", "Lopez", {"zip": "94607", "district": "9", "precinct": "0412"}),
        (SAM, "Sam", "Okafor", {"zip": "", "district": "", "precinct": ""}),
        (DANA, "Dana", "Fox", {"zip": "1", "precinct": "2"}),
    ]
    assert (summary.imported, summary.already_there) == (1, 2)
    assert accounted(summary) == summary.rows == 3
    # A list on a screen is told of the new row and the changed one.
    changes = await desk.changes(first.assignment_id, ListFilter.ALL, seen)
    ids, _ = await desk.first_page(first.assignment_id)
    by_number = {row.number: row.id for row in await desk.rows(ids)}
    assert {talk for talk, _ in changes.listed} >= {by_number[MARIA], by_number[DANA]}


async def test_a_new_name_is_told_to_the_lists_of_every_campaign_of_the_organization(
    desk: Desk, written: Written
) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1, campaign="Winter")
    seen = await desk.revision()
    plan = CampaignPlan("Open Roads", "Spring", Behavior.TYPE_1, "+12025550101")

    await import_contacts(desk, written("first name,phone", f"Mary,{MARIA}"), plan, "jo")

    changes = await desk.changes(world.assignment_id, ListFilter.ALL, seen)
    assert [talk for talk, _ in changes.listed] == [world.conversation_with(MARIA)]
    assert (await desk.conversation(world.conversation_with(MARIA))).name == "Mary Lopez"


async def test_a_contact_in_another_texters_assignment_stays_there(
    desk: Desk, written: Written
) -> None:
    sams = await import_contacts(desk, written("phone", MARIA, SAM), PLAN, "sam")

    jos = await import_contacts(
        desk, written("first name,phone", f"Maria,{MARIA}", f",{DANA}"), PLAN, "jo"
    )

    assert await listed(desk, sams.assignment_id) == [MARIA, SAM]
    assert await listed(desk, jos.assignment_id) == [DANA]
    assert (jos.imported, jos.already_there, jos.elsewhere, jos.updated) == (1, 1, 1, 1)


async def test_what_a_texter_closed_or_a_contact_opted_out_of_does_not_come_back(
    desk: Desk, written: Written
) -> None:
    path = written("phone", MARIA, SAM, DANA)
    summary = await import_contacts(desk, path, PLAN, "jo")
    ids, _ = await desk.first_page(summary.assignment_id)
    await desk.opt_out(ids[0])
    await desk.close_conversation(ids[1], Closing.HIDDEN)

    again = await import_contacts(desk, path, PLAN, "jo")

    assert await listed(desk, again.assignment_id) == [DANA]
    assert (again.imported, again.already_there, again.opted_out) == (0, 2, 1)
    with pytest.raises(SendingRefused):
        await desk.reply(ids[0], "Hi")


# --- Nothing half-written ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"phone\n", "no contacts below it"),
        (b"first name,last name\nMaria,Lopez\n", "no column for the phone number"),
        (b"phone,name\n4155550101,Maria\n4155550102,Zo\xeb\n", "line 3: this is not UTF-8"),
        (b'phone,name\n4155550101,Maria\n4155550102,"Sam\n', "line 3: a quote opens here"),
        (b'phone,name\n4155550101,Maria\n4155550102,"Sam"x\n', "line 3: “x” stands after"),
        (b"phone,,name\n4155550101,,Maria\n", "column 2 has no name"),
    ],
)
async def test_a_list_that_cannot_be_read_imports_nothing_at_all(
    desk: Desk, database_path: Path, tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "contacts.csv"
    path.write_bytes(content)
    before = contents(database_path)

    with pytest.raises(BadContactFile, match=says):
        await import_contacts(desk, path, PLAN, "jo")

    assert contents(database_path) == before
    assert files_in(tmp_path) == ["contacts.csv"]
    assert await (await simulator_of(desk)).line(LINE) is None


async def test_a_list_without_one_good_row_imports_nothing_and_reports_every_row(
    desk: Desk, database_path: Path, written: Written
) -> None:
    path = written("phone", "12", "nobody")
    before = contents(database_path)

    with pytest.raises(BadContactFile, match=r"None of the 2 rows .* line 2: .*rejected\.csv"):
        await import_contacts(desk, path, PLAN, "jo")

    assert contents(database_path) == before
    lines = importing.default_report_path(path).read_text("utf-8").splitlines()
    assert [line.split(",")[0] for line in lines] == ["line", "2", "3"]


@pytest.mark.parametrize(
    ("plan", "texter", "error", "says"),
    [
        (CampaignPlan("Open Roads", " ", Behavior.TYPE_1, LINE), "jo", BadInput, "campaign"),
        (CampaignPlan("", "Spring", Behavior.TYPE_1, LINE), "jo", BadInput, "organization"),
        (PLAN, "", BadInput, "texter"),
        (
            CampaignPlan("O", "C", Behavior.TYPE_1, LINE, default_country="Mars"),
            "jo",
            BadInput,
            "“Mars” is no country",
        ),
        (CampaignPlan("O", "C", Behavior.TYPE_1, LINE, "pigeon"), "jo", NotFound, "pigeon"),
    ],
)
async def test_a_plan_that_cannot_be_imports_nothing(
    desk: Desk,
    database_path: Path,
    written: Written,
    plan: CampaignPlan,
    texter: str,
    error: type[Exception],
    says: str,
) -> None:
    before = contents(database_path)

    with pytest.raises(error, match=says):
        await import_contacts(desk, written("phone", MARIA), plan, texter)

    assert contents(database_path) == before


async def test_a_campaign_of_the_other_type_is_left_as_it_is(
    desk: Desk, database_path: Path, written: Written
) -> None:
    path = written("phone", MARIA)
    await import_contacts(desk, path, PLAN, "jo")
    before = contents(database_path)
    plan = CampaignPlan("Open Roads", "Spring turnout", Behavior.TYPE_2, LINE)

    with pytest.raises(BadInput, match="of type1, already"):
        await import_contacts(desk, written("phone", SAM), plan, "jo")

    assert contents(database_path) == before


async def test_a_campaign_keeps_its_line(desk: Desk, database_path: Path, written: Written) -> None:
    await import_contacts(desk, written("phone", MARIA), PLAN, "jo")
    before = contents(database_path)
    plan = replace(PLAN, line="+12025550199")

    with pytest.raises(BadInput, match=r"texts from \+12025550100 already.* without --line"):
        await import_contacts(desk, written("phone", SAM), plan, "jo")

    assert contents(database_path) == before


async def test_a_report_that_cannot_be_written_takes_the_import_back(
    desk: Desk, database_path: Path, written: Written, tmp_path: Path
) -> None:
    before = contents(database_path)

    with pytest.raises(BadInput, match="Nothing was imported"):
        await import_contacts(
            desk,
            written("phone", MARIA, "x"),
            PLAN,
            "jo",
            report_path=tmp_path / "no folder" / "report.csv",
        )

    assert contents(database_path) == before


async def test_a_disk_that_is_full_at_the_report_takes_the_import_back(
    desk: Desk, database_path: Path, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = contents(database_path)
    path = written("phone", MARIA, "x")
    await desk.database()
    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(DatabaseFull, match=r"contacts\.rejected\.csv is full"):
        await import_contacts(desk, path, PLAN, "jo")

    assert contents(database_path) == before
    assert files_in(path.parent) == ["contacts.csv"]


async def test_a_campaign_that_another_gateway_carries_is_left_as_it_is(
    desk: Desk, database_path: Path, written: Written
) -> None:
    await make_campaign(desk, Behavior.TYPE_1)
    await (await desk.database()).write(
        lambda connection: connection.exec_driver_sql("UPDATE line SET provider = 'pigeon'")
    )
    before = contents(database_path)

    with pytest.raises(BadInput, match="carried by “pigeon” already"):
        await import_contacts(desk, written("phone", "4155550199"), PLAN, "jo")

    assert contents(database_path) == before


@pytest.fixture
def small_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of more than 10 contacts go in transactions of 5."""
    monkeypatch.setattr(importing, "BATCH", 5)
    monkeypatch.setattr(importing, "ONE_TRANSACTION", 10)


def many(count: int, start: int = 0) -> list[str]:
    return [f"+1415556{index:04d}" for index in range(start, start + count)]


def allow_pages(connection: Connection, more: int) -> None:
    """Let the database grow by so many pages, as if its disk were full after them."""
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + more}")


async def test_a_full_disk_leaves_a_short_list_out_whole(
    desk: Desk, database_path: Path, written: Written
) -> None:
    database = await desk.database()
    before = contents(database_path)
    await database.write(allow_pages, 0)
    path = written("phone,note", *(f"{number},{'x' * 500}" for number in many(2_000)), "bad,")

    with pytest.raises(DatabaseFull, match="Nothing was changed"):
        await import_contacts(desk, path, PLAN, "jo")

    assert contents(database_path) == before
    assert not importing.default_report_path(path).exists()
    await database.write(allow_pages, 10_000)
    assert (await import_contacts(desk, path, PLAN, "jo")).imported == 2_000


@pytest.mark.usefixtures("small_transactions")
async def test_a_full_disk_in_the_midst_of_a_long_list_changes_no_list_and_a_second_try_finishes(
    desk: Desk, written: Written
) -> None:
    database = await desk.database()
    path = written("phone,note", *(f"{number},{'x' * 2_000}" for number in many(100)), "bad,")
    await database.write(allow_pages, 20)

    with pytest.raises(DatabaseFull, match=r"No texter's list was changed.*import it again"):
        await import_contacts(desk, path, PLAN, "jo")

    left = await desk.reader.rows("SELECT count(*), max(listed) FROM conversation")
    assert 0 < left[0][0] < 100
    assert left[0][1] == 0
    assert await desk.assignments() == []
    assert not importing.default_report_path(path).exists()

    await database.write(allow_pages, 10_000)
    # Another texter's list does not take what the interrupted one has left.
    sams = await import_contacts(desk, written("phone", MARIA, name="s.csv"), PLAN, "sam")
    assert await listed(desk, sams.assignment_id) == [MARIA]
    summary = await import_contacts(desk, path, PLAN, "jo")

    assert (summary.imported, summary.bad, accounted(summary)) == (100, 1, 101)
    assert await listed(desk, summary.assignment_id) == many(100)


async def test_a_locked_database_is_left_alone_with_a_word_on_what_to_do(
    desk: Desk, database_path: Path, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.database()
    monkeypatch.setattr(sqlite_file, "BUSY_TIMEOUT_MS", 20)
    before = contents(database_path)
    path = written("phone", MARIA, "bad")

    with closing(sqlite3.connect(database_path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy, match="Close what holds it and try again"):
            await import_contacts(desk, path, PLAN, "jo")

    assert contents(database_path) == before
    assert not importing.default_report_path(path).exists()


# --- Long lists -------------------------------------------------------------------------------


@pytest.mark.usefixtures("small_transactions")
async def test_a_long_list_comes_whole_and_in_order_and_others_can_write_meanwhile(
    desk: Desk, database_path: Path, written: Written
) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1, campaign="Winter", line="+12025550101")
    path = written("phone", *many(43))
    moments: list[int] = []
    presses: list[asyncio.Task[Any]] = []

    async with open_desk(database_path) as other:
        await other.database()

        def on_progress(progress: ImportProgress) -> None:
            if progress.stage is ImportStage.SAVING:
                moments.append(progress.rows)
                if len(presses) < 3:
                    talk = world.conversations[len(presses)]
                    presses.append(asyncio.create_task(other.opt_out(talk)))

        summary = await import_contacts(desk, path, PLAN, "jo", on_progress=on_progress)
        await asyncio.gather(*presses)

    assert len(presses) == 3
    assert await listed(desk, summary.assignment_id) == many(43)
    assert moments == [5, 10, 15, 20, 25, 30, 35, 40, 43]


@pytest.mark.usefixtures("small_transactions")
async def test_who_opts_out_while_a_long_list_is_saved_is_not_listed(
    desk: Desk, database_path: Path, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The press falls between the last batch and the transaction that lists them.
    finish = importing._finish

    def opted_out_first(connection: Connection, *rest: Any) -> int:
        talk = connection.exec_driver_sql(
            "SELECT id FROM conversation WHERE number = ?", (many(1)[0],)
        ).scalar_one()
        opt_out(connection, OptOutRequest("press", "ada", conversation_id=talk), NOW)
        return finish(connection, *rest)

    monkeypatch.setattr(importing, "_finish", opted_out_first)

    summary = await import_contacts(desk, written("phone", *many(12)), PLAN, "jo")

    assert await listed(desk, summary.assignment_id) == many(11, 1)


@pytest.mark.usefixtures("small_transactions")
async def test_of_two_texters_the_first_to_be_given_a_contact_keeps_it(
    desk: Desk, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = importing._finish
    sams: list[int] = []

    def given_to_sam_first(connection: Connection, job: importing._Job, *rest: Any) -> int:
        assert job.ids is not None
        sams.append(ensure_assignment(connection, job.ids.campaign_id, "sam", NOW))
        connection.exec_driver_sql(
            "UPDATE conversation SET assignment_id = ?, listed = 1 WHERE number = ?",
            (sams[0], many(1)[0]),
        )
        return finish(connection, job, *rest)

    monkeypatch.setattr(importing, "_finish", given_to_sam_first)

    summary = await import_contacts(desk, written("phone", *many(12)), PLAN, "jo")

    assert await listed(desk, sams[0]) == many(1)
    assert await listed(desk, summary.assignment_id) == many(11, 1)
    assert (summary.imported, summary.already_there, summary.elsewhere) == (11, 1, 1)


@pytest.mark.usefixtures("small_transactions")
async def test_an_import_that_is_broken_off_changes_no_list_and_a_second_try_finishes(
    desk: Desk, written: Written
) -> None:
    path = written("phone", *many(40))

    def break_off(progress: ImportProgress) -> None:
        if progress.stage is ImportStage.SAVING:
            running.cancel()

    running = asyncio.create_task(import_contacts(desk, path, PLAN, "jo", on_progress=break_off))
    with pytest.raises(asyncio.CancelledError):
        await running

    assert await desk.assignments() == []
    summary = await import_contacts(desk, path, PLAN, "jo")
    assert summary.imported == 40
    assert await listed(desk, summary.assignment_id) == many(40)


@pytest.mark.usefixtures("small_transactions")
async def test_two_long_imports_at_once_each_list_their_own(desk: Desk, written: Written) -> None:
    jos, sams = await asyncio.gather(
        import_contacts(desk, written("phone", *many(30), name="a.csv"), PLAN, "jo"),
        import_contacts(desk, written("phone", *many(30, 100), name="b.csv"), PLAN, "sam"),
    )

    assert await listed(desk, jos.assignment_id) == many(30)
    assert await listed(desk, sams.assignment_id) == many(30, 100)


async def test_progress_is_told_from_start_to_end(desk: Desk, written: Written) -> None:
    told: list[ImportProgress] = []
    path = written("phone", *many(4_500))

    await import_contacts(desk, path, PLAN, "jo", on_progress=told.append)

    assert [(now.stage, now.rows) for now in told] == [
        (stage, rows) for stage in ImportStage for rows in (2_000, 4_000, 4_500)
    ]
    assert all(0 < now.fraction <= 1 for now in told)
    assert [now.fraction for now in told if now.rows == 4_500] == [1.0, 1.0]


async def test_every_column_and_hostile_text_is_stored_as_it_arrived(
    desk: Desk, tmp_path: Path
) -> None:
    path = Path(__file__).parents[1] / "data" / "hostile-texts.json"
    bodies = [case["text"] for case in json.loads(path.read_text("utf-8"))]
    # A NUL makes a bad row, and UTF-8 cannot say a lone surrogate.
    bodies = [body for body in bodies if "\0" not in body]
    bodies = [body for body in bodies if not any("\ud800" <= c <= "\udfff" for c in body)]
    assert len(bodies) > 20
    contacts = tmp_path / "contacts.csv"
    with contacts.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["phone", "note"])
        writer.writerows(zip(many(len(bodies)), bodies, strict=True))

    summary = await import_contacts(desk, contacts, PLAN, "jo")

    assert summary.imported == len(bodies)
    stored = [custom["note"] for *_, custom in await people(desk)]
    # Spaces right after a separator are no part of a cell.
    assert stored == [body.lstrip(" ") for body in bodies]


async def test_where_a_contact_is_comes_from_their_own_columns(
    desk: Desk, written: Written
) -> None:
    async def zones() -> dict[str, str]:
        return dict(await desk.reader.rows("SELECT number, time_zone FROM conversation"))

    contacts = written(
        "phone,zip,Time zone", f"{MARIA},10001,", f"{SAM},10001,Pacific", f"{DANA},,"
    )
    await import_contacts(desk, contacts, PLAN, "jo")
    assert await zones() == {MARIA: "America/New_York", SAM: "America/Los_Angeles", DANA: ""}

    moved = written("phone,zip", f"{MARIA},96813", f"{DANA},10001", name="moved.csv")
    await import_contacts(desk, moved, PLAN, "jo")
    assert await zones() == {
        MARIA: "Pacific/Honolulu",
        SAM: "America/Los_Angeles",
        DANA: "America/New_York",
    }


@pytest.mark.parametrize(
    ("again", "after"),
    [
        (("phone,City", f"{MARIA},Oakland"), None),
        (("phone,first name", f"{MARIA},Maria"), None),
        (("phone,City", f"{MARIA},"), "field"),
    ],
    ids=["with the column", "with the name", "with nothing new"],
)
async def test_a_first_message_set_aside_for_a_field_is_to_be_sent_once_the_list_has_it(
    desk: Desk, written: Written, again: tuple[str, ...], after: str | None
) -> None:
    await import_contacts(desk, written("phone,City", f"{MARIA},", f"{SAM},"), PLAN, "jo")
    await (await desk.database()).write(
        lambda connection: connection.exec_driver_sql(
            "UPDATE conversation SET set_aside = CASE number WHEN ? THEN 'field' "
            "ELSE 'skipped' END",
            (MARIA,),
        )
    )

    await import_contacts(desk, written(*again, f"{SAM},x", name="again.csv"), PLAN, "jo")

    rows = await desk.reader.rows("SELECT number, set_aside FROM conversation")
    assert {row[0]: row[1] for row in rows} == {MARIA: after, SAM: "skipped"}
