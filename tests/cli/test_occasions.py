"""`occasions`, `occasion` and `deceased`."""

from __future__ import annotations

from pathlib import Path

import pytest

from relationship_desk.clock import FixedClock
from relationship_desk.domain.contact import Detail, DetailKind
from tests.support.desks import open_desk
from tests.support.prompt import Prompt


@pytest.fixture
def ida(prompt: Prompt, clock: FixedClock) -> int:
    """Ida Vale, born on 12 March 1986; the clock stands at 3 March 2026."""
    desk = open_desk(prompt.folder, clock)
    person_id = desk.add("Ida Vale", Detail(DetailKind.DATE, ("1986-03-12",), "birthday"))
    desk.composition.close()
    return person_id


def test_occasions_as_json_tell_what_comes_and_where_it_stands(prompt: Prompt, ida: int) -> None:
    prompt("occasion", "add", "Ida", "wedding", "--on", "2016-03-20", "--lead", "7")
    assert prompt("occasions", "--json").json == [
        {
            "id": None,
            "source": "card",
            "person": {"id": ida, "name": "Ida Vale"},
            "kind": "birthday",
            "label": "",
            "rule": "1986-03-12",
            "on": "2026-03-12",
            "days": 9,
            "words": "turns forty",
            "age": 40,
            "years": 40,
            "round": True,
            "lead_days": 0,
        },
        {
            "id": 1,
            "source": "occasion",
            "person": {"id": ida, "name": "Ida Vale"},
            "kind": "wedding",
            "label": "",
            "rule": "2016-03-20",
            "on": "2026-03-20",
            "days": 17,
            "words": "ten years since the wedding",
            "age": None,
            "years": 10,
            "round": True,
            "lead_days": 7,
        },
    ]


def test_occasions_in_words_stand_in_columns(prompt: Prompt, ida: int) -> None:
    prompt("occasion", "add", "Ida", "name-day", "--on", "second tuesday of march")
    assert prompt("occasions").out.splitlines() == [
        "1     2026-03-10  in 7 days  Ida Vale  name day",
        "card  2026-03-12  in 9 days  Ida Vale  turns forty (a big one)",
    ]


def test_occasions_are_those_of_the_days_that_are_asked_for(prompt: Prompt, ida: int) -> None:
    assert prompt("occasions", "--days", "8").out == ""
    assert len(prompt("occasions", "--days", "9", "--json").json) == 1
    assert len(prompt("occasions", "--on", "2026-03-12", "--days", "0", "--json").json) == 1
    later = prompt("occasions", "--on", "2026-03-13")
    assert (later.code, later.out, later.err) == (0, "", "No occasion comes in this time.\n")
    assert prompt("occasions", "--on", "2026-03-13", "Ida", "--json").json[0]["age"] == 41
    assert prompt("occasions", "--days", "many").code == 2


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("1985-04-12", "12 April 1985 (occasion 1).\nIt is next on Sunday 12 April 2026."),
        ("12 april", "12 April (occasion 1).\nIt is next on Sunday 12 April 2026."),
        ("april", "April (occasion 1).\nIt is next on Wednesday 1 April 2026."),
        ("good friday", "Good Friday (occasion 1).\nIt is next on Friday 3 April 2026."),
        (
            "last monday of may",
            "the last Monday of May (occasion 1).\nIt is next on Monday 25 May 2026.",
        ),
    ],
)
def test_an_occasion_is_added_by_any_rule(prompt: Prompt, ida: int, rule: str, told: str) -> None:
    added = prompt("occasion", "add", "Ida", "other", "--label", "the fair", "--on", rule)
    assert (added.code, added.err) == (0, "")
    assert added.out == f"New for Ida Vale: the fair – {told}\n"


def test_a_birthday_goes_on_the_card_and_there_is_one(prompt: Prompt, ida: int) -> None:
    [bo] = prompt.add("Bo Oss")
    added = prompt("occasion", "add", "Bo", "birthday", "--on=--04-12")
    assert "New for Bo Oss: birthday – 12 April (on the card)." in added.out
    details = prompt("show", "--json", str(bo)).json["card"]["details"]
    assert [(d["kind"], d["label"], d["text"]) for d in details] == [
        ("date", "birthday", "--04-12")
    ]
    again = prompt("occasion", "add", "Bo", "birthday", "--on", "1980-04-12")
    assert again.code == 2
    assert "has a birthday already" in again.err


def test_an_occasion_is_removed_and_undo_brings_it_back(prompt: Prompt, ida: int) -> None:
    prompt("occasion", "add", "Ida", "name-day", "--on", "2026-03-10")
    gone = prompt("occasion", "remove", "1")
    assert gone.out == ("Remove name day of Ida Vale. Take it back with: relationship-desk undo\n")
    assert len(prompt("occasions", "--json").json) == 1
    prompt("undo")
    assert len(prompt("occasions", "--json").json) == 2
    assert prompt("occasion", "remove", "7").code == 2


