"""Starting the messenger: to its first frame and its first rows, beside a bare Textual app.

python -m benchmarks.start [--sizes 1000,100000,1000000] [--runs 10] [--data FOLDER]

The runs take turns. First frame: the top bar's buttons and the footer are painted, the panes
are there. First rows: the second contact's name is painted, which only the list shows. First
conversation: the first one is open beside it, its 200 texts loaded. Processor time is what the
program itself used until then: on a busy machine it tells more than the clock.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.figures import aim, finish, machine
from benchmarks.opt_out import number_words
from benchmarks.seed import FIRST, LAST, TEXTER, arguments, database_of, sizes_of
from benchmarks.terminal import Terminal

BARE = """
from textual.app import App
from textual.widgets import Footer, Static
class Bare(App):
    def compose(self):
        yield Static("Opt Out")
        yield Footer()
Bare().run()
"""


WORDS = ("Opt Out", f"{FIRST[2]} {LAST[2]}", number_words(1))
"""What tells the first frame, the first rows and the first conversation."""


def start(command: Sequence[str | Path], *words: str) -> list[float]:
    """Milliseconds until each of the words is painted, and of processor time until then."""
    found: list[float] = []
    with Terminal([sys.executable, *command]) as terminal:
        for word in words:
            painted = terminal.wait_frame(word, since=0, limit=60)
            found += [(painted - terminal.started) * 1000, terminal.processor_time() * 1000]
    return found


def show(name: str, values: Sequence[float], peer: Sequence[float] = ()) -> float:
    """Print one line; return the ratio to the peer."""
    ratio = median(values) / median(peer) if peer else 1.0
    beside = f"   {ratio:.2f} of bare Textual" if peer else ""
    low, high = min(values), max(values)
    print(f"  {name:<28} median {median(values):6.0f} ms   ({low:.0f}–{high:.0f}){beside}")
    return ratio


def main() -> int:
    """Measure at every size."""
    given = arguments(__doc__, "1000,100000,1000000", 10).parse_args()
    print(f"Starting; {machine()}")
    for size in sizes_of(given):
        path = database_of(size, given.data)
        messenger: list[str | Path] = ["-m", "tui", "--texter", TEXTER, "--database", path]
        bare, ours = [], []
        for number in range(given.runs + 1):
            once = start(["-c", BARE], "Opt Out"), start(messenger, *WORDS)
            if number:  # The first run warms the disk's cache.
                bare.append(once[0])
                ours.append(once[1])
        print(f"\n{size:,} conversations, {path.stat().st_size >> 20} MiB, {given.runs} runs each")
        peer, peer_time = [list(column) for column in zip(*bare, strict=True)]
        frame, frame_time, rows, rows_time, opened, _ = [list(c) for c in zip(*ours, strict=True)]
        show("bare Textual, first frame", peer)
        ratio = show("first frame", frame, peer)
        show("first rows", rows, peer)
        show("first conversation", opened, peer)
        show("bare, processor time", peer_time)
        show("first frame, processor time", frame_time, peer_time)
        show("first rows, processor time", rows_time, peer_time)
        aim(f"first frame of bare Textual's at {size:,}", ratio, 1.3, "times")
        aim(f"first rows at {size:,}", median(rows), 500, "ms")
    return finish()


if __name__ == "__main__":
    sys.exit(main())
