"""Triage: what waits and in which order, what each key does, and what undo takes back."""

from __future__ import annotations

import asyncio

import pytest

from core.domain import Behavior, Closing, Evidence, RequestKind, TextState
from core.errors import NotWaiting, TakenByAnother
from core.inbox import receive
from core.models_triage import triage_decisions
from core.providers.base import InboundMessage
from core.triage import TriageSession
from core.triage_queue import LEASE
from core.views_triage import TriageDone, TriageOutcome
from tests.core import triage_world
from tests.core.triage_world import (
    AMY,
    DANA,
    INA,
    KAI,
    LEO,
    MARIA,
    OTHER_LINE,
    SAM,
    TriageScene,
    consistent,
    only,
    session_of,
)
from tests.core.world import ADMINISTRATOR, make_campaign

ASKS = "please stop texting me"


both_types = triage_world.both_types
of_jo = triage_world.of_jo


# What waits


async def test_what_asks_or_is_blocked_waits_the_surest_and_longest_waiting_first(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(SAM, ASKS)
    await scene.asks(MARIA, "STOP")
    await scene.asks(LEO, "STOP")
    await scene.asks(INA, "see you on Tuesday")
    await scene.simulator.put_block(OTHER_LINE, KAI)
    scene.clock.pass_time(seconds=1)
    await scene.texted(scene.talk(KAI))

    assert await scene.waiting(session) == [
        *(scene.talk(number) for number in (MARIA, LEO, KAI)),
        scene.talk(SAM),
    ]
    keys = [key async for _, some in session.order() for key in some]
    assert keys == sorted(keys, reverse=True)
    assert (await session.counts()).waiting == 4


async def test_an_item_says_what_was_read_and_what_opting_out_will_do(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.texted(scene.talk(LEO), "Will you vote?")
    await scene.asks(LEO, "Stop")

    item = await only(session)

    assert (item.conversation_id, item.name, item.campaign) == (scene.talk(LEO), "Leo Abt", "Fall")
    assert (item.behavior, item.asked, item.confidence) == (
        Behavior.TYPE_2,
        RequestKind.KEYWORD,
        1.0,
    )
    assert (item.blocked, item.preview.told, item.preview.sends) == (True, True, False)
    assert "already told" in item.preview.explanation
    [asked] = [text for text in item.texts if text.id == item.text_id]
    assert item.span is not None
    assert asked.body[item.span.start : item.span.end] == "Stop"
    assert item.why
    assert item.asked_at == scene.clock()
    [row] = await session.rows([item.conversation_id])
    assert (row.body, row.sureness, row.blocked, row.claimed_by) == ("Stop", 1000, True, "")


async def test_a_block_alone_says_what_the_gateway_showed(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.simulator.put_block(scene.world.line, MARIA)
    await scene.texted()

    item = await only(session)

    assert (item.text_id, item.asked, item.block) == (None, RequestKind.NONE, Evidence.REFUSAL)
    assert "refused" in item.why
    assert item.span is None


async def test_an_administrator_has_everybodys_queue_and_a_texter_their_own(
    scene: TriageScene,
) -> None:
    theirs = await make_campaign(
        scene.desk, Behavior.TYPE_1, (DANA,), "amy", campaign="Winter", line="+12025550122"
    )
    await scene.asks(MARIA)
    await scene.says("STOP", DANA, theirs.line)

    async with (
        session_of(scene) as jo,
        session_of(scene, AMY) as amy,
        session_of(scene, ADMINISTRATOR) as ada,
    ):
        assert await scene.waiting(jo) == [scene.maria]
        assert await scene.waiting(amy) == list(theirs.conversations)
        assert await scene.waiting(ada) == [scene.maria, *theirs.conversations]
        assert [(await s.counts()).waiting for s in (jo, amy, ada)] == [1, 1, 2]
        with pytest.raises(NotWaiting):
            await amy.take(scene.maria)
        assert [item.conversation_id for item in await ada.next(5)] == await scene.waiting(ada)


async def test_changes_bring_what_came_moved_and_left(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(MARIA)
    mark = await session.mark()
    await scene.asks(SAM)
    await scene.desk.opt_out(scene.maria)
    await scene.asks(DANA, "hello")

    changes = await session.changes(mark)

    assert [one for one, _ in changes.listed] == [scene.talk(SAM)]
    assert set(changes.left) == {scene.maria, scene.talk(DANA)}
    assert changes.arrived == {scene.talk(SAM)}
    assert (await session.changes(changes.mark(mark))).listed == ()


# One key each


async def test_opt_out_records_confirms_once_and_leaves_the_queue(
    scene: TriageScene, session: TriageSession
) -> None:
    for number in (MARIA, LEO, INA):
        await scene.asks(number, ASKS if number == INA else "STOP")

    done = [await session.opt_out(item) for item in await session.next(3)]
    await scene.pass_undo_window()

    assert [one.outcome for one in done] == [TriageOutcome.OPT_OUT] * 3
    assert await scene.waiting(session) == []
    assert await scene.listed() == {scene.talk(SAM), scene.talk(DANA)}
    # Told once: by the provider where it has told, else by us.
    assert [await scene.confirmed(number) for number in (MARIA, LEO, INA)] == [1, 0, 1]
    counts = await session.counts()
    assert (counts.waiting, counts.decided, counts.opted_out) == (0, 3, 3)
    [decision, *_] = await scene.rows(triage_decisions)
    assert (decision["outcome"], decision["author"], decision["rule"]) == (
        "opt_out",
        "jo",
        "keyword",
    )
    assert (decision["kind"], decision["confidence"]) == ("keyword", 1000)
    assert decision["opt_out_id"] == done[0].opt_out.opt_out_id  # type: ignore[union-attr]
    await consistent(scene)


async def test_a_kept_text_never_asks_again_and_a_new_one_does(
    scene: TriageScene, session: TriageSession
) -> None:
    said = InboundMessage("m-1", scene.world.line, MARIA, ASKS, scene.clock())
    await scene.database.write(receive, scene.simulator, said, scene.clock())
    done = await session.not_an_opt_out(await only(session))

    row = await scene.conversation_row()
    assert "kept" in done.explanation
    assert (row["request"], row["wants_out"], row["opt_out_id"]) == ("none", False, None)
    assert (row["unread"], row["needs_reply"]) == (False, True)
    assert scene.maria in await scene.listed()
    # Handed over again, written to again, rebuilt: it does not ask.
    await scene.database.write(receive, scene.simulator, said, scene.clock())
    await scene.asks(MARIA, "thank you!")
    await consistent(scene)
    assert await session.next() == []

    await scene.asks(MARIA, ASKS)
    again = await only(session)

    assert again.text_id != done.decision_id
    assert again.asked is RequestKind.REQUEST
    await consistent(scene)


async def test_a_late_text_asks_for_itself_and_does_not_bring_back_what_was_kept(
    scene: TriageScene, session: TriageSession
) -> None:
    early = scene.clock()
    await scene.asks(MARIA, ASKS, 60)
    kept = await only(session)
    await session.not_an_opt_out(kept)

    await scene.says("no more texts please", at=early)

    item = await only(session)
    assert item.text_id != kept.text_id
    assert item.asked_at == early
    await consistent(scene)


async def test_each_text_that_asks_is_decided_by_itself(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(MARIA, ASKS)
    first = scene.clock()
    await scene.asks(MARIA, "take me off your list")

    item = await only(session)
    assert item.asked_at == first
    done = await session.not_an_opt_out(item)
    assert "Another text" in done.explanation
    again = await only(session)

    assert again.text_id is not None
    assert item.text_id is not None
    assert again.text_id < item.text_id
    await session.not_an_opt_out(again)
    assert await session.next() == []
    await consistent(scene)


async def test_a_block_that_was_kept_is_remembered_until_it_is_another(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.simulator.put_block(scene.world.line, MARIA)
    await scene.texted()
    done = await session.not_an_opt_out(await only(session))
    assert "block" in done.explanation

    # Refused once more: the same block.
    text_id = await scene.texted(body="Are you there?")
    assert (await scene.text(text_id))["state"] == TextState.BLOCKED
    assert await session.next() == []
    assert (await scene.desk.conversation(scene.maria)).preview.told
    await consistent(scene)

    await scene.simulator.lift_block(scene.world.line, MARIA)
    await scene.asks(MARIA, "START")
    await scene.simulator.put_block(scene.world.line, MARIA)
    scene.clock.pass_time(seconds=1)
    await scene.texted(body="Welcome back")
    assert (await only(session)).text_id is None
    await consistent(scene)


async def test_keeping_a_keyword_that_blocked_the_line_decides_both_and_touches_no_block(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(LEO)

    await session.not_an_opt_out(await only(session))

    assert await session.next() == []
    assert (await scene.desk.conversation(scene.talk(LEO))).preview.told
    [decision] = await scene.rows(triage_decisions)
    assert decision["text_id"] is not None
    assert decision["block_id"] is not None


async def test_wrong_number_closes_and_opts_nobody_out(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(MARIA, "wrong number, stop texting me")

    done = await session.wrong_number(await only(session))

    view = await scene.desk.conversation(scene.maria)
    assert (view.closing, view.opted_out) == (Closing.WRONG_NUMBER, None)
    assert "Nobody is opted out" in done.explanation
    assert scene.maria not in await scene.listed()
    assert (await session.counts()).wrong_numbers == 1
    # They did ask: what they write next brings that back, too.
    await scene.asks(MARIA, "hello?")
    assert (await only(session)).conversation_id == scene.maria


async def test_a_request_that_was_answered_waits_at_the_end_until_they_write(
    scene: TriageScene, session: TriageSession
) -> None:
    for number in (MARIA, SAM, DANA):
        await scene.asks(number, ASKS if number == DANA else "STOP")
    item = await only(session)
    await scene.texted(body="Shall I take you off all lists?")

    await session.replied(item)

    maria, sam, dana = (scene.talk(number) for number in (MARIA, SAM, DANA))
    assert await scene.waiting(session) == [sam, dana, maria]
    await consistent(scene)
    await scene.asks(MARIA, "yes")
    assert await scene.waiting(session) == [maria, sam, dana]
    await consistent(scene)


async def test_what_was_skipped_comes_last_and_for_this_session_alone(
    scene: TriageScene, session: TriageSession
) -> None:
    for number in (MARIA, SAM, DANA):
        await scene.asks(number)
    maria, sam, dana = (scene.talk(number) for number in (MARIA, SAM, DANA))

    assert await session.skip(await only(session)) == -1
    assert await session.skip(await only(session)) == -2

    assert await scene.waiting(session) == [dana, maria, sam]
    assert [one.conversation_id for one in await session.next(3)][:1] == [dana]
    assert [one.conversation_id for one in await session.next(1, [dana])] == [maria]
    await session.release([maria, dana])
    async with session_of(scene) as other:
        assert (await only(other)).conversation_id == maria
    # They write again: back to its place.
    mark = await session.mark()
    await scene.asks(SAM, "STOP!!")
    changes = await session.changes(mark)
    assert changes.listed[0][1] > 0
    assert await scene.waiting(session) == [sam, dana, maria]


async def test_a_decision_is_made_once_for_an_operation(
    scene: TriageScene, session: TriageSession
) -> None:
    for number in (MARIA, SAM, DANA):
        await scene.asks(number, ASKS)
    first, second, third = await session.next(3)

    for item, act in (
        (first, session.opt_out),
        (second, session.not_an_opt_out),
        (third, session.wrong_number),
    ):
        once = await act(item, f"key-{item.conversation_id}")
        twice = await act(item, f"key-{item.conversation_id}")
        assert once.decision_id == twice.decision_id
    await scene.pass_undo_window()

    assert len(await scene.rows(triage_decisions)) == 3
    assert len(await scene.presses()) == 1
    assert await scene.confirmed(MARIA) == 1
    assert (await session.counts()).decided == 3


# Somebody else meanwhile


async def test_who_was_opted_out_meanwhile_is_told_of_once(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(MARIA, ASKS)
    item = await only(session)
    await scene.desk_of(AMY).opt_out(scene.maria)

    with pytest.raises(NotWaiting, match="opted out"):
        await session.not_an_opt_out(item)
    done = await session.opt_out(item)
    await scene.pass_undo_window()

    assert done.opt_out is not None
    assert done.opt_out.already
    assert "by amy" in done.explanation
    assert len(await scene.presses()) == 2
    assert await scene.confirmed(MARIA) == 1


async def test_two_texters_who_press_at_once_confirm_once(scene: TriageScene) -> None:
    await scene.asks(MARIA, ASKS)
    async with session_of(scene) as jo, session_of(scene, ADMINISTRATOR) as ada:
        item = await only(jo)
        scene.clock.pass_time(seconds=LEASE.total_seconds() + 1)
        again = await only(ada)
        # The claim of the first ran out: who comes second is refused, or only adds a press.
        pressed, refused = await asyncio.gather(
            ada.opt_out(again), jo.opt_out(item), return_exceptions=True
        )
    await scene.pass_undo_window()

    assert isinstance(pressed, TriageDone)
    if isinstance(refused, TriageDone):
        assert refused.opt_out is not None
        assert refused.opt_out.already
        assert refused.decision_id == pressed.decision_id
    else:
        assert isinstance(refused, TakenByAnother)
    assert len(await scene.confirmations()) == 1
    assert await scene.confirmed(MARIA) == 1
    assert len(await scene.rows(triage_decisions)) == 1


async def test_start_meanwhile_is_not_overridden(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(MARIA)
    item = await only(session)
    await scene.asks(MARIA, "START")

    with pytest.raises(NotWaiting, match="no longer asks"):
        await session.opt_out(item)

    assert (await scene.desk.conversation(scene.maria)).opted_out is None
    await consistent(scene)


async def test_who_was_let_back_in_is_not_asked_about_what_they_wrote_before(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(MARIA, ASKS)
    await session.opt_out(await only(session))
    await scene.pass_undo_window()
    await scene.opt_in()

    assert scene.maria in await scene.listed()
    assert await session.next() == []
    await consistent(scene)
    await scene.asks(MARIA, ASKS)
    assert (await only(session)).conversation_id == scene.maria
    await consistent(scene)


# Claims


async def test_a_claim_is_for_one_session_until_it_runs_out(scene: TriageScene) -> None:
    for number in (MARIA, SAM):
        await scene.asks(number, ASKS)
    async with session_of(scene) as jo, session_of(scene, ADMINISTRATOR) as ada:
        mine = await only(jo)
        theirs = await only(ada)
        assert {mine.conversation_id, theirs.conversation_id} == {scene.maria, scene.talk(SAM)}
        assert await ada.next(5, [theirs.conversation_id]) == []
        assert (await ada.counts()).held == 1
        [row] = await ada.rows([mine.conversation_id])
        assert row.claimed_by == "jo"
        with pytest.raises(TakenByAnother, match="jo has Maria") as refused:
            await ada.take(mine.conversation_id)
        assert refused.value.holder == "jo"
        assert [(mine.conversation_id, refused.value.key)] == [
            (one, key)
            async for ids, keys in ada.order()
            for one, key in zip(ids, keys, strict=True)
            if one == mine.conversation_id
        ]

        scene.clock.pass_time(seconds=LEASE.total_seconds() - 1)
        await jo.renew()
        scene.clock.pass_time(seconds=LEASE.total_seconds() - 1)
        assert await ada.next(5, [theirs.conversation_id]) == []

        scene.clock.pass_time(seconds=2)
        taken = await ada.take(mine.conversation_id)
        with pytest.raises(TakenByAnother):
            await jo.opt_out(mine)
        await ada.release([taken.conversation_id])
        # Nobody has it: it is claimed anew, and done.
        assert (await jo.opt_out(mine)).opt_out is not None


async def test_a_session_that_ends_frees_what_it_held(scene: TriageScene) -> None:
    await scene.asks(MARIA)
    async with session_of(scene) as gone:
        await gone.next()
    async with session_of(scene) as next_one:
        assert (await only(next_one)).conversation_id == scene.maria
