"""QuickSend against the simulator: texts a second, and an opt-out pressed meanwhile.

python -m benchmarks.quick_send [--people 20000] [--runs 2] [--kills 5]

Product: a desk whose worker carries what QuickSend queues, from its start to the last text that
the simulated network has taken; delivery reports come in and are stored beside it. Another
texter opts somebody out every 50 ms. Bare: the same rows with sqlite3 and nothing else, the
network's too, with the same durability and as many rows to a transaction, one after another.

Every text is durable before it leaves: a program is killed in the midst of it, and whatever a
phone then shows must be in the database as having left.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path

from benchmarks.crash_harness import JO, LINES, number_of, set_up
from benchmarks.figures import FAILED, aim, finish, machine, percentile, spread
from core import sqlite_file
from core.desk import Desk
from core.domain import Behavior
from core.gateways import network_path
from core.quick_send import BATCH, QuickSend
from core.sending import BATCH as CLAIMED
from core.simulation import simulator_of

SCRIPT = "Hi {firstName}, it's Jo with Open Roads. Will you vote on Tuesday?"
EXTRA = 2_000
"""People who are in no assignment's first messages: they are opted out meanwhile."""
PROBE_EVERY = 0.05


def make(path: Path, people: int) -> None:
    """A campaign of so many people whose first messages may be sent in one go."""
    set_up(path, people + EXTRA)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE campaign SET script = ?, quick_send = 1 WHERE id = 1", (SCRIPT,))
        connection.execute("UPDATE contact SET first_name = 'Maria'")
        connection.execute(
            "UPDATE conversation SET assignment_id = NULL, listed = 0 "
            "WHERE assignment_id = 1 AND contact_id > ?",
            (people,),
        )


async def open_network(desk: Desk) -> None:
    """Put both lines into service."""
    simulator = await simulator_of(desk)
    for behavior, line in zip(Behavior, LINES, strict=True):
        await simulator.provision_line(line, behavior)


def taken_in(path: Path) -> int:
    """How many first messages the network has taken."""
    with closing(sqlite3.connect(network_path(path))) as phones:
        (count,) = phones.execute(
            "SELECT count(*) FROM texts WHERE reference IS NOT NULL AND line = ?", LINES[:1]
        ).fetchone()
    return int(count)


async def product(path: Path, people: int) -> tuple[float, list[float]]:
    """Texts a second, and how long each opt-out took meanwhile, in milliseconds."""
    opted_out: list[float] = []
    async with Desk(path, JO) as desk, Desk(path, JO) as other:
        await open_network(desk)
        await other.database()
        for person in range(people + 1, people + 21):
            await other.opt_out(2 * person)

        async def probe() -> None:
            for person in range(people + 21, people + EXTRA):
                began = time.perf_counter()
                await desk.opt_out(2 * person)
                opted_out.append((time.perf_counter() - began) * 1000)
                await asyncio.sleep(PROBE_EVERY)

        def trouble(error: Exception) -> None:
            raise error

        working = asyncio.create_task(desk.work(trouble))
        probing = asyncio.create_task(probe())
        began = time.perf_counter()
        await QuickSend(desk, 1).run()
        # The network is another database: there is nothing to wait for but the time.
        while await asyncio.to_thread(taken_in, path) < people:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        took = time.perf_counter() - began
        for task in (probing, working):
            task.cancel()
        await asyncio.gather(probing, working, return_exceptions=True)
    return people / took, opted_out


def bare(path: Path, people: int) -> float:
    """Texts a second with nothing but the statements."""
    run = sqlite_file.connect(path)
    phones = sqlite3.connect(network_path(path), isolation_level=None)
    phones.execute("PRAGMA synchronous = NORMAL")
    began = time.perf_counter()
    for first in range(1, people + 1, BATCH):
        batch = range(first, min(first + BATCH, people + 1))
        now = time.time_ns() // 1000
        run.execute("BEGIN IMMEDIATE")
        run.executemany(
            "INSERT INTO text (conversation_id, line_id, number, kind, direction, body, at, state, "
            "reason, author, request, rule, operation_id, reference, due_at, attempts) VALUES "
            "(?, 1, ?, 'initial', 'out', ?, ?, 'queued', '', 'jo', 'none', '', ?, ?, ?, 0)",
            [
                (2 * n - 1, number_of(n), SCRIPT.replace("{firstName}", "Maria"), now,
                 f"bare-{n}", f"text-bare-{n}", now)
                for n in batch
            ],
        )  # fmt: skip
        run.executemany(
            "UPDATE conversation SET last_at = ?, rank = ?, last_text_id = ?, "
            "revision = (SELECT max(revision) + 1 FROM conversation) WHERE id = ?",
            [(now, now, n, 2 * n - 1) for n in batch],
        )
        run.execute("COMMIT")
        for start in range(batch.start, batch.stop, CLAIMED):
            _carry(run, phones, range(start, min(start + CLAIMED, batch.stop)))
    took = time.perf_counter() - began
    run.close()
    phones.close()
    return people / took


