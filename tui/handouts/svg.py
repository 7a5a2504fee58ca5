"""A picture as an SVG that looks the same in any browser: no style sheet, no font of its own.

Letters are fitted to their cells, whatever monospace font there is. Lines and blocks are drawn
as shapes, so that they join in every font.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from html import escape

from tui.handouts.picture import Look, Picture, placed

CELL = 10
"""How wide a cell is; a row is twice as high."""
ROW = 20
LETTER = 16.5
"""The font's size: the letters of most monospace fonts are then a cell wide."""
BASE = 15
"""How far beneath the top of a row its letters stand."""
FONTS = "Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', 'Courier New', monospace"

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WORDS = re.compile(r"\S+(?: \S+)*")
THIN, THICK = 1.2, 3.0
_MIDDLE = {"─": THIN, "━": THICK, "│": THIN, "┃": THICK}
"""Lines through the middle of a cell, with their widths."""
_ARCS = {
    "╭": "M{r} {m}h-1q-4 0-4 4V{b}",
    "╮": "M{l} {m}h1q4 0 4 4V{b}",
    "╰": "M{r} {m}h-1q-4 0-4-4V{t}",
    "╯": "M{l} {m}h1q4 0 4-4V{t}",
    "┌": "M{r} {m}H{c}V{b}",
    "┐": "M{l} {m}H{c}V{b}",
    "└": "M{r} {m}H{c}V{t}",
    "┘": "M{l} {m}H{c}V{t}",
}
_BLOCKS: dict[str, tuple[float, float, float, float]] = {
    **{letter: (0, 1 - n / 8, 1, n / 8) for n, letter in enumerate("▁▂▃▄▅▆▇█", 1)},
    "▌": (0, 0, 1 / 2, 1),
    "▐": (1 / 2, 0, 1 / 2, 1),
    "▀": (0, 0, 1, 1 / 2),
    "▎": (0, 0, 1 / 4, 1),
    "▊": (0, 0, 3 / 4, 1),
    "▏": (0, 0, 1 / 8, 1),
    "▕": (7 / 8, 0, 1 / 8, 1),
    "▔": (0, 0, 1, 1 / 8),
}
"""Blocks: where in the cell they begin, their width and their height, in parts of it."""
_SHAPES = frozenset((*_MIDDLE, *_ARCS, *_BLOCKS))


def svg_of(picture: Picture, words: str) -> str:
    """Draw a picture.

    Args:
        picture: What is drawn.
        words: What it shows, for who does not see it.
    """
    width, height = picture.columns * CELL, len(picture.rows) * ROW
    said = in_xml(words)
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
            f'aria-label="{said}" font-family="{FONTS}" font-size="{LETTER:g}">',
            *_grounds(picture, width, height),
            *_inks(picture),
            "</svg>\n",
        )
    )


def in_xml(words: str) -> str:
    """Words for an element or an attribute, of XML and of HTML."""
    return escape(_NOT_XML.sub("\ufffd", words))


def _grounds(picture: Picture, width: int, height: int) -> Iterator[str]:
    cells: Counter[str] = Counter()
    for row in picture.rows:
        for run in row:
            cells[run.look.ground] += run.cells
    paper = max(sorted(cells), key=cells.__getitem__, default="#ffffff")
    yield f'<rect width="{width}" height="{height}" fill="{paper}"/>'
    shapes: dict[str, list[str]] = defaultdict(list)
    for color, x, y, wide, high in _blocks_of_ground(picture, paper):
        shapes[color].append(f"M{x * CELL} {y * ROW}h{wide * CELL}v{high * ROW}h-{wide * CELL}z")
    for color in sorted(shapes):
        path = "".join(shapes[color])
        yield f'<path fill="{color}" shape-rendering="crispEdges" d="{path}"/>'


