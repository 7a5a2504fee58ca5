"""What happens in the demo: who the contacts are, what is texted, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count, cycle
from random import Random

from core.campaign_plan import CampaignPlan
from core.domain import Behavior
from core.providers.simulator_phones import OPT_OUT_KEYWORDS
from core.sample_replies import SampleReply, sample_replies

ORGANIZATION = "Riverside Votes"
STORY = timedelta(hours=2)
"""How long before now the first text was sent."""

ASKING, SILENT, WRONG = 0.34, 0.18, 0.05
"""Shares of the contacts who ask to opt out, say nothing, or have another's number."""


@dataclass(frozen=True, slots=True)
class DemoCampaign:
    """One of the demo's campaigns and what is texted in it."""

    plan: CampaignPlan
    initial: str
    answer: str
    area: str
    """Where its contacts' numbers begin: country and area code."""
    languages: frozenset[str]


DEMO_CAMPAIGNS = (
    DemoCampaign(
        CampaignPlan(
            ORGANIZATION,
            "Spring turnout",
            Behavior.TYPE_1,
            "+12025550117",
            description="Do they plan to vote on Tuesday, and do they know where?",
        ),
        "Hi {first}, it's {texter} with Riverside Votes. Election day is Tuesday: "
        "can we count on you to vote?",
        "Thanks, {first}! Polls are open from 7 am to 8 pm.",
        "+1415",
        frozenset({"en", "es"}),
    ),
    DemoCampaign(
        CampaignPlan(
            ORGANIZATION,
            "Harbour appeal",
            Behavior.TYPE_2,
            "+14165550142",
            description="A small monthly gift for the harbour clean-up.",
            default_country="CA",
        ),
        "Hi {first}, {texter} here from Riverside Votes. Would you give $5 a month to keep "
        "the harbour clean?",
        "Thank you, {first}! You can read more on our page.",
        "+1647",
        frozenset({"en", "fr"}),
    ),
)

_FIRST_NAMES = (
    "Maria Sam Dana Zoë Jun Priya Tomás Aisha Noah Łukasz Grace Émile Kofi Hannah Olu Ines Ravi "
    "Chloé Marcus Yuki Leila Ben Søren Fatima Joe Anneke Diego Ruth Mei Caleb Nadia Theo Jorge "
    "Abena Milo Sofía Ivan Bea Omar Lucy"
)
_LAST_NAMES = (
    "Lopez Okafor Fox Ångström Park Natarajan Núñez Rahman Weiss Kowalczyk O'Neill Gagné Mensah "
    "Klein Adeyemi Duarte Shah Lefèvre Reed Tanaka Haddad Carter Lindqvist Diallo Kim Devries "
    "Romero Abrams Chen Brooks Petrova Marsh Ortiz Asante Novak Ibáñez Sokolov Hill Nasser Gray"
)
_SPECIAL = (("أحمد", "منصور"), ("Robin 🌻", "Vale"), ("李", "小龙"), ("", ""))
"""Names from right to left, with an emoji, in another script, and none at all."""

PRECINCTS = ("0412", "0413", "0507", "1120")


@dataclass(frozen=True, slots=True)
class DemoContact:
    """One contact of the demo."""

    number: str
    first_name: str
    last_name: str


def draw_contacts(drawing: Random, how_many: int, area: str) -> list[DemoContact]:
    """Draw contacts, up to 900, with names of many kinds."""
    first_names, last_names = _FIRST_NAMES.split(), _LAST_NAMES.split()
    drawing.shuffle(first_names)
    drawing.shuffle(last_names)
    names = list(zip(first_names, last_names, strict=True))
    for place, name in zip(cycle((3, 9, 16, 22)), _SPECIAL, strict=False):
        names[place] = name
    several = cycle(names)
    # 555-0100 to 555-0199 of every area code are kept for fiction.
    numbers = (f"{area}5550{last}" for last in count(100))
    return [DemoContact(next(numbers), *next(several)) for _ in range(how_many)]


@dataclass(frozen=True, slots=True, order=True)
class DemoText:
    """Somebody texts: the contact, or the texter."""

    at: datetime
    order: int
    line: str
    number: str
    body: str
    from_contact: bool


def plan_texts(
    drawing: Random,
    campaign: DemoCampaign,
    people: Sequence[DemoContact],
    texter: str,
    now: datetime,
) -> list[DemoText]:
    """What is texted in one campaign, in both directions, and when."""
    line = campaign.plan.line
    order = count()
    words = ReplyDeck(drawing, campaign.languages)
    roles = _roles(drawing, len(people))
    events: list[DemoText] = []

    def add(at: datetime, person: DemoContact, body: str, *, from_contact: bool) -> None:
        events.append(DemoText(at, next(order), line, person.number, body, from_contact))

    for index, (person, role) in enumerate(zip(people, roles, strict=True)):
        first = person.first_name or "there"
        sent = now - STORY + timedelta(seconds=1 + 9 * index)
        initial = campaign.initial.format(first=first, texter=texter)
        add(sent, person, initial, from_contact=False)
        if role == "silent":
            continue
        # Most answer soon after they were texted, some only now.
        wait = timedelta(seconds=drawing.triangular(60, 5_900, 900))
        replied = min(sent + wait, now - timedelta(seconds=drawing.uniform(20, 900)))
        add(replied, person, words.of(role), from_contact=True)
        if role != "talking" or drawing.random() > 0.4:
            continue
        answered = replied + timedelta(seconds=drawing.uniform(40, 400))
        if answered >= now:
            continue
        add(answered, person, campaign.answer.format(first=first), from_contact=False)
        again = answered + timedelta(seconds=drawing.uniform(60, 900))
        if again < now and drawing.random() < 0.5:
            add(again, person, words.of("talking"), from_contact=True)
    return events


def _roles(drawing: Random, how_many: int) -> list[str]:
    """What each contact does; half of those who ask use a keyword, at least one of them."""
    asking = max(round(how_many * ASKING), min(2, how_many))
    roles = [("keyword", "request")[index % 2] for index in range(asking)]
    roles += ["silent"] * round(how_many * SILENT)
    roles += ["wrong"] * round(how_many * WRONG)
    roles = (roles + ["talking"] * how_many)[:how_many]
    drawing.shuffle(roles)
    return roles


class ReplyDeck:
    """Draws replies of each kind, all of a kind before one comes again."""

    def __init__(self, drawing: Random, languages: frozenset[str]) -> None:
        replies = [one for one in sample_replies() if one.language in languages]
        drawing.shuffle(replies)
        self._replies = {role: _drawn(replies, role) for role in _LABELS}

    def of(self, role: str) -> str:
        """The next reply of a `keyword`, `request`, `wrong` number or somebody `talking`."""
        return next(self._replies[role])


_LABELS = {
    "keyword": "opt_out_keyword",
    "request": "opt_out_request",
    "wrong": "wrong_number",
    "talking": "not_opt_out",
}


def _drawn(replies: Sequence[SampleReply], role: str) -> Iterator[str]:
    chosen = [one.text for one in replies if one.label == _LABELS[role]]
    if role == "keyword":
        # Those that every provider knows come first.
        chosen.sort(key=lambda text: text.strip().casefold() not in OPT_OUT_KEYWORDS)
    return cycle(chosen)
