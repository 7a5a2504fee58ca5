"""What screens show beside the texts of a conversation: plain, read-only pictures of the data.

As in `core.views`, everything is as it arrived.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain import Direction
from core.texting_hours import TextingHours

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def clock_words(at: datetime) -> str:
    """The time of day without a leading zero: `8:00`."""
    return f"{at.hour}:{at.minute:02}"


class ReplyScope(StrEnum):
    """Whose reply it is, in the order in which replies are offered."""

    ORGANIZATION = "organization"
    CAMPAIGN = "campaign"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class ReplyAtHand:
    """A reply filled for one contact."""

    id: int
    scope: ReplyScope
    title: str
    text: str
    """What could not be filled stands in it as it was written."""
    unfilled: tuple[str, ...] = ()
    """Fields, with their braces, that have nothing to say here or are none."""
    tag_id: int | None = None
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class SurveyOption:
    """One of the answers a question can have."""

    id: int
    label: str
    reply: str = ""
    """What to answer a contact who says so, with merge fields; may be empty."""


@dataclass(frozen=True, slots=True)
class SurveyQuestion:
    """A question, with the answers it offers in their order."""

    id: int
    prompt: str
    options: tuple[SurveyOption, ...]
    after: int | None = None
    """The option that leads to it; None is asked of everybody."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question that is asked of a contact, and what they answered."""

    question: SurveyQuestion
    answer: SurveyOption | None = None
    """Also where the survey no longer offers it: it is what they said."""
    author: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ContactSurvey:
    """The survey of one conversation: the questions asked of this contact now, in order."""

    conversation_id: int
    asked: tuple[AskedQuestion, ...]

    @property
    def next(self) -> int | None:
        """The place in `asked` of the first question without an answer; None when all have one."""
        return next((n for n, one in enumerate(self.asked) if one.answer is None), None)

    @property
    def answered(self) -> int:
        """How many of the questions have an answer."""
        return sum(one.answer is not None for one in self.asked)


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note on a contact."""

    id: int
    author: str
    at: datetime
    body: str
    campaign: str
    """In whose conversation it was written; empty where in none."""


class Outcome(StrEnum):
    """How a conversation ended, if it did."""

    OPEN = "open"
    OPTED_OUT = "opted_out"
    """The contact was opted out there, and the opt-out stands."""
    OPTED_IN = "opted_in"
    """The contact was opted out there, and let back in since."""
    HIDDEN = "hidden"
    WRONG_NUMBER = "wrong_number"

    @property
    def words(self) -> str:
        """The same for people; nothing while it is open."""
        if self is Outcome.OPTED_IN:
            return "opted out, let back in"
        return "" if self is Outcome.OPEN else self.value.replace("_", " ")


@dataclass(frozen=True, slots=True)
class PastConversation:
    """One contact in another campaign of the same organization."""

    conversation_id: int
    campaign: str
    outcome: Outcome
    texts: int
    first_at: datetime | None = None
    last_at: datetime | None = None
    last: str = ""
    """The latest text, as it arrived."""
    last_direction: Direction = Direction.INBOUND


@dataclass(frozen=True, slots=True)
class Held:
    """Until when texting hours hold a text."""

    until: datetime
    """When the hours open, UTC."""
    local: datetime
    """The same moment by the contact's clock, or by the westernmost where that is not certain."""
    certain: bool
    """Whether the contact's clock is known."""
    now: datetime
    """The present moment, by the same clock as `local`."""

    @property
    def clock(self) -> str:
        """The time of day, e.g. `8:00`."""
        return clock_words(self.local)

    @property
    def day(self) -> str:
        """The day of the week, e.g. `Tue`."""
        return _DAYS[self.local.weekday()]

    @property
    def place(self) -> str:
        """Whose clock it is, e.g. `New York`."""
        name = getattr(self.local.tzinfo, "key", "UTC")
        return str(name).rpartition("/")[2].replace("_", " ")


@dataclass(frozen=True, slots=True)
class HoursView:
    """The texting hours of one conversation, now."""

    hours: TextingHours | None
    """None where its texts may leave at any time; see `core.texting_hours.describe`."""
    local_time: datetime | None
    """The time on the contact's clock; None where that is not certain."""
    held: Held | None
    """What a text that is queued now waits for; None where it leaves at once."""

    @property
    def words(self) -> str:
        """What a composer says of it; nothing where a text leaves at once."""
        if self.held is None:
            return ""
        now, then = clock_words(self.held.now), self._opening(self.held)
        if not self.held.certain:
            return f"It may be {now} for them: leaves at {then}."
        return f"It is {now} for them: leaves at {then}."

    @staticmethod
    def _opening(held: Held) -> str:
        place = "" if held.certain else f" {held.place} time"
        day = "" if held.local.date() == held.now.date() else f" on {held.day}"
        return f"{held.clock}{place}{day}"


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """Everything about the contact of a conversation that is not a text."""

    conversation_id: int
    hours: HoursView
    """Their local time and the texting hours there."""
    tags: tuple[str, ...]
    """Names of the tags that the conversation carries."""
    notes: tuple[NoteView, ...]
    survey: ContactSurvey
    history: tuple[PastConversation, ...]
    """The same number in the organization's other campaigns."""
