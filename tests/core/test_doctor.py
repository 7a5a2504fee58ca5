"""Looking an installation over: each kind of trouble is found, on real files and real servers."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from core import migrations, sqlite_file
from core.accounts import AccountDraft, add_account
from core.checkup_accounts import look_at_clock
from core.checkup_database import look_at_file, look_at_log, look_at_room, look_at_writing
from core.clock import utc_now
from core.database import back_up
from core.doctor import examine
from core.findings import Finding, Level
from core.migrations import REVISIONS
from core.sqlite_file import Schema
from tests.core.gateway_world import SID
from tests.core.providers.http_server import answer, serving
from tests.core.world import ADMINISTRATOR, open_desk

NOBODY = 9
"""A port that nobody listens at."""
TOKEN = "TEXTBANK_TWILIO_AUTH_TOKEN"
ACTIVE = {"sid": SID, "status": "active"}


async def examined(path: Path) -> list[Finding]:
    return [finding async for finding in examine(path, NOBODY)]


def one_of(found: list[Finding], area: str, words: str) -> Finding:
    [finding] = [one for one in found if one.area == area and words in one.words]
    return finding


def bytes_of(folder: Path) -> dict[str, bytes]:
    """What is in a folder, but for the index of a log, which is made anew from it."""
    return {
        path.name: path.read_bytes() for path in folder.iterdir() if not path.match("*.sqlite-shm")
    }


async def test_all_is_well_where_nothing_is_wrong(database_path: Path) -> None:
    before = bytes_of(database_path.parent)
    found = await examined(database_path)

    assert [one.level for one in found] == [Level.OK] * len(found)
    said = [one.words for one in found if one.area == "database"]
    assert said[:2] == ["Its schema is up to date.", "Its contents are whole."]
    assert {"It can be written.", "Its write-ahead log has 0.0 MiB."} <= set(said)
    assert [one.area for one in found if one.area != "database"] == [
        "webhooks",
        "account",
        "clock",
        "outbox",
    ]
    assert bytes_of(database_path.parent).keys() == before.keys()


# The file


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that the textbank before this one made."""
    path = tmp_path_factory.mktemp("older") / "textbank.sqlite"
    sqlite_file.create_private(path)
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    engine = create_engine("sqlite://", creator=lambda: sqlite_file.connect(path))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, REVISIONS[-2])
    engine.dispose()
    return path


async def test_an_older_schema_is_left_as_it_is(older: Path) -> None:
    before = bytes_of(older.parent)
    found = await examined(older)

    assert bytes_of(older.parent) == before
    assert sqlite_file.schema_of(older) is Schema.OLDER
    trouble = one_of(found, "database", "of an older textbank")
    assert trouble.level is Level.TROUBLE
    assert "`textbank providers list` then brings it up to date" in trouble.advice
    assert one_of(found, "database", "were left out").level is Level.NOTE
    # What needs no schema is looked at all the same.
    assert one_of(found, "database", "are free on its disk")
    assert {one.area for one in found} == {"database", "webhooks", "clock"}


@pytest.fixture
def killed(database_path: Path, tmp_path: Path) -> Path:
    """A database whose newest commit is in its log alone, as a program left it that was killed."""
    folder = tmp_path / "killed"
    folder.mkdir()
    with closing(sqlite_file.connect(database_path)) as writing:
        writing.execute(
            "INSERT INTO organization (name, opt_out_message, confirm_unblocked_type_2, "
            "undo_seconds, hours_enforced, created_at) VALUES ('A', 'Bye', 1, 5, 0, 0)"
        )
        for path in database_path.parent.iterdir():
            if not path.match("*-shm"):
                shutil.copy(path, folder)
    return folder / database_path.name


