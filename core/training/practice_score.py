"""What a practice session came to: pure, from the plan and what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from statistics import mean, median

from core.domain import Behavior
from core.training.practice_effort import Effort
from core.training.practice_plan import (
    PracticeConversation,
    PracticePlan,
    ReplyKind,
    RightAction,
)
from core.training.practice_standing import Done, Standing


class Outcome(StrEnum):
    """How one conversation was dealt with."""

    CAUGHT = "caught"
    """Asked to opt out, and is opted out."""
    TOLD_APART = "told_apart"
    """A wrong number, and marked as one."""
    KEPT = "kept"
    """Asked for neither, and was answered or hidden."""
    MISSED = "missed"
    """Asked to opt out, was looked at or answered, and is not opted out."""
    WRONGLY_OPTED_OUT = "wrongly_opted_out"
    NOT_TOLD_APART = "not_told_apart"
    """A wrong number that was treated as the contact's."""
    WRONGLY_MARKED = "wrongly_marked"
    """Marked as a wrong number, and is none."""
    WAITING = "waiting"
    """Nothing was done with it, and nothing is lost yet."""
    NOT_REACHED = "not_reached"
    """Asked to opt out, and was never opened, or was in hand at the end."""

    @property
    def is_mistake(self) -> bool:
        """Whether something else would have been right."""
        return self in _MISTAKES


_MISTAKES = frozenset(
    {Outcome.MISSED, Outcome.WRONGLY_OPTED_OUT, Outcome.NOT_TOLD_APART, Outcome.WRONGLY_MARKED}
)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One conversation that should have been dealt with otherwise."""

    outcome: Outcome
    number: str
    name: str
    text: str
    """What the contact wrote, as it arrived."""
    kind: ReplyKind
    language: str
    done: Done
    right: RightAction
    why: str
    """One sentence."""


@dataclass(frozen=True, slots=True)
class Typical:
    """What is usual among some figures; zero where there are none."""

    median: float
    mean: float


@dataclass(frozen=True, slots=True)
class SessionFigures:
    """The figures of one session; no name, number or text of a contact."""

    at: datetime
    """When it ended."""
    texter: str
    seed: int
    behavior: Behavior
    conversations: int
    """In the whole session."""
    arrived: int
    """Whose reply had come when it ended."""
    dealt_with: int
    """In which something was done."""
    requests: int
    """To opt out, among those that had come."""
    caught: int
    missed: int
    not_reached: int
    wrongly_opted_out: int
    wrong_numbers: int
    told_apart: int
    seconds: Typical
    """In hand, of each conversation that was dealt with."""
    keys: Typical
    """Pressed for each conversation that was dealt with."""
    total_seconds: float


@dataclass(frozen=True, slots=True)
class PracticeReport(SessionFigures):
    """What a session came to."""

    mistakes: tuple[Mistake, ...]
    """In the order in which the contacts replied."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When, by whom and for how long a session was worked."""

    at: datetime
    """When it ended."""
    texter: str
    total_seconds: float
    in_hand: str | None = None
    """Whose conversation was in hand at the end: there was no time to deal with it."""


def judge(one: PracticeConversation, done: Done, *, opened: bool, in_hand: bool = False) -> Outcome:
    """How well one conversation was dealt with.

    Args:
        one: What was said.
        done: What was done.
        opened: Whether it was looked at.
        in_hand: Whether it was being looked at when the session ended.
    """
    if done is Done.OPTED_OUT:
        return Outcome.CAUGHT if one.right is RightAction.OPT_OUT else Outcome.WRONGLY_OPTED_OUT
    if done is Done.NOTHING:
        if one.right is not RightAction.OPT_OUT:
            return Outcome.WAITING
        return Outcome.MISSED if opened and not in_hand else Outcome.NOT_REACHED
    if one.right is RightAction.OPT_OUT:
        return Outcome.MISSED
    marked = done is Done.WRONG_NUMBER
    if one.right is RightAction.WRONG_NUMBER:
        return Outcome.TOLD_APART if marked else Outcome.NOT_TOLD_APART
    return Outcome.WRONGLY_MARKED if marked else Outcome.KEPT


