"""How a conversation of a practice session stands: what was done with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Done(StrEnum):
    """What was done with a conversation, as it stands."""

    OPTED_OUT = "opted_out"
    WRONG_NUMBER = "wrong_number"
    HIDDEN = "hidden"
    REPLIED = "replied"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one conversation stands."""

    number: str
    """E.164."""
    done: Done
    waits: bool
    """Whether it still needs a reply or asks to opt out."""
