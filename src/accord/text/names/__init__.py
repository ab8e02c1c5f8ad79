"""Who is who in a report: names, titles, short names and pronouns brought to full names and parties."""
