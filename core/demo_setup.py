"""What an administrator set up for the demo: surveys, tags, replies, and a campaign of autumn."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from core.campaign_plan import CampaignPlan
from core.demo_story import ORGANIZATION, DemoContact
from core.desk import Desk
from core.domain import Behavior, Closing, Texter
from core.finding import campaign_named
from core.notes import add_note
from core.organizations import organization_view
from core.replies import NewReply
from core.survey_plan import PlannedOption, PlannedQuestion, SurveyPlan

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Import = Callable[[Desk, CampaignPlan, Sequence[DemoContact]], Awaitable[None]]

OFFICE = Texter("Riverside office", administrator=True)
COLLEAGUE = Texter("Sam Field")
"""Who texted with some of the contacts before."""

TAGS = ("volunteer", "call back", "yard sign", "moved away")

SURVEYS: dict[str, SurveyPlan] = {
    "Spring turnout": (
        PlannedQuestion(
            "Will they vote on Tuesday?",
            (
                PlannedOption("Yes"),
                PlannedOption("Not sure"),
                PlannedOption("No", "Thanks for telling me, {firstName}. What would change that?"),
            ),
        ),
        PlannedQuestion(
            "How will they vote?",
            (
                PlannedOption(
                    "By mail", "Great, {firstName}! Please drop it off by 8 pm on Tuesday."
                ),
                PlannedOption("In person"),
                PlannedOption("Already voted", "Thank you for voting, {firstName}!"),
            ),
            after=(0, 0),
        ),
        PlannedQuestion(
            "Do they need a ride?",
            (
                PlannedOption("Yes", "We can pick you up. Which time suits you on Tuesday?"),
                PlannedOption("No"),
            ),
            after=(1, 1),
        ),
        PlannedQuestion(
            "Would they volunteer?",
            (PlannedOption("Yes"), PlannedOption("Maybe later"), PlannedOption("No")),
        ),
    ),
    "Harbour appeal": (
        PlannedQuestion(
            "Will they give?",
            (
                PlannedOption("Monthly", "Thank you, {firstName}! I will send you the link."),
                PlannedOption("Once"),
                PlannedOption("Not now"),
            ),
        ),
        PlannedQuestion(
            "May we ask again next year?",
            (PlannedOption("Yes"), PlannedOption("No")),
            after=(0, 2),
        ),
    ),
}

REPLIES: dict[str | None, tuple[tuple[str, str, str | None], ...]] = {
    None: (
        ("Who is this?", "This is {texterFirstName}, a volunteer with {organization}.", None),
        ("Where from?", "Your number is on the public voter file, {firstName}.", None),
        ("Call back", "Happy to call you, {firstName}. When is a good time?", "call back"),
    ),
    "Spring turnout": (
        ("Polling hours", "Polls are open from 7 am to 8 pm on Tuesday, {firstName}.", None),
        ("Volunteer", "Wonderful! We meet on Saturday at 10. Shall I sign you up?", "volunteer"),
    ),
    "Harbour appeal": (
        ("What for?", "All of it goes into nets and boats for the harbour, {firstName}.", None),
    ),
}
"""Title, text and tag of each recommended reply: of the organization, then of each campaign."""

AUTUMN = CampaignPlan(
    ORGANIZATION, "Autumn doors", Behavior.TYPE_1, "+12025550119", description="Who is at home?"
)
AUTUMN_AGO = timedelta(days=62)


async def set_up(desk: Desk, campaigns: Collection[str] = tuple(SURVEYS)) -> None:
    """Give these of the demo's campaigns their surveys, tags and recommended replies."""
    database = await desk.database()
    from sqlalchemy import Connection

    from core.models import organizations
    from core.reply_records import add_reply
    from core.survey_records import set_survey
    from core.tag_records import add_tag

    organization = await organization_view(desk.reader, ORGANIZATION)

    def at_any_hour(connection: Connection) -> None:
        # The demo is looked at by night, too: its texts leave and its phones answer.
        connection.execute(
            organizations.update()
            .where(organizations.c.id == organization.id)
            .values(hours_enforced=False)
        )

    await database.write(at_any_hour)
    tag_ids = {
        name: await database.write(add_tag, organization.id, name, OFFICE, desk.now())
        for name in TAGS
    }
    ids: dict[str | None, int | None] = {None: None}
    for name in campaigns:
        plan = SURVEYS[name]
        found = await campaign_named(desk.reader, name)
        ids[name] = found.id
        await database.write(set_survey, found.id, plan, OFFICE, desk.now())
    for campaign, replies in REPLIES.items():
        if campaign not in ids:
            continue
        for title, body, tag in replies:
            reply = NewReply(title, body, tag_ids.get(tag or ""), ids[campaign])
            await database.write(add_reply, organization.id, reply, OFFICE, desk.now())


async def tell_autumn(
    path: Path, people: Sequence[DemoContact], clock: Callable[[], datetime], bring_in: Import
) -> None:
    """Let a colleague have texted some of the contacts in an earlier campaign, unanswered.

    Args:
        path: The demo's database.
        people: Whom they texted.
        clock: When they did.
        bring_in: How contacts are imported.
    """
    async with Desk(path, COLLEAGUE, clock) as desk:
        await bring_in(desk, AUTUMN, people)
        found = await campaign_named(desk.reader, AUTUMN.campaign)
        rows = await desk.reader.rows(
            "SELECT id FROM conversation WHERE campaign_id = ? ORDER BY id", (found.id,)
        )
        talks = [int(row[0]) for row in rows]
        for talk in talks:
            await desk.reply(talk, "Hi, Sam with Riverside Votes: may we come by on Saturday?")
        await (await desk.worker()).send_due()
        for talk in talks[::2]:
            await add_note(desk, talk, "Has a dog. Prefers the side door.")
            await desk.close_conversation(talk, Closing.HIDDEN)
