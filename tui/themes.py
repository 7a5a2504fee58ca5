"""The three looks. Every color that `messenger.tcss` uses is a variable of these.

A color never carries a meaning alone: each state has a word or a mark beside it.
"""

from __future__ import annotations

from textual.theme import Theme

DEFAULT_THEME = "textbank-light"

_LIGHT = {
    "list-background": "#0f2f7a",
    "list-text": "#ffffff",
    "list-muted": "#d3e0f2",
    "list-mark": "#ffffff",
    "list-saving": "#ffe9a8",
    "list-request-text": "#0b2b12",
    "list-request-background": "#a6e3ac",
    "list-cursor-text": "#0b2545",
    "list-cursor-background": "#ffffff",
    "list-cursor-blurred-text": "#ffffff",
    "list-cursor-blurred-background": "#2f639f",
    "centre-background": "#ffffff",
    "centre-text": "#1b1b1b",
    "centre-muted": "#5a5a5a",
    "top-background": "#e3ecf6",
    "top-text": "#1b1b1b",
    "button-text": "#0b4ba8",
    "button-background": "#ffffff",
    "button-live-text": "#ffffff",
    "button-live-background": "#0b4ba8",
    "button-off-text": "#6f6f6f",
    "line": "#9db4d0",
    "inbound-text": "#1b1b1b",
    "inbound-background": "#e4e4e4",
    "outbound-text": "#0b2545",
    "outbound-background": "#cfe6fb",
    "highlight-text": "#0b2b12",
    "highlight-background": "#7ddb86",
    "request-text": "#0b6b12",
    "problem-text": "#a01515",
    "notice-text": "#7a4a00",
    "side-background": "#f5ecd9",
    "side-text": "#2b2416",
    "side-box": "#8a7442",
    "composer-background": "#f4f8fd",
    "composer-text": "#1b1b1b",
    "composer-muted": "#5a5a5a",
    "phone-background": "#ffffff",
    "phone-text": "#1b1b1b",
    "phone-muted": "#5a5a5a",
    "phone-edge": "#33475e",
    "phone-own-text": "#0b2b12",
    "phone-own-background": "#c8edcd",
}

_DARK = {
    "list-background": "#0d1f38",
    "list-text": "#eef3fa",
    "list-muted": "#9fb3cd",
    "list-mark": "#eef3fa",
    "list-saving": "#ffd866",
    "list-request-text": "#0b2b12",
    "list-request-background": "#7ddb86",
    "list-cursor-text": "#0d1f38",
    "list-cursor-background": "#dfe9f7",
    "list-cursor-blurred-text": "#eef3fa",
    "list-cursor-blurred-background": "#2c4a73",
    "centre-background": "#14171c",
    "centre-text": "#e6e6e6",
    "centre-muted": "#a0a6af",
    "top-background": "#14171c",
    "top-text": "#f2f2f2",
    "button-text": "#b5d6ff",
    "button-background": "#1d2a3d",
    "button-live-text": "#0d1f38",
    "button-live-background": "#9cc8ff",
    "button-off-text": "#8a9099",
    "line": "#3d5068",
    "inbound-text": "#ededed",
    "inbound-background": "#33383f",
    "outbound-text": "#e8f2ff",
    "outbound-background": "#1d4470",
    "highlight-text": "#04180a",
    "highlight-background": "#5fd06c",
    "request-text": "#7ddb86",
    "problem-text": "#ff9a8f",
    "notice-text": "#e8bf7a",
    "side-background": "#26221a",
    "side-text": "#ece3cf",
    "side-box": "#9c8a5c",
    "composer-background": "#1b2027",
    "composer-text": "#f2f2f2",
    "composer-muted": "#a0a6af",
    "phone-background": "#14171c",
    "phone-text": "#e6e6e6",
    "phone-muted": "#a0a6af",
    "phone-edge": "#8fa6c2",
    "phone-own-text": "#eafaee",
    "phone-own-background": "#1e5a32",
}