def test_leads_are_set_for_a_person_and_a_circle(prompt: Prompt, ida: int) -> None:
    prompt("circle", "Friends", "--add", "Ida")

    def lead() -> int | None:
        found: int | None = prompt("occasions", "--json").json[0]["lead_days"]
        return found

    told = prompt("occasion", "lead", "--circle", "friends", "10")
    assert told.out == "Friends: reminders 10 days before and on the day.\n"
    assert lead() == 10
    assert prompt("occasion", "lead", "Ida", "birthday", "1").out == (
        "Ida Vale, birthday: reminders 1 day before and on the day.\n"
    )
    assert lead() == 1
    assert "no reminders" in prompt("occasion", "lead", "Ida", "birthday", "never").out
    assert lead() is None
    assert "as for others" in prompt("occasion", "lead", "Ida", "birthday", "default").out
    assert lead() == 10
    assert "on the day" in prompt("occasion", "lead", "--circle", "Friends", "0").out
    assert lead() == 0
    prompt("occasion", "lead", "--circle", "Friends", "default")
    assert lead() == 0


def test_29_february_is_kept_as_it_is_said(prompt: Prompt, ida: int) -> None:
    prompt("occasion", "add", "Ida", "name-day", "--on=--02-29")
    told = prompt("occasion", "leap", "Ida", "march")
    assert told.out == "Ida Vale keeps 29 February on 1 March in other years.\n"
    days = [row["on"] for row in prompt("occasions", "Ida", "--json").json]
    assert days == ["2026-03-12", "2027-03-01"]
    prompt("occasion", "leap", "Ida", "february")
    days = [row["on"] for row in prompt("occasions", "Ida", "--json").json]
    assert days == ["2026-03-12", "2027-02-28"]


@pytest.mark.parametrize(
    "words",
    [
        ("occasion", "add", "Ida", "name-day"),
        ("occasion", "add", "Ida", "name-day", "--on", "some day"),
        ("occasion", "add", "Ida", "name-day", "--on", "1985"),
        ("occasion", "add", "Ida", "party", "--on", "1985-04-12"),
        ("occasion", "add", "Ida", "other", "--on", "1985-04-12"),
        ("occasion", "add", "Ida", "--on", "1985-04-12"),
        ("occasion", "add", "Nobody", "other", "--on", "1985-04-12"),
        ("occasion", "add", "Ida", "name-day", "--on", "1985-04-12", "--lead", "301"),
        ("occasion", "add", "Ida", "name-day", "--on", "1985-04-12", "--circle", "x"),
        ("occasion", "remove", "card"),
        ("occasion", "remove", "1", "--on", "1985-04-12"),
        ("occasion", "lead", "Ida", "birthday", "-1"),
        ("occasion", "lead", "--circle", "Nobody", "3"),
        ("occasion", "leap", "Ida", "april"),
        ("occasion", "dance"),
        ("deceased", "Ida", "--on", "some day"),
        ("deceased", "Ida", "--on", "tomorrow"),
        ("deceased", "Ida", "--on", "2020", "--undo"),
        ("deceased", "Nobody"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(
    prompt: Prompt, ida: int, words: tuple[str, ...]
) -> None:
    before = prompt("show", "--json", str(ida)).json, prompt("occasions", "--json").json
    ended = prompt(*words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err
    assert (prompt("show", "--json", str(ida)).json, prompt("occasions", "--json").json) == before


@pytest.mark.parametrize(
    ("on", "said", "value"),
    [
        (("--on", "2026-03-02"), " (2 March 2026)", "2026-03-02"),
        (("--on", "yesterday"), " (2 March 2026)", "2026-03-02"),
        (("--on", "march 2020"), " (March 2020)", "2020-03"),
        (("--on", "2020"), " (2020)", "2020"),
        ((), "", "unknown"),
    ],
)
def test_a_death_is_noted_on_the_card_and_nobody_congratulates(
    prompt: Prompt, ida: int, on: tuple[str, ...], said: str, value: str
) -> None:
    told = prompt("deceased", "Ida", *on)
    assert told.out == (
        f"Noted: Ida Vale died{said}. The day is remembered; nobody congratulates any more.\n"
    )
    details = prompt("show", "--json", str(ida)).json["card"]["details"]
    assert [d["text"] for d in details if d["label"] == "death"] == [value]
    assert [row["kind"] for row in prompt("occasions", "--json").json if row["age"]] == []
    assert prompt("undo").code == 0
    assert [row["age"] for row in prompt("occasions", "--json").json] == [40]


def test_a_death_can_be_put_right(prompt: Prompt, ida: int) -> None:
    prompt("deceased", "Ida")
    prompt("deceased", "Ida", "--on", "2020-03-05")
    [day] = prompt("occasions", "--json").json
    assert (day["kind"], day["words"], day["age"]) == (
        "remembrance",
        "six years since the death",
        None,
    )
    assert (
        prompt("deceased", "Ida", "--undo").out == "Ida Vale is not noted as deceased any more.\n"
    )
    assert prompt("deceased", "Ida", "--undo").out == "Ida Vale is not noted as deceased.\n"
    assert [row["age"] for row in prompt("occasions", "--json").json] == [40]


def test_a_death_goes_out_with_the_vcard_and_comes_back(
    prompt: Prompt, ida: int, tmp_path: Path
) -> None:
    prompt("deceased", "Ida")
    out = tmp_path / "out.vcf"
    assert prompt("export", "--version", "4.0", str(out)).code == 0
    card = out.read_text("utf-8")
    assert "DEATHDATE;VALUE=text:unknown" in card.replace("\r\n", "\n").splitlines()
    elsewhere = Prompt(tmp_path / "other", prompt.clock, prompt.capsys)
    elsewhere("import", str(out))
    assert elsewhere("occasions", "--json").json == []
