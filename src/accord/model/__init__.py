"""Frozen data classes of the product; no input or output."""
