"""Who a card is taken for."""

from __future__ import annotations

import pytest

from relationship_desk.desk.ports import Cancelled, Problem, ReadCard, Unreadable
from relationship_desk.desk.transfer.plan import FieldDiff, Verdict
from relationship_desk.desk.transfer.planner import plan_import
from relationship_desk.domain.contact import Contact, ContactKind, Detail, DetailKind, Name
from tests.desk.transfer.conftest import TransferDesk, card

IDA = card("Ida Vale", "UID:ida-1", "EMAIL:ida@vale.example", "TEL:+49 40 123456")


def _verdicts(transfer: TransferDesk, *cards: bytes) -> list[str]:
    plan = transfer.plan(transfer.file(*cards))
    assert plan.counts.read == len(plan.rows)
    return [row.verdict.value for row in plan.rows]


def _after(transfer: TransferDesk, before: bytes, *cards: bytes) -> list[str]:
    transfer.import_cards(before)
    return _verdicts(transfer, *cards)


def test_everybody_is_new_in_an_empty_desk(transfer: TransferDesk) -> None:
    assert _verdicts(transfer, IDA, card("Bo Oss")) == ["new", "new"]


def test_the_same_bytes_are_the_same_card_also_without_a_line_end(transfer: TransferDesk) -> None:
    assert _after(transfer, IDA, IDA.rstrip(b"\r\n")) == ["same"]


def test_the_same_card_twice_in_a_file_is_the_same(transfer: TransferDesk) -> None:
    assert _verdicts(transfer, IDA, IDA) == ["new", "same"]


@pytest.mark.parametrize("uid", ["ida-1", "IDA-1", "ida-1-ABSPlugin", "urn:uuid:ida-1"])
def test_an_identifier_in_any_dress_is_the_same_person(transfer: TransferDesk, uid: str) -> None:
    assert _after(transfer, IDA, card("Ida Vale", f"UID:{uid}", "NOTE:new")) == ["updated"]


def test_another_person_with_a_copied_identifier_is_only_a_possible_duplicate(
    transfer: TransferDesk,
) -> None:
    assert _after(transfer, IDA, card("Tom Vale", "UID:ida-1")) == ["possible_duplicate"]


@pytest.mark.parametrize(
    "line", ["EMAIL:IDA@Vale.Example", "TEL:040/12 34 56", "TEL;TYPE=WORK:tel:+4940123456"]
)
def test_the_same_name_and_address_or_number_is_the_same_person(
    transfer: TransferDesk, line: str
) -> None:
    assert _after(transfer, IDA, card("Ida Vale", line)) == ["same"]
    assert _verdicts(transfer, card("Vale Ida", line, "NOTE:swapped")) == ["updated"]


def test_dots_and_plus_in_an_address_count(transfer: TransferDesk) -> None:
    before = card("Ida Vale", "EMAIL:ida.vale@x.example")
    others = [card("Ida Vale", f"EMAIL:{a}@x.example") for a in ("idavale", "ida.vale+home")]
    assert _after(transfer, before, *others) == ["possible_duplicate", "possible_duplicate"]


def test_a_shared_landline_never_merges(transfer: TransferDesk) -> None:
    home = "TEL;TYPE=HOME:040 123456"
    found = _verdicts(transfer, card("Ida Vale", home), card("Tom Vale", home))
    assert found == ["new", "possible_duplicate"]
    assert _verdicts(
        transfer, card("Ida Vale", home), card("Tom Vale", home), card("Ida Vale", home, "NOTE:x")
    ) == ["new", "possible_duplicate", "updated"]


