"""Working in the messenger: from a key to its painted frame, memory, and rest.

python -m benchmarks.latency [--sizes 1000,100000,1000000] [--runs 3] [--data FOLDER]

The messenger runs in a pseudo-terminal of 120x40 that tells frames apart. The floor is a bare
Textual app in the same run that repaints one line at a key.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from benchmarks.figures import aim, finish, machine, percentile, spread
from benchmarks.opt_out import following, number_words
from benchmarks.seed import LONG, LONG_TEXTS, TEXTER, arguments, database_of, sizes_of
from benchmarks.terminal import Terminal

MOVES = 100
PAGES = 40
OPENED = 45
IDLE = 10.0

BARE = """
from textual.app import App
from textual.widgets import Footer, Static
class Bare(App):
    BINDINGS = [("j", "turn", "Turn")]
    def compose(self):
        yield Static("0", id="line")
        yield Footer()
    def action_turn(self):
        line = self.query_one("#line")
        line.update(str(int(str(line.render())) + 1), layout=False)
Bare().run()
"""


def floor(runs: int) -> list[float]:
    """Key to frame of an app that does next to nothing."""
    taken = []
    for _ in range(runs):
        with Terminal([sys.executable, "-c", BARE]) as terminal:
            terminal.wait_frame("Turn")
            terminal.rest(0.5)
            taken += [terminal.press_and_settle("j")[0] for _ in range(MOVES)][5:]
    return taken


def measure(path: Path, seen: dict[str, list[float]]) -> None:
    """One run of the messenger."""
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
        open_each(terminal, seen)
        before = terminal.processor_time()
        began = time.perf_counter()
        while (left := began + IDLE - time.perf_counter()) > 0:
            terminal.read(left)
        used = terminal.processor_time() - before
        seen["idle"].append(used / (time.perf_counter() - began) * 100)
        for number in range(MOVES + 5):
            taken, size = terminal.press_and_settle("j" if number % 3 else "k")
            if number >= 5:
                seen["move"].append(taken)
                seen["bytes"].append(size)
        for number in range(PAGES + 3):
            taken, size = terminal.press_and_settle("pagedown")
            if number >= 3:
                seen["page"].append(taken)
                seen["page bytes"].append(size)
        seen["memory"].append(terminal.memory())


def open_each(terminal: Terminal, seen: dict[str, list[float]]) -> None:
    """Rest on one conversation after the other; each holds `LONG_TEXTS` texts."""
    conversation_id = 1
    for number in range(OPENED):
        terminal.rest(0.2)
        conversation_id = following(conversation_id)
        assert conversation_id < LONG
        start = len(terminal.output)
        pressed = terminal.press("j")
        painted = terminal.wait_frame(number_words(conversation_id), since=start)
        if number >= 3:
            seen["open"].append((painted - pressed) * 1000)


def settle(terminal: Terminal) -> None:
    """Wait until the program has nothing more to do: it has imported everything."""
    for _ in range(40):
        before = terminal.processor_time()
        terminal.rest(0.3, limit=0.4)
        if terminal.processor_time() - before < 0.01:
            return


def main() -> int:
    """Measure at every size."""
    given = arguments(__doc__, "1000,100000,1000000", 3).parse_args()
    print(f"Working in the messenger; {machine()}")
    bare = floor(given.runs)
    print(f"\nbare Textual, one line   {spread(bare)}   ({len(bare)} keys)")
    for size in sizes_of(given):
        path = database_of(size, given.data)
        names = ("open", "move", "bytes", "page", "page bytes", "idle", "memory")
        seen: dict[str, list[float]] = {name: [] for name in names}
        for _ in range(given.runs):
            measure(path, seen)
        ratio = percentile(seen["move"], 50) / percentile(bare, 50)
        print(f"\n{size:,} conversations, {path.stat().st_size >> 20} MiB, {given.runs} runs")
        print(f"  next row      {spread(seen['move'])}   {ratio:.2f} of bare Textual")
        print(
            f"  page down     {spread(seen['page'])}   {percentile(seen['page bytes'], 50):,.0f} B"
        )
        print(f"  open {LONG_TEXTS} texts {spread(seen['open'])}   ({len(seen['open'])} opened)")
        print(f"  a row key     {spread(seen['bytes'], 'B')}")
        print(f"  memory        {max(seen['memory']):.1f} MiB   at rest {max(seen['idle']):.2f} %")
        aim(f"next row p99 at {size:,}", percentile(seen["move"], 99), 16, "ms")
        aim(f"open p50 at {size:,}", percentile(seen["open"], 50), 20, "ms")
        aim(f"bytes of a row key at {size:,}", percentile(seen["bytes"], 50), 1024, "B")
        aim(f"at rest at {size:,}", percentile(seen["idle"], 50), 0.5, "%")
        aim(f"memory at {size:,}", max(seen["memory"]), 120, "MiB")
    return finish()


if __name__ == "__main__":
    sys.exit(main())
