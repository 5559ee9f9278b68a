"""What people are to each other: said once, told from both sides, never against the user's word."""

from __future__ import annotations

import pytest

from relationship_desk.desk.commands.encounters import EncounterForm, note_encounter
from relationship_desk.desk.commands.events import GuestForm, add_event, put_guest
from relationship_desk.desk.commands.merging import merge_people
from relationship_desk.desk.commands.organisations import AffiliationForm, affiliate
from relationship_desk.desk.commands.people import add_person, delete_people, set_archived
from relationship_desk.desk.commands.relations import (
    RelationForm,
    confirm_relations,
    decline_relations,
    edit_relation,
    relate,
    remove_relation,
)
from relationship_desk.desk.erasure import erase_people
from relationship_desk.domain.contact import Contact, ContactKind, Detail, DetailKind, Name
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.events import EventForm
from relationship_desk.domain.relations import RelationKind as K
from relationship_desk.store.proposals import FEW, proposals_for
from relationship_desk.store.relations import relations_of
from tests.support.desks import NOON, TODAY, DeskForTests


def _relate(desk: DeskForTests, one: int, kind: K, other: int, note: str = "") -> int:
    return int(desk.do(relate, form=RelationForm(one, kind, other, note)))


def _told(desk: DeskForTests, person_id: int) -> list[tuple[str, str]]:
    return [(row.label, row.other_name) for row in relations_of(desk.reader, person_id)]


def _proposed(desk: DeskForTests, person_id: int) -> list[tuple[K, str, str]]:
    found = proposals_for(desk.reader, person_id, TODAY)
    return [(p.kind, p.other_name, p.why) for p in found]


def _related(name: str, label: str) -> Detail:
    return Detail(DetailKind.RELATED, (name,), label)


def _works_at(name: str) -> Detail:
    return Detail(DetailKind.ORGANISATION, (name,))


@pytest.mark.parametrize("kind", K)
def test_a_relation_is_told_from_both_sides(desk: DeskForTests, kind: K) -> None:
    ida, bo = desk.add("Ida"), desk.add("Bo")

    first = _relate(desk, ida, kind, bo)

    assert _told(desk, bo) == [(kind.label, "Ida")]
    assert _told(desk, ida) == [(kind.inverse.label, "Bo")]
    assert _relate(desk, bo, kind.inverse, ida) == first
    assert len(desk.reader.sql("SELECT id FROM relation")) == 1


def test_a_relation_said_again_takes_the_new_note_and_keeps_the_old_without_one(
    desk: DeskForTests,
) -> None:
    ida, bo = desk.add("Ida"), desk.add("Bo")
    desk.do(relate, form=RelationForm(ida, K.KNOWS, bo, "from school", "May 2001"))

    _relate(desk, bo, K.KNOWS, ida)
    [row] = relations_of(desk.reader, ida)
    assert (row.note, row.since_on) == ("from school", "2001-05")

    _relate(desk, bo, K.KNOWS, ida, "from work")
    [row] = relations_of(desk.reader, ida)
    assert (row.note, row.since_on) == ("from work", "2001-05")


def test_family_stands_before_work_and_that_before_others(desk: DeskForTests) -> None:
    ida, *others = (desk.add(name) for name in ("Ida", "Ann", "Bo", "Cy", "Di"))
    for kind, other in zip((K.KNOWS, K.REPORT, K.SIBLING, K.CHILD), others, strict=True):
        _relate(desk, ida, kind, other)

    assert [label for label, _ in _told(desk, ida)] == ["Parent", "Sibling", "Manager", "Knows"]


