"""An autostart that is a switch in memory."""

from __future__ import annotations

from relationship_desk.autostart.port import AutostartRefused


class Switch:
    """On, off, or refusing."""

    place = "a list of the test"

    def __init__(self, on: bool = False, refusal: str = "") -> None:
        self.on = on
        self.refusal = refusal

    def is_on(self) -> bool:
        return self.on

    def turn_on(self) -> None:
        self._turn(True)

    def turn_off(self) -> None:
        self._turn(False)

    def _turn(self, on: bool) -> None:
        if self.refusal:
            raise AutostartRefused(self.refusal)
        self.on = on
