"""What texters decide says how good detection is; what is exported holds no number."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import AsyncIterator
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.blocks import lift_block, record_block
from core.detection_export import labelled, masked
from core.detection_report import Judged, detection_report, judged_texts
from core.domain import Evidence
from core.statistics import Asked, statistics
from core.statistics_periods import Zone
from core.triage import TriageSession, open_triage
from core.views_detection import Judgement, JudgementTally
from tests.core.triage_world import (
    AMY,
    DANA,
    INA,
    KAI,
    LEO,
    MARIA,
    SAM,
    TriageScene,
    only,
    session_of,
    triage_scene,
)
from tests.core.world import ADMINISTRATOR

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
    assert (await statistics(scene.desk.reader, before)).detection == JudgementTally("")

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


@pytest.mark.parametrize("where", ["triage", "messenger"])
async def test_an_opt_out_counts_while_anybodys_press_supports_it(
    scene: TriageScene, session: TriageSession, where: str
) -> None:
    await scene.asks(MARIA, ASKS)
    await session.opt_out(await only(session))
    amy = scene.desk_of(AMY)
    await amy.opt_out(scene.maria)
    undone = await (session.undo() if where == "triage" else scene.desk.undo())
    assert (undone.undone, undone.restored) == (True, False)

    total = (await detection_report(scene.desk.reader)).total
    assert (total.decided, total.opted_out) == (1, 1)

    assert (await amy.undo()).restored
    assert (await detection_report(scene.desk.reader)).total == JudgementTally("")


async def test_a_second_press_in_triage_counts_when_the_first_is_taken_back(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(MARIA, ASKS)
    async with session_of(scene, AMY) as amys, session_of(scene, ADMINISTRATOR) as admins:
        item = await only(admins)
        await admins.opt_out(item)
        await amys.opt_out(item)
        assert (await detection_report(scene.desk.reader)).total.opted_out == 1
        await admins.undo()

        total = (await detection_report(scene.desk.reader)).total
        assert (total.decided, total.opted_out) == (1, 1)


async def test_an_opt_out_that_was_undone_leaves_the_decision_before_it(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(MARIA, ASKS)
    await session.wrong_number(await only(session))
    # Whoever writes again is back, and the first text still asks.
    await scene.asks(MARIA, "hello?")
    await session.opt_out(await only(session))
    assert (await scene.desk.undo()).restored

    total = (await detection_report(scene.desk.reader)).total
    assert (total.decided, total.opted_out, total.wrong_numbers) == (1, 0, 1)


async def test_a_text_counts_once_by_the_last_of_decision_and_press(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(MARIA, ASKS)
    await session.not_an_opt_out(await only(session))
    scene.clock.pass_time(minutes=1)
    await scene.desk.opt_out(scene.maria)

    total = (await detection_report(scene.desk.reader)).total
    assert (total.decided, total.opted_out, total.kept) == (1, 1, 0)


async def test_a_block_or_a_text_read_as_a_wrong_number_is_no_miss(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(LEO, "thanks, see you there")
    line = scene.other.line_id
    await scene.database.write(record_block, line, LEO, Evidence.REFUSAL, scene.clock())
    await scene.desk.opt_out(scene.talk(LEO))
    await scene.asks(SAM, "you have the wrong number")
    await scene.desk.opt_out(scene.talk(SAM))
    assert (await detection_report(scene.desk.reader)).total == JudgementTally("")

    # A block that came after, or had been lifted before, was not the reason.
    await scene.asks(INA, "enough of this, okay?")
    await scene.desk.opt_out(scene.talk(INA))
    await scene.database.write(record_block, line, KAI, Evidence.REFUSAL, scene.clock())
    await scene.database.write(lift_block, line, KAI, scene.clock())
    await scene.asks(KAI, "enough of this, okay?")
    await scene.desk.opt_out(scene.talk(KAI))
    scene.clock.pass_time(seconds=1)
    await scene.database.write(record_block, line, INA, Evidence.REFUSAL, scene.clock())
    assert (await detection_report(scene.desk.reader)).total.missed == 2


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
        ("415_555_0134", "000_000_0000"),
        ("415x555x0134", "000x000x0000"),
        ("415 ... 555 ... 0134", "000 ... 000 ... 0000"),
        ("415 and then 555 and then 0134", "000 and then 000 and then 0000"),
        ("1_2_3_4_5", "0_0_0_0_0"),
        ("11/3 at 7, or 9/4", "11/3 at 7, or 9/4"),
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


DIGITS = st.characters(categories=["Nd", "No"]).filter(
    lambda one: unicodedata.digit(one, None) is not None
)


@settings(max_examples=80)
@given(st.lists(st.tuples(DIGITS, st.text(max_size=6)), min_size=7, max_size=12))
def test_seven_digits_leave_nothing_whatever_stands_between_them(
    written: list[tuple[str, str]],
) -> None:
    body = "".join(digit + between for digit, between in written)

    left = masked(body)

    assert {one for one in left if unicodedata.digit(one, None) is not None} == {"0"}
    assert len(left) == len(body)
    assert all(
        now == was or unicodedata.digit(was, None) is not None
        for now, was in zip(left, body, strict=True)
    )
