"""A scripted year of 150 fictional people, lived through by real commands; and policies on it."""
