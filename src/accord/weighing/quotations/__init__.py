"""One utterance and its wordings across reports."""
