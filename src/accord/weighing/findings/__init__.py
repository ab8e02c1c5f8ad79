"""What an editor must know across reports, one family a file."""
