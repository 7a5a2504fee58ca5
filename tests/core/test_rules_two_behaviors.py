"""Every row of the table of the two behaviors, as the contact and the texter live it."""

from __future__ import annotations

import pytest

from core.domain import Confirmation, Evidence, RequestKind, TextKind, TextState
from core.providers.simulator import OPT_OUT_MESSAGE
from tests.core import rules_world
from tests.core.rules_world import CONTACT, MESSAGE, ORGANIZATION, PROVIDER, Scene
from tests.core.world import MARIA

scene = rules_world.either_type
type1 = rules_world.type1
type2 = rules_world.type2

FREE_WORDS = "please stop texting me"


async def test_contact_sends_a_keyword(scene: Scene) -> None:
    await scene.texted()

    await scene.says("STOP")

    # The text arrives and is highlighted under both types.
    view = await scene.desk.conversation(scene.maria)
    [stop] = [text for text in view.texts if text.kind is TextKind.INBOUND]
    assert stop.request is RequestKind.KEYWORD
    assert stop.span is not None
    assert stop.body[stop.span.start : stop.span.end] == "STOP"
    assert (await scene.desk.counts(scene.world.assignment_id)).opt_out == 1
    # Nothing is recorded before Opt Out is pressed.
    assert view.opted_out is None
    notices = [text for text in view.texts if text.kind is TextKind.PROVIDER_NOTICE]
    if scene.blocks:
        assert (view.preview.told, view.preview.blocked) == (True, True)
        assert view.block is Evidence.VERDICT
        # The transcript shows that the provider has told the contact and blocked the line.
        assert [notice.body for notice in notices] == [
            "The provider told this contact they are opted out and blocked the line."
        ]
        assert (await scene.phone())[-1] == (PROVIDER, OPT_OUT_MESSAGE)
    else:
        assert (view.preview.told, view.preview.blocked) == (False, False)
        assert view.block is None
        assert notices == []
        assert (await scene.phone())[-1] == (CONTACT, "STOP")


async def test_contact_sends_a_request_that_is_no_keyword(scene: Scene) -> None:
    await scene.texted()

    await scene.says(FREE_WORDS)

    view = await scene.desk.conversation(scene.maria)
    asked = view.texts[-1]
    assert asked.kind is TextKind.INBOUND
    assert asked.request is RequestKind.REQUEST
    assert asked.span is not None
    # The provider did not recognize it: nothing is blocked, nobody has told the contact.
    assert view.block is None
    assert (view.preview.told, view.preview.sends) == (False, True)
    assert await scene.phone() == [(ORGANIZATION, "Will you vote?"), (CONTACT, FREE_WORDS)]
    assert (await scene.desk.counts(scene.world.assignment_id)).opt_out == 1


async def test_contact_texts_again_before_opt_out(scene: Scene) -> None:
    await scene.texted()
    await scene.says("STOP")

    said = await scene.says("who is this?")

    bodies = [text.body for text in (await scene.desk.conversation(scene.maria)).texts]
    assert said.delivered is not scene.blocks
    assert ("who is this?" in bodies) is not scene.blocks


async def test_a_text_that_a_provider_still_forwards_is_shown_like_any_other(
    type2: Scene,
) -> None:
    await type2.simulator.provision_line(
        type2.world.line, type2.behavior, forwards_after_block=True
    )
    await type2.says("STOP")

    await type2.says("who is this?")

    view = await type2.desk.conversation(type2.maria)
    assert view.texts[-1].body == "who is this?"
    # No inbound text but START lifts a block.
    assert view.preview.told


async def test_texter_replies_before_opt_out(scene: Scene) -> None:
    await scene.texted()
    await scene.says("STOP")

    text_id = await scene.desk.reply(scene.maria, "Sorry to bother you")
    await scene.pass_undo_window()
    scene.clock.pass_time(hours=1)
    await scene.worker.send_due()

    text = await scene.text(text_id)
    if scene.blocks:
        # Kept as blocked, never as sent or delivered, and never retried.
        assert text["state"] == TextState.BLOCKED
        assert (ORGANIZATION, "Sorry to bother you") not in await scene.phone()
    else:
        assert text["state"] == TextState.DELIVERED
        assert (await scene.phone())[-1] == (ORGANIZATION, "Sorry to bother you")


