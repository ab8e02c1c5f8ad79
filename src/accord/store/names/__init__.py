"""Parties, speakers and measures by name, over all stories."""
