"""Grouping: the reports of one episode together."""