def _carry(run: sqlite3.Connection, phones: sqlite3.Connection, some: range) -> None:
    """Claim, send, settle and report some texts."""
    now = time.time_ns() // 1000
    texts = [(f"text-bare-{n}",) for n in some]
    conversations = [(2 * n - 1,) for n in some]
    changed = (
        "UPDATE conversation SET revision = (SELECT max(revision) + 1 FROM conversation) "
        "WHERE id = ?"
    )
    run.execute("BEGIN IMMEDIATE")
    run.executemany(
        "UPDATE text SET state = 'sending', claim = 'bare', claim_until = due_at + 20000000, "
        "attempts = 1 WHERE reference = ?",
        texts,
    )
    run.executemany(f"UPDATE conversation SET texted_at = {now} WHERE id = ?", conversations)
    run.execute("COMMIT")
    phones.execute("BEGIN IMMEDIATE")
    for n in some:
        seq = phones.execute(
            "INSERT INTO texts (line, number, from_contact, body, at, state, kind, reference, "
            "provider_message_id) VALUES (?, ?, 0, ?, ?, 'delivered', 'text', ?, ?)",
            (LINES[0], number_of(n), SCRIPT.encode(), now, f"text-bare-{n}", f"SM{n * 7919:032x}"),
        ).lastrowid
        phones.execute(
            "INSERT INTO events (text, kind, word, code, at, due_at, ready_at) "
            "VALUES (?, 'report', 'delivered', '', ?, ?, ?)",
            (seq, now, now, now),
        )
    phones.execute("COMMIT")
    run.execute("BEGIN IMMEDIATE")
    run.executemany(
        "UPDATE text SET state = 'sent', claim = NULL, claim_until = NULL, "
        "provider_message_id = ? WHERE reference = ?",
        [(f"SM{n * 7919:032x}", f"text-bare-{n}") for n in some],
    )
    run.executemany(changed, conversations)
    run.execute("COMMIT")
    run.execute("BEGIN IMMEDIATE")
    run.executemany("UPDATE text SET state = 'delivered' WHERE reference = ?", texts)
    run.executemany(changed, conversations)
    run.execute("COMMIT")
    phones.execute("BEGIN IMMEDIATE")
    phones.execute("DELETE FROM events")
    phones.execute("COMMIT")


def sender(path: Path, started: object) -> None:
    """Send everything, in a process that will be killed."""

    async def send() -> None:
        async with Desk(path, JO) as desk:
            await desk.database()
            working = asyncio.create_task(desk.work(lambda _: None))
            started.set()  # type: ignore[attr-defined]
            await QuickSend(desk, 1).run()
            await working

    asyncio.run(send())


def kill(folder: Path, kills: int, people: int) -> None:
    """Kill senders at random moments; look for a text that left before it was recorded."""
    path = folder / "textbank.sqlite"
    make(path, people)

    async def provision() -> None:
        async with Desk(path, JO) as desk:
            await open_network(desk)

    asyncio.run(provision())
    spawn = multiprocessing.get_context("spawn")
    for _ in range(kills):
        started = spawn.Event()
        process = spawn.Process(target=sender, args=(path, started))
        process.start()
        assert process.pid is not None
        started.wait(60)
        before = taken_in(path)
        deadline = time.monotonic() + 30
        while taken_in(path) == before and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(random.random() * 0.3)
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
        process.join()
    with closing(sqlite3.connect(path)) as look:
        look.execute("ATTACH ? AS phones", (str(network_path(path)),))
        (shown,) = look.execute("SELECT count(*) FROM phones.texts").fetchone()
        (unknown,) = look.execute(
            "SELECT count(*) FROM phones.texts p LEFT JOIN text t ON t.reference = p.reference "
            "WHERE t.id IS NULL OR t.state = 'queued'"
        ).fetchone()
        (twice,) = look.execute(
            "SELECT count(*) - count(DISTINCT number) FROM phones.texts"
        ).fetchone()
    print(f"  {kills} kills: {shown:,} texts on phones, {unknown} unrecorded, {twice} twice")
    if unknown or twice or not shown:
        FAILED.append("durable before it leaves")


def main() -> int:
    """Measure, take turns with the floor, and kill."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--kills", type=int, default=5)
    given = parser.parse_args()
    print(f"QuickSend to {given.people:,} people; {machine()}")
    rates, floors, waits = [], [], []
    for _ in range(given.runs):
        for which in ("product", "bare"):
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "textbank.sqlite"
                make(path, given.people)
                if which == "product":
                    rate, opted_out = asyncio.run(product(path, given.people))
                    rates.append(rate)
                    waits += opted_out
                else:
                    asyncio.run(_open(path))
                    floors.append(bare(path, given.people))
    rate, floor = percentile(rates, 50), percentile(floors, 50)
    print(f"  product {rate:,.0f} texts/s   bare {floor:,.0f} texts/s   ratio {floor / rate:.2f}")
    print(f"  opt-out meanwhile  {spread(waits)}   ({len(waits)} opt-outs)")
    aim("seconds for 2,000 texts", 2_000 / rate, 1, "s")
    aim("opt-out p99 meanwhile", percentile(waits, 99), 5, "ms")
    with tempfile.TemporaryDirectory() as folder:
        kill(Path(folder), given.kills, given.people)
    return finish()


async def _open(path: Path) -> None:
    async with Desk(path, JO) as desk:
        await open_network(desk)


if __name__ == "__main__":
    sys.exit(main())
