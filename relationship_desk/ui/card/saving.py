"""Saving a form: what was typed, laid over what the store has now."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass

from relationship_desk.desk.commands.people import PersonForm, add_person, edit_person
from relationship_desk.desk.desk import Outcome
from relationship_desk.store.people import get_person
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.card.forms import contact_of, form_of, merged


@dataclass(frozen=True, slots=True)
class Draft:
    """What is typed, and the state of the store that it was made from."""

    base: PersonForm
    form: PersonForm

    @property
    def is_named(self) -> bool:
        """Whether it can be saved: a person needs a name."""
        return bool(self.form.name.full or self.form.name.composed())


def stored_form(bridge: Bridge, person_id: int) -> PersonForm | None:
    """The person as the store has them now; None where they are gone."""
    person = get_person(bridge.reader, person_id, bridge.today())
    return None if person is None else form_of(person)


def save_new(bridge: Bridge, draft: Draft) -> Future[Outcome[int]]:
    """Write a new person down; the id."""
    region = bridge.preferences().region
    return bridge.desk.do(add_person, contact=contact_of(draft.form), region=region)


def save_edited(bridge: Bridge, person_id: int, draft: Draft) -> Future[Outcome[None]]:
    """Write what was changed in the form; what was changed elsewhere meanwhile stays."""
    now = stored_form(bridge, person_id)
    form = draft.form if now is None else merged(draft.base, draft.form, now)
    region = bridge.preferences().region
    return bridge.desk.do(edit_person, person_id=person_id, form=form, region=region)
