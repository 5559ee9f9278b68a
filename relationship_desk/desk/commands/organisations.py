"""What a person can do with organisations, and with the places that people have in them.

Invariant: cards stay as they are; who belongs where is said here, by the user alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from relationship_desk.desk.commands.uniting import unite_rows
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.organisations import UNKNOWN, OrganisationKind, Span
from relationship_desk.domain.text import fold, one_line
from relationship_desk.store import schema as s
from relationship_desk.store.organisations import card_roles
from relationship_desk.store.people import names_of
from relationship_desk.store.work import Work

_SHOWN = 40
_GONE = "This organisation is not there any more; nothing was changed."


@dataclass(frozen=True, slots=True)
class OrganisationForm:
    """An organisation as edited."""

    name: str
    kind: OrganisationKind = OrganisationKind.COMPANY
    url: str = ""
    place: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AffiliationForm:
    """Somebody's place in an organisation, which is called by its name and made where it is new."""

    person_id: int
    organisation: str
    role: str = ""
    span: Span = UNKNOWN


def add_organisation(work: Work, now: datetime, *, form: OrganisationForm) -> int:
    """A new organisation; the id. Raises `UserError` where there is one of this name."""
    columns = _columns(work, form, None)
    work.label = f"New {form.kind.words} {_short(form.name)}"
    return work.insert(s.Organisation, created_at=to_text(now), **columns)


def edit_organisation(
    work: Work, now: datetime, *, organisation_id: int, form: OrganisationForm
) -> None:
    """Make an organisation what the form says."""
    old = _organisation(work, organisation_id)
    columns = _columns(work, form, organisation_id)
    work.label = f"Edit {_short(old['name'])}"
    work.coalesce_key = f"organisation {organisation_id}"
    work.update(s.Organisation, organisation_id, **columns)


def merge_organisations(work: Work, now: datetime, *, keep_id: int, other_id: int) -> None:
    """Two that are one: whatever names the other names the one that stays. What that one does not
    say it takes from the other, and notes of both stay."""
    keep, other = _organisation(work, keep_id), _organisation(work, other_id)
    if keep_id == other_id:
        raise UserError("These are one organisation already; name two.")
    filled = {column: keep[column] or other[column] for column in ("url", "place")}
    notes = dict.fromkeys(note for note in (keep["note"], other["note"]) if note)
    work.update(s.Organisation, keep_id, note="\n".join(notes), **filled)
    unite_rows(work, s.Organisation, keep_id=keep_id, other_id=other_id)
    work.label = f"Merge {_short(keep['name'])} and {_short(other['name'])}"
    work.pinned = True


def archive_organisations(
    work: Work, now: datetime, *, organisation_ids: Sequence[int], archived: bool
) -> int:
    """Put organisations into the archive, or back; how many that changed."""
    rows = work.rows(s.Organisation, sorted(set(organisation_ids)))
    rows = [row for row in rows if (row["archived_at"] is not None) != archived]
    for row in rows:
        work.update(s.Organisation, row["id"], archived_at=to_text(now) if archived else None)
    work.label = f"{'Archive' if archived else 'Bring back'} {_which(rows)}"
    return len(rows)


def delete_organisations(work: Work, now: datetime, *, organisation_ids: Sequence[int]) -> int:
    """Remove organisations with the places in them and the user's memberships; how many there
    were. People, insights and opportunities stay."""
    ids = sorted(set(organisation_ids))
    work.label = f"Delete {_which(work.rows(s.Organisation, ids))}"
    work.pinned = True
    return work.remove(s.Organisation, ids)


def affiliate(work: Work, now: datetime, *, form: AffiliationForm) -> int:
    """Give somebody a place in an organisation; the id. What is there already is not said twice."""
    columns, name = _place(work, now, form)
    work.label = f"{name} at {_short(form.organisation)}"
    same = [
        row["id"]
        for row in work.rows(s.Affiliation, _places_of(work, form.person_id))
        if all(row[column] == value for column, value in columns.items())
    ]
    return same[0] if same else work.insert(s.Affiliation, **columns)


def edit_affiliation(
    work: Work, now: datetime, *, affiliation_id: int, form: AffiliationForm
) -> None:
    """Make somebody's place in an organisation what the form says."""
    if work.get(s.Affiliation, affiliation_id) is None:
        raise UserError("This place is not there any more; nothing was changed.")
    columns, name = _place(work, now, form)
    work.label = f"Edit what {name} is at {_short(form.organisation)}"
    work.coalesce_key = f"affiliation {affiliation_id}"
    work.update(s.Affiliation, affiliation_id, **columns)


