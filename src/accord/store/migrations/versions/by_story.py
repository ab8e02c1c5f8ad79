"""What is derived, story by story, so that a further report touches its own story; and what waits to be derived."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

OLD = ("stories", "measures", "entries", "findings", "origins", "carriages", "links", "runs")


def upgrade() -> None:
    """Drop what was derived, which can be made anew, and make the tables it is kept in now."""
    for name in OLD:
        op.drop_table(name)
    op.create_table(
        "touched",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("key", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_touched"),
    )
    op.create_table(
        "derivations",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("rules", sa.Text, nullable=False),
        sa.Column("as_of", sa.String(10)),
        sa.PrimaryKeyConstraint("number", name="pk_derivations"),
    )
    _stories()
    for name in ("measures", "entries", "findings"):
        _lines(name)
    _lineage()


def _stories() -> None:
    op.create_table(
        "stories",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("until", sa.String(10)),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("first_day", sa.String(10)),
        sa.Column("first_report", sa.Text, nullable=False),
        sa.Column("last_day", sa.String(10)),
        *(
            sa.Column(name, sa.Integer, nullable=False)
            for name in ("n_reports", "n_outlets", "n_origins", "n_entries", "n_open", "n_conflicts")
        ),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
    )
    op.create_index("ix_stories_until", "stories", ["until"])
    op.create_index("ix_stories_last_day", "stories", ["last_day"])
    op.create_table(
        "members",
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("story", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("report", name="pk_members"),
        _of_story("members"),
    )
    op.create_index("ix_members_story", "members", ["story"])
    op.create_table(
        "ids",
        sa.Column("story", sa.String(16), nullable=False),
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("given", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("story", "id", name="pk_ids"),
        _of_story("ids"),
    )
    op.create_index("ix_ids_id", "ids", ["id"])
    op.create_table(
        "honoured",
        sa.Column("story", sa.String(16), nullable=False),
        sa.Column("ruling", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("story", "ruling", name="pk_honoured"),
        _of_story("honoured"),
    )
    op.create_index("ix_honoured_ruling", "honoured", ["ruling"])


def _lines(name: str) -> None:
    op.create_table(
        name,
        sa.Column("story", sa.String(16), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("story", "number", name=f"pk_{name}"),
        _of_story(name),
    )
    op.create_index(f"ix_{name}_id", name, ["id"])


def _lineage() -> None:
    op.create_table(
        "origins",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_origins"),
    )
    op.create_table(
        "carriages",
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("report", "origin", name="pk_carriages"),
        sa.ForeignKeyConstraint(["origin"], ["origins.id"], name="fk_carriages_origin"),
    )
    op.create_index("ix_carriages_origin", "carriages", ["origin"])
    op.create_table(
        "links",
        sa.Column("left", sa.Text, nullable=False),
        sa.Column("right", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("left", "right", name="pk_links"),
    )
    op.create_index("ix_links_right", "links", ["right"])


def _of_story(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["story"], ["stories.id"], name=f"fk_{name}_story", ondelete="CASCADE")
