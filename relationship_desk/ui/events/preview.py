"""What a line about somebody one met comes to, as chips."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from relationship_desk.desk.encounter_log import Met
from relationship_desk.domain.dates import date_in_words, exact_date
from relationship_desk.domain.text import one_line
from relationship_desk.ui.quick_log.words import ChipWords

_LONGEST = 52


def chips_of(found: Met, today: date) -> list[ChipWords]:
    """The chips of a line, in order; none where nothing is typed."""
    return list(_chips(found, today)) if found.said.line.strip() else []


def _chips(found: Met, today: date) -> Iterator[ChipWords]:
    said = found.said
    if found.chosen is not None:
        yield ChipWords("Who", "person", found.chosen.name)
    elif found.is_new:
        yield ChipWords("Who", "add-person", f"New: {said.name}")
    else:
        yield ChipWords("Who", "warning", f"{said.name or 'Somebody'}: who?", is_doubtful=True)
    if said.organisation:
        yield ChipWords("Where from", "building", said.organisation)
    if said.on is not None:
        near = date_in_words(found.on, today)
        yield ChipWords("When", "calendar", near if found.on <= today else exact_date(found.on))
    if said.text:
        yield ChipWords("What", "note", f"“{_short(said.text)}”")
    for need in said.needs:
        yield ChipWords("Looks for", "search", f"Looks for {_short(need)}")
    name = found.chosen.name if found.chosen is not None else said.name or "them"
    for promise in said.promises:
        by = f" · by {exact_date(promise.due_on)}" if promise.due_on else ""
        words = f"{promise.direction.words(name)}: {_short(promise.text)}{by}"
        yield ChipWords("Promise", "link", words)
    if said.step is not None:
        due = f" · {exact_date(said.step.due_on)}" if said.step.due_on else ""
        yield ChipWords("Next", "tasks", f"Next: {_short(said.step.text)}{due}")
    if said.told:
        yield ChipWords("Told", "log", f"Told: {_short(said.told)}")


def _short(text: str) -> str:
    return one_line(text, _LONGEST)
