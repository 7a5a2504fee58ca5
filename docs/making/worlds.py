"""The database behind the pictures: the demo, and a campaign that begins with first messages."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from core.campaign_plan import CampaignPlan
from core.campaign_settings import CampaignChange, campaign_of, change_campaign
from core.demo import build_demo
from core.demo_setup import OFFICE
from core.demo_story import ORGANIZATION
from core.desk import Desk
from core.domain import Behavior
from core.follow_up_plans import Audience
from core.follow_ups import add_follow_up
from core.importing import import_contacts
from core.simulation import simulator_of
from docs.making.stage import NOW, TEXTER

DATABASE = "textbank.sqlite"

SCHOOL_BOARD = CampaignPlan(
    ORGANIZATION,
    "School board",
    Behavior.TYPE_1,
    "+12025550133",
    description="Do they know where they vote on 8 December?",
)

SCRIPT = (
    "Hi {firstName}, it's {texterFirstName} with {organization}. The school board is elected on "
    "8 December; you vote at {Polling place}. Will you be there?"
)

PEOPLE = (
    ("Amara", "Osei", "Oak Hall"),
    ("Björn", "Falk", "Elm Street School"),
    ("Carmen", "Ruiz", ""),
    ("Dev", "Patel", "Oak Hall"),
    ("Esther", "Blum", "Elm Street School"),
    ("Farid", "Amini", "Oak Hall"),
    ("Gwen", "Hughes", "Oak Hall"),
    ("Hiro", "Sato", "Elm Street School"),
)
"""First and last name, and where they vote, which is not known of Carmen."""

EARLIER = timedelta(minutes=30)


async def make_world(folder: Path) -> None:
    """Make the database of every picture but the first run's."""
    path = folder / DATABASE
    await build_demo(path, TEXTER, clock=lambda: NOW)
    await _school_board(folder, path)
    async with Desk(path, OFFICE, lambda: NOW) as desk:
        turnout = await campaign_of(desk.reader, "Spring turnout")
        words = "Hi {firstName}, polls close at 8 pm on Tuesday. Do you need a ride?"
        await add_follow_up(desk, turnout, "Reminder", words, Audience.SILENT)


async def _school_board(folder: Path, path: Path) -> None:
    """Import its contacts; one of them asks to opt out before anything was sent."""
    before = NOW - EARLIER
    contacts = folder / "contacts.csv"
    lines = [f"+131255501{n:02},{a},{b},{c}" for n, (a, b, c) in enumerate(PEOPLE, 40)]
    contacts.write_text("\n".join(["Phone,First name,Last name,Polling place", *lines]), "utf-8")
    async with Desk(path, OFFICE, lambda: before) as desk:
        await import_contacts(desk, contacts, SCHOOL_BOARD, TEXTER.name, clock=lambda: before)
        campaign = await campaign_of(desk.reader, SCHOOL_BOARD.campaign)
        change = CampaignChange(script=SCRIPT, quick_send=True)
        await change_campaign(desk, campaign, change)
        simulator = await simulator_of(desk)
        for number, words in (("+13125550147", "STOP"), ("+13125550146", "Which school board?")):
            await simulator.say(SCHOOL_BOARD.line, number, words)
        await (await desk.worker()).receive_due()
    contacts.unlink()


async def hold_for_hours(path: Path) -> None:
    """Let the organization's texts leave from 8 to 21 only, by the contact's clock."""
    from sqlalchemy import Connection

    from core.models import organizations

    def keep_hours(connection: Connection) -> None:
        connection.execute(organizations.update().values(hours_enforced=True))

    async with Desk(path, OFFICE, lambda: NOW) as desk:
        await (await desk.database()).write(keep_hours)
