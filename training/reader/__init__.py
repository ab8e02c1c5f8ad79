"""How the trained reader is made."""
