"""Killed with SIGKILL at random moments around Opt Out: nothing lost, nothing sent twice."""

from __future__ import annotations

import multiprocessing
import random
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there is no fork and no SIGKILL here", allow_module_level=True)

from benchmarks.crash_harness import Findings, check, number_of, serve_kills, set_up
from core.gateways import network_path
from core.providers.simulator import Simulator

KILLS = {True: 60, False: 30}


def killed(folder: Path, rounds: int, can_be_asked: bool) -> Findings:
    """Have a spawned process, which has no threads of pytest's, do the killing."""
    spawn = multiprocessing.get_context("spawn")
    answers = spawn.Queue()
    seed = random.randrange(2**32)
    server = spawn.Process(target=serve_kills, args=(folder, rounds, can_be_asked, seed, answers))
    server.start()
    answer = answers.get(timeout=300)
    server.join(30)
    answers.close()
    answers.join_thread()
    assert isinstance(answer, Findings), answer
    return answer


@pytest.mark.parametrize("can_be_asked", [True, False], ids=["can-be-asked", "cannot-be-asked"])
def test_killed_at_random_moments_around_opt_out(tmp_path: Path, can_be_asked: bool) -> None:
    found = killed(tmp_path, KILLS[can_be_asked], can_be_asked)

    assert found.violations == []
    assert found.kills == KILLS[can_be_asked]
    # The moments were around Opt Out: some presses were through, some kills came before.
    assert 0 < found.acknowledged <= found.recorded
    assert found.finished < found.kills / 2
    if can_be_asked:
        # Every confirmation arrives.
        assert found.confirmations == Counter(sent=found.recorded)
    else:
        # Each that is missing is on record.
        assert set(found.confirmations) <= {"sent", "unknown"}
        assert found.confirmations.total() == found.recorded


async def test_the_check_sees_what_it_is_there_to_see(tmp_path: Path) -> None:
    path = tmp_path / "textbank.sqlite"
    set_up(path, people=4)
    await Simulator(network_path(path)).configure(can_be_asked=True)
    with closing(sqlite3.connect(path)) as connection:
        # Half an opt-out, without anything that belongs to it.
        connection.execute(
            "INSERT INTO opt_out (organization_id, number, source, author, at, confirmation) "
            "VALUES (1, ?, 'texter', 'jo', 5, 'pending')",
            (number_of(1),),
        )
        # A conversation that left the list with no opt-out on record.
        connection.execute("UPDATE conversation SET listed = 0, opt_out_id = 1 WHERE id = 3")
        connection.commit()
    with closing(sqlite3.connect(network_path(path))) as phones:
        phones.executemany(
            "INSERT INTO texts (line, number, from_contact, body, at, state, kind) "
            "VALUES ('+12025550100', ?, 0, ?, 9, 'delivered', 'text')",
            [(number_of(1), b"before"), (number_of(3), b"before"), (number_of(3), b"before")],
        )
        phones.commit()

    found = Findings()
    check(path, [1, 2, 3, 4], can_be_asked=True, found=found)

    wrong = "\n".join(found.violations)
    assert f"{number_of(1)}: half an opt-out" in wrong
    assert f"{number_of(1)}: “before” arrived after the opt-out" in wrong
    assert f"{number_of(1)}: 0 confirmations arrived" in wrong
    assert f"{number_of(2)}: half an opt-out" in wrong
    assert f"{number_of(3)}: a text arrived twice" in wrong
    assert number_of(4) not in wrong
