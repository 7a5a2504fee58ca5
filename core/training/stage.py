"""A stage: one provider type's own database, phones and standing clock, for one scenario.

Everything on it is done by the core that works in earnest: contacts are imported, texts
leave through the outbox and come in through the inbox. Only the clock is told when to move.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Self

from core.campaign_plan import CampaignPlan
from core.clock import StandingClock
from core.desk import Desk
from core.domain import Behavior, Closing, Texter
from core.errors import NotFound, StepImpossible
from core.first_messages import send_first_message
from core.importing_people import import_people
from core.providers.simulator import Said, Simulator
from core.seeing_through import see_through
from core.simulation import simulator_of
from core.texting_hours import HoursOverride
from core.training.keepsake import Keepsake, keep, restore
from core.training.phone_view import PhoneView, phone_view
from core.training.scenario import (
    ContactSays,
    Doing,
    ProviderAnswers,
    Scenario,
    Step,
    TexterDoes,
    TexterSays,
    TimePasses,
)
from core.views import AssignmentView

STAGE_ZONE = timezone(timedelta(hours=-7), "PDT")
"""Where every scenario plays, whatever the computer's own zone is: summer in California."""
BEGINS_AT = datetime(2026, 10, 6, 10, 0, tzinfo=STAGE_ZONE).astimezone(UTC)
"""When the first messages of every scenario were sent."""
DATABASE = "training.sqlite"
COLUMNS = ("Phone", "First name", "Last name")

ON_THE_WAY = 1.0
"""Seconds that a contact's text, and the provider's answer to it, take."""
PAUSES = {ContactSays: 60.0, TexterSays: 45.0, TexterDoes: 10.0}
"""Seconds that pass before somebody does something."""
SLIP = 2.0
"""Seconds before a slip is taken back: well within the undo window."""

_OFFICE = Texter("Training office", administrator=True)
_CLOSINGS = {Doing.HIDE: Closing.HIDDEN, Doing.WRONG_NUMBER: Closing.WRONG_NUMBER}


