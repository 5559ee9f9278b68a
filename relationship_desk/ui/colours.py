"""The colours of the window, as plain values; every text colour reads at 4.5:1 on its grounds."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Colours:
    """One scheme. Every value is "#rrggbb".

    Grounds: `window` (side panes), `surface` (middle pane, fields, lists), `raised` (menus,
    dialogs), `hover`, `selected`. Texts, on any ground: `text`, `quiet`, `accent`, `danger`,
    `warning`, `success`. `on_accent` is the text on an `accent` ground. `line` divides, `edge`
    outlines what can be operated (3:1, WCAG 1.4.11).
    """

    window: str
    surface: str
    raised: str
    hover: str
    selected: str
    text: str
    quiet: str
    accent: str
    accent_hover: str
    on_accent: str
    danger: str
    warning: str
    success: str
    line: str
    edge: str
    dark: bool = False
    high_contrast: bool = False


GROUNDS = ("window", "surface", "raised", "hover", "selected")
TEXTS = ("text", "quiet", "accent", "danger", "warning", "success")

LIGHT = Colours(
    window="#f5f5f2",
    surface="#ffffff",
    raised="#ffffff",
    hover="#edede9",
    selected="#dcece9",
    text="#1d2225",
    quiet="#565e64",
    accent="#0b6b63",
    accent_hover="#095750",
    on_accent="#ffffff",
    danger="#a3231a",
    warning="#7a4a00",
    success="#1b6137",
    line="#e3e3de",
    edge="#8b9297",
)

DARK = Colours(
    window="#17191b",
    surface="#1e2123",
    raised="#272b2e",
    hover="#292e31",
    selected="#1f3d3a",
    text="#e9ebec",
    quiet="#a9b1b6",
    accent="#63c7b9",
    accent_hover="#7fd6ca",
    on_accent="#06211e",
    danger="#ff9d92",
    warning="#efb860",
    success="#82d39d",
    line="#32373a",
    edge="#747c81",
    dark=True,
)

HIGH_CONTRAST_LIGHT = Colours(
    window="#ffffff",
    surface="#ffffff",
    raised="#ffffff",
    hover="#e6e6e6",
    selected="#cfe8ff",
    text="#000000",
    quiet="#1f1f1f",
    accent="#00387a",
    accent_hover="#00244f",
    on_accent="#ffffff",
    danger="#7d0000",
    warning="#573400",
    success="#004214",
    line="#000000",
    edge="#000000",
    high_contrast=True,
)

HIGH_CONTRAST_DARK = Colours(
    window="#000000",
    surface="#000000",
    raised="#000000",
    hover="#2b2b2b",
    selected="#00395c",
    text="#ffffff",
    quiet="#ededed",
    accent="#8ad7ff",
    accent_hover="#c2ebff",
    on_accent="#000000",
    danger="#ffb3ab",
    warning="#ffd27a",
    success="#a5f0bb",
    line="#ffffff",
    edge="#ffffff",
    dark=True,
    high_contrast=True,
)

SCHEMES = (LIGHT, DARK, HIGH_CONTRAST_LIGHT, HIGH_CONTRAST_DARK)


def colours_for(dark: bool, high_contrast: bool = False) -> Colours:
    """The scheme of a system that asks for these two things."""
    return next(s for s in SCHEMES if s.dark is dark and s.high_contrast is high_contrast)


def is_colour_role(name: str) -> bool:
    """Whether `Colours` has a colour of this name."""
    return any(f.name == name and f.type == "str" for f in fields(Colours))


HUES = 12


def avatar_colours(hue: int, colours: Colours) -> tuple[str, str]:
    """Ground and text of an initials avatar; `hue` is one of `range(HUES)`."""
    turn = hue % HUES / HUES
    if colours.dark:
        return _hls(turn, 0.25, 0.32), _hls(turn, 0.86, 0.60)
    return _hls(turn, 0.87, 0.48), _hls(turn, 0.22, 0.62)


def mixed(one: str, other: str, share: float) -> str:
    """`share` of the first colour in the second, 0 to 1."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2 between two "#rrggbb" colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _hls(hue: float, lightness: float, saturation: float) -> str:
    red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
