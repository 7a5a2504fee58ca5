"""Texts that are sent side by side: taken together, and each as if it were alone."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from core.domain import Behavior
from core.errors import DatabaseFull
from core.providers import simulator_network
from core.providers.base import OutboundText, Outcome
from core.providers.simulator import Simulator

LINE = "+12025550100"


def text(index: int) -> OutboundText:
    return OutboundText(f"text-{index}", LINE, f"+1415555{index:04d}", "Will you vote?")


@pytest.fixture
async def simulator(tmp_path: Path) -> Simulator:
    made = Simulator(tmp_path / "network.sqlite")
    await made.provision_line(LINE, Behavior.TYPE_1)
    return made


async def test_an_answer_comes_only_after_its_text_is_on_the_disk(simulator: Simulator) -> None:
    with closing(sqlite3.connect(simulator._store.path)) as other:

        async def send(index: int) -> bool:
            result = await simulator.send(text(index))
            found = other.execute(
                "SELECT provider_message_id FROM texts WHERE reference = ?", (f"text-{index}",)
            ).fetchall()
            return found == [(result.provider_message_id,)]

        assert all(await asyncio.gather(*(send(index) for index in range(250))))
    assert await simulator.waiting() == 250
    await simulator.close()


async def test_texts_sent_side_by_side_share_transactions(simulator: Simulator) -> None:
    commits = 0
    writing = simulator._store.writing

    def counted() -> object:
        nonlocal commits
        commits += 1
        return writing()

    simulator._store.writing = counted  # type: ignore[method-assign,assignment]
    await asyncio.gather(*(simulator.send(text(index)) for index in range(100)))

    assert commits <= 3
    await simulator.close()


async def test_mishaps_fall_on_as_many_as_they_should(simulator: Simulator) -> None:
    await simulator.configure(refuse_next=2, lose_next=3)

    results = await asyncio.gather(*(simulator.send(text(index)) for index in range(20)))

    assert Counter(result.outcome for result in results) == {
        Outcome.RETRYABLE: 2,
        Outcome.AMBIGUOUS: 3,
        Outcome.TAKEN: 15,
    }
    # In the order in which they were sent.
    assert [result.outcome for result in results[:2]] == [Outcome.RETRYABLE] * 2
    await simulator.close()


async def test_where_a_transaction_fails_none_of_its_texts_is_taken(
    simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = simulator_network.add_text

    def full(*args: object, **words: object) -> int:
        if words["reference"] == "text-7":
            raise DatabaseFull("The disk is full.")
        return added(*args, **words)  # type: ignore[arg-type]

    monkeypatch.setattr(simulator_network, "add_text", full)
    results = await asyncio.gather(*(simulator.send(text(index)) for index in range(1, 20)))
    monkeypatch.undo()

    # The first went alone; the others came together.
    assert [result.outcome for result in results] == [Outcome.TAKEN] + [Outcome.RETRYABLE] * 18
    assert [await simulator.sends(f"text-{index}") for index in (1, 2, 19)] == [1, 0, 0]
    await simulator.close()


async def test_one_who_waits_no_longer_holds_up_nobody(simulator: Simulator) -> None:
    sending = [asyncio.create_task(simulator.send(text(index))) for index in range(10)]
    await asyncio.sleep(0)
    for task in sending[:5]:
        task.cancel()

    results = await asyncio.gather(*sending, return_exceptions=True)

    assert all(isinstance(result, asyncio.CancelledError) for result in results[:5])
    assert [result.outcome for result in results[5:]] == [Outcome.TAKEN] * 5  # type: ignore[union-attr]
    assert (await simulator.send(text(99))).outcome is Outcome.TAKEN
    await simulator.close()
