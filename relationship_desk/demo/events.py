"""A fair that is over and whose follow-up is half done, one year before it, and one to come.

Invariant: everything is said by the command that a user takes, of people who are there.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from relationship_desk.demo.steps import REGION, Run
from relationship_desk.desk.commands.circles import choose_circle
from relationship_desk.desk.commands.encounters import note_encounter
from relationship_desk.desk.commands.events import GuestForm, add_event, put_guest
from relationship_desk.desk.commands.follow_up import keep_draft
from relationship_desk.desk.commands.people import add_person
from relationship_desk.desk.commands.timeline import InteractionForm, log_interaction
from relationship_desk.desk.encounter_log import Reader
from relationship_desk.domain.contact import Contact, Detail, DetailKind, Name
from relationship_desk.domain.events import EventForm, EventKind, Part
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.money import Money
from relationship_desk.store.database import Connection
from relationship_desk.store.events import get_event

_LAST = "Harbour Print Fair"
_NEXT = "Maps and Papers"
# Who was met at the fair, and on which day before today.
_LINES = (
    (4, "Noor Ashby @Tidewater Press met at their booth; wants an intro to a bookbinder"),
    (4, "Piet Lund @Lund Papers; send paper samples by Friday"),
    (3, "Wanda Creel @Quay Gallery talked about the harbour prints; she'll send me the catalogue"),
    (3, "Otis Brandt @Brandt Type; looking for a translator; call him on Monday"),
    (3, "Bram Oss came by with his new maps"),
    (2, "Hedda Roe @Museum of Letters; I owe her the list of printers"),
    (2, "Milo Tarn @Tarn Maps gave the talk on old charts"),
    (2, "? @Quay Gallery asked about prices of prints"),
)
# Badge mode would make them, with numbers by chance: here they are the same every time.
_NEW = (
    ("Noor Ashby", "Tidewater Press"),
    ("Piet Lund", "Lund Papers"),
    ("Wanda Creel", "Quay Gallery"),
    ("Otis Brandt", "Brandt Type"),
    ("Hedda Roe", "Museum of Letters"),
    ("Milo Tarn", "Tarn Maps"),
    ("Ravi Sandoval", "Museum of Letters"),
)
_MAKER = UUID("5d6c2a0e-6a0b-4f7e-9a55-0f4a3f0f6b21")
_BEFORE = ("Piet Lund @Lund Papers", "Zoë Quill came along")


def visit_events(reader: Connection, run: Run, today: date) -> None:
    """The three events, with who is there and what has happened since."""
    for name, organisation in _NEW:
        details = (
            Detail(DetailKind.ORGANISATION, (organisation,)),
            Detail(DetailKind.HOW_MET, (_LAST,)),
        )
        uid = f"urn:uuid:{uuid5(_MAKER, name)}"
        run(add_person, contact=Contact(Name(name), details, uid=uid), region=REGION)
    for years, lines in ((1, _BEFORE), (0, ())):
        begins = today - timedelta(days=4 + 357 * years)
        form = EventForm(
            f"{_LAST} {begins.year}",
            begins,
            begins + timedelta(days=2),
            EventKind.FAIR,
            place="Fish Hall, Hamburg",
            host="Tidewater Press",
            makes_host=True,
            cost=Money(Decimal(180), "EUR"),
            goal_people=6,
            goal_insights=1,
            goal="Somebody who binds small editions",
        )
        event_id = _result(run(add_event, form=form))
        for line in lines:
            _note(reader, run, event_id, line, begins)
    for days, line in _LINES:
        _note(reader, run, event_id, line, today - timedelta(days=days))
    _follow_up(reader, run, today, f"{_LAST} {begins.year}")
    _plan(reader, run, today)


def _note(reader: Connection, run: Run, event_id: int, line: str, on: date) -> None:
    event = get_event(reader, event_id)
    if event is not None:
        form = replace(Reader(reader, event, on).read(line).form(), on=on)
        run(note_encounter, form=form, region=REGION)


def _follow_up(reader: Connection, run: Run, today: date, event: str) -> None:
    people = {name: row_id for row_id, name in reader.sql("SELECT id, full_name FROM person")}
    lines = {
        person_id: row_id
        for row_id, person_id in reader.sql(
            "SELECT id, person_id FROM encounter WHERE person_id IS NOT NULL ORDER BY id"
        )
    }
    for name, days, channel, direction, said in (
        ("Noor Ashby", 3, Channel.EMAIL, Direction.MINE, "thanks, and two names of binders"),
        ("Noor Ashby", 1, Channel.EMAIL, Direction.THEIRS, "she wrote to both already"),
        ("Wanda Creel", 2, Channel.EMAIL, Direction.MINE, "the prints she liked"),
        ("Otis Brandt", 1, Channel.CALL, Direction.MUTUAL, "two translators to ask"),
    ):
        form = InteractionForm(
            (people[name],), f"After {event}: {said}", today - timedelta(days=days), None,
            channel, direction,
        )  # fmt: skip
        run(log_interaction, form=form)
    run(choose_circle, person_ids=[people["Otis Brandt"]], name="Every 2 months")
    run(
        keep_draft,
        encounter_id=lines[people["Hedda Roe"]],
        text="Hello Hedda,\n\nhere are the printers we talked about.\n\nAll the best",
    )


def _plan(reader: Connection, run: Run, today: date) -> None:
    people = {name: row_id for row_id, name in reader.sql("SELECT id, full_name FROM person")}
    begins = today + timedelta(days=5)
    event_id = _result(
        run(
            add_event,
            form=EventForm(
                f"{_NEXT} {begins.year}",
                begins,
                begins + timedelta(days=1),
                EventKind.CONFERENCE,
                place="Old Library, Hamburg",
                host="Museum of Letters",
                makes_host=True,
                link="https://maps.example",
                cost=Money(Decimal(95), "EUR"),
                goal_people=3,
                goal="A partner for the harbour atlas",
                notes="Who prints maps larger than a table?\nThe talks are in the upper hall",
            ),
        )
    )
    for name, part, wanted, why, opening in (
        ("Ida Vale", Part.SPEAKER, False, "", ""),
        ("Milo Tarn", Part.ATTENDING, True, "He drew the charts for the atlas of tides",
         "His talk at the fair, and the one error he told of"),
        ("Zoë Quill", Part.ATTENDING, False, "", ""),
        ("Ravi Sandoval", Part.HOST, True, "Looks after the collection of maps",
         "The harbour chart of 1790"),
    ):  # fmt: skip
        by = people["Ida Vale"] if part is Part.HOST else None
        form = GuestForm(event_id, people[name], "", part, wanted, why, opening, by)
        run(put_guest, form=form, region=REGION)


def _result(value: object) -> int:
    assert isinstance(value, int)
    return value
