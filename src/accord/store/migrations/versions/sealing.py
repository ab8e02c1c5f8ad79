"""Rulings are sealed: what they were about is no part of their ids, and damage to it must show."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the seal; the rulings there are have none."""
    op.add_column("rulings", sa.Column("seal", sa.String(32)))
