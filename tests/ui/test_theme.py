"""The look: contrast, following the system, sizes, icons."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication
from PySide6.QtWidgets import QApplication

from relationship_desk import resources
from relationship_desk.domain.kinds import Channel
from relationship_desk.ui import icons
from relationship_desk.ui.colours import (
    DARK,
    GROUNDS,
    HIGH_CONTRAST_DARK,
    HUES,
    LIGHT,
    SCHEMES,
    TEXTS,
    Colours,
    avatar_colours,
    colours_for,
    contrast,
    mixed,
)
from relationship_desk.ui.theme import Mode, Text, Theme


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_contrast_of_every_text_on_every_ground_is_readable(
    scheme: Colours, ground: str, text: str
) -> None:
    assert contrast(getattr(scheme, text), getattr(scheme, ground)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_contrast_of_buttons_outlines_and_avatars_is_enough(scheme: Colours) -> None:
    assert contrast(scheme.on_accent, scheme.accent) >= 4.5
    assert contrast(scheme.on_accent, scheme.accent_hover) >= 4.5
    assert contrast(scheme.edge, scheme.surface) >= 3
    for hue in range(HUES):
        ground, ink = avatar_colours(hue, scheme)
        assert contrast(ground, ink) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("role", ["accent", "success", "warning", "danger"])
def test_contrast_of_the_text_in_a_bar_is_readable(scheme: Colours, role: str) -> None:
    ground = mixed(getattr(scheme, role), scheme.surface, 0.06)
    assert contrast(scheme.text, ground) >= 4.5
    assert contrast(getattr(scheme, role), ground) >= 4.5


def test_contrast_of_black_and_white_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_scheme_is_chosen_by_what_the_system_asks_for() -> None:
    assert colours_for(dark=False) is LIGHT
    assert colours_for(dark=True) is DARK
    assert colours_for(dark=True, high_contrast=True) is HIGH_CONTRAST_DARK


def test_theme_changes_the_application_and_says_so_when_the_mode_changes(
    theme: Theme, qapp: QApplication
) -> None:
    told = []
    theme.changed.connect(lambda: told.append(theme.colours.dark))
    theme.set_mode(Mode.DARK)
    theme.set_mode(Mode.DARK)
    assert told == [True]
    assert qapp.palette().window().color() == QColor(DARK.window)
    assert DARK.accent in qapp.styleSheet()


def test_theme_follows_the_system_while_it_runs(theme: Theme, qapp: QApplication) -> None:
    theme.set_mode(Mode.SYSTEM)
    dark = qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark
    assert theme.colours.dark is dark


def test_sizes_are_three_and_lengths_scale_with_the_text(theme: Theme) -> None:
    small, body, large = (theme.text_px(t) for t in (Text.SMALL, Text.BODY, Text.LARGE))
    assert small < body < large
    assert theme.px(16) >= 16
    assert theme.font(Text.LARGE).pixelSize() == large


def test_stylesheet_has_no_gap(qapp: QApplication, theme: Theme) -> None:
    assert "$" not in qapp.styleSheet()


def test_dressed_action_changes_its_icon_with_the_scheme(theme: Theme) -> None:
    action = QAction("Add")
    theme.dress(action, "add")
    before = action.icon().pixmap(16, 16).toImage()
    theme.set_mode(Mode.DARK)
    assert action.icon().pixmap(16, 16).toImage() != before


def test_dressed_action_that_is_gone_does_no_harm(theme: Theme) -> None:
    action = QAction("Add")
    theme.dress(action, "add")
    del action
    theme.set_mode(Mode.DARK)


def test_icons_are_drawn_in_the_wanted_colour(qapp: QApplication) -> None:
    image = icons.pixmap("add", "#ff0000", 24, 2.0).toImage()
    seen = {image.pixelColor(x, y).name() for x in range(48) for y in range(48)
            if image.pixelColor(x, y).alpha() == 255}  # fmt: skip
    assert image.width() == 48
    assert seen == {"#ff0000"}


def test_process_survives_many_calls_that_return_none() -> None:
    code = (
        "import relationship_desk.ui\n"
        "from PySide6.QtCore import QObject\n"
        "thing = QObject()\n"
        "for _ in range(30_000): thing.parent()\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_icon_that_does_not_exist_is_an_error(qapp: QGuiApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon", "#000000")


@pytest.mark.parametrize("name", resources.icon_names())
def test_every_icon_can_be_drawn(qapp: QGuiApplication, name: str) -> None:
    assert not icons.icon(name, "#123456").isNull()


@pytest.mark.parametrize("channel", Channel)
def test_every_channel_has_an_icon(channel: Channel) -> None:
    assert icons.channel_icon(channel) in resources.icon_names()


def test_channel_of_a_newer_program_has_an_icon() -> None:
    assert icons.channel_icon("hologram") == icons.channel_icon(Channel.OTHER)
