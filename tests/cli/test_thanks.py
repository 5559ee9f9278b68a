"""`kindness`, `thanks`, `gift`, `appreciation`, `standing`, `milestone` and `batch`."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.prompt import Prompt


def test_a_kindness_is_recorded_listed_thanked_and_answered(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    made = prompt(
        "kindness", "ida", "recommended me for the museum job", "--on", "2026-02-24",
        "--mattered", "turn", "--for", "the harbour plan", "--topics", "jobs, museums",
    )  # fmt: skip
    assert made.out == "Ida Vale was kind: recommended me for the museum job (kindness 1).\n"
    assert prompt("thanks").out == (
        "1  2026-02-24  Ida Vale  recommended me for the museum job  to be thanked\n"
    )
    assert "Thanks" in prompt("agenda").out
    assert prompt("thanks", "said", "1", "Thank you!", "--how", "card").out == (
        "Ida Vale is thanked for: recommended me for the museum job (entry 1).\n"
    )
    assert "Everybody is thanked." in prompt("thanks").err
    assert prompt("thanks", "said", "1").out == "Ida Vale was thanked for this already.\n"
    assert prompt("thanks", "answered", "1").out == "Ida Vale answered.\n"
    assert prompt("thanks", "--all", "--topic", "Jobs", "--json").json == [
        {
            "id": 1,
            "person": {"id": 1, "name": "Ida Vale"},
            "text": "recommended me for the museum job",
            "mattered": "turn",
            "for": "the harbour plan",
            "topics": ["jobs", "museums"],
            "happened_on": "2026-02-24",
            "entry": None,
            "state": "acknowledged",
            "form": "card",
            "draft": "Thank you!",
            "thanked_on": "2026-03-03",
            "thanked_in": 1,
            "acknowledged_on": "2026-03-03",
            "why": None,
        }
    ]


def test_on_a_day_is_today_for_the_whole_list(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    prompt("kindness", "ida", "lent me her car", "--on", "2026-03-02")

    [row] = prompt("thanks", "--json", "--on", "2026-03-09").json
    assert "never too late" in row["why"]
    assert prompt("thanks", "--json", "--on", "2026-03-01").json == []
    assert [r["kind"] for r in prompt("agenda", "--json", "--on", "2026-03-09").json] == ["thanks"]
    assert prompt("agenda", "--json", "--on", "2026-03-02").json == []


def test_a_letter_is_drafted_and_kept(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    prompt("kindness", "ida", "lent me her car")

    letter = prompt("thanks", "draft", "1", "--tone", "formal")

    assert letter.out.startswith("Dear Ida Vale,\n\n")
    assert "you lent me her car" in letter.out
    [row] = prompt("thanks", "--json").json
    assert (row["state"], row["draft"]) == ("drafted", letter.out.rstrip("\n"))


def test_thanks_are_not_needed_wanted_again_and_dropped(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    prompt("kindness", "ida", "lent me her car")
    assert prompt("thanks", "none", "1").out == "No thanks needed for: lent me her car.\n"
    assert prompt("thanks", "--json").json == []
    assert prompt("thanks", "open", "1").out == "To be thanked for: lent me her car.\n"
    assert len(prompt("thanks", "--json").json) == 1
    assert prompt("thanks", "drop", "1").out == "Deleted: lent me her car.\n"
    assert prompt("thanks", "--all", "--json").json == []
    prompt("undo")
    assert len(prompt("thanks", "--all", "--json").json) == 1


def test_what_looks_like_help_is_listed_with_the_rule_and_turned_down(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    prompt("log", "ida", "She lent me her car", "--on", "2026-03-02")

    found = prompt("thanks", "forgotten")
    assert found.out == "1  2026-03-02  Ida Vale  She lent me her car\n"
    assert "no kindness was recorded" in found.err
    [row] = prompt("thanks", "forgotten", "--json").json
    assert row["why"] == "The entry says “lent me”. Was it a kindness to thank for?"
    assert prompt("thanks", "no", "1").out == "It is not proposed again.\n"
    assert prompt("thanks", "forgotten", "--json").json == []


def test_an_entry_notes_a_kindness_and_a_gift(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    prompt("log", "ida", "Lunch.\nkindness: paid for all\ngift: a kite", "--on", "2026-03-02")

    [kindness] = prompt("thanks", "--json").json
    assert (kindness["text"], kindness["entry"]) == ("paid for all", 1)
    [gift] = prompt("gift", "list", "--json").json
    assert (gift["text"], gift["noted_in"]) == ("a kite", 1)


def test_one_line_notes_them_too(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    logged = prompt("log", "called Ida yesterday re slides; thanks: the map; gift idea: a kite")
    assert logged.out.splitlines()[2:] == [
        "Ida Vale was kind: the map.",
        "Gift idea for Ida Vale: a kite.",
    ]

    [kindness] = prompt("thanks", "--json").json
    assert (kindness["text"], kindness["happened_on"]) == ("the map", "2026-03-02")
    [gift] = prompt("gift", "list", "ida", "--json").json
    assert gift["text"] == "a kite"
    [entry] = prompt("show", "ida", "--json").json["interactions"]
    assert entry["text"] == "slides"


@pytest.mark.parametrize(
    "words",
    [
        ("kindness", "nobody", "x"),
        ("kindness", "ida", " "),
        ("kindness", "ida", "x", "--on", "some day"),
        ("thanks", "said"),
        ("thanks", "said", "7"),
        ("thanks", "said", "ida"),
        ("thanks", "answered", "1"),
        ("thanks", "list", "1"),
        ("thanks", "none", "1", "words"),
        ("thanks", "no", "9"),
        ("gift", "idea"),
        ("gift", "idea", "ida"),
        ("gift", "idea", "ida", "a kite", "--price", "much"),
        ("gift", "idea", "ida", "a kite", "--lead", "400"),
        ("gift", "given", "9"),
        ("gift", "drop", "ida"),
        ("gift", "list", "ida", "x"),
        ("gift", "know", "ida", "--budget", "much"),
        ("appreciation", "--days", "-1"),
        ("standing", "add"),
        ("standing", "add", "ida", "friend"),
        ("standing", "end", "4"),
        ("milestone", "add", "ida"),
        ("milestone", "drop", "4"),
        ("batch", "show", "4"),
        ("batch", "new"),
    ],
)
def test_what_cannot_be_done_says_so_and_changes_nothing(
    prompt: Prompt, words: tuple[str, ...]
) -> None:
    prompt.add("Ida Vale")
    prompt("kindness", "ida", "lent me her car")
    before = prompt("history").out

    ended = prompt(*words)

    assert ended.code == 2
    assert ended.err
    assert prompt("history").out == before


def test_a_gift_is_noted_given_and_not_given_twice(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    made = prompt(
        "gift", "idea", "ida", "bookends", "--for", "birthday", "--by", "2026-03-20",
        "--price", "€25", "--note", "oak",
    )  # fmt: skip
    assert made.out == "Gift idea for Ida Vale: bookends (gift 1).\n"
    assert "Gift: bookends" in prompt("agenda").out
    assert prompt("gift", "given", "1").out == ("Given to Ida Vale: bookends (gift 1, entry 1).\n")
    assert prompt("gift", "given", "1").out == "Given already to Ida Vale: bookends.\n"
    again = prompt("gift", "given", "ida", "a pair of bookends", "--price", "30")
    assert again.err == "Note: You gave them “bookends” in 2026.\n"
    assert prompt("gift", "list").out.splitlines() == [
        "2  given  2026-03-03  Ida Vale  a pair of bookends            €30",
        "1  given  2026-03-03  Ida Vale  bookends            birthday  €25",
    ]
    assert prompt("gift", "drop", "2").out == "Deleted: a pair of bookends.\n"
    [row] = prompt("gift", "list", "--json").json
    assert row == {
        "id": 1,
        "person": {"id": 1, "name": "Ida Vale"},
        "state": "given",
        "text": "bookends",
        "occasion": "birthday",
        "needed_on": "2026-03-20",
        "lead_days": None,
        "price": "25",
        "currency": "EUR",
        "happened_on": "2026-03-03",
        "note": "oak",
        "noted_in": None,
        "entry": 1,
        "kindness": None,
    }


def test_a_gift_that_came_is_to_be_thanked_for(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    assert prompt("gift", "received", "ida", "plum jam", "--on", "2026-03-02").out == (
        "A gift from Ida Vale: plum jam (gift 1).\n"
    )
    prompt("gift", "received", "ida", "a pen", "--no-thanks")
    [row] = prompt("thanks", "--json").json
    assert (row["text"], row["happened_on"]) == ("plum jam", "2026-03-02")


def test_what_is_good_to_know_is_set_and_shown(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    assert "Nothing is noted" in prompt("gift", "know", "ida").err
    prompt("gift", "know", "ida", "--allergies", "nuts", "--budget", "80 CHF")
    prompt("gift", "know", "ida", "--sizes", "42")
    prompt("gift", "given", "ida", "a kite", "--price", "20")
    assert prompt("gift", "know", "ida").out.splitlines() == [
        "sizes          42",
        "allergies      nuts",
        "budget a year  80 CHF",
        "given in 2026  20 CHF",
    ]
    assert prompt("gift", "know", "ida", "--json").json == {
        "sizes": "42",
        "likes": None,
        "allergies": "nuts",
        "never_give": None,
        "budget": {"amount": "80", "currency": "CHF"},
        "given_this_year": [{"amount": "20", "currency": "CHF"}],
    }
    prompt("gift", "know", "ida", "--budget", "", "--sizes", "")
    assert "42" not in prompt("gift", "know", "ida").out


def test_standings_and_milestones_make_the_calendar(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    assert prompt("standing", "add", "ida", "client", "--since", "2024-03-10").out == (
        "Ida Vale: client since 10 March 2024 (standing 1).\n"
    )
    made = prompt("milestone", "add", "ida", "The atlas is printed", "--on", "2026-03-05")
    assert made.out == "The atlas is printed with Ida Vale, 2026-03-05 (milestone 1).\n"
    assert prompt("appreciation").out.splitlines() == [
        "2026-03-05  in 2 days  Ida Vale  The atlas is printed",
        "2026-03-10  in 7 days  Ida Vale  two years as your client",
    ]
    assert [row["kind"] for row in prompt("appreciation", "--json").json] == [
        "milestone", "together",
    ]  # fmt: skip
    assert prompt("appreciation", "--json", "--on", "2026-03-06", "--days", "3").json == []
    assert prompt("standing", "list", "ida", "--json").json == [
        {
            "id": 1,
            "person": {"id": 1, "name": "Ida Vale"},
            "kind": "client",
            "since_on": "2024-03-10",
            "until_on": None,
            "note": None,
        }
    ]
    assert prompt("standing", "end", "1").out == (
        "Ida Vale: client since 10 March 2024 until 3 March 2026.\n"
    )
    assert prompt("standing", "list").out == (
        "1  Ida Vale  client since 10 March 2024 until 3 March 2026\n"
    )
    assert prompt("milestone", "drop", "1").out == "Deleted.\n"
    assert "No day to come" in prompt("appreciation").err
    assert prompt("standing", "drop", "1").out == "Ida Vale is no client any more.\n"
    assert "Nobody has a standing" in prompt("standing", "list").err


def test_a_batch_goes_out_to_everybody_who_has_a_standing(prompt: Prompt) -> None:
    prompt.add("Ida Vale", "Bo Lind", "Cy Ray")
    prompt("standing", "add", "ida", "client")
    assert "There is no batch yet" in prompt("batch", "list").err
    made = prompt("batch", "new", "Spring cards", "--by", "2026-03-20", "--all-with-standing")
    assert made.out == "Spring cards: 1 person (batch 1).\n"
    assert prompt("batch", "add", "1", "bo", "ida").out == "1 more in Spring cards.\n"
    assert prompt("batch", "checked", "1", "bo").out == "1 address is confirmed as of today.\n"
    assert prompt("batch", "show", "1").out.splitlines() == [
        "2  Bo Lind   card  not sent yet  no address yet",
        "1  Ida Vale  card  not sent yet  no address yet",
    ]
    assert prompt("batch", "sent", "1", "ida").out == "Sent to 1 person.\n"
    assert prompt("batch", "list").out == "1  Spring cards  card  1 of 2 sent  by 2026-03-20\n"
    assert "Spring cards" in prompt("agenda").out
    assert prompt("batch", "sent", "1").out == "Sent to 1 person.\n"
    found = prompt("batch", "show", "1", "--json").json
    assert (found["people"], found["sent"]) == (2, 2)
    assert found["recipients"][0] == {
        "person": {"id": 2, "name": "Bo Lind"},
        "what": None,
        "sent_on": "2026-03-03",
        "address": None,
        "checked_on": "2026-03-03",
        "before": None,
        "before_on": None,
    }
    assert [row["title"] for row in prompt("batch", "list", "--json").json] == ["Spring cards"]
    assert prompt("batch", "drop", "1").out == "Deleted: Spring cards.\n"
    assert prompt("batch", "list", "--json").json == []


def test_cards_and_addresses_go_onto_paper(prompt: Prompt, qapp: QApplication) -> None:
    prompt.add("Ida Vale", "Bo Lind")
    home = "BEGIN:VCARD\nVERSION:4.0\nFN:Zoe Quill\nADR:;;Kai 3;Hamburg;;20457;Germany\nEND:VCARD\n"
    source, out = prompt.folder.parent / "zoe.vcf", prompt.folder.parent
    source.write_text(home)
    prompt("import", str(source))
    prompt("kindness", "ida", "lent me her car")
    card = out / "card.pdf"
    assert prompt("thanks", "card", "1", "--pdf", str(card), "--size", "10x15").out == (
        f"A card for Ida Vale: {card}\n"
    )
    assert card.read_bytes().startswith(b"%PDF")
    assert prompt("thanks", "card", "1", "--pdf", str(card)).code == 2  # it is there already
    assert prompt("thanks", "card", "1").code == 2  # where to?
    assert prompt("thanks", "--pdf", str(out / "other.pdf")).code == 2  # of what?

    prompt("batch", "new", "Cards", "zoe", "bo")
    labels = out / "labels.pdf"
    written = prompt("batch", "paper", "1", "--pdf", str(labels), "--skip", "3")
    assert (written.out, written.err) == (
        f"1 address to print: {labels}\n", "Bo Lind has no address yet.\n",
    )  # fmt: skip
    assert labels.read_bytes().startswith(b"%PDF")
    prompt("batch", "sent", "1")
    for wrong in (("1",), ("1", "bo"), ("1", "zoe", "--skip", "24")):
        ended = prompt("batch", "paper", *wrong, "--pdf", str(out / "none.pdf"))
        assert (ended.code, ended.out) == (2, "")
    assert not (out / "none.pdf").exists()
