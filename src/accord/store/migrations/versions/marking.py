"""Derivations are marked, so that what is held beside a store can tell whether it is of this one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the mark; the derivation there is has none."""
    op.add_column("derivations", sa.Column("mark", sa.String(32)))
