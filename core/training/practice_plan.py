"""What happens in a practice session: who texts what, when, and what is the right thing to do.

The same seed gives the same session on every machine, so that a class can compare.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import cycle
from random import Random

from core.demo_story import DEMO_CAMPAIGNS, DemoCampaign, DemoContact, draw_contacts
from core.domain import Behavior
from core.sample_replies import SampleReply, sample_replies

MOST = 200
"""Conversations in one session, at most."""
CONVERSATIONS = 20
"""The same, unless told."""
MINUTES = 5.0
"""A session lasts so long at most, unless told."""
PACE = 8.0
"""Seconds between two arrivals, unless told."""
AT_ONCE = 4
"""Conversations that have replied when the session begins."""

ASKING, KEYWORDS, WRONG, LOOKS_LIKE_IT = 0.4, 0.4, 0.1, 0.25
"""Shares: of all, who asks to opt out; of those, with a keyword; of all, who has another's number,
and who only seems to ask. The rest talk."""
ENGLISH = (True, False, True)
"""Of those who ask, which are in English: two of three."""


class RightAction(StrEnum):
    """What a texter should do with a reply."""

    OPT_OUT = "opt_out"
    WRONG_NUMBER = "wrong_number"
    KEEP = "keep"
    """Anything but these two: reply, or hide."""


class ReplyKind(StrEnum):
    """What a reply of a practice session is."""

    KEYWORD = "keyword"
    REQUEST = "request"
    """To opt out, in own words."""
    WRONG_NUMBER = "wrong_number"
    LOOKS_LIKE_IT = "looks_like_it"
    """It holds words like those of a request and is none."""
    TALK = "talk"

    @property
    def right(self) -> RightAction:
        """What to do with it."""
        if self in (ReplyKind.KEYWORD, ReplyKind.REQUEST):
            return RightAction.OPT_OUT
        if self is ReplyKind.WRONG_NUMBER:
            return RightAction.WRONG_NUMBER
        return RightAction.KEEP


@dataclass(frozen=True, slots=True)
class PracticeConversation:
    """One contact, and what they reply to the first message."""

    number: str
    """E.164."""
    first_name: str
    last_name: str
    text: str
    kind: ReplyKind
    language: str
    """ISO 639-1 code of the text."""
    arrives_at: float
    """Seconds from the beginning of the session."""

    @property
    def right(self) -> RightAction:
        """What to do with it."""
        return self.kind.right

    @property
    def name(self) -> str:
        """First and last name; empty where there is none."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class PracticePlan:
    """A whole session."""

    seed: int
    behavior: Behavior
    campaign: DemoCampaign
    conversations: tuple[PracticeConversation, ...]
    """In the order in which they reply."""


def plan_practice(
    seed: int,
    conversations: int = CONVERSATIONS,
    behavior: Behavior = Behavior.TYPE_1,
    *,
    pace: float = PACE,
) -> PracticePlan:
    """Draw a session.

    Args:
        seed: What it is drawn from.
        conversations: How many contacts reply, 1 to `MOST`.
        behavior: The type of the provider.
        pace: Seconds between two arrivals, about; 0 is all at once.
    """
    drawing = Random(f"practice {seed}")
    campaign = next(one for one in DEMO_CAMPAIGNS if one.plan.behavior is behavior)
    people = draw_contacts(drawing, conversations, campaign.area)
    kinds = _kinds(drawing, conversations)
    decks = {kind: _deck(drawing, kind) for kind in ReplyKind}
    at = 0.0
    planned = []
    for place, (person, kind) in enumerate(zip(people, kinds, strict=True)):
        if place >= AT_ONCE:
            at += pace * drawing.uniform(0.5, 1.5)
        planned.append(_replying(person, kind, next(decks[kind]), round(at, 1)))
    return PracticePlan(seed, behavior, campaign, tuple(planned))


def _replying(
    person: DemoContact, kind: ReplyKind, reply: SampleReply, at: float
) -> PracticeConversation:
    return PracticeConversation(
        person.number, person.first_name, person.last_name, reply.text, kind, reply.language, at
    )


def _kinds(drawing: Random, how_many: int) -> list[ReplyKind]:
    """What each contact's reply is; a session of three has each right action once."""
    asking = max(1, round(how_many * ASKING))
    keywords = round(asking * KEYWORDS)
    kinds = [ReplyKind.KEYWORD] * keywords + [ReplyKind.REQUEST] * (asking - keywords)
    kinds += [ReplyKind.LOOKS_LIKE_IT] * max(1, round(how_many * LOOKS_LIKE_IT))
    kinds += [ReplyKind.WRONG_NUMBER] * max(1, round(how_many * WRONG))
    kinds = (kinds + [ReplyKind.TALK] * how_many)[:how_many]
    drawing.shuffle(kinds)
    return kinds


def _deck(drawing: Random, kind: ReplyKind) -> Iterator[SampleReply]:
    """The replies of a kind, all of them before one comes again; requests in many languages."""
    replies = [one for one in sample_replies() if not one.ambiguous and _kind_of(one) is kind]
    drawing.shuffle(replies)
    if kind.right is not RightAction.OPT_OUT:
        return cycle(replies)
    english = [one for one in replies if one.language == "en"]
    return cycle(_mixed(english, [one for one in replies if one.language != "en"]))


def _kind_of(reply: SampleReply) -> ReplyKind:
    match reply.label:
        case "opt_out_keyword":
            return ReplyKind.KEYWORD
        case "opt_out_request":
            return ReplyKind.REQUEST
        case "wrong_number":
            return ReplyKind.WRONG_NUMBER
    return ReplyKind.LOOKS_LIKE_IT if "hard_negative" in reply.tags else ReplyKind.TALK


def _mixed(english: Sequence[SampleReply], others: Sequence[SampleReply]) -> list[SampleReply]:
    """Both, in the pattern of `ENGLISH` as long as there are any of each."""
    left = {True: list(reversed(english)), False: list(reversed(others))}
    mixed: list[SampleReply] = []
    for is_english in cycle(ENGLISH):
        deck = left[is_english] or left[not is_english]
        if not deck:
            return mixed
        mixed.append(deck.pop())
    return mixed
