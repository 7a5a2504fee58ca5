"""What a search shows: one conversation that was found, and where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain import Direction, Span


class HitKind(StrEnum):
    """What of a conversation was found."""

    NAME = "name"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One conversation that was found, and where."""

    conversation_id: int
    assignment_id: int
    kind: HitKind
    needs_reply: bool
    snippet: str
    """The name, the number, or the part of the text around the words, as it arrived."""
    span: Span | None
    """The words found, in the snippet."""
    at: datetime | None = None
    """When the text found was sent, or the latest of the conversation."""
    text_id: int | None = None
    """The text that was found."""
    text_span: Span | None = None
    """The words found, in that text."""
    direction: Direction = Direction.INBOUND
