"""`updates` and `told`: news of one's own, for whom they are, and who knows."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day, find_person, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import today
from relationship_desk.desk.commands.tellings import note_known, tell_person, untell_people
from relationship_desk.desk.news import NewsFor, Rounds, find_news, news_for
from relationship_desk.domain.audience import Rule
from relationship_desk.domain.dates import exact_date, plain_date
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.news import Known, Member, Round
from relationship_desk.domain.text import one_line
from relationship_desk.store.audience import rule_words
from relationship_desk.store.database import Connection
from relationship_desk.store.news import NewsRow, all_news, known_by
from relationship_desk.store.people import names_of

_UPDATE = "an update's id, or words of its title that fit one"


def _updates_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")
    parser.add_argument("--people", action="store_true", help="by people: who knows what")
    parser.add_argument(
        "--on", type=text, metavar="DATE", default="today", help="what counts as today"
    )
    parser.add_argument("update", nargs="?", type=text, metavar="UPDATE", help=_UPDATE)


def _updates(session: Session, args: Namespace) -> int:
    with session.open() as desk, desk.reader.snapshot():
        on, reader = day(args.on, today(desk.clock)), desk.reader
        rows = all_news(reader) if args.update is None else [find_news(reader, args.update)]
        found = Rounds(reader, on)
        rounds = [(row, found.of(row)) for row in rows]
        if not args.people:
            objects = [round_object(reader, row, found) for row, found in rounds]
        else:
            objects = _by_people(reader, rounds)
    if args.json:
        output.result_json(objects)
    elif args.people:
        _show_people(objects)
    elif args.update is not None:
        show_round(objects[0])
    else:
        output.table([_line(row, found) for row, found in rounds])
    if not rows:
        output.message("There is no update yet. Write one with: relationship-desk update add TITLE")
    return 0


def round_object(connection: Connection, news: NewsRow, found: Round) -> dict[str, Any]:
    """A piece of news and its round as JSON."""
    names = names_of(connection, [member.person_id for member in found.members])
    words = rule_words(connection, news.audience.rules)

    def person(member: Member, **more: Any) -> dict[str, Any]:
        return {"id": member.person_id, "name": names[member.person_id], **more}

    def rules(given: Sequence[Rule]) -> list[dict[str, str]]:
        return [
            {"kind": rule.kind.value, "value": rule.value, "words": words[rule]} for rule in given
        ]

    def why(member: Member) -> str:
        fits = [words[rule] for rule in member.why]
        return ", ".join([*fits, *(["added by you"] if member.added else [])])

    return {
        "id": news.id,
        "title": news.title,
        "short": news.told.short,
        "long": news.told.long,
        "link": news.told.link,
        "tone": news.tone.value,
        "created_at": to_text(news.created_at),
        "closed_at": to_text(news.closed_at) if news.closed_at else None,
        "audience": {"any": rules(news.audience.any_of), "all": rules(news.audience.all_of)},
        "progress": found.words,
        "to_tell": [person(m, why=why(m), later=m.later) for m in found.to_tell],
        "told": [person(m, **known_object(m.known)) for m in found.told if m.known],
        "left_out": [
            person(m, reason=m.spared.value, words=m.reason) for m in found.left_out if m.spared
        ],
    }


def known_object(known: Known) -> dict[str, Any]:
    """Since when and how somebody knows, as JSON."""
    channel = None if known.channel is None else known.channel.value
    return {"on": known.on.isoformat(), "channel": channel, "entry": known.entry_id}


def show_round(told: dict[str, Any]) -> None:
    """A piece of news and its round, for people."""
    closed = ", closed" if told["closed_at"] else ""
    output.result(f"{one_line(told['title'])} ({told['id']}{closed}): {told['progress']}")
    for name in ("short", "long", "link"):
        if told[name]:
            output.table([(name, told[name])], indent="  ")
    for name, words in (("any", "whoever is"), ("all", "and must be")):
        said = ", ".join(rule["words"] for rule in told["audience"][name])
        if said:
            output.result(f"  {words if name == 'all' else 'for'}: {said}")
    for heading, rows in (
        ("To tell", [(*_who(p), p["why"], "later" if p["later"] else "") for p in told["to_tell"]]),
        ("Know", [(*_who(p), _since(p)) for p in told["told"]]),
        ("Left out", [(*_who(p), p["words"]) for p in told["left_out"]]),
    ):
        if rows:
            output.result(f"\n{heading}")
            output.table(rows, indent="  ")


def _who(person: dict[str, Any]) -> tuple[str, str]:
    return str(person["id"]), person["name"]


def _since(told: dict[str, Any]) -> str:
    known = Known(
        date.fromisoformat(told["on"]),
        told["entry"],
        Channel(told["channel"]) if told["channel"] else None,
    )
    return f"{told['on']}  {known.words}"


def _line(news: NewsRow, found: Round) -> tuple[str, ...]:
    closed = "closed" if news.closed_at else ""
    return str(news.id), news.title, found.words, closed


def _by_people(
    connection: Connection, rounds: Sequence[tuple[NewsRow, Round]]
) -> list[dict[str, Any]]:
    """Everybody of the rounds by name, with what they know and what they do not."""
    knows: dict[int, list[dict[str, Any]]] = {}
    lacks: dict[int, list[dict[str, Any]]] = {}
    for news, found in rounds:
        about = {"id": news.id, "title": news.title}
        for member in found.told:
            if member.known:
                knows.setdefault(member.person_id, []).append(about | known_object(member.known))
        for member in found.to_tell if news.is_open else ():
            lacks.setdefault(member.person_id, []).append(about)
    order = connection.sql("SELECT id FROM person_index ORDER BY sort_key, id")
    ids = [person_id for (person_id,) in order if person_id in knows or person_id in lacks]
    names = names_of(connection, ids)
    return [
        {
            "id": person_id,
            "name": names[person_id],
            "knows": knows.get(person_id, []),
            "does_not_know": lacks.get(person_id, []),
        }
        for person_id in ids
    ]


def _show_people(people: Sequence[dict[str, Any]]) -> None:
    rows = []
    for person in people:
        knows = ", ".join(one_line(news["title"], 40) for news in person["knows"])
        lacks = ", ".join(one_line(news["title"], 40) for news in person["does_not_know"])
        said = [f"knows: {knows}" if knows else "", f"does not know yet: {lacks}" if lacks else ""]
        rows.append((*_who(person), "; ".join(part for part in said if part)))
    output.table(rows)


def news_object(found: NewsFor) -> dict[str, Any]:
    """What somebody knows or does not know, as JSON."""
    about = {"id": found.news.id, "title": found.news.title}
    known = found.known
    return about | (known_object(known) if known is not None else {"meant": found.meant})


def news_of(connection: Connection, person_id: int, on: date) -> dict[str, list[dict[str, Any]]]:
    """`knows` and `does_not_know` of one person, as JSON."""
    found = news_for(connection, person_id, on)
    return {
        "knows": [news_object(one) for one in found if one.known is not None],
        "does_not_know": [news_object(one) for one in found if one.known is None],
    }


def news_facts(news: dict[str, list[dict[str, Any]]]) -> list[tuple[str, str]]:
    """The same for people: what they know, and what they do not know of what is for them."""
    knows = [f"{one_line(one['title'], 40)} ({one['on']})" for one in news["knows"]]
    lacks = [one_line(one["title"], 40) for one in news["does_not_know"] if one["meant"]]
    facts = [("knows", ", ".join(knows)), ("does not know yet", ", ".join(lacks))]
    return [(name, words) for name, words in facts if words]


# ------------------------------------------------------------------------------------------ told


def _told_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "person", type=text, metavar="PERSON", help="an id, or a name that fits one person"
    )
    parser.add_argument("update", type=text, metavar="UPDATE", help=_UPDATE)
    parser.add_argument(
        "--on", type=text, metavar="DATE", help="the day of telling (default: today)"
    )
    parser.add_argument(
        "--via",
        choices=[channel.value for channel in Channel],
        metavar="CHANNEL",
        help=f"how: {', '.join(channel.value for channel in Channel)} (default: other)",
    )
    parser.add_argument("--text", type=text, default="", metavar="TEXT", help="what was sent")
    parser.add_argument("--heard", action="store_true", help="they heard of it otherwise: no entry")
    parser.add_argument("--not", dest="untold", action="store_true", help="they were not told")


def _told(session: Session, args: Namespace) -> int:
    if args.heard and args.untold:
        raise UserError("Say --heard or --not; nothing was changed.")
    if (args.heard or args.untold) and (args.via or args.text):
        raise UserError("--via and --text go with a telling of yours; nothing was changed.")
    if args.untold and args.on is not None:
        raise UserError("--not stands without a day; nothing was changed.")
    with session.open() as desk:
        now_on = today(desk.clock)
        on = now_on if args.on is None else day(args.on, now_on)
        person_id, name = find_person(desk.reader, args.person, now_on)
        news = find_news(desk.reader, args.update)
        title = one_line(news.title)
        if args.untold:
            undone = desk.desk.do(untell_people, news_id=news.id, person_ids=[person_id])
            words = "does not know" if undone.result().result else "was not told"
            output.result(f"{name} {words} of “{title}”.")
            return 0
        before = known_by(desk.reader, person_id, now_on).get(news.id)
        if args.heard:
            desk.desk.do(note_known, news_id=news.id, person_ids=[person_id], on=on).result()
            output.result(f"Noted: {name} knows of “{title}”.")
        else:
            channel = Channel(args.via or Channel.OTHER)
            telling = desk.desk.do(
                tell_person,
                news_id=news.id,
                person_id=person_id,
                on=on,
                channel=channel,
                text=args.text,
            )
            entry, when = telling.result().result, exact_date(on)
            output.result(f"Told: {name} about “{title}” on {when} (entry {entry}).")
        if on > now_on:
            output.message("This day is still to come: it counts from then on.")
    if before is not None:
        output.message(f"{name} knew already, since {plain_date(before.on)}.")
    return 0


COMMANDS = (
    Command(
        "updates",
        "news of your own: for whom they are, and who knows",
        _updates_arguments,
        _updates,
        "DATE is today for the whole question. JSON: an array, the newest first, of objects with "
        "id, title, short, long, link, tone, created_at, closed_at (null while open), audience "
        "(any and all: rules with kind, value and words), progress (in words), to_tell (id, name, "
        "why, later), told (id, name, on, channel, entry; the last two are null where they heard "
        "of it otherwise) and left_out (id, name, reason: deceased, archived, left_out or "
        "grieving, words). With --people: an array of objects with id, name, knows (id, title, on, "
        "channel, entry) and does_not_know (id, title).",
    ),
    Command(
        "told",
        "somebody was told an update of yours, or not",
        _told_arguments,
        _told,
        "Writes an entry into the timeline, from which follows that they know: delete it, and they "
        "do not. With --heard there is no entry. --not takes back both, and an entry that was only "
        "written to say so.",
    ),
)
