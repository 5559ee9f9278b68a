"""The pages under a person's card: what happened, and whatever else belongs to one person."""
