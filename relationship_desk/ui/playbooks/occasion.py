"""A letter for the day of an occasion, in the words of the playbook that is about such days.

Invariant: nothing is written into the timeline before the user says that it was sent or said.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from relationship_desk.desk.commands.today import honour_occasion
from relationship_desk.desk.playbooks import Library, known_fields, load_playbooks
from relationship_desk.domain.occasions import Occasion, OccasionKind
from relationship_desk.domain.playbooks import Playbook, Tone
from relationship_desk.domain.today import TodayRow
from relationship_desk.domain.wording import fill
from relationship_desk.store.occasions import occasion_rows
from relationship_desk.store.people import get_person
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.letters.dialog import Letter, LetterDialog
from relationship_desk.ui.letters.opening import addresses_of, open_letter
from relationship_desk.ui.playbooks.words import SUBJECTS
from relationship_desk.ui.telling import Tell
from relationship_desk.ui.theme import Theme

_BIG = "big_birthday"
# What these are called says whom or what they are about.
_LABELLED = (OccasionKind.WORK, OccasionKind.REMEMBRANCE)


def fitting_playbook(library: Library, occasion: Occasion, on: date | None) -> Playbook | None:
    """The playbook for that day of an occasion; None where none is about such days."""
    is_birthday = occasion.kind is OccasionKind.BIRTHDAY
    if is_birthday and on is not None and occasion.is_round_on(on) and _BIG in library.playbooks:
        return library.playbooks[_BIG]
    fitting = (p for p in library.playbooks.values() if occasion.kind in p.occasions)
    return next(fitting, None)


def known_of(occasion: Occasion, on: date | None) -> dict[str, str]:
    """What texts can say of that day of an occasion."""
    years = None if on is None else occasion.number_on(on)
    # A year alone is none of "so many years".
    known = {"years": str(years)} if years is not None and years > 1 else {}
    if occasion.label and occasion.kind in _LABELLED:
        known["what"] = occasion.label
    return known


def open_occasion(
    bridge: Bridge,
    theme: Theme,
    folder: Path,
    row: TodayRow,
    tell: Tell,
    parent: QWidget,
    draft: str = "",
) -> LetterDialog | None:
    """Open the letter for a row of Today, perhaps as it was left; None where the occasion or the
    person is gone."""
    reader, today = bridge.reader, bridge.today()
    found = occasion_rows(
        reader, today, bridge.preferences(), source=row.source, ids=[row.source_id]
    )
    person = get_person(reader, found[0].person_id, today) if found else None
    if person is None:
        return None
    occasion, name = found[0].occasion, person.name
    playbook = fitting_playbook(load_playbooks(folder), occasion, row.due_on)
    known = known_fields(
        name.full,
        name.given,
        bridge.preferences().my_name,
        row.due_on,
        **known_of(occasion, row.due_on),
    )
    steps = () if playbook is None else playbook.steps
    step = next((step for step in steps if step.texts), None)
    texts = {tone: fill(words, known) for tone, words in (step.texts or {}).items()} if step else {}
    if draft:
        texts[Tone.FRIENDLY] = draft
    addresses = addresses_of(bridge, person.id)
    letter = Letter(
        row.title,
        name.full,
        texts.get(Tone.FRIENDLY, ""),
        addresses,
        "" if playbook is None else SUBJECTS[playbook.mood],
        step.via if step is not None else None,
        "Writes it into the timeline",
        texts,
    )
    return open_letter(
        bridge,
        theme,
        letter,
        lambda text, channel: bridge.desk.do(
            honour_occasion,
            source=row.source,
            source_id=row.source_id,
            settles=row.settles,
            person_id=person.id,
            title=row.title,
            channel=channel,
            text=text,
        ),
        tell,
        parent,
    )