async def test_texter_presses_opt_out_after_a_keyword(scene: Scene) -> None:
    await scene.texted()
    await scene.says("STOP")

    result = await scene.desk.opt_out(scene.maria)

    assert scene.maria not in await scene.listed()
    assert result.sends is not scene.blocks
    await scene.pass_undo_window()
    record = await scene.opt_out_of()
    assert record["ended_at"] is None
    if scene.blocks:
        # The organization's message is not sent: the provider has already told the contact.
        assert record["confirmation"] == Confirmation.TOLD
        assert await scene.messages() == 0
        assert await scene.confirmations() == []
    else:
        assert record["confirmation"] == Confirmation.SENT
        assert await scene.messages() == 1


async def test_texter_presses_opt_out_after_a_request_in_free_words(scene: Scene) -> None:
    await scene.texted()
    await scene.says(FREE_WORDS)

    result = await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()

    # Opt Out under Type 2 without a block does send it, once.
    assert result.sends
    assert scene.maria not in await scene.listed()
    assert await scene.messages() == 1
    assert (await scene.opt_out_of())["confirmation"] == Confirmation.SENT


async def test_an_organization_can_turn_the_message_off_for_type_2_without_a_block(
    scene: Scene,
) -> None:
    await scene.change(confirm_unblocked_type_2=False)
    await scene.says(FREE_WORDS)

    result = await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()

    assert result.sends is not scene.blocks
    assert await scene.messages() == (0 if scene.blocks else 1)
    assert (await scene.opt_out_of())["confirmation"] == (
        Confirmation.SWITCHED_OFF if scene.blocks else Confirmation.SENT
    )


async def test_the_screen_says_why_to_press(scene: Scene) -> None:
    await scene.says("STOP")

    before = (await scene.desk.conversation(scene.maria)).preview
    result = await scene.desk.opt_out(scene.maria)

    assert before.explanation == result.explanation
    assert before.sends is result.sends
    assert "Opting out records it" in before.explanation


async def test_the_phone_afterwards_after_a_keyword(scene: Scene) -> None:
    await scene.texted()
    await scene.says("STOP")
    await scene.desk.reply(scene.maria, "Sorry!")
    await scene.worker.send_due()
    await scene.says("really, stop")

    await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()

    shown = await scene.phone()
    if scene.blocks:
        # Their STOP, the provider's message at once, and nothing after it but their own words.
        assert shown == [
            (ORGANIZATION, "Will you vote?"),
            (CONTACT, "STOP"),
            (PROVIDER, OPT_OUT_MESSAGE),
            (CONTACT, "really, stop"),
        ]
    else:
        # Their STOP, any later texts both ways, then the organization's message.
        assert shown == [
            (ORGANIZATION, "Will you vote?"),
            (CONTACT, "STOP"),
            (ORGANIZATION, "Sorry!"),
            (CONTACT, "really, stop"),
            (ORGANIZATION, MESSAGE),
        ]


@pytest.mark.parametrize("word", ["STOP", " stop ", "Unsubscribe"])
async def test_a_gateway_without_verdicts_is_understood_by_its_own_words(
    type2: Scene, word: str
) -> None:
    await type2.simulator.provision_line(type2.world.line, type2.behavior, gives_verdicts=False)

    await type2.says(word)

    view = await type2.desk.conversation(type2.maria)
    assert view.block is Evidence.KEYWORD
    assert not view.preview.sends


@pytest.mark.parametrize("words", ["STOP texting", "🛑", "unsuscribe", "remove me"])
async def test_our_detection_never_decides_that_the_contact_was_told(
    type2: Scene, words: str
) -> None:
    await type2.simulator.provision_line(type2.world.line, type2.behavior, gives_verdicts=False)

    await type2.says(words)

    view = await type2.desk.conversation(type2.maria)
    assert view.preview.asked.asks_to_opt_out
    # In doubt the confirmation is sent: a refusal is harmless, silence is not.
    assert (view.preview.told, view.preview.sends) == (False, True)


async def test_told_is_judged_on_the_line_of_the_conversation(type2: Scene) -> None:
    other = await rules_world.make_campaign(
        type2.desk, rules_world.Behavior.TYPE_1, campaign="Fall", line="+12025550177"
    )
    await type2.says("STOP")

    result = await type2.desk.opt_out(other.conversation_with(MARIA))
    await type2.pass_undo_window()

    # The provider told them on the other line; on this one nobody has.
    assert result.sends
    assert await type2.messages(line=other.line) == 1
    assert await type2.messages(line=type2.world.line) == 0
