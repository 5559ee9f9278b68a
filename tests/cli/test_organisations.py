"""`organisation`, `membership`, `insight`, `opportunity` and what lists them."""

from __future__ import annotations

import pytest

from tests.support.prompt import Prompt


def test_an_organisation_is_made_and_shown_with_who_is_there(prompt: Prompt) -> None:
    prompt.add("Ida Vale", "Bo")
    made = prompt("organisation", "add", "Book Guild", "--kind", "body", "--place", "Hamburg")
    assert made.out == "Book Guild, a professional body (organisation 1).\n"
    placed = prompt("organisation", "person", "guild", "ida", "--role", "Chair", "--since", "2019")
    assert placed.out == "Ida Vale at Book Guild: Chair, since 2019 (place 1).\n"
    prompt("log", "ida", "talked")
    assert prompt("organisations").out == (
        "1  Book Guild  professional body  Hamburg  1 person, 1 entry\n"
    )
    assert prompt("organisation", "show", "1").out == (
        "Book Guild, professional body\nHamburg\nGave you: 1 person, 1 entry\n"
        "  Ida Vale  Chair, since 2019\n"
    )
    shown = prompt("organisation", "show", "guild", "--json").json
    assert shown["yield"] == {
        "people": 1, "insights": 0, "opportunities": 0, "won": 0, "interactions": 1,
    }  # fmt: skip
    assert shown["people"] == [
        {
            "id": 1,
            "person": {"id": 1, "name": "Ida Vale"},
            "role": "Chair",
            "since_on": "2019",
            "until_on": None,
        }
    ]
    assert prompt("organisation", "leave", "guild", "ida").out == (
        "Removed Ida Vale from Book Guild.\n"
    )


def test_a_place_in_what_is_new_makes_it(prompt: Prompt) -> None:
    prompt.add("Ida")
    assert "(place 1)" in prompt("organisation", "person", "Café Atlas", "Ida").out
    [row] = prompt("organisations", "--json").json
    assert (row["name"], row["kind"]) == ("Café Atlas", "company")


def test_an_organisation_is_edited_archived_merged_and_deleted(prompt: Prompt) -> None:
    prompt("organisation", "add", "Atlas")
    prompt("organisation", "add", "Atlas Ltd", "--url", "https://atlas.example")
    edited = prompt("organisation", "edit", "1", "--name", "Café Atlas", "--kind", "community")
    assert edited.out == "Café Atlas, a community (organisation 1).\n"
    assert prompt("organisation", "merge", "1", "2").out == "Atlas Ltd is Café Atlas now.\n"
    [row] = prompt("organisations", "--json").json
    assert (row["name"], row["url"]) == ("Café Atlas", "https://atlas.example")
    prompt("organisation", "archive", "atlas")
    assert prompt("organisations", "--json").json == []
    assert len(prompt("organisations", "--archived", "--json").json) == 1
    prompt("organisation", "archive", "atlas", "--back")
    assert prompt("organisation", "delete", "atlas").out == "Deleted: Café Atlas.\n"
    assert "No organisation" in prompt("organisations").err


def test_cards_that_say_one_are_linked_when_asked(prompt: Prompt, tmp_path: object) -> None:
    file = prompt.folder.parent / "cards.vcf"
    cards = [
        f"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:{name}\r\nORG:Harbour Museum\r\nEND:VCARD\r\n"
        for name in ("Ida", "Bo")
    ]
    file.write_text("".join(cards), "utf-8")
    prompt("import", str(file))
    assert prompt("organisations", "--cards").out == "2  Harbour Museum\n"
    assert prompt("organisations", "--cards", "--json").json == [
        {"name": "Harbour Museum", "organisation": None, "people": [1, 2]}
    ]
    assert prompt("organisation", "decline", "harbour museum", "2").out == (
        f"Do not link {prompt('show', '2', '--json').json['name']} to Harbour Museum.\n"
    )
    assert prompt("organisations", "--cards", "--json").json[0]["people"] == [1]
    assert prompt("undo").code == 0
    assert prompt("organisation", "link", "harbour museum").out == (
        "Link 2 people to Harbour Museum.\n"
    )
    assert prompt("organisations", "--cards", "--json").json == []
    assert prompt("organisation", "link", "harbour museum").code == 2