def score(
    plan: PracticePlan,
    standings: Mapping[str, Standing],
    efforts: Mapping[str, Effort],
    circumstances: Circumstances,
) -> PracticeReport:
    """Put the report together.

    Args:
        plan: The session.
        standings: How each conversation stands whose contact has replied, by number.
        efforts: What each took, by number.
        circumstances: When, by whom and for how long it was worked.
    """
    none = Effort()
    outcomes: dict[str, Outcome] = {}
    mistakes = []
    for one in plan.conversations:
        standing = standings.get(one.number)
        if standing is None:
            continue
        outcome = outcomes[one.number] = judge(
            one,
            standing.done,
            opened=efforts.get(one.number, none).opened,
            in_hand=circumstances.in_hand == one.number,
        )
        if outcome.is_mistake:
            mistakes.append(_mistake(one, outcome, standing.done, plan.behavior))
    counted = list(outcomes.values())
    dealt_with = [
        efforts.get(number, none)
        for number, standing in standings.items()
        if standing.done is not Done.NOTHING
    ]
    arrived = [one for one in plan.conversations if one.number in outcomes]
    return PracticeReport(
        at=circumstances.at,
        texter=circumstances.texter,
        seed=plan.seed,
        behavior=plan.behavior,
        conversations=len(plan.conversations),
        arrived=len(arrived),
        dealt_with=len(dealt_with),
        requests=sum(one.right is RightAction.OPT_OUT for one in arrived),
        caught=counted.count(Outcome.CAUGHT),
        missed=counted.count(Outcome.MISSED),
        not_reached=counted.count(Outcome.NOT_REACHED),
        wrongly_opted_out=counted.count(Outcome.WRONGLY_OPTED_OUT),
        wrong_numbers=sum(one.right is RightAction.WRONG_NUMBER for one in arrived),
        told_apart=counted.count(Outcome.TOLD_APART),
        seconds=_typical([one.seconds for one in dealt_with]),
        keys=_typical([float(one.keys) for one in dealt_with]),
        total_seconds=round(circumstances.total_seconds, 1),
        mistakes=tuple(mistakes),
    )


def _typical(figures: list[float]) -> Typical:
    if not figures:
        return Typical(0.0, 0.0)
    return Typical(round(median(figures), 1), round(mean(figures), 1))


def _mistake(
    one: PracticeConversation, outcome: Outcome, done: Done, behavior: Behavior
) -> Mistake:
    return Mistake(
        outcome,
        one.number,
        one.name,
        one.text,
        one.kind,
        one.language,
        done,
        one.right,
        _why(one, outcome, done, behavior),
    )


def _why(one: PracticeConversation, outcome: Outcome, done: Done, behavior: Behavior) -> str:
    match outcome:
        case Outcome.WRONGLY_OPTED_OUT if one.right is RightAction.WRONG_NUMBER:
            return (
                "Whoever has this number did not ask to opt out. No harm is done to them, but "
                "your organization does not learn that the number is wrong."
            )
        case Outcome.WRONGLY_OPTED_OUT if one.kind is ReplyKind.LOOKS_LIKE_IT:
            return (
                "It is about something else than these texts, and your organization may never "
                "text them again."
            )
        case Outcome.WRONGLY_OPTED_OUT:
            return "They did not ask for it, and your organization may never text them again."
        case Outcome.NOT_TOLD_APART:
            return (
                "Your organization goes on texting somebody it did not mean. w marks the number, "
                "which is not an opt-out."
            )
        case Outcome.WRONGLY_MARKED:
            return "Nothing here says that it is another person's number."
    if done is Done.WRONG_NUMBER:
        return (
            "They want to be left alone: Opt Out says so to the whole organization, a wrong "
            "number does not."
        )
    if one.kind is ReplyKind.KEYWORD and behavior is Behavior.TYPE_2:
        return (
            "Whatever the provider did by itself, only Opt Out tells your organization, and with "
            "it every other campaign."
        )
    if one.language != "en":
        return "It asks to stop in another language, and that counts in every language."
    if one.kind is ReplyKind.KEYWORD:
        return "One word is enough, also misspelled. Nothing has happened until you press Opt Out."
    return (
        "Anybody would read this as a wish to be left alone, however it is put. Nothing has "
        "happened until you press Opt Out."
    )
