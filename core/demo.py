"""A demo: an organization in the middle of two campaigns, and phones that keep replying.

Everything is made the way it is made in earnest: contacts are imported, texts are queued and
sent, and what the phones say comes in through the inbox.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from itertools import cycle
from pathlib import Path
from random import Random

from core.campaign_plan import CampaignPlan
from core.clock import Clock, StandingClock, utc_now
from core.demo_setup import AUTUMN_AGO, set_up, tell_autumn
from core.demo_story import (
    DEMO_CAMPAIGNS,
    PRECINCTS,
    STORY,
    DemoContact,
    DemoText,
    ReplyDeck,
    draw_contacts,
    plan_texts,
)
from core.desk import Desk
from core.domain import Texter
from core.importing_people import import_people
from core.providers.simulator import PhoneKind, PhoneText, Simulator
from core.simulation import simulator_of

SENT_AT_ONCE = 10
"""Initial messages that leave together."""


async def build_demo(
    path: Path,
    texter: Texter,
    *,
    seed: int = 7,
    conversations: int = 40,
    clock: Clock = utc_now,
) -> None:
    """Make a database for the demo: two campaigns, one assignment in each, two hours of texts.

    Args:
        path: A database that is not there yet.
        texter: Whose assignments they are.
        seed: What names, replies and times are drawn from.
        conversations: How many each assignment has, up to 900.
        clock: When the story ends.

    Raises:
        DatabaseError: It cannot be written.
    """
    now = clock()
    story = StandingClock(now - STORY)
    async with Desk(path, texter, story) as desk:
        drawing = Random(seed)
        events: list[DemoText] = []
        known: list[DemoContact] = []
        for campaign in DEMO_CAMPAIGNS:
            people = draw_contacts(drawing, conversations, campaign.area)
            known = known or people[1::2] or people
            await _import(desk, campaign.plan, people, story)
            events += plan_texts(drawing, campaign, people, texter.name, now)
        await set_up(desk)
        autumn = StandingClock(now - AUTUMN_AGO)
        await tell_autumn(path, known, autumn, partial(_import, clock=autumn))
        await _tell(desk, events, story)


async def _import(
    desk: Desk, plan: CampaignPlan, people: Sequence[DemoContact], clock: Clock
) -> None:
    rows = zip(people, cycle(PRECINCTS), strict=False)
    await import_people(
        desk,
        plan,
        ("Phone", "First name", "Last name", "Precinct"),
        [(one.number, one.first_name, one.last_name, precinct) for one, precinct in rows],
        clock,
    )


async def _tell(desk: Desk, events: list[DemoText], clock: StandingClock) -> None:
    """Let the story happen, each text at its time."""
    simulator = await simulator_of(desk)
    worker = await desk.worker()
    found = await desk.reader.bulk(
        "SELECT l.number, c.number, c.id FROM conversation c JOIN line l ON l.id = c.line_id"
    )
    ids = {(row[0], row[1]): int(row[2]) for row in found}
    queued = 0
    for event in sorted(events):
        clock.now = event.at
        if queued and (event.from_contact or queued == SENT_AT_ONCE):
            await worker.send_due()
            queued = 0
        if event.from_contact:
            await simulator.say(event.line, event.number, event.body)
            await worker.receive_due()
        else:
            await desk.reply(ids[event.line, event.number], event.body)
            queued += 1
    await worker.send_due()
    await worker.receive_due()


class DemoTraffic:
    """Phones that keep replying, so that the messenger has something to show.

    Args:
        seed: What is drawn from: who texts, what, and after which pause.
        pause: The shortest and the longest time between two texts, in seconds.
    """

    def __init__(self, *, seed: int = 7, pause: tuple[float, float] = (3.0, 9.0)) -> None:
        self._drawing = Random(f"traffic {seed}")
        self._pause = pause
        self._words = ReplyDeck(self._drawing, frozenset({"en"}))

    async def run(self, desk: Desk) -> None:
        """Text now and then, until cancelled."""
        simulator = await simulator_of(desk)
        rows = await desk.reader.bulk(
            "SELECT l.number, c.number FROM conversation c JOIN line l ON l.id = c.line_id"
        )
        phones = [(str(row[0]), str(row[1])) for row in rows]
        while phones:
            await asyncio.sleep(self._drawing.uniform(*self._pause))
            await self.text_once(simulator, phones)

    async def text_once(
        self, simulator: Simulator, phones: Sequence[tuple[str, str]]
    ) -> tuple[str, str] | None:
        """Let one contact text, rather one that a texter wrote to; return who, if anybody did.

        Args:
            simulator: Where the phones are.
            phones: Line and number of each that may text.
        """
        chosen: tuple[str, str] | None = None
        for line, number in self._drawing.sample(phones, min(12, len(phones))):
            if await simulator.is_blocked(line, number):
                continue
            texts = await simulator.phone(number, line)
            if _waits_for_the_contact(texts):
                chosen = line, number
                if _ours(texts) > 1:
                    break  # A texter answered: that comes before an initial message.
            elif chosen is None:
                chosen = line, number
        if chosen is None:
            return None
        role = self._drawing.choices(("talking", "keyword", "request", "wrong"), (60, 17, 17, 6))[0]
        await simulator.say(*chosen, self._words.of(role))
        return chosen


def _waits_for_the_contact(texts: Sequence[PhoneText]) -> bool:
    return bool(texts) and not texts[-1].from_contact and texts[-1].kind is PhoneKind.TEXT


def _ours(texts: Sequence[PhoneText]) -> int:
    return sum(not text.from_contact for text in texts)
