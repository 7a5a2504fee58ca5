"""Clearing requests in triage at the terminal: seconds, keys, and every opt-out message.

python -m benchmarks.triage_screen [--requests 500] [--pace 0.18] [--waiting 100000] [--keys 200]

First: so many requests under both types, keywords and own words, cleared with one key each at
this pace; every twenty-fifth is kept. From the key to the whole frame with the next contact's
number, in a pseudo-terminal. Then what is on the simulated phones is compared with what
the core said beforehand of each: one opt-out message or none, never two.

Second: the same key with so many waiting.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from benchmarks.figures import aim, finish, machine, spread
from benchmarks.figures import percentile as at
from benchmarks.seed import TEXTER, copy_of
from benchmarks.terminal import Terminal
from core.clock import utc_now
from core.database import Database
from core.desk import Desk
from core.domain import Behavior, Texter
from core.phone_numbers import for_reading
from core.providers.simulator import PhoneKind
from core.triage import open_triage
from core.triage_order import SURE, SUREST
from tests.core.world import make_campaign, simulator_of

FRAME = 1000 / 60
F8 = "\x1b[19~"
"""Opts out, too."""
KEPT = 25
"""Every so many, the contact is kept."""
ASKS = ("STOP", "stop texting me", "Stop", "please take me off your list", "STOP", "remove me")
AGAIN = 2.0
"""Seconds after which a key is pressed once more."""
LOOK = 0.08
"""Seconds that a hand looks at least before it presses."""
NAMES = (("Maria", "Lopez"), ("Sam", "Okafor"), ("Dana", "Fox"), ("Zoë", "Ångström"))
LINES = {Behavior.TYPE_1: "+12025550100", Behavior.TYPE_2: "+12025550101"}
MESSAGE = "You are now opted-out and will receive no further messages."


async def make_requests(path: Path, count: int) -> None:
    """So many contacts of both types, each texted once, who ask to be left alone."""
    then = utc_now() - timedelta(hours=1)
    async with Desk(path, Texter(TEXTER), lambda: then) as desk:
        worker = await desk.worker()
        for place, (behavior, line) in enumerate(LINES.items()):
            numbers = [f"+1415{5_550_000 + place * 1000 + n}" for n in range(count // 2)]
            world = await make_campaign(
                desk,
                behavior,
                numbers,
                TEXTER,
                names=NAMES,
                campaign=f"Campaign {place + 1}",
                line=line,
                now=then,
            )
            for talk in world.conversations:
                await desk.reply(talk, "Hi, it's Jo. Will you vote on Tuesday?")
            await worker.send_due()
            for n, number in enumerate(numbers):
                said = then + timedelta(seconds=n)
                await world.simulator.say(line, number, ASKS[n % len(ASKS)], said)
            await worker.receive_due()


async def expected(path: Path) -> list[tuple[str, str, bool]]:
    """The queue in order: line and number of each, and whether a message is to be sent."""
    async with Desk(path, Texter(TEXTER)) as desk, open_triage(desk) as session:
        ids = [one async for chunk, _ in session.order() for one in chunk]
        found = []
        for one in ids:
            view = await desk.conversation(one)
            found.append((view.line, view.number, view.preview.sends))
    return found


async def on_phones(path: Path, queue: Sequence[tuple[str, str, bool]]) -> list[int]:
    """How many opt-out messages of the organization each phone of the queue has."""
    async with Desk(path, Texter(TEXTER)) as desk:
        simulator = await simulator_of(desk)
        counts = []
        for line, number, _ in queue:
            texts = await simulator.phone(number, line)
            ours = [one for one in texts if not one.from_contact and one.kind is PhoneKind.TEXT]
            counts.append(sum(one.body == MESSAGE for one in ours))
    return counts


def command(path: Path, *words: str) -> list[str | Path]:
    return [sys.executable, "-m", "tui", *words, "--texter", TEXTER, "--database", path]


def clear(
    path: Path, numbers: Sequence[str], pace: float, keys: Sequence[str] = ("o",)
) -> tuple[list[float], float, int]:
    """Decide all of these in order; return milliseconds of each key, seconds, and keys.

    The same key within 0.22 to 0.7 s may be a repeat and is waited for; keys in turn never are.
    """
    taken = []
    with Terminal(command(path, "triage")) as terminal:
        terminal.wait_frame(for_reading(numbers[0]))
        terminal.rest(1.5)
        begin, pressed_keys = time.perf_counter(), 0
        pressed, painted = begin - pace, begin
        for place in range(len(numbers)):
            # A hand that is fast, and still presses for what it sees.
            due = max(pressed + pace, painted + LOOK)
            while time.perf_counter() < due:
                terminal.read(due - time.perf_counter())
            start = len(terminal.output)
            key = "n" if place % KEPT == KEPT - 1 else keys[place % len(keys)]
            following = for_reading(numbers[place + 1]) if place + 1 < len(numbers) else "Thank you"
            pressed = terminal.press(key)
            pressed_keys += 1
            try:
                painted = terminal.wait_frame(following, since=start, limit=AGAIN)
            except AssertionError:
                # It came before the request had been in sight for long enough, and says so.
                pressed = terminal.press(key)
                pressed_keys += 1
                painted = terminal.wait_frame(following, since=start)
            taken.append((painted - pressed) * 1000)
        seconds = time.perf_counter() - begin
        terminal.rest(0.5)
        terminal.press("q")
        terminal.wait_end()
    return taken, seconds, pressed_keys


def requests(count: int, pace: float) -> None:
    """Clear so many, and account for every message."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "textbank.sqlite")
        Database.open(path).close_now()
        asyncio.run(make_requests(path, count))
        queue = asyncio.run(expected(path))
        taken, seconds, keys = clear(path, [number for _, number, _ in queue], pace)
        subprocess.run(command(path, "send-pending", "--now"), check=True, capture_output=True)
        phones = asyncio.run(on_phones(path, queue))
        kept = [place % KEPT == KEPT - 1 for place in range(len(queue))]
        right = [int(sends and not keep) for (_, _, sends), keep in zip(queue, kept, strict=True)]
        rows = sqlite3.connect(path).execute(
            "SELECT count(*), count(DISTINCT number) FROM opt_out WHERE ended_at IS NULL"
        )
        [(records, distinct)] = rows
    print(f"  {len(queue)} requests, {keys} keys, {seconds:.0f} s at {pace:.2f} s a key")
    print(f"  key to the next contact  {spread(taken)}")
    print(f"  {records} opt-outs of {distinct} numbers, {sum(kept)} kept")
    wrong = sum(a != b for a, b in zip(phones, right, strict=True))
    print(f"  {sum(phones)} opt-out messages on the phones, {sum(right)} were to be sent")
    aim("phones with another number of opt-out messages than was said", wrong, 0, "phones")
    aim("opt-outs missing or too many", abs(records - len(queue) + sum(kept)), 0, "opt-outs")
    aim("a key to the next contact, p99", at(taken, 99), FRAME * 3, "ms")


