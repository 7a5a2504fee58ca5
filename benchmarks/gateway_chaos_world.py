"""What a bad day needs before it begins: accounts, campaigns, people, and what they will write."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from benchmarks.crash_harness import number_of
from benchmarks.gateway_chaos_check import ORDER, Events
from benchmarks.gateway_chaos_parts import TEXTER, Gateway
from core.account_kinds import kind_named
from core.accounts import AccountDraft, add_account
from core.campaign_plan import CampaignPlan
from core.campaigns import ensure_assignment, ensure_campaign
from core.clock import utc_now
from core.credentials import variable
from core.desk import Desk
from core.domain import Behavior, Texter
from core.models import contacts, conversations, organizations

ORGANIZATION = "Open Roads"
PACE = 50
"""Texts a second on a line."""
STRANGERS = 4
"""So many numbers that nobody knows text STOP to each line."""

KEYWORDS = ("STOP", "stop", "Stop", "UNSUBSCRIBE")
REQUESTS = ("please stop texting me", "take me off your list", "please remove me from your list")
FRIENDLY = ("Yes, I'll be there!", "Who is this?", "Already voted this morning")


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a phone writes, or (without words) a carrier's block."""

    at: float
    """Seconds after the day began."""
    gateway: int
    number: str
    body: str
    asks: bool


def share(count: int) -> list[tuple[int, str]]:
    """Conversations as gateway and number; every tenth contact is in both campaigns."""
    talks: list[tuple[int, str]] = []
    person = 0
    while len(talks) < count:
        person += 1
        ends = (0, 1) if person % 10 == 0 else (person % 2,)
        talks += [(end, number_of(person)) for end in ends]
    return talks[:count]


async def set_up(
    path: Path, gateways: Sequence[Gateway], talks: Sequence[tuple[int, str]], receiver: str
) -> None:
    """A campaign on an account at each provider, and everybody in it."""
    behaviors = []
    async with Desk(path, Texter("ada", administrator=True)) as desk:
        for gateway in gateways:
            known = {one.name for one in kind_named(gateway.vendor).settings}
            settings = {k: v for k, v in gateway.credentials.items() if k in known}
            settings |= {"webhook_url": receiver, "api_url": gateway.url}
            draft = AccountDraft(gateway.vendor, gateway.vendor, settings, texts_per_second=PACE)
            account = await add_account(desk, draft, ORGANIZATION)
            behaviors.append(account.behavior_of(gateway.line))
        database = await desk.database()
        await database.write(_fill, gateways, behaviors, talks)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(ORDER)


def _fill(
    connection: Connection,
    gateways: Sequence[Gateway],
    behaviors: Sequence[Behavior],
    talks: Sequence[tuple[int, str]],
) -> None:
    now = utc_now()
    places = []
    for gateway, behavior in zip(gateways, behaviors, strict=True):
        plan = CampaignPlan(
            ORGANIZATION, f"At {gateway.vendor}", behavior, gateway.line, gateway.vendor
        )
        ids = ensure_campaign(connection, plan, now)
        places.append((ids, ensure_assignment(connection, ids.campaign_id, TEXTER.name, now)))
    connection.execute(organizations.update().values(undo_seconds=0, hours_enforced=False))
    organization = {"organization_id": places[0][0].organization_id}
    numbers = dict.fromkeys(number for _, number in talks)
    people = {number: place for place, number in enumerate(numbers, 1)}
    connection.execute(
        contacts.insert(),
        [
            organization | {"id": person, "number": number, "first_name": "", "last_name": ""}
            for number, person in people.items()
        ],
    )
    connection.execute(
        conversations.insert(),
        [
            organization
            | {
                "campaign_id": places[gateway][0].campaign_id,
                "line_id": places[gateway][0].line_id,
                "contact_id": people[number],
                "assignment_id": places[gateway][1],
                "number": number,
                "listed": True,
            }
            for gateway, number in talks
        ],
    )


def secrets(gateway: Gateway) -> dict[str, str]:
    """What the receiver finds in its environment."""
    kind = kind_named(gateway.vendor)
    return {
        variable(gateway.vendor, secret.name): gateway.credentials[secret.name]
        for secret in kind.secrets
        if secret.name in gateway.credentials
    }


def acts(
    seconds: float,
    talks: Sequence[tuple[int, str]],
    gateways: Sequence[Gateway],
    chance: random.Random,
    events: Events,
) -> list[Act]:
    """What the phones will write, and when."""
    planned = []
    for gateway, number in talks:
        at = chance.uniform(0.2, seconds)
        for body, asks in _words_of(chance, gateway):
            planned.append(Act(at, gateway, number, body, asks))
            at += chance.uniform(0.0, 0.8)
            if not body:
                events.blocked.add(number)
    for gateway in range(len(gateways)):
        for place in range(STRANGERS):
            number = number_of(9_000 + gateway * 100 + place)
            events.strangers.add(number)
            planned.append(Act(chance.uniform(0.0, seconds), gateway, number, "STOP", True))
    return sorted(planned, key=lambda act: act.at)


def _words_of(chance: random.Random, gateway: int) -> list[tuple[str, bool]]:
    """What one contact writes, and whether it asks; no words are a carrier's block."""
    keyword, request = (chance.choice(KEYWORDS), True), (chance.choice(REQUESTS), True)
    friendly = (chance.choice(FRIENDLY), False)
    ways = [
        (25, [keyword]),
        (10, [keyword, ("and another thing", False)]),
        (20, [request]),
        (5, [request, keyword]),
        (10, [friendly, keyword]),
        (15, [friendly]),
        (10, []),
        # Only what was written before it reaches anybody.
        (5 * gateway, [friendly, ("", False)]),
    ]
    return chance.choices([way for _, way in ways], [share for share, _ in ways])[0]
