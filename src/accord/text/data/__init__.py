"""Data tables of the text stage."""
