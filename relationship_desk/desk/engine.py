"""The reminder engine: one beat claims what is due, shows it, and writes down what became of it.

Invariant: showing never means done; a beat that is late, early, missed, repeated or run by two
programs at once loses nothing and shows nothing twice.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from relationship_desk.desk.deliveries import (
    Claim,
    Claimed,
    claim_due,
    is_anything_due,
    is_scheduled_for,
    record_outcomes,
)
from relationship_desk.desk.desk import Desk
from relationship_desk.desk.ports import Notification, Notifiers
from relationship_desk.desk.reminder_texts import body_of, digest_body, digest_title, title_of
from relationship_desk.domain.preferences import Preferences
from relationship_desk.domain.reminders import is_quiet

_log = logging.getLogger(__name__)

# More reminders than this in one beat are told in one popup.
_ONE_BY_ONE = 3
_DIGEST_TAG = "digest"

_BROKEN = "No popup was shown because of an unexpected {error}; your reminder waits in the inbox."


@dataclass(frozen=True, slots=True)
class Delivered:
    """A task whose reminder was handed over, and the popup that showed it."""

    task_id: int
    occurrence: str
    title: str
    body: str
    digest: bool  # several tasks were told in this one popup


@dataclass(frozen=True, slots=True)
class NotDelivered:
    """A task whose reminder could not be shown; `reason` is a sentence, `title` the task."""

    task_id: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class BeatReport:
    """What one beat did."""

    delivered: tuple[Delivered, ...] = ()
    failed: tuple[NotDelivered, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.delivered or self.failed)


@dataclass(frozen=True, slots=True)
class _Popup:
    """What is shown, and the claims that it stands for."""

    notification: Notification
    claims: tuple[Claim, ...]

    @property
    def is_digest(self) -> bool:
        return len(self.claims) > 1


class Engine:
    """The beat. Called from a background thread in the window, inline by the command."""

    def __init__(self, desk: Desk, notifiers: Notifiers) -> None:
        self._desk = desk
        self._notifiers = notifiers

    def beat(self) -> BeatReport:
        """Show what is due and was not shown yet. Waits for writer and notifiers.

        Raises `StoreUnusable` where the store cannot be read or written; what was claimed before
        that is shown again by a later beat, under the same tag.
        """
        now, zone = self._desk.clock.now(), self._desk.clock.zone()
        reader = self._desk.store.reader()
        try:
            preferences = self._desk.preferences(reader)
            quiet = is_quiet(now, preferences, zone)
            if is_scheduled_for(reader, zone) and (quiet or not is_anything_due(reader, now)):
                return BeatReport()
        finally:
            reader.close()
        claimed: Claimed = (
            self._desk.do(claim_due, zone=zone, preferences=preferences, quiet=quiet)
            .result()
            .result
        )
        report = self._show(_popups(claimed.due, now, preferences, zone))
        disabled = tuple(NotDelivered(d.task_id, d.text, d.reason) for d in claimed.disabled)
        _log.info(
            "beat: %d shown, %d failed, %d disabled",
            len(report.delivered),
            len(report.failed),
            len(disabled),
        )
        return BeatReport(report.delivered, report.failed + disabled)

    def _show(self, popups: Sequence[_Popup]) -> BeatReport:
        if not popups:
            return BeatReport()
        failures = self._deliver([popup.notification for popup in popups])
        outcomes = [
            (claim, failure)
            for popup, failure in zip(popups, failures, strict=True)
            for claim in popup.claims
        ]
        self._desk.do(record_outcomes, outcomes=outcomes).result()
        delivered = tuple(
            Delivered(
                claim.occurrence.task_id,
                claim.occurrence.key,
                popup.notification.title,
                popup.notification.body,
                popup.is_digest,
            )
            for popup, failure in zip(popups, failures, strict=True)
            for claim in popup.claims
            if failure is None
        )
        failed = tuple(
            NotDelivered(claim.occurrence.task_id, title_of(claim.occurrence), failure)
            for claim, failure in outcomes
            if failure is not None
        )
        return BeatReport(delivered, failed)

    def _deliver(self, notifications: Sequence[Notification]) -> list[str | None]:
        try:
            return self._notifiers.deliver(notifications)
        except Exception as error:  # what cannot be shown must stay in the inbox, whatever it was
            _log.exception("the notifiers raised")
            return [_BROKEN.format(error=type(error).__name__)] * len(notifications)


def _popups(
    claims: Sequence[Claim], now: datetime, preferences: Preferences, zone: tzinfo
) -> list[_Popup]:
    if len(claims) > _ONE_BY_ONE:
        title = digest_title(len(claims))
        body = digest_body([claim.occurrence for claim in claims])
        return [_Popup(Notification(title, body, _DIGEST_TAG), tuple(claims))]
    return [
        _Popup(
            Notification(
                title_of(claim.occurrence),
                body_of(claim.occurrence, now, preferences.reminder_time, zone),
                f"task {claim.occurrence.task_id} {claim.occurrence.key}",
            ),
            (claim,),
        )
        for claim in claims
    ]