def test_a_membership_is_joined_renewed_looked_at_and_left(prompt: Prompt) -> None:
    joined = prompt(
        "membership", "add", "Book Guild", "--renews", "2026-03-10", "--fee", "€120",
        "--role", "Member", "--since", "May 2019",
    )  # fmt: skip
    assert joined.out == "Member of Book Guild – renews on Tuesday 10 March 2026 (membership 1).\n"
    assert prompt("memberships").out == (
        "1  Book Guild  Member, since May 2019  renews 2026-03-10  €120 every year  nothing yet\n"
    )
    assert prompt("agenda").out == (
        "Memberships\n  1  2026-03-10  Renew the membership in Book Guild. It renews on 10 March "
        "2026, in 7 days, for €120.\n"
    )
    assert prompt("membership", "renew", "1").out == (
        "Renewed: Book Guild; it renews next on Wednesday 10 March 2027.\n"
    )
    looked = prompt("membership", "review", "1")
    assert looked.out == "Book Guild gave you: nothing yet.\n"
    assert prompt("membership", "review", "1", "--drop").out == "You let go: Book Guild.\n"
    [row] = prompt("memberships", "--json").json
    assert (row["verdict"], row["reviewed_on"], row["fee"], row["currency"]) == (
        "drop", "2026-03-03", "120", "EUR",
    )  # fmt: skip
    assert prompt("membership", "end", "1", "--on", "yesterday").out == (
        "You leave Book Guild on Monday 2 March 2026.\n"
    )
    [row] = prompt("memberships", "--json").json
    assert (row["current"], row["renews_on"], row["until_on"]) == (False, None, "2026-03-02")
    prompt("membership", "add", "Café Atlas")
    assert prompt("agenda", "--on", "2027-03-03").out == (
        "Once a year\n  2  What does Café Atlas give you? A year has gone by.\n"
    )
    prompt("membership", "delete", "2")
    [early] = prompt("memberships", "--json", "--on", "2026-03-01").json
    assert early["current"] is True
    assert prompt("membership", "delete", "1").out == "Removed: the membership in Book Guild.\n"
    assert "member nowhere" in prompt("memberships").err


def test_an_insight_is_noted_found_and_removed(prompt: Prompt) -> None:
    prompt.add("Ida Vale")
    noted = prompt(
        "insight", "add", "Paper will be scarce", "--person", "ida", "--organisation", "Book Guild",
        "--tags", "paper, prices", "--on", "yesterday",
    )  # fmt: skip
    assert noted.out == "Noted: Paper will be scarce (insight 1).\n"
    assert prompt("insight", "list").out == (
        "1  2026-03-02  Ida Vale, Book Guild  Paper will be scarce  paper, prices\n"
    )
    assert prompt("insight", "list", "vale prices", "--json").json == [
        {
            "id": 1,
            "text": "Paper will be scarce",
            "on": "2026-03-02",
            "person": {"id": 1, "name": "Ida Vale"},
            "event": None,
            "organisation": {"id": 1, "name": "Book Guild"},
            "topics": ["paper", "prices"],
        }
    ]
    assert "No insight" in prompt("insight", "list", "ink").err
    assert prompt("insight", "drop", "1").out == "Removed: Paper will be scarce.\n"


