"""Searching what is kept: reports by their words and names, what they say, and the lines of the record."""
