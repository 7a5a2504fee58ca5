"""What is drawn in a terminal, and what goes to the clipboard."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final

from core.domain import Span
from core.safe_text.clusters import Piece, pieces_of

NO_TEXT: Final = "(no text)"
NO_VISIBLE_TEXT: Final = "(no visible text)"

MAX_EMPTY_LINES: Final = 3
"""Empty lines shown in a row; where there are more, their count is shown."""

_NEWLINE_MARK: Final = " ⏎ "

# Letters, punctuation and single emoji that are already safe, composed and of no effect on
# what stands beside them. Only a short cut: whatever is not in here is looked at one by one.
_PLAIN: Final = re.compile(
    "[ -~¡-¬®-ʯ\u0391-\u03a1\u03a3-\u03ce\u0400-\u0482\u048a-\u052f\u05d0-\u05ea"
    "\u0621-\u063f\u0641-\u064a\u2010-\u2027\u2030-\u205e₠-₿\u3001-\u3029\u3041-\u3096"
    "\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3\U0001f300-\U0001faff]+"
)


def for_display(text: str, *, multiline: bool = False) -> str:
    """Return `text` safe to draw in a terminal.

    Each control character, direction control, surrogate or filler becomes one
    visible stand-in of one cell; accents are composed; the rest is literal.

    Args:
        text: As it arrived.
        multiline: Keep line breaks; otherwise a break is shown as `⏎` on one line.
    """
    if text.isascii() and text.isprintable():
        if text and not text.isspace():
            return text
    elif _PLAIN.fullmatch(text):
        return text
    return display_span(text, None, multiline=multiline)[0]


def display_span(
    text: str, span: Span | None, *, multiline: bool = False
) -> tuple[str, Span | None]:
    """Return what `for_display` returns, and `span` mapped to it.

    A span that begins or ends inside a letter covers the whole letter with its
    marks. A span of which nothing is shown comes back as None.
    """
    if span is not None and span.start >= span.end:
        span = None
    if _PLAIN.fullmatch(text) and not text.isspace():
        return text, _clamped(span, len(text))
    pieces = _lines(pieces_of(text), _NEWLINE_MARK if not multiline else "\n")
    shown = "".join(piece.shown for piece in pieces)
    if not shown or shown.isspace():
        return (NO_VISIBLE_TEXT if text else NO_TEXT), None
    return shown, _mapped(span, pieces)


def for_line(text: str, limit: int = 200) -> str:
    """Return `for_display` of `text` on one line, cut with `…` to at most `limit` characters.

    A letter is never cut from its marks, nor a joined emoji into its parts.
    """
    if limit < 1:
        return ""
    shown = for_display(text)
    if len(shown) <= limit:
        return shown
    kept = 0
    for piece in pieces_of(shown):
        if kept + len(piece.shown) > limit - 1:
            kept = limit - 1 if piece.literal else kept
            break
        kept += len(piece.shown)
    return shown[:kept].rstrip() + "…"


def for_copying(text: str) -> str:
    r"""Return `text` safe for the clipboard: no control but `\n`, no direction control.

    Nothing is put in the place of what is left out, and empty lines stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(piece.shown for piece in pieces_of(text, stand_ins=False))


def _lines(pieces: list[Piece], newline: str) -> list[Piece]:
    """Join lines by `newline`; leave out blank ends, and count empty lines where they are many."""
    if not any(piece.shown == "\n" for piece in pieces):
        return pieces
    rows: list[list[Piece]] = []
    groups = [(blank, list(group)) for blank, group in groupby(_split(pieces), key=_is_blank)]
    for number, (blank, group) in enumerate(groups, start=1):
        if not blank:
            rows += group
            continue
        at_end = number == len(groups)
        empty = len(group) - at_end  # What follows the last break is no line.
        if empty > MAX_EMPTY_LINES:
            start, end = group[0][0].start, group[-1][-1].end
            rows.append([Piece(f"… {empty:,} empty lines", start, end)])
        elif rows and not at_end and newline == "\n":
            rows += ([] for _ in group)
    shown: list[Piece] = []
    for row in rows:
        if row is not rows[0]:
            at = shown[-1].end
            shown.append(Piece(newline, at, at))
        shown += (piece for piece in row if piece.shown != "\n")
    return shown


def _split(pieces: list[Piece]) -> list[list[Piece]]:
    """Split into lines, each ending with its break; the last one may be without."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        lines[-1].append(piece)
        if piece.shown == "\n":
            lines.append([])
    if not lines[-1]:
        lines[-1].append(Piece("", pieces[-1].end, pieces[-1].end))
    return lines


def _is_blank(line: list[Piece]) -> bool:
    return all(not piece.shown or piece.shown.isspace() for piece in line)


def _clamped(span: Span | None, length: int) -> Span | None:
    if span is None:
        return None
    start, end = max(span.start, 0), min(span.end, length)
    return Span(start, end) if start < end else None


def _mapped(span: Span | None, pieces: list[Piece]) -> Span | None:
    if span is None:
        return None
    start: int | None = None
    end = at = 0
    for piece in pieces:
        after = at + len(piece.shown)
        if piece.start < span.end and piece.end > span.start:
            if start is None:
                start = at + max(span.start - piece.start, 0) if piece.literal else at
            end = after - max(piece.end - span.end, 0) if piece.literal else after
        at = after
    return None if start is None else Span(start, end)