def overwrite(path: Path, begin: int, end: int) -> None:
    with path.open("r+b") as file:
        file.seek(begin)
        file.write(b"\xa5" * (end - begin))


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda path: overwrite(path, 100, 4_096), "Its contents are damaged."),
        (lambda path: overwrite(path, 40_960, 122_880), "Its contents are damaged."),
        (lambda path: overwrite(path, 36, 40), "Its contents are damaged."),
        (lambda path: overwrite(path, 0, 100), "It is no database, or damaged."),
    ],
)
async def test_damage_is_trouble_and_nothing_more_is_lost(
    killed: Path, damage: Callable[[Path], None], words: str
) -> None:
    copy = back_up(killed, utc_now())
    # Backing up has folded the log in: as if it had been killed after that.
    with closing(sqlite_file.connect(killed)) as writing:
        writing.execute("UPDATE organization SET opt_out_message = 'Good-bye'")
        log = killed.with_name(f"{killed.name}-wal")
        newest = log.read_bytes()
    log.write_bytes(newest)
    damage(killed)
    before = bytes_of(killed.parent)
    found = await examined(killed)

    assert bytes_of(killed.parent) == before
    trouble = one_of(found, "database", words)
    assert trouble.level is Level.TROUBLE
    for named in (f"Move {killed.name}, {log.name} and {killed.name}-shm", copy.name, "together"):
        assert named in trouble.advice
    assert one_of(found, "database", "were left out")


async def test_what_is_whole_keeps_its_log_too(killed: Path) -> None:
    before = bytes_of(killed.parent)

    assert look_at_file(killed).is_fit
    assert bytes_of(killed.parent) == before


def emptied(path: Path) -> None:
    path.write_bytes(b"")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


