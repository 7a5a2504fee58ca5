"""One row of the conversation list in words: two lines, marks first.

Marks and age come before the name: no terminal agrees with another on how wide a
stranger's letters are.
"""

from __future__ import annotations

from datetime import datetime, tzinfo

from rich.cells import cell_len

from core.domain import Direction, RequestKind
from core.safe_text import display_span, for_display
from core.views import ConversationRow
from core.views_search import HitKind, SearchHit
from tui.widgets.cell_text import clip
from tui.widgets.labels import SHORT_REQUESTS, name_words
from tui.widgets.when import age

Pieces = list[tuple[str, str]]
"""Words, each with the component class that styles it."""

AGE_CELLS = 6
PREVIEW_CHARACTERS = 400
"""No list is wider; a longer text is not looked at for its preview."""


def name_line(
    row: ConversationRow, width: int, now: datetime, zone: tzinfo | None, *, at_cursor: bool
) -> Pieces:
    """The first line: who, how long ago, and the marks."""
    when = age(row.at, now, zone)
    marks = (">" if at_cursor else " ") + mark_of(row)
    left = f"{when:>{AGE_CELLS}} " + ("⊘ " if row.blocked else "")
    room = width - len(marks) - len(left)
    return [
        (marks, "list--mark"),
        (left, "list--age"),
        (
            clip(name_words(row.name, row.number), room),
            "list--unread" if row.unread else "list--name",
        ),
    ]


def mark_of(row: ConversationRow) -> str:
    """What a row needs: `◆` an unread text, `●` a reply to one that was read, or nothing."""
    if row.unread:
        return "◆"
    return "●" if row.needs_reply else " "


def preview_line(
    row: ConversationRow, width: int, *, saving: bool, hit: SearchHit | None = None
) -> Pieces:
    """The second line: what the contact asks for, and the latest text, or the one found."""
    if saving:
        return [("   saving…", "list--saving")]
    words = off_list(row) or SHORT_REQUESTS.get(row.request, "")
    if row.blocked and (not words or width >= 40):
        words = f"{words}, blocked" if words else "blocked"
    if row.failed and not words:
        words = "not delivered"
    asks = row.request.asks_to_opt_out or row.request is RequestKind.WRONG_NUMBER
    mark = "▌" if asks else " "
    pieces = [(" " + mark, "list--request" if asks else "list--preview")]
    used = 2
    found = hit if hit is not None and hit.kind is not HitKind.NAME else None
    ours = (row.preview_direction if found is None else found.direction) is Direction.OUTBOUND
    if words:
        # What follows a colon is what the contact said; our own text is set apart.
        pieces.append((f"{words} ·" if ours else f"{words}:", "list--request"))
        used += len(pieces[-1][0])
    if found is not None:
        return pieces + _found(found, width - used)
    text = ""
    if row.at is not None or row.preview:
        text = for_display(row.preview[:PREVIEW_CHARACTERS])
        if ours:
            text = f"You: {text}"
    pieces.append((" " + clip(text, width - used - 1), "list--preview"))
    return pieces


def off_list(row: ConversationRow) -> str:
    """Why a conversation that a search found is on no list; empty where it is on one."""
    if row.opted_out:
        return "opted out"
    return "" if row.closing is None else row.closing.value.replace("_", " ")


def _found(hit: SearchHit, width: int) -> Pieces:
    """What was found, with the words in their own style."""
    text, span = display_span(hit.snippet, hit.span)
    lead = " You: " if hit.direction is Direction.OUTBOUND else " "
    if span is None:
        return [(lead + clip(text, width - len(lead)), "list--preview")]
    pieces = []
    for words, style in (
        (lead + text[: span.start], "list--preview"),
        (text[span.start : span.end], "list--hit"),
        (text[span.end :], "list--preview"),
    ):
        shown = clip(words, width)
        width -= cell_len(shown)
        pieces.append((shown, style))
    return pieces
