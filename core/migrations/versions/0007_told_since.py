"""Since when a provider's opt-out list may say what we told it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# What was told before has no time of its own: no earlier than it was asked for; and where that
# is being taken back already, whatever was refused counts as told by us, as it did.
_TOLD_BEFORE = """
UPDATE provider_consent SET told_since = CASE wanted WHEN 'out' THEN changed_at ELSE 0 END
WHERE told = 'out' OR wanted = 'out' AND attempts > 0 OR wanted = 'in' AND due_at IS NOT NULL
"""


def upgrade() -> None:
    """Since when a provider's opt-out list may say what we told it."""
    op.add_column("provider_consent", sa.Column("told_since", sa.BigInteger(), nullable=True))
    op.execute(_TOLD_BEFORE)


def downgrade() -> None:
    """Go back to the schema before."""
    op.drop_column("provider_consent", "told_since")
