"""Who is offered first while one types."""

from __future__ import annotations

from relationship_desk.ui.widgets.offers import by_name


def test_name_that_begins_so_comes_before_others_who_were_found() -> None:
    found = {1: "Ramón Abramovic", 2: "Ann Bramley", 3: "Bram Oss", 4: "Zoë Quill"}
    assert by_name(found, "bram") == [3, 2, 1, 4]
