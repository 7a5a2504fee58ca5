"""A keyword that opts out without a texter, as the texter's messenger shows it."""

from __future__ import annotations

from pathlib import Path

from core.campaigns import change_organization
from tests.core.world import ADMINISTRATOR, MARIA, SAM
from tests.tui.driving import at_work, until
from tests.tui.test_search import search_for


async def test_the_conversation_leaves_by_itself_and_says_what_happened_where_it_is_found(
    database_path: Path,
) -> None:
    async with at_work(database_path, says=[(SAM, "who is this")]) as (driven, world):
        maria = world.conversation_with(MARIA)
        database = await world.desk.database()
        await database.write(
            change_organization,
            world.organization_id,
            ADMINISTRATOR,
            world.desk.now(),
            automatic_opt_out=True,
        )
        worker = await world.desk.worker()
        await world.desk.reply(maria, "Will you vote?")
        await worker.send_due()
        await driven.select(maria)

        await world.simulator.say(world.line, MARIA, "STOP")
        await worker.receive_due()

        await until(lambda: maria not in driven.ids, "the row leaves")
        assert driven.dialog is None
        await search_for(driven, "lopez")
        await until(lambda: driven.ids == [maria], "she is found")
        await driven.press("enter")
        await driven.opened(maria)
        await driven.shows("Opted out automatically", driven.side_text)
        await driven.shows("STOP", driven.transcript_text)
        assert driven.reply_input.disabled
        assert not driven.toasts
