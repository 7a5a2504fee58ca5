"""What a screen shows, copied from its cells: as letters with colors, as an SVG, for a terminal."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len, split_graphemes
from rich.color import blend_rgb
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from textual.strip import Strip

from tui.widgets.pinned_strip import PinnedStrip

DIMMED = 0.4
"""How far dim letters go towards what they stand on."""


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look."""

    ink: str
    """Their color, as `#rrggbb`."""
    ground: str
    """What they stand on, as `#rrggbb`."""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look on a row."""

    x: int
    """The column where they begin."""
    cells: int
    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Picture:
    """A screen at one moment."""

    columns: int
    rows: tuple[tuple[Run, ...], ...]
    ansi: str
    """What draws it in a terminal of this size, from the first row to the last."""

    @property
    def text(self) -> str:
        """Its words, row by row."""
        return "\n".join("".join(run.text for run in row) for row in self.rows)


def picture_of(strips: Sequence[Strip], columns: int, theme: TerminalTheme) -> Picture:
    """Copy a screen.

    Args:
        strips: Its rows.
        columns: How wide it is.
        theme: What the colors are that are known by a number or by none.
    """
    rows = tuple(tuple(_runs(strip, theme)) for strip in strips)
    return Picture(columns, rows, _ansi(strips, columns))


def placed(run: Run) -> Iterator[tuple[int, int, str]]:
    """The letters of a run by where they begin, with their cells.

    Letters of one cell stay together; whatever fonts may draw wider or narrower comes alone.
    """
    x, words, start = run.x, "", run.x
    for begin, end, cells in split_graphemes(run.text)[0]:
        letter = run.text[begin:end]
        if len(letter) == 1 and cells == 1:
            start, words = (start if words else x), words + letter
        else:
            if words:
                yield start, len(words), words
            words = ""
            yield x, cells, letter
        x += cells
    if words:
        yield start, len(words), words


def _runs(strip: Strip, theme: TerminalTheme) -> Iterator[Run]:
    x = 0
    looked = [
        (segment.text, _look(segment.style or Style.null(), theme))
        for segment in strip
        if not segment.control and segment.text
    ]
    for look, alike in groupby(looked, key=lambda one: one[1]):
        text = "".join(words for words, _ in alike)
        cells = cell_len(text)
        yield Run(x, cells, text, look)
        x += cells


def _look(style: Style, theme: TerminalTheme) -> Look:
    plain = style.color is None or style.color.is_default
    ink = theme.foreground_color if plain else style.color.get_truecolor(theme)  # type: ignore[union-attr]
    bare = style.bgcolor is None or style.bgcolor.is_default
    ground = theme.background_color if bare else style.bgcolor.get_truecolor(theme)  # type: ignore[union-attr]
    if style.reverse:
        ink, ground = ground, ink
    if style.dim:
        ink = blend_rgb(ink, ground, DIMMED)
    return Look(
        ink.hex,
        ground.hex,
        bool(style.bold),
        bool(style.italic),
        bool(style.underline),
        bool(style.strike),
    )


def _ansi(strips: Sequence[Strip], columns: int) -> str:
    console = Console(
        width=columns,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
        _environ={},
    )
    return "".join(PinnedStrip(strip, 0, y).render(console) for y, strip in enumerate(strips))
