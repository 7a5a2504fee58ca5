"""Two days of two campaigns in which everything happens that is counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from core.campaigns import change_organization
from core.desk import Desk
from core.domain import Behavior, OptOutSource
from core.opt_out import OptOutRequest, opt_out
from core.providers.base import Outcome
from core.undo import opt_in
from tests.core.rules_world import OwnClock
from tests.core.world import ADMINISTRATOR, JO, make_campaign

NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
MARIA, SAM, DANA, EVE, FINN, GUS, HAL, IDA, JAN = (f"+1415555010{n}" for n in range(1, 10))
HARBOUR = "+12025550111"
NOBODY = "+14155550999"


async def make_two_days(path: Path) -> None:
    """Two days of two campaigns: see the comments, which are what the tests count."""
    clock = OwnClock(NOON)
    async with Desk(path, JO, clock) as desk, Desk(path, ADMINISTRATOR, clock) as ada:
        spring = await make_campaign(
            desk, Behavior.TYPE_1, (MARIA, SAM, DANA, EVE, FINN, GUS), now=clock()
        )
        harbour = await make_campaign(
            desk, Behavior.TYPE_2, (HAL, IDA, JAN, SAM), campaign="=Harbour", line=HARBOUR,
            now=clock(),
        )  # fmt: skip
        worker, database = await desk.worker(), await desk.database()

        async def carry() -> None:
            await worker.send_due()
            await worker.receive_due()

        async def says(number: str, body: str, line: str = spring.line) -> None:
            await spring.simulator.say(line, number, body, clock())
            await worker.receive_due()

        async def opts_out(conversation: int, by: Desk = desk, **network: Any) -> None:
            await spring.simulator.configure(**network)
            await by.opt_out(conversation)
            clock.pass_time(seconds=6)
            await carry()

        # Eight first messages; Gus, and Sam on the Harbour line, get none now.
        for world in (spring, harbour):
            for number in world.numbers:
                if number != GUS and not (number == SAM and world is harbour):
                    await desk.reply(world.conversation_with(number), "Will you vote?")
        await carry()

        # Maria: a keyword under Type 1, 60 s, sent.
        clock.now = NOON + timedelta(minutes=10)
        await says(MARIA, "STOP")
        clock.pass_time(seconds=60)
        await opts_out(spring.conversation_with(MARIA))
        # Sam: two texts, the second asks; 180 s, refused by the provider for good.
        await says(SAM, "who is this")
        await says(SAM, "please stop texting me")
        clock.pass_time(seconds=180)
        await opts_out(spring.conversation_with(SAM), refuse_next=1, refuse_outcome=Outcome.REFUSED)
        # Hal: a keyword under Type 2, 1,200 s, told by the provider.
        await says(HAL, "STOP", HARBOUR)
        clock.pass_time(seconds=1200)
        await opts_out(harbour.conversation_with(HAL))
        # Eve never asked: nobody knows whether the message arrived; ada pressed.
        await opts_out(
            spring.conversation_with(EVE), ada, can_be_asked=False, refuse_next=1,
            refuse_outcome=Outcome.AMBIGUOUS,
        )  # fmt: skip
        # Ida asks in her own words where the organization sends nothing: 30 s.
        await database.write(
            change_organization, spring.organization_id, ADMINISTRATOR, clock(),
            confirm_unblocked_type_2=False,
        )  # fmt: skip
        await says(IDA, "remove me please", HARBOUR)
        clock.pass_time(seconds=30)
        await opts_out(harbour.conversation_with(IDA))
        # Dana asks, is opted out by a slip, and still waits, since 18:00.
        clock.now = NOON + timedelta(hours=6)
        await says(DANA, "yes")
        await says(DANA, "STOP")
        clock.pass_time(seconds=40)
        await desk.opt_out(spring.conversation_with(DANA))
        await desk.undo()
        # Gus's first message is refused: it did not leave.
        await spring.simulator.configure(refuse_next=1, refuse_outcome=Outcome.REFUSED)
        await desk.reply(spring.conversation_with(GUS), "Will you vote?")
        await carry()
        # Jan only talks.
        await says(JAN, "ok", HARBOUR)
        # A keyword of somebody unknown, by the system at once; an import.
        await says(NOBODY, "STOP", "+12025550100")
        await database.write(
            opt_out,
            OptOutRequest("import-1", "ada", OptOutSource.IMPORT,
                          organization_id=spring.organization_id, number="+14155550998"),
            clock(),
        )  # fmt: skip
        # The next day Finn is opted out while nothing leaves for a day; Maria is let back in.
        clock.now = NOON + timedelta(days=1)
        await desk.opt_out(spring.conversation_with(FINN))
        await database.write(
            opt_in, spring.organization_id, MARIA, "asked at the door", ADMINISTRATOR, clock()
        )
        clock.pass_time(hours=24, seconds=1)
        await carry()
