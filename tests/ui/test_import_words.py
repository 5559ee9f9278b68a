"""What the preview, the button and the bar say of an import."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from relationship_desk.desk.ports import Problem, ReadCard, Unreadable
from relationship_desk.desk.transfer.plan import (
    Counts,
    FieldDiff,
    ImportPlan,
    PlannedRow,
    Verdict,
)
from relationship_desk.desk.transfer.report import ImportReport
from relationship_desk.domain.contact import Contact, ContactKind, Detail, DetailKind, Name
from relationship_desk.ui.import_words import (
    button_words,
    lines_words,
    plan_sentence,
    plan_title,
    report_text,
    result_sentence,
    row_details,
    row_line,
)

PHONE = Detail(DetailKind.PHONE, ("+49 40 1",))


def read(
    name: str = "Ida Vale", details: tuple[Detail, ...] = (PHONE,), **values: object
) -> ReadCard:
    kind = values.pop("kind", ContactKind.PERSON)
    contact = Contact(Name(name), details, kind=kind)  # type: ignore[arg-type]
    return ReadCard(contact, b"raw", (3,), 1, 5, **values)  # type: ignore[arg-type]


def planned(
    verdict: Verdict, item: ReadCard | Unreadable | None = None, **values: object
) -> PlannedRow:
    card = item or read()
    base: dict[str, object] = {
        "number": 1,
        "source": "friends.vcf",
        "first_line": card.first_line,
        "last_line": card.last_line,
        "name": card.contact.name.full if isinstance(card, ReadCard) else "",
        "verdict": verdict,
        "reason": "Because.",
        "is_group": isinstance(card, ReadCard) and card.contact.kind is ContactKind.GROUP,
        "is_odd": isinstance(card, ReadCard) and bool(card.problems),
    }
    named = base | values
    items = [card] * int(str(named["number"]))
    return PlannedRow(items=items, **named)  # type: ignore[arg-type]


def plan_of(*rows: PlannedRow, **values: object) -> ImportPlan:
    groups = sum(row.is_group for row in rows)
    counts = Counts.of(row.verdict for row in rows)
    return ImportPlan("friends.vcf", rows, counts, groups, **values)  # type: ignore[arg-type]


NEW = planned(Verdict.NEW)
GROUP = planned(Verdict.NEW, read("Choir", kind=ContactKind.GROUP))
UPDATED = planned(Verdict.UPDATED, add=(PHONE,), person_name="Ida Vale")
SAME = planned(Verdict.SAME, keep=False)
MAYBE = planned(Verdict.POSSIBLE_DUPLICATE)
BROKEN = planned(Verdict.UNREADABLE, Unreadable(7, 9, "The card has no end.", b"BEGIN:VCARD"))


@pytest.mark.parametrize(
    ("rows", "sentence", "button"),
    [
        ((NEW,), "Brings 1 new person.", "Import 1 person"),
        ((NEW, MAYBE, UPDATED), "Brings 2 new people and more about 1 person.", "Import 2 people"),
        ((UPDATED, UPDATED), "Brings more about 2 people.", "Update 2 people"),
        ((GROUP,), "Brings 1 group kept as written.", "Keep the cards"),
        ((BROKEN,), "No card could be read.", "Keep the cards"),
    ],
)
def test_the_plan_says_what_it_brings(
    rows: tuple[PlannedRow, ...], sentence: str, button: str
) -> None:
    plan = plan_of(*rows)
    assert plan_sentence(plan, UTC).startswith(sentence)
    assert button_words(plan) == button


def test_a_plan_that_changes_nothing_says_when_it_came_first() -> None:
    plan = plan_of(SAME, seen_at=datetime(2026, 3, 3, 12, tzinfo=UTC), seen_in="old.vcf")
    assert plan_sentence(plan, UTC) == (
        "Everything in this came already on Tuesday 3 March 2026, with old.vcf. "
        "Importing would change nothing."
    )
    assert plan_title(plan) == "1 card in friends.vcf"


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (Counts(new=340), "340 people imported."),
        (Counts(new=1), "1 person imported."),
        (Counts(new=2, updated=3, possible_duplicates=1), "3 people imported, 3 updated."),
        (Counts(updated=1), "1 person updated."),
        (Counts(new=1, unreadable=2), "1 person imported. 2 cards were unreadable."),
        (Counts(unreadable=1), "Nobody new. 1 card was unreadable."),
        (Counts(new=12_000), "12,000 people imported."),
    ],
)
def test_the_bar_says_what_was_done(counts: Counts, sentence: str) -> None:
    report = ImportReport("friends.vcf", counts, 0, ())
    assert result_sentence(report, plan_of(NEW)) == sentence


def test_a_group_is_no_person_in_what_was_done() -> None:
    report = ImportReport("friends.vcf", Counts(new=2), 1, ())
    assert result_sentence(report, plan_of(NEW, GROUP)) == "1 person imported."
    alone = ImportReport("friends.vcf", Counts(new=1), 1, ())
    assert result_sentence(alone, plan_of(GROUP)) == "1 group kept."


def test_a_row_says_what_it_adds_and_to_whom() -> None:
    assert row_line(UPDATED) == "Adds phone +49 40 1"
    other = planned(Verdict.UPDATED, add=(PHONE,), add_tags=("choir",), person_name="Ida V.")
    assert row_line(other) == "Adds to Ida V.: phone +49 40 1 and the tag choir"


def test_a_row_counts_the_odd_lines_that_were_kept() -> None:
    odd = planned(Verdict.NEW, read(problems=(Problem(4, "No colon.", b"hello"),)))
    assert row_line(odd) == "+49 40 1 · 1 odd line, kept as written"
    assert ("Line 4", "No colon.") in row_details(odd)


def test_the_details_show_the_new_beside_the_old() -> None:
    diff = FieldDiff("email", "old@x", "new@x", "old@x; new@x")
    row = planned(Verdict.UPDATED, diff=(diff,), add=(PHONE,))
    told = "Here: old@x\nIn the file: new@x\nAfter: old@x; new@x"
    assert ("E-mail", told) in row_details(row)
    doubtful = planned(Verdict.POSSIBLE_DUPLICATE, diff=(diff,), add=(PHONE,))
    assert row_details(doubtful)[-1] == ("E-mail", told)


def test_the_details_of_somebody_new_have_their_labels() -> None:
    details = (
        Detail(DetailKind.PHONE, ("+49 40 1",), "mobile"),
        Detail(DetailKind.DATE, ("1991-04-22",), "birthday"),
        Detail(DetailKind.PHOTO, ("ab" * 32,)),
    )
    assert row_details(planned(Verdict.NEW, read(details=details)))[2:] == [
        ("Phone", "+49 40 1 (mobile)"),
        ("Date", "22 April 1991 (birthday)"),
        ("Photo", "a picture"),
    ]


def test_the_details_say_how_many_facts_they_do_not_tell() -> None:
    told = row_details(planned(Verdict.NEW, read(details=(PHONE,) * 43)))
    assert told[-2:] == [("Phone", "+49 40 1"), ("More", "3 further facts with it.")]


def test_lines_are_told_as_one_or_as_a_stretch() -> None:
    assert lines_words(NEW) == "lines 1 to 5"
    assert lines_words(planned(Verdict.NEW, first_line=3, last_line=3)) == "line 3"


def test_the_report_has_a_line_for_every_card_and_its_raw_text() -> None:
    text = report_text(plan_of(NEW, BROKEN), UTC)
    assert "friends.vcf, card 1, lines 1 to 5: Ida Vale: New. Because." in text
    assert "lines 7 to 9: (no name): Unreadable." in text
    assert "[BEGIN:VCARD]" in text
