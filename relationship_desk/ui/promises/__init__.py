"""Promises in the window: what I owe and what is owed to me, beside the tasks."""
