"""The words on and about popups that are not the reminder's own."""

from __future__ import annotations

from relationship_desk.desk.ports import Reply

APP_NAME = "Relationship Desk"

# By `Notifier.name`, which is what the store and the log keep.
TITLES: dict[str, str] = {
    "dbus": "Desktop notifications",
    "windows": "Windows notifications",
    "macos": "macOS notifications",
    "plyer": "Simple popups",
    "tray": "Balloon at the tray icon",
    "window": "Only inside the window",
}

REPLY_WORDS: dict[Reply, str] = {
    Reply.DONE: "Done",
    Reply.SNOOZE_10_MINUTES: "In 10 minutes",
    Reply.SNOOZE_1_HOUR: "In 1 hour",
    Reply.SNOOZE_TOMORROW: "Tomorrow",
    Reply.OPEN: "Open",
}
