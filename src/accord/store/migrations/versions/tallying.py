"""How many lines there are of each name is kept; withdrawn reports, and stories by their days, have indexes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables, which `prepare` fills, and the indexes."""
    op.create_table(
        "tallies",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("sort", "key", "kind", "about", "name")),
        sa.Column("lines", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("sort", "key", "kind", "about", "name", name="pk_tallies"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "told_of",
        sa.Column("story", sa.String(16), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("sort", "key")),
        sa.Column("lines", sa.Integer, nullable=False),
        sa.Column("last_day", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("story", "sort", "key", name="pk_told_of"),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_told_of_story", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_told_of_key", "told_of", ["sort", "key", "last_day", "lines", "story"])
    op.create_index("ix_named_about", "named", ["sort", "key", "kind", "about", "day"])
    op.drop_index("ix_stories_last_day", "stories")
    op.create_index("ix_stories_first_day", "stories", ["first_day", "first_report"])
    op.create_index("ix_stories_last_day", "stories", ["last_day", "n_reports", "id"])
    op.create_index(
        "ix_reports_withdrawn",
        "reports",
        ["name"],
        sqlite_where=sa.text("instr(body, '\"withdrawn\":{') > 0"),
        postgresql_where=sa.text("strpos(body, '\"withdrawn\":{') > 0"),
    )
