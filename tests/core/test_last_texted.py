"""Where campaigns share a line a text belongs to the conversation last texted: really texted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import inbox
from core.domain import Behavior, TextState
from core.models import campaigns, conversations, organizations
from core.providers.base import InboundMessage, Outcome, Refusal, SendResult, Verdict
from tests.core import test_pausing
from tests.core.gateway_world import LOST, on_account
from tests.core.test_pausing import TAKEN, WORDS, Scene, people
from tests.core.world import LINE, make_campaign

scene = test_pausing.scene

SUSPENDED = SendResult(Outcome.REFUSED, refusal=Refusal.SUSPENDED)
BUSY = SendResult(Outcome.RETRYABLE)
REFUSED = SendResult(Outcome.REFUSED, code="21211", refusal=Refusal.OTHER)


async def two_campaigns(scene: Scene) -> tuple[int, int]:
    """One contact's conversations in two campaigns of a line: the first was texted an hour ago.

    The other's first message waits in the outbox. First replies opt out by themselves.
    """
    [number] = people(1)
    spring = await on_account(scene.desk, Behavior.TYPE_1, [number])
    await scene.desk.reply(spring.conversation_with(number), WORDS)
    assert await scene.send() == {TextState.SENT: 1}
    fall = await make_campaign(scene.desk, Behavior.TYPE_1, [number], campaign="Fall")
    database = await scene.desk.database()
    await database.write(
        lambda connection: [
            connection.execute(campaigns.update().values(line_id=spring.line_id)),
            connection.execute(conversations.update().values(line_id=spring.line_id)),
            connection.execute(organizations.update().values(automatic_opt_out=True)),
        ]
    )
    await scene.desk.reply(fall.conversation_with(number), WORDS)
    return spring.conversation_with(number), fall.conversation_with(number)


async def contact_says_stop(scene: Scene) -> int | None:
    """In which conversation it arrives."""
    [number] = people(1)
    message = InboundMessage("IN1", LINE, number, "STOP", scene.clock.now, Verdict.SILENT)
    database = await scene.desk.database()
    [received] = await database.write(inbox.receive_all, scene.account, [message], scene.clock.now)
    return received.conversation_id


async def opted_out(scene: Scene) -> list[str]:
    return [row[0] for row in await scene.desk.reader.rows("SELECT source FROM opt_out")]


async def texted(scene: Scene, conversation_id: int) -> bool:
    row = await scene.desk.reader.row(
        "SELECT texted_at IS NOT NULL FROM conversation WHERE id = ?", (conversation_id,)
    )
    assert row is not None
    return bool(row[0])


async def test_a_text_that_was_given_back_did_not_text_anybody(scene: Scene) -> None:
    spring, fall = await two_campaigns(scene)
    scene.clock.now += timedelta(hours=1)
    claims = await scene.worker.claim(80, False)
    assert await texted(scene, fall)
    await scene.worker.release(claims)

    assert await contact_says_stop(scene) == spring
    assert await opted_out(scene) == ["system"]
    assert not await texted(scene, fall)


@pytest.mark.parametrize("answer", [SUSPENDED, BUSY, REFUSED])
async def test_nor_did_one_that_the_provider_did_not_take(scene: Scene, answer: SendResult) -> None:
    spring, fall = await two_campaigns(scene)
    scene.account.rule = lambda text: answer
    await scene.send(3_600)

    assert len(scene.account.sent) == 2
    assert not await texted(scene, fall)
    assert await contact_says_stop(scene) == spring
    assert await opted_out(scene) == ["system"]


@pytest.mark.parametrize("answer", [TAKEN, LOST])
async def test_one_that_may_have_arrived_is_answered_in_its_own_conversation(
    scene: Scene, answer: SendResult
) -> None:
    spring, fall = await two_campaigns(scene)
    scene.account.rule = lambda text: answer
    await scene.send(3_600)

    assert await contact_says_stop(scene) == fall
    assert await opted_out(scene) == ["system"]
    assert await texted(scene, spring)


async def test_a_text_that_is_given_back_leaves_what_was_texted_before(scene: Scene) -> None:
    spring, fall = await two_campaigns(scene)
    await scene.send(3_600)
    # Both are texted again: only the older conversation's text leaves.
    await scene.desk.reply(spring, "Tuesday!")
    await scene.send(60)
    await scene.desk.reply(fall, "Wednesday!")
    scene.clock.now += timedelta(seconds=30)
    await scene.worker.release(await scene.worker.claim(80, False))

    assert await contact_says_stop(scene) == spring
    assert await texted(scene, fall)