def remove_affiliations(work: Work, now: datetime, *, affiliation_ids: Sequence[int]) -> int:
    """Say that people have no such place, and never had; how many there were."""
    rows = work.rows(s.Affiliation, sorted(set(affiliation_ids)))
    if len(rows) == 1:
        [name] = names_of(work.connection, [rows[0]["person_id"]]).values()
        there = _organisation(work, rows[0]["organisation_id"])
        work.label = f"Remove {_short(name)} from {_short(there['name'])}"
    else:
        work.label = f"Remove {len(rows)} places in organisations"
    return work.remove(s.Affiliation, affiliation_ids)


def link_cards(
    work: Work,
    now: datetime,
    *,
    name: str,
    person_ids: Sequence[int],
    kind: OrganisationKind = OrganisationKind.COMPANY,
) -> int:
    """Link people whose cards say this organisation to it, in the role of their card; how many
    were not linked before. The organisation is made where it is new."""
    organisation_id = organisation_called(work, now, name, kind)
    inside = {
        row["person_id"]
        for row in work.rows(
            s.Affiliation, work.ids_where(s.Affiliation, "organisation_id", [organisation_id])
        )
    }
    there = names_of(work.connection, person_ids)
    people = [i for i in dict.fromkeys(person_ids) if i in there and i not in inside]
    roles = card_roles(work.connection, people)
    work.insert_many(
        s.Affiliation,
        ("person_id", "organisation_id", "role"),
        [(person_id, organisation_id, roles.get(person_id, "")) for person_id in people],
    )
    whom = _short(there[people[0]]) if len(people) == 1 else f"{len(people)} people"
    work.label = f"Link {whom} to {_short(name)}"
    return len(people)


def decline_cards(work: Work, now: datetime, *, name: str, person_ids: Sequence[int]) -> int:
    """Never again propose that these people belong to an organisation because their cards say so;
    of how many it was not said before."""
    folded = fold(name)
    there = names_of(work.connection, person_ids)
    said = work.rows(s.DeclinedPlace, work.ids_where(s.DeclinedPlace, "folded", [folded]))
    declined = {row["person_id"] for row in said}
    people = [i for i in dict.fromkeys(person_ids) if i in there and i not in declined]
    work.insert_many(s.DeclinedPlace, ("person_id", "folded"), [(i, folded) for i in people])
    whom = _short(there[people[0]]) if len(people) == 1 else f"{len(people)} people"
    work.label = f"Do not link {whom} to {_short(name)}"
    return len(people)


def organisation_called(
    work: Work, now: datetime, name: str, kind: OrganisationKind = OrganisationKind.COMPANY
) -> int:
    """The organisation of this name, made where it is new; one in the archive comes back."""
    columns = _checked(OrganisationForm(name, kind))
    found = work.ids_where(s.Organisation, "folded", [columns["folded"]])
    if found:
        work.update(s.Organisation, found[0], archived_at=None)
        return found[0]
    return work.insert(s.Organisation, created_at=to_text(now), **columns)


def named_or_none(work: Work, now: datetime, name: str) -> int | None:
    """The same; None where no name was given."""
    return organisation_called(work, now, name) if name.strip() else None


def _organisation(work: Work, organisation_id: int) -> dict[str, Any]:
    row = work.get(s.Organisation, organisation_id)
    if row is None:
        raise UserError(_GONE)
    return row


def _columns(work: Work, form: OrganisationForm, own_id: int | None) -> dict[str, Any]:
    columns = _checked(form)
    for row in work.rows(
        s.Organisation, work.ids_where(s.Organisation, "folded", [columns["folded"]])
    ):
        if row["id"] != own_id:
            where = " in the archive" if row["archived_at"] else ""
            raise UserError(
                f"There is an organisation {_short(row['name'])}{where} already. Use that one, or "
                "choose another name."
            )
    return columns


def _checked(form: OrganisationForm) -> dict[str, Any]:
    name = one_line(form.name)
    if not fold(name):
        raise UserError("An organisation needs a name. Type what it is called.")
    return {
        "name": name,
        "folded": fold(name),
        "kind": form.kind.value,
        "url": form.url.strip(),
        "place": form.place.strip(),
        "note": form.note.strip(),
    }


def _places_of(work: Work, person_id: int) -> list[int]:
    return work.ids_where(s.Affiliation, "person_id", [person_id])


def _place(work: Work, now: datetime, form: AffiliationForm) -> tuple[dict[str, Any], str]:
    """The columns of a place, and the name of the person."""
    name = names_of(work.connection, [form.person_id]).get(form.person_id)
    if name is None:
        raise UserError("This person is not there any more; nothing was saved.")
    return {
        "person_id": form.person_id,
        "organisation_id": organisation_called(work, now, form.organisation),
        "role": one_line(form.role),
        **form.span.columns,
    }, _short(name)


def _which(rows: Sequence[dict[str, Any]]) -> str:
    return _short(rows[0]["name"]) if len(rows) == 1 else f"{len(rows)} organisations"


def _short(name: str) -> str:
    return one_line(name, _SHOWN)
