"""Three looks, each readable, in full color and in sixteen."""

from __future__ import annotations

import re
import sys
from datetime import timedelta
from pathlib import Path

import pyte
import pytest
from rich.color import ColorSystem
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from textual.color import Color
from textual.theme import Theme

from core.clock import utc_now
from core.domain import Behavior
from tests.core.world import MARIA, SAM, make_campaign, open_desk
from tests.tui.harness import STYLESHEET, HarnessApp, sample_view
from tests.tui.terminal import Kind, pieces
from tui.themes import READABLE_PAIRS, THEMES, VARIABLE_DEFAULTS, first_theme, theme_meant


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


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("dark", "textbank-dark"),
        ("Light", "textbank-light"),
        ("High contrast", "textbank-contrast"),
        ("textbank-contrast", "textbank-contrast"),
        ("nord", "nord"),
    ],
)
def test_our_looks_go_by_plain_names(written: str, name: str) -> None:
    assert theme_meant(written) == name


def test_sixteen_colors_begin_with_the_look_that_loses_nothing_by_them() -> None:
    assert first_theme("standard") == "textbank-contrast"
    assert first_theme("truecolor") == first_theme("256") == "textbank-light"


# --- In a terminal ----------------------------------------------------------------------------

NAMES = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
ANSI = {
    **{name: Color(*DEFAULT_TERMINAL_THEME.ansi_colors[n]) for n, name in enumerate(NAMES)},
    **{
        f"bright{name}": Color(*DEFAULT_TERMINAL_THEME.ansi_colors[8 + n])
        for n, name in enumerate(NAMES)
    },
    # As pyte calls it.
    "bfightmagenta": Color(*DEFAULT_TERMINAL_THEME.ansi_colors[13]),
}


async def world(path: Path) -> None:
    """A conversation that asks to opt out, and one that does not."""
    async with open_desk(path) as desk:
        made = await make_campaign(desk, Behavior.TYPE_1, (MARIA, SAM))
        await made.simulator.say(made.line, SAM, "who is this", utc_now() - timedelta(hours=1))
        await made.simulator.say(made.line, MARIA, "please STOP texting me")
        await (await desk.worker()).receive_due()


def written_in(path: Path, home: Path, theme: str, **environment: str) -> str:
    """What the messenger writes to a terminal until the request is open."""
    pytest.importorskip("termios", reason="needs a pseudo-terminal")
    from tests.tui.terminal import Terminal

    if theme:
        config = home / "textbank" / "config.toml"
        config.parent.mkdir(parents=True)
        config.write_text(f'theme = "{theme}"', "utf-8")
    kept = {"XDG_CONFIG_HOME": str(home), "XDG_STATE_HOME": str(home), **environment}
    command = [sys.executable, "-m", "tui", "--texter", "jo", "--database", path]
    with Terminal(command, environment=kept) as terminal:
        terminal.wait_frame("asks to opt out", "who is this", "[All 2]")
        terminal.rest(0.2)
        return terminal.output.decode("utf-8")


def emulated(written: str) -> pyte.Screen:
    """The screen that these frames make, in color."""
    screen = pyte.Screen(120, 40)
    stream = pyte.Stream(screen)
    for piece in pieces(written):
        draws = piece.kind is Kind.CSI and piece.raw.endswith(("m", "H", "\x1b[?7l"))
        if piece.kind is Kind.TEXT or draws or piece.raw in "\r\n":
            stream.feed(piece.raw)
    return screen


@pytest.mark.parametrize("theme", ["light", "dark", "contrast", ""])
async def test_every_letter_can_be_read_in_a_terminal_of_sixteen_colors(
    database_path: Path, tmp_path: Path, theme: str
) -> None:
    await world(database_path)
    output = written_in(database_path, tmp_path, theme, TERM="linux", COLORTERM="")
    assert "38;2;" not in output
    assert "38;5;" not in output
    screen = emulated(output)
    seen = 0
    for y in range(40):
        for x in range(120):
            cell = screen.buffer[y][x]
            if cell.data.isalnum():
                seen += 1
                text, ground = ANSI[cell.fg], ANSI[cell.bg]
                ratio = contrast(text, ground)
                assert ratio >= 3, (screen.display[y], cell.data, cell.fg, cell.bg)
    assert seen > 300
    (line,) = [y for y in range(40) if "please STOP texting me" in screen.display[y][34:]]
    at = screen.display[line].index("STOP texting me", 34)
    asks, rest = screen.buffer[line][at], screen.buffer[line][at - 4]
    assert asks.underscore
    assert asks.bold
    assert not rest.underscore
    if not theme:
        assert screen.buffer[20][60].bg == "black", "the look of high contrast"


async def test_with_no_color_no_color_is_written_and_the_request_is_still_marked(
    database_path: Path, tmp_path: Path
) -> None:
    await world(database_path)
    output = written_in(database_path, tmp_path, "light", NO_COLOR="1")
    colors = {
        number
        for numbers in re.findall(r"\x1b\[([0-9;]*)m", output)
        for number in (numbers or "0").split(";")
    }
    # Bold, dim, italic, underlined, reversed; 39 and 49 are the terminal's own colors.
    assert colors <= {"0", "1", "2", "3", "4", "7", "39", "49"}
    screen = emulated(output)
    (line,) = [y for y in range(40) if "please STOP texting me" in screen.display[y][34:]]
    assert screen.buffer[line][screen.display[line].index("STOP", 34)].underscore
    assert "asks to opt out" in screen.display[line + 1]
    cursor = next(y for y in range(40) if screen.display[y].startswith(">"))
    assert screen.buffer[cursor][4].reverse
    # Lines part the panes where colors cannot.
    assert {screen.display[y][33] for y in range(3, 36)} == {"│"}
