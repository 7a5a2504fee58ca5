"""Live: from another program's commit of an inbound text to the frame that shows it.

python -m benchmarks.live [--sizes 1000,1000000] [--runs 60] [--data FOLDER]

This program takes texts in, as a worker does; the messenger runs in a pseudo-terminal. Every
second text goes to the open conversation, the others to one further down, whose row moves out
of sight above the row in hand: there the notice of new texts is waited for.
"""

from __future__ import annotations

import asyncio
import random
import sys
import time
from pathlib import Path

from benchmarks.figures import aim, finish, machine, spread
from benchmarks.opt_out import number_words
from benchmarks.seed import LONG, MINUTE, START, TEXTER, arguments, copy_of, number_of, sizes_of
from benchmarks.terminal import Terminal
from core.clock import utc_now
from core.database import Database
from core.gateways import open_gateways
from core.inbox import receive
from core.providers.base import InboundMessage
from core.stored import instant

LINE = "+12025550100"


def measure(path: Path, size: int, texts: int) -> tuple[list[float], list[float]]:
    """Milliseconds from the commit to the frame: in the open conversation, and elsewhere."""
    database = Database.open(path)
    gateways = open_gateways(path, utc_now)
    provider = gateways.named("simulator")
    chance = random.Random(4)
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "tui",
        "--texter",
        TEXTER,
        "--database",
        path,
    ]
    opened: list[float] = []
    elsewhere: list[float] = []
    with Terminal(command) as terminal:
        terminal.wait_frame(number_words(1), "[All", since=0, limit=60)
        terminal.rest(1.5, limit=20)
        for number in range(texts):
            here = number % 2 == 0
            conversation_id = 1 if here else LONG + number
            words = f"zq{number:05d}"
            # Later than all that was seeded, whatever the clock says.
            at = instant(START + (size + number + 10) * MINUTE)
            message = InboundMessage(words, LINE, number_of(conversation_id), f"news {words}", at)
            time.sleep(chance.uniform(0.3, 0.5))
            terminal.rest(0.02, limit=0.2)
            start = len(terminal.output)
            database.transact(receive, provider, message, utc_now())
            committed = time.perf_counter()
            awaited = words if here else "new above"
            painted = terminal.wait_frame(awaited, since=start)
            (opened if here else elsewhere).append((painted - committed) * 1_000)
            if not here:
                # Seen, so that the next one is new again.
                terminal.press("home")
                terminal.rest(0.1)
                terminal.press("j")
                open_first(terminal)
    asyncio.run(gateways.close())
    database.close_now()
    return opened, elsewhere


def open_first(terminal: Terminal) -> None:
    """Stand on conversation 1 again, the second on the list now."""
    terminal.wait_frame(number_words(1), since=len(terminal.output) - 1, limit=5)
    terminal.rest(0.2)


def main() -> int:
    """Measure at every size."""
    given = arguments(__doc__, "1000,1000000", 60).parse_args()
    print(f"Live; {machine()}")
    for size in sizes_of(given):
        opened, elsewhere = measure(copy_of(size, given.data), size, given.runs)
        print(f"\n{size:,} conversations")
        print(f"  in the open conversation  {spread(opened)}   ({len(opened)} texts)")
        print(f"  elsewhere on the list     {spread(elsewhere)}   ({len(elsewhere)} texts)")
        aim(f"live at {size:,}, the slowest", max(opened + elsewhere), 250, "ms")
    return finish()


if __name__ == "__main__":
    sys.exit(main())
