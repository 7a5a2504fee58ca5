"""Triage, as tables: who holds a request, and what was decided of it.

A claim is a lease and goes when it is let go; a decision stays, marked where it was undone.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from core.columns import moment
from core.models import conversations, table, texts

Index(
    "ix_text_says",
    texts.c.conversation_id,
    sqlite_where=text("(request != 'none' OR verdict = 'stop')"),
)
Index(
    "ix_conversation_triage",
    conversations.c.assignment_id,
    conversations.c.triage_rank,
    sqlite_where=text("listed AND wants_out"),
)
Index(
    "ix_conversation_triage_all",
    conversations.c.triage_rank,
    sqlite_where=text("wants_out AND opt_out_id IS NULL AND closing IS NULL"),
)


class TriageClaim(SQLModel, table=True):
    """One session of triage holds one conversation, until then."""

    __tablename__ = "triage_claim"

    conversation_id: int = Field(primary_key=True, foreign_key="conversation.id")
    session: str = Field(index=True)
    texter: str
    until: datetime = moment()


class TriageDecision(SQLModel, table=True):
    """What a texter decided of one request, with the reading that they had before them."""

    __tablename__ = "triage_decision"
    __table_args__ = (
        # What was kept asks no more, and is kept once.
        Index(
            "ix_triage_decision_kept_text",
            "text_id",
            unique=True,
            sqlite_where=text("outcome = 'not_opt_out' AND withdrawn_at IS NULL"),
        ),
        Index(
            "ix_triage_decision_kept_block",
            "block_id",
            unique=True,
            sqlite_where=text("outcome = 'not_opt_out' AND withdrawn_at IS NULL"),
        ),
        Index("ix_triage_decision_conversation", "conversation_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    conversation_id: int = Field(foreign_key="conversation.id")
    text_id: int | None = Field(default=None, foreign_key="text.id")
    """The text that asked; None where only a block did."""
    block_id: int | None = Field(default=None, foreign_key="block.id")
    outcome: str
    author: str
    at: datetime = moment()
    operation_id: str = Field(unique=True)
    """Of an opt-out, that of its press, too."""
    opt_out_id: int | None = Field(default=None, foreign_key="opt_out.id")
    read_to: int = 0
    """The latest text that the texter had before them."""
    withdrawn_at: datetime | None = moment(nullable=True)
    kind: str = "none"
    """How the text was read, as it was then."""
    rule: str = ""
    confidence: int = 0
    language: str = ""
    span_start: int | None = None
    span_end: int | None = None


triage_claims = table(TriageClaim)
triage_decisions = table(TriageDecision)
