"""One row of the conversation list in words: two lines, marks first.

Marks and age come before the name: no terminal agrees with another on how wide a
stranger's letters are.
"""

from __future__ import annotations

from datetime import datetime, tzinfo

from core.domain import Direction, RequestKind
from core.safe_text import for_display
from core.views import ConversationRow
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
    marks = (">" if at_cursor else " ") + ("●" if row.needs_reply else " ")
    left = f"{when:>{AGE_CELLS}} " + ("⊘ " if row.blocked else "")
    room = width - len(marks) - len(left)
    return [
        (marks, "list--mark"),
        (left, "list--age"),
        (clip(name_words(row.name, row.number), room), "list--name"),
    ]


def preview_line(row: ConversationRow, width: int, *, saving: bool) -> Pieces:
    """The second line: what the contact asks for, and the latest text."""
    if saving:
        return [("   saving…", "list--saving")]
    words = SHORT_REQUESTS.get(row.request, "")
    if row.blocked and (not words or width >= 40):
        words = f"{words}, blocked" if words else "blocked"
    asks = row.request.asks_to_opt_out or row.request is RequestKind.WRONG_NUMBER
    mark = "▌" if asks else " "
    pieces = [(" " + mark, "list--request" if asks else "list--preview")]
    used = 2
    if words:
        pieces.append((f"{words}:", "list--request"))
        used += len(words) + 1
    text = ""
    if row.at is not None or row.preview:
        text = for_display(row.preview[:PREVIEW_CHARACTERS])
        if row.preview_direction is Direction.OUTBOUND:
            text = f"You: {text}"
    pieces.append((" " + clip(text, width - used - 1), "list--preview"))
    return pieces
