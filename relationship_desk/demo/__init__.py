"""The sample store: invented people, one year of history, the same for the same seed and day."""
