"""The page of what happened with one person."""

from __future__ import annotations

from relationship_desk.ui.panes.timeline import TimelinePane


class TimelinePage(TimelinePane):
    """The timeline of whoever is in front; what was typed for one waits while another is shown."""

    def show_person(self, person_id: int | None) -> None:
        self.set_person(person_id)

    def take_focus(self) -> None:
        self.entry.text.setFocus()
