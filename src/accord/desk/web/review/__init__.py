"""The room of reviewing."""
