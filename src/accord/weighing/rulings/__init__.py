"""People's decisions on entries, honoured."""
