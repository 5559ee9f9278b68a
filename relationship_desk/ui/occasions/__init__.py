"""Occasions in the window: the section on a card, and the dialog in which one is edited."""
