"""What is reported from the ground, and who denies it."""
