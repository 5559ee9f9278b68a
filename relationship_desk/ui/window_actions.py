"""Who does what the menus offer: everything that acts for the window as a whole, built once.

Invariant: a pane does what is its own; only what no single pane can do is here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from relationship_desk.paths import Paths
from relationship_desk.ui.actions import ActionId
from relationship_desk.ui.appreciation.actions import ThanksActions
from relationship_desk.ui.brief.actions import BriefActions
from relationship_desk.ui.circle_actions import CircleActions
from relationship_desk.ui.connections.reach import ReachActions
from relationship_desk.ui.dialog_actions import DialogActions
from relationship_desk.ui.duplicate_actions import DuplicateActions
from relationship_desk.ui.exporting import Exporting
from relationship_desk.ui.handing_out import HandingOut
from relationship_desk.ui.import_actions import ImportActions
from relationship_desk.ui.panes.updates import UpdatesPane
from relationship_desk.ui.people_actions import PeopleActions
from relationship_desk.ui.playbooks.actions import PlaybookActions
from relationship_desk.ui.quarantine_actions import QuarantineActions
from relationship_desk.ui.quick_log.actions import QuickLogActions
from relationship_desk.ui.seasons import SeasonActions
from relationship_desk.ui.store_actions import StoreActions
from relationship_desk.ui.undoing import Undoing

if TYPE_CHECKING:
    from relationship_desk.ui.main_window import MainWindow


class WindowActions:
    """Each connects its own actions; those that somebody else asks have a name here."""

    def __init__(self, window: MainWindow, paths: Paths) -> None:
        bridge, actions = window.bridge, window.actions_table
        make = (bridge, actions, window.theme)
        tell, whom, panes = window.tell, window.whom, window.panes
        self.undoing = Undoing(bridge, actions, tell, window)
        self.dialogs = DialogActions(*make, self.undoing, window)
        self.people = PeopleActions(*make, self.undoing, whom, tell, window)
        self.circles = CircleActions(*make, self.undoing, window)
        self.briefs = BriefActions(window)
        self.quick_log = QuickLogActions(*make, self.undoing, window)
        self.playbooks = PlaybookActions(
            *make, paths, whom, tell, panes.tasks.verbs.edit_form, window
        )
        self.seasons = SeasonActions(*make, tell, window)
        self.reach = ReachActions(bridge, window.theme, whom, window.open_person, window)
        actions[ActionId.REACH].triggered.connect(self.reach.open)
        self.thanks = ThanksActions(*make, whom, tell, window)
        self.thanks.person_chosen.connect(window.open_person)
        for pane in panes:
            pane.letter_wanted.connect(self.playbooks.write)
            pane.news_wanted.connect(lambda news_id: _tell_people(window, news_id))
        Exporting(*make, whom, tell, window)
        QuarantineActions(*make, self.undoing, window)
        ImportActions(actions, window.import_files, window.warn, window)
        duplicates = DuplicateActions(*make, self.undoing, window)
        store_actions = StoreActions(*make, paths, tell, window)
        handing_out = HandingOut(bridge, actions, paths.cache, whom, tell, window)
        store_actions.restore_wanted.connect(window.restore_wanted)
        card = panes.person.view
        card.compare_wanted.connect(duplicates.compare)
        card.occasions.playbook_wanted.connect(self.playbooks.open_for_occasion)
        panes.people.list.drag_wanted.connect(lambda: handing_out.drag(panes.people.selected_ids()))


def _tell_people(window: MainWindow, news_id: int) -> None:
    """Go on with an update where they are, whoever asked for it."""
    window.show_place(ActionId.SHOW_UPDATES)
    window.panes.of(UpdatesPane).go_on(news_id)
