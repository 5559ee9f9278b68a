"""Relationship Desk: a desktop program for looking after the people one knows."""

__version__ = "0.1.0"
