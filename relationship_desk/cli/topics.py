"""`topics` and `topic`: what people come to me for, and the names of it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import today
from relationship_desk.desk.commands.topics import delete_topics, rename_topic
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.text import fold
from relationship_desk.store.topic_history import TopicEvent, TopicHistory, topic_histories
from relationship_desk.store.topics import all_topics


def _topics_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")
    parser.add_argument(
        "--on", type=text, metavar="DATE", default="today", help="what counts as today"
    )


def _topics(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        rows = topic_histories(desk.reader, day(args.on, today(desk.clock)))
    return output.listing(
        rows,
        as_json=args.json,
        whole=_object,
        cells=lambda row: (
            row.name,
            row.events[0].on.isoformat() if row.events else "",
            row.words,
        ),
        empty="Nothing has a topic yet. Needs, what you give and kindnesses take some.",
    )


def _object(row: TopicHistory) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "says": row.words,
        "twice": list(row.twice),
        "events": [_event(event) for event in row.events],
    }


def _event(event: TopicEvent) -> dict[str, Any]:
    return {
        "about": event.about.value,
        "id": event.id,
        "person": output.somebody(event.person_id, event.person_name),
        "on": event.on,
        "text": event.text,
        "resource": event.resource or None,
        "outcome": event.outcome or None,
    }


def _topic_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", type=text, metavar="NAME", help="which one")
    parser.add_argument("--rename", type=text, metavar="NEW", help="one that is there takes it in")
    parser.add_argument("--delete", action="store_true", help="nothing is about it any more")


def _topic(session: Session, args: Namespace) -> int:
    if (args.rename is None) is not args.delete:
        raise UserError("Say what is to be done with it: topic NAME --rename NEW, or --delete.")
    with session.open() as desk:
        found = [t for t in all_topics(desk.reader) if fold(t.name) == fold(args.name)]
        if not found:
            raise UserError(f"There is no topic “{args.name}”. See which there are with: topics")
        [topic] = found
        if args.delete:
            desk.desk.do(delete_topics, topic_ids=[topic.id]).result()
            output.result(f"Deleted the topic {topic.name}.")
        else:
            desk.desk.do(rename_topic, topic_id=topic.id, name=args.rename).result()
            output.result(f"{topic.name} is called {args.rename} now.")
    return 0


COMMANDS = (
    Command(
        "topics",
        "what people come to you for, over time",
        _topics_arguments,
        _topics,
        "JSON: an array of objects with id, name, says, twice (who came for it more than once) and "
        "events, each with about (need, giving or kindness), id, person (id and name), on, text, "
        "resource and outcome, the newest first.",
    ),
    Command(
        "topic",
        "rename a topic, make two one, or delete it",
        _topic_arguments,
        _topic,
        "Where the new name is there already, the two become one. Undo takes it back.",
    ),
)
