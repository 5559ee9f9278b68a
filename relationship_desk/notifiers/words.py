"""The words on a popup that are not the reminder's own."""

from __future__ import annotations

from relationship_desk.desk.ports import Reply

APP_NAME = "Relationship Desk"

REPLY_WORDS: dict[Reply, str] = {
    Reply.DONE: "Done",
    Reply.SNOOZE_10_MINUTES: "In 10 minutes",
    Reply.SNOOZE_1_HOUR: "In 1 hour",
    Reply.SNOOZE_TOMORROW: "Tomorrow",
    Reply.OPEN: "Open",
}
