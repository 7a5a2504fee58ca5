"""The nouns, as SQLModel tables.

What a list needs for speed (`Conversation.rank`, `listed`, `wants_out`, ...) is written in
the transaction of whatever caused it, and `core.integrity.rebuild` can write it anew.
Nothing is deleted from any table but drafts.
"""

from __future__ import annotations

from datetime import datetime
from typing import cast

from sqlalchemy import BigInteger, CheckConstraint, Index, Table, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from core.columns import Body, added, moment


class Organization(SQLModel, table=True):
    """Owns the opt-outs and the one global opt-out message."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    opt_out_message: str
    confirm_unblocked_type_2: bool = True
    undo_seconds: int = 5
    hours_enforced: bool = added(True, before="0")
    """Whether texting hours hold what is not an opt-out's confirmation."""
    hours_start: int = added(480)
    """Minutes after midnight, where the contact is."""
    hours_end: int = added(1260)
    hours_hold_confirmations: bool = added(False)
    """Whether texting hours hold an opt-out's confirmation, too."""
    automatic_opt_out: bool = added(False)
    """Whether a first reply that is nothing but a keyword opts out without a texter."""
    automatic_words: str = added("")
    """These keywords, as `core.automatic` keeps them; empty is the default list."""
    request_words: str = added("")
    """Phrases of its own that are read as requests, as `core.request_words` keeps them."""
    created_at: datetime = moment()


class Training(SQLModel, table=True):
    """The one row that marks a database for training: see `core.training.database`."""

    __table_args__ = (CheckConstraint("id = 1"),)

    id: int | None = Field(default=None, primary_key=True)
    made_at: datetime = moment()
    purpose: str


class TexterRecord(SQLModel, table=True):
    """A person who works assignments, known by name."""

    __tablename__ = "texter"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)


