"""Searching in a million messages: from the question to the first results.

python -m benchmarks.search [--sizes 1000000] [--runs 400] [--data FOLDER]

`--sizes` are messages that people wrote, `--runs` questions. Those are typed letter by letter:
names, numbers and words as people use them, the common ones often. The floor asks the same
words of a bare FTS5 index in the same run.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import aim, finish, machine, percentile, spread
from benchmarks.seed import START, TEXTER, arguments, database_of, number_of, sizes_of
from benchmarks.terminal import Terminal
from benchmarks.words import Words
from core.desk import Desk
from core.domain import Texter
from core.migrations import SEARCH_TABLES
from core.search import LIMIT, question, search

VOCABULARY = 30_000
ON_SCREEN = 25
"""Questions that are asked of the messenger itself."""


def search_database(messages: int, data: Path) -> tuple[Path, float]:
    """A database with so many messages, five to a contact, and how long its index took."""
    base = database_of(max(1_000, messages // 5), data)
    path = base.parent / f"search-{messages}" / base.name
    took = path.with_name("seconds")
    if took.exists():
        return path, float(took.read_text())
    shutil.rmtree(path.parent, ignore_errors=True)
    path.parent.mkdir()
    shutil.copyfile(base, path)
    words, names = Words(VOCABULARY, 1), Words(5_000, 2)
    with sqlite3.connect(path, isolation_level=None) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        [(people,)] = connection.execute("SELECT count(*) FROM contact")
        connection.executemany(
            "UPDATE contact SET first_name = ?, last_name = ? WHERE id = ?",
            ((*map(str.title, names.some(2)), i) for i in range(1, people + 1)),
        )
        connection.execute("UPDATE text SET kind = 'initial' WHERE kind = 'inbound'")
        connection.executemany(
            "INSERT INTO text (conversation_id, line_id, number, kind, direction, body, at, state, "
            "reason, author, request, rule, attempts) VALUES "
            "(?, 1, ?, 'inbound', 'in', ?, ?, 'received', '', '', 'none', '', 0)",
            (
                (1 + i % people, number_of(1 + i % people), body, START + i * 1_000)
                for i, body in enumerate(words.texts(messages))
            ),
        )
        before = time.perf_counter()
        for name in SEARCH_TABLES:
            connection.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")
        seconds = time.perf_counter() - before
        for _, sql in triggers:
            connection.execute(sql)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    took.write_text(str(seconds))
    return path, seconds


def questions(count: int, people: int) -> Iterator[str]:
    """What is asked: most of it half typed."""
    chance = random.Random(3)
    words, names = Words(VOCABULARY, 1), Words(5_000, 2)
    asked = 0
    while asked < count:
        kind = chance.choices(("word", "words", "name", "number", "nothing"), (4, 2, 3, 2, 1))[0]
        if kind == "number":
            digits = number_of(chance.randint(1, people))[2:]
            whole = chance.choice((digits[-4:], f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"))
        elif kind == "nothing":
            whole = "qzxj" + chance.choice(words.all)
        else:
            source = names if kind == "name" else words
            whole = " ".join(source.some(1 if kind == "word" else 2))
        for end in range(1, len(whole) + 1):
            yield whole[:end]
            asked += 1
            if asked == count:
                return


async def measure(path: Path, asked: list[str]) -> tuple[list[float], list[float]]:
    """Milliseconds of each question, and of the same words at a bare index."""
    taken, floor = [], []
    bare = sqlite3.connect(path)
    async with Desk(path, Texter(TEXTER)) as desk:
        await search(desk, "warm up", 1)
        for words in asked:
            before = time.perf_counter()
            await search(desk, words, 1)
            taken.append((time.perf_counter() - before) * 1_000)
            wanted = question(words).words
            if wanted:
                match = " AND ".join(f'"{word}"' for word in wanted) + "*"
                before = time.perf_counter()
                bare.execute(
                    "SELECT rowid FROM text_search WHERE text_search MATCH ? "
                    "ORDER BY rowid DESC LIMIT ?",
                    (match, LIMIT),
                ).fetchall()
                floor.append((time.perf_counter() - before) * 1_000)
    bare.close()
    return taken, floor


def on_screen(path: Path) -> list[float]:
    """From a letter of the question to the frame that says how many were found."""
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "tui",
        "--texter",
        TEXTER,
        "--database",
        path,
    ]
    taken = []
    words = Words(VOCABULARY, 1)
    with Terminal(command) as terminal:
        terminal.wait_frame("[All", since=0, limit=60)
        terminal.rest(1.0, limit=20)
        terminal.press("/")
        terminal.rest(0.3)
        for word in words.some(ON_SCREEN):
            for letter in word[:3]:
                start = len(terminal.output)
                pressed = terminal.press(letter)
                painted = terminal.wait_frame("found", since=start)
                taken.append((painted - pressed) * 1_000)
                terminal.rest(0.15)
            for _ in word[:3]:
                terminal.write(b"\x7f")
            terminal.rest(0.3)
    return taken


def main() -> int:
    """Measure at every size."""
    given = arguments(__doc__, "1000000", 400).parse_args()
    print(f"Searching; {machine()}")
    for size in sizes_of(given):
        path, seconds = search_database(size, given.data)
        with sqlite3.connect(path) as connection:
            [(people,)] = connection.execute("SELECT count(*) FROM contact")
            indexed = connection.execute(
                "SELECT sum(length(block)) FROM (SELECT block FROM text_search_data "
                "UNION ALL SELECT block FROM contact_search_data)"
            ).fetchone()[0]
        connection.close()
        asked = list(questions(given.runs, people))
        taken, floor = asyncio.run(measure(path, asked))
        one = [ms for words, ms in zip(asked, taken, strict=True) if len(words) == 1]
        ratio = percentile(taken, 50) / max(percentile(floor, 50), 1e-6)
        print(f"\n{size:,} messages of {people:,} contacts, {path.stat().st_size >> 20} MiB, of")
        print(f"  which the index  {indexed >> 20} MiB, built in {seconds:.1f} s")
        print(f"  bare FTS5        {spread(floor)}   ({len(floor)} questions)")
        print(
            f"  search           {spread(taken)}   {ratio:.1f} of bare FTS5, max {max(taken):.1f}"
        )
        print(f"  of one letter    {spread(one)}   ({len(one)} questions)")
        slowest = sorted(zip(taken, asked, strict=True), reverse=True)[:3]
        print("  slowest          " + ", ".join(f"“{words}” {ms:.0f}" for ms, words in slowest))
        shown = on_screen(path)
        print(f"  key to results   {spread(shown)}   ({len(shown)} letters)")
        aim(f"first results p99 in {size:,} messages", percentile(taken, 99), 50, "ms")
    return finish()


if __name__ == "__main__":
    sys.exit(main())
