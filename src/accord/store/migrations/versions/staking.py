"""What a ruling on each line would settle is kept with what is derived, so that the weightiest are found at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table; it is filled as stories are derived, and what was derived so far was by other rules."""
    op.create_table(
        "stakes",
        sa.Column("story", sa.String(16), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("weight", sa.Float, nullable=False),
        sa.Column("doubt", sa.Float, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("reports", "lines", "findings", "sentences")),
        sa.PrimaryKeyConstraint("story", "id", name="pk_stakes"),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_stakes_story", ondelete="CASCADE"),
    )
    op.create_index("ix_stakes_weight", "stakes", ["weight", "id"])
    op.create_index("ix_stakes_kind", "stakes", ["kind", "weight", "id"])