def many(waiting: int, count: int, data: Path, pace: float) -> None:
    """Decide some of very many."""
    path = copy_of(waiting * 3, data)
    connection = sqlite3.connect(path)
    connection.execute(
        "UPDATE text SET body = 'STOP', request = 'keyword', rule = 'keyword', span_start = 0, "
        "span_end = 4, confidence = 1000, language = 'en' WHERE id > ? AND id <= ?",
        (waiting * 3, waiting * 4),
    )
    connection.execute(
        "UPDATE conversation SET request = 'keyword', request_text_id = last_text_id, "
        "wants_out = 1, triage_rank = ? - last_at WHERE id <= ? AND listed",
        (SUREST * SURE + SURE - 1, waiting),
    )
    connection.commit()
    connection.close()
    queue = asyncio.run(head(path, count + 1))
    taken, seconds, keys = clear(path, queue, pace, ("o", F8))
    print(f"  {keys} keys in {seconds:.0f} s  {spread(taken)}")
    aim(f"a key with {waiting:,} waiting, p50", at(taken, 50), FRAME, "ms")
    aim(f"a key with {waiting:,} waiting, p99", at(taken, 99), FRAME * 3, "ms")


async def head(path: Path, count: int) -> list[str]:
    """The numbers at the head of the queue."""
    async with Desk(path, Texter(TEXTER)) as desk, open_triage(desk) as session:
        async for ids, _ in session.order():
            rows = {row.conversation_id: row for row in await session.rows(ids[:count])}
            return [rows[one].number for one in ids[:count]]
    return []


def main() -> int:
    """Measure both."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--requests", type=int, default=500)
    parser.add_argument("--pace", type=float, default=0.18, help="seconds between two keys")
    parser.add_argument("--waiting", type=int, default=100_000)
    parser.add_argument("--keys", type=int, default=200, help="with so many waiting")
    folder = Path(tempfile.gettempdir()) / "textbank-benchmarks"
    parser.add_argument("--data", type=Path, default=folder, help="where databases are kept")
    given = parser.parse_args()
    print(f"Triage at the terminal; {machine()}")
    if given.requests:
        print(f"\n{given.requests} requests under both types")
        requests(given.requests, given.pace)
    if given.waiting:
        print(f"\n{given.waiting:,} requests waiting")
        many(given.waiting, given.keys, given.data, given.pace)
    return finish()


if __name__ == "__main__":
    sys.exit(main())
