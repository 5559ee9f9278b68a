"""Showing appreciation: kindnesses and thanks, gifts, the calendar of thanks, batches of cards."""