def test_a_nameless_card_at_a_shared_landline_is_nobody_s(transfer: TransferDesk) -> None:
    home = "TEL;TYPE=HOME:040 123456"
    nameless = f"BEGIN:VCARD\r\nVERSION:3.0\r\n{home}\r\nNOTE:x\r\nEND:VCARD\r\n".encode()
    assert _verdicts(transfer, card("Ida Vale", home), nameless) == ["new", "updated"]
    assert _verdicts(transfer, card("Ida Vale", home), card("Tom Vale", home), nameless) == [
        "new", "possible_duplicate", "possible_duplicate",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "number",
    ["TEL;TYPE=HOME:040 123456", "TEL:+49 40 123456", "TEL:+1 212 555 0100"],
    ids=["a line of a house", "a landline without a label", "a number that tells nothing"],
)
def test_a_father_and_a_son_of_one_name_at_one_number_are_only_possibly_one(
    transfer: TransferDesk, number: str
) -> None:
    father = card("Karl Vale", number, "EMAIL:karl@old.example")
    son = card("Karl Vale", number, "EMAIL:kv@young.example")
    assert _verdicts(transfer, father, son) == ["new", "possible_duplicate"]
    [_, row] = transfer.plan(transfer.file(father, son)).rows
    assert "a parent and a child" in row.reason


@pytest.mark.parametrize("number", ["TEL:+49 151 23456789", "TEL;TYPE=CELL:+1 212 555 0100"])
def test_one_name_at_one_mobile_phone_is_one_person_with_another_address(
    transfer: TransferDesk, number: str
) -> None:
    before = card("Karl Vale", number, "EMAIL:karl@old.example")
    after = card("Karl Vale", number, "EMAIL:kv@new.example")
    assert _verdicts(transfer, before, after) == ["new", "updated"]


def test_nine_equal_last_digits_are_weak_evidence(transfer: TransferDesk) -> None:
    before = card("Ida Vale", "TEL:+49 151 23456789")
    abroad = "TEL:+43 151 23456789"
    after = [card("Ida Vale", abroad), card("I. Vale", abroad), card("Bo Oss", abroad)]
    transfer.import_cards(before)
    rows = [transfer.plan(transfer.file(one)).rows[0] for one in after]
    assert [(row.verdict.value, row.reason) for row in rows] == [
        (
            "possible_duplicate",
            "The name is the same, and a number ends in the same nine digits.",
        ),
        ("possible_duplicate", "A number ends in the same nine digits."),
        ("new", "Nobody here is like this yet."),
    ]


def test_nine_equal_last_digits_say_nothing_of_people_with_other_first_names(
    transfer: TransferDesk,
) -> None:
    before = card("Ida Vale", "TEL:+49 151 23456789")
    assert _after(transfer, before, card("Tom Vale", "TEL:+43 151 23456789")) == ["new"]


def test_a_name_alone_never_merges(transfer: TransferDesk) -> None:
    assert _after(transfer, card("Ida Vale"), card("ida VALE", "NOTE:x")) == ["possible_duplicate"]


def test_a_name_and_another_fact_merge(transfer: TransferDesk) -> None:
    before = card("Ida Vale", "BDAY:1985-04-12", "ORG:Oss Ltd")
    assert _after(transfer, before, card("Ida Vale", "BDAY:19850412", "NOTE:x")) == ["updated"]
    assert _verdicts(transfer, card("Ida Vale", "ORG:Oss Ltd", "NOTE:y")) == ["updated"]


def test_an_organisation_s_own_name_is_no_second_fact(transfer: TransferDesk) -> None:
    branch = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Oss Ltd\r\nORG:Oss Ltd\r\nTEL:{}\r\nEND:VCARD\r\n"
    found = _verdicts(transfer, *(branch.format(n).encode() for n in ("040 111111", "040 222222")))
    assert found == ["new", "possible_duplicate"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("BDAY:1985-04-12",), ("BDAY:1960-01-02",)),
        (("BDAY:--0412",), ("BDAY:1985-04-13",)),
    ],
)
def test_another_birthday_keeps_two_cards_apart(
    transfer: TransferDesk, one: tuple[str], other: tuple[str]
) -> None:
    mail = "EMAIL:family@vale.example"
    assert _verdicts(transfer, card("Ida Vale", mail, *one), card("Ida Vale", mail, *other)) == [
        "new", "possible_duplicate",
    ]  # fmt: skip