def _blocks_of_ground(picture: Picture, paper: str) -> Iterator[tuple[str, int, int, int, int]]:
    """The grounds that are not the paper's, as color, column, row, columns and rows."""
    growing: dict[tuple[str, int, int], int] = {}
    for y, row in enumerate((*picture.rows, ())):
        spans: list[tuple[str, int, int]] = []
        for run in row:
            color = run.look.ground
            if color == paper or not run.cells:
                continue
            if spans and spans[-1][0] == color and spans[-1][1] + spans[-1][2] == run.x:
                spans[-1] = (color, spans[-1][1], spans[-1][2] + run.cells)
            else:
                spans.append((color, run.x, run.cells))
        for span in [one for one in growing if one not in spans]:
            color, x, wide = span
            begun = growing.pop(span)
            yield color, x, begun, wide, y - begun
        for span in spans:
            growing.setdefault(span, y)


def _inks(picture: Picture) -> Iterator[str]:
    texts: dict[Look, list[str]] = defaultdict(list)
    lines: dict[tuple[str, float], list[str]] = defaultdict(list)
    blocks: dict[str, list[str]] = defaultdict(list)
    for y, row in enumerate(picture.rows):
        for run in row:
            look = run.look
            plain = Look(look.ink, "", look.bold, look.italic, look.underline, look.strike)
            for x, cells, words in placed(run):
                texts[plain].extend(_texts(x, y, cells, words))
                for letter, at, count in _shapes_in(x, words):
                    if letter in _BLOCKS:
                        blocks[look.ink].append(_block(letter, at, y, count))
                    else:
                        lines[look.ink, _MIDDLE.get(letter, 1.2)].append(
                            _line(letter, at, y, count)
                        )
    for color, path in sorted(blocks.items()):
        yield f'<path fill="{color}" shape-rendering="crispEdges" d="{"".join(path)}"/>'
    for (color, width), path in sorted(lines.items()):
        yield f'<path fill="none" stroke="{color}" stroke-width="{width:g}" d="{"".join(path)}"/>'
    for look, drawn in texts.items():
        if drawn:
            yield f"<g {_attributes(look)}>"
            yield from drawn
            yield "</g>"


def _attributes(look: Look) -> str:
    lines = [*(["underline"] if look.underline else []), *(["line-through"] if look.strike else [])]
    attributes = [f'fill="{look.ink}"']
    if look.bold:
        attributes.append('font-weight="bold"')
    if look.italic:
        attributes.append('font-style="italic"')
    if lines:
        attributes.append(f'text-decoration="{" ".join(lines)}"')
    return " ".join(attributes)


def _texts(x: int, y: int, cells: int, words: str) -> Iterator[str]:
    spaced = "".join(" " if letter in _SHAPES else letter for letter in words)
    for found in _WORDS.finditer(spaced):
        # A letter that is not one cell comes alone, and has the cells of all of it.
        wide = cells if cells != len(words) else len(found[0])
        yield (
            f'<text x="{(x + found.start()) * CELL}" y="{y * ROW + BASE}" '
            f'textLength="{wide * CELL}" lengthAdjust="spacingAndGlyphs">{in_xml(found[0])}</text>'
        )


def _shapes_in(x: int, words: str) -> Iterator[tuple[str, int, int]]:
    """The lines and blocks among letters, with where they begin and how often they come."""
    at = 0
    while at < len(words):
        letter, begun = words[at], at
        while at < len(words) and words[at] == letter:
            at += 1
        if letter in _SHAPES:
            yield letter, x + begun, at - begun


def _line(letter: str, x: int, y: int, count: int) -> str:
    left, top = x * CELL, y * ROW
    middle, half = top + ROW // 2, left + CELL // 2
    if letter in "─━":
        return f"M{left} {middle}h{count * CELL}"
    drawn = ""
    for n in range(count):
        centre = half + n * CELL
        if letter in _MIDDLE:
            drawn += f"M{centre} {top}v{ROW}"
        else:
            drawn += _ARCS[letter].format(
                l=centre - CELL // 2, r=centre + CELL // 2, c=centre, m=middle, t=top, b=top + ROW
            )
    return drawn


def _block(letter: str, x: int, y: int, count: int) -> str:
    right, down, wide, high = _BLOCKS[letter]
    drawn = ""
    for n in range(1 if wide == 1 else count):
        begin = (x + n + right) * CELL
        width = (count if wide == 1 else wide) * CELL
        drawn += f"M{begin:g} {(y + down) * ROW:g}h{width:g}v{high * ROW:g}h{-width:g}z"
    return drawn
