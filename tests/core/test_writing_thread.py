"""Who writes first: a texter before what goes on behind, and every program in its turn."""

from __future__ import annotations

import asyncio
import multiprocessing
import threading
import time
from concurrent.futures import Future
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from core.database import Database
from core.errors import DatabaseBusy
from core.models import lines
from core.providers.base import OutboundText
from core.writing_thread import IN_A_ROW, WritingThread
from tests.core import rules_world
from tests.core.rules_world import Scene

type1 = rules_world.type1


def test_no_number_stands_in_what_went_wrong(database_path: Path) -> None:
    database = Database.open(database_path)
    text = OutboundText("r-1", "+12025550100", "+12025550123", "private words")
    values = {"provider": "simulator", "number": text.number, "behavior": text.body}
    try:
        with pytest.raises(IntegrityError) as failed:
            database.transact(
                lambda connection: connection.execute(lines.insert().values(values)),
            )
    finally:
        database.close_now()

    said = f"{failed.value!r} {failed.value} {text!r}"
    assert "NOT NULL" in said
    assert text.number not in said
    assert text.body not in said


def in_the_order_of(works: list[tuple[str, bool]]) -> list[str]:
    """In which order pieces of work that all wait are done; True is behind."""
    thread, free, done = WritingThread(), threading.Event(), list[str]()
    thread.submit(lambda: free.wait(60))
    waiting: list[Future[None]] = [
        thread.submit(lambda name=name: done.append(name), behind=behind)  # type: ignore[misc]
        for name, behind in works
    ]
    free.set()
    for each in waiting:
        each.result(60)
    thread.end(lambda: None).result(60)
    thread.join()
    return done


def test_a_texter_goes_first_and_within_each_the_one_who_came_first() -> None:
    works = [("a", True), ("b", True), ("1", False), ("c", True), ("2", False)]

    assert in_the_order_of(works) == ["1", "2", "a", "b", "c"]


def test_what_goes_on_behind_is_not_kept_waiting_for_good() -> None:
    works = [("behind", True)] + [(str(number), False) for number in range(50)]

    done = in_the_order_of(works)

    assert done.index("behind") == IN_A_ROW
    done.remove("behind")
    assert done == [str(number) for number in range(50)]


def test_what_is_given_up_before_its_turn_is_not_done_and_an_error_stops_nobody() -> None:
    thread, free, done = WritingThread(), threading.Event(), list[str]()
    thread.submit(lambda: free.wait(60))
    given_up = thread.submit(lambda: done.append("given up"))
    failing = thread.submit(lambda: done.remove("not there"), behind=True)
    last = thread.submit(lambda: done.append("last"), behind=True)
    assert given_up.cancel()
    free.set()

    last.result(60)

    assert done == ["last"]
    assert isinstance(failing.exception(60), ValueError)
    thread.end(lambda: done.append("end")).result(60)
    thread.join()
    assert done == ["last", "end"]


async def test_an_opt_out_overtakes_what_a_worker_has_queued(type1: Scene) -> None:
    free = threading.Event()

    def opted_out(connection: Connection) -> int:
        found = connection.exec_driver_sql("SELECT count(*) FROM opt_out WHERE ended_at IS NULL")
        return int(found.scalar_one())

    busy = asyncio.create_task(type1.database.write(lambda _: free.wait(60)))
    await asyncio.sleep(0)
    behind = [asyncio.create_task(type1.database.write_behind(opted_out)) for _ in range(3)]
    await asyncio.sleep(0)
    opting_out = asyncio.create_task(type1.desk.opt_out(type1.maria))
    # It imports nothing more: a turn of the loop or two, and it is in the queue.
    asyncio.get_running_loop().call_later(0.1, free.set)
    await asyncio.gather(busy, opting_out)

    assert await asyncio.gather(*behind) == [1, 1, 1]


def write_without_end(path: Path, started: Event) -> None:
    """Another program, whose worker always has something to write."""

    def write(connection: Connection) -> None:
        connection.exec_driver_sql("UPDATE organization SET undo_seconds = undo_seconds + 1")
        time.sleep(0.004)

    async def behind(database: Database) -> None:
        while True:
            await asyncio.gather(*(database.write_behind(write) for _ in range(50)))
            started.set()

    asyncio.run(behind(Database.open(path)))


async def test_a_program_that_writes_without_end_lets_another_one_in(type1: Scene) -> None:
    spawn = multiprocessing.get_context("spawn")
    started = spawn.Event()
    other = spawn.Process(target=write_without_end, args=(type1.desk.path, started))
    other.start()
    try:
        assert await asyncio.to_thread(started.wait, 60)
        waits: list[float] = []
        for _ in range(20):
            await asyncio.sleep(0.013)
            began = time.perf_counter()
            await type1.desk.save_draft(type1.maria, "on my way")
            waits.append(time.perf_counter() - began)
    finally:
        other.kill()
        other.join()

    # With SQLite's own waits it takes up to five seconds, and then gives up.
    assert sorted(waits)[17] < 0.1


async def test_a_lock_that_is_never_let_go_is_told(
    database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.sqlite_file.BUSY_TIMEOUT_MS", 100)
    one, other = Database.open(database_path), Database.open(database_path)
    held, free = threading.Event(), threading.Event()

    def hold(_: Connection) -> None:
        held.set()
        free.wait(60)

    holding = asyncio.create_task(one.write(hold))
    await asyncio.to_thread(held.wait, 60)
    with pytest.raises(DatabaseBusy, match="locked by another program"):
        await other.write(lambda _: None)
    free.set()
    await holding
    await other.write(lambda _: None)
    await one.close()
    await other.close()
