"""A wrong number is no opt-out, and nothing more leaves to it."""

from __future__ import annotations

from core.domain import Closing, TextState
from tests.core import rules_world
from tests.core.rules_world import Scene
from tests.core.world import MARIA

type1 = rules_world.type1


async def states(scene: Scene) -> list[tuple[str, str]]:
    rows = await scene.world.desk.reader.rows(
        "SELECT state, reason FROM text WHERE direction = 'out' ORDER BY id"
    )
    return [(row[0], row[1]) for row in rows]


async def test_what_is_queued_to_a_wrong_number_does_not_leave(type1: Scene) -> None:
    talk = type1.world.conversation_with(MARIA)
    desk = type1.world.desk
    await type1.says("When is it?")
    await desk.reply(talk, "See you on Tuesday!")
    await desk.close_conversation(talk, Closing.WRONG_NUMBER)

    await (await desk.worker()).send_due()

    [(state, reason)] = await states(type1)
    assert state == TextState.CANCELLED
    assert reason == "Cancelled: this is not the contact's number."


async def test_putting_the_conversation_back_keeps_the_words_as_a_draft(type1: Scene) -> None:
    talk = type1.world.conversation_with(MARIA)
    desk = type1.world.desk
    await type1.says("When is it?")
    await desk.reply(talk, "See you on Tuesday!")
    await desk.close_conversation(talk, Closing.WRONG_NUMBER)
    await desk.close_conversation(talk, None)

    await (await desk.worker()).send_due()

    assert (await desk.conversation(talk)).draft == "See you on Tuesday!"
    assert [state for state, _ in await states(type1)] == [TextState.CANCELLED]


async def test_hiding_lets_what_is_queued_leave(type1: Scene) -> None:
    talk = type1.world.conversation_with(MARIA)
    desk = type1.world.desk
    await type1.says("When is it?")
    await desk.reply(talk, "See you on Tuesday!")
    await desk.close_conversation(talk, Closing.HIDDEN)

    await (await desk.worker()).send_due()

    assert [state for state, _ in await states(type1)] == [TextState.SENT]
