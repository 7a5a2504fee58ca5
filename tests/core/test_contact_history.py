"""What was texted with a contact in other campaigns: the organization's, and nobody else's."""

from __future__ import annotations

from core.contact_history import contact_history
from core.desk import Desk
from core.domain import Behavior, Closing, Direction
from core.undo import opt_in
from core.views_beside import Outcome, PastConversation
from tests.core.world import ADMINISTRATOR, MARIA, SAM, World, make_campaign


async def campaign(desk: Desk, name: str) -> World:
    return await make_campaign(desk, Behavior.TYPE_1, campaign=name)


async def history(desk: Desk, world: World, number: str = MARIA) -> tuple[PastConversation, ...]:
    return await contact_history(desk.reader, world.conversation_with(number))


async def test_each_other_campaign_is_told_with_its_latest_text(desk: Desk) -> None:
    spring, autumn, winter = [await campaign(desk, name) for name in ("Spring", "Autumn", "Winter")]
    maria = autumn.conversation_with(MARIA)
    await desk.reply(maria, "Hi Maria, will you vote?")
    await desk.reply(maria, "On Tuesday!")
    await desk.reply(winter.conversation_with(SAM), "Hi Sam")

    unsaid, said = sorted(await history(desk, spring), key=lambda one: one.texts)

    assert (said.conversation_id, said.campaign, said.texts) == (maria, "Autumn", 2)
    assert (said.last, said.last_direction) == ("On Tuesday!", Direction.OUTBOUND)
    assert said.first_at is not None
    assert said.last_at is not None
    assert said.first_at < said.last_at
    assert unsaid == PastConversation(
        winter.conversation_with(MARIA), "Winter", Outcome.OPEN, texts=0
    )
    assert [one.campaign for one in await history(desk, spring)] == ["Autumn", "Winter"]


async def test_another_organizations_conversations_are_never_shown(desk: Desk) -> None:
    ours = await campaign(desk, "Spring")
    theirs = await make_campaign(
        desk, Behavior.TYPE_1, organization="Harbour", campaign="Appeal", line="+12025550111"
    )
    await desk.reply(theirs.conversation_with(MARIA), "Give?")

    assert await history(desk, ours) == ()
    assert await history(desk, theirs) == ()


async def test_how_each_conversation_ended_is_told(desk: Desk) -> None:
    spring, autumn = await campaign(desk, "Spring"), await campaign(desk, "Autumn")
    maria, sam = autumn.conversation_with(MARIA), autumn.conversation_with(SAM)
    await desk.close_conversation(maria, Closing.HIDDEN)
    await desk.close_conversation(sam, Closing.WRONG_NUMBER)
    assert (await history(desk, spring))[0].outcome is Outcome.HIDDEN
    assert (await history(desk, spring, SAM))[0].outcome is Outcome.WRONG_NUMBER

    await desk.opt_out(sam)
    assert (await history(desk, spring, SAM))[0].outcome is Outcome.OPTED_OUT
    assert (await history(desk, autumn, SAM))[0].outcome is Outcome.OPEN
    database = await desk.database()
    await database.write(
        opt_in, spring.organization_id, SAM, "Asked by mail", ADMINISTRATOR, desk.now()
    )
    assert (await history(desk, spring, SAM))[0].outcome is Outcome.OPTED_IN


async def test_an_opt_out_that_was_undone_is_no_outcome(desk: Desk) -> None:
    spring, autumn = await campaign(desk, "Spring"), await campaign(desk, "Autumn")
    await desk.opt_out(autumn.conversation_with(MARIA))
    assert (await desk.undo()).undone

    assert (await history(desk, spring))[0].outcome is Outcome.OPEN
