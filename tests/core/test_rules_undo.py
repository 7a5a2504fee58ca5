"""Rule 7: opt-outs are final for texters; undo is for a slip, opting in for administrators."""

from __future__ import annotations

import pytest

from core import outbox, settling
from core.domain import Closing, Confirmation, OptOutSource, TextState
from core.errors import BadInput, NotAllowed, NotFound
from core.models import opt_outs
from core.opt_out import OptOutRequest, opt_out
from core.providers.base import Outcome
from core.undo import undo
from tests.core import rules_world
from tests.core.rules_world import AMY, MESSAGE, ORGANIZATION, Scene
from tests.core.world import ADMINISTRATOR, DANA, MARIA, SAM, make_campaign

scene = rules_world.either_type
type1 = rules_world.type1

FALL_LINE = "+12025550111"


async def test_for_a_few_seconds_the_confirmation_is_held_and_undo_takes_the_press_back(
    scene: Scene,
) -> None:
    result = await scene.desk.opt_out(scene.maria)
    assert result.undo_until is not None
    assert (result.undo_until - scene.clock()).total_seconds() == 5
    scene.clock.pass_time(seconds=4.9)
    assert not await scene.worker.send_due()

    undone = await scene.desk.undo()

    assert (undone.undone, undone.restored, undone.name) == (True, True, "Maria Lopez")
    assert undone.conversation_id == scene.maria
    assert scene.maria in await scene.listed()
    await scene.pass_undo_window()
    assert await scene.messages() == 0
    record = await scene.opt_out_of()
    assert record["confirmation"] == Confirmation.WITHDRAWN
    # Both stay in the audit trail.
    assert await scene.trail() == [("opt_out", "jo"), ("undo", "jo")]
    assert (record["ended_how"], record["ended_by"]) == ("undo", "jo")
    # And texts may be sent again.
    await scene.texted()


async def test_undo_says_plainly_when_it_is_too_late(scene: Scene) -> None:
    await scene.desk.opt_out(scene.maria)
    scene.clock.pass_time(seconds=5)

    late = await scene.desk.undo()

    assert (late.undone, late.restored) == (False, False)
    assert "too late" in late.explanation
    assert "administrator" in late.explanation.lower()
    assert scene.maria not in await scene.listed()
    await scene.pass_undo_window()
    assert await scene.messages() == 1


async def test_undo_with_nothing_to_undo_says_so(scene: Scene) -> None:
    nothing = await scene.desk.undo()

    assert not nothing.undone
    assert "no opt-out of yours" in nothing.explanation


async def test_undo_works_repeatedly_newest_first(scene: Scene) -> None:
    for number in (MARIA, SAM, DANA):
        await scene.desk.opt_out(scene.world.conversation_with(number))
        scene.clock.pass_time(seconds=1)

    names = [(await scene.desk.undo()).name for _ in range(3)]

    assert names == ["Dana Fox", "Sam Okafor", "Maria Lopez"]
    assert len(await scene.listed()) == 3
    assert not (await scene.desk.undo()).undone


async def test_undo_of_an_older_one_can_be_asked_for(scene: Scene) -> None:
    first = await scene.desk.opt_out(scene.maria)
    await scene.desk.opt_out(scene.world.conversation_with(SAM))

    undone = await scene.desk.undo(first.opt_out_id)

    assert undone.name == "Maria Lopez"
    assert scene.world.conversation_with(SAM) not in await scene.listed()


async def test_opting_out_undoing_and_opting_out_again_sends_one_message(scene: Scene) -> None:
    for _ in range(3):
        await scene.desk.opt_out(scene.maria)
        await scene.desk.undo()
    await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()

    assert await scene.messages() == 1


async def test_nobody_takes_back_the_press_of_another(scene: Scene) -> None:
    await scene.desk.opt_out(scene.maria)

    assert not (await scene.desk_of(AMY).undo()).undone
    assert scene.maria not in await scene.listed()


async def test_zero_seconds_turn_undo_off(scene: Scene) -> None:
    await scene.set_undo_seconds(0)

    result = await scene.desk.opt_out(scene.maria)
    await scene.worker.send_due()

    assert result.undo_until is None
    assert await scene.messages() == 1
    assert "too late" in (await scene.desk.undo()).explanation


