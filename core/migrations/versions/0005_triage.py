"""Triage and detection."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_LISTED = sa.text("listed AND wants_out")
_WAITS = sa.text("wants_out AND opt_out_id IS NULL AND closing IS NULL")
_KEPT = sa.text("outcome = 'not_opt_out' AND withdrawn_at IS NULL")

# What was read before had no figure: a keyword is sure, the rest is as sure as it mostly was.
_CONFIDENCE = """
UPDATE text SET confidence = CASE
    WHEN request IN ('keyword', 'opt_in', 'help') AND rule != 'misspelled-keyword' THEN 1000
    WHEN request = 'keyword' THEN 950 ELSE 900 END
WHERE kind = 'inbound' AND request != 'none'
"""
_SAYS = "({0}.request != 'none' OR {0}.verdict = 'stop')"
_LATER = "(s.at > t.at OR s.at = t.at AND s.id > t.id)"
_HOLDS = f"""
    {_SAYS.format("t")} AND t.kind = 'inbound'
    AND NOT EXISTS (SELECT 1 FROM text s WHERE s.line_id = t.line_id AND s.number = t.number
        AND s.verdict = 'start' AND {_LATER})
    AND NOT EXISTS (SELECT 1 FROM text s WHERE s.conversation_id IN (
            SELECT x.id FROM conversation x WHERE x.line_id = t.line_id AND x.number = t.number)
        AND {_SAYS.format("s")} AND s.request = 'opt_in' AND {_LATER})
    AND NOT EXISTS (SELECT 1 FROM opt_out x WHERE x.organization_id = (
            SELECT l.organization_id FROM line l WHERE l.id = t.line_id)
        AND x.number = t.number AND x.ended_how = 'opt_in' AND x.ended_at >= t.at)
"""
_ASKS = f"{_HOLDS} AND (t.request IN ('keyword', 'request') OR t.verdict = 'stop')"
_OF = "FROM text t WHERE t.conversation_id = c.id AND"
_LATEST = "ORDER BY t.at DESC, t.id DESC LIMIT 1"
# The rule of core.asking, as it was when this was written and nobody had decided anything;
# 1 << 53 is of core.triage_order. Each step once, or it is worked out for every column.
_SETTLE = f"""
WITH found AS MATERIALIZED (
    SELECT c.id, (SELECT t.id {_OF} {_ASKS} {_LATEST}) AS text_id,
        (SELECT t.id {_OF} {_HOLDS} AND t.request = 'wrong_number' {_LATEST}) AS stranger_id,
        (SELECT min(t.at) {_OF} {_ASKS}) AS first_at,
        (SELECT b.since FROM block b WHERE b.line_id = c.line_id AND b.number = c.number
            AND b.lifted_at IS NULL) AS blocked_since
    FROM conversation c
), should_be AS MATERIALIZED (
    SELECT found.id, coalesce(text_id, stranger_id) AS request_text_id,
        CASE WHEN t.request IN ('keyword', 'request') THEN t.request
            WHEN text_id IS NOT NULL THEN 'keyword'
            WHEN stranger_id IS NOT NULL THEN 'wrong_number' ELSE 'none' END AS request,
        text_id IS NOT NULL OR blocked_since IS NOT NULL AS wants_out,
        CASE WHEN text_id IS NULL AND blocked_since IS NULL THEN 0 ELSE
            CASE WHEN blocked_since IS NOT NULL OR t.verdict = 'stop' THEN 1000
                ELSE max(t.confidence, 1) END * 9007199254740992 + 9007199254740991
            - coalesce(min(first_at, blocked_since), first_at, blocked_since)
        END AS triage_rank
    FROM found LEFT JOIN text t ON t.id = text_id
)
UPDATE conversation AS c SET request = s.request, request_text_id = s.request_text_id,
    wants_out = s.wants_out, triage_rank = s.triage_rank
FROM should_be s WHERE s.id = c.id AND (c.request, c.request_text_id, c.wants_out, c.triage_rank)
    IS NOT (s.request, s.request_text_id, s.wants_out, s.triage_rank)
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
    op.create_index(
        "ix_text_says",
        "text",
        ["conversation_id"],
        unique=False,
        sqlite_where=sa.text("(request != 'none' OR verdict = 'stop')"),
    )
    op.execute(_SETTLE)
    op.create_index(
        "ix_conversation_triage",
        "conversation",
        ["assignment_id", "triage_rank"],
        unique=False,
        sqlite_where=_LISTED,
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
