"""Percentiles, and how a figure is printed beside its aim."""

from __future__ import annotations

import os
from collections.abc import Sequence

FAILED: list[str] = []
"""The aims that were not reached in this run."""


def percentile(values: Sequence[float], part: float) -> float:
    """The smallest value that `part` per cent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -int(-len(ordered) * part // 100) - 1)]


def spread(values: Sequence[float], unit: str = "ms") -> str:
    """The middle and the slow end of the values."""
    return f"p50 {percentile(values, 50):.2f}  p99 {percentile(values, 99):.2f} {unit}"


def aim(name: str, value: float, limit: float, unit: str) -> None:
    """Print a figure beside what it should not exceed, and whether it does."""
    reached = value <= limit
    if not reached:
        FAILED.append(name)
    word = "reached" if reached else "NOT reached"
    print(f"    aim  {name}: {value:.2f} {unit} of at most {limit:g} {unit} — {word}")


def machine() -> str:
    """How busy the machine is: figures of a busy one say little."""
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} processors, load {load:.1f}"


def finish() -> int:
    """Print how busy the machine was at the end; return the exit code."""
    print(f"\n{machine()} at the end; {len(FAILED)} aims not reached")
    return 1 if FAILED else 0
