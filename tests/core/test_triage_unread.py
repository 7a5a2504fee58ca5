"""A decision is for what was read: what the contact wrote since is never hidden by it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.domain import Closing
from core.errors import NotWaiting, WroteAgain
from core.models import opt_outs
from core.models_triage import triage_decisions
from core.triage import TriageSession
from core.views_triage import TriageOutcome
from tests.core import triage_world
from tests.core.triage_world import AMY, LEO, MARIA, TriageScene, consistent, only

both_types = triage_world.both_types
of_jo = triage_world.of_jo

ASKS = "please stop texting me"


@pytest.mark.parametrize("outcome", TriageOutcome)
async def test_what_came_after_what_was_shown_is_read_before_anything_is_decided(
    scene: TriageScene, session: TriageSession, outcome: TriageOutcome
) -> None:
    act = {
        TriageOutcome.OPT_OUT: session.opt_out,
        TriageOutcome.NOT_OPT_OUT: session.not_an_opt_out,
        TriageOutcome.WRONG_NUMBER: session.wrong_number,
        TriageOutcome.REPLIED: session.replied,
    }[outcome]
    await scene.asks(MARIA, ASKS)
    item = await only(session)
    # Handed over later, whenever it was written.
    at = scene.clock() - timedelta(seconds=0 if outcome is TriageOutcome.OPT_OUT else 30)
    await scene.says("that was my sister, please keep me", at=at)

    with pytest.raises(
        WroteAgain, match="Maria Lopez has written something new: read it"
    ) as refused:
        await act(item)

    row = await scene.conversation_row()
    assert (row["unread"], row["closing"], row["opt_out_id"]) == (True, None, None)
    assert await scene.waiting(session) == [scene.maria]
    assert refused.value.key == row["triage_rank"]
    assert await scene.rows(triage_decisions) == []
    # Read, it can be decided.
    done = await act(await session.take(scene.maria))
    assert done.outcome is outcome
    await consistent(scene)


async def test_a_wrong_number_does_not_hide_a_request_that_came_after_it_was_shown(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(MARIA, ASKS)
    item = await only(session)
    await scene.asks(MARIA, "I am Maria. STOP TEXTING ME")

    with pytest.raises(WroteAgain):
        await session.wrong_number(item)
    await session.wrong_number(await only(session))
    assert await scene.waiting(session) == []
    # And what comes after it was closed brings it back.
    await scene.asks(MARIA, "I said stop texting me")

    assert await scene.waiting(session) == [scene.maria]


async def test_a_second_press_does_not_stand_against_what_nobody_has_read(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(MARIA, ASKS)
    item = await only(session)
    await scene.desk_of(AMY).opt_out(scene.maria)
    await scene.asks(MARIA, "please keep me")

    with pytest.raises(NotWaiting, match="opted out already"):
        await session.opt_out(item)

    await scene.desk_of(AMY).undo()
    [opt_out] = await scene.rows(opt_outs)
    assert opt_out["ended_how"] == "undo"


async def test_a_text_of_ours_or_of_the_gateway_is_nothing_to_be_read_first(
    scene: TriageScene, session: TriageSession
) -> None:
    await scene.asks(LEO, ASKS)
    item = await only(session)
    await scene.simulator.put_block(triage_world.OTHER_LINE, LEO)
    await scene.texted(item.conversation_id, "Shall I take you off?")

    assert (await session.replied(item)).outcome is TriageOutcome.REPLIED


@pytest.mark.parametrize("closing", Closing)
async def test_closing_in_the_messenger_hides_no_request_that_was_not_seen(
    scene: TriageScene, closing: Closing
) -> None:
    await scene.asks(MARIA, "who is this?")
    shown = await scene.desk.conversation(scene.maria)
    await scene.asks(MARIA, "STOP")

    with pytest.raises(WroteAgain):
        await scene.desk.close_conversation(scene.maria, closing, shown.last_text_id)

    row = await scene.conversation_row()
    assert (row["closing"], row["listed"], row["unread"]) == (None, True, True)
    shown = await scene.desk.conversation(scene.maria)
    await scene.desk.close_conversation(scene.maria, closing, shown.last_text_id)
    assert (await scene.conversation_row())["closing"] == closing
    await consistent(scene)