def test_another_suffix_keeps_two_cards_apart(transfer: TransferDesk) -> None:
    tom = card("Tom Vale", "EMAIL:v@v.example")
    senior, junior = (tom.replace(b"Tom;;;", b"Tom;;;" + s) for s in (b"Sr.", b"Jr."))
    assert _verdicts(transfer, senior, junior) == ["new", "possible_duplicate"]


def test_duplicates_inside_a_file_update_the_first(transfer: TransferDesk) -> None:
    more = card("Ida Vale", "EMAIL:ida@vale.example", "TEL:040 999999")
    again = card("Ida Vale", "TEL:040 999999")
    plan = transfer.plan(transfer.file(IDA, more, again))
    assert [row.verdict for row in plan.rows] == [Verdict.NEW, Verdict.UPDATED, Verdict.SAME]
    assert [row.made_by for row in plan.rows] == [None, 1, 1]


def test_a_plan_shows_what_is_here_what_the_file_says_and_what_will_be(
    transfer: TransferDesk,
) -> None:
    transfer.import_cards(IDA)
    plan = transfer.plan(
        transfer.file(
            card("Ida Vale", "UID:ida-1", "TEL;TYPE=CELL:+49 40 777777", "CATEGORIES:Friends")
        )
    )
    new = "+49 40 777777 (mobile)"
    assert plan.rows[0].diff == (
        FieldDiff("phone", "+49 40 123456", new, f"+49 40 123456; {new}"),
        FieldDiff("tag", "", "Friends", "Friends"),
    )
    assert plan.rows[0].person_name == "Ida Vale"


def test_groups_unreadable_cards_and_problems_are_counted_and_named(
    transfer: TransferDesk,
) -> None:
    name = Name("Ida Vale", given="Ida", family="Vale")
    items = [
        ReadCard(Contact(name), b"1", (), 1, 4, (Problem(3, "odd"),)),
        ReadCard(Contact(Name("Choir"), kind=ContactKind.GROUP), b"2", (), 5, 8),
        Unreadable(9, 12, "The card breaks off.", b"3"),
        Unreadable(13, 9000, "A line is too long."),
    ]
    plan = plan_import(transfer.desk.reader, items, "x.vcf", "DE")
    assert [row.verdict.value for row in plan.rows] == ["new", "new", "unreadable", "unreadable"]
    assert (plan.groups, plan.counts.read, plan.counts.unreadable) == (1, 4, 2)
    told = [(problem.line, problem.message) for problem in plan.problems]
    assert told == [(3, "odd"), (9, "The card breaks off."), (13, "A line is too long.")]


def test_planning_stops_when_asked(transfer: TransferDesk) -> None:
    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        plan_import(transfer.desk.reader, [], "x.vcf", "DE", stop)


def test_time_grows_with_the_number_of_cards_also_where_all_are_alike(
    transfer: TransferDesk,
) -> None:
    """Everybody has one name, one number and another birthday: compared with a bounded few."""
    name = Name("Ida Vale", given="Ida", family="Vale")
    items = []
    for number in range(3000):
        day = f"{1000 + number}-01-01"
        details = (
            Detail(DetailKind.PHONE, ("+4940123456",)),
            Detail(DetailKind.DATE, (day,), "birthday"),
        )
        raw = str(number).encode()
        items.append(ReadCard(Contact(name, details), raw, (1, 2), 1, 1))
    plan = plan_import(transfer.desk.reader, items, "x.vcf", "DE")
    assert plan.counts.possible_duplicates == 2999


def test_of_several_with_one_identifier_the_one_of_that_name_is_meant(
    transfer: TransferDesk,
) -> None:
    names = ["Ida Vale", *(f"Bo{n} Oss{n}" for n in range(50))]
    transfer.import_cards(*(card(name, "UID:copied") for name in names))
    for name in ("Ida Vale", "Bo1 Oss1", "Bo49 Oss49"):
        [row] = transfer.plan(transfer.file(card(name, "UID:copied", "TITLE:Vet"))).rows
        assert (row.verdict, row.person_name) == (Verdict.UPDATED, name)
