"""Training databases, and automatic opt-out."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# What is marked for training stays so, whoever writes to the file: the last wall behind those
# of the program. The name is that of the simulator's lines. (PostgreSQL has the same triggers,
# with functions that raise.)
TRIGGERS = {
    "training_made_first": (
        "BEFORE INSERT ON training WHEN EXISTS (SELECT 1 FROM organization) BEGIN "
        "SELECT RAISE(ABORT, 'only a new database becomes a training database'); END"
    ),
    "training_stays": (
        "BEFORE DELETE ON training BEGIN SELECT RAISE(ABORT, 'a training database stays one'); END"
    ),
    "training_unchanged": (
        "BEFORE UPDATE ON training BEGIN SELECT RAISE(ABORT, 'a training database stays one'); END"
    ),
    "training_line_added": (
        "BEFORE INSERT ON line WHEN new.provider != 'simulator' "
        "AND EXISTS (SELECT 1 FROM training) BEGIN "
        "SELECT RAISE(ABORT, 'a training database has only simulated lines'); END"
    ),
    "training_line_changed": (
        "BEFORE UPDATE OF provider ON line WHEN new.provider != 'simulator' "
        "AND EXISTS (SELECT 1 FROM training) BEGIN "
        "SELECT RAISE(ABORT, 'a training database has only simulated lines'); END"
    ),
}


def upgrade() -> None:
    """Training databases, and automatic opt-out."""
    op.create_table(
        "training",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1"),
        sa.PrimaryKeyConstraint("id"),
    )
    for name, body in TRIGGERS.items():
        op.execute(f"CREATE TRIGGER {name} {body}")
    op.add_column(
        "organization",
        sa.Column("automatic_opt_out", sa.Boolean(), server_default=sa.text("0"), nullable=False),
    )
    op.add_column(
        "organization",
        sa.Column("automatic_words", sa.String(), server_default=sa.text("''"), nullable=False),
    )


def downgrade() -> None:
    """Go back to the schema before."""
    op.drop_column("organization", "automatic_words")
    op.drop_column("organization", "automatic_opt_out")
    for name in TRIGGERS:
        op.execute(f"DROP TRIGGER {name}")
    op.drop_table("training")
