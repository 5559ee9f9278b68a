"""The user's own news, for whom they are, and in which entries they were told."""

from __future__ import annotations

from peewee import BooleanField, TextField

from relationship_desk.store.schema.base import Row, about, part_of
from relationship_desk.store.schema.kernel import Participant, Person


class News(Row):
    """Something of the user's own that others may like to hear."""

    title = TextField()
    short_text = TextField()
    long_text = TextField()
    link = TextField()
    tone = TextField()  # of domain/playbooks.Tone: how a letter with it begins and ends
    audience = TextField()  # of domain/audience; or empty
    created_at = TextField()
    closed_at = TextField(null=True)  # since when nobody else is to be told


class NewsPerson(Row):
    """What was said of one person and one piece of news by hand."""

    news = part_of(News)
    person = about(Person)
    choice = TextField()  # of domain/news.Choice; or empty
    draft = TextField()  # the letter where the user wrote it themselves; or empty
    known_on = TextField(null=True)  # they know since then, by no entry of the timeline
    later_at = TextField(null=True)  # when they were put behind the others


class Telling(Row):
    """Somebody was told in an entry: it goes with the entry, and with their part in it."""

    news = part_of(News)
    participant = part_of(Participant)
    wrote = BooleanField()  # the entry was written to say so