async def test_zero_seconds_turn_undo_off_even_before_the_sending(scene: Scene) -> None:
    await scene.set_undo_seconds(0)
    await scene.desk.opt_out(scene.maria)

    assert not (await scene.desk.undo()).undone
    assert scene.maria not in await scene.listed()


async def test_the_window_is_configurable(scene: Scene) -> None:
    await scene.set_undo_seconds(30)
    await scene.desk.opt_out(scene.maria)
    scene.clock.pass_time(seconds=29)
    assert not await scene.worker.send_due()

    assert (await scene.desk.undo()).restored
    with pytest.raises(BadInput):
        await scene.set_undo_seconds(61)


@pytest.mark.parametrize("sender_first", [True, False], ids=["sender", "undo"])
async def test_undo_and_the_sender_race_through_one_conditional_update(
    scene: Scene, sender_first: bool
) -> None:
    await scene.desk.opt_out(scene.maria)
    # A worker whose clock is ahead of the texter's.
    ahead = scene.clock() + (outbox.CLAIM_DEADLINE * 2)
    if sender_first:
        [claimed] = await scene.database.write(outbox.claim, "a", ahead)
        undone = await scene.desk.undo()
        assert not undone.undone
        assert "too late" in undone.explanation
        result = await scene.simulator.send(claimed.text)
        await scene.database.write(settling.settle, claimed, result, ahead)
        assert await scene.messages() == 1
        assert (await scene.opt_out_of())["ended_at"] is None
    else:
        assert (await scene.desk.undo()).restored
        assert await scene.database.write(outbox.claim, "a", ahead) == []
        assert await scene.messages() == 0


async def test_a_confirmation_that_was_put_off_can_still_be_taken_back(scene: Scene) -> None:
    await scene.set_undo_seconds(30)
    await scene.simulator.configure(refuse_next=1)
    await scene.desk.opt_out(scene.maria)
    await scene.worker.send_due(ignore_hold=True)

    undone = await scene.desk.undo()

    assert undone.restored
    await scene.pass_undo_window()
    assert await scene.messages() == 0


async def test_after_a_restart_inside_the_window_the_opt_out_stands(scene: Scene) -> None:
    await scene.desk.opt_out(scene.maria)
    scene.clock.pass_time(hours=1)

    async with rules_world.Desk(scene.desk.path, scene.desk.texter, scene.clock) as later:
        await (await later.worker()).send_due()
        assert not (await later.undo()).undone

    assert await scene.messages() == 1
    assert (await scene.opt_out_of())["ended_at"] is None


# It stands while another act supports it


@pytest.mark.parametrize("mine_first", [True, False])
async def test_the_opt_out_stands_while_another_press_supports_it(
    scene: Scene, mine_first: bool
) -> None:
    amy = scene.desk_of(AMY)
    for desk in (scene.desk, amy) if mine_first else (amy, scene.desk):
        await desk.opt_out(scene.maria)

    undone = await scene.desk.undo()

    assert (undone.undone, undone.restored) == (True, False)
    assert "stays opted out" in undone.explanation
    assert scene.maria not in await scene.listed()
    await scene.pass_undo_window()
    assert await scene.messages() == 1


async def test_when_the_last_press_is_taken_back_it_ends(scene: Scene) -> None:
    await scene.desk.opt_out(scene.maria)
    amy = scene.desk_of(AMY)
    await amy.opt_out(scene.maria)

    assert not (await scene.desk.undo()).restored
    assert (await amy.undo()).restored

    assert scene.maria in await scene.listed()
    await scene.pass_undo_window()
    assert await scene.messages() == 0


@pytest.mark.parametrize(
    "source", [OptOutSource.SYSTEM, OptOutSource.IMPORT, OptOutSource.PROVIDER]
)
async def test_it_stands_while_the_system_or_an_import_supports_it(
    scene: Scene, source: OptOutSource
) -> None:
    await scene.desk.opt_out(scene.maria)
    support = OptOutRequest(
        "support",
        "textbank",
        source,
        organization_id=scene.world.organization_id,
        number=MARIA,
    )
    await scene.database.write(opt_out, support, scene.clock())

    undone = await scene.desk.undo()

    assert (undone.undone, undone.restored) == (True, False)
    assert scene.maria not in await scene.listed()


