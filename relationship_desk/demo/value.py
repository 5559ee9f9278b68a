"""What the fictional user gave in the last year, what people look for, and who was introduced.

Invariant: everything is said by the command that a user takes, of people who are there.
"""

from __future__ import annotations

from datetime import date, timedelta

from relationship_desk.demo.steps import Run
from relationship_desk.desk.commands.giving import GivingForm, give, tell_outcome
from relationship_desk.desk.commands.introductions import (
    IntroductionForm,
    advance_introduction,
    plan_introduction,
)
from relationship_desk.desk.commands.needs import NeedForm, note_need
from relationship_desk.desk.commands.shelf import ResourceForm, add_resource
from relationship_desk.domain.introductions import Stage
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.value import Given, ResourceKind
from relationship_desk.store.database import Connection

# Who looks for what, since how many days, about what.
_NEEDS = (
    ("Ida Vale", "somebody who still marbles paper by hand", 19, ("Bookbinding", "Paper")),
    ("Bram Oss", "a dry room near the harbour, not too dear", 33, ("Rooms",)),
    ("Zoë Quill", "old sea charts to trace", 6, ("Maps",)),
    ("Łukasz Żak", "a printer who takes small editions", 48, ("Letterpress",)),
)
# What is on the shelf: title, kind, where, added how many days ago, topics.
_SHELF = (
    ("Hand bookbinders of the north, a list", ResourceKind.LINK, "https://binders.example/north",
     160, ("Bookbinding", "Paper")),
    ("Charts of the Elbe, 1868, scanned", ResourceKind.FILE, "/home/kim/elbe-1868.pdf", 12,
     ("Maps",)),
    ("How to price a small edition", ResourceKind.SKILL, "", 300, ("Letterpress", "Money")),
    ("Grants for printed matter, this year's dates", ResourceKind.LINK,
     "https://grants.example/print", 20, ("Money",)),
)  # fmt: skip
# To whom what was given, how many days ago, how long it took, about what, and how it went.
_GIVEN = (
    ("Bram Oss", Given.ADVICE, "How to ask the port authority for a key", 41, 30, ("Rooms",), ""),
    ("Ida Vale", Given.REFERRAL, "To the jury of the Museum of Small Tools", 78, 20, ("Museums",),
     ""),
    ("Łukasz Żak", Given.FEEDBACK, "On the first proofs of the tide atlas", 96, 120, ("Maps",),
     "He redrew the legend."),
    ("Zoë Quill", Given.ADVICE, "What to ask for a set of letters", 130, 45, ("Money",),
     "They paid what she asked."),
    ("Zoë Quill", Given.ADVICE, "How to write an offer that is not an excuse", 27, 40, ("Money",),
     ""),
)  # fmt: skip


def give_value(reader: Connection, run: Run, today: date) -> None:
    """Needs, shelf, what was given and what became of it, and three introductions."""
    people = {name: row_id for row_id, name in reader.sql("SELECT id, full_name FROM person")}

    def ago(days: int) -> date:
        return today - timedelta(days=days)

    for name, text, days, topics in _NEEDS:
        run(note_need, form=NeedForm(people[name], text, ago(days), topics))
    for title, kind, address, days, topics in _SHELF:
        run(add_resource, form=ResourceForm(title, kind, ago(days), address, topics))
    for name, given, text, days, minutes, topics, outcome in _GIVEN:
        form = GivingForm(people[name], given, text, ago(days), minutes, topics)
        giving_id = run(give, form=form, channel=Channel.CALL)
        if outcome:
            run(tell_outcome, giving_id=giving_id, text=outcome)
    _introduce(run, people)


def _introduce(run: Run, people: dict[str, int]) -> None:
    for first, second, why, steps in (
        ("Ida Vale", "Zoë Quill", "Both love paper that nobody makes any more", 0),
        ("Bram Oss", "Łukasz Żak", "Bram binds what Łukasz draws", 4),
        ("Łukasz Żak", "Zoë Quill", "An atlas needs letters", 1),
    ):
        form = IntroductionForm(people[first], people[second], why)
        introduction_id = run(plan_introduction, form=form)
        way = (Stage.ASKED_FIRST, Stage.ASKED_SECOND, Stage.MADE, Stage.CHECKED)
        for step in way[:steps]:
            run(advance_introduction, introduction_id=introduction_id, to=step)
