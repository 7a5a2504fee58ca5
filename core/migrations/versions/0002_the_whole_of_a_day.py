"""The whole of a day."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The whole of a day."""
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("organization_id", "name"),
    )
    op.create_table(
        "canned_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("texter_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.id"],
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
        ),
        sa.ForeignKeyConstraint(
            ["tag_id"],
            ["tag.id"],
        ),
        sa.ForeignKeyConstraint(
            ["texter_id"],
            ["texter.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_canned_reply",
        "canned_reply",
        ["organization_id", "campaign_id", "texter_id", "position"],
        unique=False,
    )
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("script", sa.Text(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_follow_up_campaign_id"), "follow_up", ["campaign_id"], unique=False)
    op.create_table(
        "survey_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("prompt", sa.String(), nullable=False),
        sa.Column("after_option_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_survey_question_campaign_id"), "survey_question", ["campaign_id"], unique=False
    )
    op.create_table(
        "survey_option",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["survey_question.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_survey_option_question_id"), "survey_option", ["question_id"], unique=False
    )
    op.create_table(
        "conversation_tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["tag_id"],
            ["tag.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_conversation_tag_standing",
        "conversation_tag",
        ["conversation_id", "tag_id"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.create_index(
        op.f("ix_conversation_tag_tag_id"), "conversation_tag", ["tag_id"], unique=False
    )
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_note_contact_id"), "note", ["contact_id"], unique=False)
    op.create_table(
        "survey_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("option_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("replaced_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["option_id"],
            ["survey_option.id"],
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["survey_question.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_survey_answer_question_id"), "survey_answer", ["question_id"], unique=False
    )
    op.create_index(
        "ix_survey_answer_standing",
        "survey_answer",
        ["conversation_id", "question_id"],
        unique=True,
        sqlite_where=sa.text("replaced_at IS NULL"),
    )
    op.create_table(
        "follow_up_step",
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["follow_up_id"],
            ["follow_up.id"],
        ),
        sa.ForeignKeyConstraint(
            ["text_id"],
            ["text.id"],
        ),
        sa.PrimaryKeyConstraint("follow_up_id", "conversation_id"),
    )
    op.create_index(
        op.f("ix_follow_up_step_conversation_id"),
        "follow_up_step",
        ["conversation_id"],
        unique=False,
    )
    op.add_column(
        "campaign", sa.Column("script", sa.String(), server_default=sa.text("''"), nullable=False)
    )
    op.add_column(
        "campaign",
        sa.Column("quick_send", sa.Boolean(), server_default=sa.text("0"), nullable=False),
    )
    op.add_column(
        "campaign",
        sa.Column("replies_at_once", sa.Boolean(), server_default=sa.text("0"), nullable=False),
    )
    op.add_column("campaign", sa.Column("hours_enforced", sa.Boolean(), nullable=True))
    op.add_column("campaign", sa.Column("hours_start", sa.Integer(), nullable=True))
    op.add_column("campaign", sa.Column("hours_end", sa.Integer(), nullable=True))
    op.add_column(
        "campaign",
        sa.Column("time_zone", sa.String(), server_default=sa.text("''"), nullable=False),
    )
    op.add_column(
        "conversation",
        sa.Column("time_zone", sa.String(), server_default=sa.text("''"), nullable=False),
    )
    op.add_column(
        "conversation",
        sa.Column("unread", sa.Boolean(), server_default=sa.text("0"), nullable=False),
    )
    op.add_column("conversation", sa.Column("set_aside", sa.String(), nullable=True))
    op.create_index(
        "ix_conversation_unread",
        "conversation",
        ["assignment_id", "rank"],
        unique=False,
        sqlite_where=sa.text("listed AND unread"),
    )
    op.add_column("line", sa.Column("texts_per_second", sa.Integer(), nullable=True))
    op.add_column("line", sa.Column("paced_until", sa.BigInteger(), nullable=True))
    op.drop_index(
        "ix_text_due", table_name="text", sqlite_where=sa.text("state IN ('queued', 'sending')")
    )
    op.create_index(
        "ix_text_due",
        "text",
        ["line_id", "due_at"],
        unique=False,
        sqlite_where=sa.text("state IN ('queued', 'sending')"),
    )
    op.create_index(
        "ix_text_first",
        "text",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("state = 'queued' AND kind IN ('reply', 'confirmation')"),
    )
    op.create_index(
        "ix_text_sending",
        "text",
        ["claim_until"],
        unique=False,
        sqlite_where=sa.text("state = 'sending'"),
    )
    op.add_column(
        "organization",
        sa.Column("hours_enforced", sa.Boolean(), server_default=sa.text("0"), nullable=False),
    )
    op.add_column(
        "organization",
        sa.Column("hours_start", sa.Integer(), server_default=sa.text("480"), nullable=False),
    )
    op.add_column(
        "organization",
        sa.Column("hours_end", sa.Integer(), server_default=sa.text("1260"), nullable=False),
    )
    op.add_column(
        "organization",
        sa.Column(
            "hours_hold_confirmations", sa.Boolean(), server_default=sa.text("0"), nullable=False
        ),
    )


def downgrade() -> None:
    """Go back to the schema before."""
    op.drop_column("organization", "hours_hold_confirmations")
    op.drop_column("organization", "hours_end")
    op.drop_column("organization", "hours_start")
    op.drop_column("organization", "hours_enforced")
    op.drop_index("ix_text_sending", table_name="text", sqlite_where=sa.text("state = 'sending'"))
    op.drop_index(
        "ix_text_first",
        table_name="text",
        sqlite_where=sa.text("state = 'queued' AND kind IN ('reply', 'confirmation')"),
    )
    op.drop_index(
        "ix_text_due", table_name="text", sqlite_where=sa.text("state IN ('queued', 'sending')")
    )
    op.create_index(
        "ix_text_due",
        "text",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("state IN ('queued', 'sending')"),
    )
    op.drop_column("line", "paced_until")
    op.drop_column("line", "texts_per_second")
    op.drop_index(
        "ix_conversation_unread",
        table_name="conversation",
        sqlite_where=sa.text("listed AND unread"),
    )
    op.drop_column("conversation", "set_aside")
    op.drop_column("conversation", "unread")
    op.drop_column("conversation", "time_zone")
    op.drop_column("campaign", "time_zone")
    op.drop_column("campaign", "hours_end")
    op.drop_column("campaign", "hours_start")
    op.drop_column("campaign", "hours_enforced")
    op.drop_column("campaign", "replies_at_once")
    op.drop_column("campaign", "quick_send")
    op.drop_column("campaign", "script")
    op.drop_index(op.f("ix_follow_up_step_conversation_id"), table_name="follow_up_step")
    op.drop_table("follow_up_step")
    op.drop_index(
        "ix_survey_answer_standing",
        table_name="survey_answer",
        sqlite_where=sa.text("replaced_at IS NULL"),
    )
    op.drop_index(op.f("ix_survey_answer_question_id"), table_name="survey_answer")
    op.drop_table("survey_answer")
    op.drop_index(op.f("ix_note_contact_id"), table_name="note")
    op.drop_table("note")
    op.drop_index(op.f("ix_conversation_tag_tag_id"), table_name="conversation_tag")
    op.drop_index(
        "ix_conversation_tag_standing",
        table_name="conversation_tag",
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.drop_table("conversation_tag")
    op.drop_index(op.f("ix_survey_option_question_id"), table_name="survey_option")
    op.drop_table("survey_option")
    op.drop_index(op.f("ix_survey_question_campaign_id"), table_name="survey_question")
    op.drop_table("survey_question")
    op.drop_index(op.f("ix_follow_up_campaign_id"), table_name="follow_up")
    op.drop_table("follow_up")
    op.drop_index("ix_canned_reply", table_name="canned_reply")
    op.drop_table("canned_reply")
    op.drop_table("tag")
