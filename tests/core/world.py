"""What a test needs to be there before it begins: a campaign, contacts, a line in service."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from core.campaign_plan import CampaignPlan
from core.campaigns import ensure_assignment, ensure_campaign
from core.clock import Clock, utc_now
from core.conversations import belongs_on_list, next_revision, standing_opt_out
from core.desk import Desk
from core.domain import Behavior, Texter
from core.models import contacts, conversations, organizations
from core.providers.simulator import Simulator

JO = Texter("jo")
ADMINISTRATOR = Texter("ada", administrator=True)
LINE = "+12025550100"
MARIA = "+14155550101"
SAM = "+14155550102"
DANA = "+14155550103"


@dataclass(frozen=True, slots=True)
class World:
    """What `make_campaign` made; contacts and conversations are ids, in the order of `numbers`."""

    desk: Desk
    simulator: Simulator
    behavior: Behavior
    line: str
    numbers: tuple[str, ...]
    organization_id: int
    campaign_id: int
    line_id: int
    assignment_id: int
    contacts: tuple[int, ...]
    conversations: tuple[int, ...]

    def conversation_with(self, number: str) -> int:
        """The id of this campaign's conversation with a number."""
        return self.conversations[self.numbers.index(number)]


@asynccontextmanager
async def open_desk(path: Path, texter: Texter = JO, clock: Clock = utc_now) -> AsyncIterator[Desk]:
    """A desk at this database, closed on the way out."""
    async with Desk(path, texter, clock) as desk:
        yield desk


async def simulator_of(desk: Desk) -> Simulator:
    """The simulated network of this desk's database."""
    provider = (await desk.gateways()).named("simulator")
    assert isinstance(provider, Simulator)
    return provider


async def make_campaign(
    desk: Desk,
    behavior: Behavior,
    numbers: Sequence[str] = (MARIA, SAM, DANA),
    texter: str = "jo",
    *,
    organization: str = "Open Roads",
    campaign: str = "Spring turnout",
    line: str = LINE,
    names: Sequence[tuple[str, str]] = (("Maria", "Lopez"), ("Sam", "Okafor"), ("Dana", "Fox")),
    now: datetime | None = None,
) -> World:
    """A campaign with one assignment that holds these numbers, on a line that is in service.

    Call it again for another campaign or organization in the same database: give it a
    `line` of its own then, unless the campaigns are to share one.

    Args:
        desk: The desk whose database it is made in.
        behavior: The behavior of the line, here and at the simulator.
        numbers: The contacts, E.164.
        texter: Who the assignment belongs to.
        organization: The organization's name; found again by it.
        campaign: The campaign's name, unique in its organization.
        line: The sending number, E.164.
        names: First and last names for the numbers, in turn; used again when they run out.
        now: When it is made; the desk's clock is not asked.
    """
    database = await desk.database()
    plan = CampaignPlan(organization, campaign, behavior, line)
    at = now or utc_now()

    def make(connection: Connection) -> World:
        ids = ensure_campaign(connection, plan, at)
        # Texts leave at any hour, whatever the clock says while the tests run.
        connection.execute(
            organizations.update()
            .where(organizations.c.id == ids.organization_id)
            .values(hours_enforced=False)
        )
        assignment_id = ensure_assignment(connection, ids.campaign_id, texter, at)
        people: list[int] = []
        talks: list[int] = []
        for index, number in enumerate(numbers):
            first_name, last_name = names[index % len(names)] if names else ("", "")
            found = connection.execute(
                contacts.select().where(
                    contacts.c.organization_id == ids.organization_id,
                    contacts.c.number == number,
                )
            ).first()
            contact_id = (
                found.id
                if found is not None
                else connection.execute(
                    contacts.insert()
                    .values(
                        organization_id=ids.organization_id,
                        number=number,
                        first_name=first_name,
                        last_name=last_name,
                    )
                    .returning(contacts.c.id)
                ).scalar_one()
            )
            conversation_id = connection.execute(
                conversations.insert()
                .values(
                    organization_id=ids.organization_id,
                    campaign_id=ids.campaign_id,
                    line_id=ids.line_id,
                    contact_id=contact_id,
                    assignment_id=assignment_id,
                    number=number,
                    opt_out_id=standing_opt_out(connection, ids.organization_id, number),
                    revision=next_revision(),
                )
                .returning(conversations.c.id)
            ).scalar_one()
            people.append(int(contact_id))
            talks.append(int(conversation_id))
        connection.execute(
            conversations.update()
            .where(conversations.c.id.in_(talks))
            .values(listed=belongs_on_list())
        )
        return World(
            desk=desk,
            simulator=simulator,
            behavior=behavior,
            line=ids.line,
            numbers=tuple(numbers),
            organization_id=ids.organization_id,
            campaign_id=ids.campaign_id,
            line_id=ids.line_id,
            assignment_id=assignment_id,
            contacts=tuple(people),
            conversations=tuple(talks),
        )

    simulator = await simulator_of(desk)
    world = await database.write(make)
    await simulator.provision_line(world.line, behavior)
    return world
