"""Three looks, each readable, in full color and in sixteen."""

from __future__ import annotations

import re

import pytest
from rich.color import ColorSystem
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from textual.color import Color
from textual.theme import Theme

from tests.tui.harness import STYLESHEET, HarnessApp, sample_view
from tui.themes import READABLE_PAIRS, THEMES, VARIABLE_DEFAULTS


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2: 1 to 21."""

    def luminance(color: Color) -> float:
        parts = [part / 255 for part in color.rgb]
        r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def in_sixteen(color: Color) -> Color:
    """What a terminal of 16 colors draws instead."""
    number = color.rich_color.downgrade(ColorSystem.STANDARD).number
    assert number is not None
    return Color(*DEFAULT_TERMINAL_THEME.ansi_colors[number])


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_letters_can_be_read(theme: Theme) -> None:
    for text, ground in READABLE_PAIRS:
        ratio = contrast(Color.parse(theme.variables[text]), Color.parse(theme.variables[ground]))
        assert ratio >= 4.5, (text, ground, round(ratio, 1))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_letters_can_be_read_in_sixteen_colors(theme: Theme) -> None:
    for text, ground in READABLE_PAIRS:
        one, other = (in_sixteen(Color.parse(theme.variables[name])) for name in (text, ground))
        assert contrast(one, other) >= 3, (text, ground, one.hex, other.hex)


def test_every_theme_has_every_color_and_the_stylesheet_uses_no_other() -> None:
    for theme in THEMES:
        assert theme.variables.keys() == VARIABLE_DEFAULTS.keys()
    css = re.sub(r"/\*.*?\*/", "", STYLESHEET.read_text("utf-8"), flags=re.DOTALL)
    assert set(re.findall(r"\$([\w-]+)", css)) <= VARIABLE_DEFAULTS.keys()
    assert not re.findall(r"(?:#[0-9a-f]{3,8}|rgba?\(.*?\)|ansi_\w+)\b(?=.*;)", css)


@pytest.mark.parametrize("name", [*(theme.name for theme in THEMES), "nord", "ansi-dark"])
async def test_the_messenger_can_be_drawn_in_it(name: str) -> None:
    app = HarnessApp(8)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.theme = name
        app.show(sample_view())
        await pilot.pause()
        assert "Maria Lopez" in app.export_screenshot().replace("&#160;", " ")


async def test_the_cursor_shows_without_colors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = HarnessApp(8)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        style = app.conversations.get_component_rich_style("list--cursor")
        assert style.reverse
        assert style.bold
