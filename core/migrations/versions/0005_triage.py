"""Triage and detection."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_WAITS = sa.text("listed AND wants_out")
_KEPT = sa.text("outcome = 'not_opt_out' AND withdrawn_at IS NULL")

# What was read before had no figure: a keyword is sure, the rest is as sure as it mostly was.
_CONFIDENCE = """
UPDATE text SET confidence = CASE
    WHEN request IN ('keyword', 'opt_in', 'help') AND rule != 'misspelled-keyword' THEN 1000
    WHEN request = 'keyword' THEN 950 ELSE 900 END
WHERE kind = 'inbound' AND request != 'none'
"""
_BLOCKED_SINCE = (
    "(SELECT b.since FROM block b WHERE b.line_id = conversation.line_id "
    "AND b.number = conversation.number AND b.lifted_at IS NULL)"
)
# 1 << 53, as in core.triage_order.
_RANK = f"""
UPDATE conversation SET triage_rank =
    CASE WHEN {_BLOCKED_SINCE} IS NOT NULL THEN 1000 ELSE coalesce((SELECT
        CASE WHEN t.verdict = 'stop' THEN 1000 ELSE t.confidence END
        FROM text t WHERE t.id = conversation.request_text_id), 900) END * 9007199254740992
    + 9007199254740991 - coalesce(
        (SELECT t.at FROM text t WHERE t.id = conversation.request_text_id),
        {_BLOCKED_SINCE}, last_at, 0)
WHERE wants_out
"""


def upgrade() -> None:
    """Triage and detection."""
    op.add_column(
        "organization",
        sa.Column("request_words", sa.String(), server_default=sa.text("''"), nullable=False),
    )
    op.add_column(
        "text", sa.Column("confidence", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )
    op.add_column(
        "text", sa.Column("language", sa.String(), server_default=sa.text("''"), nullable=False)
    )
    op.add_column(
        "conversation",
        sa.Column("triage_rank", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
    )
    op.execute(_CONFIDENCE)
    op.execute(_RANK)
    op.create_index(
        "ix_text_says",
        "text",
        ["conversation_id"],
        unique=False,
        sqlite_where=sa.text("(request != 'none' OR verdict = 'stop')"),
    )
    op.create_index(
        "ix_conversation_triage",
        "conversation",
        ["assignment_id", "triage_rank"],
        unique=False,
        sqlite_where=_WAITS,
    )
    op.create_index(
        "ix_conversation_triage_all",
        "conversation",
        ["triage_rank"],
        unique=False,
        sqlite_where=_WAITS,
    )
    op.create_table(
        "triage_claim",
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("session", sa.String(), nullable=False),
        sa.Column("texter", sa.String(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"]),
        sa.PrimaryKeyConstraint("conversation_id"),
    )
    op.create_index("ix_triage_claim_session", "triage_claim", ["session"], unique=False)
    op.create_table(
        "triage_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=True),
        sa.Column("block_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("operation_id", sa.String(), nullable=False),
        sa.Column("opt_out_id", sa.Integer(), nullable=True),
        sa.Column("read_to", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"]),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"]),
        sa.ForeignKeyConstraint(["opt_out_id"], ["opt_out.id"]),
        sa.ForeignKeyConstraint(["text_id"], ["text.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("operation_id"),
    )
    op.create_index(
        "ix_triage_decision_conversation", "triage_decision", ["conversation_id"], unique=False
    )
    for column in ("text", "block"):
        op.create_index(
            f"ix_triage_decision_kept_{column}",
            "triage_decision",
            [f"{column}_id"],
            unique=True,
            sqlite_where=_KEPT,
        )


def downgrade() -> None:
    """Go back to the schema before."""
    op.drop_table("triage_decision")
    op.drop_table("triage_claim")
    op.drop_index("ix_conversation_triage_all", table_name="conversation")
    op.drop_index("ix_conversation_triage", table_name="conversation")
    op.drop_index("ix_text_says", table_name="text")
    op.drop_column("conversation", "triage_rank")
    op.drop_column("text", "language")
    op.drop_column("text", "confidence")
    op.drop_column("organization", "request_words")
