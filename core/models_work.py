"""What surrounds a conversation, as tables: replies at hand, surveys, tags, notes, follow-ups.

Nothing is deleted here either: what is taken away is marked so, with the moment.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from core.columns import Body, moment
from core.models import table


class CannedReply(SQLModel, table=True):
    """A reply at hand: of the organization, of one campaign, or a texter's own."""

    __tablename__ = "canned_reply"
    __table_args__ = (
        Index("ix_canned_reply", "organization_id", "campaign_id", "texter_id", "position"),
    )

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organization.id")
    campaign_id: int | None = Field(default=None, foreign_key="campaign.id")
    """None is every campaign of the organization."""
    texter_id: int | None = Field(default=None, foreign_key="texter.id")
    """Whose saved reply it is; None is recommended to everybody."""
    title: str
    body: str = Field(sa_type=Body)
    """With merge fields."""
    tag_id: int | None = Field(default=None, foreign_key="tag.id")
    """Put on the conversation when the reply is sent."""
    position: int = 0
    created_at: datetime = moment()
    removed_at: datetime | None = moment(nullable=True)


class Tag(SQLModel, table=True):
    """A word that an organization sorts conversations by."""

    __table_args__ = (UniqueConstraint("organization_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organization.id")
    name: str
    position: int = 0
    removed_at: datetime | None = moment(nullable=True)


class ConversationTag(SQLModel, table=True):
    """A tag on a conversation."""

    __tablename__ = "conversation_tag"
    __table_args__ = (
        Index(
            "ix_conversation_tag_standing",
            "conversation_id",
            "tag_id",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    conversation_id: int = Field(foreign_key="conversation.id")
    tag_id: int = Field(foreign_key="tag.id", index=True)
    author: str
    at: datetime = moment()
    removed_at: datetime | None = moment(nullable=True)


class Note(SQLModel, table=True):
    """What a texter noted about a contact; it goes with the contact into every campaign."""

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id", index=True)
    conversation_id: int | None = Field(default=None, foreign_key="conversation.id")
    author: str
    at: datetime = moment()
    body: str = Field(sa_type=Body)
    removed_at: datetime | None = moment(nullable=True)


class SurveyQuestion(SQLModel, table=True):
    """A question of a campaign's survey."""

    __tablename__ = "survey_question"

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    position: int = 0
    prompt: str
    after_option_id: int | None = Field(default=None)
    """The answer that leads to this question; None is asked of everybody."""
    removed_at: datetime | None = moment(nullable=True)


class SurveyOption(SQLModel, table=True):
    """One of the answers a question can have."""

    __tablename__ = "survey_option"

    id: int | None = Field(default=None, primary_key=True)
    question_id: int = Field(foreign_key="survey_question.id", index=True)
    position: int = 0
    label: str
    reply: str = Field(default="", sa_type=Body)
    """What to answer a contact who says so, with merge fields; may be empty."""
    removed_at: datetime | None = moment(nullable=True)


class SurveyAnswer(SQLModel, table=True):
    """What a contact answered. Changing it keeps the one before, marked as replaced."""

    __tablename__ = "survey_answer"
    __table_args__ = (
        Index(
            "ix_survey_answer_standing",
            "conversation_id",
            "question_id",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    conversation_id: int = Field(foreign_key="conversation.id")
    question_id: int = Field(foreign_key="survey_question.id", index=True)
    option_id: int = Field(foreign_key="survey_option.id")
    author: str
    at: datetime = moment()
    replaced_at: datetime | None = moment(nullable=True)


class FollowUp(SQLModel, table=True):
    """A later script of a campaign, for all of its contacts or some."""

    __tablename__ = "follow_up"

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    name: str
    script: str = Field(sa_type=Body)
    audience: str
    """See `core.follow_ups.Audience`."""
    position: int = 0
    created_at: datetime = moment()
    removed_at: datetime | None = moment(nullable=True)


class FollowUpStep(SQLModel, table=True):
    """What became of a follow-up for one conversation: sent, or skipped."""

    __tablename__ = "follow_up_step"

    follow_up_id: int = Field(primary_key=True, foreign_key="follow_up.id")
    conversation_id: int = Field(primary_key=True, foreign_key="conversation.id", index=True)
    outcome: str
    text_id: int | None = Field(default=None, foreign_key="text.id")
    author: str
    at: datetime = moment()


canned_replies = table(CannedReply)
tags = table(Tag)
conversation_tags = table(ConversationTag)
notes = table(Note)
survey_questions = table(SurveyQuestion)
survey_options = table(SurveyOption)
survey_answers = table(SurveyAnswer)
follow_ups = table(FollowUp)
follow_up_steps = table(FollowUpStep)
