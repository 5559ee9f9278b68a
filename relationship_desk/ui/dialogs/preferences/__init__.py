"""The preferences: a dialog with a page for each matter; a new page is a file and a line here.

Invariant: pages know nothing of each other; what they say together is saved as one change.
"""

from __future__ import annotations

from relationship_desk.ui.dialogs.preferences.background import BackgroundPage
from relationship_desk.ui.dialogs.preferences.backups import BackupsPage
from relationship_desk.ui.dialogs.preferences.calendar import CalendarPage
from relationship_desk.ui.dialogs.preferences.general import GeneralPage
from relationship_desk.ui.dialogs.preferences.notifications import NotificationsPage
from relationship_desk.ui.dialogs.preferences.occasions import OccasionsPage
from relationship_desk.ui.dialogs.preferences.page import Page
from relationship_desk.ui.dialogs.preferences.reminders import RemindersPage

PAGES: tuple[type[Page], ...] = (
    GeneralPage,
    RemindersPage,
    OccasionsPage,
    NotificationsPage,
    CalendarPage,
    BackgroundPage,
    BackupsPage,
)
