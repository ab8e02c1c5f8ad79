"""What Alembic runs for each step: on the connection, and in the transaction, that `migrate` hands over."""

from __future__ import annotations

from alembic import context

from accord.store.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
