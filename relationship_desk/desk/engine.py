"""The reminder engine: one beat claims what is due, shows it, and writes down what became of it.

Invariant: showing never means done; a beat that is late, early, missed, repeated or run by two
programs at once loses nothing and shows nothing twice.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from relationship_desk.desk.deliveries import (
    Claim,
    Claimed,
    Told,
    claim_due,
    is_anything_to_do,
    record_outcomes,
)
from relationship_desk.desk.desk import Desk
from relationship_desk.desk.ports import Notification, Notifiers, Reply
from relationship_desk.desk.reminder_texts import (
    PRIVATE_BODY,
    body_of,
    digest_body,
    digest_title,
    title_of,
)
from relationship_desk.desk.reminding.sources import BY_NAME
from relationship_desk.domain.reminders import Circumstances, is_quiet

_log = logging.getLogger(__name__)

_REPLIES = (
    Reply.DONE,
    Reply.SNOOZE_10_MINUTES,
    Reply.SNOOZE_1_HOUR,
    Reply.SNOOZE_TOMORROW,
    Reply.OPEN,
)

_BROKEN = "No popup was shown because of an unexpected {error}; your reminder waits in the inbox."


@dataclass(frozen=True, slots=True)
class Delivered:
    """A reminder that was handed over, and the popup that showed it."""

    source: str  # "task": whose row `source_id` is
    source_id: int
    occurrence: str
    title: str
    body: str
    digest: bool  # several were told in this one popup


@dataclass(frozen=True, slots=True)
class NotDelivered:
    """A reminder that could not be shown; `reason` is a sentence, `title` what it is about."""

    source: str
    source_id: int
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
        reader = self._desk.store.reader()
        try:
            here = self._desk.circumstances(reader)
            quiet = is_quiet(here.now, here.preferences, here.zone)
            if not is_anything_to_do(reader, here, quiet=quiet):
                return BeatReport()
        finally:
            reader.close()
        claimed: Claimed = self._desk.do(claim_due, here=here, quiet=quiet).result().result
        if claimed.withdrawn:
            self._withdraw(claimed.withdrawn)
        report = self._show(_popups(claimed.due, here))
        disabled = tuple(
            NotDelivered(d.source, d.source_id, d.title, d.reason) for d in claimed.disabled
        )
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
        told = [
            (popup, Told(claim, failure))
            for popup, failure in zip(popups, failures, strict=True)
            for claim in popup.claims
        ]
        self._desk.do(record_outcomes, outcomes=[outcome for _, outcome in told]).result()
        delivered: list[Delivered] = []
        failed: list[NotDelivered] = []
        for popup, outcome in told:
            occurrence, shown = outcome.claim.occurrence, popup.notification
            source, source_id = occurrence.source, occurrence.source_id
            if outcome.failure is not None:
                title = title_of(occurrence)
                failed.append(NotDelivered(source, source_id, title, outcome.failure))
            else:
                delivered.append(
                    Delivered(
                        source, source_id, occurrence.key, shown.title, shown.body, popup.is_digest
                    )
                )
        return BeatReport(tuple(delivered), tuple(failed))

    def _withdraw(self, tags: Sequence[str]) -> None:
        try:
            self._notifiers.withdraw(tags)
        except Exception:  # a popup that stays harms nobody
            _log.exception("the notifiers raised")

    def _deliver(self, notifications: Sequence[Notification]) -> list[str | None]:
        try:
            return self._notifiers.deliver(notifications)
        except Exception as error:  # what cannot be shown must stay in the inbox, whatever it was
            _log.exception("the notifiers raised")
            return [_BROKEN.format(error=type(error).__name__)] * len(notifications)


def _popups(claims: Sequence[Claim], here: Circumstances) -> list[_Popup]:
    """One for each tag: what is told together, or what nobody else may read, without its words."""
    told: dict[str, list[Claim]] = {}
    for claim in claims:
        told.setdefault(claim.tag, []).append(claim)
    return [_popup(tag, tuple(group), here) for tag, group in told.items()]


def _popup(tag: str, claims: tuple[Claim, ...], here: Circumstances) -> _Popup:
    private = here.preferences.private_popups
    if private or len(claims) > 1:
        title = digest_title(len(claims))
        body = PRIVATE_BODY if private else digest_body([claim.occurrence for claim in claims])
    else:
        occurrence = claims[0].occurrence
        when = BY_NAME[occurrence.source].when(occurrence, here)
        title, body = title_of(occurrence), body_of(occurrence, when)
    about = tuple(claim.delivery_id for claim in claims)
    replies = (Reply.OPEN,) if len(claims) > 1 else _REPLIES
    return _Popup(Notification(title, body, tag, about, replies), claims)
