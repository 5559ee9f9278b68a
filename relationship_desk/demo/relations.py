"""What some of the sample people are to each other, and a few who are reached only through others.

Invariant: everything is said by the command that a user takes, of people who are there.
"""

from __future__ import annotations

from collections.abc import Iterator

from relationship_desk.demo.steps import Run
from relationship_desk.desk.commands.relations import RelationForm, relate
from relationship_desk.domain.relations import RelationKind as K
from relationship_desk.store.database import Connection

# Of the cast, by their names.
_SAID = (
    ("Ida Vale", K.COLLEAGUE, "Mareike Großkopf", "", "2021"),
    ("Ida Vale", K.FRIEND, "Zoë Quill", "from the choir", ""),
    ("Bram Oss", K.INTRODUCED_BY, "Ida Vale", "", "May 2024"),
    ("Łukasz Żak", K.CLIENT, "Bram Oss", "", ""),
    ("İpek Gökyüzü", K.MENTEE, "Ida Vale", "", "2022"),
    ("Søren Ravnkilde", K.KNOWS, "Zoë Quill", "", ""),
)
# Of those whom the user has never been in touch with, by their place: the first of them leads to
# the others. None is somebody of the cast.
_UNMET = (
    (0, K.SIBLING, None),
    (1, K.REPORT, 0),
    (2, K.COLLEAGUE, 1),
    (3, K.FRIEND, 2),
)
_WHO_KNOWS_THEM = "Ida Vale"


def say_relations(reader: Connection, run: Run) -> None:
    """Say them all."""
    for form in _forms(reader):
        run(relate, form=form)


def _forms(reader: Connection) -> Iterator[RelationForm]:
    ids = {name: row_id for row_id, name in reader.sql("SELECT id, full_name FROM person")}
    for one, kind, other, note, since in _SAID:
        yield RelationForm(ids[one], kind, ids[other], note, since)
    unmet = [
        row_id
        for (row_id,) in reader.sql(
            "SELECT id FROM person WHERE kind = 'person' AND archived_at IS NULL AND id NOT IN "
            "(SELECT person_id FROM participant) ORDER BY id"
        )
    ]
    for place, kind, beside in _UNMET:
        if place < len(unmet):
            other = ids[_WHO_KNOWS_THEM] if beside is None else unmet[beside]
            yield RelationForm(unmet[place], kind, other)
