"""A brief on the screen and on paper."""
