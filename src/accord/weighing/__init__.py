"""Weighing: claims to measures, entries and findings."""
