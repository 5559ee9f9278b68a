"""`agenda` and `tick`: what is due, and one beat of the reminders."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from textwrap import indent

from relationship_desk.cli import agenda, output
from relationship_desk.cli.arguments import instant, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import FixedClock
from relationship_desk.desk.engine import BeatReport, Delivered, Engine, NotDelivered
from relationship_desk.desk.popup_log import log_popup
from relationship_desk.desk.ports import Heard
from relationship_desk.domain.errors import UserError
from relationship_desk.notifiers import pick


def _tick_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--at",
        type=text,
        metavar="INSTANT",
        help="use this as the present moment; only together with --data-dir",
    )


def _tick(session: Session, args: Namespace) -> int:
    if args.at is not None:
        if not session.own_folder:
            raise UserError(
                "--at is for trying things out, so it does not touch your own desk. Name a folder "
                "for it with --data-dir."
            )
        zone = session.clock.zone()
        session = session.standing_at(FixedClock(instant(args.at, zone), zone))
    with session.open() as desk:
        heard: list[Heard] = []
        notifiers = pick(told=heard.append)
        notifiers.prefer(desk.desk.preferences(desk.reader).notifier)
        try:
            report = Engine(desk.desk, notifiers).beat()
        finally:
            notifiers.close()
        for each in heard:
            desk.desk.do(log_popup, heard=each).result()
    if args.json:
        output.result_json(_beat(report))
    else:
        _describe(report)
    for failure in report.failed:
        output.message(f"Not shown: {failure.title}. {failure.reason}")
    return 0


def _beat(report: BeatReport) -> dict[str, object]:
    return {
        "delivered": [
            {
                **_which(delivered),
                "title": delivered.title,
                "body": delivered.body,
                "occurrence": delivered.occurrence,
                "digest": delivered.digest,
            }
            for delivered in report.delivered
        ],
        "failed": [
            {**_which(failure), "title": failure.title, "reason": failure.reason}
            for failure in report.failed
        ],
    }


def _which(told: Delivered | NotDelivered) -> dict[str, object]:
    return {told.source: told.source_id}


def _describe(report: BeatReport) -> None:
    if not report:
        output.message("Nothing is due.")
    digests = [delivered for delivered in report.delivered if delivered.digest]
    for popup in digests[:1] or report.delivered:
        output.result(f"Shown: {popup.title}\n{indent(popup.body, '  ')}")


COMMANDS = (
    *agenda.COMMANDS,
    Command(
        "tick",
        "one beat of the reminders, now",
        _tick_arguments,
        _tick,
        'JSON: {"delivered": [...], "failed": [...]}. A delivered one has task (its id; in its '
        "place occasion, detail for a birthday on a card, or person for a rhythm), title, body, "
        "occurrence and digest (true where one popup told several); a failed one has task or the "
        "like, title and reason, stays in the inbox and is tried again by the next beat. That no "
        "popup could be shown is no error of the command: the exit code is 0, and standard error "
        "says why.",
    ),
)
