"""Who comes in, and what every answer says to the browser."""
