"""The port: whether the system starts the desk when the user logs in."""

from __future__ import annotations

from typing import Protocol

from relationship_desk.domain.errors import UserError


class AutostartRefused(UserError):
    """The system does not let the desk be started with the session; the sentence says why."""


class Autostart(Protocol):
    """The state is the system's and read from it each time: the user may change it elsewhere.

    `place` says where the system keeps it, in a few words. `refusal` is empty, or a sentence why
    the desk cannot change it here and what the user can do instead.
    """

    place: str
    refusal: str

    def is_on(self) -> bool:
        """Whether this desk is started with the session. Never raises."""
        ...

    def turn_on(self) -> None:
        """From the next session on. Raises `AutostartRefused`."""
        ...

    def turn_off(self) -> None:
        """Nothing of it is left behind. Raises `AutostartRefused`."""
        ...
