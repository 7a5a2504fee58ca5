"""What screens and commands are given to show: plain, read-only pictures of the data.

Bodies and names in here are as they arrived; `core.safe_text.for_display` makes
them safe where they are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from core.domain import (
    Behavior,
    Closing,
    Direction,
    Evidence,
    OptOutSource,
    RequestKind,
    Span,
    TextKind,
    TextState,
)


@dataclass(frozen=True, slots=True)
class AssignmentView:
    """One assignment of a texter, for the picker."""

    id: int
    campaign: str
    description: str
    organization: str
    behavior: Behavior
    line: str
    conversations: int
    """On the list: not opted out, not hidden."""
    unsent: int
    """Initial messages still to be sent."""
    replies: int
    """Conversations that need a reply."""
    requests: int
    """Conversations that ask to opt out."""


@dataclass(frozen=True, slots=True)
class ListCounts:
    """How many conversations each filter of a list holds."""

    all: int = 0
    reply: int = 0
    opt_out: int = 0
    unread: int = 0
    awaiting: int = 0
    held_back: int = 0
    """Replies that wait behind the first messages; they are in no filter."""


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """One row of the conversation list."""

    id: int
    name: str
    number: str
    preview: str
    """The latest text, as it arrived."""
    at: datetime | None
    """When that text was; None where there is none yet."""
    needs_reply: bool
    request: RequestKind
    """The standing request, or NONE."""
    blocked: bool
    """The line is known to be blocked for this contact."""
    preview_direction: Direction = Direction.INBOUND
    unread: bool = False
    """The contact wrote, and nobody has looked at it yet."""
    closing: Closing | None = None
    opted_out: bool = False
    failed: bool = False
    """The latest text is ours, and was not delivered."""


@dataclass(frozen=True, slots=True)
class TextView:
    """One text, or one notice of the provider, in a transcript."""

    id: int
    kind: TextKind
    direction: Direction
    body: str
    at: datetime
    state: TextState
    author: str = ""
    request: RequestKind = RequestKind.NONE
    span: Span | None = None
    """The words that ask, for the highlight."""
    reason: str = ""
    """Why it was not sent, in plain words."""
    media: tuple[str, ...] = ()
    """Links of pictures and the like that came with it, as they arrived."""


@dataclass(frozen=True, slots=True)
class OptOutPreview:
    """What pressing Opt Out will do *now* for one conversation."""

    behavior: Behavior
    told: bool
    blocked: bool
    sends: bool
    """Whether the organization's message will be sent."""
    explanation: str
    """The behavior and the outcome, in plain words."""
    message: str
    """The organization's message as this contact would read it."""
    asked: RequestKind = RequestKind.NONE


@dataclass(frozen=True, slots=True)
class OptedOutView:
    """The opt-out that stands for a conversation."""

    id: int
    at: datetime
    by: str
    source: str
    confirmation: str
    explanation: str

    @property
    def automatic(self) -> bool:
        """Whether the system did it: no texter pressed anything."""
        return self.source == OptOutSource.SYSTEM

    @property
    def words(self) -> str:
        """That it stands, and by whom where that was nobody."""
        return "Opted out automatically" if self.automatic else "Opted out"


@dataclass(frozen=True, slots=True)
class ConversationView:
    """An open conversation: top bar, transcript, composer and side panel need no more."""

    id: int
    assignment_id: int | None
    campaign: str
    organization: str
    name: str
    number: str
    line: str
    texts: tuple[TextView, ...]
    preview: OptOutPreview
    custom: dict[str, str] = field(default_factory=dict)
    draft: str = ""
    opted_out: OptedOutView | None = None
    closing: Closing | None = None
    block: Evidence | None = None
    older: int = 0
    """How many earlier texts were left out of `texts`."""

    @property
    def last_text_id(self) -> int:
        """The text that came last, whenever it was written; 0 where there is none."""
        return max((text.id for text in self.texts), default=0)


@dataclass(frozen=True, slots=True)
class OptOutResult:
    """What one press of Opt Out did."""

    opt_out_id: int
    press_id: int
    conversation_id: int
    number: str
    name: str
    already: bool
    """The number was opted out before; this press was added to the record."""
    sends: bool
    """The organization's message is queued."""
    explanation: str
    undo_until: datetime | None
    """Until when `undo` can take the press back; None where undo is off."""


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What an undo did: `undone`, or why not, in plain words."""

    undone: bool
    """This press was withdrawn."""
    restored: bool
    """The opt-out itself no longer stands."""
    explanation: str
    conversation_id: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class ListMark:
    """What a list was not behind when it was read."""

    revision: int
    text_id: int
    """The latest text there was."""
    gated: bool
    """Whether replies waited behind the first messages."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed on a list since a mark: rows to put in (or move) and to take out."""

    revision: int
    listed: tuple[tuple[int, int], ...] = ()
    """(conversation id, key) of rows that are on the list now."""
    left: tuple[int, ...] = ()
    """Ids of rows that are not, or no longer."""
    stays: tuple[int, ...] = ()
    """Ids of rows that no longer belong to the part shown, but stay until it is chosen anew."""
    arrived: frozenset[int] = frozenset()
    """Ids of listed rows whose contact has written since."""
    text_id: int = 0
    """The latest text of what changed."""
    gated: bool = False
    """Whether replies wait behind the first messages now."""
    reload: bool = False
    """The list has no room for what came: it is to be loaded anew."""

    @property
    def touched(self) -> frozenset[int]:
        """Every conversation that changed."""
        return frozenset((*(row[0] for row in self.listed), *self.left, *self.stays))

    def mark(self, before: ListMark) -> ListMark:
        """What the list is not behind once these changes are on it."""
        return ListMark(self.revision, max(self.text_id, before.text_id), self.gated)
