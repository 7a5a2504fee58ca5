"""Rules 1 to 5: recorded first, organization-wide, nothing after it, one confirmation."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from core import opt_out as opting_out
from core import outbox, settling
from core.domain import Behavior, Confirmation, OptOutSource, TextState
from core.errors import BadInput, NotFound, SendingRefused
from core.models import opt_outs, presses, texts
from core.opt_out import OptOutRequest, opt_out
from core.providers.base import Outcome
from core.providers.simulator import OPT_OUT_MESSAGE
from tests.core import rules_world
from tests.core.rules_world import AMY, MESSAGE, ORGANIZATION, PROVIDER, Scene
from tests.core.world import MARIA, SAM, make_campaign

scene = rules_world.either_type
type2 = rules_world.type2

FALL_LINE = "+12025550111"
OTHER_LINE = "+12025550122"


# 1. Recorded first, told second


async def test_a_refused_confirmation_never_undoes_an_opt_out(scene: Scene) -> None:
    await scene.simulator.configure(refuse_next=1, refuse_outcome=Outcome.REFUSED)

    await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()

    record = await scene.opt_out_of()
    assert record["ended_at"] is None
    assert record["confirmation"] == Confirmation.FAILED
    assert scene.maria not in await scene.listed()
    with pytest.raises(SendingRefused):
        await scene.desk.reply(scene.maria, "hello?")
    # Nor is a refusal that will not help ever tried again.
    scene.clock.pass_time(hours=1)
    assert not await scene.worker.send_due()


async def test_a_confirmation_reported_as_undelivered_never_undoes_an_opt_out(
    scene: Scene,
) -> None:
    await scene.simulator.configure(fail_next=1)

    await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()

    assert (await scene.opt_out_of())["ended_at"] is None
    [confirmation] = await scene.confirmations()
    assert confirmation["state"] == TextState.FAILED


async def test_an_opt_out_that_fails_half_way_leaves_nothing(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    text_id = await scene.desk.reply(scene.maria, "Will you vote?")

    def fail(*_: object) -> None:
        raise RuntimeError("the lights went out")

    monkeypatch.setattr(opting_out, "_queue_confirmation", fail)
    with pytest.raises(RuntimeError):
        await scene.desk.opt_out(scene.maria, "one press")
    monkeypatch.undo()

    assert await scene.rows(opt_outs) == []
    assert await scene.rows(presses) == []
    assert await scene.trail() == []
    assert scene.maria in await scene.listed()
    assert (await scene.text(text_id))["state"] == TextState.QUEUED
    # And the same press can be made again.
    assert (await scene.desk.opt_out(scene.maria, "one press")).sends


async def test_the_opt_out_is_on_record_while_its_confirmation_waits(scene: Scene) -> None:
    await scene.desk.opt_out(scene.maria)

    assert (await scene.opt_out_of())["confirmation"] == Confirmation.PENDING
    assert await scene.messages() == 0
    assert scene.maria not in await scene.listed()


# 2. Organization-wide, by number


async def test_every_conversation_of_the_organization_leaves_every_list(scene: Scene) -> None:
    fall = await make_campaign(
        scene.desk, Behavior.TYPE_1, campaign="Fall", line=FALL_LINE, texter="amy"
    )
    initial = await scene.desk.reply(fall.conversation_with(MARIA), "Hello from the fall")
    reply = await scene.desk.reply(scene.maria, "Will you vote?")
    to_sam = await scene.desk.reply(fall.conversation_with(SAM), "Hello Sam")

    await scene.desk.opt_out(scene.maria)

    assert scene.maria not in await scene.listed()
    assert fall.conversation_with(MARIA) not in await scene.listed(fall.assignment_id)
    # Unsent messages to the number are cancelled, those to others are not.
    assert (await scene.text(initial))["state"] == TextState.CANCELLED
    assert (await scene.text(reply))["state"] == TextState.CANCELLED
    assert (await scene.text(to_sam))["state"] == TextState.QUEUED
    assert len(await scene.listed()) == len(await scene.listed(fall.assignment_id)) == 2
    for conversation in (scene.maria, fall.conversation_with(MARIA)):
        with pytest.raises(SendingRefused):
            await scene.desk.reply(conversation, "one more thing")
    await scene.pass_undo_window()
    assert await scene.phone(SAM) == [(ORGANIZATION, "Hello Sam")]
    assert await scene.messages() == 1


async def test_another_organization_on_the_same_database_is_not_touched(scene: Scene) -> None:
    other = await make_campaign(
        scene.desk, scene.behavior, organization="Clear Water", line=OTHER_LINE
    )
    theirs = other.conversation_with(MARIA)
    queued = await scene.desk.reply(theirs, "Clear water for all")

    await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()

    assert theirs in await scene.listed(other.assignment_id)
    assert (await scene.text(queued))["state"] == TextState.DELIVERED
    assert await scene.phone(line=OTHER_LINE) == [(ORGANIZATION, "Clear water for all")]
    view = await scene.desk.conversation(theirs)
    assert view.opted_out is None


async def test_opting_in_does_not_touch_another_organization_either(scene: Scene) -> None:
    other = await make_campaign(
        scene.desk, scene.behavior, organization="Clear Water", line=OTHER_LINE
    )
    theirs = other.conversation_with(MARIA)
    await scene.desk.opt_out(scene.maria)
    await scene.desk.opt_out(theirs)

    await scene.opt_in()

    assert scene.maria in await scene.listed()
    assert theirs not in await scene.listed(other.assignment_id)
    with pytest.raises(SendingRefused):
        await scene.desk.reply(theirs, "hello")


async def test_a_number_without_a_conversation_is_opted_out_for_those_to_come(
    scene: Scene,
) -> None:
    request = OptOutRequest(
        "import-1",
        "ada",
        OptOutSource.IMPORT,
        organization_id=scene.world.organization_id,
        number=MARIA,
    )
    await scene.database.write(opt_out, request, scene.clock())

    assert scene.maria not in await scene.listed()
    assert (await scene.opt_out_of())["confirmation"] == Confirmation.NO_CONVERSATION
    fall = await make_campaign(scene.desk, scene.behavior, campaign="Fall", line=FALL_LINE)
    assert fall.conversation_with(MARIA) not in await scene.listed(fall.assignment_id)


# 3. Nothing reaches an opted-out number


async def test_a_text_leaves_only_through_a_claim_that_checks_the_opt_outs_again(
    scene: Scene,
) -> None:
    text_id = await scene.desk.reply(scene.maria, "Will you vote?")
    await scene.desk.opt_out(scene.maria)

    # Even a text that slipped back into the outbox does not leave.
    def slip_back(connection: Connection) -> None:
        connection.execute(
            texts.update().where(texts.c.id == text_id).values(state=TextState.QUEUED)
        )

    await scene.database.write(slip_back)
    await scene.pass_undo_window()

    assert (await scene.text(text_id))["state"] == TextState.CANCELLED
    assert await scene.phone() == [(ORGANIZATION, MESSAGE)]


async def test_what_was_claimed_before_has_left_and_nothing_is_claimed_after(
    scene: Scene,
) -> None:
    before = await scene.desk.reply(scene.maria, "before")
    [claimed] = await scene.database.write(outbox.claim, "a", scene.clock())
    after = await scene.desk.reply(scene.maria, "after")

    await scene.desk.opt_out(scene.maria)

    assert await scene.database.write(outbox.claim, "b", scene.clock()) == []
    result = await scene.simulator.send(claimed.text)
    await scene.database.write(settling.settle, claimed, result, scene.clock())
    assert (await scene.text(before))["state"] == TextState.SENT
    assert (await scene.text(after))["state"] == TextState.CANCELLED


async def test_past_its_deadline_a_claimed_text_must_be_claimed_anew(scene: Scene) -> None:
    text_id = await scene.desk.reply(scene.maria, "too slow")
    [claimed] = await scene.database.write(outbox.claim, "a", scene.clock())
    assert claimed.deadline - scene.clock() <= timedelta(seconds=5)
    await scene.desk.opt_out(scene.maria)
    scene.clock.pass_time(seconds=6)

    state = await scene.deliver(claimed)

    assert state is TextState.QUEUED
    assert await scene.phone() == []
    assert (await scene.text(text_id))["state"] == TextState.CANCELLED


async def test_a_released_text_leaves_when_nobody_opted_out(scene: Scene) -> None:
    text_id = await scene.desk.reply(scene.maria, "slow")
    [claimed] = await scene.database.write(outbox.claim, "a", scene.clock())
    scene.clock.pass_time(seconds=6)
    await scene.deliver(claimed)
    assert (await scene.text(text_id))["attempts"] == 0

    await scene.worker.send_due()

    assert await scene.phone() == [(ORGANIZATION, "slow")]


async def test_a_text_put_off_by_the_provider_does_not_leave_after_an_opt_out(
    scene: Scene,
) -> None:
    await scene.simulator.configure(refuse_next=1)
    text_id = await scene.desk.reply(scene.maria, "later")
    [claimed] = await scene.database.write(outbox.claim, "a", scene.clock())
    await scene.desk.opt_out(scene.maria)

    await scene.deliver(claimed)
    await scene.pass_undo_window()

    assert (await scene.text(text_id))["state"] == TextState.CANCELLED
    assert await scene.phone() == [(ORGANIZATION, MESSAGE)]


async def test_a_reply_to_an_opted_out_number_is_refused_in_plain_words(scene: Scene) -> None:
    await scene.desk.opt_out(scene.maria)

    with pytest.raises(SendingRefused, match="has opted out"):
        await scene.desk.reply(scene.maria, "hello?")


async def test_opting_out_of_no_conversation_says_so(scene: Scene) -> None:
    with pytest.raises(NotFound):
        await scene.desk.opt_out(4_711)


# 4. One confirmation, at most, for each opt-out


async def test_held_keys_send_one_confirmation(scene: Scene) -> None:
    results = await asyncio.gather(*(scene.desk.opt_out(scene.maria) for _ in range(20)))
    await scene.pass_undo_window()
    await scene.pass_undo_window()

    assert len({result.opt_out_id for result in results}) == 1
    assert [result.already for result in results].count(False) == 1
    assert await scene.messages() == 1
    assert len(await scene.confirmations()) == 1


async def test_two_texters_at_once_send_one_confirmation(scene: Scene) -> None:
    fall = await make_campaign(
        scene.desk, scene.behavior, campaign="Fall", line=FALL_LINE, texter="amy"
    )
    amy = scene.desk_of(AMY)

    first, second = await asyncio.gather(
        scene.desk.opt_out(scene.maria), amy.opt_out(fall.conversation_with(MARIA))
    )
    await scene.pass_undo_window()

    assert first.opt_out_id == second.opt_out_id
    assert [first.sends, second.sends] == [True, False]
    assert [press["author"] for press in await scene.presses()] == ["jo", "amy"]
    assert await scene.messages() == 1


async def test_replayed_webhooks_and_restarts_send_one_confirmation(scene: Scene) -> None:
    await scene.simulator.configure(deliveries=3)
    await scene.says("please stop texting me")
    await scene.desk.opt_out(scene.maria, "the press")
    await scene.pass_undo_window()
    # A restart that repeats what it is not sure of.
    again = await scene.desk.opt_out(scene.maria, "the press")
    await scene.says("please stop texting me")
    await scene.pass_undo_window()

    assert again.opt_out_id == (await scene.opt_out_of())["id"]
    assert await scene.messages() == 1
    assert len(await scene.presses()) == 1


async def test_two_workers_send_one_confirmation(scene: Scene) -> None:
    second = await scene.desk_of(AMY).worker()
    await scene.desk.opt_out(scene.maria)
    scene.clock.pass_time(seconds=6)

    await asyncio.gather(scene.worker.send_due(), second.send_due())

    assert await scene.messages() == 1


async def test_after_an_ambiguous_failure_the_provider_is_asked_and_says_yes(
    scene: Scene,
) -> None:
    await scene.simulator.configure(lose_next=1)
    await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()
    scene.clock.pass_time(hours=1)
    await scene.worker.send_due()

    assert await scene.messages() == 1
    assert (await scene.opt_out_of())["confirmation"] == Confirmation.SENT


async def test_after_an_ambiguous_failure_the_provider_is_asked_and_says_no(
    scene: Scene,
) -> None:
    await scene.simulator.configure(refuse_next=1, refuse_outcome=Outcome.AMBIGUOUS)
    await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()
    assert await scene.messages() == 0
    assert (await scene.opt_out_of())["confirmation"] == Confirmation.PENDING
    scene.clock.pass_time(hours=1)
    await scene.worker.send_due()

    assert await scene.messages() == 1
    assert (await scene.opt_out_of())["confirmation"] == Confirmation.SENT


@pytest.mark.parametrize("arrived", [True, False])
async def test_a_provider_that_cannot_be_asked_is_not_sent_it_again(
    scene: Scene, arrived: bool
) -> None:
    if arrived:
        await scene.simulator.configure(can_be_asked=False, lose_next=1)
    else:
        await scene.simulator.configure(
            can_be_asked=False, refuse_next=1, refuse_outcome=Outcome.AMBIGUOUS
        )
    await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()
    for _ in range(5):
        scene.clock.pass_time(hours=1)
        await scene.worker.send_due()

    # And the record says so.
    record = await scene.opt_out_of()
    assert record["confirmation"] == Confirmation.UNKNOWN
    assert record["ended_at"] is None
    assert await scene.messages() == (1 if arrived else 0)
    view = await scene.desk.conversation(scene.maria)
    assert view.opted_out is not None
    assert "not sent twice" in view.opted_out.explanation


async def test_a_second_opt_out_after_an_opt_in_has_a_confirmation_of_its_own(
    scene: Scene,
) -> None:
    await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()
    await scene.opt_in()
    await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()

    assert await scene.messages() == 2
    references = [text["reference"] for text in await scene.confirmations()]
    # The key of each is its opt-out's id, made unique beyond this database.
    assert len(set(references)) == 2
    keys = {f"opt-out-{row['id']}" for row in await scene.rows(opt_outs)}
    assert {reference.rpartition("-")[0] for reference in references} == keys


# 5. Decided where Opt Out is pressed, asked again at the wire


async def test_a_verdict_between_press_and_sending_drops_the_confirmation(type2: Scene) -> None:
    await type2.says("please stop texting me")
    result = await type2.desk.opt_out(type2.maria)
    assert result.sends

    await type2.says("STOP")
    await type2.pass_undo_window()

    assert await type2.messages() == 0
    assert (await type2.phone())[-1] == (PROVIDER, OPT_OUT_MESSAGE)
    record = await type2.opt_out_of()
    assert record["confirmation"] == Confirmation.TOLD
    assert record["ended_at"] is None
    [confirmation] = await type2.confirmations()
    assert confirmation["state"] == TextState.DROPPED


async def test_a_keyword_to_a_silent_gateway_drops_the_confirmation_too(type2: Scene) -> None:
    await type2.simulator.provision_line(type2.world.line, type2.behavior, gives_verdicts=False)
    await type2.desk.opt_out(type2.maria)
    await type2.says("stop")
    await type2.pass_undo_window()

    assert await type2.messages() == 0
    assert (await type2.opt_out_of())["confirmation"] == Confirmation.TOLD


async def test_a_verdict_that_arrives_between_claim_and_wire_is_met_by_a_refusal(
    type2: Scene,
) -> None:
    await type2.desk.opt_out(type2.maria)
    type2.clock.pass_time(seconds=6)
    [claimed] = await type2.database.write(outbox.claim, "a", type2.clock())
    await type2.says("STOP")

    state = await type2.deliver(claimed)

    assert state is TextState.BLOCKED
    assert await type2.messages() == 0
    assert (await type2.opt_out_of())["confirmation"] == Confirmation.TOLD


async def test_the_confirmation_leaves_on_the_line_of_the_conversation(scene: Scene) -> None:
    fall = await make_campaign(scene.desk, scene.behavior, campaign="Fall", line=FALL_LINE)
    await scene.texted()

    await scene.desk.opt_out(fall.conversation_with(MARIA))
    await scene.pass_undo_window()

    assert await scene.phone(line=FALL_LINE) == [(ORGANIZATION, MESSAGE)]
    assert await scene.messages(line=scene.world.line) == 0


async def test_the_message_is_the_organizations_with_its_merge_fields(scene: Scene) -> None:
    with pytest.raises(BadInput, match="there is no such merge field"):
        await scene.change(message="Bye {first_name}")
    await scene.change(message="Bye {firstName}, {organization} is done. {1}")
    shown = (await scene.desk.conversation(scene.maria)).preview.message

    await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()

    assert await scene.phone() == [
        (ORGANIZATION, "Bye Maria, Open Roads is done. {1}"),
    ]
    assert shown == "Bye Maria, Open Roads is done. {1}"


async def test_a_message_that_no_provider_takes_is_refused_where_it_is_set(scene: Scene) -> None:
    with pytest.raises(BadInput, match="at most 1,600 characters; this has 1,601"):
        await scene.change(message="b" * 1_601)
    await scene.change(message="b" * 1_600)

    await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()

    assert await scene.phone() == [(ORGANIZATION, "b" * 1_600)]


async def test_the_number_is_taken_from_the_contact(scene: Scene) -> None:
    request = OptOutRequest("op", "jo", conversation_id=scene.maria, number=SAM)

    result = await scene.database.write(
        opt_out, replace(request, organization_id=99), scene.clock()
    )

    assert result.number == MARIA
    assert await scene.rows(opt_outs, opt_outs.c.number == SAM) == []
