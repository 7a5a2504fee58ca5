"""Processes that press Opt Out and are killed at random moments, and what must hold after it.

A server process imports everything, opens nothing, and forks one child after another. A
child sends, opts out, acknowledges each opt-out once its commit has returned, and sends
the confirmation; it is killed with SIGKILL in the midst of that. After a batch of kills a
fresh worker, its clock past every lease, finishes what was left. Then the database and
the phones are compared, in plain SQL that shares nothing with the code under test.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sqlite3
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar, TypeVarTuple

from sqlalchemy import Connection

from core import conversations as talks
from core import outbox, settling
from core.campaign_plan import CampaignPlan
from core.campaigns import ensure_assignment, ensure_campaign
from core.clock import utc_now
from core.database import Database
from core.domain import Behavior, OptOutSource, Texter
from core.errors import SendingRefused
from core.gateways import Gateways, network_path
from core.merge_fields import DEFAULT_OPT_OUT_MESSAGE
from core.models import contacts, conversations, organizations
from core.opt_out import OptOutRequest, opt_out
from core.providers.base import OutboundText
from core.providers.simulator import Simulator
from core.providers.simulator_network import Answer
from core.worker import Worker

P = ParamSpec("P")
T = TypeVar("T")
Ts = TypeVarTuple("Ts")

LINES = ("+12025550100", "+12025550101")
"""The lines of the two campaigns, one of each type."""
JO = Texter("jo")
NUMBERS_PER_CHILD = 2
LONGEST_LIFE = 0.015
"""Seconds that a child may live at most after the moment that is waited for."""


@dataclass
class Findings:
    """What some rounds showed."""

    kills: int = 0
    finished: int = 0
    """Children that were through before their kill came."""
    acknowledged: int = 0
    recorded: int = 0
    """Opt-outs in the database, acknowledged or not."""
    confirmations: Counter[str] = field(default_factory=Counter)
    """How the confirmations of those ended."""
    violations: list[str] = field(default_factory=list)

    def add(self, other: Findings) -> None:
        """Take another batch's findings in."""
        self.kills += other.kills
        self.finished += other.finished
        self.acknowledged += other.acknowledged
        self.recorded += other.recorded
        self.confirmations += other.confirmations
        self.violations += other.violations


def number_of(index: int) -> str:
    """The number of the contact with this index, from a range kept for fiction."""
    return f"+1{200 + index // 10_000}555{index % 10_000:04d}"


def set_up(path: Path, people: int) -> None:
    """Make a database in which every person has a conversation in both campaigns."""
    database = Database.open(path)
    now = utc_now()

    def make(connection: Connection) -> None:
        plans = [
            CampaignPlan("Open Roads", f"Campaign {behavior}", behavior, line)
            for behavior, line in zip(Behavior, LINES, strict=True)
        ]
        ids = [ensure_campaign(connection, plan, now) for plan in plans]
        connection.execute(organizations.update().values(undo_seconds=0, hours_enforced=False))
        shares = [ensure_assignment(connection, at.campaign_id, JO.name, now) for at in ids]
        people_ids = range(1, people + 1)
        connection.execute(
            contacts.insert(),
            [
                {
                    "id": person,
                    "organization_id": ids[0].organization_id,
                    "number": number_of(person),
                    "first_name": "",
                    "last_name": "",
                }
                for person in people_ids
            ],
        )
        connection.execute(
            conversations.insert(),
            [
                {
                    "id": 2 * person + which - 1,
                    "organization_id": at.organization_id,
                    "campaign_id": at.campaign_id,
                    "line_id": at.line_id,
                    "contact_id": person,
                    "assignment_id": share,
                    "number": number_of(person),
                    "listed": True,
                }
                for person in people_ids
                for which, (at, share) in enumerate(zip(ids, shares, strict=True))
            ],
        )

    database.transact(make)
    database.close_now()


async def _provision(path: Path, can_be_asked: bool) -> None:
    simulator = Simulator(network_path(path))
    for behavior, line in zip(Behavior, LINES, strict=True):
        await simulator.provision_line(line, behavior)
    await simulator.configure(can_be_asked=can_be_asked, delivery_reports=False)
    await simulator.close()


def _conversation(person: int) -> int:
    """The conversation that the press is made in: campaigns take turns."""
    return 2 * person - 1 + person % 2


def _reply(database: Database, person: int, word: str) -> None:
    database.transact(
        talks.queue_reply, _conversation(person), word, JO, f"{word}-{person}", utc_now()
    )


def _press(database: Database, person: int) -> None:
    request = OptOutRequest(
        f"press-{person}", JO.name, OptOutSource.TEXTER, conversation_id=_conversation(person)
    )
    database.transact(opt_out, request, utc_now())


