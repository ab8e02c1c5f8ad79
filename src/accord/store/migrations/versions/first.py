"""The first tables: what is kept, what is derived, and the index of the reports' words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

DERIVED = ("stories", "measures", "entries", "findings", "origins", "carriages", "links")


def upgrade() -> None:
    """Make the tables."""
    _kept()
    _derived()
    _words()


def _kept() -> None:
    op.create_table(
        "raws",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_raws"),
    )
    op.create_table(
        "reports",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("series", sa.String(32), nullable=False),
        sa.Column("raw", sa.String(32), nullable=False),
        sa.Column("came_from", sa.Text, nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("title", sa.Text),
        sa.Column("day", sa.String(10)),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("kept_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_reports"),
        sa.UniqueConstraint("id", name="uq_reports_id"),
        sa.ForeignKeyConstraint(["raw"], ["raws.id"], name="fk_reports_raw"),
    )
    for column in ("name", "series", "raw", "day"):
        op.create_index(f"ix_reports_{column}", "reports", [column])
    op.create_table(
        "readings",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("report", sa.String(32), nullable=False),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("unread", sa.Text),
        sa.Column("kept_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_readings"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_readings_report"),
    )
    op.create_index("ix_readings_report", "readings", ["report"])
    op.create_table(
        "claims",
        sa.Column("reading", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("reading", "number", name="pk_claims"),
        sa.ForeignKeyConstraint(["reading"], ["readings.id"], name="fk_claims_reading"),
    )
    op.create_index("ix_claims_id", "claims", ["id"])
    op.create_table(
        "rulings",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("supersedes", sa.String(16)),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("kept_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rulings"),
        sa.ForeignKeyConstraint(["supersedes"], ["rulings.id"], name="fk_rulings_supersedes"),
    )
    op.create_table(
        "tombstones",
        sa.Column("report", sa.String(32), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("series", sa.String(32), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("purged_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("report", name="pk_tombstones"),
    )
    op.create_index("ix_tombstones_series", "tombstones", ["series"])


def _derived() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("rules", sa.Text, nullable=False),
        sa.Column("as_of", sa.String(10)),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    for name in DERIVED:
        op.create_table(
            name,
            sa.Column("run", sa.String(32), nullable=False),
            sa.Column("number", sa.Integer, nullable=False),
            sa.Column("story", sa.Integer),
            sa.Column("id", sa.Text, nullable=False),
            sa.Column("kind", sa.Text, nullable=False),
            sa.Column("body", sa.Text, nullable=False),
            sa.PrimaryKeyConstraint("run", "number", name=f"pk_{name}"),
            sa.ForeignKeyConstraint(["run"], ["runs.id"], name=f"fk_{name}_run", ondelete="CASCADE"),
        )
        op.create_index(f"ix_{name}_id", name, ["id"])


def _words() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            "CREATE INDEX ix_reports_words ON reports USING gin "
            "(to_tsvector('english', coalesce(title, '') || ' ' || text))"
        )
        return
    op.execute(
        "CREATE VIRTUAL TABLE report_words USING fts5"
        "(title, text, content='reports', content_rowid='number', tokenize='porter unicode61')"
    )
    op.execute(
        "CREATE TRIGGER report_words_kept AFTER INSERT ON reports BEGIN "
        "INSERT INTO report_words(rowid, title, text) VALUES (new.number, new.title, new.text); END"
    )
    op.execute(
        "CREATE TRIGGER report_words_purged AFTER DELETE ON reports BEGIN "
        "INSERT INTO report_words(report_words, rowid, title, text) "
        "VALUES ('delete', old.number, old.title, old.text); END"
    )
