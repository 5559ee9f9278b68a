"""What the list of people says where it is empty."""

from __future__ import annotations


def nobody_words(typed: str, *, tags: bool, circles: bool) -> str:
    """Whom a search with these words, and with tags and circles chosen, has not found."""
    said = [f"Nobody fits “{typed}”"] if typed else []
    for chosen, alone, also in (
        (tags, "Nobody wears these tags", "with these tags"),
        (circles, "Nobody is in these circles", "in these circles"),
    ):
        if chosen:
            said.append(also if said else alone)
    return f"{' '.join(said)}."
