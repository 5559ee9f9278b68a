"""`playbooks` and `playbook`: what to do when something happened to somebody, and what to say."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day, find_person, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import today
from relationship_desk.desk.commands.playbooks import start_playbook
from relationship_desk.desk.playbooks import Library, known_fields, load_playbooks
from relationship_desk.domain.dates import exact_date, plain_date
from relationship_desk.domain.playbooks import Mood, Planned, Playbook, Tone, plan
from relationship_desk.domain.rhythm import SeasonKind
from relationship_desk.domain.text import counted
from relationship_desk.store.circles import people_in_season
from relationship_desk.store.people import get_person

_PERSON = "a person's id, or a name that fits one person"
_MORE = ("what", "place", "years")


def _list_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")


def _list(session: Session, args: Namespace) -> int:
    library = load_playbooks(session.paths.playbooks)
    if args.json:
        output.result_json([_object(p, library) for p in library.playbooks.values()])
    else:
        output.table(
            [
                (p.key, p.mood.value, _steps(p), p.title + _own(p, library))
                for p in library.playbooks.values()
            ]
        )
    _tell_problems(library)
    return 0


def _object(playbook: Playbook, library: Library) -> dict[str, Any]:
    return {
        "key": playbook.key,
        "title": playbook.title,
        "mood": playbook.mood.value,
        "own": playbook.key in library.own,
        "recognise": list(playbook.recognise),
        "avoid": playbook.avoid,
        "fields": sorted(playbook.fields),
        "grief_days": playbook.grief_days,
        "steps": [
            {
                "days": step.days,
                "words": step.words,
                "via": step.via.value if step.via else None,
                "texts": {tone.value: words for tone, words in (step.texts or {}).items()},
            }
            for step in playbook.steps
        ],
    }


def _steps(playbook: Playbook) -> str:
    return counted(len(playbook.steps), "step")


def _own(playbook: Playbook, library: Library) -> str:
    return " (your own)" if playbook.key in library.own else ""


def _tell_problems(library: Library) -> None:
    for problem in library.problems:
        output.message(problem)


def _use_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("person", type=text, metavar="PERSON", help=_PERSON)
    parser.add_argument("key", type=text, metavar="KEY", help="the key of the playbook, or a title")
    parser.add_argument(
        "--on", type=text, metavar="DATE", help="the day of what happened (default: today)"
    )
    parser.add_argument("--what", type=text, default="", metavar="TEXT", help="what {what} is")
    parser.add_argument("--place", type=text, default="", metavar="TEXT", help="what {place} is")
    parser.add_argument("--years", type=text, default="", metavar="TEXT", help="what {years} is")
    parser.add_argument(
        "--tone",
        choices=[tone.value for tone in Tone],
        default=Tone.FRIENDLY.value,
        metavar="TONE",
        help="how near the words are: close, friendly or formal (default: %(default)s)",
    )
    parser.add_argument("--start", action="store_true", help="make the steps tasks of the person")


def _use(session: Session, args: Namespace) -> int:
    library = load_playbooks(session.paths.playbooks)
    _tell_problems(library)
    with session.open() as desk:
        now_on = today(desk.clock)
        person_id, name = find_person(desk.reader, args.person, now_on)
        playbook = library.find(args.key)
        on = day(args.on, now_on) if args.on is not None else now_on
        person = get_person(desk.reader, person_id, now_on)
        known = known_fields(
            name,
            person.name.given if person is not None else "",
            desk.desk.preferences(desk.reader).my_name,
            None if args.on is None else on,
            **{field: getattr(args, field) for field in _MORE},
        )
        steps = plan(playbook, known, Tone(args.tone), on, now_on)
        grieving = people_in_season(desk.reader, SeasonKind.GRIEF, now_on, [person_id])
        if args.start:
            desk.desk.do(
                start_playbook,
                person_id=person_id,
                key=playbook.key,
                title=playbook.title,
                steps=steps,
            ).result()
    _show(playbook, name, steps)
    if args.start:
        output.message(
            f"Began: {counted(len(steps), 'task')} for {name}. Undo takes them back together."
        )
    if person_id in grieving and playbook.mood is Mood.JOY:
        until = grieving[person_id]
        when = "" if until is None else f" until {plain_date(until)}"
        output.message(f"{name} is grieving{when}. Perhaps this can wait, or be said quietly.")
    elif playbook.grief_days and person_id not in grieving:
        output.message(
            f"Congratulations to {name} can be silent for a time: relationship-desk season grief "
            f"{person_id} --until DATE"
        )
    return 0


def _show(playbook: Playbook, name: str, steps: tuple[Planned, ...]) -> None:
    output.result(f"{playbook.title}: {name}")
    output.result(f"Avoid: {playbook.avoid}")
    for step in steps:
        via = f" ({step.via.noun})" if step.via is not None else ""
        output.result(f"\n{exact_date(step.on)}: {step.words}{via}")
        if step.text:
            output.result(
                "\n" + "\n".join(f"    {line}".rstrip() for line in step.text.split("\n"))
            )


COMMANDS = (
    Command(
        "playbooks",
        "what to do when something happened: birth, new job, bereavement",
        _list_arguments,
        _list,
        "JSON: an array of objects with key, title, mood (joy, grief or trouble), own, recognise, "
        "avoid, fields, grief_days and steps; a step has days, words, via and texts (close, "
        "friendly and formal, as they are written: [{what}|else] takes the first part whose fields "
        "are known). Playbooks of your own are .toml files in the folder playbooks beside the "
        "data; one with the key of a ready-made one replaces it.",
    ),
    Command(
        "playbook",
        "the steps and the text for somebody to whom something happened",
        _use_arguments,
        _use,
        "Without --start nothing is changed. DATE is 2026-03-01, today, yesterday, tomorrow, or a "
        "weekday to come; steps that would have been before today are for today.",
    ),
)
