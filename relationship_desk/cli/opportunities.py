"""`insight`, `opportunity` and `opportunities`: what was learned, and what may come of it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import amount, day, find_person, number, text, topics
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import today
from relationship_desk.compose import Composition
from relationship_desk.desk.commands.insights import InsightForm, drop_insights, note_insight
from relationship_desk.desk.commands.opportunities import (
    LinkForm,
    OpportunityForm,
    add_opportunity,
    delete_opportunities,
    link_opportunity,
    set_stage,
    take_step,
)
from relationship_desk.desk.commands.tasks import TaskForm
from relationship_desk.domain.dates import exact_date
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.opportunities import (
    OPEN,
    LinkKind,
    OpportunityStage,
    way_in_words,
)
from relationship_desk.domain.text import fold, one_line
from relationship_desk.store.database import Connection
from relationship_desk.store.events import find_events
from relationship_desk.store.insights import InsightRow, get_insight, insight_rows
from relationship_desk.store.opportunities import (
    OpportunityRow,
    get_opportunity,
    opportunity_rows,
)

_INSIGHT_VERBS = ("add", "list", "drop")
_VERBS = ("add", "stage", "step", "link", "delete", "show")
_STAGES = ", ".join(stage.value for stage in OpportunityStage)


def _event_called(connection: Connection, words: str) -> int | None:
    """The event of that name, or the one in whose name these words stand; None where there is none,
    or several."""
    wanted = fold(words)
    names = {row.id: fold(row.form.name) for row in find_events(connection, words)}
    same = [event_id for event_id, name in names.items() if name == wanted]
    found = same or [event_id for event_id, name in names.items() if wanted in name]
    return found[0] if len(found) == 1 else None


def _event(connection: Connection, words: str) -> int:
    event_id = _event_called(connection, words)
    if event_id is None:
        raise UserError(f"No event here is called “{words}”, or several are; nothing was noted.")
    return event_id


# -------------------------------------------------------------------------------------- insight


def _insight_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "verb", choices=_INSIGHT_VERBS, metavar="VERB", help=", ".join(_INSIGHT_VERBS)
    )
    parser.add_argument("words", nargs="?", type=text, metavar="TEXT-OR-ID", default="")
    parser.add_argument("--person", type=text, metavar="PERSON", help="add: from whom")
    parser.add_argument("--event", type=text, metavar="EVENT", help="add: where")
    parser.add_argument(
        "--organisation", type=text, metavar="NAME", default="", help="add: where, or about which"
    )
    parser.add_argument("--tags", type=text, metavar="T,T", default="", help="add: what about")
    parser.add_argument("--on", type=text, metavar="DATE", default="today", help="add: which day")
    parser.add_argument("--json", action="store_true", help="list: print a JSON array")


def _insight(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        return {"add": _note, "list": _list, "drop": _drop}[args.verb](desk, args)


def _note(desk: Composition, args: Namespace) -> int:
    now = today(desk.clock)
    form = InsightForm(
        args.words,
        day(args.on, now),
        None if args.person is None else find_person(desk.reader, args.person, now)[0],
        None if args.event is None else _event(desk.reader, args.event),
        args.organisation,
        topics(args.tags),
    )
    made = desk.desk.do(note_insight, form=form).result().result
    output.result(f"Noted: {one_line(args.words)} (insight {made}).")
    return 0


def _list(desk: Composition, args: Namespace) -> int:
    rows = insight_rows(desk.reader, args.words)
    if args.json:
        output.result_json([_insight_object(row) for row in rows])
        return 0
    if not rows:
        output.message("No insight is noted yet, or none has these words.")
    output.table(
        [
            (str(row.id), row.on.isoformat(), row.source, row.text, ", ".join(row.topics))
            for row in rows
        ]
    )
    return 0


def _drop(desk: Composition, args: Namespace) -> int:
    row = get_insight(desk.reader, number(args.words, "insight", "insight list"))
    if row is None:
        raise UserError(f"There is no insight {args.words}; nothing was changed.")
    desk.desk.do(drop_insights, insight_ids=[row.id]).result()
    output.result(f"Removed: {one_line(row.text)}.")
    return 0


def _insight_object(row: InsightRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "text": row.text,
        "on": row.on.isoformat(),
        "person": _named(row.person_id, row.person_name),
        "event": _named(row.event_id, row.event),
        "organisation": _named(row.organisation_id, row.organisation),
        "topics": list(row.topics),
    }


def _named(row_id: int | None, name: str) -> dict[str, Any] | None:
    return None if row_id is None else {"id": row_id, "name": name}


# ---------------------------------------------------------------------------------- opportunity


def _opportunity_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("verb", choices=_VERBS, metavar="VERB", help=", ".join(_VERBS))
    parser.add_argument(
        "what", type=text, metavar="TITLE-OR-ID", help="add: what it is; else its id"
    )
    parser.add_argument(
        "words", nargs="*", type=text, metavar="WORD", help="stage: a stage; link: KIND and WHO"
    )
    parser.add_argument("--person", type=text, metavar="PERSON", help="with whom")
    parser.add_argument("--organisation", type=text, metavar="NAME", default="", help="with which")
    parser.add_argument("--value", type=text, metavar="AMOUNT", help="what it is worth")
    parser.add_argument("--next", type=text, metavar="TEXT", help="what comes next")
    parser.add_argument("--due", type=text, metavar="DATE", help="on which day")
    parser.add_argument("--note", type=text, metavar="TEXT", default="", help="good to know")
    parser.add_argument("--why", type=text, metavar="TEXT", default="", help="stage: what did it")
    parser.add_argument(
        "--channel", choices=[c.value for c in Channel], default="other", help="step: how"
    )
    parser.add_argument(
        "--thank", action="store_true", help="stage: bring thanks for its way into Today"
    )
    parser.add_argument("--json", action="store_true", help="show: print one JSON object")


def _opportunity(session: Session, args: Namespace) -> int:
    wanted = {"stage": 1, "link": 2}.get(args.verb, 0)
    if len(args.words) != wanted:
        raise UserError(
            {
                "stage": f"Say where it stands: opportunity stage ID STAGE, one of {_STAGES}.",
                "link": "Say how and by whom: opportunity link ID KIND WHO.",
            }.get(args.verb, f"opportunity {args.verb} takes one word or id; nothing was changed.")
        )
    with session.open() as desk:
        now = today(desk.clock)
        due = None if args.due is None else day(args.due, now)
        if args.verb == "add":
            return _add(desk, args, due)
        row = get_opportunity(desk.reader, number(args.what, "opportunity", "opportunities"))
        if row is None:
            raise UserError(f"There is no opportunity {args.what}; nothing was changed.")
        if args.verb == "stage":
            return _stage(desk, args, row, due)
        if args.verb == "step":
            return _step(desk, args, row, due)
        if args.verb == "link":
            return _link(desk, args, row)
        if args.verb == "delete":
            desk.desk.do(delete_opportunities, opportunity_ids=[row.id]).result()
            output.result(f"Deleted: {row.title}.")
            return 0
        return _show(args, row)


def _add(desk: Composition, args: Namespace, due: date | None) -> int:
    now = today(desk.clock)
    form = OpportunityForm(
        args.what,
        person_id=None if args.person is None else find_person(desk.reader, args.person, now)[0],
        organisation=args.organisation,
        value=amount(args.value),
        next_step=args.next or "",
        next_on=due,
        note=args.note,
    )
    made = desk.desk.do(add_opportunity, form=form).result().result
    output.result(f"Spotted: {one_line(args.what)} (opportunity {made}).")
    return 0


def _stage(desk: Composition, args: Namespace, row: OpportunityRow, due: date | None) -> int:
    try:
        stage = OpportunityStage(args.words[0].lower())
    except ValueError:
        raise UserError(f"“{args.words[0]}” is no stage. Use one of: {_STAGES}.") from None
    if args.thank and stage is not OpportunityStage.WON:
        raise UserError("--thank goes with won alone; nothing was changed.")
    if due is not None and args.next is None:
        raise UserError("Say what comes next with --next, too; nothing was changed.")
    desk.desk.do(
        set_stage, opportunity_id=row.id, stage=stage, why=args.why,
        thank=tuple(row.helpers) if args.thank else (), **_what_next(stage, row, args.next, due),
    ).result()  # fmt: skip
    output.result(f"{stage.words}: {row.title}.")
    if stage is OpportunityStage.WON and row.helpers:
        names = ", ".join(row.helpers.values())
        output.message(
            f"Thanks to {names} will come into Today."
            if args.thank
            else f"It came by {names}: with --thank, thanks come into Today."
        )
    return 0


def _what_next(
    stage: OpportunityStage, row: OpportunityRow, words: str | None, due: date | None
) -> dict[str, Any]:
    """A next step of what is open; of what is closed or rests a task."""
    if words is None:
        return {}
    if stage.is_open:
        return {"next_step": words, "next_on": due}
    return {"then": TaskForm(words, row.person_id, due)}


def _step(desk: Composition, args: Namespace, row: OpportunityRow, due: date | None) -> int:
    desk.desk.do(
        take_step, opportunity_id=row.id, next_step=args.next or "", next_on=due,
        channel=Channel(args.channel),
    ).result()  # fmt: skip
    when = f" on {exact_date(due)}" if due else ""
    then = f"; next: {one_line(args.next)}{when}" if args.next else when and f"; next step{when}"
    output.result(f"Done: {row.next_step or row.title}{then}.")
    return 0


def _link(desk: Composition, args: Namespace, row: OpportunityRow) -> int:
    word, who = args.words
    try:
        kind = LinkKind(word.lower().replace("-", "_").replace(" ", "_"))
    except ValueError:
        known = ", ".join(each.value for each in LinkKind)
        raise UserError(f"“{word}” is not how one comes by it. Use one of: {known}.") from None
    link = _link_to(desk, kind, who)
    desk.desk.do(link_opportunity, opportunity_id=row.id, link=link).result()
    now = get_opportunity(desk.reader, row.id)
    way = [] if now is None else [each.step for each in now.way]
    output.result(f"{row.title}: {way_in_words(way)}.")
    return 0


def _link_to(desk: Composition, kind: LinkKind, who: str) -> LinkForm:
    """A person for who introduced, an event where it was met or heard; of these and of `via` what
    is known by that name, and the words where nothing is."""
    if kind is LinkKind.INTRODUCED_BY:
        return LinkForm(kind, find_person(desk.reader, who, today(desk.clock))[0])
    if kind in (LinkKind.MET_AT, LinkKind.HEARD_AT):
        events = find_events(desk.reader, who)
        return (
            LinkForm(kind, event_id=events[0].id) if len(events) == 1 else LinkForm(kind, words=who)
        )
    try:
        return LinkForm(kind, find_person(desk.reader, who, today(desk.clock))[0])
    except UserError as error:
        if error.__class__ is not UserError:  # several fit: let them say which
            raise
        return LinkForm(kind, words=who)


def _show(args: Namespace, row: OpportunityRow) -> int:
    if args.json:
        output.result_json(_object(row))
        return 0
    way = way_in_words([link.step for link in row.way])
    output.result(f"{row.title}: {row.stage.value}")
    for line in (row.whom, str(row.value or ""), way, _next(row), row.note, row.why):
        if line:
            output.result(line)
    return 0


def _next(row: OpportunityRow) -> str:
    when = f"by {row.next_on.isoformat()}" if row.next_on else ""
    return " ".join(word for word in (row.next_step, when) if word)


def _opportunities_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("query", nargs="?", type=text, metavar="QUERY", default="", help="words")
    parser.add_argument("--json", action="store_true", help="print a JSON array")
    parser.add_argument("--all", action="store_true", help="also those that rest or are closed")


def _opportunities(session: Session, args: Namespace) -> int:
    stages = tuple(OpportunityStage) if args.all else OPEN
    with session.open() as desk:
        rows = opportunity_rows(desk.reader, stages, args.query)
    if args.json:
        output.result_json([_object(row) for row in rows])
        return 0
    if not rows:
        output.message("No opportunity is open, or none has these words.")
    output.table(
        [(str(r.id), r.stage.value, r.title, r.whom, str(r.value or ""), _next(r)) for r in rows]
    )
    return 0


def _object(row: OpportunityRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "stage": row.stage.value,
        "person": _named(row.person_id, row.person_name),
        "organisation": _named(row.organisation_id, row.organisation),
        "value": row.value.stored if row.value else None,
        "currency": row.value.currency if row.value else None,
        "next_step": row.next_step,
        "next_on": row.next_on.isoformat() if row.next_on else None,
        "note": row.note,
        "closed_on": row.closed_on.isoformat() if row.closed_on else None,
        "why": row.why,
        "way": [
            {
                "kind": link.kind.value,
                "name": link.name,
                "person": link.person_id,
                "event": link.event_id,
                "organisation": link.organisation_id,
            }
            for link in row.way
        ],
        "way_in_words": way_in_words([link.step for link in row.way]),
    }


COMMANDS = (
    Command(
        "insight",
        "what you learned, from whom and where",
        _insight_arguments,
        _insight,
        "insight add TEXT notes one; insight list [WORDS] finds them by their words, topics and "
        "source; insight drop ID removes one. JSON: an array of objects with id, text, on, person, "
        "event and organisation (id and name, or null) and topics, the newest first.",
    ),
    Command(
        "opportunity",
        "what may come of it: spotted, talked about, offered, won or lost",
        _opportunity_arguments,
        _opportunity,
        "opportunity add TITLE; stage ID STAGE moves it on; step ID writes down that its next step "
        "was taken. --next and --due say what comes then; of one that is won, lost or rests they "
        "make a task. link ID KIND WHO adds to the way by which it came. STAGE is one of "
        f"{_STAGES}; KIND is introduced_by, met_at, via or heard_at. JSON "
        "of show: as in opportunities.",
    ),
    Command(
        "opportunities",
        "those that are open, and the way by which each came",
        _opportunities_arguments,
        _opportunities,
        "JSON: an array of objects with id, title, stage, person and organisation (id and name, or "
        "null), value, currency, next_step, next_on, note, closed_on, why, way (kind, name, and "
        "person, event or organisation by id) and way_in_words; the earliest next step first.",
    ),
)
