"""The rooms of parties, speakers and measures."""
