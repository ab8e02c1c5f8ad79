"""Changes: what differs between the record as it stood and as it stands."""
