"""`open`: who is in front when the window opens."""

from __future__ import annotations

from relationship_desk.domain.wanted import Wanted
from relationship_desk.paths import Paths
from tests.support.prompt import Prompt


def test_somebody_is_opened_by_number_or_by_name(prompt: Prompt) -> None:
    ida, bram = prompt.add("Ida Vale", "Bram Oss")

    assert prompt("open", str(ida)).code == 0
    assert prompt("open", "bram").code == 0

    assert [(paths, wanted) for paths, wanted, _ in prompt.windows] == [
        (Paths.under(prompt.folder), Wanted(person_id=ida)),
        (Paths.under(prompt.folder), Wanted(person_id=bram)),
    ]
    assert not prompt.windows[0][2].demo


def test_an_unknown_or_ambiguous_name_opens_nothing(prompt: Prompt) -> None:
    prompt.add("Ida Vale", "Ida Oss")

    assert "Nobody here is called “zoe”" in prompt("open", "zoe").err
    assert "fits 2 people" in prompt("open", "ida").err

    assert prompt.windows == []


def test_the_background_is_asked_for_in_so_many_words(prompt: Prompt) -> None:
    assert prompt("--background").code == 0
    assert [wanted for _, wanted, _ in prompt.windows] == [Wanted(background=True)]