def test_an_opportunity_goes_its_way(prompt: Prompt) -> None:
    prompt.add("Ida Vale", "Bo")
    spotted = prompt(
        "opportunity", "add", "The catalogue", "--person", "ida", "--organisation", "Museum",
        "--value", "12,500 EUR", "--next", "send the offer", "--due", "today",
    )  # fmt: skip
    assert spotted.out == "Spotted: The catalogue (opportunity 1).\n"
    assert prompt("opportunity", "link", "1", "met_at", "the ferry").out == (
        "The catalogue: Met at the ferry.\n"
    )
    assert prompt("opportunity", "link", "1", "introduced-by", "bo").out == (
        "The catalogue: Met at the ferry, introduced by Bo.\n"
    )
    prompt("opportunity", "link", "1", "via", "a newsletter")
    assert prompt("opportunities").out == (
        "1  spotted  The catalogue  Ida Vale, Museum  €12,500  send the offer by 2026-03-03\n"
    )
    assert "send the offer. The next step of" in prompt("agenda").out
    done = prompt("opportunity", "step", "1", "--next", "ask", "--due", "2026-03-10",
                  "--channel", "email")  # fmt: skip
    assert done.out == "Done: send the offer; next: ask on Tuesday 10 March 2026.\n"
    [entry] = prompt("show", "--json", "1").json["interactions"]
    assert entry["text"] == "The catalogue: send the offer"
    won = prompt("opportunity", "stage", "1", "won", "--why", "the sample")
    assert won.out == "Won: The catalogue.\n"
    assert won.err == "It came by Bo: with --thank, thanks come into Today.\n"
    prompt("opportunity", "stage", "1", "won", "--thank", "--next", "begin", "--due", "tomorrow")
    agenda = prompt("agenda", "--json", "--on", "2026-03-04").json
    assert [(row["kind"], row["person"]["name"]) for row in agenda if row["due_on"]] == [
        ("task", "Ida Vale"), ("thanks", "Bo"),
    ]  # fmt: skip
    assert prompt("opportunities", "--json").json == []
    [row] = prompt("opportunities", "--all", "--json").json
    assert (row["stage"], row["closed_on"], row["why"]) == ("won", "2026-03-03", "the sample")
    assert row["way_in_words"] == "Met at the ferry, introduced by Bo, via a newsletter"
    assert [(link["kind"], link["person"]) for link in row["way"]] == [
        ("met_at", None), ("introduced_by", 2), ("via", None),
    ]  # fmt: skip
    assert prompt("opportunity", "show", "1", "--json").json == row
    assert "Met at the ferry, introduced by Bo" in prompt("opportunity", "show", "1").out
    assert prompt("opportunity", "delete", "1").out == "Deleted: The catalogue.\n"


@pytest.mark.parametrize(
    "words",
    [
        ("organisation", "add", " "),
        ("organisation", "add", "X", "Y"),
        ("organisation", "add", "X", "--kind", "castle"),
        ("organisation", "person", "X"),
        ("organisation", "person", "X", "Nobody"),
        ("organisation", "person", "X", "Ida", "--since", "--04-12"),
        ("organisation", "person", "X", "Ida", "--since", "2020", "--until", "2019"),
        ("organisation", "leave", "X", "Ida"),
        ("organisation", "show", "X"),
        ("organisation", "dance", "X"),
        ("membership", "add", "X", "--renews", "soon"),
        ("membership", "add", "X", "--fee", "much"),
        ("membership", "add", "X", "--renews", "today", "--every", "0"),
        ("membership", "add", "X", "--lead", "-1"),
        ("membership", "renew", "9"),
        ("membership", "renew", "X"),
        ("insight", "add"),
        ("insight", "add", "x", "--person", "Nobody"),
        ("insight", "add", "x", "--event", "Nothing"),
        ("insight", "drop", "9"),
        ("opportunity", "add", " "),
        ("opportunity", "add", "x", "y"),
        ("opportunity", "add", "x", "--value", "-5"),
        ("opportunity", "stage", "9", "won"),
        ("opportunity", "stage", "x", "won"),
        ("opportunity", "link", "9", "via", "x"),
    ],
)
def test_what_cannot_be_is_wrong_use_and_writes_nothing(
    prompt: Prompt, words: tuple[str, ...]
) -> None:
    prompt.add("Ida")
    ended = prompt(*words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err
    assert prompt("organisations", "--json").json == []
    assert prompt("memberships", "--json").json == []
    assert prompt("insight", "list", "--json").json == []
    assert prompt("opportunities", "--all", "--json").json == []


def test_an_odd_stage_or_way_of_what_is_there_changes_nothing(prompt: Prompt) -> None:
    prompt.add("Ida")
    prompt("opportunity", "add", "x")
    for words in (
        ("stage", "1"),
        ("stage", "1", "sold"),
        ("stage", "1", "won", "--due", "today"),
        ("stage", "1", "lost", "--thank"),
        ("link", "1", "via"),
        ("link", "1", "near", "Ida"),
        ("link", "1", "introduced_by", "Nobody"),
    ):
        assert prompt("opportunity", *words).code == 2
    [row] = prompt("opportunities", "--all", "--json").json
    assert (row["stage"], row["way"]) == ("spotted", [])


def test_a_name_that_fits_several_asks_which(prompt: Prompt) -> None:
    prompt("organisation", "add", "Atlas North")
    prompt("organisation", "add", "Atlas South")
    asked = prompt("organisation", "show", "atlas")
    assert asked.code == 2
    assert "1  Atlas North" in asked.err
