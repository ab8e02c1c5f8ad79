"""Keeping: what is done to a record in a store, and what is seen of it; each costs what it touches."""