_CONTRAST = {
    "list-background": "#000000",
    "list-text": "#ffffff",
    "list-muted": "#ffffff",
    "list-mark": "#ffff00",
    "list-saving": "#ffff00",
    "list-request-text": "#000000",
    "list-request-background": "#00ff00",
    "list-cursor-text": "#000000",
    "list-cursor-background": "#ffff00",
    "list-cursor-blurred-text": "#000000",
    "list-cursor-blurred-background": "#ffffff",
    "centre-background": "#000000",
    "centre-text": "#ffffff",
    "centre-muted": "#ffffff",
    "top-background": "#000000",
    "top-text": "#ffffff",
    "button-text": "#000000",
    "button-background": "#ffffff",
    "button-live-text": "#000000",
    "button-live-background": "#ffff00",
    "button-off-text": "#c0c0c0",
    "line": "#ffffff",
    "inbound-text": "#000000",
    "inbound-background": "#ffffff",
    "outbound-text": "#ffffff",
    "outbound-background": "#000080",
    "highlight-text": "#000000",
    "highlight-background": "#00ff00",
    "request-text": "#00ff00",
    "problem-text": "#ffff00",
    "notice-text": "#ffff00",
    "side-background": "#000000",
    "side-text": "#ffffff",
    "side-box": "#ffffff",
    "composer-background": "#000000",
    "composer-text": "#ffffff",
    "composer-muted": "#ffffff",
    "phone-background": "#000000",
    "phone-text": "#ffffff",
    "phone-muted": "#ffffff",
    "phone-edge": "#ffffff",
    "phone-own-text": "#ffffff",
    "phone-own-background": "#005f00",
}


def _theme(name: str, variables: dict[str, str], *, dark: bool, primary: str, accent: str) -> Theme:
    return Theme(
        name=name,
        primary=primary,
        accent=accent,
        foreground=variables["centre-text"],
        background=variables["centre-background"],
        surface=variables["composer-background"],
        panel=variables["side-background"],
        success=variables["request-text"],
        warning=variables["notice-text"],
        error=variables["problem-text"],
        dark=dark,
        variables=variables,
    )


LIGHT = _theme(DEFAULT_THEME, _LIGHT, dark=False, primary="#0b4ba8", accent="#0b4ba8")
DARK = _theme("textbank-dark", _DARK, dark=True, primary="#9cc8ff", accent="#7ddb86")
CONTRAST = _theme("textbank-contrast", _CONTRAST, dark=True, primary="#ffff00", accent="#ffff00")

THEMES = (LIGHT, DARK, CONTRAST)
"""What the app registers; the first is the default."""

PLAIN_NAMES = {LIGHT.name: "Light", DARK.name: "Dark", CONTRAST.name: "High contrast"}
"""What people call them, in the palette and in the config file."""

_MEANT = {
    "light": LIGHT.name,
    "dark": DARK.name,
    "contrast": CONTRAST.name,
    "highcontrast": CONTRAST.name,
}


def theme_meant(written: str) -> str:
    """The name of the theme that somebody wrote: “dark” and “High contrast” are ours."""
    return _MEANT.get("".join(filter(str.isalpha, written.lower())), written)


def first_theme(color_system: str | None) -> str:
    """The look where nobody chose one: in 16 colors the one that loses nothing by it."""
    return CONTRAST.name if color_system in ("standard", "windows") else LIGHT.name


WITHOUT_COLORS = """
#list-pane:nocolor { border-right: solid $line; }
#side:nocolor { border-left: solid $line; }
Button:nocolor:focus { text-style: bold reverse; }
OptionList:nocolor > .option-list--option-highlighted { text-style: bold underline; }
RadioSet:nocolor:focus > RadioButton.-selected > .toggle--label { text-style: bold underline; }
"""
"""Lines between the panes, and what is under the cursor reversed, where no color tells them."""

VARIABLE_DEFAULTS: dict[str, str] = dict(_LIGHT)
"""What `App.get_theme_variable_defaults` returns, so that any other theme works too."""

READABLE_PAIRS: tuple[tuple[str, str], ...] = (
    ("list-text", "list-background"),
    ("list-muted", "list-background"),
    ("list-mark", "list-background"),
    ("list-saving", "list-background"),
    ("list-request-text", "list-request-background"),
    ("list-cursor-text", "list-cursor-background"),
    ("list-cursor-blurred-text", "list-cursor-blurred-background"),
    ("centre-text", "centre-background"),
    ("centre-muted", "centre-background"),
    ("top-text", "top-background"),
    ("button-text", "button-background"),
    ("button-live-text", "button-live-background"),
    ("inbound-text", "inbound-background"),
    ("outbound-text", "outbound-background"),
    ("highlight-text", "highlight-background"),
    ("request-text", "centre-background"),
    ("problem-text", "centre-background"),
    ("notice-text", "centre-background"),
    ("side-text", "side-background"),
    ("composer-text", "composer-background"),
    ("composer-muted", "composer-background"),
    ("phone-text", "phone-background"),
    ("phone-muted", "phone-background"),
    ("phone-edge", "phone-background"),
    ("phone-own-text", "phone-own-background"),
    ("problem-text", "phone-background"),
    ("notice-text", "phone-background"),
    ("button-live-background", "phone-background"),
)
"""Letters and what they stand on, for the check that they can be read."""
