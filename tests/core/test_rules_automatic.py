"""Rule 13: automatic opt-out, on the first reply to an initial message and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from core.campaigns import change_organization
from core.domain import Behavior, Confirmation, OptOutSource, RequestKind, TextState
from core.errors import BadInput, NotAllowed, SendingRefused
from core.exporting import opt_out_records
from core.inbox import Intake, receive
from core.models import audit_entries, organizations, texts
from core.organizations import organization_view
from core.providers.base import InboundMessage
from core.providers.simulator import OPT_OUT_KEYWORDS, OPT_OUT_MESSAGE
from tests.core import rules_world
from tests.core.rules_world import AMY, CONTACT, MESSAGE, ORGANIZATION, PROVIDER, Scene
from tests.core.world import MARIA, SAM, make_campaign

scene = rules_world.either_type
type1 = rules_world.type1
type2 = rules_world.type2

FALL_LINE = "+12025550111"
OTHER_LINE = "+12025550122"
UNDONE = "Your press is taken back, but the contact stays opted out"


async def switched_on(scene: Scene, words: str | None = None) -> None:
    """Automatic opt-out is on, and Maria was sent the initial message."""
    await scene.change(automatic_opt_out=True, automatic_words=words)
    await scene.texted()


async def carried(scene: Scene) -> None:
    """Everything that is due is carried; no undo window has to go by."""
    await scene.worker.send_due()
    await scene.worker.receive_due()


# When it acts


async def test_it_is_off_by_default(scene: Scene) -> None:
    await scene.texted()

    await scene.says("STOP")

    assert scene.maria in await scene.listed()
    assert (await scene.desk.conversation(scene.maria)).opted_out is None


async def test_a_keyword_as_the_first_reply_opts_out_without_a_texter(scene: Scene) -> None:
    await switched_on(scene)

    await scene.says("STOP")
    await carried(scene)

    assert scene.maria not in await scene.listed()
    with pytest.raises(SendingRefused):
        await scene.desk.reply(scene.maria, "one more thing")
    # Told exactly once: by the provider where it has blocked the line, else by us.
    assert await scene.phone() == [
        (ORGANIZATION, "Will you vote?"),
        (CONTACT, "STOP"),
        (PROVIDER, OPT_OUT_MESSAGE) if scene.blocks else (ORGANIZATION, MESSAGE),
    ]


async def replied(scene: Scene, bodies: Sequence[str]) -> list[str]:
    """Give each body to a contact of its own as the first reply; which of them opted out."""
    numbers = [f"+1415555{place:04}" for place in range(200, 200 + len(bodies))]
    fall = await make_campaign(
        scene.desk, scene.behavior, numbers, campaign="Fall", line=FALL_LINE, names=[("", "")]
    )
    await switched_on(scene)
    for conversation_id in fall.conversations:
        await scene.desk.reply(conversation_id, "Will you vote?")
    await carried(scene)
    for number, body in zip(numbers, bodies, strict=True):
        await scene.simulator.say(FALL_LINE, number, body)
    await carried(scene)
    listed = await scene.listed(fall.assignment_id)
    return [
        body
        for body, conversation_id in zip(bodies, fall.conversations, strict=True)
        if conversation_id not in listed
    ]


async def test_each_word_that_the_law_names_opts_out_however_it_is_typed(scene: Scene) -> None:
    words = ["stop", " Quit. ", "END!", "Revoke", "Opt-Out", "CANCEL", "un subscribe", "🛑stop🛑"]

    assert await replied(scene, words) == words


async def test_what_is_no_keyword_of_the_list_is_left_to_people(scene: Scene) -> None:
    words = [
        "please stop texting me",
        "stop please",
        "Stop, I vote by mail",
        "stpo",
        "stopp",
        "st0p",
        "ѕtop",
        "🛑",
        "remove",
        "Liked “STOP”",
        "wrong number",
        "START",
        "HELP",
        "",
        "STOP" + " " * 2_000 + "that is no way to treat a river",
    ]

    assert await replied(scene, words) == []


async def test_a_later_reply_is_left_to_people(scene: Scene) -> None:
    await switched_on(scene)
    await scene.says("Who is this?")

    await scene.says("STOP")

    assert scene.maria in await scene.listed()
    assert (await scene.desk.conversation(scene.maria)).preview.asked is RequestKind.KEYWORD


async def test_a_text_before_any_of_ours_is_no_reply(scene: Scene) -> None:
    await scene.change(automatic_opt_out=True)
    # In the outbox is not sent.
    await scene.desk.reply(scene.maria, "Will you vote?")

    await scene.says("STOP")

    assert scene.maria in await scene.listed()


async def test_a_reply_overtakes_the_report_that_our_text_was_taken(type1: Scene) -> None:
    await type1.change(automatic_opt_out=True)
    await type1.desk.reply(type1.maria, "Will you vote?")
    [claimed] = await type1.worker.claim(10, ignore_hold=False)
    await type1.simulator.send(claimed.text)

    await type1.says("STOP")

    assert type1.maria not in await type1.listed()


async def test_a_first_reply_that_is_handed_over_late_is_still_the_first(type1: Scene) -> None:
    await switched_on(type1)
    first = type1.clock()
    type1.clock.pass_time(minutes=1)
    await type1.says("Hello?")
    assert type1.maria in await type1.listed()

    await type1.says("STOP", at=first)

    assert type1.maria not in await type1.listed()


async def test_a_keyword_that_is_older_than_a_start_is_not_acted_on(scene: Scene) -> None:
    await switched_on(scene)
    asked = scene.clock()
    scene.clock.pass_time(minutes=1)
    await scene.says("START")

    await scene.says("STOP", at=asked)

    assert scene.maria in await scene.listed()


async def test_switched_off_again_it_leaves_the_next_to_people(scene: Scene) -> None:
    await switched_on(scene)
    await scene.change(automatic_opt_out=False)

    await scene.says("STOP")

    assert scene.maria in await scene.listed()


# The organization's own list


async def test_an_organization_has_its_own_list(scene: Scene) -> None:
    sam = scene.world.conversation_with(SAM)
    await switched_on(scene, "No more, basta ya, Détente")
    await scene.texted(sam, "Will you vote?")

    await scene.says("quit", SAM)
    await scene.says("¡No more!")
    await carried(scene)

    assert sam in await scene.listed()
    assert scene.maria not in await scene.listed()
    # Neither provider knows these words: nobody else has told the contact.
    assert await scene.messages() == 1
    [asked] = await scene.rows(texts, texts.c.id == (await scene.opt_out_of())["text_id"])
    assert (asked["body"], asked["request"]) == ("¡No more!", RequestKind.KEYWORD)


async def test_the_list_is_kept_without_repeats_and_empty_is_that_of_the_law(scene: Scene) -> None:
    async def words() -> tuple[str, ...]:
        return (await organization_view(scene.desk.reader)).automatic_words

    law = ("cancel", "end", "opt out", "quit", "revoke", "stop", "unsubscribe")
    assert await words() == law
    await scene.change(automatic_words=" Stop,QUIT ,\n stop!, opt  out,, ")
    assert await words() == ("stop", "quit", "opt out")
    await scene.change(automatic_words="")
    assert await words() == law
    assert not (await organization_view(scene.desk.reader)).automatic_opt_out


async def test_a_word_that_can_be_no_keyword_is_refused(type1: Scene) -> None:
    too_many = ", ".join(f"word {number}" for number in range(101))
    hostile = ("stop\x1b[2J", "stop\u202e", "\ud83d", "stop\x00")
    for words in ("stop, 🛑", "start", "Un-Stop", "help", "a" * 41, too_many, *hostile):
        with pytest.raises(BadInput):
            await type1.change(automatic_words=words)

    assert (await type1.rows(organizations))[0]["automatic_words"] == ""


async def test_only_an_administrator_switches_it_on(scene: Scene) -> None:
    with pytest.raises(NotAllowed):
        await scene.database.write(
            change_organization,
            scene.world.organization_id,
            AMY,
            scene.clock(),
            automatic_opt_out=True,
        )


# With the same rules


async def test_it_is_on_record_as_done_by_the_system(scene: Scene) -> None:
    await switched_on(scene)
    await scene.says("STOP")
    await carried(scene)

    record = await scene.opt_out_of()
    [asked] = await scene.rows(texts, texts.c.id == record["text_id"])
    assert (record["source"], record["author"]) == (OptOutSource.SYSTEM, "textbank")
    assert (record["campaign_id"], record["conversation_id"]) == (
        scene.world.campaign_id,
        scene.maria,
    )
    assert (record["line_id"], record["behavior"]) == (scene.world.line_id, scene.behavior)
    assert asked["body"] == "STOP"
    assert record["confirmation"] == (Confirmation.TOLD if scene.blocks else Confirmation.SENT)
    assert (record["at"], record["confirmed_at"]) == (scene.clock(), scene.clock())
    [entry] = await scene.rows(audit_entries, audit_entries.c.action == "opt_out")
    assert (entry["author"], entry["source"]) == ("textbank", OptOutSource.SYSTEM)
    assert entry["opt_out_id"] == record["id"]
    assert "first reply" in entry["detail"]
    view = await scene.desk.conversation(scene.maria)
    assert view.opted_out is not None
    assert view.opted_out.automatic
    assert view.opted_out.words == "Opted out automatically"
    [exported] = [one async for one in opt_out_records(scene.desk.reader)]
    assert (exported.source, exported.who, exported.message) == ("system", "textbank", "STOP")


async def test_a_replayed_webhook_confirms_nothing_twice(scene: Scene) -> None:
    await switched_on(scene)
    said = InboundMessage("m-1", scene.world.line, MARIA, "STOP", scene.clock())
    taken = []
    for _ in range(3):
        received = await scene.database.write(receive, scene.simulator, said, scene.clock())
        taken.append(received.intake)
        await carried(scene)

    assert taken == [Intake.STORED, Intake.REPEATED, Intake.REPEATED]
    assert len(await scene.presses()) == 1
    assert await scene.messages() == (0 if scene.blocks else 1)


@pytest.mark.parametrize("word", ["STOP", "opt out"])
async def test_a_type_2_provider_that_did_not_tell_the_contact_leaves_it_to_us(
    type2: Scene, word: str
) -> None:
    """The list of the law and that of a provider are two lists."""
    recognized = word.casefold() in OPT_OUT_KEYWORDS
    assert recognized is (word == "STOP")
    await switched_on(type2)

    await type2.says(word)
    await carried(type2)

    assert await type2.messages() == (0 if recognized else 1)
    assert type2.maria not in await type2.listed()


async def test_every_conversation_of_the_organization_leaves_and_no_others(scene: Scene) -> None:
    fall = await make_campaign(
        scene.desk, Behavior.TYPE_1, campaign="Fall", line=FALL_LINE, texter="amy"
    )
    other = await make_campaign(
        scene.desk, Behavior.TYPE_1, organization="Clear Water", line=OTHER_LINE
    )
    await switched_on(scene)
    queued = await scene.desk.reply(fall.conversation_with(MARIA), "Hello from the fall")
    theirs = await scene.desk.reply(other.conversation_with(MARIA), "Clear water for all")
    before = await scene.desk.revision()

    await scene.says("STOP")
    await carried(scene)

    assert fall.conversation_with(MARIA) not in await scene.listed(fall.assignment_id)
    assert (await scene.text(queued))["state"] == TextState.CANCELLED
    assert (await scene.conversation_row(fall.conversation_with(MARIA)))["revision"] > before
    assert other.conversation_with(MARIA) in await scene.listed(other.assignment_id)
    assert (await scene.text(theirs))["state"] == TextState.DELIVERED


async def test_another_organization_s_switch_is_its_own(scene: Scene) -> None:
    other = await make_campaign(
        scene.desk, Behavior.TYPE_1, organization="Clear Water", line=OTHER_LINE
    )
    await switched_on(scene)
    await scene.texted(other.conversation_with(MARIA))

    await scene.says("STOP", line=OTHER_LINE)

    assert other.conversation_with(MARIA) in await scene.listed(other.assignment_id)
    assert scene.maria in await scene.listed()


# Where people press as well


async def test_a_texter_cannot_take_it_back(scene: Scene) -> None:
    await switched_on(scene)
    await scene.says("STOP")

    assert not (await scene.desk.undo()).undone
    # Nor by pressing first, and taking that back.
    pressed = await scene.desk.opt_out(scene.maria)
    assert pressed.already
    undone = await scene.desk.undo()
    await carried(scene)

    assert (undone.undone, undone.restored) == (True, False)
    assert undone.explanation.startswith(UNDONE)
    assert scene.maria not in await scene.listed()
    assert await scene.messages() == (0 if scene.blocks else 1)


async def test_a_texter_who_pressed_before_the_keyword_came_cannot_take_it_back(
    scene: Scene,
) -> None:
    await switched_on(scene)
    await scene.desk.opt_out(scene.maria)
    await scene.says("STOP")

    undone = await scene.desk.undo()
    await scene.pass_undo_window()

    assert (undone.undone, undone.restored) == (True, False)
    assert scene.maria not in await scene.listed()
    [record] = [await scene.opt_out_of()]
    assert (record["author"], record["ended_at"]) == ("jo", None)
    assert [row["author"] for row in await scene.presses()] == ["jo", "textbank"]
    assert await scene.messages() == (0 if scene.blocks else 1)


async def test_a_webhook_that_is_replayed_while_a_texter_presses_is_one_opt_out(
    scene: Scene,
) -> None:
    await switched_on(scene)
    said = InboundMessage("m-1", scene.world.line, MARIA, "STOP", scene.clock())
    amy = scene.desk_of(AMY)

    await asyncio.gather(
        scene.database.write(receive, scene.simulator, said, scene.clock()),
        amy.opt_out(scene.maria),
        scene.database.write(receive, scene.simulator, said, scene.clock()),
        scene.desk.opt_out(scene.maria),
    )
    await scene.pass_undo_window()

    assert sorted(row["author"] for row in await scene.presses()) == ["amy", "jo", "textbank"]
    assert (await scene.opt_out_of())["ended_at"] is None
    assert len(await scene.confirmations()) <= 1
    assert await scene.messages() == (0 if scene.blocks else 1)


async def test_an_administrator_opts_back_in_and_the_next_stop_is_left_to_people(
    scene: Scene,
) -> None:
    await switched_on(scene)
    await scene.says("STOP")
    await scene.says("START")
    await scene.opt_in()
    assert scene.maria in await scene.listed()

    await scene.says("STOP")

    assert scene.maria in await scene.listed()
