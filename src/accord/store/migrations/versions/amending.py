"""What is searched goes by outlets and days as people amended them; PostgreSQL finds both, and titles, by one index."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the outlet as it is written, and take out the rows that may be others now; `prepare` makes these anew."""
    op.add_column("searched", sa.Column("outlet_name", sa.Text))
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.execute("TRUNCATE report_words, searched")
        for column in (
            sa.Column("name", sa.Text),
            sa.Column("day", sa.String(10)),
            sa.Column("reading", sa.String(32)),
        ):
            op.add_column("report_words", column)
        return
    op.execute("UPDATE searched SET outlet_name = (SELECT outlet FROM reports WHERE reports.number = searched.number)")
    searched = sa.table("searched", sa.column("name"))
    for (body,) in connection.execute(sa.select(sa.table("rulings", sa.column("body")))).all():
        connection.execute(sa.delete(searched).where(searched.c.name.in_(_targets(body))))


def _targets(body: str) -> list[str]:
    """What a ruling is about; nothing where its row is damaged, as `accord doctor` then says."""
    try:
        return [str(target) for target in json.loads(body)["targets"]]
    except (ValueError, KeyError, TypeError):
        return []
