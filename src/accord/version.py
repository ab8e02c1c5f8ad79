"""The version, one place for package and record."""

__version__ = "0.1.0"
