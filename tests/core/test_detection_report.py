"""What texters decide says how good detection is; what is exported holds no number."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection_export import labelled, masked
from core.detection_report import Judged, detection_report, judged_texts
from core.statistics import Asked, statistics
from core.statistics_periods import Zone
from core.triage import TriageSession, open_triage
from core.views_detection import Judgement, Tally
from tests.core.triage_world import (
    DANA,
    INA,
    KAI,
    LEO,
    MARIA,
    SAM,
    TriageScene,
    only,
    triage_scene,
)

ASKS = "please stop texting me"
NUMBER = "Please stop texting me at (415) 555-0134, I am Maria"


@pytest.fixture(name="scene")
async def triage(database_path: Path) -> AsyncIterator[TriageScene]:
    async with triage_scene(database_path) as scene:
        yield scene


@pytest.fixture
async def session(scene: TriageScene) -> AsyncIterator[TriageSession]:
    async with open_triage(scene.desk) as session:
        yield session


async def test_every_decision_that_stands_counts_once(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(MARIA, NUMBER)
    await session.not_an_opt_out(await only(session))
    await scene.asks(SAM, ASKS)
    await session.opt_out(await only(session))
    await scene.asks(DANA, ASKS)
    await session.wrong_number(await only(session))
    # In the messenger: one that asked, and one that was not read as asking.
    await scene.asks(LEO)
    await scene.desk.opt_out(scene.talk(LEO))
    await scene.asks(INA, "enough of this, okay?")
    await scene.desk.opt_out(scene.talk(INA))
    await scene.pass_undo_window()
    # Taken back, or only answered: not decided.
    await scene.asks(KAI, ASKS)
    await session.opt_out(await only(session))
    await session.undo()
    await session.replied(await only(session))

    report = await detection_report(scene.desk.reader)

    total = report.total
    assert (total.decided, total.opted_out, total.kept, total.wrong_numbers) == (4, 2, 1, 1)
    assert (total.missed, total.precision) == (1, 0.5)
    assert {one.name: one.decided for one in report.rules}["keyword"] == 1
    assert sum(one.decided for one in report.rules) == 4
    assert sum(one.decided + one.missed for one in report.languages) == 5
    assert [(one.judgement, one.body) for one in report.wrong] == [
        (Judgement.FALSE_ALARM, NUMBER),
        (Judgement.WRONG_NUMBER, ASKS),
        (Judgement.MISSED, "enough of this, okay?"),
    ]
    since = Judged(scene.clock() + timedelta(seconds=1))
    later = await detection_report(scene.desk.reader, since)
    assert (later.total.decided, later.wrong) == (0, ())
    utc = Zone(UTC, "UTC")
    assert (await statistics(scene.desk.reader, Asked(utc))).detection == total
    before = Asked(utc, until=scene.clock() - timedelta(days=1))
    assert (await statistics(scene.desk.reader, before)).detection == Tally("")

    lines = [labelled(one) async for one in judged_texts(scene.desk.reader)]
    assert [(one["label"], one["tags"][:1]) for one in lines[:3]] == [
        ("not_opt_out", ["false_alarm"]),
        ("opt_out_request", [f"rule:{report.wrong[1].rule}"]),
        ("wrong_number", ["wrong_number"]),
    ]
    assert [(one["label"], one["tags"]) for one in lines[3:]] == [
        ("opt_out_keyword", ["rule:keyword"]),
        ("opt_out_request", ["missed"]),
    ]
    assert lines[0]["text"] == "Please stop texting me at (000) 000-0000, I am Maria"
    assert set(lines[0]) == set(json.loads(_first_shipped()))
    everything = json.dumps(lines)
    assert not any(number[-4:] in everything for number in (*scene.world.numbers, "0134"))


async def test_what_the_messenger_took_back_does_not_count(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(MARIA, ASKS)
    await session.opt_out(await only(session))
    await scene.desk.undo()
    await scene.desk.opt_out(scene.maria)
    await scene.desk.undo()

    assert (await detection_report(scene.desk.reader)).total.decided == 0


async def test_a_text_that_was_kept_and_then_opted_out_counts_as_decided_last(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(MARIA, ASKS)
    await session.not_an_opt_out(await only(session))
    await session.undo()
    await session.opt_out(await only(session))

    total = (await detection_report(scene.desk.reader)).total
    assert (total.decided, total.opted_out) == (1, 1)


def _first_shipped() -> str:
    from importlib import resources

    return resources.files("core").joinpath("data", "replies.jsonl").read_text().splitlines()[0]


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("call 415-555-0134 now", "call 000-000-0000 now"),
        ("+44 20 7946 0958", "+00 00 0000 0000"),
        ("4155550134", "0000000000"),
        ("(415) 555 . 0134 ext 22", "(000) 000 . 0000 ext 00"),
        ("\uff14\uff11\uff15\uff15\uff15\uff15\uff10\uff11", "00000000"),
        ("4\u200b1\u200b5\u200b5\u200b5", "0\u200b0\u200b0\u200b0\u200b0"),
        ("\u0664\u0661\u0665\u0665\u0665\u0665", "000000"),
        ("555-0134 is me", "000-0000 is me"),
        ("vote on 11/3 at 7", "vote on 11/3 at 7"),
        ("I am 38, stop", "I am 38, stop"),
        ("no numbers", "no numbers"),
    ],
)
def test_digits_that_may_be_a_number_are_masked(body: str, left: str) -> None:
    assert masked(body) == left


@settings(max_examples=60)
@given(
    before=st.text(max_size=20),
    number=st.integers(2_000_000_000, 9_999_999_999),
    between=st.sampled_from(["", "-", " ", ".", ") ", "\u200b"]),
    after=st.text(max_size=20),
)
def test_no_ten_digits_in_a_row_are_left(
    before: str, number: int, between: str, after: str
) -> None:
    digits = str(number)
    written = between.join((digits[:3], digits[3:6], digits[6:]))

    left = masked(before + written + after)

    assert len(left) == len(before + written + after)
    assert written not in left
    assert left[len(before) : len(before) + len(written)].replace("0", "").isdigit() is False
