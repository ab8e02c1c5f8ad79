"""Who owes what, by when: promises, their terms and their clock."""
