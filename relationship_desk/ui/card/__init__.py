"""A person's card: as it is read, and as it is edited."""
