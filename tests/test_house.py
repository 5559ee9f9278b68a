"""The rules of the house that no linter holds."""

import configparser
import re
import tomllib
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
PINS = [
    line
    for line in (CHECKOUT / "packaging" / "constraints.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def normal(requirement):
    """The name of a package as the index compares it: "coverage[toml]>=7.6" is "coverage"."""
    name = re.match(r"[\w.-]+", requirement)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize(
    "module",
    sorted((CHECKOUT / "relationship_desk").rglob("*.py")),
    ids=lambda path: path.relative_to(CHECKOUT).as_posix(),
)
def test_a_module_is_one_room(module):
    lines = module.read_text("utf-8").count("\n")

    assert lines <= 400, "a module that passes 400 lines is asking to be two rooms"


@pytest.mark.parametrize("pin", PINS)
def test_a_pin_is_a_name_and_a_version_and_no_address(pin):
    assert re.fullmatch(r"[\w.-]+==[\d.]+", pin)


@pytest.mark.parametrize(
    "requirement", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
)
def test_every_dependency_is_pinned_and_has_its_reason(requirement):
    reasons = (CHECKOUT / "CONTRIBUTING.md").read_text("utf-8").lower()

    assert normal(requirement) in {normal(pin) for pin in PINS}
    assert normal(requirement) in reasons


def test_the_menu_entry_starts_the_program_that_is_installed():
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(CHECKOUT / "packaging" / "linux" / "relationship-desk.desktop", encoding="utf-8")

    command, files = entry["Desktop Entry"]["Exec"].split()

    assert command in PROJECT["scripts"]
    assert files == "%F"
