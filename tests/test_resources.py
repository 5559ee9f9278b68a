import re
from xml.etree import ElementTree

import pytest

from relationship_desk import resources
from relationship_desk.domain.kinds import Channel

ATTRIBUTES = {
    "width": "24",
    "height": "24",
    "viewBox": "0 0 24 24",
    "fill": "none",
    "stroke": "currentColor",
    "stroke-width": "1.75",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}


@pytest.mark.parametrize("name", resources.icon_names())
def test_every_icon_is_drawn_to_the_one_pattern(name):
    root = ElementTree.fromstring(resources.icon_svg(name, "currentColor"))

    assert {key: root.get(key) for key in ATTRIBUTES} == ATTRIBUTES
    inner = [child for child in root.iter() if child is not root]
    assert {c.get(key) for c in inner for key in ("fill", "stroke")} <= {None, "currentColor"}


@pytest.mark.parametrize("name", resources.icon_names())
def test_an_icon_takes_the_colour_it_is_given_everywhere(name):
    svg = resources.icon_svg(name, "#123456")

    assert b"currentColor" not in svg
    assert set(re.findall(rb"#\w+", svg)) == {b"#123456"}


def test_every_channel_has_an_icon():
    assert {f"channels/{channel}" for channel in Channel} <= set(resources.icon_names())


def test_an_unknown_resource_is_named_in_the_error():
    with pytest.raises(FileNotFoundError, match="no-such-icon"):
        resources.icon_svg("no-such-icon", "#000000")


def test_the_resources_of_a_wheel_are_found_inside_the_package(tmp_path, monkeypatch):
    (tmp_path / "_resources" / "icons").mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "resources.py"))

    assert resources.folder.__wrapped__() == tmp_path / "_resources"


def test_the_resources_of_a_bundle_are_found_where_it_unpacked_itself(tmp_path, monkeypatch):
    (tmp_path / "resources" / "icons").mkdir(parents=True)
    monkeypatch.setattr(resources.sys, "_MEIPASS", str(tmp_path), raising=False)

    assert resources.folder.__wrapped__() == tmp_path / "resources"


def test_a_broken_installation_says_where_it_looked(tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "package" / "resources.py"))

    with pytest.raises(FileNotFoundError, match="_resources"):
        resources.folder.__wrapped__()