class Stage:
    """A scenario under one provider type. Make one with `Stage.set_up`; close it when done."""

    def __init__(self, scenario: Scenario, behavior: Behavior, folder: Path, texter: Texter):
        self.scenario = scenario
        self.behavior = behavior
        self.clock = StandingClock(BEGINS_AT)
        self.desk = Desk(folder / DATABASE, texter, self.clock)
        self._folder = folder
        self._talks: dict[tuple[str, str], int] = {}
        self._put_away: int | None = None
        """The conversation that was hidden, or called a wrong number, last of all."""
        self._at_work = asyncio.Lock()
        """Whoever carries texts, or puts files back: what is on its way must not outlive that."""

    @classmethod
    async def set_up(
        cls, scenario: Scenario, behavior: Behavior, folder: Path, texter: Texter
    ) -> Self:
        """Make everything that is there before the first step.

        Args:
            scenario: What is to be told.
            behavior: The type of the provider behind every campaign in it.
            folder: An empty folder of its own.
            texter: Whose assignments they are.

        Raises:
            DatabaseError: It cannot be written.
        """
        stage = cls(scenario, behavior, folder, texter)
        try:
            await stage._make()
        except BaseException:
            await see_through(stage.close())
            raise
        return stage

    async def close(self) -> None:
        """Let go of its files."""
        await self.desk.close()

    # What is there before the first step

    async def _make(self) -> None:
        # Half open it could not be closed.
        await see_through(self.desk.open())
        database = await self.desk.database()
        from core.training.database import mark_as_training

        await database.write(mark_as_training, "training", self.clock())
        for campaign in self.scenario.campaigns:
            await self._import(campaign.name)
        await self._settle_organization()
        await self._find_talks()
        simulator = await self.simulator()
        for campaign in self.scenario.campaigns:
            line = self.scenario.line_of(campaign.name)
            await simulator.provision_line(
                line, self.behavior, forwards_after_block=self.scenario.forwards_after_block
            )
            await self._send_first_messages(campaign.name, campaign.first_message)
        for person in self.scenario.cast:
            if person.said:
                self.clock.advance(PAUSES[ContactSays])
                first = self.scenario.campaigns[0].name
                await simulator.say(self.scenario.line_of(first), person.number, person.said)
                await self.carry()
        self.clock.advance(PAUSES[ContactSays])
        await simulator.configure(inbound_delay=ON_THE_WAY, notice_delay=ON_THE_WAY)

    async def _import(self, campaign: str) -> None:
        plan = CampaignPlan(
            self.scenario.organization, campaign, self.behavior, self.scenario.line_of(campaign)
        )
        people = [(one.number, one.first_name, one.last_name) for one in self.scenario.cast]
        await import_people(self.desk, plan, COLUMNS, people, self.clock)

    async def _settle_organization(self) -> None:
        from core.campaigns import change_organization

        row = await self.desk.reader.row("SELECT id FROM organization")
        assert row is not None
        await (await self.desk.database()).write(
            change_organization,
            int(row[0]),
            _OFFICE,
            self.clock(),
            message=self.scenario.opt_out_message,
            hours=HoursOverride(enforced=False),
            automatic_opt_out=self.scenario.automatic_opt_out,
        )

    async def _find_talks(self) -> None:
        keys = {person.number: person.key for person in self.scenario.cast}
        rows = await self.desk.reader.rows(
            "SELECT c.number, p.name, c.id FROM conversation c JOIN campaign p "
            "ON p.id = c.campaign_id"
        )
        self._talks = {(keys[row[0]], row[1]): int(row[2]) for row in rows}

    async def _send_first_messages(self, campaign: str, script: str) -> None:
        from core.campaign_changes import change_campaign
        from core.campaign_settings import CampaignChange
        from core.finding import campaign_named

        found = await campaign_named(self.desk.reader, campaign)
        await (await self.desk.database()).write(
            change_campaign, found.id, CampaignChange(script=script), _OFFICE, self.clock()
        )
        for person in self.scenario.cast:
            await send_first_message(self.desk, self.conversation(person.key, campaign))
        await self.carry()

    # Looking at it

    async def simulator(self) -> Simulator:
        """The network with the phones."""
        return await simulator_of(self.desk)

    def conversation(self, who: str, campaign: str) -> int:
        """The id of a contact's conversation in a campaign.

        Raises:
            NotFound: The scenario has no such contact or campaign.
        """
        try:
            return self._talks[who, campaign]
        except KeyError:
            raise NotFound(f"The scenario has no {who} in the campaign “{campaign}”.") from None

    async def assignment(self, campaign: str) -> AssignmentView:
        """The texter's assignment in a campaign of the scenario."""
        assignments = await self.desk.assignments(counted=False)
        return next(one for one in assignments if one.campaign == campaign)

    def contact_of(self, conversation_id: int) -> tuple[str, str] | None:
        """The contact and the campaign of a conversation; None where it is not one of these."""
        talks = self._talks.items()
        return next((key for key, known in talks if known == conversation_id), None)

    async def phone(self, who: str, campaign: str | None = None) -> PhoneView:
        """What a contact's phone shows now; first what this campaign's line texted, if given."""
        person = self.scenario.person(who)
        texts = await (await self.simulator()).phone(person.number)
        line = None if campaign is None else self.scenario.line_of(campaign)
        return phone_view(person.name, person.number, texts, line)

    # Doing

    async def perform(self, step: Step, following: Step | None = None) -> None:
        """Let one step happen.

        Args:
            step: What happens.
            following: The step after it. Where that is the provider's, a contact's text gets
                only as far as the provider in this one.

        Raises:
            StepImpossible: It cannot happen, as things stand.
            SendingRefused: The texter may not write to this contact.
        """
        act = step.act
        if isinstance(act, TimePasses):
            await self.let_pass(act.seconds)
        elif isinstance(act, ProviderAnswers):
            await self.let_pass(2 * ON_THE_WAY)
        elif isinstance(act, ContactSays):
            stops = following is not None and isinstance(following.act, ProviderAnswers)
            await self.say(step.who, step.campaign, act.body, arrives=not stops)
        elif isinstance(act, TexterSays):
            await self.let_pass(PAUSES[TexterSays])
            await self.desk.reply(self.conversation(step.who, step.campaign), act.body)
            await self.carry()
        else:
            await self.press(act.doing, self.conversation(step.who, step.campaign))

    async def say(self, who: str, campaign: str, body: str, *, arrives: bool = True) -> Said:
        """A contact texts a campaign.

        Args:
            who: The contact, as the scenario calls them.
            campaign: The campaign.
            body: What they write.
            arrives: Let it arrive in the messenger, too; else it has only reached the provider.
        """
        await self.let_pass(PAUSES[ContactSays])
        line, number = self.scenario.line_of(campaign), self.scenario.person(who).number
        said = await (await self.simulator()).say(line, number, body)
        if arrives:
            await self.let_pass(2 * ON_THE_WAY)
        return said

    async def press(self, doing: Doing, conversation_id: int) -> None:
        """The texter presses a key of the messenger.

        Raises:
            StepImpossible: There is nothing to undo, or it is too late for it.
        """
        if doing is Doing.UNDO:
            await self.let_pass(SLIP)
            await self._undo()
            return
        await self.let_pass(PAUSES[TexterDoes])
        if doing is Doing.OPT_OUT:
            await self.desk.opt_out(conversation_id)
            self._put_away = None
        else:
            await self.desk.close_conversation(conversation_id, _CLOSINGS[doing])
            self._put_away = conversation_id
        await self.carry()

    async def _undo(self) -> None:
        closed, self._put_away = self._put_away, None
        if closed is not None:
            await self.desk.close_conversation(closed, None)
            return
        result = await self.desk.undo()
        if not result.undone:
            raise StepImpossible(result.explanation)

    async def let_pass(self, seconds: float) -> None:
        """Let time pass; whatever is due in it happens when it is due."""
        until = self.clock() + timedelta(seconds=seconds)
        worker = await self.desk.worker()
        due = await worker.next_due()
        while due is not None and self.clock() < due < until:
            self.clock.now = due
            await self.carry()
            due = await worker.next_due()
        self.clock.now = until
        await self.carry()

    async def carry(self) -> bool:
        """Carry texts both ways until nothing more is due; return whether there were any."""
        worker = await self.desk.worker()
        carried = False
        async with self._at_work:
            while True:
                received = await worker.receive_due()
                sent = await worker.send_due()
                if not received and not sent:
                    return carried
                carried = True

    async def next_due(self) -> float | None:
        """Seconds until something that waits will leave; None where nothing waits."""
        due = await (await self.desk.worker()).next_due()
        return None if due is None else max(0.0, (due - self.clock()).total_seconds())

    # Keeping a moment, and going back to it

    async def keep(self, moment: int) -> Moment:
        """Keep everything as it is now, under a number."""
        folder = self._folder / f"kept-{moment}"
        kept = await see_through(asyncio.to_thread(keep, self.desk.path, folder))
        return Moment(kept, self.clock(), self._put_away, await self._latest())

    async def go_back(self, moment: Moment) -> None:
        """Put everything back as it was then, for every program that has it open."""
        await see_through(self._put_back(moment))

    async def _put_back(self, moment: Moment) -> None:
        async with self._at_work:
            # First of all: what is put back would be due by the later time.
            self.clock.now, later = moment.at, self.clock.now
            try:
                await asyncio.to_thread(restore, moment.kept, self.desk.path)
            except BaseException:
                self.clock.now = later
                raise
            self._put_away = moment.put_away

    async def changed_since(self, moment: Moment) -> bool:
        """Whether anybody has texted, or a texter has done something, since then."""
        return moment.at != self.clock() or moment.latest != await self._latest()

    async def _latest(self) -> tuple[object, ...]:
        row = await self.desk.reader.row(
            """
            SELECT (SELECT coalesce(max(id), 0) FROM text),
                   (SELECT coalesce(max(id), 0) FROM audit_entry),
                   (SELECT count(*) FROM opt_out WHERE ended_at IS NULL)
            """
        )
        assert row is not None
        closed = await self.desk.reader.rows(
            "SELECT id, closing FROM conversation WHERE closing IS NOT NULL ORDER BY id"
        )
        return (*row, *(tuple(one) for one in closed))


@dataclass(frozen=True, slots=True)
class Moment:
    """A stage as it was at one moment."""

    kept: Keepsake
    at: datetime
    """By the stage's clock."""
    put_away: int | None
    latest: tuple[object, ...]
