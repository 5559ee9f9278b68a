"""Circles and rhythm travel from one desk to another, and groups become circles."""

from __future__ import annotations

import pytest

from relationship_desk.desk.commands.circles import (
    add_circle,
    choose_circle,
    put_into_circles,
    set_rhythm,
)
from relationship_desk.desk.transfer.decisions import Decision, decided
from relationship_desk.desk.transfer.export import Mode
from relationship_desk.desk.transfer.plan import Verdict
from relationship_desk.domain.rhythm import Lane, Rhythm
from relationship_desk.store.circles import all_circles, circles_of, own_rhythms
from relationship_desk.store.lanes import standings
from relationship_desk.store.people import person_ids
from tests.desk.transfer.conftest import TransferDesk, card
from tests.support.desks import TODAY, email

OURS = b"X-RELATIONSHIP-DESK"


def circles(transfer: TransferDesk, person: int) -> list[str]:
    return [name for name, _ in circles_of(transfer.desk.reader, [person]).get(person, [])]


def ida_in_circles(transfer: TransferDesk) -> int:
    """Somebody made here, in two circles and with a rhythm of her own."""
    desk = transfer.desk
    ida = desk.add("Ida Vale", email("ida@vale.example"))
    desk.do(add_circle, name="Monthly", rhythm=Rhythm(30, 45))
    desk.do(add_circle, name="Choir", rhythm=None)
    desk.do(put_into_circles, person_ids=[ida], add=["Monthly", "Choir"])
    desk.do(set_rhythm, person_ids=[ida], rhythm=Rhythm(14, 20))
    return ida


def group(kind: str, name: str, *members: str, version: str = "3.0") -> bytes:
    member = "MEMBER" if kind == "KIND" else "X-ADDRESSBOOKSERVER-MEMBER"
    lines = [f"{kind}:group", *(f"{member}:urn:uuid:{uid}" for uid in members)]
    return card(name, *lines, version=version)


@pytest.mark.parametrize("mode", ["as_read", "3.0", "4.0"])
def test_what_was_exported_comes_back_on_another_desk_and_then_is_the_same(
    transfer: TransferDesk, second: TransferDesk, mode: Mode
) -> None:
    ida_in_circles(transfer)
    transfer.export(mode)
    path = transfer.folder / "out.vcf"
    assert second.import_paths(path)["new"] == 1
    ida = second.named("Ida Vale")
    assert circles(second, ida) == ["Monthly", "Choir"]
    assert [(c.name, c.rhythm) for c in all_circles(second.desk.reader)] == [
        ("Monthly", Rhythm(30, 45)),
        ("Choir", None),
    ]
    assert standings(second.desk.reader, TODAY, [ida])[ida].rhythm == Rhythm(14, 20)
    before = second.desk.facts()
    assert second.import_paths(path)["same"] == 1
    assert second.desk.facts() == before
    assert transfer.import_paths(path)["same"] == 1


def test_one_undo_takes_the_circles_of_an_import_back(
    transfer: TransferDesk, second: TransferDesk
) -> None:
    ida_in_circles(transfer)
    transfer.export()
    before = second.desk.facts()
    second.import_paths(transfer.folder / "out.vcf")
    second.desk.undo()
    assert second.desk.facts() == before


def test_the_preview_names_circles_and_rhythm_that_somebody_known_gets(
    transfer: TransferDesk, second: TransferDesk
) -> None:
    ida_in_circles(transfer)
    transfer.export("4.0")
    known = second.desk.add("Ida Vale", email("ida@vale.example"))
    second.desk.do(choose_circle, person_ids=[known], name="Every year")
    plan = second.plan(transfer.folder / "out.vcf")
    [row] = plan.rows
    assert row.verdict is Verdict.UPDATED
    assert [(d.field, d.mine, d.file) for d in row.diff] == [
        ("circle", "", "Monthly (every 30 days)"),
        ("circle", "", "Choir"),
        ("rhythm", "", "every 2 weeks"),
    ]
    assert second.write(plan).result.counts.updated == 1
    assert circles(second, known) == ["Monthly", "Every year", "Choir"]
    assert second.import_paths(transfer.folder / "out.vcf")["same"] == 1


def test_a_rhythm_that_is_here_stays(transfer: TransferDesk, second: TransferDesk) -> None:
    ida_in_circles(transfer)
    transfer.export("4.0")
    known = second.desk.add("Ida Vale", email("ida@vale.example"))
    second.desk.do(set_rhythm, person_ids=[known], rhythm=None)
    second.desk.do(add_circle, name="monthly", rhythm=Rhythm(28, 40))
    second.import_paths(transfer.folder / "out.vcf")
    assert own_rhythms(second.desk.reader, [known])[known].rhythm is None
    assert [(c.name, c.rhythm) for c in all_circles(second.desk.reader)] == [
        ("monthly", Rhythm(28, 40)),
        ("Choir", None),
    ]