async def test_a_late_press_on_an_opt_out_whose_message_has_left_cannot_end_it(
    scene: Scene,
) -> None:
    await scene.desk.opt_out(scene.maria)
    scene.clock.pass_time(seconds=4)
    amy = scene.desk_of(AMY)
    await amy.opt_out(scene.maria)
    assert not (await scene.desk.undo()).restored
    scene.clock.pass_time(seconds=2)
    await scene.worker.send_due()
    assert await scene.messages() == 1

    late = await amy.undo()

    assert not late.restored
    assert scene.maria not in await scene.listed()


# What it cancelled comes back as it was


async def test_what_it_cancelled_comes_back_initials_queued_and_replies_as_drafts(
    scene: Scene,
) -> None:
    fall = await make_campaign(scene.desk, scene.behavior, campaign="Fall", line=FALL_LINE)
    await scene.texted()
    await scene.says("maybe")
    initial = await scene.desk.reply(fall.conversation_with(MARIA), "Hello from the fall")
    reply = await scene.desk.reply(scene.maria, "Great, where do you live?")
    await scene.desk.opt_out(scene.maria)
    assert (await scene.text(initial))["state"] == TextState.CANCELLED

    await scene.desk.undo()

    assert (await scene.text(initial))["state"] == TextState.QUEUED
    view = await scene.desk.conversation(scene.maria)
    assert view.draft == "Great, where do you live?"
    assert (await scene.text(reply))["state"] == TextState.CANCELLED
    await scene.worker.send_due()
    assert await scene.phone(line=FALL_LINE) == [(ORGANIZATION, "Hello from the fall")]
    assert "Great, where do you live?" not in [body for _, body in await scene.phone()]
    # The contact's words wait for an answer again.
    assert (await scene.desk.counts(scene.world.assignment_id)).reply == 1


async def test_a_draft_that_was_there_is_kept_beside_what_comes_back(scene: Scene) -> None:
    await scene.texted()
    await scene.desk.reply(scene.maria, "one")
    await scene.desk.reply(scene.maria, "two")
    await scene.desk.save_draft(scene.maria, "and")
    await scene.desk.opt_out(scene.maria)

    await scene.desk.undo()

    assert (await scene.desk.conversation(scene.maria)).draft == "and\none\ntwo"


async def test_what_the_claim_cancelled_comes_back_too(scene: Scene) -> None:
    # In flight when Opt Out was pressed, put off by the provider, cancelled when due again.
    initial = await scene.desk.reply(scene.maria, "Hello")
    [claimed] = await scene.database.write(outbox.claim, "a", scene.clock())
    await scene.desk.opt_out(scene.maria)
    await scene.simulator.configure(refuse_next=1)
    await scene.deliver(claimed)
    scene.clock.pass_time(seconds=3)
    await scene.worker.send_due()
    assert (await scene.text(initial))["state"] == TextState.CANCELLED

    await scene.desk.undo()

    assert (await scene.text(initial))["state"] == TextState.QUEUED


async def test_a_conversation_that_was_hidden_before_stays_hidden(scene: Scene) -> None:
    await scene.desk.close_conversation(scene.maria, Closing.HIDDEN)
    await scene.desk.opt_out(scene.maria)

    await scene.desk.undo()

    assert scene.maria not in await scene.listed()
    assert (await scene.desk.conversation(scene.maria)).closing is Closing.HIDDEN


async def test_a_request_made_in_the_meantime_shows_after_undo(scene: Scene) -> None:
    await scene.desk.opt_out(scene.maria)
    await scene.says("please stop texting me")

    await scene.desk.undo()

    assert (await scene.desk.counts(scene.world.assignment_id)).opt_out == 1


async def test_a_block_learned_in_the_meantime_shows_after_undo(scene: Scene) -> None:
    await scene.simulator.provision_line(scene.world.line, scene.behavior, blocks_in_reports=True)
    await scene.simulator.put_block(scene.world.line, MARIA)
    await scene.simulator.configure(report_delay=3)
    await scene.texted()
    await scene.desk.opt_out(scene.maria)
    scene.clock.pass_time(seconds=4)
    await scene.worker.receive_due()

    assert (await scene.desk.undo()).restored

    assert (await scene.desk.counts(scene.world.assignment_id)).opt_out == 1
    assert (await scene.desk.conversation(scene.maria)).preview.told


