"""Real gateways."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# As with the lines of revision 0004: a training database has no account at a real provider.
TRIGGER = (
    "CREATE TRIGGER training_account_added BEFORE INSERT ON gateway_account "
    "WHEN EXISTS (SELECT 1 FROM training) BEGIN "
    "SELECT RAISE(ABORT, 'a training database has no accounts at real providers'); END"
)


def upgrade() -> None:
    """Real gateways."""
    op.create_table(
        "gateway_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("settings", sa.String(), nullable=False),
        sa.Column("behavior", sa.String(), nullable=True),
        sa.Column("texts_per_second", sa.Integer(), nullable=True),
        sa.Column("writes_list", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("name != 'simulator'"),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_gateway_account_name",
        "gateway_account",
        ["name"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.create_index(
        "ix_gateway_account_organization_id", "gateway_account", ["organization_id"], unique=False
    )
    op.execute(TRIGGER)
    op.create_table(
        "provider_consent",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("wanted", sa.String(), nullable=False),
        sa.Column("told", sa.String(), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["gateway_account.id"]),
        sa.PrimaryKeyConstraint("account_id", "number"),
    )
    op.create_index(
        "ix_provider_consent_due",
        "provider_consent",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("due_at IS NOT NULL"),
    )
    op.add_column(
        "text", sa.Column("media", sa.String(), server_default=sa.text("''"), nullable=False)
    )


def downgrade() -> None:
    """Go back to the schema before."""
    op.drop_column("text", "media")
    op.drop_table("provider_consent")
    op.execute("DROP TRIGGER training_account_added")
    op.drop_table("gateway_account")
