"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The first schema."""
    op.create_table(
        "early_report",
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("provider_message_id", sa.String(), nullable=False),
        sa.Column("delivery", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("provider", "provider_message_id"),
    )
    op.create_table(
        "organization",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("opt_out_message", sa.String(), nullable=False),
        sa.Column("confirm_unblocked_type_2", sa.Boolean(), nullable=False),
        sa.Column("undo_seconds", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "texter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("opt_out_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_audit_entry_opt_out_id"), "audit_entry", ["opt_out_id"], unique=False)
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("last_name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("organization_id", "number"),
    )
    op.create_table(
        "line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("behavior", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("provider", "number"),
    )
    op.create_table(
        "block",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("lifted_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["line_id"],
            ["line.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_block_standing",
        "block",
        ["line_id", "number"],
        unique=True,
        sqlite_where=sa.text("lifted_at IS NULL"),
    )
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("default_country", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_id"],
            ["line.id"],
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("organization_id", "name"),
    )
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("texter_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.id"],
        ),
        sa.ForeignKeyConstraint(
            ["texter_id"],
            ["texter.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("campaign_id", "texter_id"),
    )
    op.create_index(op.f("ix_assignment_texter_id"), "assignment", ["texter_id"], unique=False)
    op.create_table(
        "opt_out",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("conversation_id", sa.Integer(), nullable=True),
        sa.Column("text_id", sa.Integer(), nullable=True),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column("behavior", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("confirmation", sa.String(), nullable=False),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("ended_how", sa.String(), nullable=True),
        sa.Column("ended_reason", sa.String(), nullable=True),
        sa.Column("opt_in_requested_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.id"],
        ),
        sa.ForeignKeyConstraint(
            ["line_id"],
            ["line.id"],
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_opt_out_number", "opt_out", ["organization_id", "number"], unique=False)
    op.create_index(
        "ix_opt_out_standing",
        "opt_out",
        ["organization_id", "number"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "conversation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("custom", sa.String(), nullable=False),
        sa.Column("opt_out_id", sa.Integer(), nullable=True),
        sa.Column("closing", sa.String(), nullable=True),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("request_text_id", sa.Integer(), nullable=True),
        sa.Column("needs_reply", sa.Boolean(), nullable=False),
        sa.Column("wants_out", sa.Boolean(), nullable=False),
        sa.Column("last_text_id", sa.Integer(), nullable=True),
        sa.Column("last_at", sa.BigInteger(), nullable=True),
        sa.Column("texted_at", sa.BigInteger(), nullable=True),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.id"],
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
        ),
        sa.ForeignKeyConstraint(
            ["line_id"],
            ["line.id"],
        ),
        sa.ForeignKeyConstraint(
            ["opt_out_id"],
            ["opt_out.id"],
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("campaign_id", "contact_id"),
    )
    op.create_index(
        "ix_conversation_line", "conversation", ["line_id", "number", "texted_at"], unique=False
    )
    op.create_index(
        "ix_conversation_list",
        "conversation",
        ["assignment_id", "rank"],
        unique=False,
        sqlite_where=sa.text("listed"),
    )
    op.create_index(
        "ix_conversation_number", "conversation", ["organization_id", "number"], unique=False
    )
    op.create_index(
        "ix_conversation_opt_out",
        "conversation",
        ["opt_out_id"],
        unique=False,
        sqlite_where=sa.text("opt_out_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_conversation_revision"), "conversation", ["revision"], unique=False)
    op.create_index(
        "ix_conversation_wants_out",
        "conversation",
        ["assignment_id", "rank"],
        unique=False,
        sqlite_where=sa.text("listed AND wants_out"),
    )
    op.create_table(
        "opt_out_press",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opt_out_id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("operation_id", sa.String(), nullable=False),
        sa.Column("undo_until", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["opt_out_id"],
            ["opt_out.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("operation_id"),
    )
    op.create_index(op.f("ix_opt_out_press_author"), "opt_out_press", ["author"], unique=False)
    op.create_index(
        op.f("ix_opt_out_press_opt_out_id"), "opt_out_press", ["opt_out_id"], unique=False
    )
    op.create_table(
        "draft",
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
        ),
        sa.PrimaryKeyConstraint("conversation_id"),
    )
    op.create_table(
        "text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=True),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("operation_id", sa.String(), nullable=True),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("provider_message_id", sa.String(), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(), nullable=True),
        sa.Column("claim_until", sa.BigInteger(), nullable=True),
        sa.Column("opt_out_id", sa.Integer(), nullable=True),
        sa.Column("cancelled_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind != 'confirmation' OR opt_out_id IS NOT NULL"),
        sa.ForeignKeyConstraint(
            ["cancelled_by"],
            ["opt_out.id"],
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["line_id"],
            ["line.id"],
        ),
        sa.ForeignKeyConstraint(
            ["opt_out_id"],
            ["opt_out.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("operation_id"),
        sa.UniqueConstraint("reference"),
    )
    op.create_index(
        "ix_text_cancelled_by",
        "text",
        ["cancelled_by"],
        unique=False,
        sqlite_where=sa.text("cancelled_by IS NOT NULL"),
    )
    op.create_index("ix_text_conversation", "text", ["conversation_id", "id"], unique=False)
    op.create_index(
        "ix_text_due",
        "text",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("state IN ('queued', 'sending')"),
    )
    op.create_index(
        "ix_text_one_confirmation",
        "text",
        ["opt_out_id"],
        unique=True,
        sqlite_where=sa.text("kind = 'confirmation'"),
    )
    op.create_index(
        "ix_text_outbox",
        "text",
        ["conversation_id"],
        unique=False,
        sqlite_where=sa.text("state = 'queued'"),
    )
    op.create_index(
        "ix_text_provider_message",
        "text",
        ["line_id", "provider_message_id"],
        unique=True,
        sqlite_where=sa.text("provider_message_id IS NOT NULL"),
    )
    op.create_index(
        "ix_text_verdict",
        "text",
        ["line_id", "number"],
        unique=False,
        sqlite_where=sa.text("verdict = 'start'"),
    )


def downgrade() -> None:
    """Go back to the schema before."""
    op.drop_index("ix_text_verdict", table_name="text", sqlite_where=sa.text("verdict = 'start'"))
    op.drop_index(
        "ix_text_provider_message",
        table_name="text",
        sqlite_where=sa.text("provider_message_id IS NOT NULL"),
    )
    op.drop_index("ix_text_outbox", table_name="text", sqlite_where=sa.text("state = 'queued'"))
    op.drop_index(
        "ix_text_one_confirmation", table_name="text", sqlite_where=sa.text("kind = 'confirmation'")
    )
    op.drop_index(
        "ix_text_due", table_name="text", sqlite_where=sa.text("state IN ('queued', 'sending')")
    )
    op.drop_index("ix_text_conversation", table_name="text")
    op.drop_index(
        "ix_text_cancelled_by", table_name="text", sqlite_where=sa.text("cancelled_by IS NOT NULL")
    )
    op.drop_table("text")
    op.drop_table("draft")
    op.drop_index(op.f("ix_opt_out_press_opt_out_id"), table_name="opt_out_press")
    op.drop_index(op.f("ix_opt_out_press_author"), table_name="opt_out_press")
    op.drop_table("opt_out_press")
    op.drop_index(
        "ix_conversation_wants_out",
        table_name="conversation",
        sqlite_where=sa.text("listed AND wants_out"),
    )
    op.drop_index(op.f("ix_conversation_revision"), table_name="conversation")
    op.drop_index(
        "ix_conversation_opt_out",
        table_name="conversation",
        sqlite_where=sa.text("opt_out_id IS NOT NULL"),
    )
    op.drop_index("ix_conversation_number", table_name="conversation")
    op.drop_index("ix_conversation_list", table_name="conversation", sqlite_where=sa.text("listed"))
    op.drop_index("ix_conversation_line", table_name="conversation")
    op.drop_table("conversation")
    op.drop_index(
        "ix_opt_out_standing", table_name="opt_out", sqlite_where=sa.text("ended_at IS NULL")
    )
    op.drop_index("ix_opt_out_number", table_name="opt_out")
    op.drop_table("opt_out")
    op.drop_index(op.f("ix_assignment_texter_id"), table_name="assignment")
    op.drop_table("assignment")
    op.drop_table("campaign")
    op.drop_index(
        "ix_block_standing", table_name="block", sqlite_where=sa.text("lifted_at IS NULL")
    )
    op.drop_table("block")
    op.drop_table("line")
    op.drop_table("contact")
    op.drop_index(op.f("ix_audit_entry_opt_out_id"), table_name="audit_entry")
    op.drop_table("audit_entry")
    op.drop_table("texter")
    op.drop_table("organization")
    op.drop_table("early_report")
