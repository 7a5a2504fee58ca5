"""Calls that were not taken, and times in which nothing took any: known after a restart."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.account_kinds import KINDS
from core.accounts import (
    AccountChange,
    AccountDraft,
    add_account,
    change_account,
    remove_account,
)
from core.checkup_missed import look_at_missed
from core.checkup_serving import Serving, ask_serve
from core.clock import StandingClock
from core.desk import Desk
from core.domain import Behavior
from core.errors import DatabaseBusy
from core.findings import Finding, Level, ok
from core.gateways import Gateways
from core.missed_call_records import KEPT, note
from core.missed_calls import Missed
from core.webhook_serving import remembering
from tests.core.gateway_world import on_account
from tests.core.test_receiver_watched import no_file_grows_beyond, on_unix
from tests.core.test_webhook_serving import TOKEN, call, receiver, text_of
from tests.core.world import ADMINISTRATOR, MARIA, open_desk

SECRET = "TEXTBANK_TWILIO_AUTH_TOKEN"
STOPPED = Serving(ok("webhooks", "Nothing receives webhooks."))
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
BANDWIDTH = {"account_id": "1", "application_id": "a", "username": "u", "webhook_username": "w"}


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock(NOON)


@pytest.fixture
async def desk(
    database_path: Path, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Desk]:
    monkeypatch.setenv(SECRET, TOKEN)
    async with open_desk(database_path, ADMINISTRATOR, clock) as desk:
        await on_account(desk, Behavior.TYPE_2, (MARIA,))
        yield desk


async def found_by(desk: Desk, serving: Serving = STOPPED) -> list[Finding]:
    return [one async for one in look_at_missed(desk.reader, serving, desk.now())]


async def calls_of(desk: Desk, serving: Serving = STOPPED) -> list[Finding]:
    return [one for one in await found_by(desk, serving) if one.area == "account"]


async def gaps_of(desk: Desk) -> list[Finding]:
    """But for what a receiver leaves open that was ended in a test."""
    found = [one for one in await found_by(desk) if one.area == "webhooks"]
    return [one for one in found if "has not been running" not in one.words]


def kept(path: Path) -> list[tuple[Any, ...]]:
    """What is in the file, as another program sees it."""
    with closing(sqlite3.connect(path)) as connection:
        kept = "SELECT outcome, calls FROM missed_call ORDER BY outcome"
        return connection.execute(kept).fetchall()


def runs(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM serve_run").fetchone()[0])


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110 - nobody tells of it
            await asyncio.sleep(0.005)


def local(at: datetime) -> str:
    here = at.astimezone()
    return f"{here.day} {here:%B, %H:%M}"


# Calls


async def busy(*_: object, **__: object) -> None:
    raise DatabaseBusy("locked")


async def test_calls_without_a_secret_are_known_after_a_restart(
    desk: Desk,
    clock: StandingClock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("core.webhook_serving.served.LOOK_EVERY", 0.0)
    monkeypatch.setattr("core.gateways.LOOK_AGAIN", 0.0)
    monkeypatch.delenv(SECRET)
    stop = text_of(MARIA, "STOP", "SM1")
    async with receiver(desk) as (client, _):
        assert "as long as it cannot be used its calls are answered with 503" in caplog.text
        assert "Twilio tries a call once: requests to opt out may be lost" in caplog.text
        for _ in range(2):
            assert (await call(client, stop)).status_code == 503
            clock.advance(60)
        # Nor can it be found out just now whether the secret has come.
        with monkeypatch.context() as patch:
            patch.setattr(Gateways, "look", busy)
            assert (await call(client, stop)).status_code == 503
            clock.advance(60)
        monkeypatch.setenv(SECRET, TOKEN)
        assert (await call(client, stop | {"MessageSid": "SM2"})).status_code == 200
        assert "account twilio can be used now" in caplog.text
    clock.advance(3_600)

    # As the receiver of tomorrow leaves it: nothing else happens to these calls.
    async with receiver(desk):
        pass
    clock.advance(-3_600)
    [finding] = await calls_of(desk)
    assert finding.level is Level.TROUBLE
    end = (NOON + 2 * MINUTE).astimezone()
    assert finding.words == (
        f"Account twilio (Twilio): 3 calls were not taken between {local(NOON)} and {end:%H:%M}: "
        "a secret was not known to `textbank serve`. A request to opt out may be among them. "
        "Twilio tries a call once."
    )
    assert "message log of Twilio" in finding.advice

    clock.advance(8 * 24 * 3_600)
    assert await calls_of(desk) == [], "after a week it is no news"


async def test_a_flood_of_calls_writes_nothing_until_it_is_noted_together(desk: Desk) -> None:
    async with receiver(desk) as (client, _):
        await until(lambda: runs(desk.path) == 1)
        with closing(sqlite3.connect(desk.path)) as other:
            version = other.execute("PRAGMA data_version").fetchone()
            for _ in range(100):
                assert (await call(client, {"Body": "x"}, signature="x")).status_code == 403
                await client.post("/webhooks/nobody")
            assert other.execute("PRAGMA data_version").fetchone() == version
    assert kept(desk.path) == [("forged", 100)]


async def test_what_serve_tells_by_itself_is_not_told_twice(
    desk: Desk, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembering, "LOOK_EVERY", 0.01)
    async with receiver(desk) as (client, _):
        assert (await call(client, text_of(MARIA, "Hi", "SM1"))).status_code == 200
        assert (await call(client, text_of(MARIA, "STOP", ""))).status_code == 503
        elsewhere = text_of(MARIA, "Hi", "SM2") | {"To": "+12025550199"}
        assert (await call(client, elsewhere)).status_code == 200
        assert (await call(client, text_of(MARIA, "Hi", "SM3"), signature="x")).status_code == 403
        once = [("forged", 1), ("unknown_line", 1), ("unreadable", 1)]
        await until(lambda: kept(desk.path) == once)
        port = client.base_url.port
        assert port is not None
        assert await calls_of(desk, await ask_serve(desk.path, port, needed=True)) == []
    forged, elsewhere_, unreadable = await calls_of(desk)
    assert forged.level is Level.TROUBLE, "nothing right has come since"
    assert "Strangers cause that, too" in forged.advice
    assert (elsewhere_.level, "no campaign" in elsewhere_.words) == (Level.NOTE, True)
    assert (unreadable.level, f"not taken at {local(NOON)}" in unreadable.words) == (
        Level.TROUBLE,
        True,
    )

    clock.advance(60)
    async with receiver(desk) as (client, _):
        assert (await call(client, text_of(MARIA, "Hi", "SM4"))).status_code == 200
        port = client.base_url.port
        assert port is not None
        # That of the run before is told by nobody else.
        serving = await ask_serve(desk.path, port, needed=True)
        again = {one.words: one.level for one in await calls_of(desk, serving)}
    assert again[forged.words] is Level.NOTE
    assert again[unreadable.words] is Level.TROUBLE


@on_unix
async def test_where_the_database_fails_it_is_noted_once_it_does_not(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tries: list[object] = []

    def counted(*given: Any, **more: Any) -> int:
        tries.append(given)
        return note(*given, **more)

    monkeypatch.setattr(remembering, "LOOK_EVERY", 0.01)
    monkeypatch.setattr(remembering, "note", counted)
    async with receiver(desk) as (client, _):
        await until(lambda: runs(desk.path) == 1)
        log = desk.path.with_name(f"{desk.path.name}-wal")
        with no_file_grows_beyond(log.stat().st_size):
            for sid in ("SM1", "SM2"):
                assert (await call(client, text_of(MARIA, "STOP", sid))).status_code == 503
            before = len(tries)
            await until(lambda: len(tries) >= before + 3)
            assert "cannot be noted yet" in caplog.text
            assert kept(desk.path) == []
        await until(lambda: kept(desk.path) == [("busy", 2)])
    assert caplog.text.count("cannot be noted yet") == 1
    [finding] = await calls_of(desk)
    assert "the database could not take them in time" in finding.words


async def written(desk: Desk, *missed: Missed) -> None:
    database = await desk.database()
    await database.write(note, None, desk.now(), desk.now(), missed, ended=True)


async def test_who_calls_again_loses_less_and_who_was_removed_nothing(
    desk: Desk, clock: StandingClock
) -> None:
    await add_account(desk, AccountDraft("bw", "bandwidth", BANDWIDTH), "Open Roads")
    some = Missed("bw", "no_credentials", 1, NOON, NOON)
    await written(desk, some)
    [finding] = await calls_of(desk)
    assert (finding.level, "Bandwidth tries a call for a day" in finding.words) == (
        Level.NOTE,
        True,
    )
    clock.advance(26 * 3_600)
    await written(desk, Missed("bw", "no_credentials", 2, clock.now, clock.now))
    [finding] = await calls_of(desk)
    assert (finding.level, "3 calls were" in finding.words) == (Level.TROUBLE, True)

    await remove_account(desk, "bw")
    await written(desk, some)
    await add_account(desk, AccountDraft("bw", "bandwidth", BANDWIDTH), "Open Roads")
    assert await calls_of(desk) == []
    await written(desk, some)
    assert sorted(kept(desk.path)) == [("no_credentials", n) for n in (1, 1, 2)]


async def test_an_account_that_was_changed_is_served_as_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("core.webhook_serving.served.LOOK_EVERY", 0.0)
    async with receiver(desk) as (client, _):
        monkeypatch.delenv(SECRET)
        await change_account(desk, "twilio", AccountChange({"api_url": "http://127.0.0.1:9"}))
        assert (await client.post("/webhooks/nobody")).status_code == 404
        assert "cannot be used here" in caplog.text
        assert (await call(client, text_of(MARIA, "Hi", "SM1"))).status_code == 200
    assert "answered with 503" not in caplog.text


def test_every_provider_says_how_often_it_calls() -> None:
    assert {name: kind.tries for name, kind in KINDS.items()} == {
        "twilio": "once",
        "telnyx": "three times within seconds",
        "bandwidth": "for a day",
        "vonage": "for a day",
        "plivo": "a few times",
    }
    assert all(one.calls_again == (one.tries == "for a day") for one in KINDS.values())


# Times in which nothing was received


async def ran(desk: Desk, begin: datetime, end: datetime, *, ended: bool = True) -> None:
    """As a receiver leaves it that ran from then to then."""
    database = await desk.database()
    run = await database.write(note, None, begin, begin, ())
    await database.write(note, run, begin, end, (), ended=ended)


async def account_added(desk: Desk, at: datetime) -> None:
    database = await desk.database()
    microseconds = round(at.timestamp() * 1e6)
    await database.write(
        lambda connection: connection.exec_driver_sql(
            "UPDATE gateway_account SET created_at = ?", (microseconds,)
        )
    )


async def test_a_receiver_that_was_not_there_is_known_at_its_next_start(
    desk: Desk, clock: StandingClock
) -> None:
    async with receiver(desk):
        pass
    clock.advance(3 * 3_600)
    [still] = await found_by(desk)
    assert (still.level, still.words) == (
        Level.TROUBLE,
        f"`textbank serve` has not been running since {local(NOON)}. Twilio tries a call once. "
        "Requests to opt out may be lost.",
    )
    assert still.advice.startswith("Start it.")
    assert await found_by(desk, Serving(STOPPED.finding, answers=True)) == []
    async with receiver(desk):
        pass
    [finding] = await gaps_of(desk)
    assert finding.level is Level.TROUBLE
    back = (NOON + 3 * HOUR).astimezone()
    end = f"{back:%H:%M}" if back.date() == NOON.astimezone().date() else local(back)
    assert finding.words == (
        f"`textbank serve` was not running from {local(NOON)} to {end}. Twilio tries a call once. "
        "Requests to opt out may be lost."
    )

    clock.advance(8 * 24 * 3_600)
    assert await gaps_of(desk) == []


async def test_a_machine_that_slept_did_not_receive(
    desk: Desk, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembering, "LOOK_EVERY", 0.01)
    async with receiver(desk):
        await until(lambda: runs(desk.path) == 1)
        clock.advance(2 * 3_600)
        await until(lambda: runs(desk.path) == 2)
    [finding] = await gaps_of(desk)
    assert "or up to a minute later, to" in finding.words


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        # (begin, end, ended by itself), in minutes before now.
        pytest.param([(90, 60, True), (60, 0, False)], [], id="a restart"),
        pytest.param([(90, 60, True), (58, 0, False)], ["note was not running"], id="two minutes"),
        pytest.param([(90, 60, True), (59, 0, True)], ["note for 60 seconds"], id="a minute"),
        pytest.param([(90, 60, False), (59, 0, True)], ["note for at most 60 seconds"], id="less"),
        pytest.param([(90, 60, False), (50, 0, False)], ["trouble was not running ~"], id="killed"),
        pytest.param(
            [(90, 30, False), (80, 70, True), (20, 0, False)],
            ["trouble was not running ~"],
            id="two",
        ),
        pytest.param([(90, 2, False)], [], id="its beat may be on the way"),
        pytest.param(
            [(90, 4, False)], ["trouble has not been running ~"], id="killed and not back"
        ),
        pytest.param(
            [(900, 800, True), *((n * 100, n * 100 - 50, True) for n in range(7, 0, -1))],
            [
                "trouble has not been running",
                *["trouble was not running"] * 4,
                "note 3 earlier gaps",
            ],
            id="many",
        ),
    ],
)
async def test_what_is_no_gap_and_what_is(
    desk: Desk, runs: list[tuple[int, int, bool]], words: list[str]
) -> None:
    await account_added(desk, NOON - 10 * 24 * HOUR)
    for begin, end, ended in runs:
        await ran(desk, NOON - begin * MINUTE, NOON - end * MINUTE, ended=ended)
    found = await found_by(desk)

    kinds = (
        "for 60 seconds",
        "for at most 60 seconds",
        "has not been running",
        "was not running",
        "3 earlier gaps",
    )
    said = [
        f"{one.level} {next(kind for kind in kinds if kind in one.words)}"
        f"{' ~' if 'up to a minute later' in one.words else ''}"
        for one in found
    ]
    assert said == words


async def test_a_restart_of_seconds_is_told_for_a_call_may_have_come_in_it(desk: Desk) -> None:
    await account_added(desk, NOON - 10 * 24 * HOUR)
    await ran(desk, NOON - HOUR, NOON - 30 * MINUTE, ended=True)
    await ran(desk, NOON - 30 * MINUTE + timedelta(seconds=8), NOON, ended=False)
    [found] = await found_by(desk)
    assert "was not running for 8 seconds at " in found.words


async def test_where_a_gap_is_known_to_a_minute_both_ends_are_said(desk: Desk) -> None:
    await account_added(desk, NOON - 10 * 24 * HOUR)
    await ran(desk, NOON - HOUR, NOON - 30 * MINUTE, ended=False)
    back = NOON - 29 * MINUTE
    await ran(desk, back, NOON, ended=False)
    [found] = await found_by(desk)
    begin = (NOON - 30 * MINUTE).astimezone()
    assert f"between {local(begin)} and {back.astimezone():%H:%M}." in found.words


async def test_a_gap_matters_to_who_was_there_and_does_not_come_again(
    desk: Desk, clock: StandingClock
) -> None:
    """An account that was added when it was over misses nothing."""
    await ran(desk, NOON - 40 * HOUR, NOON - 39 * HOUR)
    await ran(desk, NOON - 5 * HOUR, NOON)
    assert await gaps_of(desk) == []

    await remove_account(desk, "twilio", in_use=True)
    await add_account(desk, AccountDraft("bw", "bandwidth", BANDWIDTH), "Open Roads")
    await account_added(desk, NOON - 100 * HOUR)
    [longer] = await gaps_of(desk)
    assert (longer.level, "Requests to opt out may be lost" in longer.words) == (
        Level.TROUBLE,
        True,
    )
    clock.advance(5 * 3_600)
    await ran(desk, clock.now, clock.now)
    shorter, longer_still = await gaps_of(desk)
    assert longer_still == longer
    assert (shorter.level, shorter.advice) == (Level.NOTE, "")
    assert shorter.words.endswith("What they called with came again.")


async def test_what_is_old_goes_and_a_gap_that_is_longer_stays(
    desk: Desk, clock: StandingClock
) -> None:
    await account_added(desk, NOON - HOUR)
    await written(desk, Missed("twilio", "busy", 2, NOON, NOON))
    await ran(desk, NOON, NOON + HOUR)
    clock.advance((KEPT + 2 * HOUR).total_seconds())
    await ran(desk, clock.now, clock.now)
    assert kept(desk.path) == []
    assert await desk.reader.row("SELECT count(*) FROM serve_run") == (2,)
    [finding] = await gaps_of(desk)
    assert f"was not running from {local(NOON + HOUR)}" in finding.words


async def test_without_an_account_nothing_is_missed(desk: Desk, clock: StandingClock) -> None:
    await ran(desk, NOON - 3 * HOUR, NOON - 2 * HOUR)
    await remove_account(desk, "twilio", in_use=True)
    assert [one async for one in look_at_missed(desk.reader, STOPPED, NOON)] == []
