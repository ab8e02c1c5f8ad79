"""The store: a record kept in SQLite or PostgreSQL, behind one seam."""