class InlineDatabase(Database):
    """A database whose transactions run where they are asked for: a child has no threads."""

    async def write(
        self,
        transaction: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run one transaction, blocking."""
        return self.transact(transaction, *args, **kwargs)


class InlineSimulator(Simulator):
    """A simulator without a thread, for the same reason."""

    async def _run(self, work: Callable[[*Ts], T], *args: *Ts) -> T:
        return work(*args)

    async def _take(self, text: OutboundText, arrived: bool) -> Answer:
        return self._network.take(text, self._clock(), arrived)


async def _work(database: Database, people: list[int], told: int) -> None:
    """One child's life: `told` is a pipe that takes a byte for each thing that is done."""
    worker = Worker(database, Gateways([InlineSimulator(network_path(database.path))]))
    await worker.send_due()
    os.write(told, b"r")
    for person in people:
        _reply(database, person, "before")
        await worker.send_due()
        _reply(database, person, "waiting")
        os.write(told, b"b")
        _press(database, person)
        os.write(told, b"a")
        try:
            _reply(database, person, "after")
        except SendingRefused:
            pass
        else:
            os.write(told, b"!")
        await worker.send_due()
    os.write(told, b"d")


def _forked(work: object) -> tuple[int, int]:
    """Fork a child that runs `work(pipe)`; return its id and the pipe to read."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(read)
        status = 1
        try:
            work(write)  # type: ignore[operator]
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(status)
    os.close(write)
    return pid, read


def _kill_one(database: Database, people: list[int], chance: random.Random) -> Findings:
    found = Findings(kills=1)
    pid, pipe = _forked(lambda told: asyncio.run(_work(database, people, told)))
    said = b""
    # From the opening, or from just before one of the presses, on.
    awaited = chance.choice((0, 1, 1, 2))
    while b"r" not in said or said.count(b"b") < awaited:
        more = os.read(pipe, 64)
        if not more:
            break
        said += more
    time.sleep(chance.random() * LONGEST_LIFE)
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    while more := os.read(pipe, 64):
        said += more
    os.close(pipe)
    acknowledged = said.count(b"a")
    found.acknowledged = acknowledged
    found.finished = int(said.endswith(b"d"))
    if not said.startswith(b"r") or (os.WIFEXITED(status) and os.WEXITSTATUS(status)):
        found.violations.append(f"a child failed by itself, after {said!r}")
    if b"!" in said:
        found.violations.append(f"a reply was taken after the opt-out, of {people}")
    with closing(_look(database.path)) as look:
        recorded = _recorded(look)
        for person in people[:acknowledged]:
            if number_of(person) not in recorded:
                found.violations.append(f"{number_of(person)}: an acknowledged opt-out is lost")
    return found


def _look(path: Path) -> sqlite3.Connection:
    look = sqlite3.connect(path, isolation_level=None)
    look.execute("PRAGMA query_only = ON")
    return look


def _recorded(look: sqlite3.Connection) -> set[str]:
    return {row[0] for row in look.execute("SELECT number FROM opt_out WHERE ended_at IS NULL")}


async def _finish(path: Path) -> None:
    """Let a fresh worker, later than every lease, finish what the dead left behind."""
    shift = timedelta(hours=1)

    def later() -> datetime:
        return utc_now() + shift

    database = InlineDatabase.open(path)
    gateways = Gateways([InlineSimulator(network_path(path), clock=later)])
    worker = Worker(database, gateways, later)
    for _ in range(100):
        await worker.receive_due()
        await worker.send_due()
        if await worker.next_due() is None:
            break
        shift += timedelta(minutes=6)
    database.close_now()


def check(path: Path, people: list[int], can_be_asked: bool, found: Findings) -> None:
    """Compare the database and the phones of these people, and write down what is wrong."""
    with closing(_look(path)) as look, closing(_look(network_path(path))) as phones:
        for person in people:
            for wrong in _check_one(look, phones, person, can_be_asked, found):
                found.violations.append(f"{number_of(person)}: {wrong}")


def _check_one(
    look: sqlite3.Connection,
    phones: sqlite3.Connection,
    person: int,
    can_be_asked: bool,
    found: Findings,
) -> list[str]:
    number = number_of(person)
    wrong = []

    def count(sql: str) -> int:
        return int(look.execute(f"SELECT count(*) FROM {sql}", (number,)).fetchone()[0])

    records = look.execute(
        "SELECT id, at, confirmation FROM opt_out WHERE number = ?", (number,)
    ).fetchall()
    parts = {
        "presses": count(
            "opt_out_press p JOIN opt_out o ON o.id = p.opt_out_id WHERE o.number = ?"
        ),
        "audit entries": count(
            "audit_entry a JOIN opt_out o ON o.id = a.opt_out_id WHERE o.number = ?"
        ),
        "confirmations": count("text WHERE kind = 'confirmation' AND number = ?"),
        "conversations off the list": count(
            "conversation WHERE NOT listed AND opt_out_id IS NOT NULL AND number = ?"
        ),
    }
    expected = {"presses": 1, "audit entries": 1, "confirmations": 1}
    expected["conversations off the list"] = 2
    if not records:
        expected = dict.fromkeys(expected, 0)
    if len(records) > 1 or parts != expected:
        wrong.append(f"half an opt-out: {len(records)} records, {parts}")
    if count("text WHERE state IN ('queued', 'sending') AND number = ?"):
        wrong.append("a text is still on its way")
    shown = phones.execute(
        "SELECT body, at FROM texts WHERE number = ? AND state = 'delivered' ORDER BY seq",
        (number,),
    ).fetchall()
    bodies = [_words(body) for body, _ in shown]
    if len(bodies) != len(set(bodies)):
        wrong.append(f"a text arrived twice: {bodies}")
    if not records:
        if DEFAULT_OPT_OUT_MESSAGE in bodies:
            wrong.append("told without a record")
        return wrong
    _, opted_out_at, confirmation = records[0]
    found.recorded += 1
    found.confirmations[confirmation] += 1
    for body, at in shown:
        if _words(body) != DEFAULT_OPT_OUT_MESSAGE and at > opted_out_at:
            wrong.append(f"“{_words(body)}” arrived after the opt-out")
    if "waiting" in bodies or "after" in bodies:
        wrong.append(f"a text that was never claimed arrived: {bodies}")
    arrived = bodies.count(DEFAULT_OPT_OUT_MESSAGE)
    if can_be_asked and (arrived, confirmation) != (1, "sent"):
        wrong.append(f"{arrived} confirmations arrived, the record says {confirmation}")
    if not can_be_asked and (arrived, confirmation) not in (
        (1, "sent"),
        (1, "unknown"),
        (0, "unknown"),
    ):
        wrong.append(f"{arrived} confirmations arrived, the record says {confirmation}")
    return wrong


def _words(body: str | bytes) -> str:
    return body.decode("utf-8", "surrogatepass") if isinstance(body, bytes) else body


def run_kills(
    folder: Path, rounds: int, *, can_be_asked: bool, seed: int, batch: int = 50
) -> Findings:
    """Kill so many children, in this process, which must have no threads and no open files.

    Args:
        folder: Where the database is made.
        rounds: How many children are killed.
        can_be_asked: Whether the simulator answers what became of a text.
        seed: What the moments are drawn from.
        batch: After how many kills the rest is finished and checked.
    """
    chance = random.Random(seed)
    path = folder / "textbank.sqlite"
    set_up(path, people=(rounds + 1) * NUMBERS_PER_CHILD)
    pid, pipe = _forked(lambda _: asyncio.run(_provision(path, can_be_asked)))
    os.close(pipe)
    assert os.waitpid(pid, 0)[1] == 0
    database = _warm(path, people=[1, 2])
    found = Findings()
    done: list[int] = []
    for index in range(1, rounds + 1):
        first = index * NUMBERS_PER_CHILD + 1
        people = list(range(first, first + NUMBERS_PER_CHILD))
        found.add(_kill_one(database, people, chance))
        done += people
        if index % batch == 0 or index == rounds:
            pid, pipe = _forked(lambda _: asyncio.run(_finish(path)))
            os.close(pipe)
            if os.waitpid(pid, 0)[1] != 0:
                found.violations.append("the worker that finishes failed")
            check(path, done, can_be_asked, found)
            done = []
    return found


def _warm(path: Path, people: list[int]) -> Database:
    """A database whose statements are prepared, closed again: a child opens its own."""
    database = InlineDatabase.open(path)
    for person in people:
        _reply(database, person, "before")
        [claimed] = database.transact(
            outbox.claim, "warm", utc_now(), limit=4, providers=["simulator"]
        )
        result = settling.SendResult(settling.Outcome.TAKEN, f"warm-{person}")
        database.transact(settling.settle, claimed, result, utc_now(), None)
        _press(database, person)
        [claimed] = database.transact(
            outbox.claim, "warm", utc_now(), limit=4, providers=["simulator"]
        )
        result = settling.SendResult(settling.Outcome.TAKEN, f"warm-told-{person}")
        database.transact(settling.settle, claimed, result, utc_now(), None)
    database.transact(outbox.take_over, "warm", utc_now())
    database._dispose()
    return database


def serve_kills(folder: Path, rounds: int, can_be_asked: bool, seed: int, answers: object) -> None:
    """`run_kills` for a spawned process: the findings, or what went wrong, go into a queue."""
    try:
        answers.put(run_kills(folder, rounds, can_be_asked=can_be_asked, seed=seed))  # type: ignore[attr-defined]
    except BaseException:
        answers.put(traceback.format_exc())  # type: ignore[attr-defined]
