"""An opt-out against a send to the same number, by two processes: none is claimed after it."""

from __future__ import annotations

import multiprocessing
import random
from pathlib import Path

from benchmarks.race_harness import run_race

ROUNDS = 500


def test_nothing_is_claimed_after_an_opt_out(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")

    outcomes = run_race(tmp_path, ROUNDS, seed=random.randrange(2**32), context=spawn)

    assert outcomes.violations == []
    assert outcomes.rounds == ROUNDS
    # They did race: each of the three ways for it to end was taken.
    assert set(outcomes.ended) == {"sent", "cancelled", "refused"}
    assert min(outcomes.ended.values()) >= ROUNDS / 100
