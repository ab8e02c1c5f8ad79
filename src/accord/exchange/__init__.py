"""Exchange: the record in the formats others read."""
