"""The network's file: durable, private, and shared by every process that uses it."""

import asyncio
import multiprocessing
import os
import sqlite3
import stat
import warnings
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from core.domain import Behavior
from core.errors import DatabaseNewer, NotADatabase
from core.providers.base import InboundMessage, OutboundText, Outcome, Taken
from core.providers.simulator import Simulator
from core.providers.simulator_store import SCHEMA_VERSION

LINE = "+14155550101"
MARIA = "+14155550134"
SPAWN = multiprocessing.get_context("spawn")
EACH = 60
REFUSALS = 25


def text(reference: str) -> OutboundText:
    return OutboundText(reference=reference, line=LINE, number=MARIA, body="Will you vote?")


async def test_two_simulators_on_one_file_are_one_network(tmp_path: Path) -> None:
    here, there = Simulator(tmp_path / "network"), Simulator(tmp_path / "network")
    await here.provision_line(LINE, Behavior.TYPE_2)
    assert await there.receive() == []
    assert await there.receive() == []

    await there.configure(lose_next=1, delivery_reports=False)
    sent = await here.send(text("a"))
    await here.say(LINE, MARIA, "STOP")

    assert sent.outcome is Outcome.AMBIGUOUS
    assert (await there.ask("a")).taken is Taken.YES
    assert await there.is_blocked(LINE, MARIA)
    assert await there.phone(MARIA) == await here.phone(MARIA)
    [(receipt, event)] = await there.receive()
    assert isinstance(event, InboundMessage)
    assert event.body == "STOP"
    # One process's lease and acknowledgement hold for the other.
    assert await here.receive() == []
    await there.acknowledge([receipt])
    assert await here.waiting() == 0
    await here.close()
    await there.close()


async def test_everything_is_there_again_after_closing(tmp_path: Path) -> None:
    simulator = Simulator(tmp_path / "network")
    await simulator.provision_line(LINE, Behavior.TYPE_2)
    await simulator.configure(can_be_asked=False, delivery_reports=False)
    await simulator.say(LINE, MARIA, "STOP")
    assert len(await simulator.receive()) == 1
    assert await simulator.receive() == []
    phone = await simulator.phone(MARIA)
    await simulator.close()

    other = Simulator(tmp_path / "network")
    assert await other.phone(MARIA) == phone
    assert await other.is_blocked(LINE, MARIA)
    assert not (await other.settings()).can_be_asked
    assert await other.waiting() == 1
    await other.say(LINE, "+14155550135", "yes")
    await other.close()

    # The first one looks anew when it is used again.
    assert len(await simulator.phone(MARIA)) == 2
    assert len(await simulator.receive()) == 1
    await simulator.close()


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
async def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    simulator = Simulator(tmp_path / "folder" / "network")
    await simulator.provision_line(LINE, Behavior.TYPE_1)

    files = list((tmp_path / "folder").iterdir())
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert len(files) > 1  # The write-ahead log holds bodies too.
    await simulator.close()


async def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "textbank.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE conversation (id INTEGER PRIMARY KEY)")
    before = path.read_bytes()
    simulator = Simulator(path)

    with pytest.raises(NotADatabase, match=r"textbank\.db"):
        await simulator.provision_line(LINE, Behavior.TYPE_1)

    await simulator.close()
    assert path.read_bytes() == before


async def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    simulator = Simulator(tmp_path / "network")
    await simulator.provision_line(LINE, Behavior.TYPE_1)
    await simulator.close()
    with closing(sqlite3.connect(tmp_path / "network")) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")

    with pytest.raises(DatabaseNewer):
        await simulator.phone(MARIA)
    await simulator.close()


# --- Several processes -----------------------------------------------------------------------


def work_a_network(path: Path, name: str, pipe: Connection) -> None:
    """Text and be texted EACH times, taking in events meanwhile; report what happened."""

    async def work() -> tuple[list[Outcome], list[str]]:
        simulator = Simulator(path, lease_seconds=600)
        await simulator.provision_line(LINE, Behavior.TYPE_1)
        pipe.send("ready")
        pipe.recv()
        outcomes, bodies = [], []
        for n in range(EACH):
            outcomes.append((await simulator.send(text(f"{name} {n}"))).outcome)
            await simulator.say(LINE, MARIA, f"{name} {n}")
            handed = await simulator.receive(3)
            await simulator.acknowledge([receipt for receipt, _ in handed])
            bodies += [event.body for _, event in handed if isinstance(event, InboundMessage)]
        await simulator.close()
        return outcomes, bodies

    pipe.send(asyncio.run(work()))


