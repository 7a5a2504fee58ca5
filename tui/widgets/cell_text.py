"""Cutting and wrapping text by terminal cells, never by characters."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len, split_graphemes


def clip(text: str, width: int) -> str:
    """The text, cut to at most `width` cells; a cut is shown by an ellipsis."""
    if width <= 0:
        return ""
    if text.isascii():
        return text if len(text) <= width else text[: width - 1] + "…"
    # A character is two cells at most, so no more than this can matter.
    head = text[: width * 8 + 8]
    if len(head) == len(text) and cell_len(text) <= width:
        return text
    used = 0
    for start, cells in _graphemes(head):
        if used + cells > width - 1:
            return head[:start] + "…"
        used += cells
    return head + "…" if len(head) < len(text) else head


def wrap(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Where each line of the text starts and ends, in characters, wrapped at words.

    Line feeds break; a word wider than `width` cells is broken where it must be.
    """
    width = max(width, 1)
    start = 0
    while True:
        end = text.find("\n", start)
        last = end < 0
        if last:
            end = len(text)
        line = text[start:end]
        pieces = _wrap_ascii(line, width) if line.isascii() else _wrap_cells(line, width)
        for a, b in pieces:
            yield start + a, start + b
        if last:
            return
        start = end + 1


def _wrap_ascii(line: str, width: int) -> Iterator[tuple[int, int]]:
    start, end = 0, len(line)
    while end - start > width:
        space = line.rfind(" ", start + 1, start + width + 1)
        if space < 0:
            yield start, start + width
            start += width
        else:
            yield start, space
            start = space + 1
    yield start, end


def _wrap_cells(line: str, width: int) -> Iterator[tuple[int, int]]:
    start = end = used = at = 0
    for number, word in enumerate(line.split(" ")):
        cells = len(word) if word.isascii() else cell_len(word)
        if number and used + 1 + cells <= width:
            used += 1 + cells
        else:
            if number:
                yield start, end
            start, used = at, cells
            if cells > width:
                used = 0
                for a, size in _graphemes(word):
                    if used and used + size > width:
                        yield start, at + a
                        start, used = at + a, 0
                    used += size
        end = at + len(word)
        at = end + 1
    yield start, end


def _graphemes(text: str) -> Iterator[tuple[int, int]]:
    """Where each grapheme starts, and the cells it takes.

    Rich counts a grapheme that begins with a joiner as nothing, the text it is in as more.
    """
    for start, end, cells in split_graphemes(text)[0]:
        yield start, max(cells, cell_len(text[start:end]))
