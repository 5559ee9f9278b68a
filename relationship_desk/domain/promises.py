"""Promises: who owes what to whom. Two lists of facts, never a debt or a score."""

from __future__ import annotations

from enum import StrEnum


class Owing(StrEnum):
    """Whose promise it is. The values are stored; never change one."""

    MINE = "mine"
    THEIRS = "theirs"

    def words(self, name: str) -> str:
        """ "I owe Ida Vale", "Ida Vale owes me"."""
        return f"I owe {name}" if self is Owing.MINE else f"{name} owes me"
