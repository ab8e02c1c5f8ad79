"""Tracing: which reports share text, and which independent origins each carries."""