def test_what_cannot_be_is_refused_in_a_sentence(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida"), desk.add("Bo")
    _relate(desk, ida, K.PARENT, bo)
    before = desk.facts()

    for one, kind, other in (
        (ida, K.KNOWS, ida), (ida, K.KNOWS, 99), (ida, K.CHILD, bo), (bo, K.PARENT, ida),
    ):  # fmt: skip
        with pytest.raises(UserError):
            _relate(desk, one, kind, other)
    with pytest.raises(UserError, match="no date since when"):
        desk.do(relate, form=RelationForm(ida, K.FRIEND, bo, since="some day"))
    assert desk.facts() == before


def test_a_relation_is_edited_from_the_other_side(desk: DeskForTests) -> None:
    ida, bo, cy = desk.add("Ida"), desk.add("Bo"), desk.add("Cy")
    row_id = _relate(desk, ida, K.KNOWS, bo)

    desk.do(edit_relation, relation_id=row_id, form=RelationForm(bo, K.REPORT, cy, "new", "2020"))

    [row] = relations_of(desk.reader, cy)
    assert (row.id, row.label, row.other_name, row.note, row.since_on) == (
        row_id, "Report", "Bo", "new", "2020",
    )  # fmt: skip
    assert _told(desk, ida) == []
    desk.undo()
    assert _told(desk, ida) == [("Knows", "Bo")]


def test_an_edit_into_one_that_is_there_is_refused(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida"), desk.add("Bo")
    _relate(desk, ida, K.FRIEND, bo)
    row_id = _relate(desk, ida, K.COLLEAGUE, bo)
    with pytest.raises(UserError, match="already"):
        desk.do(edit_relation, relation_id=row_id, form=RelationForm(bo, K.FRIEND, ida))


def test_cards_propose_and_nothing_is_written_by_itself(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale", _related("Bo Oss", "child"), _related("Nobody Here", "friend"))
    bo = desk.add("Bo Oss")
    dup = [desk.add("Two Names"), desk.add("Two Names")]
    desk.edit(bo, details=((None, _related("two names", "friend")),))

    assert _proposed(desk, ida) == [(K.PARENT, "Bo Oss", "The card names Bo Oss as “child”")]
    assert _proposed(desk, bo) == [
        (K.CHILD, "Ida Vale", "Their card names Bo Oss as “child”"),
    ]
    assert dup
    assert _told(desk, ida) == []


def test_a_card_may_name_somebody_by_the_identifier_of_their_card(desk: DeskForTests) -> None:
    bo = desk.add("Bo Oss")
    ida = desk.add("Ida Vale", _related(f"urn:uuid:{desk.person(bo).uid}", ""))
    assert [(kind, name) for kind, name, _ in _proposed(desk, ida)] == [(K.KNOWS, "Bo Oss")]
    assert [(kind, name) for kind, name, _ in _proposed(desk, bo)] == [(K.KNOWS, "Ida Vale")]


def test_entries_with_both_propose_that_they_know_each_other(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida"), desk.add("Bo")
    desk.log(ida, bo)
    assert _proposed(desk, ida) == []
    desk.log(ida, bo)
    assert _proposed(desk, ida) == [(K.KNOWS, "Bo", "You wrote down 2 entries with both of them")]
    _relate(desk, bo, K.SIBLING, ida)
    assert _proposed(desk, ida) == []


def test_one_place_proposes_colleagues_where_few_are_there(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida", _works_at("Acme")), desk.add("Bo", _works_at("ACME"))
    assert _proposed(desk, ida) == [(K.COLLEAGUE, "Bo", "Both are with Acme")]
    manager = _relate(desk, bo, K.MANAGER, ida)
    assert _proposed(desk, ida) == []
    desk.do(remove_relation, relation_id=manager)
    for number in range(FEW):
        desk.add(f"P{number}", _works_at("Acme"))
    assert _proposed(desk, ida) == []


def test_a_proposal_that_was_declined_does_not_come_again_and_undo_brings_it_back(
    desk: DeskForTests,
) -> None:
    ida, bo = desk.add("Ida", _works_at("Acme")), desk.add("Bo", _works_at("Acme"))
    desk.log(ida, bo)
    desk.log(ida, bo)
    assert [kind for kind, *_ in _proposed(desk, ida)] == [K.KNOWS]

    desk.do(decline_relations, forms=[RelationForm(ida, K.KNOWS, bo)])
    assert [kind for kind, *_ in _proposed(desk, ida)] == [K.COLLEAGUE]
    desk.do(decline_relations, forms=[RelationForm(bo, K.COLLEAGUE, ida)])
    assert _proposed(desk, ida) == _proposed(desk, bo) == []
    assert _told(desk, ida) == []

    desk.undo()
    assert [kind for kind, *_ in _proposed(desk, bo)] == [K.COLLEAGUE]


def test_a_proposal_is_confirmed_and_one_declined_may_be_said_later(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida", _works_at("Acme")), desk.add("Bo", _works_at("Acme"))
    form = RelationForm(ida, K.COLLEAGUE, bo)
    desk.do(decline_relations, forms=[form])
    desk.do(confirm_relations, forms=[form])
    assert _told(desk, bo) == [("Colleague", "Ida")]
    desk.do(decline_relations, forms=[form])
    assert _told(desk, bo) == [("Colleague", "Ida")]


def test_what_was_removed_is_not_proposed_and_leaves_nothing_where_nothing_speaks_for_it(
    desk: DeskForTests,
) -> None:
    ida, bo = desk.add("Ida", _works_at("Acme")), desk.add("Bo", _works_at("Acme"))
    desk.do(remove_relation, relation_id=_relate(desk, ida, K.COLLEAGUE, bo))
    assert _proposed(desk, ida) == _told(desk, ida) == []
    assert len(desk.reader.sql("SELECT id FROM relation")) == 1

    desk.do(remove_relation, relation_id=_relate(desk, ida, K.FRIEND, bo))
    assert len(desk.reader.sql("SELECT id FROM relation")) == 1
    with pytest.raises(UserError, match="not there any more"):
        desk.do(remove_relation, relation_id=99)


def test_the_archived_are_not_proposed(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida", _related("Bo", "friend")), desk.add("Bo")
    desk.do(set_archived, person_ids=[bo], archived=True)
    assert _proposed(desk, ida) == []


def test_merged_people_have_each_relation_once_and_none_to_themselves(desk: DeskForTests) -> None:
    a, ida, twin, b = (desk.add(name) for name in ("Ann", "Ida", "Ida V", "Bo"))
    _relate(desk, ida, K.KNOWS, twin)
    _relate(desk, a, K.KNOWS, twin, "from the fair")
    _relate(desk, ida, K.KNOWS, a, "from school")
    _relate(desk, b, K.PARENT, twin)
    desk.do(decline_relations, forms=[RelationForm(ida, K.CHILD, b)])
    before = desk.facts()

    desk.do(merge_people, keep_id=ida, other_ids=[twin], region="DE")

    found = {(r.label, r.other_name, r.note) for r in relations_of(desk.reader, ida)}
    assert found == {("Knows", "Ann", "from school\nfrom the fair"), ("Parent", "Bo", "")}
    assert len(desk.reader.sql("SELECT id FROM relation")) == 2
    desk.undo()
    assert desk.facts() == before


def test_relations_go_with_a_deleted_person_and_come_back(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida"), desk.add("Bo")
    _relate(desk, ida, K.FRIEND, bo)
    desk.do(delete_people, person_ids=[bo])
    assert _told(desk, ida) == []
    desk.undo()
    assert _told(desk, ida) == [("Friend", "Bo")]


def test_erasing_somebody_leaves_no_word_of_a_relation(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida"), desk.add("Bosporus Oss")
    _relate(desk, ida, K.FRIEND, bo, "quixotic secret")
    store = desk.composition.store
    desk.composition.desk.maintain(lambda writer: erase_people(writer, store, NOON, [bo])).result()
    data = desk.paths.store.read_bytes()
    assert b"quixotic" not in data
    assert b"Bosporus" not in data
    assert _told(desk, ida) == []


def test_both_people_are_told_to_have_changed(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida"), desk.add("Bo")
    desk.heard.clear()
    _relate(desk, ida, K.FRIEND, bo)
    [changes] = desk.heard
    assert changes.people == {ida, bo}
    assert changes.touches("relation")


def test_places_in_an_organisation_propose_colleagues_and_cards_of_firms_do_not(
    desk: DeskForTests,
) -> None:
    ida, bo = desk.add("Ida", _works_at("Acme")), desk.add("Bo")
    firm = Contact(Name("Acme"), (_works_at("Acme"),), kind=ContactKind.ORGANISATION)
    desk.do(add_person, contact=firm, region="DE")
    assert _proposed(desk, ida) == []
    desk.do(affiliate, form=AffiliationForm(bo, "Acme"))
    assert _proposed(desk, ida) == [(K.COLLEAGUE, "Bo", "Both are with Acme")]
    assert _proposed(desk, bo) == [(K.COLLEAGUE, "Ida", "Both are with Acme")]


def test_who_introduced_somebody_at_an_event_is_asked_about(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida"), desk.add("Bo")
    fair = desk.do(add_event, form=EventForm("Book Fair", TODAY))
    desk.do(put_guest, form=GuestForm(fair, bo, introducer_id=ida), region="DE")
    assert _proposed(desk, bo) == []
    met = EncounterForm(fair, "Bo at the booth", TODAY, person_id=bo, text="at the booth")
    desk.do(note_encounter, form=met, region="DE")
    why = "You met at Book Fair, where an introduction was hoped"
    assert _proposed(desk, bo) == [(K.INTRODUCED_BY, "Ida", f"{why} for")]
    assert _proposed(desk, ida) == [(K.INTRODUCED, "Bo", f"{why} for")]
