"""The verbs of `event` about people met there: lines, drafts, the board and its scorecard."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day, find_event, find_person
from relationship_desk.cli.command import Session
from relationship_desk.clock import today
from relationship_desk.compose import Composition
from relationship_desk.desk.commands.encounters import (
    note_encounter,
    remove_encounters,
    resolve_encounter,
)
from relationship_desk.desk.commands.follow_up import move_card
from relationship_desk.desk.encounter_log import Met, Reader
from relationship_desk.desk.scoring import cost_of_each, score
from relationship_desk.domain.dates import exact_date
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.follow_up import SCORED_AFTER, Stage
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.text import fold, one_line
from relationship_desk.store.encounters import Card, EncounterRow, cards, get_encounter
from relationship_desk.store.events import EventRow, event_rows, get_event

STAGES = tuple(stage.value for stage in Stage)


def add_channel(parser: ArgumentParser) -> None:
    """The option that says how something was sent or answered."""
    channels = [channel.value for channel in Channel if channel.counts]
    parser.add_argument("--channel", choices=channels, help="move: how it was sent or answered")


def encounter(session: Session, args: Namespace) -> int:
    """Write down one line."""
    if args.new and args.draft:
        raise UserError("It is somebody new, or it waits: say one of --new and --draft.")
    with session.open() as desk:
        now_on = today(desk.clock)
        event = find_event(desk.reader, args.words[0], now_on)
        new = True if args.new else False if args.draft else None
        found = Reader(desk.reader, event, now_on).read(args.words[1], new=new)
        form = found.form()
        if args.on is not None:
            form = replace(form, on=day(args.on, now_on))
        region = desk.desk.preferences(desk.reader).region
        noted = desk.desk.do(note_encounter, form=form, region=region).result().result
    if args.json:
        output.result_json(
            {
                "id": noted.encounter_id,
                "event": {"id": event.id, "name": event.name},
                "person": None
                if noted.person_id is None
                else {"id": noted.person_id, "name": form.name, "new": form.is_new},
                "entry": noted.entry_id,
                "promises": list(noted.promise_ids),
                "needs": list(form.needs),
                "task": noted.task_id,
                "draft": found.why_draft or None,
            }
        )
        return 0
    _tell(found, event, form.on, noted.encounter_id)
    return 0


def _tell(found: Met, event: EventRow, on: date, encounter_id: int) -> None:
    form = found.form()
    if form.is_draft:
        output.result(f"{found.why_draft} (card {encounter_id}).")
        for meant in found.candidates[:20]:
            output.result(f"  {meant.id}  {one_line(meant.name)}")
        output.message(f"Say who it was with: relationship-desk event who {encounter_id} PERSON")
        return
    new = "the new " if form.is_new else ""
    organisation = f" ({found.said.organisation})" if found.said.organisation else ""
    output.result(
        f"Met {new}{one_line(form.name)}{organisation} at {one_line(event.name)} on "
        f"{exact_date(on)} (card {encounter_id})."
    )
    for need in form.needs:
        output.result(f"  looks for: {one_line(need)}")
    for promise in form.promises:
        by = f" – by {exact_date(promise.due_on)}" if promise.due_on else ""
        output.result(f"  {promise.direction.words(form.name)}: {one_line(promise.text)}{by}")
    if form.step is not None:
        output.result(f"  next: {one_line(form.step.text)}")


def sprint(session: Session, args: Namespace) -> int:
    """The board of one event, or of all that are not over for ninety days yet."""
    with session.open() as desk:
        on = day(args.on or "today", today(desk.clock))
        if args.words:
            events = [find_event(desk.reader, args.words[0], on)]
        else:
            since = on - timedelta(days=SCORED_AFTER)
            events = [
                row for row in event_rows(desk.reader)
                if row.met and row.ends_on >= since and row.starts_on <= on
            ]  # fmt: skip
        boards = [(event, cards(desk.reader, on, event.id)) for event in events]
        scores = [_score(desk, event, on) for event in events]
    if args.json:
        output.result_json(
            [
                {
                    "event": {"id": event.id, "name": event.name},
                    "scorecard": scored,
                    "cards": [_card(card, on) for card in board],
                }
                for (event, board), scored in zip(boards, scores, strict=True)
            ]
        )
        return 0
    if not boards:
        output.message("Nobody was met at an event in the last ninety days.")
    for (event, board), scored in zip(boards, scores, strict=True):
        output.result(f"{one_line(event.name)}: {_score_words(scored)}")
        for stage in Stage:
            there = [card for card in board if card.follow_up.stage is stage]
            if there:
                output.result(f"  {stage.words}")
                output.table([_cells(card, on) for card in there], indent="    ")
    return 0


def move(session: Session, args: Namespace) -> int:
    """Bring a card into a column."""
    stage = next((s for s in Stage if fold(args.words[1]) in (fold(s.value), fold(s.words))), None)
    if stage is None:
        raise UserError(f"“{args.words[1]}” is no stage. Take one of {', '.join(STAGES)}.")
    with session.open() as desk:
        row = _row(desk, args.words[0])
        channel = Channel(args.channel or Channel.EMAIL.value)
        desk.desk.do(
            move_card, encounter_id=row.id, stage=stage, channel=channel, circle=args.circle or ""
        ).result()
    output.result(f"{one_line(row.name)}: {stage.words.lower()}.")
    return 0


def who(session: Session, args: Namespace) -> int:
    """Say who a line was about that waited."""
    with session.open() as desk:
        row = _row(desk, args.words[0])
        event = get_event(desk.reader, row.event_id)
        if event is None:
            raise UserError("This event is not there any more.")
        now_on = today(desk.clock)
        person_id, name = None, args.words[1]
        if not args.new:
            person_id, name = find_person(desk.reader, args.words[1], now_on)
        found = Reader(desk.reader, event, now_on).read(row.line, person_id, new=True)
        form = replace(found.form(), on=row.met_on)
        form = replace(form, name=name, is_new=person_id is None)
        region = desk.desk.preferences(desk.reader).region
        desk.desk.do(resolve_encounter, encounter_id=row.id, form=form, region=region).result()
    output.result(f"Met {one_line(name)} at {one_line(event.name)} (card {row.id}).")
    return 0


def take_back(session: Session, args: Namespace) -> int:
    """Remove a line with the entry that it wrote."""
    with session.open() as desk:
        row = _row(desk, args.words[0])
        desk.desk.do(remove_encounters, encounter_ids=[row.id]).result()
    output.result(f"Taken back: {one_line(row.line)}.")
    return 0


def _row(desk: Composition, word: str) -> EncounterRow:
    if word.isascii() and word.isdigit() and len(word) <= 18:
        row = get_encounter(desk.reader, int(word))
        if row is not None:
            return row
    raise UserError(f"There is no card “{word}”. See them with: relationship-desk event sprint")


def _score(desk: Composition, event: EventRow, on: date) -> dict[str, Any]:
    found = score(desk.reader, event, on)
    each = cost_of_each(event, found)
    cost = event.form.cost
    return {
        "on": found.on.isoformat(),
        "final": found.is_final,
        "met": found.met,
        "new": found.new,
        "followed_up_in_48_hours": found.in_time,
        "replied": found.replied,
        "with_rhythm": found.with_rhythm,
        "in_touch": found.in_touch,
        "drafts": found.drafts,
        "targets": found.targets,
        "targets_met": found.targets_met,
        "insights": found.insights,
        "cost": None if cost is None else cost.stored,
        "currency": "" if cost is None else cost.currency,
        "cost_of_each_in_touch": None if each is None else f"{each.amount:.2f}",
    }


def _score_words(scored: dict[str, Any]) -> str:
    words = (
        f"met {scored['met']}, {scored['followed_up_in_48_hours']} followed up in 48 hours, "
        f"{scored['in_touch']} in touch"
    )
    if scored["cost_of_each_in_touch"]:
        words += f", {scored['cost_of_each_in_touch']} {scored['currency']}".rstrip() + " for each"
    return words if scored["final"] else f"{words} so far"


def _cells(card: Card, on: date) -> tuple[str, ...]:
    return str(card.row.id), one_line(card.row.name or card.row.line), _badge(card, on)


def _badge(card: Card, on: date) -> str:
    return "who was this?" if card.is_draft else card.follow_up.badge(on)


def _card(card: Card, on: date) -> dict[str, Any]:
    row, follow_up = card.row, card.follow_up
    due = None if card.is_draft else follow_up.next_touch_on
    return {
        "id": row.id,
        "person": None if row.person_id is None else {"id": row.person_id, "name": row.name},
        "name": row.name,
        "line": row.line,
        "met_on": row.met_on.isoformat(),
        "stage": follow_up.stage.value,
        "badge": _badge(card, on),
        "in_48_hours": follow_up.in_time,
        "next_touch_on": None if due is None else due.isoformat(),
        "channels": [channel.value for channel in follow_up.ways],
        "touches": [
            {"on": t.on.isoformat(), "channel": t.channel.value, "direction": t.direction.value}
            for t in follow_up.touches
        ],
        "needs": list(row.needs),
        "rhythm": card.rhythm or None,
    }
