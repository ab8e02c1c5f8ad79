"""What lines name, by name, so that all of a party, a speaker or a measure is found; and days on which clocks moved."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables, which `prepare` fills, and find what was withdrawn, or kept at a moment, by an index."""
    op.create_table(
        "named",
        sa.Column("story", sa.String(16), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("sort", "key", "kind", "roles", "name", "about")),
        sa.Column("day", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("story", "number", "sort", "kind", "key", name="pk_named"),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_named_story", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_named_key", "named", ["sort", "key", "kind", "day"])
    op.create_table(
        "clocks",
        sa.Column("story", sa.String(16), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("story", "day", name="pk_clocks"),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_clocks_story", ondelete="CASCADE"),
    )
    op.create_index("ix_clocks_day", "clocks", ["day"])
    for table in ("reports", "readings"):
        op.create_index(f"ix_{table}_kept_at", table, ["kept_at"])
