"""Rules 6 and 8 to 11: what gateways and contacts make known, in whatever order it comes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from core import inbox, outbox, settling
from core.domain import (
    Behavior,
    Confirmation,
    Evidence,
    OptOutSource,
    RequestKind,
    TextKind,
    TextState,
    Verdict,
)
from core.exporting import opt_out_records
from core.inbox import Intake
from core.models import blocks, opt_outs, texts
from core.providers.base import Delivery, DeliveryReport, InboundMessage
from core.providers.simulator import BLOCKED_CODE
from tests.core import rules_world
from tests.core.rules_world import MESSAGE, ORGANIZATION, Scene
from tests.core.world import MARIA, SAM, World, make_campaign

scene = rules_world.either_type
type1 = rules_world.type1
type2 = rules_world.type2

FALL_LINE = "+12025550111"
STRANGER = "+14155550188"


async def hand_over(scene: Scene, *events: InboundMessage | DeliveryReport) -> list[Intake]:
    """Store events in this order, whatever their own times."""
    return [
        (await scene.database.write(inbox.receive, scene.simulator, event, scene.clock())).intake
        for event in events
    ]


def inbound(
    scene: Scene,
    body: str,
    seconds: float,
    *,
    verdict: Verdict | None = None,
    number: str = MARIA,
) -> InboundMessage:
    """A text as the gateway of this scene hands it over, so many seconds after noon."""
    if verdict is None:
        words = {"stop": Verdict.STOP, "start": Verdict.START}
        verdict = words.get(body.lower(), Verdict.NONE) if scene.blocks else Verdict.SILENT
    at = rules_world.NOON + timedelta(seconds=seconds)
    return InboundMessage(f"SM-{body}-{seconds}", scene.world.line, number, body, at, verdict)


# 6. A refusal is evidence


async def test_a_refused_reply_is_a_block_on_that_line(scene: Scene) -> None:
    await scene.simulator.put_block(scene.world.line, MARIA)

    text_id = await scene.desk.reply(scene.maria, "Will you vote?")
    done = await scene.worker.send_due()

    text = await scene.text(text_id)
    assert text["state"] == TextState.BLOCKED
    # No failure is shouted, nothing is retried.
    assert done == {TextState.BLOCKED: 1}
    scene.clock.pass_time(hours=1)
    assert not await scene.worker.send_due()
    # Shown as such, and the conversation is marked for opting out.
    view = await scene.desk.conversation(scene.maria)
    assert view.block is Evidence.REFUSAL
    assert (await scene.desk.counts(scene.world.assignment_id)).opt_out == 1
    assert (await scene.desk.rows([scene.maria]))[0].blocked
    # It records nothing by itself: a block and an opt-out are two facts.
    assert view.opted_out is None
    [block] = await scene.rows(blocks)
    assert block["code"] == BLOCKED_CODE


async def test_a_refusal_is_no_block_on_every_number_of_the_organization(scene: Scene) -> None:
    fall = await make_campaign(scene.desk, scene.behavior, campaign="Fall", line=FALL_LINE)
    await scene.simulator.put_block(scene.world.line, MARIA)
    await scene.texted()

    view = await scene.desk.conversation(fall.conversation_with(MARIA))

    assert view.block is None
    assert (await scene.desk.counts(fall.assignment_id)).opt_out == 0
    text_id = await scene.texted(fall.conversation_with(MARIA), "Hello from the fall")
    assert (await scene.text(text_id))["state"] == TextState.DELIVERED


async def test_after_a_refusal_opt_out_records_and_sends_nothing(scene: Scene) -> None:
    await scene.simulator.put_block(scene.world.line, MARIA)
    await scene.texted()

    result = await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()

    assert not result.sends
    assert (await scene.opt_out_of())["confirmation"] == Confirmation.TOLD
    assert await scene.confirmations() == []


async def test_a_refused_confirmation_is_recorded_as_already_told(scene: Scene) -> None:
    await scene.simulator.put_block(scene.world.line, MARIA)
    result = await scene.desk.opt_out(scene.maria)
    assert result.sends  # nobody knew yet

    await scene.pass_undo_window()

    record = await scene.opt_out_of()
    assert record["confirmation"] == Confirmation.TOLD
    assert record["ended_at"] is None
    [confirmation] = await scene.confirmations()
    assert confirmation["state"] == TextState.BLOCKED
    assert "already told" in confirmation["reason"]
    # Already opted out: it is not marked for opting out as well.
    assert (await scene.desk.counts(scene.world.assignment_id)).opt_out == 0


async def test_a_refusal_may_come_later_in_a_delivery_report(scene: Scene) -> None:
    await scene.simulator.provision_line(scene.world.line, scene.behavior, blocks_in_reports=True)
    await scene.simulator.put_block(scene.world.line, MARIA)

    text_id = await scene.texted()

    assert (await scene.text(text_id))["state"] == TextState.BLOCKED
    view = await scene.desk.conversation(scene.maria)
    assert view.block is Evidence.DELIVERY_REPORT
    assert (await scene.desk.counts(scene.world.assignment_id)).opt_out == 1
    assert not (await scene.desk.opt_out(scene.maria)).sends


async def test_a_report_of_a_block_that_start_has_lifted_since_is_no_block(scene: Scene) -> None:
    """In doubt the confirmation is sent: a refusal is harmless, silence is not."""
    line = scene.world.line
    await scene.simulator.provision_line(line, scene.behavior, blocks_in_reports=True)
    await scene.simulator.put_block(line, MARIA)
    await scene.simulator.configure(report_delay=20)
    await scene.texted()
    scene.clock.pass_time(seconds=5)
    await scene.simulator.lift_block(line, MARIA)
    await scene.says("START")

    scene.clock.pass_time(seconds=30)
    await scene.worker.receive_due()

    assert (await scene.desk.conversation(scene.maria)).block is None
    assert (await scene.desk.opt_out(scene.maria)).sends


async def test_a_confirmation_refused_in_a_report_is_recorded_as_already_told(
    scene: Scene,
) -> None:
    await scene.simulator.provision_line(scene.world.line, scene.behavior, blocks_in_reports=True)
    await scene.simulator.put_block(scene.world.line, MARIA)
    await scene.desk.opt_out(scene.maria)

    await scene.pass_undo_window()

    assert (await scene.opt_out_of())["confirmation"] == Confirmation.TOLD
    assert await scene.messages() == 0


async def test_a_later_conversation_on_a_blocked_line_is_marked_when_its_text_is_kept(
    scene: Scene,
) -> None:
    await scene.simulator.put_block(scene.world.line, MARIA)
    await scene.texted()
    fall = await make_campaign(scene.desk, scene.behavior, campaign="Fall", line=scene.world.line)

    text_id = await scene.texted(fall.conversation_with(MARIA), "Hello from the fall")

    assert (await scene.text(text_id))["state"] == TextState.BLOCKED
    assert (await scene.desk.counts(fall.assignment_id)).opt_out == 1


# Delivery reports


async def test_a_report_that_overtakes_the_answer_is_kept_for_it(scene: Scene) -> None:
    text_id = await scene.desk.reply(scene.maria, "Will you vote?")
    [claimed] = await scene.database.write(outbox.claim, "a", scene.clock())
    result = await scene.simulator.send(claimed.text)
    await scene.worker.receive_due()
    assert (await scene.text(text_id))["state"] == TextState.SENDING

    state = await scene.database.write(settling.settle, claimed, result, scene.clock())

    assert state is TextState.DELIVERED
    assert (await scene.text(text_id))["state"] == TextState.DELIVERED


@pytest.mark.parametrize("delivery", list(Delivery))
async def test_what_an_early_report_said_is_what_became_of_the_text(
    scene: Scene, delivery: Delivery
) -> None:
    await scene.simulator.configure(delivery_reports=False)
    text_id = await scene.desk.reply(scene.maria, "Will you vote?")
    [claimed] = await scene.database.write(outbox.claim, "a", scene.clock())
    result = await scene.simulator.send(claimed.text)
    assert result.provider_message_id is not None
    report = DeliveryReport(result.provider_message_id, delivery, scene.clock())
    await hand_over(scene, report, report)

    state = await scene.database.write(settling.settle, claimed, result, scene.clock())

    assert state == (await scene.text(text_id))["state"]
    assert state.value == {"opted_out": "blocked"}.get(delivery, delivery.value)


async def test_reports_on_texts_of_others_are_forgotten_and_ours_is_not(type1: Scene) -> None:
    text_id = await type1.desk.reply(type1.maria, "Will you vote?")
    [claimed] = await type1.database.write(outbox.claim, "a", type1.clock())
    result = await type1.simulator.send(claimed.text)
    assert result.provider_message_id is not None

    async def reported(*message_ids: str) -> int:
        """Hand over a report on each of these; how many wait for their texts then."""
        for one in message_ids:
            await hand_over(type1, DeliveryReport(one, Delivery.DELIVERED, type1.clock()))
        row = await type1.desk.reader.row("SELECT count(*) FROM early_report")
        assert row is not None
        return int(row[0])

    assert await reported("a", "b", "c", "d", "a") == 4
    type1.clock.pass_time(days=13)
    assert await reported(result.provider_message_id) == 5
    type1.clock.pass_time(days=2)
    assert await reported("e") == 4
    assert await reported("f") == 3, "what is older than two weeks goes as others come"
    assert await reported("g") == 4
    state = await type1.database.write(settling.settle, claimed, result, type1.clock())
    assert state == (await type1.text(text_id))["state"] == TextState.DELIVERED


async def test_a_report_twice_is_one_report(scene: Scene) -> None:
    await scene.simulator.configure(deliveries=3)
    text_id = await scene.texted()
    assert (await scene.text(text_id))["state"] == TextState.DELIVERED
    assert await scene.simulator.waiting() == 0


# 8. START / UNSTOP


@pytest.mark.parametrize("word", ["START", "Unstop"])
async def test_start_lifts_the_block_and_voids_told(type2: Scene, word: str) -> None:
    await type2.says("STOP")
    assert (await type2.desk.conversation(type2.maria)).preview.told

    type2.clock.pass_time(seconds=10)
    await type2.says(word)

    view = await type2.desk.conversation(type2.maria)
    assert (view.block, view.preview.told) == (None, False)
    assert view.preview.asked is RequestKind.NONE
    assert (await type2.desk.counts(type2.world.assignment_id)).opt_out == 0
    text_id = await type2.texted(body="Welcome back")
    assert (await type2.text(text_id))["state"] == TextState.DELIVERED
    # A later request is confirmed again: nobody has told them since.
    await type2.says("please stop texting me")
    assert (await type2.desk.opt_out(type2.maria)).sends


async def test_start_clears_the_standing_request(scene: Scene) -> None:
    await scene.says("STOP")
    scene.clock.pass_time(seconds=10)
    await scene.says("START")

    row = await scene.conversation_row()
    assert (row["request"], row["wants_out"]) == (RequestKind.NONE, False)
    assert scene.maria in await scene.listed()


async def test_start_does_not_lift_our_opt_out(scene: Scene) -> None:
    await scene.says("STOP")
    await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()

    await scene.says("START")

    record = await scene.opt_out_of()
    assert record["ended_at"] is None
    assert scene.maria not in await scene.listed()
    # It is shown to an administrator as a request to opt in.
    assert record["opt_in_requested_at"] == scene.clock()
    assert ("opt_in_requested", "contact") in await scene.trail()


async def test_start_voids_a_block_that_a_refusal_showed_under_both_types(scene: Scene) -> None:
    await scene.simulator.put_block(scene.world.line, MARIA)
    await scene.texted()
    assert (await scene.desk.conversation(scene.maria)).preview.told
    await scene.simulator.lift_block(scene.world.line, MARIA)
    scene.clock.pass_time(seconds=10)

    start = inbound(scene, "START", 10)
    await hand_over(scene, start)

    # In doubt the confirmation is sent: a refusal is harmless, silence is not.
    assert not (await scene.desk.conversation(scene.maria)).preview.told
    assert (await scene.desk.opt_out(scene.maria)).sends


async def test_a_refusal_written_down_late_does_not_outlive_the_start(scene: Scene) -> None:
    await scene.simulator.put_block(scene.world.line, MARIA)
    await scene.desk.reply(scene.maria, "Will you vote?")
    [claimed] = await scene.database.write(outbox.claim, "a", scene.clock())
    refused = await scene.simulator.send(claimed.text)
    await scene.simulator.lift_block(scene.world.line, MARIA)
    start = inbound(scene, "START", 1)
    # The answer to the send came back late, or our clock is ahead of the gateway's.
    scene.clock.pass_time(seconds=2)
    await scene.database.write(settling.settle, claimed, refused, scene.clock())

    await hand_over(scene, start)

    assert not (await scene.desk.conversation(scene.maria)).preview.told


@pytest.mark.parametrize("words", ["ok fine, text me", "yes", "hello?", "start texting me again"])
async def test_no_other_inbound_text_lifts_a_block(type2: Scene, words: str) -> None:
    await type2.simulator.provision_line(
        type2.world.line, type2.behavior, forwards_after_block=True
    )
    await type2.says("STOP")
    type2.clock.pass_time(seconds=10)

    await type2.says(words)

    assert (await type2.desk.conversation(type2.maria)).preview.told


@pytest.mark.parametrize("stop_first", [True, False], ids=["in-order", "start-overtakes"])
async def test_stop_then_start_in_either_order_of_arrival(scene: Scene, stop_first: bool) -> None:
    stop, start = inbound(scene, "STOP", 1), inbound(scene, "START", 2)

    await hand_over(scene, *((stop, start) if stop_first else (start, stop)))

    view = await scene.desk.conversation(scene.maria)
    assert (view.block, view.preview.told) == (None, False)
    row = await scene.conversation_row()
    assert (row["request"], row["wants_out"]) == (RequestKind.NONE, False)


@pytest.mark.parametrize("start_first", [True, False], ids=["in-order", "stop-overtakes"])
async def test_start_then_stop_in_either_order_of_arrival(scene: Scene, start_first: bool) -> None:
    start, stop = inbound(scene, "START", 1), inbound(scene, "STOP", 2)

    await hand_over(scene, *((start, stop) if start_first else (stop, start)))

    view = await scene.desk.conversation(scene.maria)
    assert view.preview.told is scene.blocks
    row = await scene.conversation_row()
    assert (row["request"], row["wants_out"]) == (RequestKind.KEYWORD, True)


# 9. A text from an opted-out contact


@pytest.mark.parametrize("body", ["STOP", "please stop texting me", "hello?", "wrong number"])
async def test_a_text_from_an_opted_out_contact_is_stored_and_stays_off_the_list(
    type1: Scene, body: str
) -> None:
    await type1.desk.opt_out(type1.maria)
    await type1.pass_undo_window()

    await type1.says(body)

    assert type1.maria not in await type1.listed()
    view = await type1.desk.conversation(type1.maria)
    assert body in [text.body for text in view.texts]
    assert (await type1.desk.counts(type1.world.assignment_id)).opt_out == 0
    assert await type1.messages() == 1


# 10. A keyword that matches no conversation; shared lines


async def test_an_unmatched_keyword_is_recorded_by_the_system_without_a_confirmation(
    scene: Scene,
) -> None:
    await scene.says("STOP", STRANGER)
    await scene.pass_undo_window()

    record = await scene.opt_out_of(STRANGER)
    assert record["organization_id"] == scene.world.organization_id
    assert record["source"] == OptOutSource.SYSTEM
    assert record["conversation_id"] is None
    assert record["confirmation"] == Confirmation.NO_CONVERSATION
    assert await scene.messages(STRANGER) == 0
    [asked] = await scene.rows(texts, texts.c.id == record["text_id"])
    assert asked["body"] == "STOP"
    [kept] = [one async for one in opt_out_records(scene.desk.reader) if one.number == STRANGER]
    told = "the provider has told this contact" in kept.confirmation_reason
    assert told is (scene.behavior is Behavior.TYPE_2)


async def test_an_unmatched_keyword_on_one_line_stops_the_whole_organization(
    scene: Scene,
) -> None:
    fall = await make_campaign(
        scene.desk, scene.behavior, (STRANGER,), campaign="Fall", line=FALL_LINE
    )
    await scene.says("STOP", STRANGER)

    assert await scene.listed(fall.assignment_id) == set()


async def test_only_a_keyword_is_acted_on_without_a_conversation(scene: Scene) -> None:
    # The last are read as keywords, or as slips for one: a texter would be shown them.
    for body in (
        *("please stop texting me", "hello", "START"),
        *("Red", "Para", "Fin", "ended", "delete", "Stpo", "Stands"),
    ):
        await scene.says(body, STRANGER)

    assert await scene.rows(opt_outs) == []


async def test_the_organizations_own_keyword_is_one_without_a_conversation_too(
    scene: Scene,
) -> None:
    await scene.change(automatic_opt_out=True, automatic_words="stop, basta")

    await scene.says("Basta!", STRANGER)

    assert (await scene.opt_out_of(STRANGER))["source"] == OptOutSource.SYSTEM


async def two_campaigns_on_one_line(scene: Scene) -> World:
    return await make_campaign(scene.desk, scene.behavior, campaign="Fall", line=scene.world.line)


async def test_on_a_shared_line_a_text_belongs_to_the_conversation_last_texted(
    scene: Scene,
) -> None:
    fall = await two_campaigns_on_one_line(scene)
    await scene.texted(fall.conversation_with(MARIA), "Hello from the fall")
    scene.clock.pass_time(minutes=1)
    await scene.texted(body="Hello from the spring")
    scene.clock.pass_time(minutes=1)

    await scene.says("which one is this?")

    assert (await scene.desk.conversation(scene.maria)).texts[-1].body == "which one is this?"
    theirs = await scene.desk.conversation(fall.conversation_with(MARIA))
    assert [text.body for text in theirs.texts] == ["Hello from the fall"]


async def test_a_text_that_only_waits_in_the_outbox_has_texted_nobody(scene: Scene) -> None:
    fall = await two_campaigns_on_one_line(scene)
    await scene.texted(body="Hello from the spring")
    scene.clock.pass_time(minutes=1)
    await scene.desk.reply(fall.conversation_with(MARIA), "Hello from the fall")

    await scene.says("who is this?")

    assert (await scene.desk.conversation(scene.maria)).texts[-1].body == "who is this?"


async def test_a_block_on_a_shared_line_is_shown_in_both_campaigns(type2: Scene) -> None:
    fall = await two_campaigns_on_one_line(type2)
    await type2.texted()

    await type2.says("STOP")

    for conversation in (type2.maria, fall.conversation_with(MARIA)):
        assert (await type2.desk.conversation(conversation)).preview.told
    assert (await type2.desk.counts(fall.assignment_id)).opt_out == 1


# 11. Repeats are harmless


async def test_the_same_provider_message_id_twice_is_one_message(scene: Scene) -> None:
    await scene.simulator.configure(deliveries=4)

    await scene.says("please stop texting me")

    inbound_texts = await scene.rows(texts, texts.c.kind == TextKind.INBOUND)
    assert len(inbound_texts) == 1


async def test_a_repeated_stop_adds_no_second_notice_and_no_second_block(type2: Scene) -> None:
    stop = inbound(type2, "STOP", 1)

    assert await hand_over(type2, stop, stop, stop) == [
        Intake.STORED,
        Intake.REPEATED,
        Intake.REPEATED,
    ]

    view = await type2.desk.conversation(type2.maria)
    assert [text.kind for text in view.texts] == [TextKind.INBOUND, TextKind.PROVIDER_NOTICE]
    assert len(await type2.rows(blocks)) == 1


async def test_a_stop_handed_over_again_after_the_start_does_not_block_again(
    type2: Scene,
) -> None:
    stop, start = inbound(type2, "STOP", 1), inbound(type2, "START", 2)

    await hand_over(type2, stop, start, stop, start)

    assert not (await type2.desk.conversation(type2.maria)).preview.told


async def test_the_same_press_twice_is_one_press(scene: Scene) -> None:
    first = await scene.desk.opt_out(scene.maria, "press-1")
    again = await scene.desk.opt_out(scene.maria, "press-1")

    assert (again.opt_out_id, again.press_id) == (first.opt_out_id, first.press_id)
    assert (again.already, again.undo_until) == (first.already, first.undo_until)
    assert len(await scene.presses()) == 1
    assert await scene.trail() == [("opt_out", "jo")]


async def test_a_press_that_was_taken_back_is_not_made_again_by_its_repeat(scene: Scene) -> None:
    await scene.desk.opt_out(scene.maria, "press-1")
    await scene.desk.undo()

    await scene.desk.opt_out(scene.maria, "press-1")

    assert scene.maria in await scene.listed()
    assert len(await scene.rows(opt_outs)) == 1


async def test_a_second_press_adds_its_author_to_the_record(scene: Scene) -> None:
    first = await scene.desk.opt_out(scene.maria)
    second = await scene.desk_of(rules_world.AMY).opt_out(scene.maria)

    assert second.already
    assert second.opt_out_id == first.opt_out_id
    assert [press["author"] for press in await scene.presses()] == ["jo", "amy"]
    assert await scene.trail() == [("opt_out", "jo"), ("opt_out_again", "amy")]


async def test_the_same_reply_twice_is_one_text(scene: Scene) -> None:
    first = await scene.desk.reply(scene.maria, "Will you vote?", "send-1")
    assert await scene.desk.reply(scene.maria, "Will you vote?", "send-1") == first

    await scene.worker.send_due()

    assert await scene.phone() == [(ORGANIZATION, "Will you vote?")]


async def test_a_text_on_a_line_that_is_not_ours_belongs_to_nobody(scene: Scene) -> None:
    message = InboundMessage("SM-x", "+12025550199", MARIA, "STOP", scene.clock())

    assert await hand_over(scene, message) == [Intake.UNKNOWN_LINE]
    assert await scene.rows(opt_outs) == []


async def test_events_that_could_not_be_stored_come_again(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(connection: Connection, *_: object) -> None:
        raise RuntimeError("the lights went out")

    monkeypatch.setattr(inbox, "receive_all", fail)
    with pytest.raises(RuntimeError):
        await scene.says("STOP")
    monkeypatch.undo()
    scene.clock.pass_time(minutes=1)

    await scene.worker.receive_due()

    assert (await scene.desk.conversation(scene.maria)).texts[0].body == "STOP"


async def test_no_conversation_of_others_moves_when_one_contact_texts(scene: Scene) -> None:
    await scene.says("STOP", SAM)

    assert (await scene.conversation_row())["request"] == RequestKind.NONE
    assert MESSAGE not in [body for _, body in await scene.phone(SAM)]
    assert scene.behavior in Behavior
