"""Organisations and who is there: said by the user, proposed from cards, never silent."""

from __future__ import annotations

import pytest

from relationship_desk.desk.commands.merging import merge_people
from relationship_desk.desk.commands.organisations import (
    AffiliationForm,
    OrganisationForm,
    add_organisation,
    affiliate,
    archive_organisations,
    decline_cards,
    delete_organisations,
    edit_affiliation,
    edit_organisation,
    link_cards,
    merge_organisations,
    remove_affiliations,
)
from relationship_desk.desk.commands.people import delete_people, set_archived
from relationship_desk.desk.erasure import erase_people
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.organisations import OrganisationKind, Span
from relationship_desk.store.history import undo_label
from relationship_desk.store.organisations import (
    card_proposals,
    get_organisation,
    organisation_rows,
    organisations_called,
    people_of,
    places_of,
)
from tests.support.desks import NOON, TODAY, DeskForTests


def works_at(name: str, *units: str) -> Detail:
    return Detail(DetailKind.ORGANISATION, (name, *units))


def title(words: str) -> Detail:
    return Detail(DetailKind.TITLE, (words,))


def place(desk: DeskForTests, person: int, at: str = "Harbour Museum", **values: object) -> int:
    return int(desk.do(affiliate, form=AffiliationForm(person, at, **values)))  # type: ignore[arg-type]


@pytest.fixture
def ida(desk: DeskForTests) -> int:
    return desk.add("Ida Vale")


def test_an_organisation_is_made_edited_and_found(desk: DeskForTests) -> None:
    form = OrganisationForm(
        "  Zürich  Book Guild ",
        OrganisationKind.BODY,
        "https://guild.example",
        "Zürich",
        "since 1890",
    )
    made = desk.do(add_organisation, form=form)
    row = get_organisation(desk.reader, made)
    assert row is not None
    assert (row.name, row.kind, row.url, row.place, row.note, row.people) == (
        "Zürich Book Guild", OrganisationKind.BODY, "https://guild.example", "Zürich",
        "since 1890", 0,
    )  # fmt: skip
    assert undo_label(desk.reader) == "New professional body Zürich Book Guild"
    desk.do(edit_organisation, organisation_id=made, form=OrganisationForm("Book Guild"))
    assert [r.id for r in organisation_rows(desk.reader, "guild")] == [made]
    assert organisation_rows(desk.reader, "zurich") == []


def test_a_name_stands_once_whatever_its_case_and_accents(desk: DeskForTests) -> None:
    made = desk.do(add_organisation, form=OrganisationForm("Café Atlas"))
    with pytest.raises(UserError, match="There is an organisation Café Atlas already"):
        desk.do(add_organisation, form=OrganisationForm("CAFE  atlas"))
    desk.do(edit_organisation, organisation_id=made, form=OrganisationForm("CAFE atlas"))
    desk.do(archive_organisations, organisation_ids=[made], archived=True)
    with pytest.raises(UserError, match="in the archive already"):
        desk.do(add_organisation, form=OrganisationForm("Cafe Atlas"))


def test_a_name_is_needed(desk: DeskForTests, ida: int) -> None:
    for name in ("", " \n ", "\u0301"):
        with pytest.raises(UserError, match="needs a name"):
            desk.do(add_organisation, form=OrganisationForm(name))
    with pytest.raises(UserError, match="needs a name"):
        place(desk, ida, " ")


def test_roles_over_time_stand_with_those_that_go_on_first(desk: DeskForTests, ida: int) -> None:
    place(desk, ida, "Old Press", role="Editor", span=Span(PartialDate(2010), PartialDate(2015, 3)))
    place(desk, ida, role="Curator", span=Span(PartialDate(2019)))
    place(desk, ida, role="Intern", span=Span(PartialDate(2008), PartialDate(2009)))
    rows = places_of(desk.reader, ida)
    assert [(r.organisation, r.words(TODAY)) for r in rows] == [
        ("Harbour Museum", "Curator, since 2019"),
        ("Old Press", "Editor, 2010 to March 2015"),
        ("Harbour Museum", "Intern, 2008 to 2009"),
    ]
    museum = rows[0].organisation_id
    assert [r.role for r in people_of(desk.reader, museum)] == ["Curator", "Intern"]
    assert [r.people for r in organisation_rows(desk.reader, "museum")] == [1]


