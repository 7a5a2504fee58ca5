"""A rule of detection: one way of asking, as data.

A rule is a name, a few phrases in the notation of `core.detection.phrases`, and the guards
that say when the same words mean something else. It carries examples for and against
itself; the tests hold it to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from core.domain import RequestKind


class Written(Enum):
    """How the words found must be written for a rule to hold."""

    ANYHOW = auto()
    SHOUTED = auto()
    """All capitals, where the whole text is not."""
    REORDERED = auto()
    """Among direction controls: what a phone shows is not the order of the letters."""


@dataclass(frozen=True, slots=True)
class Guard:
    """When words that match a rule do not mean it."""

    name: str
    why: str
    """In a sentence, for whoever reads the rules."""
    before: tuple[str, ...] = ()
    """Phrases that end where the words found begin."""
    after: tuple[str, ...] = ()
    """Phrases that begin where the words found end."""
    anywhere: tuple[str, ...] = ()
    """Phrases that stand somewhere in the text."""
    example: str = ""
    """A text that the guard lets pass as nothing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of asking."""

    name: str
    kind: RequestKind
    language: str
    """BCP 47; whose words `{...}` in the phrases are, see `core.detection.vocabularies`."""
    confidence: float
    """How often it is right, 0 to 1: the surest rule that matches is reported."""
    why: str
    """For a texter, in one plain sentence."""
    phrases: tuple[str, ...]
    examples_for: tuple[str, ...]
    examples_against: tuple[str, ...]
    """What stands close to it and asks nothing: no rule at all matches these."""
    unless: tuple[Guard, ...] = ()
    written: Written = Written.ANYHOW
    comment: str = ""
