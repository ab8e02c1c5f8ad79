"""Incidents on a map."""
