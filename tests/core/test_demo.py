"""The demo is a campaign day like any other, made in a moment, with phones that keep replying."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.demo import DemoTraffic, build_demo
from core.desk import Desk
from core.domain import Behavior, ListFilter, Texter, TextState
from core.safe_text import for_display
from core.sample_replies import sample_replies
from core.simulation import simulator_of
from core.views import ConversationView

JO = Texter("jo")
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "textbank.sqlite"
    asyncio.run(build_demo(path, JO, clock=lambda: NOW))
    return path


async def views_of(desk: Desk, assignment_id: int) -> list[ConversationView]:
    ids, _ = await desk.first_page(assignment_id)
    return [await desk.conversation(one) for one in ids]


async def test_a_type_1_and_a_type_2_campaign_each_with_an_assignment_of_forty(
    demo_path: Path,
) -> None:
    async with Desk(demo_path, JO) as desk:
        found = await desk.assignments()

    assert {one.behavior for one in found} == {Behavior.TYPE_1, Behavior.TYPE_2}
    assert [one.conversations for one in found] == [40, 40]
    assert [one.unsent for one in found] == [0, 0]
    assert len({one.organization for one in found}) == 1


async def test_about_a_third_ask_to_opt_out_and_some_never_answered(demo_path: Path) -> None:
    async with Desk(demo_path, JO) as desk:
        for one in await desk.assignments():
            assert 10 <= one.requests <= 17
            views = await views_of(desk, one.id)
            silent = [view for view in views if all(text.author == "jo" for text in view.texts)]
            assert 4 <= len(silent) <= 12


async def test_every_text_is_said_on_a_phone_and_every_reply_is_one_of_the_samples(
    demo_path: Path,
) -> None:
    samples = {sample.text for sample in sample_replies()}
    async with Desk(demo_path, JO) as desk:
        simulator = await simulator_of(desk)
        for one in await desk.assignments():
            for view in await views_of(desk, one.id):
                phone = await simulator.phone(view.number)
                said = [text.body for text in phone if text.from_contact]
                shown = [text.body for text in view.texts if text.kind == "inbound"]
                assert shown == said
                assert set(said) <= samples
                ours = [text for text in view.texts if text.author == "jo"]
                assert ours[0].kind == "initial"
                assert {text.state for text in ours} == {TextState.DELIVERED}


async def test_keywords_are_blocked_by_the_type_2_line_alone(demo_path: Path) -> None:
    async with Desk(demo_path, JO) as desk:
        blocked: Counter[Behavior] = Counter()
        for one in await desk.assignments():
            for view in await views_of(desk, one.id):
                blocked[one.behavior] += view.block is not None

    assert blocked[Behavior.TYPE_1] == 0
    assert blocked[Behavior.TYPE_2] >= 3


async def test_texts_are_spread_over_the_last_two_hours_and_in_order(demo_path: Path) -> None:
    async with Desk(demo_path, JO) as desk:
        times = [
            text.at
            for one in await desk.assignments()
            for view in await views_of(desk, one.id)
            for text in view.texts
        ]

    assert min(times) >= NOW - timedelta(hours=2)
    assert max(times) <= NOW
    quarters = Counter((NOW - at) // timedelta(minutes=30) for at in times)
    assert set(quarters) == {0, 1, 2, 3}


async def test_names_are_of_many_kinds(demo_path: Path) -> None:
    async with Desk(demo_path, JO) as desk:
        first = (await desk.assignments())[0]
        names = [view.name for view in await views_of(desk, first.id)]

    assert any("\u0600" <= name[0] <= "\u06ff" for name in names)
    assert any("🌻" in name for name in names)
    assert any(not name.isascii() and name.isalpha() for name in "".join(names).split())
    assert any(name.startswith("+1") for name in names), "one has no name"
    assert all(for_display(name) for name in names)


async def test_the_same_seed_tells_the_same_story_and_another_another(tmp_path: Path) -> None:
    async def story(name: str, seed: int) -> list[tuple[str, str, datetime | None]]:
        path = tmp_path / f"{name}.sqlite"
        await build_demo(path, JO, seed=seed, conversations=6, clock=lambda: NOW)
        async with Desk(path, JO) as desk:
            ids, _ = await desk.first_page(1, ListFilter.ALL)
            rows = await desk.rows(ids)
        return [(row.name, row.preview, row.at) for row in rows]

    first = await story("first", 1)
    assert await story("again", 1) == first
    assert await story("other", 2) != first


async def test_phones_keep_replying_until_the_demo_ends(tmp_path: Path) -> None:
    path = tmp_path / "textbank.sqlite"
    await build_demo(path, JO, conversations=4)
    async with Desk(path, JO) as desk:
        worker = await desk.worker()
        traffic = asyncio.create_task(DemoTraffic(pause=(0.02, 0.04)).run(desk))
        arrived = 0
        async with asyncio.timeout(20):
            while arrived < 5:
                arrived += await worker.receive_due()
                await asyncio.sleep(0.01)
        traffic.cancel()
        with pytest.raises(asyncio.CancelledError):
            await traffic


async def test_a_phone_that_a_texter_answered_texts_before_the_others(tmp_path: Path) -> None:
    path = tmp_path / "textbank.sqlite"
    await build_demo(path, JO, conversations=5)
    async with Desk(path, JO) as desk:
        simulator = await simulator_of(desk)
        ids, _ = await desk.first_page(1)
        view = await desk.conversation(ids[0])
        await desk.reply(view.id, "Happy to help!")
        await (await desk.worker()).send_due()
        phones = [(other.line, other.number) for other in await views_of(desk, 1)]
        answered = [
            phone
            for phone in phones
            if (texts := await simulator.phone(phone[1], phone[0]))
            and not texts[-1].from_contact
            and sum(not text.from_contact for text in texts) > 1
        ]

        texted = await DemoTraffic().text_once(simulator, phones)

    assert (view.line, view.number) in answered
    assert texted in answered


async def test_a_blocked_phone_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "textbank.sqlite"
    await build_demo(path, JO, conversations=2)
    async with Desk(path, JO) as desk:
        simulator = await simulator_of(desk)
        phones = [(view.line, view.number) for view in await views_of(desk, 2)]
        for line, number in phones:
            await simulator.put_block(line, number)

        assert await DemoTraffic().text_once(simulator, phones) is None
