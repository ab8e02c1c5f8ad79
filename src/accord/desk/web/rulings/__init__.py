"""The rooms of rulings."""
