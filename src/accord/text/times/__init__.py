"""Days, runs of days and lengths of time, resolved against the day of publication."""