def changed(sql: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(sql)

    return change


@pytest.mark.parametrize(
    ("change", "words", "advice"),
    [
        (changed("DROP TABLE opt_out"), "another program's", "Choose another file"),
        (changed("UPDATE alembic_version SET version_num = '9'"), "newer textbank", "Update"),
        (emptied, "It is empty", "textbank import"),
    ],
)
async def test_what_this_textbank_cannot_work_with(
    database_path: Path, change: Callable[[Path], None], words: str, advice: str
) -> None:
    change(database_path)
    found = await examined(database_path)

    trouble = one_of(found, "database", words)
    assert trouble.level is Level.TROUBLE
    assert advice in trouble.advice
    assert not [one for one in found if one.area in ("account", "outbox")]


async def test_records_that_point_nowhere_are_trouble(database_path: Path) -> None:
    changed(
        "INSERT INTO contact (organization_id, number, first_name, last_name) "
        "VALUES (77, '+14155550101', '', '')"
    )(database_path)
    found = await examined(database_path)

    assert one_of(found, "database", "point at others").level is Level.TROUBLE
    assert one_of(found, "outbox", "Nothing waits to leave.")


# Writing, and room to


def test_a_locked_database_is_trouble(database_path: Path) -> None:
    with closing(sqlite3.connect(database_path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        trouble = look_at_writing(database_path, patience=0.05)
        other.execute("ROLLBACK")

    assert (trouble.level, "locked by another program" in trouble.words) == (Level.TROUBLE, True)
    assert look_at_writing(database_path).level is Level.OK
    assert look_at_writing(database_path, slow=0).level is Level.NOTE


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_disk_that_takes_nothing_more_is_trouble(database_path: Path) -> None:
    """An empty transaction would commit there. Here the system lets the log grow no more."""
    look = (
        "import resource, sys; from pathlib import Path; "
        "from core.checkup_database import look_at_writing; most = int(sys.argv[2]); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)); "
        "print(look_at_writing(Path(sys.argv[1])).level)"
    )
    log = database_path.with_name(f"{database_path.name}-wal")
    with closing(sqlite_file.connect(database_path)) as other:
        for version in range(20):
            other.execute(f"PRAGMA user_version = {version % 2}")
        size = log.stat().st_size
        # The index of the log has 32 KiB, and is no part of what is tried.
        assert size > 64 * 1024
        asked = [sys.executable, "-c", look, str(database_path), str(size)]
        ran = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60)
        assert log.stat().st_size == size

    assert ran.stdout == "trouble\n"
    assert look_at_writing(database_path).level is Level.OK
    assert look_at_file(database_path).is_fit


def test_too_little_room_and_too_long_a_log_are_trouble(killed: Path) -> None:
    assert look_at_room(killed).level is Level.OK
    full = look_at_room(killed, least=2**62)
    assert (full.level, bool(full.advice)) == (Level.TROUBLE, True)
    assert look_at_log(killed).level is Level.OK
    long = look_at_log(killed, longest=killed.with_name(f"{killed.name}-wal").stat().st_size - 1)
    assert (long.level, bool(long.advice)) == (Level.TROUBLE, True)


# Accounts


async def with_account(path: Path, **settings: str) -> None:
    async with open_desk(path, ADMINISTRATOR) as desk:
        draft = AccountDraft("twilio", "twilio", {"account_sid": SID} | settings)
        await add_account(desk, draft, "Open Roads")


HTML = {"content-type": "text/html"}
MOVED = {"location": "http://127.0.0.1:9/"}


@pytest.mark.parametrize(
    ("status", "content", "headers", "advice"),
    [
        (401, {}, {}, f"Set {TOKEN} to what Twilio shows. Compare account_sid"),
        (403, {}, {}, f"Set {TOKEN} to what Twilio shows. Compare account_sid"),
        (402, {}, {}, "Top up the account at Twilio"),
        (404, {}, {}, "Compare account_sid with what Twilio shows"),
        (429, {}, {}, "Change nothing, and wait"),
        (500, {}, {}, "Change nothing, and wait"),
        (503, {}, {"retry-after": "60"}, "Change nothing, and wait"),
        (302, {}, MOVED, "Something else may answer for Twilio"),
        (200, b"<html>Sign in</html>", HTML, "Something else may answer for Twilio"),
        (200, ACTIVE | {"status": "suspended"}, {}, "Ask Twilio why"),
    ],
)
async def test_advice_fits_what_the_provider_answers(
    database_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    status: int,
    content: Any,
    headers: dict[str, str],
    advice: str,
) -> None:
    monkeypatch.setenv(TOKEN, "0123456789abcdef")
    async with serving(answer(status, content, headers)) as server:
        await with_account(database_path, api_url=server.url)
        found = await examined(database_path)

    trouble = one_of(found, "account", "Account twilio (Twilio): ")
    assert trouble.level is Level.TROUBLE
    assert trouble.advice.startswith(advice)
    # New secrets are asked for where they are the matter, and nowhere else.
    assert (TOKEN in trouble.advice) == (status in (401, 403))
    assert "--secrets" not in trouble.advice
    assert [sent.method for sent in server.requests] == ["GET"]


async def test_an_address_that_nobody_answers_at_is_not_taken_away_lightly(
    database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TOKEN, "0123456789abcdef")
    await with_account(database_path, api_url="http://127.0.0.1:9")
    trouble = one_of(await examined(database_path), "account", "cannot be reached")

    assert "simulate-gateway twilio" in trouble.advice
    assert "--set api_url= --administrator` takes it away; what waits here then leaves through" in (
        trouble.advice
    )
    assert "not in a trial's database" in trouble.advice


async def test_what_an_account_lacks(database_path: Path) -> None:
    await with_account(database_path)
    found = await examined(database_path)

    secret = one_of(found, "account", "cannot be used here")
    assert (secret.level, TOKEN in secret.advice) == (Level.TROUBLE, True)
    assert one_of(found, "webhooks", "Nothing receives webhooks").level is Level.TROUBLE


@pytest.mark.parametrize(
    ("seconds", "level", "words"),
    [
        (0, Level.OK, "It agrees"),
        (-300, Level.TROUBLE, "5 minutes ahead of a provider's"),
        (10_800, Level.TROUBLE, "3 hours behind a provider's"),
    ],
)
async def test_the_clock_is_held_against_a_providers(
    database_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: int, level: Level, words: str
) -> None:
    monkeypatch.setenv(TOKEN, "0123456789abcdef")
    date = format_datetime(utc_now() + timedelta(seconds=seconds), usegmt=True)
    async with serving(answer(200, ACTIVE, {"date": date})) as server:
        webhook_url = "https://texts.example.org"
        await with_account(database_path, api_url=server.url, webhook_url=webhook_url)
        found = await examined(database_path)

    assert one_of(found, "account", "the account is active").level is Level.OK
    [clock] = [one for one in found if one.area == "clock"]
    assert (clock.level, words in clock.words) == (level, True), clock
    assert bool(clock.advice) == (level is Level.TROUBLE)


def test_a_clock_that_cannot_be_right_needs_no_provider() -> None:
    assert look_at_clock(None, datetime(1970, 1, 1, tzinfo=UTC)).level is Level.TROUBLE
    assert look_at_clock(None, utc_now()).level is Level.OK
