"""Who is one person, or one party, across reports."""
