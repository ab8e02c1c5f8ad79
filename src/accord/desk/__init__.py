"""Desk: the record as pages."""
