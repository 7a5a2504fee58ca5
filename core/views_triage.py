"""What triage is given to show: requests waiting, what was decided of them, what was undone.

Bodies and names in here are as they arrived; `core.safe_text.for_display` makes
them safe where they are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain import Behavior, Evidence, RequestKind, Span
from core.views import OptOutPreview, OptOutResult, TextView


class TriageOutcome(StrEnum):
    """What a texter decided of a request."""

    OPT_OUT = "opt_out"
    NOT_OPT_OUT = "not_opt_out"
    """Kept: this text, or this block, never asks again."""
    WRONG_NUMBER = "wrong_number"
    REPLIED = "replied"
    """Answered: it goes to the end of the queue until the contact writes again."""


@dataclass(frozen=True, slots=True)
class TriageItem:
    """One request, as it is put before a texter: what acting on it refers to."""

    conversation_id: int
    assignment_id: int | None
    """None where it is on no texter's list: an administrator decides."""
    campaign: str
    organization: str
    name: str
    number: str
    line: str
    behavior: Behavior
    asked: RequestKind
    """How the text was read that asks; NONE where only a block brought it here."""
    text_id: int | None
    """The text that asks; None where only a block does."""
    rule: str
    why: str
    """What was read in it, in a plain sentence; for a block alone, what the gateway showed."""
    confidence: float
    """Of the reading, 0 to 1; 1 for a block alone."""
    language: str
    blocked: bool
    block: Evidence | None
    block_id: int | None
    preview: OptOutPreview
    """What Opt Out will do now."""
    texts: tuple[TextView, ...]
    """The latest of the conversation, oldest first."""
    asked_at: datetime
    """Since when it waits: the first request that nobody has decided."""
    last_text_id: int
    """The latest text of the conversation, 0 where there is none."""
    undoable: bool = True
    """Whether the organization lets a texter take an opt-out back for a while."""

    @property
    def span(self) -> Span | None:
        """The words that ask, in the body of the text that asks."""
        return next((text.span for text in self.texts if text.id == self.text_id), None)


@dataclass(frozen=True, slots=True)
class TriageRow:
    """One row of the queue."""

    conversation_id: int
    name: str
    number: str
    body: str
    """Of the text that asks; empty where only a block does."""
    span: Span | None
    asked: RequestKind
    sureness: int
    """0 to 1,000."""
    at: datetime
    """Since when it waits."""
    behavior: Behavior
    campaign: str
    blocked: bool = False
    claimed_by: str = ""
    """Who holds it in another session; empty where nobody does."""
    last_text_id: int = 0
    """What `seen` of `opt_out_many` is for a row that was marked as it stands here."""


@dataclass(frozen=True, slots=True)
class TriageCounts:
    """How much waits, and what this session has decided."""

    waiting: int
    """In the whole queue, what others hold included."""
    held: int
    """Of these, how many other sessions hold."""
    decided: int
    """By this session; what was undone does not count."""
    opted_out: int
    kept: int
    wrong_numbers: int


@dataclass(frozen=True, slots=True)
class TriageDone:
    """What deciding one request did."""

    outcome: TriageOutcome
    conversation_id: int
    decision_id: int
    name: str
    explanation: str
    """In plain words, for the texter."""
    opt_out: OptOutResult | None = None


@dataclass(frozen=True, slots=True)
class TriageUndone:
    """What undo took back, or why it did not."""

    undone: bool
    explanation: str
    conversation_id: int | None = None
    """None where nothing was undone, or a batch of several was."""
    outcome: TriageOutcome | None = None
    conversation_ids: tuple[int, ...] = ()
    """Everything that was taken back: one, or those of a batch."""
    restored: bool = True
    """Whether it is back in the queue; somebody else may have opted the contact out, too."""


@dataclass(frozen=True, slots=True)
class BulkPart:
    """Those of a batch on lines of one behavior."""

    behavior: Behavior
    conversations: int
    confirmations: int
    """To how many the organization's message will be sent."""
    told: int
    """How many the provider has told already."""
    opted_out: int
    """How many are opted out already, or share their number with another of the batch."""


@dataclass(frozen=True, slots=True)
class BulkPreview:
    """What opting out a batch will do now."""

    conversations: int
    contacts: int
    """How many people these are, by their numbers."""
    confirmations: int
    parts: tuple[BulkPart, ...]
    gone: int
    """Of those asked about, how many no longer wait."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """One of a batch that was left alone."""

    conversation_id: int
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class BulkDone:
    """What opting out a batch did."""

    opted_out: int
    already: int
    """Numbers that were opted out before; the press is on record."""
    skipped: tuple[Skipped, ...]
    undo: str
    """Names the batch; `undo()` takes it back as one."""
    confirmations: int = 0
    """How many of the organization's messages are queued."""
    undo_until: datetime | None = None
    """Until when all of it can be taken back; None where undo is off or nothing was done."""
