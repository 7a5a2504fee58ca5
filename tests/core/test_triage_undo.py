"""Undo in triage: the newest first, each once, and nothing that is somebody else's."""

from __future__ import annotations

import asyncio

from sqlalchemy import Connection

from core.domain import Closing, TextState
from core.models import opt_outs, texts
from core.models_triage import triage_decisions
from core.triage import TriageSession
from core.undo import NOTHING_TO_UNDO
from core.views_triage import TriageOutcome
from tests.core import triage_world
from tests.core.triage_world import (
    AMY,
    DANA,
    LEO,
    MARIA,
    SAM,
    TriageScene,
    consistent,
    only,
)
from tests.core.world import ADMINISTRATOR

both_types = triage_world.both_types
of_jo = triage_world.of_jo

ASKS = "please stop texting me"


async def test_undo_takes_back_newest_first_whatever_was_decided(
    scene: TriageScene, session: TriageSession
) -> None:
    for number in (MARIA, SAM, DANA, LEO):
        await scene.asks(number, ASKS)
    order = await scene.waiting(session)
    first, second, third, fourth = await session.next(4)
    await session.not_an_opt_out(first)
    await session.opt_out(second)
    await session.wrong_number(third)
    await session.replied(fourth)

    undone = [await session.undo() for _ in range(5)]

    assert [one.undone for one in undone] == [True, True, True, True, False]
    assert [one.conversation_id for one in undone[:4]] == [
        one.conversation_id for one in (fourth, third, second, first)
    ]
    assert [one.outcome for one in undone[:2]] == [
        TriageOutcome.REPLIED,
        TriageOutcome.WRONG_NUMBER,
    ]
    assert await scene.waiting(session) == order
    assert (await session.counts()).decided == 0
    await scene.pass_undo_window()
    assert [await scene.confirmed(number) for number in (MARIA, SAM, DANA, LEO)] == [0] * 4
    assert len(await scene.rows(triage_decisions)) == 4
    await consistent(scene)


async def test_what_is_too_late_says_so_and_undo_goes_on_before_it(
    scene: TriageScene, session: TriageSession
) -> None:
    for number in (MARIA, SAM):
        await scene.asks(number, ASKS)
    first, second = await session.next(2)
    await session.not_an_opt_out(first)
    await session.opt_out(second)
    await scene.pass_undo_window()

    late = await session.undo()
    before = await session.undo()

    assert (late.undone, late.conversation_id) == (False, None)
    assert "too late" in late.explanation
    assert (before.undone, before.conversation_id) == (True, first.conversation_id)
    assert await scene.confirmed(SAM) == 1
    # What stands is still counted.
    assert (await session.counts()).opted_out == 1


async def test_undo_leaves_the_opt_out_that_somebody_else_supports(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(MARIA, ASKS)
    await session.opt_out(await only(session))
    await scene.desk_of(AMY).opt_out(scene.maria)

    undone = await session.undo()

    assert (undone.undone, undone.restored) == (True, False)
    assert (await scene.opt_out_of())["ended_at"] is None


async def test_what_the_messenger_took_back_is_taken_back(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(MARIA, ASKS)
    await session.opt_out(await only(session))
    await scene.desk.undo()

    undone = await session.undo()

    assert undone.undone
    assert undone.explanation != NOTHING_TO_UNDO
    await session.opt_out(await only(session))
    await scene.pass_undo_window()
    assert await scene.confirmed(MARIA) == 1


async def test_two_undos_at_once_take_back_one_each(
    scene: TriageScene, session: TriageSession
) -> None:
    for number in (MARIA, SAM, DANA):
        await scene.asks(number, ASKS)
        await session.opt_out(await only(session))

    first, second = await asyncio.gather(session.undo(), session.undo())
    third = await session.undo()

    maria, sam, dana = (scene.talk(number) for number in (MARIA, SAM, DANA))
    taken_back = [first.conversation_id, second.conversation_id, third.conversation_id]
    assert taken_back == [dana, sam, maria]
    assert [row["ended_how"] for row in await scene.rows(opt_outs)] == ["undo"] * 3
    assert not (await session.undo()).undone


async def test_what_is_decided_while_an_undo_runs_is_not_lost(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(MARIA, ASKS)
    await session.opt_out(await only(session))
    await scene.asks(SAM, ASKS)
    item = await only(session)

    undone, _ = await asyncio.gather(session.undo(), session.opt_out(item))
    again = await session.undo()

    assert undone.conversation_id == scene.maria
    assert again.conversation_id == scene.talk(SAM)
    assert (await session.counts()).decided == 0
    await consistent(scene)


async def test_who_was_answered_waits_and_is_not_counted_as_decided(
    scene: TriageScene, session: TriageSession
) -> None:
    for number in (MARIA, SAM):
        await scene.asks(number, ASKS)
    first, second = await session.next(2)
    await session.replied(first)
    await session.not_an_opt_out(second)

    counts = await session.counts()

    assert (counts.waiting, counts.decided, counts.kept) == (1, 1, 1)


async def follow_up_to_maria(scene: TriageScene) -> None:
    """A text of a script that waits for its time."""

    def add(connection: Connection) -> None:
        connection.execute(
            texts.insert().values(
                conversation_id=scene.maria,
                line_id=scene.world.line_id,
                number=MARIA,
                kind="follow_up",
                direction="out",
                body="Polls are open until eight.",
                at=scene.clock(),
                state="queued",
                author="jo",
                reference="follow-up-1",
                due_at=scene.clock(),
            )
        )

    await scene.database.write(add)


async def test_undo_of_a_wrong_number_brings_nothing_back_to_who_is_opted_out_since(
    scene: TriageScene, session: TriageSession
) -> None:
    """3: nothing waits in the outbox for an opted-out number."""
    await scene.texted()
    await scene.asks(MARIA, ASKS)
    await follow_up_to_maria(scene)
    await session.wrong_number(await only(session))
    await scene.desk_of(ADMINISTRATOR).opt_out(scene.maria)

    undone = await session.undo()

    assert (undone.undone, undone.restored) == (True, False)
    assert "stays opted out" in undone.explanation
    [row] = await scene.rows(texts, texts.c.kind == "follow_up")
    assert row["state"] == TextState.CANCELLED
    assert scene.maria not in await scene.listed()
    await consistent(scene)
    # 7: what the opt-out kept from leaving comes back with its undo.
    assert (await scene.desk_of(ADMINISTRATOR).undo()).restored
    [row] = await scene.rows(texts, texts.c.kind == "follow_up")
    assert row["state"] == TextState.QUEUED
    assert await scene.waiting(session) == [scene.maria]
    await consistent(scene)


async def test_undo_leaves_what_another_texter_has_called_a_wrong_number_since(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(MARIA, ASKS)
    await session.wrong_number(await only(session))
    # They write, which brings it back, and somebody else calls it the same.
    await scene.asks(MARIA, "who is Maria?")
    await scene.desk_of(AMY).close_conversation(scene.maria, Closing.WRONG_NUMBER)

    undone = await session.undo()

    assert (undone.undone, undone.restored) == (True, False)
    assert "amy called it one" in undone.explanation
    assert (await scene.conversation_row())["closing"] == Closing.WRONG_NUMBER
    [decision] = await scene.rows(triage_decisions)
    assert decision["withdrawn_at"] is not None
    await consistent(scene)