def test_the_same_place_is_said_once(desk: DeskForTests, ida: int) -> None:
    first = place(desk, ida, role="Curator")
    before = desk.facts()
    assert place(desk, ida, "harbour museum", role="Curator") == first
    assert desk.facts() == before
    assert place(desk, ida, role="Director") != first


def test_a_place_is_edited_and_removed(desk: DeskForTests, ida: int) -> None:
    made = place(desk, ida)
    form = AffiliationForm(ida, "City Archive", "Head", Span(PartialDate(2020, 1)))
    desk.do(edit_affiliation, affiliation_id=made, form=form)
    [row] = places_of(desk.reader, ida)
    assert (row.organisation, row.words(TODAY)) == ("City Archive", "Head, since January 2020")
    desk.do(remove_affiliations, affiliation_ids=[made])
    assert places_of(desk.reader, ida) == []
    assert undo_label(desk.reader) == "Remove Ida Vale from City Archive"
    desk.undo()
    assert len(places_of(desk.reader, ida)) == 1


def test_what_is_gone_is_said(desk: DeskForTests, ida: int) -> None:
    with pytest.raises(UserError, match="not there any more"):
        desk.do(edit_organisation, organisation_id=9, form=OrganisationForm("x"))
    with pytest.raises(UserError, match="not there any more"):
        desk.do(edit_affiliation, affiliation_id=9, form=AffiliationForm(ida, "x"))
    with pytest.raises(UserError, match="not there any more"):
        place(desk, 9)
    assert organisation_rows(desk.reader) == []


def test_cards_that_say_one_organisation_propose_to_link_it(desk: DeskForTests) -> None:
    people = [
        desk.add("A", works_at("Harbour Museum", "Archive"), title("Curator")),
        desk.add("B", works_at("HARBOUR MUSEUM")),
        desk.add("C", works_at("Harbour  Museum"), works_at("Café Atlas")),
    ]
    desk.add("D", works_at("Alone Ltd"))
    [proposal] = card_proposals(desk.reader)
    assert (proposal.name, proposal.organisation_id) == ("Harbour Museum", None)
    assert proposal.person_ids == tuple(people)
    assert organisation_rows(desk.reader) == []

    linked = desk.do(link_cards, name=proposal.name, person_ids=proposal.person_ids)
    assert linked == 3
    assert undo_label(desk.reader) == "Link 3 people to Harbour Museum"
    assert card_proposals(desk.reader) == []
    [museum] = organisation_rows(desk.reader)
    assert [(r.person_name, r.role) for r in people_of(desk.reader, museum.id)] == [
        ("A", "Curator"), ("B", ""), ("C", ""),
    ]  # fmt: skip
    assert desk.person(people[0]).details[0].detail == works_at("Harbour Museum", "Archive")

    late = desk.add("E", works_at("harbour museum"))
    [again] = card_proposals(desk.reader)
    assert (again.organisation_id, again.person_ids) == (museum.id, (late,))
    assert desk.do(link_cards, name="Harbour Museum", person_ids=[late, people[0]]) == 1


def test_one_card_proposes_its_own_organisations(desk: DeskForTests, ida: int) -> None:
    alone = desk.add("D", works_at("Alone Ltd"))
    assert [p.name for p in card_proposals(desk.reader, alone)] == ["Alone Ltd"]
    assert card_proposals(desk.reader, ida) == []
    place(desk, alone, "Alone Ltd")
    assert card_proposals(desk.reader, alone) == []


def test_what_was_declined_is_not_proposed_again_and_may_be_linked_all_the_same(
    desk: DeskForTests,
) -> None:
    people = [desk.add(name, works_at("Harbour Museum")) for name in "AB"]
    assert desk.do(decline_cards, name="harbour museum", person_ids=[*people, people[0]]) == 2
    assert undo_label(desk.reader) == "Do not link 2 people to harbour museum"
    assert card_proposals(desk.reader) == []
    assert card_proposals(desk.reader, people[0]) == []
    assert desk.do(decline_cards, name="Harbour Museum", person_ids=people) == 0
    late = desk.add("C", works_at("Harbour Museum"))
    assert [p.person_ids for p in card_proposals(desk.reader)] == [(late,)]
    place(desk, people[0], "Harbour Museum")
    for _ in ("the place", "C", "what was declined"):
        desk.undo()
    assert [p.person_ids for p in card_proposals(desk.reader)] == [tuple(people)]


