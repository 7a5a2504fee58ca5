"""What a scenario is: a cast, and steps with a caption each, told under either provider type."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.domain import Behavior, Texter
from core.merge_fields import DEFAULT_OPT_OUT_MESSAGE

TRAINEE = Texter("Jo")
"""Who works the assignments of every scenario."""

LINE = "+12025550117"
"""The sending number of a scenario's first campaign; the next ones follow it."""


@dataclass(frozen=True, slots=True)
class ContactSays:
    """The contact texts the campaign."""

    body: str


@dataclass(frozen=True, slots=True)
class TexterSays:
    """The texter replies."""

    body: str


class Doing(StrEnum):
    """What a texter does to a conversation besides writing, by the words of a scenario file."""

    OPT_OUT = "opt out"
    """Press Opt Out and confirm."""
    UNDO = "undo"
    """Take back the last opt-out, within its seconds."""
    HIDE = "hide"
    WRONG_NUMBER = "wrong number"


@dataclass(frozen=True, slots=True)
class TexterDoes:
    """The texter presses a key of the messenger."""

    doing: Doing


@dataclass(frozen=True, slots=True)
class ProviderAnswers:
    """What the provider does by itself about what was just said; often nothing."""


@dataclass(frozen=True, slots=True)
class TimePasses:
    """Nobody does anything for a while."""

    seconds: float


Act = ContactSays | TexterSays | TexterDoes | ProviderAnswers | TimePasses
"""What happens in one step."""


@dataclass(frozen=True, slots=True)
class Captions:
    """Why this happens, in plain words, under each type."""

    type_1: str
    type_2: str

    def under(self, behavior: Behavior) -> str:
        """The caption for this type."""
        return self.type_1 if behavior is Behavior.TYPE_1 else self.type_2


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens, and why."""

    act: Act
    captions: Captions
    who: str
    """The `key` of the contact that it happens to."""
    campaign: str
    """The name of the campaign that it happens in."""
    line: int
    """Where it stands in its file, from 1."""


@dataclass(frozen=True, slots=True)
class Person:
    """A contact of the cast."""

    key: str
    """What the steps call them."""
    first_name: str
    last_name: str
    number: str
    """E.164."""
    said: str = ""
    """What they replied before the scenario begins; empty where they said nothing yet."""

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class TrainingCampaign:
    """A campaign of the scenario; each has a line of its own."""

    name: str
    first_message: str
    """What everybody in the cast was sent before the scenario begins."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A lesson in steps."""

    name: str
    """What commands call it: the name of its file, without the suffix."""
    title: str
    about: str
    """What it teaches, in a sentence or two."""
    shown_with: Behavior
    """The provider type it opens with; it can be told under both."""
    campaigns: tuple[TrainingCampaign, ...]
    cast: tuple[Person, ...]
    steps: tuple[Step, ...]
    opening: Captions
    """The caption before the first step."""
    organization: str = "Riverside Votes"
    opt_out_message: str = DEFAULT_OPT_OUT_MESSAGE
    automatic_opt_out: bool = False
    """Whether the organization's automatic opt-out is on."""
    forwards_after_block: bool = False
    """Whether the Type 2 provider still forwards what a blocked contact texts."""

    def person(self, key: str) -> Person:
        """The contact of the cast that steps call this."""
        return next(one for one in self.cast if one.key == key)

    def line_of(self, campaign: str) -> str:
        """The sending number of a campaign, E.164."""
        place = [one.name for one in self.campaigns].index(campaign)
        return f"+{int(LINE[1:]) + place}"
