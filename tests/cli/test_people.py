"""`list` and `show`."""

from __future__ import annotations

from pathlib import Path

import pytest

from relationship_desk.clock import FixedClock
from relationship_desk.desk.commands.people import set_archived
from relationship_desk.domain.contact import Detail, DetailKind
from tests.support.desks import DeskForTests, email, open_desk, phone
from tests.support.prompt import Prompt


@pytest.fixture
def ida(prompt: Prompt, clock: FixedClock) -> int:
    """Ida Vale with a card, a timeline and tasks."""
    desk: DeskForTests = open_desk(prompt.folder, clock)
    person_id = desk.add(
        "Ida Vale",
        phone("+4940123456", "work"),
        email("ida@vale.example"),
        Detail(DetailKind.DATE, ("--04-12",), "birthday"),
        Detail(DetailKind.ORGANISATION, ("Harbour Museum", "Prints")),
        Detail(DetailKind.TITLE, ("Curator",)),
        tags=("Friends",),
        given="Ida",
        family="Vale",
    )
    bo = desk.add("Bo Oss")
    for number in range(12):
        desk.log(person_id, text=f"talk {number}")
    desk.log(person_id, bo, text="lunch\nat the fair")
    desk.task("send slides", person_id)
    desk.composition.close()
    return person_id


def test_list_as_json_has_id_and_name_of_everybody_in_order(prompt: Prompt) -> None:
    ids = prompt.add("Zoe Quill", "Ann Lee")
    found = prompt("list", "--json")
    assert found.code == 0
    assert [(row["id"], row["name"]) for row in found.json] == [
        (ids[1], "Ann Lee"),
        (ids[0], "Zoe Quill"),
    ]


@pytest.mark.parametrize("words", [("ida",), ("museum",), ("IDA", "museum"), ("040", "123456")])
def test_list_finds_by_any_words(prompt: Prompt, ida: int, words: tuple[str, ...]) -> None:
    assert [row["id"] for row in prompt("list", "--json", *words).json] == [ida]


def test_list_of_nobody_is_an_empty_array(prompt: Prompt) -> None:
    assert prompt("list", "--json", "nobody").json == []
    plain = prompt("list", "nobody")
    assert (plain.code, plain.out, plain.err) == (0, "", "Nobody found.\n")


def test_list_in_words_stands_in_columns(prompt: Prompt, ida: int) -> None:
    prompt.add("李小龍")
    assert prompt("list").out.splitlines() == [
        "2  Bo Oss                             last contact today",
        "1  Ida Vale  Curator, Harbour Museum  last contact today  Friends",
        "3  李小龍",
    ]


def test_list_makes_control_characters_visible(prompt: Prompt) -> None:
    prompt.add("Evil \x1b[31m\u202egnp.exe \u200dZ\u0327")
    assert prompt("list").out == "1  Evil ␛[31m<U+202E>gnp.exe \u200dZ\u0327\n"
    assert prompt("list", "--json").json[0]["name"] == "Evil \x1b[31m\u202egnp.exe \u200dZ\u0327"


@pytest.mark.parametrize("who", ["1", "Ida Vale", "vale", "IDÁ"])
def test_show_as_json_is_one_object_with_card_interactions_and_tasks(
    prompt: Prompt, ida: int, who: str
) -> None:
    shown = prompt("show", "--json", who).json
    assert (shown["id"], shown["name"]) == (ida, "Ida Vale")
    assert shown["card"]["name"]["family"] == "Vale"
    assert shown["card"]["tags"] == ["Friends"]
    assert shown["card"]["details"][0] == {
        "id": 1,
        "kind": "phone",
        "label": "work",
        "text": "+4940123456",
        "parts": ["+4940123456"],
        "preferred": False,
    }
    assert len(shown["interactions"]) == 13
    assert shown["interactions"][0]["text"] == "lunch\nat the fair"
    assert [person["name"] for person in shown["interactions"][0]["people"]] == [
        "Ida Vale",
        "Bo Oss",
    ]
    assert [task["text"] for task in shown["tasks"]] == ["send slides"]
    assert shown["last_contact_on"] == "2026-03-03"


