"""Kill a process at random moments around Opt Out, many times, and look for what broke.

python -m benchmarks.kill --rounds 10000
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.crash_harness import LONGEST_LIFE, Findings, run_kills


def main() -> int:
    """Run half of the rounds with a provider that can be asked, half with one that cannot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10_000, help="how many processes are killed")
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    parser.add_argument("--folder", type=Path, help="where the databases are made")
    options = parser.parse_args()
    violations = 0
    halves = {True: options.rounds - options.rounds // 2, False: options.rounds // 2}
    for can_be_asked, rounds in halves.items():
        if not rounds:
            continue
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            started = time.perf_counter()
            found = run_kills(
                Path(folder), rounds, can_be_asked=can_be_asked, seed=options.seed, batch=100
            )
            report(found, can_be_asked, options.seed, time.perf_counter() - started)
        violations += len(found.violations)
    print("verdict: " + (f"{violations} VIOLATIONS" if violations else "nothing lost, none twice"))
    return 1 if violations else 0


def report(found: Findings, can_be_asked: bool, seed: int, seconds: float) -> None:
    """Print what was measured, on how much, and what it showed."""
    asked = "can be asked" if can_be_asked else "cannot be asked"
    print(
        f"{found.kills:,} processes killed with SIGKILL, each 0 to {LONGEST_LIFE * 1e3:.0f} ms "
        f"after a moment around Opt Out, with a provider that {asked} (seed {seed})\n"
        f"  {found.finished:,} were through before their kill\n"
        f"  {found.acknowledged:,} opt-outs acknowledged, {found.recorded:,} on record\n"
        f"  their confirmations: "
        + ", ".join(f"{count:,} {how}" for how, count in sorted(found.confirmations.items()))
        + f"\n  {len(found.violations)} violations, {seconds:.1f} s, "
        f"{found.kills / seconds:.1f} kills a second"
    )
    for violation in found.violations[:20]:
        print(f"  VIOLATION {violation}")


if __name__ == "__main__":
    sys.exit(main())
