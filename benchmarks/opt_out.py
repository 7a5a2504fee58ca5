"""Opting out: from the press to the durable commit, beside the same rows in bare SQLite.

python -m benchmarks.opt_out [--sizes 10000,100000,1000000] [--runs 4] [--data FOLDER]

Desk: `Desk.opt_out` awaited on an event loop, as the messenger does. Bare: the same rows with
sqlite3, prepared statements and the same durability, one thread. Both write to the same file,
in turns of 250. Screen: from the key to the frame in which the row has left, in a
pseudo-terminal, asking switched off.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from benchmarks.figures import aim, finish, machine, spread
from benchmarks.figures import percentile as at
from benchmarks.seed import FIRST, LAST, TEXTER, arguments, copy_of, number_of, sizes_of
from core import sqlite_file
from core.desk import Desk
from core.domain import Texter

TURN = 250
KEYS = 60
TABLES = ("opt_out", "opt_out_press", "audit_entry", "text")


class Bare:
    """The rows of an opt-out with sqlite3 and nothing else."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite_file.connect(path)
        self.connection.execute("PRAGMA wal_autocheckpoint = 0")

    def opt_out(
        self, conversation_id: int, now: int, also: Sequence[tuple[str, tuple[object, ...]]] = ()
    ) -> None:
        """Write what an opt-out on a Type 1 line writes; durable when it returns.

        Args:
            conversation_id: Whose contact.
            now: In microseconds since 1970.
            also: Statements of the same transaction, with their values.
        """
        run = self.connection.execute
        operation = uuid4().hex
        run("BEGIN IMMEDIATE")
        run("SELECT * FROM opt_out_press WHERE operation_id = ?", (operation,)).fetchone()
        number, name, message = run(
            "SELECT c.number, k.first_name, o.opt_out_message FROM conversation c "
            "JOIN contact k ON k.id = c.contact_id JOIN line l ON l.id = c.line_id "
            "JOIN campaign p ON p.id = c.campaign_id "
            "JOIN organization o ON o.id = c.organization_id "
            "LEFT JOIN block b ON b.line_id = c.line_id AND b.number = k.number "
            "AND b.lifted_at IS NULL "
            "LEFT JOIN opt_out x ON x.organization_id = c.organization_id "
            "AND x.number = k.number AND x.ended_at IS NULL WHERE c.id = ?",
            (conversation_id,),
        ).fetchone()
        opt_out_id = run(
            "INSERT INTO opt_out (organization_id, number, campaign_id, conversation_id, line_id, "
            "behavior, source, author, at, confirmation) "
            "VALUES (1, ?, 1, ?, 1, 'type1', 'texter', ?, ?, 'pending')",
            (number, conversation_id, TEXTER, now),
        ).lastrowid
        run(
            "UPDATE conversation SET opt_out_id = ?, listed = 0, "
            "revision = (SELECT coalesce(max(revision), 0) + 1 FROM conversation) "
            "WHERE organization_id = 1 AND number = ?",
            (opt_out_id, number),
        )
        run(
            "UPDATE text SET state = 'cancelled', cancelled_by = ?, reason = 'Cancelled' "
            "WHERE conversation_id IN (SELECT id FROM conversation WHERE organization_id = 1 "
            "AND number = ?) AND state = 'queued'",
            (opt_out_id, number),
        )
        run(
            "INSERT INTO text (conversation_id, line_id, number, kind, direction, body, at, state, "
            "reason, author, request, rule, reference, due_at, attempts, opt_out_id) VALUES "
            "(?, 1, ?, 'confirmation', 'out', ?, ?, 'queued', '', ?, 'none', '', ?, ?, 0, ?)",
            (conversation_id, number, message.replace("{firstName}", name), now, TEXTER,
             f"opt-out-{opt_out_id}", now + 5_000_000, opt_out_id),
        )  # fmt: skip
        run(
            "INSERT INTO opt_out_press (opt_out_id, conversation_id, source, author, at, "
            "operation_id, undo_until) VALUES (?, ?, 'texter', ?, ?, ?, ?)",
            (opt_out_id, conversation_id, TEXTER, now, operation, now + 5_000_000),
        )
        run(
            "INSERT INTO audit_entry (at, organization_id, opt_out_id, action, author, source, "
            "detail) VALUES (?, 1, ?, 'opt_out', ?, 'texter', '')",
            (now, opt_out_id, TEXTER),
        )
        for statement, values in also:
            run(statement, values)
        run("COMMIT")


def rows_in(path: Path) -> list[int]:
    """How many rows each table of `TABLES` holds."""
    connection = sqlite3.connect(path)
    counts = [connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in TABLES]
    connection.close()
    return counts