class Line(SQLModel, table=True):
    """A sending number at a gateway, and which opt-out behavior it shows."""

    __table_args__ = (UniqueConstraint("provider", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organization.id")
    provider: str
    number: str
    behavior: str
    texts_per_second: int | None = None
    """The pace that its provider takes; None is as fast as it answers."""
    paced_until: datetime | None = moment(nullable=True)
    """Where there is a pace: until when the texts that have left fill it."""


class Campaign(SQLModel, table=True):
    """A script, an audience and the line that carries its texts."""

    __table_args__ = (UniqueConstraint("organization_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organization.id")
    line_id: int = Field(foreign_key="line.id")
    name: str
    description: str = ""
    default_country: str = "US"
    script: str = added("")
    """The first message, with merge fields; empty where texters write it themselves."""
    quick_send: bool = added(False)
    """Whether a texter may send all first messages at once."""
    replies_at_once: bool = added(False)
    """Whether replies are readable before the first messages are all sent."""
    hours_enforced: bool | None = None
    """Texting hours of its own; None keeps the organization's."""
    hours_start: int | None = None
    hours_end: int | None = None
    time_zone: str = added("")
    """Where contacts are whose own zone is not known (IANA name)."""
    created_at: datetime = moment()


class Assignment(SQLModel, table=True):
    """The share of a campaign's conversations given to one texter."""

    __table_args__ = (UniqueConstraint("campaign_id", "texter_id"),)

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id")
    texter_id: int = Field(foreign_key="texter.id", index=True)
    created_at: datetime = moment()


class Contact(SQLModel, table=True):
    """A person by phone number, once for each organization."""

    __table_args__ = (UniqueConstraint("organization_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organization.id")
    number: str
    """E.164."""
    first_name: str = ""
    last_name: str = ""


class Conversation(SQLModel, table=True):
    """One contact in one campaign."""

    __table_args__ = (
        UniqueConstraint("campaign_id", "contact_id"),
        Index("ix_conversation_number", "organization_id", "number"),
        Index("ix_conversation_line", "line_id", "number", "texted_at"),
        Index("ix_conversation_list", "assignment_id", "rank", sqlite_where=text("listed")),
        Index(
            "ix_conversation_wants_out",
            "assignment_id",
            "rank",
            sqlite_where=text("listed AND wants_out"),
        ),
        Index(
            "ix_conversation_unread",
            "assignment_id",
            "rank",
            sqlite_where=text("listed AND unread"),
        ),
        Index("ix_conversation_opt_out", "opt_out_id", sqlite_where=text("opt_out_id IS NOT NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organization.id")
    campaign_id: int = Field(foreign_key="campaign.id")
    line_id: int = Field(foreign_key="line.id")
    contact_id: int = Field(foreign_key="contact.id")
    assignment_id: int | None = Field(default=None, foreign_key="assignment.id")
    number: str
    """The contact's number, again: opting out finds every conversation by it."""
    custom: str = "{}"
    """The columns of the import that we have no name for, as JSON."""
    time_zone: str = added("")
    """The contact's own, from a column or ZIP code of the import (IANA name)."""
    opt_out_id: int | None = Field(default=None, foreign_key="opt_out.id")
    closing: str | None = None
    request: str = "none"
    """The standing request."""
    request_text_id: int | None = None
    needs_reply: bool = False
    unread: bool = added(False)
    """The contact wrote, and nobody has looked at it yet."""
    set_aside: str | None = None
    """Why its first message is not to be sent by hand or in one go: see `SetAside`."""
    wants_out: bool = False
    """Asks to opt out, or its line turned out to be blocked by a refusal: see `core.asking`."""
    triage_rank: int = added(0, sa_type=BigInteger)
    """Where it stands among those that do: see `core.triage_order`."""
    last_text_id: int | None = None
    last_at: datetime | None = moment(nullable=True)
    texted_at: datetime | None = moment(nullable=True)
    """When we last texted; an inbound text belongs to the conversation last texted."""
    listed: bool = False
    rank: int = Field(default=0, sa_type=BigInteger)
    """Where it stands on the list: see `core.list_order.rank_of`."""
    revision: int = Field(default=0, sa_type=BigInteger, index=True)
    """Grows with every change: what a live list asks for."""


class TextRecord(SQLModel, table=True):
    """One text, in or out; those in the state `queued` are the outbox."""

    __tablename__ = "text"
    __table_args__ = (
        Index("ix_text_conversation", "conversation_id", "id"),
        Index(
            "ix_text_provider_message",
            "line_id",
            "provider_message_id",
            unique=True,
            sqlite_where=text("provider_message_id IS NOT NULL"),
        ),
        Index("ix_text_verdict", "line_id", "number", sqlite_where=text("verdict = 'start'")),
        Index(
            "ix_text_due", "line_id", "due_at", sqlite_where=text("state IN ('queued', 'sending')")
        ),
        Index(
            "ix_text_first",
            "due_at",
            sqlite_where=text("state = 'queued' AND kind IN ('reply', 'confirmation')"),
        ),
        Index("ix_text_sending", "claim_until", sqlite_where=text("state = 'sending'")),
        Index(
            "ix_text_outbox",
            "conversation_id",
            sqlite_where=text("state = 'queued'"),
        ),
        # One confirmation, at most, for each opt-out: the database itself refuses a second.
        Index(
            "ix_text_one_confirmation",
            "opt_out_id",
            unique=True,
            sqlite_where=text("kind = 'confirmation'"),
        ),
        Index(
            "ix_text_cancelled_by",
            "cancelled_by",
            sqlite_where=text("cancelled_by IS NOT NULL"),
        ),
        CheckConstraint("kind != 'confirmation' OR opt_out_id IS NOT NULL"),
    )

    id: int | None = Field(default=None, primary_key=True)
    conversation_id: int | None = Field(default=None, foreign_key="conversation.id")
    line_id: int = Field(foreign_key="line.id")
    number: str
    kind: str
    direction: str
    body: str = Field(sa_type=Body)
    at: datetime = moment()
    state: str
    reason: str = ""
    author: str = ""
    operation_id: str | None = Field(default=None, unique=True)
    request: str = "none"
    span_start: int | None = None
    span_end: int | None = None
    rule: str = ""
    confidence: int = added(0)
    """How sure the reading is, in thousandths."""
    language: str = added("")
    verdict: str | None = None
    media: str = added("")
    """Links of pictures and the like, as `core.media` keeps them."""
    provider_message_id: str | None = None
    reference: str | None = Field(default=None, unique=True)
    """What the provider knows it by, the same at every attempt."""
    due_at: datetime | None = moment(nullable=True)
    attempts: int = 0
    claim: str | None = None
    claim_until: datetime | None = moment(nullable=True)
    opt_out_id: int | None = Field(default=None, foreign_key="opt_out.id")
    """The opt-out that this text confirms."""
    cancelled_by: int | None = Field(default=None, foreign_key="opt_out.id")


class Draft(SQLModel, table=True):
    """What a texter was writing in a conversation."""

    conversation_id: int = Field(primary_key=True, foreign_key="conversation.id")
    body: str = Field(sa_type=Body)
    updated_at: datetime = moment()


class OptOut(SQLModel, table=True):
    """An opt-out of one number from one organization. It stands until undone or opted in."""

    __tablename__ = "opt_out"
    __table_args__ = (
        # The same opt-out twice is one opt-out.
        Index(
            "ix_opt_out_standing",
            "organization_id",
            "number",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
        ),
        Index("ix_opt_out_number", "organization_id", "number"),
    )

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organization.id")
    number: str
    campaign_id: int | None = Field(default=None, foreign_key="campaign.id")
    conversation_id: int | None = Field(default=None)
    text_id: int | None = None
    """The text that asked for it."""
    line_id: int | None = Field(default=None, foreign_key="line.id")
    behavior: str | None = None
    source: str
    author: str
    at: datetime = moment()
    confirmation: str
    confirmed_at: datetime | None = moment(nullable=True)
    """When the confirmation was sent, or was settled not to be."""
    ended_at: datetime | None = moment(nullable=True)
    ended_by: str | None = None
    ended_how: str | None = None
    """`undo` or `opt_in`."""
    ended_reason: str | None = None
    opt_in_requested_at: datetime | None = moment(nullable=True)
    """When the contact texted START: shown to an administrator."""


class Press(SQLModel, table=True):
    """One act that supports an opt-out; undo withdraws one's own."""

    __tablename__ = "opt_out_press"

    id: int | None = Field(default=None, primary_key=True)
    opt_out_id: int = Field(foreign_key="opt_out.id", index=True)
    conversation_id: int | None = None
    source: str
    author: str = Field(index=True)
    at: datetime = moment()
    operation_id: str = Field(unique=True)
    undo_until: datetime | None = moment(nullable=True)
    withdrawn_at: datetime | None = moment(nullable=True)


class Block(SQLModel, table=True):
    """A gateway refuses to carry texts between a line and a contact, and has told them so."""

    __table_args__ = (
        Index(
            "ix_block_standing",
            "line_id",
            "number",
            unique=True,
            sqlite_where=text("lifted_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    line_id: int = Field(foreign_key="line.id")
    number: str
    evidence: str
    code: str = ""
    since: datetime = moment()
    lifted_at: datetime | None = moment(nullable=True)


class EarlyReport(SQLModel, table=True):
    """A delivery report that came before the answer it belongs to was stored."""

    __tablename__ = "early_report"

    provider: str = Field(primary_key=True)
    provider_message_id: str = Field(primary_key=True)
    delivery: str
    code: str = ""
    at: datetime = moment()


class AuditEntry(SQLModel, table=True):
    """Who did what about an opt-out, and when. Only ever added to."""

    __tablename__ = "audit_entry"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = moment()
    organization_id: int = Field(foreign_key="organization.id")
    opt_out_id: int | None = Field(default=None, index=True)
    action: str
    author: str
    source: str
    detail: str = ""


def table(model: type[SQLModel]) -> Table:
    """The table behind a model, for statements."""
    return cast(Table, model.__table__)  # type: ignore[attr-defined]


organizations = table(Organization)
texters = table(TexterRecord)
lines = table(Line)
campaigns = table(Campaign)
assignments = table(Assignment)
contacts = table(Contact)
conversations = table(Conversation)
texts = table(TextRecord)
drafts = table(Draft)
opt_outs = table(OptOut)
presses = table(Press)
blocks = table(Block)
early_reports = table(EarlyReport)
audit_entries = table(AuditEntry)
