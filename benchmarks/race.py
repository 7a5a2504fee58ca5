"""Race an opt-out against a send to the same number, by two processes, many times.

python -m benchmarks.race --rounds 100000
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.race_harness import run_race


def main() -> int:
    """Race for so many numbers and print how the races ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100_000, help="how many numbers")
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    parser.add_argument("--folder", type=Path, help="where the database is made")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        started = time.perf_counter()
        spawn = multiprocessing.get_context("spawn")
        outcomes = run_race(Path(folder), options.rounds, seed=options.seed, context=spawn)
        seconds = time.perf_counter() - started
    ended = outcomes.ended
    print(
        f"{outcomes.rounds:,} numbers opted out by one process while another sent to them, "
        f"on one database (seed {options.seed})\n"
        f"  {ended['sent']:,} claimed before the opt-out, {ended['cancelled']:,} cancelled in "
        f"the outbox, {ended['refused']:,} refused\n"
        f"  {len(outcomes.violations)} violations, {seconds:.1f} s, "
        f"{outcomes.rounds / seconds:.0f} races a second"
    )
    for violation in outcomes.violations[:20]:
        print(f"  VIOLATION {violation}")
    never = [way for way in ("sent", "cancelled", "refused") if not ended[way]]
    if never:
        print(f"  they did not race: none was {' or '.join(never)}")
    failed = bool(outcomes.violations or never)
    print("verdict: " + ("FAILED" if failed else "none claimed after its opt-out"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