def listed(size: int, runs: int) -> list[int]:
    """Conversations that have not opted out, spread over the list, in no order.

    The head of the list is left for the keys.
    """
    head = 3 * KEYS
    free = [n for n in range(head, size + 1) if n % 50]
    ids = free[:: max(1, len(free) // (runs * TURN * 2 + 100))]
    ids.sort(key=lambda n: n * 2_654_435_761 % (1 << 32))
    return ids


async def at_the_desk(path: Path, size: int, runs: int) -> None:
    """Take turns, desk and bare, and print."""
    ids = iter(listed(size, runs))
    taken: dict[str, list[float]] = {"desk": [], "bare": []}
    written: dict[str, list[int]] = {"desk": [0] * len(TABLES), "bare": [0] * len(TABLES)}
    async with Desk(path, Texter(TEXTER)) as desk:
        await desk.database()
        bare = Bare(path)
        for _ in range(runs):
            for who in taken:
                before = rows_in(path)
                for turn in range(TURN):
                    conversation_id = next(ids, None)
                    if conversation_id is None:
                        break
                    begin = time.perf_counter()
                    if who == "desk":
                        await desk.opt_out(conversation_id)
                    else:
                        bare.opt_out(conversation_id, time.time_ns() // 1000)
                    if turn >= 5:  # The first of a turn find the other's pages in the way.
                        taken[who].append((time.perf_counter() - begin) * 1000)
                after = rows_in(path)
                written[who] = [
                    w + b - a for w, a, b in zip(written[who], before, after, strict=True)
                ]
        bare.connection.close()
    assert written["desk"] == written["bare"], written
    p50, p99 = at(taken["desk"], 50), at(taken["desk"], 99)
    ratio = p50 / at(taken["bare"], 50)
    print(f"  desk    {spread(taken['desk'])}   ({len(taken['desk'])} opt-outs)")
    print(f"  bare    {spread(taken['bare'])}   ratio of the p50s {ratio:.2f}")
    aim(f"opt-out p50 at {size:,}", p50, 2, "ms")
    aim(f"opt-out p99 at {size:,}", p99, 5, "ms")


def at_the_screen(path: Path) -> None:
    """Press the key in the messenger and wait for the frame in which the row has left."""
    from benchmarks.terminal import Terminal

    taken = []
    with tempfile.TemporaryDirectory() as home:
        config = Path(home) / "textbank" / "config.toml"
        config.parent.mkdir()
        config.write_text("confirm_opt_out = false\n")
        command: list[str | Path] = [
            sys.executable,
            "-m",
            "tui",
            "--texter",
            TEXTER,
            "--database",
            path,
        ]
        with Terminal(command, environment={"XDG_CONFIG_HOME": home}) as terminal:
            terminal.wait_frame(number_words(1))
            terminal.rest(1.0)
            conversation_id = 1
            for _ in range(KEYS):
                start = len(terminal.output)
                terminal.press("j")
                conversation_id = following(conversation_id)
                terminal.wait_frame(number_words(conversation_id), since=start)
                terminal.rest(0.15)
                start = len(terminal.output)
                name = f"{FIRST[conversation_id % len(FIRST)]} {LAST[conversation_id % len(LAST)]}"
                pressed = terminal.press("o")
                painted = terminal.wait_frame(f"{name} is opted out", since=start)
                taken.append((painted - pressed) * 1000)
                conversation_id = following(conversation_id)
                terminal.wait_frame(number_words(conversation_id), since=start)
                terminal.rest(0.15)
    print(f"  screen  {spread(taken)}   ({len(taken)} keys, to the frame without the row)")


def following(conversation_id: int) -> int:
    """The conversation after this one on the list."""
    return conversation_id + (2 if (conversation_id + 1) % 50 == 0 else 1)


def number_words(conversation_id: int) -> str:
    """A number as the top bar shows it."""
    number = number_of(conversation_id)
    return f"+1 {number[2:5]} {number[5:8]} {number[8:]}"


def main() -> int:
    """Measure at every size."""
    parser: argparse.ArgumentParser = arguments(__doc__, "10000,100000,1000000", 4)
    given = parser.parse_args()
    print(f"Opting out; {machine()}")
    for size in sizes_of(given):
        path = copy_of(size, given.data)
        print(f"\n{size:,} conversations, {path.stat().st_size >> 20} MiB")
        asyncio.run(at_the_desk(path, size, given.runs))
        at_the_screen(path)
        os.unlink(path)
    return finish()


if __name__ == "__main__":
    sys.exit(main())
