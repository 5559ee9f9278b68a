"""What an import writes, and that one Undo takes it back."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relationship_desk.clock import FixedClock
from relationship_desk.desk.commands.imports import import_cards
from relationship_desk.desk.commands.people import delete_people
from relationship_desk.desk.ports import Cancelled
from relationship_desk.desk.transfer.report import in_words
from relationship_desk.store.cards import quarantined
from relationship_desk.store.history import undo_label
from tests.desk.transfer.conftest import TransferDesk, card
from tests.support.desks import NOON, email

IDA = card("Ida Vale", "UID:ida-1", "EMAIL:ida@vale.example", "TEL:040 123456", "CATEGORIES:A,B")
BO = card("Bo Oss", "EMAIL:bo@oss.example", "CATEGORIES:a,C")
BROKEN = b"BEGIN:VCARD\r\nVERSION:3.0\r\nX-ONLY:nothing that can be read\r\n"


def test_an_import_brings_people_with_all_their_facts(transfer: TransferDesk) -> None:
    counts = transfer.import_cards(IDA, BO)
    assert counts == {
        "read": 2, "new": 2, "updated": 0, "same": 0, "possible_duplicates": 0, "unreadable": 0,
        "operation": 1,
    }  # fmt: skip
    ida = transfer.desk.person(transfer.named("Ida Vale"))
    assert (ida.name.given, ida.name.family, ida.uid, ida.tags) == (
        "Ida", "Vale", "ida-1", ("A", "B"),
    )  # fmt: skip
    assert [d.detail.text for d in ida.details] == ["ida@vale.example", "040 123456"]
    assert transfer.desk.person(transfer.named("Bo Oss")).tags == ("A", "C")
    assert undo_label(transfer.desk.reader) == "Import 2 people from contacts.vcf"


def test_one_undo_takes_the_whole_import_back_and_redo_brings_it_again(
    transfer: TransferDesk,
) -> None:
    transfer.desk.add("Ida Vale", email("ida@vale.example"), tags=("A",))
    before = transfer.desk.facts()
    transfer.import_cards(IDA, BO, BROKEN)
    after = transfer.desk.facts()
    transfer.desk.undo()
    assert transfer.desk.facts() == before
    transfer.desk.redo()
    assert transfer.desk.facts() == after


def test_the_same_file_again_changes_nothing_and_says_when_it_came(
    transfer: TransferDesk, clock: FixedClock
) -> None:
    transfer.import_cards(IDA, BO, BROKEN, name="first.vcf")
    before = transfer.desk.facts()
    clock.advance(timedelta(days=30))
    counts = transfer.import_cards(IDA, BO, BROKEN, name="again.vcf")
    assert (counts["same"], counts["unreadable"], counts["operation"]) == (2, 1, None)
    assert transfer.desk.facts() == before
    plan = transfer.plan(transfer.file(IDA, BO))
    assert (plan.seen_at, plan.seen_in, plan.changes_nothing) == (NOON, "first.vcf", True)
    assert in_words(plan, clock.zone()) == (
        "Nothing new in contacts.vcf: its cards came on Tuesday 3 March 2026 with first.vcf."
    )


def test_an_update_keeps_both_values(transfer: TransferDesk) -> None:
    ida = transfer.desk.add("Ida Vale", email("ida@vale.example", "home"))
    transfer.import_cards(
        card("Ida Vale", "EMAIL:ida@vale.example", "EMAIL:ida@new.example", "TITLE:Vet")
    )
    assert transfer.people() == [ida]
    assert transfer.values(ida, "email") == ["ida@vale.example", "ida@new.example"]
    assert transfer.values(ida, "title") == ["Vet"]
    assert transfer.desk.person(ida).details[0].detail.label == "home"
    assert undo_label(transfer.desk.reader) == "Update 1 person from contacts.vcf"


def test_another_name_under_the_same_identifier_is_kept_as_a_nickname(
    transfer: TransferDesk,
) -> None:
    transfer.import_cards(IDA)
    transfer.import_cards(card("Ida Oss", "UID:ida-1"))
    [ida] = transfer.people()
    assert transfer.desk.person(ida).name.full == "Ida Vale"
    assert transfer.values(ida, "nickname") == ["Ida Oss"]


@pytest.mark.parametrize("fact", ["ORG:Vale & Oss;Sails", "LABEL:1 Vale Lane\\nHamburg"])
def test_a_fact_that_stands_in_for_a_name_becomes_no_nickname(
    transfer: TransferDesk, fact: str
) -> None:
    other = f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:ida-1\r\n{fact}\r\nEND:VCARD\r\n".encode()
    if b"ORG" in other:
        other = other.replace(b"UID", b"EMAIL:ida@vale.example\r\nUID")
    transfer.import_cards(IDA, other)
    [ida] = transfer.people()
    assert transfer.values(ida, "nickname") == []
    assert transfer.export() == IDA + other


def test_duplicates_inside_a_file_become_one_person(transfer: TransferDesk) -> None:
    counts = transfer.import_cards(
        IDA,
        card("Ida Vale", "EMAIL:ida@vale.example", "TEL:040 999999", "CATEGORIES:D"),
        card("Ida Vale", "TEL:040 999999", "NOTE:third"),
    )
    assert (counts["new"], counts["updated"]) == (1, 2)
    [ida] = transfer.people()
    assert transfer.values(ida, "phone") == ["040 123456", "040 999999"]
    assert transfer.desk.person(ida).tags == ("A", "B", "D")
    assert transfer.desk.person(ida).cards == 3


def test_people_who_share_a_landline_stay_two_and_the_second_is_flagged(
    transfer: TransferDesk,
) -> None:
    home = "TEL:040 123456"
    transfer.import_cards(card("Ida Vale", home), card("Tom Vale", home))
    ida, tom = transfer.people()
    assert transfer.desk.person(tom).maybe_same_as == ida
    assert transfer.desk.person(ida).maybe_same_as is None


def test_a_group_is_kept_without_making_a_person(transfer: TransferDesk) -> None:
    choir = card("The Choir", "KIND:group", "MEMBER:urn:uuid:1", version="4.0")
    assert transfer.import_cards(choir)["new"] == 1
    assert transfer.people() == []
    assert undo_label(transfer.desk.reader) == "Import 1 group from contacts.vcf"
    assert transfer.import_cards(choir)["same"] == 1


def test_a_picture_is_kept_once(transfer: TransferDesk) -> None:
    photo = (
        "PHOTO;ENCODING=b;TYPE=PNG:" + base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"x" * 40).decode()
    )
    transfer.import_cards(card("Ida Vale", photo), card("Bo Oss", photo))
    assert transfer.desk.reader.sql("SELECT count(*) FROM photo") == [(1,)]
    assert transfer.desk.reader.sql("SELECT count(*) FROM detail WHERE kind = 'photo'") == [(2,)]


def test_what_cannot_be_read_waits_in_quarantine_with_its_bytes(transfer: TransferDesk) -> None:
    counts = transfer.import_cards(IDA, BROKEN)
    assert (counts["new"], counts["unreadable"]) == (1, 1)
    [kept] = quarantined(transfer.desk.reader)
    assert (kept.original, kept.source, kept.first_line) == (BROKEN, "contacts.vcf", 10)
    assert kept.message


def test_cancelling_leaves_nothing_behind(transfer: TransferDesk) -> None:
    plan = transfer.plan(transfer.file(*(card(f"Ida Vale{n}", "TEL:1") for n in range(1500))))
    for allowed in (0, 1, 3, 8, 12):
        left = [allowed]

        def checkpoint(left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise Cancelled

        desk = transfer.desk.composition.desk
        future = desk.do_watched(checkpoint, import_cards, plan=plan, region="DE")
        with pytest.raises(Cancelled):
            future.result()
        assert all(not rows for rows in transfer.desk.facts().values())
        assert undo_label(transfer.desk.reader) == ""


def test_somebody_deleted_between_plan_and_import_is_made_anew(transfer: TransferDesk) -> None:
    ida = transfer.desk.add("Ida Vale", email("ida@vale.example"))
    plan = transfer.plan(transfer.file(IDA, card("Ida Vale", "TEL:040 123456", "NOTE:more")))
    transfer.desk.do(delete_people, person_ids=[ida])
    counts = transfer.write(plan).result.counts
    assert (counts.new, counts.updated) == (1, 1)
    [person_id] = transfer.people()
    assert transfer.values(person_id, "note") == ["more"]


def test_what_came_in_between_plan_and_import_is_not_brought_twice(transfer: TransferDesk) -> None:
    plan = transfer.plan(transfer.file(IDA, card("Ida Vale", "TEL:040 123456", "NOTE:more")))
    transfer.import_cards(IDA)
    counts = transfer.write(plan).result.counts
    assert (counts.same, counts.updated) == (1, 1)
    assert len(transfer.people()) == 1


def test_a_deleted_person_comes_again_with_the_same_file(transfer: TransferDesk) -> None:
    transfer.import_cards(IDA)
    transfer.desk.do(delete_people, person_ids=transfer.people())
    assert transfer.import_cards(IDA)["new"] == 1


_WORDS = st.sampled_from(["Ida", "Tom", "Vale", "Oss", "Zoë"])
_LINES = st.sampled_from(
    [
        "TEL:040 123456", "TEL:+4940123456", "TEL;TYPE=CELL:0151 1234567", "EMAIL:a@x.example",
        "EMAIL:A@X.example", "NOTE:one", "NOTE:two", "BDAY:1985-04-12", "BDAY:--0413", "UID:u1",
        "UID:u2", "CATEGORIES:A,b", "CATEGORIES:B,a", "ORG:Oss;Sales", "X-ODD:1", "URL:x.example",
    ]
)  # fmt: skip
_CARDS = st.lists(
    st.builds(
        lambda given, family, lines: card(f"{given} {family}", *lines),
        _WORDS, _WORDS, st.lists(_LINES, max_size=4, unique=True),
    ),
    min_size=1,
    max_size=6,
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=_CARDS, then=_CARDS)
def test_whatever_comes_in_counts_add_up_is_the_same_again_and_can_be_undone(
    transfer: TransferDesk, first: list[bytes], then: list[bytes]
) -> None:
    undos = []
    for cards in (first, then):
        before = transfer.desk.facts()
        counts = transfer.import_cards(*cards)
        assert counts["read"] == len(cards)
        if counts["operation"] is None:
            assert transfer.desk.facts() == before
        else:
            undos.append(before)
        after = transfer.desk.facts()
        again = transfer.import_cards(*cards)
        assert (again["same"], again["operation"]) == (len(cards), None)
        assert transfer.desk.facts() == after
    out = transfer.export()
    assert all(one in out for one in (*first, *then))
    for before in reversed(undos):
        transfer.desk.undo()
        assert transfer.desk.facts() == before
