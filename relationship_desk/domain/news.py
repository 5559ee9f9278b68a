"""The user's own news: who is to be told, who knows, and who is better left in peace."""

from __future__ import annotations

from enum import StrEnum


class Choice(StrEnum):
    """What was said of somebody by hand. The values are stored; never change one."""

    NONE = ""  # as the rules have it
    ADDED = "added"
    LEFT_OUT = "left_out"
