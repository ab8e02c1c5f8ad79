"""The rooms of reports."""
