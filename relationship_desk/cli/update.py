"""`update`: write an update of one's own, say for whom it is, see the letter for one person."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace

from relationship_desk.cli import output
from relationship_desk.cli.arguments import find_person, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.cli.updates import round_object, show_round
from relationship_desk.clock import today
from relationship_desk.compose import Composition
from relationship_desk.desk.commands.news import (
    NewsForm,
    add_news,
    choose_people,
    close_news,
    delete_news,
    edit_news,
    keep_letter,
    reopen_news,
    set_audience,
)
from relationship_desk.desk.news import find_news, letter_to, round_of
from relationship_desk.domain.audience import Audience, Rule, RuleKind
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.news import Choice
from relationship_desk.domain.playbooks import Tone
from relationship_desk.domain.rhythm import Lane
from relationship_desk.domain.text import fold, one_line
from relationship_desk.store.circles import all_circles
from relationship_desk.store.database import Connection
from relationship_desk.store.news import by_hand, get_news
from relationship_desk.store.people import all_tags, get_person

_KINDS = ", ".join(f"{kind.value}:..." for kind in RuleKind)
_TEXTS = ("short", "long", "link")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("verb", choices=list(_VERBS), metavar="VERB", help=", ".join(_VERBS))
    parser.add_argument(
        "what", type=text, metavar="TITLE-OR-UPDATE", help="add: the title; else an id or words"
    )
    parser.add_argument("person", nargs="?", type=text, metavar="PERSON", help="letter: for whom")
    parser.add_argument("--title", type=text, metavar="TEXT", help="edit: another title")
    parser.add_argument("--short", type=text, metavar="TEXT", help="the news in a few words")
    parser.add_argument("--long", type=text, metavar="TEXT", help="the news at length")
    parser.add_argument("--link", type=text, metavar="URL", help="where there is more")
    parser.add_argument(
        "--tone",
        choices=[tone.value for tone in Tone],
        metavar="TONE",
        help="how letters begin and end: close, friendly or formal",
    )
    parser.add_argument("--clear", action="store_true", help="audience: without the rules so far")
    for option, value, words in (
        ("--any", "RULE", f"audience: one is enough; {_KINDS}"),
        ("--all", "RULE", "audience: each of these must fit"),
        ("--add", "PERSON", "audience: add somebody by hand"),
        ("--leave-out", "PERSON", "audience: leave somebody out"),
        ("--by-rule", "PERSON", "audience: let the rules decide about somebody again"),
    ):
        parser.add_argument(
            option, type=text, action="append", default=[], metavar=value, help=words
        )
    parser.add_argument("--text", type=text, metavar="TEXT", help="letter: keep these words")
    parser.add_argument("--json", action="store_true", help="audience: print one JSON object")


def _update(session: Session, args: Namespace) -> int:
    run, takes = _VERBS[args.verb]
    given = {name for name in _OPTIONS if getattr(args, name)}
    given |= {name for name in (*_TEXTS, "text") if getattr(args, name) is not None}
    if odd := sorted(given - takes):
        option = "a person" if odd[0] == "person" else f"--{odd[0].replace('_', '-')}"
        raise UserError(f"{option} does not go with update {args.verb}; nothing was changed.")
    with session.open() as desk:
        return run(desk, args)


def _add(desk: Composition, args: Namespace) -> int:
    form = _form(NewsForm(args.what), args)
    news_id = desk.desk.do(add_news, form=form).result().result
    output.result(f"New update: {one_line(' '.join(args.what.split()))} ({news_id}).")
    return 0


def _edit(desk: Composition, args: Namespace) -> int:
    news = find_news(desk.reader, args.what)
    form = _form(NewsForm(args.title or news.title, news.told, news.tone), args)
    desk.desk.do(edit_news, news_id=news.id, form=form).result()
    output.result(f"Saved: {one_line(form.title)}.")
    return 0


def _form(form: NewsForm, args: Namespace) -> NewsForm:
    said = {name: getattr(args, name) for name in _TEXTS if getattr(args, name) is not None}
    tone = Tone(args.tone) if args.tone else form.tone
    return replace(form, told=replace(form.told, **said), tone=tone)


def _audience(desk: Composition, args: Namespace) -> int:
    news, on = find_news(desk.reader, args.what), today(desk.clock)
    any_of = [_rule(desk.reader, word) for word in args.any]
    all_of = [_rule(desk.reader, word) for word in args.all]
    by_choice = (
        (Choice.ADDED, _people(desk, args.add)),
        (Choice.LEFT_OUT, _people(desk, args.leave_out)),
        (Choice.NONE, _people(desk, args.by_rule)),
    )
    before = Audience() if args.clear else news.audience
    audience = Audience(
        tuple(dict.fromkeys((*before.any_of, *any_of))),
        tuple(dict.fromkeys((*before.all_of, *all_of))),
    )
    if audience != news.audience:
        desk.desk.do(set_audience, news_id=news.id, audience=audience).result()
    for choice, ids in by_choice:
        if ids:
            desk.desk.do(choose_people, news_id=news.id, person_ids=ids, choice=choice).result()
    now = get_news(desk.reader, news.id) or news
    told = round_object(desk.reader, now, round_of(desk.reader, now, on))
    if args.json:
        output.result_json(told)
    else:
        show_round(told)
    return 0


def _people(desk: Composition, words: Sequence[str]) -> list[int]:
    return [find_person(desk.reader, word, today(desk.clock))[0] for word in words]


def _rule(connection: Connection, word: str) -> Rule:
    """ "circle:Monthly" as a rule. Raises `UserError`."""
    kind, _, value = word.partition(":")
    value = " ".join(value.split())
    if kind not in list(RuleKind) or not value:
        raise UserError(f"“{word}” is no rule. Write it as one of {_KINDS}")
    if kind == RuleKind.LANE and value not in list(Lane):
        raise UserError(f"“{value}” is no lane. There are {', '.join(Lane)}.")
    if kind in (RuleKind.CIRCLE, RuleKind.TAG):
        rows = all_circles(connection) if kind == RuleKind.CIRCLE else all_tags(connection)
        found = [row.id for row in rows if fold(row.name) == fold(value)]
        if not found:
            raise UserError(f"There is no {kind} “{value}”; nothing was changed.")
        value = str(found[0])
    return Rule(RuleKind(kind), value)


def _letter(desk: Composition, args: Namespace) -> int:
    if args.person is None:
        raise UserError("Say for whom: relationship-desk update letter UPDATE PERSON")
    news, on = find_news(desk.reader, args.what), today(desk.clock)
    person_id, name = find_person(desk.reader, args.person, on)
    if args.text is not None:
        desk.desk.do(keep_letter, news_id=news.id, person_id=person_id, text=args.text).result()
        output.message(f"Kept for {name}." if args.text.strip() else f"As proposed for {name}.")
    person = get_person(desk.reader, person_id, on)
    hand = by_hand(desk.reader, news.id, [person_id]).get(person_id)
    if hand is not None and hand.draft:
        output.result(hand.draft)
    elif person is not None:
        me = desk.desk.preferences(desk.reader).my_name
        tone = Tone(args.tone) if args.tone else None
        output.result(letter_to(person, news, me, tone, at_length=True))
    return 0


def _close(desk: Composition, args: Namespace) -> int:
    news = find_news(desk.reader, args.what)
    new = desk.desk.do(close_news, news_id=news.id).result().result
    output.result(f"{'Closed' if new else 'Closed already'}: {one_line(news.title)}.")
    return 0


def _reopen(desk: Composition, args: Namespace) -> int:
    news = find_news(desk.reader, args.what)
    new = desk.desk.do(reopen_news, news_id=news.id).result().result
    output.result(f"{'Open again' if new else 'Open already'}: {one_line(news.title)}.")
    return 0


def _delete(desk: Composition, args: Namespace) -> int:
    news = find_news(desk.reader, args.what)
    desk.desk.do(delete_news, news_id=news.id).result()
    output.result(f"Deleted: {one_line(news.title)}. What was told stays in the timeline.")
    return 0


_Run = Callable[[Composition, Namespace], int]
_RULES = {"any", "all", "clear", "add", "leave_out", "by_rule", "json"}
_OPTIONS = (*sorted(_RULES), "person", "title", "tone")
_VERBS: dict[str, tuple[_Run, set[str]]] = {
    "add": (_add, {*_TEXTS, "tone"}),
    "edit": (_edit, {*_TEXTS, "tone", "title"}),
    "audience": (_audience, _RULES),
    "letter": (_letter, {"person", "tone", "text"}),
    "close": (_close, set()),
    "reopen": (_reopen, set()),
    "delete": (_delete, set()),
}

COMMANDS = (
    Command(
        "update",
        "write news of your own once, and choose for whom they are",
        _arguments,
        _update,
        "In the texts {first_name} and {my_name} stand for names; [, {first_name}] is left out "
        "where the name is not known. A RULE is circle:NAME, tag:NAME, place:TOWN, REGION or "
        "COUNTRY, topic:NAME (an interest, or what a need, a gift of yours or a kindness was "
        "about), lane:LANE or search:WORDS. Whoever has died, is in the archive or grieves is "
        "left out; somebody who grieves can be added by hand. JSON: as in updates.",
    ),
)
