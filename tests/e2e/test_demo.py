"""`--demo`: a desk to look at that leaves nothing behind, and pictures of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from tests.support.program import program, started
from tests.support.waiting import eventually
from tests.support.x_desktop import XDesktop


def test_the_sample_desk_opens_in_a_folder_that_is_gone_afterwards(
    tmp_path: Path, xvfb: dict[str, str]
) -> None:
    throwaway = tmp_path / "temporary"
    throwaway.mkdir()
    desktop = XDesktop(xvfb)

    with started(
        None, "--demo", env={**xvfb, "TMPDIR": str(throwaway)}, notes=tmp_path / "notes"
    ) as window:
        main = desktop.wait_for_window(" – Relationship Desk")
        assert list(throwaway.glob("relationship-desk-demo-*"))
        desktop.press(main, "ctrl+q")
        eventually(lambda: window.process.poll() is not None)
        assert (window.process.returncode, window.said()) == (0, "")

    assert list(throwaway.glob("relationship-desk-demo-*")) == []


def test_pictures_show_every_scheme_at_the_asked_scale(
    tmp_path: Path, xvfb: dict[str, str]
) -> None:
    screens = tmp_path / "screens"

    # With a scale of its own the program takes fewer pictures, and none at another scale.
    env = {**xvfb, "QT_SCALE_FACTOR": "2"}
    taken = program(None, "--demo", "--screens", str(screens), env=env, seconds=600)

    assert (taken.returncode, taken.stderr) == (0, "")
    names = {path.name for path in screens.iterdir()}
    assert {"person-light-200.png", "person-dark-200.png", "import-light-200.png"} <= names
    light = QImage(str(screens / "person-small-light-200.png"))
    dark = QImage(str(screens / "person-small-dark-200.png"))
    assert (light.width(), light.height()) == (2048, 1280)
    assert light.pixelColor(1000, 1200).lightness() > 200 > dark.pixelColor(1000, 1200).lightness()