def test_linking_is_one_step_of_undo(desk: DeskForTests) -> None:
    people = [desk.add(name, works_at("Harbour Museum")) for name in "AB"]
    before = desk.facts()
    desk.do(link_cards, name="Harbour Museum", person_ids=people)
    desk.undo()
    assert desk.facts() == before


def test_who_is_archived_is_neither_counted_nor_proposed(desk: DeskForTests, ida: int) -> None:
    place(desk, ida)
    cards = [desk.add(name, works_at("Atlas")) for name in "AB"]
    desk.do(set_archived, person_ids=[ida, *cards], archived=True)
    assert [row.people for row in organisation_rows(desk.reader)] == [0]
    assert card_proposals(desk.reader) == []


def test_the_archive_keeps_an_organisation_and_naming_it_brings_it_back(
    desk: DeskForTests, ida: int
) -> None:
    place(desk, ida)
    [row] = organisation_rows(desk.reader)
    assert desk.do(archive_organisations, organisation_ids=[row.id], archived=True) == 1
    assert organisation_rows(desk.reader) == []
    assert [r.id for r in organisation_rows(desk.reader, archived=True)] == [row.id]
    place(desk, ida, role="Guest")
    assert [r.id for r in organisation_rows(desk.reader)] == [row.id]


def test_two_that_are_one_are_merged(desk: DeskForTests, ida: int) -> None:
    bo = desk.add("Bo")
    place(desk, ida, "Harbour Museum", role="Curator")
    place(desk, ida, "Harbor Museum", role="Curator")
    place(desk, bo, "Harbor Museum")
    form = OrganisationForm("Harbor Museum", place="Hamburg")
    [harbor] = organisations_called(desk.reader, "Harbor Museum")
    [harbour] = organisations_called(desk.reader, "Harbour Museum")
    desk.do(edit_organisation, organisation_id=harbor.id, form=form)
    before = desk.facts()
    desk.do(merge_organisations, keep_id=harbour.id, other_id=harbor.id)
    [row] = organisation_rows(desk.reader)
    assert (row.name, row.place) == ("Harbour Museum", "Hamburg")
    assert [r.person_name for r in people_of(desk.reader, row.id)] == ["Bo", "Ida Vale"]
    desk.undo()
    assert desk.facts() == before
    with pytest.raises(UserError, match="one organisation already"):
        desk.do(merge_organisations, keep_id=harbour.id, other_id=harbour.id)


def test_merging_people_keeps_each_place_once(desk: DeskForTests, ida: int) -> None:
    twin = desk.add("Ida V.")
    for person in (ida, twin):
        place(desk, person, role="Curator")
    place(desk, twin, "Café Atlas")
    desk.do(merge_people, keep_id=ida, other_ids=[twin], region="DE")
    assert [(r.organisation, r.role) for r in places_of(desk.reader, ida)] == [
        ("Café Atlas", ""), ("Harbour Museum", "Curator"),
    ]  # fmt: skip


def test_a_person_goes_with_their_places_and_comes_back_with_them(
    desk: DeskForTests, ida: int
) -> None:
    place(desk, ida)
    before = desk.facts()
    desk.do(delete_people, person_ids=[ida])
    assert [row.people for row in organisation_rows(desk.reader)] == [0]
    desk.undo()
    assert desk.facts() == before


def test_an_organisation_goes_with_its_places_and_people_stay(desk: DeskForTests, ida: int) -> None:
    place(desk, ida)
    before = desk.facts()
    [row] = organisation_rows(desk.reader)
    desk.do(delete_organisations, organisation_ids=[row.id])
    assert (places_of(desk.reader, ida), desk.person(ida).name.full) == ([], "Ida Vale")
    desk.undo()
    assert desk.facts() == before


def test_erasing_somebody_leaves_nothing_of_their_places(desk: DeskForTests, ida: int) -> None:
    made = place(desk, ida, role="Keeper of the Quxwort")
    desk.do(edit_affiliation, affiliation_id=made,
            form=AffiliationForm(ida, "Harbour Museum", "Quxwort emerita"))  # fmt: skip
    composition = desk.composition
    composition.desk.maintain(
        lambda writer: erase_people(writer, composition.store, NOON, [ida])
    ).result()
    assert [row.name for row in organisation_rows(desk.reader)] == ["Harbour Museum"]
    assert b"Quxwort" not in composition.paths.store.read_bytes()
