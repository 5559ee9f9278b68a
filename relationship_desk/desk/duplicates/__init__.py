"""Finding people who are in the store twice: evidence first, then names, then a score."""
