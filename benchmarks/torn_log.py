"""Cut, zero and scramble the write-ahead log after a synced commit: nothing may be lost.

A power cut may leave anything behind the last commit that was synced. So a database is
worked on without a checkpoint, and the length of its log is noted after each transaction
that returned. Then, over and over, a copy is damaged at random behind one of those
commits, opened as the program opens it, and asked for every opt-out up to that commit.

python -m benchmarks.torn_log --rounds 10000
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import core.database
from benchmarks.crash_harness import JO, number_of, set_up
from core import conversations as talks
from core import outbox, settling
from core.clock import utc_now
from core.database import Database
from core.opt_out import OptOutRequest, opt_out
from core.providers.base import Outcome, SendResult

PEOPLE = 12
"""Opt-outs in one log."""
ROUNDS_PER_LOG = 500
PARTS = {
    "presses": "opt_out_press p JOIN opt_out o ON o.id = p.opt_out_id WHERE o.number = ?",
    "audit entries": "audit_entry a JOIN opt_out o ON o.id = a.opt_out_id WHERE o.number = ?",
    "confirmations": "text WHERE kind = 'confirmation' AND number = ?",
    "off the list": "conversation WHERE NOT listed AND opt_out_id IS NOT NULL AND number = ?",
    "queued": "text WHERE kind != 'confirmation' AND state = 'queued' AND number = ?",
}


@dataclass
class Tape:
    """A database, its whole log, and where the log ended after each commit."""

    database: Path
    log: bytes
    commits: list[tuple[int, int]]
    """After each transaction: the log's length, and how many people are opted out."""


def record(folder: Path) -> Tape:
    """Work on a database without a checkpoint and note every commit."""
    path = folder / "textbank.sqlite"
    set_up(path, PEOPLE)
    base = folder / "base.sqlite"
    shutil.copyfile(path, base)
    log = Path(f"{path}-wal")
    # The log is never folded into the database, so that it only grows.
    core.database.CHECKPOINT_BYTES = sys.maxsize
    database = Database.open(path)
    commits: list[tuple[int, int]] = []

    def note(opted_out: int) -> None:
        commits.append((log.stat().st_size, opted_out))

    for person in range(1, PEOPLE + 1):
        for word in ("sent", "waiting"):
            database.transact(
                talks.queue_reply, 2 * person - 1, word, JO, f"{word}-{person}", utc_now()
            )
            note(person - 1)
            if word == "sent":
                claims = database.transact(outbox.claim, f"claim-{person}", utc_now())
                note(person - 1)
                for claimed in claims:
                    taken = SendResult(Outcome.TAKEN, f"taken-{claimed.text_id}")
                    database.transact(settling.settle, claimed, taken, utc_now())
                    note(person - 1)
        request = OptOutRequest(f"press-{person}", JO.name, conversation_id=2 * person)
        database.transact(opt_out, request, utc_now())
        note(person)
    content = log.read_bytes()
    database.close_now()
    return Tape(base, content, commits)


def cut(log: bytearray, start: int, chance: random.Random) -> None:
    """The end never reached the disk."""
    del log[chance.randrange(start, len(log) + 1) :]


def zero(log: bytearray, start: int, chance: random.Random) -> None:
    """The file grew, but some of it was never written."""
    first, last = sorted(chance.randrange(start, len(log) + 1) for _ in range(2))
    log[first:last] = bytes(last - first)


def scramble(log: bytearray, start: int, chance: random.Random) -> None:
    """Something else is there."""
    first, last = sorted(chance.randrange(start, len(log) + 1) for _ in range(2))
    log[first:last] = chance.randbytes(last - first)


def flip(log: bytearray, start: int, chance: random.Random) -> None:
    """Single bits are wrong."""
    for _ in range(chance.randrange(1, 9)):
        if start < len(log):
            log[chance.randrange(start, len(log))] ^= 1 << chance.randrange(8)


