"""One step each, oldest first by its number."""
