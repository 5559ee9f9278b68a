"""The place Value: favours, introductions, needs, the shelf, what was given, topics."""
