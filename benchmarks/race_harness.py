"""Two processes on one database: one opts a number out while the other sends to it.

Triggers in the test database write down the order in which claims and opt-outs commit.
The database has one writer at a time, so that order is the order of the commits, and it
is kept by SQLite, not by the code under test.
"""

from __future__ import annotations

import random
import sqlite3
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection

from benchmarks.crash_harness import JO, number_of, set_up
from core import conversations as talks
from core import outbox, settling
from core.database import Database
from core.errors import SendingRefused
from core.opt_out import OptOutRequest, opt_out
from core.providers.base import Outcome, SendResult

NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
"""The one moment of the race: undo windows never end, so no confirmation is due."""
GROUP = 20
"""So many numbers are raced for between two starts."""
LONGEST_HEAD_START = 0.004
"""Seconds that either side may wait after a start, drawn anew each time."""

ORDER = """
CREATE TABLE commit_order (seq INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT, number TEXT);
CREATE TRIGGER order_of_claims AFTER UPDATE OF state ON text
WHEN NEW.state = 'sending' AND NEW.kind != 'confirmation'
BEGIN INSERT INTO commit_order (what, number) VALUES ('claim', NEW.number); END;
CREATE TRIGGER order_of_queueing AFTER INSERT ON text
WHEN NEW.state = 'queued' AND NEW.kind != 'confirmation'
BEGIN INSERT INTO commit_order (what, number) VALUES ('queue', NEW.number); END;
CREATE TRIGGER order_of_opt_outs AFTER INSERT ON opt_out
BEGIN INSERT INTO commit_order (what, number) VALUES ('opt_out', NEW.number); END;
"""


@dataclass
class Outcomes:
    """What the rounds showed."""

    rounds: int = 0
    ended: Counter[str] = field(default_factory=Counter)
    """How rounds ended: claimed before, cancelled in the outbox, or refused."""
    violations: list[str] = field(default_factory=list)


class Barrier(Protocol):
    """Where the two wait for each other before each round."""

    def wait(self, timeout: float) -> int: ...


def _groups(rounds: int, chance: random.Random) -> Iterator[list[int]]:
    """People by the handful, each time in another order."""
    for first in range(1, rounds + 1, GROUP):
        group = list(range(first, min(first + GROUP, rounds + 1)))
        chance.shuffle(group)
        yield group


def _opt_out_all(path: Path, rounds: int, seed: int, start: Barrier) -> None:
    chance = random.Random(seed)
    database = Database.open(path)
    for group in _groups(rounds, chance):
        start.wait(60)
        _head_start(chance)
        for person in group:
            request = OptOutRequest(f"press-{person}", JO.name, conversation_id=2 * person)
            database.transact(opt_out, request, NOON)
    database.close_now()


def _send_to_all(path: Path, rounds: int, seed: int, start: Barrier) -> None:
    chance = random.Random(seed)
    database = Database.open(path)
    for group in _groups(rounds, chance):
        half = len(group) // 2
        database.transact(_queue, group[:half])
        start.wait(60)
        _head_start(chance)
        claims = []
        for person in group[half:]:
            with suppress(SendingRefused):
                database.transact(_queue, [person])
            claims += database.transact(outbox.claim, f"claim-{person}", NOON, limit=2)
        while more := database.transact(outbox.claim, f"rest-{group[0]}", NOON, limit=2):
            claims += more
        database.transact(_settle, claims)
    database.close_now()


def _queue(connection: Connection, people: list[int]) -> None:
    for person in people:
        talks.queue_reply(connection, 2 * person - 1, "Will you vote?", JO, f"text-{person}", NOON)


def _settle(connection: Connection, claims: list[outbox.Claim]) -> None:
    for claimed in claims:
        taken = SendResult(Outcome.TAKEN, f"taken-{claimed.text_id}")
        settling.settle(connection, claimed, taken, NOON)


def _head_start(chance: random.Random) -> None:
    until = time.perf_counter() + chance.random() * LONGEST_HEAD_START
    while time.perf_counter() < until:
        pass


def _racer(work: object, path: Path, rounds: int, seed: int, start: Barrier) -> None:
    try:
        work(path, rounds, seed, start)  # type: ignore[operator]
    except BaseException:
        traceback.print_exc()
        start.abort()  # type: ignore[attr-defined]
        raise


def run_race(folder: Path, rounds: int, *, seed: int, context: BaseContext) -> Outcomes:
    """Let two processes race for so many numbers, one after another.

    Args:
        folder: Where the database is made.
        rounds: How many numbers.
        seed: What the head starts are drawn from.
        context: How processes are started.
    """
    path = folder / "textbank.sqlite"
    set_up(path, rounds)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE organization SET undo_seconds = 5")
        connection.executescript(ORDER)
    start = context.Barrier(2)
    racers = [
        context.Process(target=_racer, args=(work, path, rounds, seed + offset, start))
        for offset, work in enumerate((_opt_out_all, _send_to_all))
    ]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    outcomes = Outcomes(rounds)
    if any(racer.exitcode for racer in racers):
        outcomes.violations.append("a racing process failed; see its trace above")
    _judge(path, rounds, outcomes)
    return outcomes


def _judge(path: Path, rounds: int, outcomes: Outcomes) -> None:
    order: dict[str, list[str]] = {}
    with closing(sqlite3.connect(path)) as connection:
        for number, what in connection.execute(
            "SELECT number, what FROM commit_order ORDER BY seq"
        ):
            order.setdefault(number, []).append(what)
        states = dict(
            connection.execute("SELECT number, state FROM text WHERE kind != 'confirmation'")
        )
    for person in range(1, rounds + 1):
        number = number_of(person)
        what = order.get(number, [])
        state = states.get(number, "refused")
        outcomes.ended[state] += 1
        if what.count("opt_out") != 1:
            outcomes.violations.append(f"{number}: {what.count('opt_out')} opt-outs: {what}")
            continue
        after = what[what.index("opt_out") + 1 :]
        if after:
            outcomes.violations.append(f"{number}: {' and '.join(after)} after the opt-out")
        if state not in ("sent", "cancelled", "refused"):
            outcomes.violations.append(f"{number}: the text is left {state}")
        if (state == "sent") != ("claim" in what):
            outcomes.violations.append(f"{number}: {state}, though {what}")