def test_show_in_words_tells_the_newest_and_how_many_more(prompt: Prompt, ida: int) -> None:
    assert prompt("show", "Ida").out.splitlines() == [
        "Ida Vale (1)",
        "  phone         +4940123456 (work)",
        "  e-mail        ida@vale.example",
        "  date          12 April (birthday)",
        "  organisation  Harbour Museum, Prints",
        "  title         Curator",
        "  tags          Friends",
        "  last contact  today (Tuesday 3 March 2026)",
        "",
        "Tasks",
        "  1  send slides",
        "",
        "Timeline",
        "  2026-03-03  met  lunch at the fair (with Ida Vale, Bo Oss)",
        *(f"  2026-03-03  met  talk {number}" for number in range(11, 2, -1)),
        "  and 3 more before that",
    ]


def test_show_tells_the_archived_the_photo_and_who_may_be_the_same(
    prompt: Prompt, tmp_path: Path
) -> None:
    card = "BEGIN:VCARD\nFN:Ida Vale\nEMAIL:ida@vale.example\nEND:VCARD\n"
    photo = "PHOTO:data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=\nEND"
    (tmp_path / "a.vcf").write_text(card + card.replace("Ida Vale", "Zoe").replace("END", photo))
    prompt("import", str(tmp_path / "a.vcf"))
    desk = open_desk(prompt.folder, prompt.clock)
    desk.do(set_archived, person_ids=[2], archived=True)
    desk.composition.close()
    assert prompt("show", "2").out.splitlines() == [
        "Zoe (2, archived)",
        "  e-mail               ida@vale.example",
        "  photo                yes",
        "  perhaps the same as  1",
    ]
    assert prompt("show", "--json", "2").json["maybe_same_as"] == 1


def test_a_name_that_fits_several_names_the_candidates(prompt: Prompt) -> None:
    prompt.add("Ida Vane", "Bo Oss")
    desk = open_desk(prompt.folder, prompt.clock)
    desk.add("Ida Vane", email("other@vane.example"))
    desk.composition.close()
    ended = prompt("show", "ida")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines()[1:] == ["  1  Ida Vane", "  3  Ida Vane other@vane.example"]


def test_a_whole_name_fits_before_a_part_of_another(prompt: Prompt) -> None:
    prompt.add("Ida", "Ida Vane")
    assert prompt("show", "--json", "ida").json["id"] == 1


def test_many_candidates_are_counted(prompt: Prompt) -> None:
    prompt.add(*(f"Ida {number}" for number in range(25)))
    assert prompt("show", "ida").err.splitlines()[-1] == "  and 5 more"


@pytest.mark.parametrize("who", ["nobody", "99", "9" * 40, "", "%", "-1"])
def test_a_person_who_is_not_there_is_wrong_use(prompt: Prompt, who: str) -> None:
    prompt.add("Ida Vale")
    ended = prompt("show", "--", who)
    assert (ended.code, ended.out) == (2, "")
    assert "relationship-desk list" in ended.err


def test_every_kind_of_fact_is_found_and_shown_and_the_rest_is_told(
    prompt: Prompt, tmp_path: Path
) -> None:
    lines = (
        "FN:Ida Vale", "IMPP:skype:ida.vale", "X-SPOUSE:Bo Oss", "GENDER:F", "TZ:-05:00",
        "SORT-STRING:Aaa", "X-TEA;KIND=green:two cups",
    )  # fmt: skip
    card = "\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""))
    zoe = card.partition("IMPP")[0].replace("Ida Vale", "Abe Zoe") + "END:VCARD\n"
    (tmp_path / "a.vcf").write_text(card + zoe)
    prompt("import", str(tmp_path / "a.vcf"))
    assert [p["name"] for p in prompt("list", "--json").json] == ["Ida Vale", "Abe Zoe"]
    for word in ("ida.vale", "skype", "oss"):
        assert [p["id"] for p in prompt("list", "--json", word).json] == [1]
    assert prompt("list", "--json", "female").json == []
    assert prompt("show", "1").out.splitlines() == [
        "Ida Vale (1)",
        "  messenger       ida.vale (Skype)",
        "  related person  Bo Oss (spouse)",
        "  gender          female",
        "  time zone       -05:00",
        "  sorted as       Aaa",
        "  other           1 more in the file it came from; see --json",
    ]
    shown = prompt("show", "--json", "1").json
    assert shown["other"] == [{"name": "X-TEA", "about": "kind green", "text": "two cups"}]
