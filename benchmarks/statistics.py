"""Counting everything for `textbank stats` and the screen of figures, and what others feel of it.

The floor, in the same run: SQLite reading every row of the texts once (`SELECT count(*)` that
no index can answer), and the count that an index can.

python -m benchmarks.statistics --texts 1000000
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from benchmarks.figures import aim, finish, machine, percentile
from benchmarks.seed import arguments, sizes_of
from benchmarks.statistics_seed import database_with_texts
from core.clock import utc_now
from core.reader import Reader
from core.statistics import Asked, statistics
from core.statistics_periods import Step, zone_named

SECONDS = 2.0
"""The aim for all figures of a million texts."""

PAUSE = 50.0
"""Milliseconds for which the loop that draws may be held up."""

FLOORS = {
    "SELECT count(*), by an index": "SELECT count(*) FROM text",
    "SELECT count(*), every row read": "SELECT count(*) FROM text WHERE body IS NOT NULL "
    "AND attempts >= 0",
}


def floor(path: Path, sql: str, runs: int) -> float:
    """The middle time of a statement, in milliseconds."""
    with closing(sqlite3.connect(path)) as connection:
        times = []
        for _ in range(runs + 1):
            begun = time.perf_counter()
            connection.execute(sql).fetchall()
            times.append((time.perf_counter() - begun) * 1_000)
    return percentile(times[1:], 50)


async def measured(path: Path, asked: Asked, runs: int) -> tuple[float, float, int]:
    """The middle time of counting, the longest pause of the loop, and how often progress came."""
    reader = await Reader.open(path)
    times, pauses, told = [], [0.0], 0

    async def beat() -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.001)
            pauses.append((time.perf_counter() - before) * 1_000 - 1)

    def on_progress(_: float) -> None:
        nonlocal told
        told += 1

    try:
        for run in range(runs + 1):
            beating = asyncio.create_task(beat()) if run else None
            begun = time.perf_counter()
            await statistics(reader, asked, on_progress=on_progress)
            times.append((time.perf_counter() - begun) * 1_000)
            if beating is not None:
                beating.cancel()
    finally:
        await reader.close()
    return percentile(times[1:], 50), max(pauses), told // (runs + 1)


def main() -> int:
    """Print each figure beside the floor."""
    parser = arguments(__doc__, "100000", 5)
    parser.add_argument("--texts", type=int, default=1_000_000, help="how many texts there are")
    given = parser.parse_args()
    print(machine())
    zone = zone_named("America/New_York", utc_now())
    questions = {
        "everything, by day": Asked(zone),
        "everything, by hour": Asked(zone, step=Step.HOUR),
        "one campaign": Asked(zone, campaign="Campaign 3"),
    }
    for size in sizes_of(given):
        path = database_with_texts(size, given.texts, given.data)
        print(f"\n{size:,} conversations, {given.texts:,} texts")
        scan = 1.0
        for name, sql in FLOORS.items():
            scan = floor(path, sql, given.runs)
            print(f"  {name:32} {scan:8.1f} ms")
        for name, asked in questions.items():
            took, pause, told = asyncio.run(measured(path, asked, given.runs))
            print(
                f"  {name:32} {took:8.1f} ms  {took / scan:5.1f} times the scan, "
                f"the loop paused at most {pause:.1f} ms, {told} times told how far"
            )
            if name == "everything, by day":
                aim("all figures", took / 1_000, SECONDS, "s")
                aim("pause of the loop", pause, PAUSE, "ms")
    return finish()


if __name__ == "__main__":
    raise SystemExit(main())
