"""The trained encoder: a report's text to tokens, windows and marks, on the CPU, with no network."""