def swap_sectors(log: bytearray, start: int, chance: random.Random) -> None:
    """Sectors were written in another order, and some not at all."""
    sectors = list(range(start, len(log) - 512, 512))
    for sector in chance.sample(sectors, len(sectors) // 2):
        log[sector : sector + 512] = bytes(512)


DAMAGES: tuple[Callable[[bytearray, int, random.Random], None], ...] = (
    cut,
    zero,
    scramble,
    flip,
    swap_sectors,
)


def tear(tape: Tape, path: Path, chance: random.Random) -> tuple[str, int, int]:
    """Write a damaged copy; return the damage, the opt-outs that must and that may be there."""
    index = chance.randrange(len(tape.commits))
    synced, must = tape.commits[index]
    last, may = tape.commits[min(index + chance.randrange(1, 6), len(tape.commits) - 1)]
    log = bytearray(tape.log[:last])
    damage = chance.choice(DAMAGES)
    damage(log, synced, chance)
    for leftover in path.parent.glob(f"{path.name}*"):
        leftover.unlink()
    shutil.copyfile(tape.database, path)
    Path(f"{path}-wal").write_bytes(log)
    return damage.__name__, must, may


def check(path: Path, must: int, may: int) -> tuple[int, list[str]]:
    """How many opt-outs a damaged copy still has, and what is wrong with it."""
    Database.open(path).close_now()
    wrong = []
    with closing(sqlite3.connect(path)) as connection:
        verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
            wrong.append(f"the database is damaged: {verdict}")
        found = {row[0] for row in connection.execute("SELECT number FROM opt_out")}
        for person in range(1, PEOPLE + 1):
            number = number_of(person)
            if person <= must and number not in found:
                wrong.append(f"{number}: an acknowledged opt-out is lost")
            if person > may and number in found:
                wrong.append(f"{number}: an opt-out that was never made")
            if not must - 1 <= person <= may + 1:
                continue  # Only those around the damage can be half done.
            parts = {
                name: connection.execute(f"SELECT count(*) FROM {part}", (number,)).fetchone()[0]
                for name, part in PARTS.items()
            }
            queued = parts.pop("queued")
            whole = 1 if number in found else 0
            expected = dict.fromkeys(parts, whole) | {"off the list": 2 * whole}
            if parts != expected or (whole and queued):
                wrong.append(f"{number}: half an opt-out: {parts}, {queued} queued")
    return len(found), wrong


def main() -> int:
    """Damage so many copies and print what was found in them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=10_000, help="how many damaged copies")
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    parser.add_argument("--folder", type=Path, help="where the databases are made")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    damages: Counter[str] = Counter()
    beyond = checked = violations = 0
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        (folder / "torn").mkdir()
        for index in range(options.rounds):
            if index % ROUNDS_PER_LOG == 0:
                (folder / f"log-{index}").mkdir()
                tape = record(folder / f"log-{index}")
            path = folder / "torn" / "textbank.sqlite"
            damage, must, may = tear(tape, path, chance)
            damages[damage] += 1
            found, wrong = check(path, must, may)
            checked += must
            beyond += found > must
            violations += len(wrong)
            for one in wrong[:20]:
                print(f"  VIOLATION after {damage}: {one}")
    seconds = time.perf_counter() - started
    print(
        f"{options.rounds:,} databases opened whose write-ahead log was damaged behind a synced "
        f"commit (seed {options.seed})\n"
        f"  logs of {len(tape.log):,} bytes with {len(tape.commits)} commits, "
        f"{PEOPLE} of them opt-outs\n"
        "  damages: " + ", ".join(f"{count:,} {how}" for how, count in damages.items()) + "\n"
        f"  {checked:,} opt-outs had to be there; "
        f"in {beyond:,} databases a later one survived too\n"
        f"  {violations} violations, {seconds:.1f} s, {options.rounds / seconds:.0f} a second"
    )
    print("verdict: " + (f"{violations} VIOLATIONS" if violations else "nothing lost"))
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
