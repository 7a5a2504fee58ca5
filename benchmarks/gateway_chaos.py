"""A receiver killed under load between failing providers, again and again: what breaks?

python -m benchmarks.gateway_chaos [--conversations 200] [--rounds 5] [--seed N] [--kills 4]
    [--seconds 10] [--vendors twilio,bandwidth] [--folder FOLDER]

Each round is a day of its own, with a new database and new phones. What a killed receiver had
claimed is waited for as long as it takes; the test in the suite ends those claims at once.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from benchmarks.gateway_chaos_check import Findings
from benchmarks.gateway_chaos_harness import VENDORS, Day, run_day


def main() -> int:
    """Live through the days and print what they showed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conversations", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5, help="how many days")
    parser.add_argument("--seed", type=int, default=random.randrange(2**32), help="of the first")
    parser.add_argument("--kills", type=int, default=4, help="of the receiver, each day")
    parser.add_argument("--seconds", type=float, default=10.0, help="for which phones write")
    parser.add_argument("--vendors", default=",".join(VENDORS), help="two, with a comma")
    parser.add_argument("--folder", type=Path, help="where the databases are made")
    options = parser.parse_args()
    first, second = options.vendors.split(",")
    day = Day(
        options.conversations,
        options.kills,
        options.seconds,
        (first, second),
        waits_for_leases=True,
    )
    everything = Findings()
    for round_ in range(options.rounds):
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            found = run_day(Path(folder), day, options.seed + round_)
        print(f"round {round_ + 1}, {first} and {second} (seed {options.seed + round_})")
        report(found)
        everything.add(found)
    wrong = len(everything.violations)
    print(
        f"{everything.kills} kills, {everything.said:,} texts written, "
        f"{everything.stored:,} stored, {everything.opt_outs:,} opt-outs, "
        f"{everything.confirmations['sent']:,} confirmed\n"
        "verdict: " + (f"{wrong} VIOLATIONS" if wrong else "nothing lost, none twice")
    )
    return 1 if wrong else 0


def report(found: Findings) -> None:
    """Print what one day showed."""

    def counts(of: dict[str, int]) -> str:
        return ", ".join(f"{count:,} {how}" for how, count in sorted(of.items()))

    print(
        f"  {found.kills} kills; {found.said:,} texts written, {found.stored:,} reached a provider "
        f"and were stored\n"
        f"  {found.opt_outs:,} opt-outs; their confirmations: {counts(found.confirmations)}\n"
        f"  other texts of ours: {counts(found.states)}; {found.in_flight} were on the wire when "
        f"the contact was opted out\n"
        f"  calls of webhooks: {counts(found.webhooks)}\n"
        f"  {len(found.violations)} violations, {found.seconds:.1f} s"
    )
    for violation in found.violations[:20]:
        print(f"  VIOLATION {violation}")


if __name__ == "__main__":
    sys.exit(main())
