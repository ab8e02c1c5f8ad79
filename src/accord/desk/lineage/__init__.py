"""The lineage of a story: a graph in time, and two reports side by side."""
