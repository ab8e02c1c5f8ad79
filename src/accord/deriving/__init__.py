"""Deriving: what follows from what a store keeps, worked out only where something is new."""