# Later only an administrator, with a reason


async def test_only_an_administrator_opts_a_number_back_in(scene: Scene) -> None:
    await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()

    with pytest.raises(NotAllowed):
        await scene.opt_in(texter=rules_world.JO)
    assert scene.maria not in await scene.listed()


@pytest.mark.parametrize("reason", ["", "  \n"])
async def test_opting_in_needs_a_reason(scene: Scene, reason: str) -> None:
    await scene.desk.opt_out(scene.maria)

    with pytest.raises(BadInput, match="why"):
        await scene.opt_in(reason=reason)
    assert (await scene.opt_out_of())["ended_at"] is None


async def test_opting_in_restores_the_conversations_it_removed(scene: Scene) -> None:
    fall = await make_campaign(scene.desk, scene.behavior, campaign="Fall", line=FALL_LINE)
    await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()

    await scene.opt_in()

    assert scene.maria in await scene.listed()
    assert fall.conversation_with(MARIA) in await scene.listed(fall.assignment_id)
    record = await scene.opt_out_of()
    assert (record["ended_how"], record["ended_by"]) == ("opt_in", ADMINISTRATOR.name)
    assert record["ended_reason"] == "asked at the door"
    assert record["confirmation"] == Confirmation.SENT
    await scene.texted(body="Welcome back")
    assert (await scene.phone())[-1] == (ORGANIZATION, "Welcome back")


async def test_opting_in_drops_a_confirmation_that_has_not_left(scene: Scene) -> None:
    await scene.desk.opt_out(scene.maria)

    await scene.opt_in()
    await scene.pass_undo_window()

    assert await scene.messages() == 0
    assert (await scene.opt_out_of())["confirmation"] == Confirmation.WITHDRAWN


async def test_opting_in_a_number_that_is_not_opted_out_says_so(scene: Scene) -> None:
    with pytest.raises(NotFound):
        await scene.opt_in()


async def test_a_confirmation_on_the_wire_at_an_opt_in_settles_its_own_record(
    scene: Scene,
) -> None:
    await scene.desk.opt_out(scene.maria)
    scene.clock.pass_time(seconds=6)
    [claimed] = await scene.database.write(outbox.claim, "a", scene.clock())
    await scene.opt_in()
    # The provider puts it off, and the number is opted out anew before it is due again.
    put_off = settling.SendResult(Outcome.RETRYABLE)
    await scene.database.write(settling.settle, claimed, put_off, scene.clock())
    await scene.desk.opt_out(scene.maria)
    for _ in range(3):
        await scene.pass_undo_window()

    outcomes = [row["confirmation"] for row in await scene.rows(opt_outs)]
    assert outcomes == [Confirmation.WITHDRAWN, Confirmation.SENT]
    assert await scene.phone() == [(ORGANIZATION, MESSAGE)]


async def test_undo_of_the_next_opt_out_does_not_turn_an_old_confirmation_into_a_draft(
    scene: Scene,
) -> None:
    await scene.desk.opt_out(scene.maria)
    scene.clock.pass_time(seconds=6)
    [claimed] = await scene.database.write(outbox.claim, "a", scene.clock())
    await scene.opt_in()
    put_off = settling.SendResult(Outcome.RETRYABLE)
    await scene.database.write(settling.settle, claimed, put_off, scene.clock())
    await scene.desk.opt_out(scene.maria)

    await scene.database.write(undo, scene.desk.texter, scene.clock())

    assert (await scene.desk.conversation(scene.maria)).draft == ""


async def test_an_administrators_own_press_can_be_undone_too(type1: Scene) -> None:
    ada = type1.desk_of(ADMINISTRATOR)
    await ada.opt_out(type1.maria)
    assert (await type1.opt_out_of())["source"] == OptOutSource.ADMINISTRATOR

    assert (await ada.undo()).restored


async def test_pressing_twice_is_one_slip_and_one_undo(scene: Scene) -> None:
    await scene.desk.opt_out(scene.maria)
    await scene.desk.opt_out(scene.maria)

    assert (await scene.desk.undo()).restored
