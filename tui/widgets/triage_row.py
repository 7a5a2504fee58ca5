"""One row of the triage queue in words: two lines, marks first, the words that ask in sight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from rich.cells import cell_len

from core.domain import RequestKind, Span
from core.safe_text import display_span, for_display
from core.views_triage import TriageRow
from tui.widgets.cell_text import clip
from tui.widgets.conversation_row import AGE_CELLS, PREVIEW_CHARACTERS, Pieces
from tui.widgets.labels import name_words
from tui.widgets.when import age

SURE_CELLS = 4
CONTEXT = 12
"""Cells of what stands before the words that ask, where the text is longer than the row."""
BEFORE = 100
"""So many characters before them are looked at."""
BLOCKED = "⊘ "


@dataclass(frozen=True, slots=True)
class Standing:
    """What the screen knows of a row besides what the row says."""

    marked: bool = False
    skipped: bool = False
    gone: bool = False
    """It no longer waits, and stays in sight until the texter goes on."""
    saving: bool = False


def sure_line(
    row: TriageRow,
    width: int,
    now: datetime,
    zone: tzinfo | None,
    standing: Standing,
    *,
    at_cursor: bool,
) -> Pieces:
    """The first line: whether it is marked, since when it waits, how sure, and who."""
    # What was answered stands at the end of the queue, whatever was read in it.
    answered = not row.sureness
    mark = "x" if standing.marked else "↷" if standing.skipped or answered else " "
    sure = "" if answered else f"{row.sureness // 10}%"
    left = f"{age(row.at, now, zone):>{AGE_CELLS}} {sure:>{SURE_CELLS}} "
    left += BLOCKED if row.blocked else ""
    room = width - 2 - cell_len(left)
    return [
        ((">" if at_cursor else " ") + mark, "list--mark"),
        (left, "list--age"),
        (clip(name_words(row.name, row.number), room), "list--name"),
    ]


def asking_line(row: TriageRow, width: int, standing: Standing) -> Pieces:
    """The second line: who has it, or the words that ask among those around them."""
    if standing.saving:
        return [("   saving…", "list--saving")]
    if standing.gone:
        return [("   no longer waits", "list--saving")]
    if row.claimed_by:
        who = clip(for_display(row.claimed_by), width - 12)
        return [(f"   with {who}", "list--saving")]
    pieces = [(" ▌", "list--request")]
    if row.asked is RequestKind.NONE:
        return [*pieces, (" blocked by the provider", "list--preview")]
    return pieces + _in_context(row, width - 2)


def _around(body: str, span: Span | None) -> tuple[str, Span | None]:
    """As much of a long text as can matter in a row, with the words that ask in it."""
    if span is None:
        return body[:PREVIEW_CHARACTERS], None
    start = max(0, span.start - BEFORE)
    part = body[start : start + PREVIEW_CHARACTERS]
    return part, Span(span.start - start, min(span.end - start, len(part)))


def _in_context(row: TriageRow, width: int) -> Pieces:
    """As much of the text as there is room for, so that the words that ask are in sight."""
    raw, cut = _around(row.body, row.span)
    body, span = display_span(raw, cut)
    if span is None:
        return [(" " + clip(body, width - 1), "list--preview")]
    before, words, after = body[: span.start], body[span.start : span.end], body[span.end :]
    room = width - 1 - cell_len(words)
    if cell_len(before) > max(CONTEXT, room):
        before = "…" + before[-CONTEXT:].lstrip()
    elif len(raw) < len(row.body) and cut != row.span:
        before = "…" + before.lstrip()
    pieces, left = [], width
    for text, style in (
        (f" {before}", "list--preview"),
        (words, "list--hit"),
        (after, "list--preview"),
    ):
        shown = clip(text, left)
        left -= cell_len(shown)
        pieces.append((shown, style))
    return pieces
