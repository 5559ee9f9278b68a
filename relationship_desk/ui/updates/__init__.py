"""News of one's own: writing them, for whom they are, telling people one by one, who knows what."""
