"""How many texts a second detection reads on one core, beside a look-up in a set.

    .venv/bin/python -m benchmarks.detection [--ordinary COLLECTION.tsv] [--runs N]

`--ordinary` names a collection of ordinary texts, `ham<TAB>text` on each line; without one,
only the replies that are shipped are read, and texts of a made-up language.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path

from benchmarks.figures import aim, finish, machine
from benchmarks.words import Words

FASTEST_ENOUGH = 10.0
"""Microseconds for an ordinary text: 100,000 texts a second."""
FIRST_TEXT = 1500.0
"""Milliseconds for the first text, at which all rules are made ready."""


def best(texts: Sequence[str], read: Callable[[str], object], runs: int) -> float:
    """Microseconds of processor time a text takes, in the quickest of so many runs."""
    quickest = float("inf")
    for _ in range(runs):
        began = time.process_time()
        for text in texts:
            read(text)
        quickest = min(quickest, time.process_time() - began)
    return quickest / len(texts) * 1e6


def main() -> int:
    """Measure, and say whether the aims were reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ordinary", type=Path, metavar="FILE", help="ordinary texts")
    parser.add_argument("--runs", type=int, default=7, help="how often each is measured")
    given = parser.parse_args()
    print(machine())

    began = time.perf_counter()
    from core.detection import detect
    from core.detection.labelled import ORDINARY, read_labelled
    from core.sample_replies import sample_replies

    imported = (time.perf_counter() - began) * 1e3
    began = time.perf_counter()
    detect("please stop texting me")
    first = (time.perf_counter() - began) * 1e3
    print(f"\nimport {imported:.0f} ms, first text {first:.0f} ms")
    aim("first text", first, FIRST_TEXT, "ms")

    replies = [reply.text for reply in sample_replies()]
    if given.ordinary is None:
        ordinary = list(Words(4000, 7).texts(5000))
        kind = "texts of a made-up language"
    else:
        ordinary = [one.text for one in read_labelled(given.ordinary) if one.label == ORDINARY]
        kind = "ordinary texts"
    # As in a busy campaign: one in ten answers asks for something.
    mix = list(chain.from_iterable(zip(*[iter(ordinary[: len(replies) * 9])] * 9, strict=False)))
    mix = [*mix, *replies]

    words = frozenset({"stop", "quit", "end", "cancel", "unsubscribe"})
    for name, texts in ((kind, ordinary), ("replies", replies), ("nine to one", mix)):
        floor = best(texts, lambda text: text.casefold() in words, given.runs)
        took = best(texts, detect, given.runs)
        print(
            f"\n{name}, {len(texts):,}: {1e6 / took:,.0f} texts a second, {took:.1f} µs each; "
            f"floor {1e6 / floor:,.0f}, {took / floor:.0f} times"
        )
        if name == kind:
            aim(name, took, FASTEST_ENOUGH, "µs a text")
    return finish()


if __name__ == "__main__":
    sys.exit(main())
