"""What `/health` and `/metrics` say where the receiver cannot do its work."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from core import keeping_on
from core.desk import Desk
from core.domain import Behavior
from core.errors import DatabaseFull
from core.webhook_serving import writable as trying
from core.webhook_serving.calls import PublicAddress
from core.webhook_serving.figures import Figures
from core.webhook_serving.open_files import most_connections, quiet_accepting, raise_limit
from core.webhook_serving.serving import Receiving
from core.webhook_serving.storing import Storing
from core.webhook_serving.writable import Writable
from core.worker import Worker
from tests.core.gateway_world import on_account
from tests.core.test_webhook_serving import PUBLIC, TOKEN, receiver
from tests.core.world import ADMINISTRATOR, MARIA, open_desk

on_unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")


@pytest.fixture
async def desk(database_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    monkeypatch.setenv("TEXTBANK_TWILIO_AUTH_TOKEN", TOKEN)
    async with open_desk(database_path, ADMINISTRATOR) as desk:
        await on_account(desk, Behavior.TYPE_2, (MARIA,), {"api_url": "http://127.0.0.1:9"})
        yield desk


# The database


@contextmanager
def no_file_grows_beyond(size: int) -> Iterator[None]:
    """As on a disk that is full: what is written beyond is refused."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@on_unix
async def test_a_disk_that_takes_nothing_is_found_without_a_call(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying, "TRY_EVERY", 0.0)
    monkeypatch.setattr(trying, "AGAIN", 0.0)
    database = await desk.database()
    log = desk.path.with_name(f"{desk.path.name}-wal")
    async with Storing(database, desk.now, Figures()) as storing:
        writable = Writable(database, storing)
        assert await writable.trouble() == ""
        with no_file_grows_beyond(log.stat().st_size):
            assert (await writable.trouble()).startswith("Database")
        assert await writable.trouble() == ""


async def test_it_is_written_no_more_often_than_has_to_be(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = await desk.database()
    async with Storing(database, desk.now, Figures()) as storing:
        writable = Writable(database, storing)
        before = desk.reader.data_version()
        assert await asyncio.gather(*(writable.trouble() for _ in range(20))) == [""] * 20
        once = desk.reader.data_version()
        assert await writable.trouble() == ""
        assert before != once == desk.reader.data_version()


async def test_calls_that_could_not_be_stored_are_trouble_for_a_while(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = await desk.database()

    async def refuse(*_: object) -> None:
        raise DatabaseFull("full")

    async with Storing(database, desk.now, Figures()) as storing:
        writable = Writable(database, storing)
        with monkeypatch.context() as patch:
            patch.setattr(database, "write_behind", refuse)
            with pytest.raises(DatabaseFull):
                await storing.store((await desk.gateways()).named("simulator"), [])
        # It can be written, but for what a call needs.
        assert await writable.trouble() == "DatabaseFull"
        with monkeypatch.context() as patch:
            patch.setattr(trying, "FAILED_FOR", 0.0)
            assert await writable.trouble() == ""
        assert await writable.trouble() == "DatabaseFull"
        await storing.store((await desk.gateways()).named("simulator"), [])
        assert await writable.trouble() == ""


# The sending


async def figures(client: httpx.AsyncClient) -> dict[str, float]:
    page = (await client.get("/metrics")).text
    lines = (line.split() for line in page.splitlines() if line.startswith("textbank_sending"))
    return {name: float(value) for name, value in lines}


async def test_a_sender_that_stumbles_is_watched_and_begins_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    really, fails = Worker.next_due, asyncio.Event()
    fails.set()
    failed, went_well = asyncio.Event(), asyncio.Event()

    async def stumble(worker: Worker) -> object:
        if fails.is_set():
            failed.set()
            raise KeyError("Winterhold")
        due = await really(worker)
        went_well.set()
        return due

    monkeypatch.setattr(Worker, "next_due", stumble)
    monkeypatch.setattr(keeping_on, "TROUBLE_PAUSE", 0.01)
    monkeypatch.setattr(keeping_on, "CALM", 0.0)
    how = Receiving(PublicAddress(PUBLIC), trying=False)
    async with asyncio.timeout(20), receiver(desk, how) as (client, _):
        await failed.wait()
        health = await client.get("/health")
        shape = health.json()
        assert (health.status_code, shape["sending"]) == (503, True)
        assert shape["trouble"].startswith("Nothing is sent: A fault of textbank's own (KeyError)")
        assert (await figures(client))["textbank_sending"] == 0
        assert (await figures(client))["textbank_sending_faults"] >= 1
        fails.clear()
        await went_well.wait()
        shape = (await client.get("/health")).json()
        assert (shape["status"], shape["sending_trouble"]) == ("ok", "")
        assert (await figures(client))["textbank_sending"] == 1
    assert "It begins again in" in caplog.text


async def test_where_sending_is_left_to_others_nothing_is_wrong(desk: Desk) -> None:
    async with receiver(desk) as (client, _):
        health = await client.get("/health")
        assert (health.status_code, health.json()["sending"]) == (200, False)
        assert (await figures(client))["textbank_sending"] == 0


# Open files


@on_unix
def test_half_the_files_are_for_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    limits = (256, 100_000)

    def change(_: int, new: tuple[int, int]) -> None:
        nonlocal limits
        limits = new

    monkeypatch.setattr(resource, "getrlimit", lambda _: limits)
    monkeypatch.setattr(resource, "setrlimit", change)
    assert most_connections() == 128
    raise_limit()
    assert limits == (10_240, 100_000)
    assert most_connections() == 4_000
    for before, after in (
        ((256, 1_024), (1_024, 1_024)),
        ((20_000, 100_000), (20_000, 100_000)),
        ((256, resource.RLIM_INFINITY), (10_240, resource.RLIM_INFINITY)),
        ((resource.RLIM_INFINITY,) * 2, (resource.RLIM_INFINITY,) * 2),
    ):
        limits = before
        raise_limit()
        assert limits == after
    assert most_connections() == 4_000


async def test_that_none_can_be_accepted_is_said_now_and_then(
    caplog: pytest.LogCaptureFixture,
) -> None:
    loop, others = asyncio.get_running_loop(), list[str]()
    loop.set_exception_handler(lambda _, context: others.append(context["message"]))
    trouble = {"message": "socket.accept() out of system resource", "exception": OSError(24, "no")}
    try:
        with quiet_accepting(loop):
            for _ in range(1_000):
                loop.call_exception_handler(trouble)
            loop.call_exception_handler({"message": "another"})
        loop.call_exception_handler(trouble)
    finally:
        loop.set_exception_handler(None)
    said = [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR]
    assert said == ["connections cannot be accepted: no"]
    assert others == ["another", trouble["message"]]