def test_a_possible_duplicate_that_is_merged_brings_its_circles(
    transfer: TransferDesk,
) -> None:
    known = transfer.desk.add("Ida Vale")
    came = card("Ida Vale", "X-RELATIONSHIP-DESK-CIRCLE;X-IDEAL=7;X-LATEST=9:Weekly")
    plan = transfer.plan(transfer.file(came))
    [row] = plan.rows
    assert row.verdict is Verdict.POSSIBLE_DUPLICATE
    transfer.write(decided(plan, {row.number: Decision.MERGE}))
    assert circles(transfer, known) == ["Weekly"]


def test_a_foreign_card_written_as_it_was_read_never_gets_our_lines(
    transfer: TransferDesk,
) -> None:
    foreign = card("Ida Vale")
    transfer.import_cards(foreign)
    ida = transfer.named("Ida Vale")
    transfer.desk.do(choose_circle, person_ids=[ida], name="Every year")
    assert transfer.export() == foreign
    assert transfer.export("4.0").count(OURS) == 1


def test_a_card_of_another_desk_follows_what_is_changed_here(
    transfer: TransferDesk, second: TransferDesk
) -> None:
    ida_in_circles(transfer)
    transfer.export()
    second.import_paths(transfer.folder / "out.vcf")
    ida = second.named("Ida Vale")
    second.desk.do(put_into_circles, person_ids=[ida], add=["Every year"], remove=["Choir"])
    written = second.export()
    assert b":Every year" in written
    assert b":Choir" not in written
    assert second.import_paths(second.folder / "out.vcf")["same"] == 1


@pytest.mark.parametrize("kind", ["KIND", "X-ADDRESSBOOKSERVER-KIND"])
@pytest.mark.parametrize("first", [True, False], ids=["group first", "group last"])
def test_a_group_becomes_a_circle_of_its_members_without_a_rhythm(
    transfer: TransferDesk, kind: str, first: bool
) -> None:
    bo = transfer.desk.add("Bo Oss")
    [(uid,)] = transfer.desk.reader.sql("SELECT uid FROM person WHERE id = ?", (bo,))
    people = [card("Ida Vale", "UID:a-1"), card("Ann Lee", "UID:urn:uuid:A-2:ABPerson")]
    version = "4.0" if kind == "KIND" else "3.0"
    choir = group(kind, "Choir", "A-1", uid.removeprefix("urn:uuid:"), "gone", version=version)
    counts = transfer.import_cards(*([choir, *people] if first else [*people, choir]))
    assert counts["new"] == 3
    ida = transfer.named("Ida Vale")
    [circle] = all_circles(transfer.desk.reader)
    assert (circle.name, circle.rhythm, circle.people) == ("Choir", None, 2)
    assert circles(transfer, ida) == circles(transfer, bo) == ["Choir"]
    assert standings(transfer.desk.reader, TODAY, [ida])[ida].lane is Lane.NO_RHYTHM
    assert len(person_ids(transfer.desk.reader)) == 3
    assert transfer.import_paths(transfer.folder / "contacts.vcf")["same"] == 3
    assert choir in transfer.export()


def test_a_group_joins_the_circle_of_its_name_and_a_nameless_one_makes_none(
    transfer: TransferDesk,
) -> None:
    transfer.desk.do(add_circle, name="Choir", rhythm=Rhythm(30, 45))
    kind = "X-ADDRESSBOOKSERVER-KIND"
    nameless = f"BEGIN:VCARD\r\nVERSION:3.0\r\n{kind}:group\r\nNOTE:x\r\nEND:VCARD\r\n"
    transfer.import_cards(
        card("Ida Vale", "UID:a-1"), group(kind, "CHOIR", "a-1"), nameless.encode()
    )
    names = {circle.name: circle.people for circle in all_circles(transfer.desk.reader)}
    assert names["Choir"] == 1
    transfer.desk.undo()
    assert [(c.name, c.people) for c in all_circles(transfer.desk.reader)] == [("Choir", 0)]


def test_a_group_finds_those_whose_card_joined_somebody_known(transfer: TransferDesk) -> None:
    known = transfer.desk.add("Ida Vale", email("ida@vale.example"))
    transfer.import_cards(
        card("Ida Vale", "UID:other-9", "EMAIL:ida@vale.example"),
        group("X-ADDRESSBOOKSERVER-KIND", "Choir", "other-9"),
    )
    assert circles(transfer, known) == ["Choir"]
