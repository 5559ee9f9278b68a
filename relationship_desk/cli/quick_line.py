"""`log LINE`: one line that says who, how, when, what, who owes what and what comes next."""

from __future__ import annotations

from relationship_desk.cli import output
from relationship_desk.cli.command import Session
from relationship_desk.clock import today, wall_time
from relationship_desk.compose import Composition
from relationship_desk.desk.commands.quick_log import QuickLogForm, quick_log
from relationship_desk.desk.quick_log import Understood, Who, understand
from relationship_desk.domain.dates import exact_date
from relationship_desk.domain.errors import Ambiguous, UserError
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.text import one_line
from relationship_desk.store.naming import Names
from relationship_desk.store.news import open_titles
from relationship_desk.store.people import names_of, person_rows

_SHOWN_CANDIDATES = 20


def log_line(session: Session, line: str) -> int:
    """Write down what a line says and print what was understood.

    Raises `UserError` where a name fits nobody or nothing is said, `Ambiguous` where one fits
    several; then nothing is written.
    """
    with session.open() as desk:
        now_on = today(desk.clock)
        news = open_titles(desk.reader)
        found = understand(Names(desk.reader, now_on), line, now_on, news=news)
        if found.problem:
            raise _refusal(desk, found)
        form = found.form()
        counting = found.counting(wall_time(desk.clock))
        region = desk.desk.preferences(desk.reader).region
        logged = desk.desk.do(quick_log, form=form, region=region).result().result
        names = names_of(desk.reader, _people(form))
        promise_ids, entry_id, task_id = logged.promise_ids, logged.entry_id, logged.task_id
    if form.entry is not None:
        who = ", ".join(names[i] for i in form.entry.people)
        output.result(
            f"Logged: {_how(form.entry.channel)} with {who} on {exact_date(form.entry.on)} "
            f"(entry {entry_id})."
        )
        if form.entry.text:
            output.result(f"  {one_line(form.entry.text)}")
    for told in found.told if form.entry is not None else ():
        if told.news is not None:
            output.result(f"Told: your update “{one_line(told.news[1])}”.")
        elif told.candidates:
            output.message(
                f"“{told.words}” fits {len(told.candidates)} of your updates; it stands in the "
                "text. Say which one with: relationship-desk told PERSON UPDATE"
            )
    for promise, promise_id in zip(form.promises, promise_ids, strict=True):
        by = f" – by {exact_date(promise.due_on)}" if promise.due_on else ""
        owing = promise.direction.words(names[promise.person_id])
        output.result(f"{owing}: {one_line(promise.text)}{by} (promise {promise_id}).")
    for kindness in form.kindnesses:
        output.result(f"{names[kindness.person_id]} was kind: {one_line(kindness.text)}.")
    for idea in form.ideas:
        output.result(f"Gift idea for {names[idea.person_id]}: {one_line(idea.text)}.")
    if form.step is not None:
        on = f" – {exact_date(form.step.due_on)}" if form.step.due_on else ""
        output.result(f"Next: {one_line(form.step.text)}{on} (task {task_id}).")
    if counting:
        output.message(f"This is still to come: it {counting}.")
    return 0


def _people(form: QuickLogForm) -> list[int]:
    entry = form.entry.people if form.entry is not None else ()
    return [
        *entry,
        *(promise.person_id for promise in form.promises),
        *(kindness.person_id for kindness in form.kindnesses),
        *(idea.person_id for idea in form.ideas),
    ]


def _how(channel: Channel) -> str:
    return channel.noun if channel is Channel.OTHER else channel.value


def _refusal(desk: Composition, found: Understood) -> UserError:
    doubtful = found.doubtful
    if doubtful is None:
        return UserError(found.problem)
    if not doubtful.candidates:
        return UserError(
            f"{found.problem} Nothing was written. See who is here with: relationship-desk list"
        )
    return Ambiguous(
        "\n".join([f"{found.problem} Write more of the name:", *_lines(desk, doubtful, found)]),
        tuple((meant.id, meant.name) for meant in doubtful.candidates),
    )


def _lines(desk: Composition, who: Who, found: Understood) -> list[str]:
    shown = [meant.id for meant in who.candidates[:_SHOWN_CANDIDATES]]
    rows = person_rows(desk.reader, shown, found.today)
    lines = [f"  {i}  {one_line(f'{rows[i].name} {rows[i].line}')}" for i in shown]
    more = len(who.candidates) - len(lines)
    return [*lines, *([f"  and {more} more"] if more else [])]
