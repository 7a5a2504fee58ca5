"""Memory of the messenger: a short list beside a long one.

python -m benchmarks.memory [--sizes 1000,1000000] [--data FOLDER]

The last size is compared with the first. Each messenger opens its list, is given time to read
all of it, pages down and goes to the end. Memory is what the system says the process holds.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.figures import aim, finish, machine
from benchmarks.latency import settle
from benchmarks.opt_out import number_words
from benchmarks.seed import TEXTER, arguments, database_of, sizes_of
from benchmarks.terminal import Terminal

PAGES = 30


def measure(path: Path) -> tuple[float, float]:
    """MiB once the list is there, and after paging through it."""
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "tui",
        "--texter",
        TEXTER,
        "--database",
        path,
    ]
    with Terminal(command) as terminal:
        terminal.wait_frame(number_words(1), "[All", since=0, limit=60)
        settle(terminal)
        opened = terminal.memory()
        for _ in range(PAGES):
            terminal.press_and_settle("pagedown")
        terminal.press_and_settle("G")
        settle(terminal)
        return opened, terminal.memory()


def main() -> int:
    """Measure at every size."""
    given = arguments(__doc__, "1000,1000000", 1).parse_args()
    print(f"Memory; {machine()}\n")
    used = []
    for size in sizes_of(given):
        opened, paged = measure(database_of(size, given.data))
        used.append(max(opened, paged))
        print(f"{size:>9,} conversations   {opened:6.1f} MiB   after paging {paged:6.1f} MiB")
    first, *_, last = used
    aim("between the first size and the last", last - first, 40, "MB")
    return finish()


if __name__ == "__main__":
    sys.exit(main())