async def test_processes_interleave_and_lose_or_double_nothing(tmp_path: Path) -> None:
    # Both make the file at once, too.
    pipes = []
    processes = []
    for name in ("left", "right"):
        ours, theirs = SPAWN.Pipe()
        process = SPAWN.Process(target=work_a_network, args=(tmp_path / "network", name, theirs))
        process.start()
        theirs.close()  # Should it die, we hear of it instead of waiting.
        pipes.append(ours)
        processes.append(process)
    assert [pipe.recv() for pipe in pipes] == ["ready", "ready"]
    simulator = Simulator(tmp_path / "network", lease_seconds=600)
    await simulator.configure(refuse_next=REFUSALS, delivery_reports=False)
    for pipe in pipes:
        pipe.send("go")

    reports = [pipe.recv() for pipe in pipes]
    for process in processes:
        process.join()
    rest = [event for _, event in await simulator.receive(1000)]

    names = {f"{name} {n}" for name in ("left", "right") for n in range(EACH)}
    outcomes = [outcome for outcomes, _ in reports for outcome in outcomes]
    assert outcomes.count(Outcome.RETRYABLE) == REFUSALS
    assert outcomes.count(Outcome.TAKEN) == 2 * EACH - REFUSALS
    bodies = [body for _, bodies in reports for body in bodies]
    bodies += [event.body for event in rest if isinstance(event, InboundMessage)]
    assert sorted(bodies) == sorted(names)
    phone = await simulator.phone(MARIA)
    assert sorted(t.body for t in phone if t.from_contact) == sorted(names)
    assert len([t for t in phone if not t.from_contact]) == 2 * EACH - REFUSALS
    await simulator.close()


def send_and_wait(path: Path, pipe: Connection) -> None:
    async def work() -> None:
        simulator = Simulator(path)
        pipe.send((await simulator.send(text("a"))).outcome)
        pipe.recv()

    asyncio.run(work())


async def test_a_text_whose_answer_was_lost_outlives_its_sender(tmp_path: Path) -> None:
    simulator = Simulator(tmp_path / "network")
    await simulator.provision_line(LINE, Behavior.TYPE_1)
    await simulator.configure(lose_next=1)
    ours, theirs = SPAWN.Pipe()
    process = SPAWN.Process(target=send_and_wait, args=(tmp_path / "network", theirs))
    process.start()
    theirs.close()

    assert ours.recv() is Outcome.AMBIGUOUS
    process.kill()
    process.join()

    assert (await simulator.ask("a")).taken is Taken.YES
    assert await simulator.sends("a") == 1
    assert len(await simulator.receive()) == 1
    await simulator.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_both_sides_of_a_fork_go_on_with_the_same_network(tmp_path: Path) -> None:
    simulator = Simulator(tmp_path / "network")

    async def before() -> None:
        await simulator.provision_line(LINE, Behavior.TYPE_1)
        await simulator.send(text("before"))

    async def send_some(name: str, count: int) -> None:
        for n in range(count):
            await simulator.send(text(f"{name} {n}"))

    asyncio.run(before())
    ours, theirs = multiprocessing.Pipe()
    with warnings.catch_warnings():
        # Python warns of forking with threads; that is what is tried here.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        status = 1
        try:
            asyncio.run(send_some("child early", 5))
            theirs.send("sent")
            theirs.recv()
            asyncio.run(send_some("child late", 5))
            status = 0
        finally:
            os._exit(status)
    theirs.close()
    asyncio.run(send_some("parent", 5))
    ours.recv()
    # Whoever closes last clears the log away: the parent must not take itself for the last.
    asyncio.run(simulator.close())
    ours.send("closed")
    _, status = os.waitpid(child, 0)

    async def after() -> list[int]:
        names = [f"{who} {n}" for who in ("child early", "child late", "parent") for n in range(5)]
        counts = [await simulator.sends(name) for name in ["before", *names]]
        await simulator.close()
        return counts

    assert os.waitstatus_to_exitcode(status) == 0
    assert asyncio.run(after()) == [1] * 16
