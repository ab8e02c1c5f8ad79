"""Intake: bytes to reports, or to refusals that say where and why."""
