"""A conversation as lines of a given width: plain data, drawn by the transcript."""

from __future__ import annotations

from datetime import date, tzinfo

from rich.cells import cell_len

from core.domain import Direction, RequestKind, TextKind, TextState
from core.safe_text import for_display
from core.views import TextView
from tui.widgets.bubbles import MAX_LINES, Line, shown_body, wrapped_body
from tui.widgets.cell_text import clip, wrap
from tui.widgets.labels import REQUESTS
from tui.widgets.when import day_words, time_words

WIDEST = 60
"""Cells of the widest bubble: longer lines are hard to read."""
LEFT = 2
"""Cells before an inbound text; the mark of a request stands in them."""


STATE_WORDS: dict[TextState, str] = {
    TextState.RECEIVED: "",
    TextState.QUEUED: "queued",
    TextState.SENDING: "sending…",
    TextState.SENT: "sent",
    TextState.DELIVERED: "✓ delivered",
    TextState.FAILED: "not delivered",
    TextState.BLOCKED: "not delivered: the provider blocks this contact",
    TextState.CANCELLED: "cancelled",
    TextState.DROPPED: "not sent",
    TextState.UNKNOWN: "may not have been sent",
}
"""Where a text stands, in words."""

PROBLEMS = frozenset(
    {
        TextState.FAILED,
        TextState.BLOCKED,
        TextState.CANCELLED,
        TextState.DROPPED,
        TextState.UNKNOWN,
    }
)
"""States that a texter should not overlook."""


def state_words(text: TextView) -> str:
    """Where a text stands, and why."""
    words = STATE_WORDS[text.state]
    if text.reason and text.state in PROBLEMS:
        state, reason = words.partition(":")[0], for_display(text.reason)
        says_it = reason.casefold().startswith((state, "not sent:", "not delivered:"))
        words = f"{reason[:1].lower()}{reason[1:]}" if says_it else f"{state}: {reason}"
    elif text.reason and text.state is TextState.QUEUED:
        # What it waits for says more: texting hours, or another try.
        reason = for_display(text.reason).removesuffix(".")
        words = f"{reason[:1].lower()}{reason[1:]}"
    return words


def text_lines(
    text: TextView, width: int, texter: str = "", zone: tzinfo | None = None
) -> tuple[Line, ...]:
    """The lines of one text or notice, with the empty line that follows it."""
    if text.kind is TextKind.PROVIDER_NOTICE:
        return (*_notice_lines(text, width, zone), Line())
    inbound = text.direction is Direction.INBOUND
    asks = text.request in REQUESTS and text.request is not RequestKind.HELP
    room = max(8, min(WIDEST, width - LEFT - (3 if width < 50 else width // 6)))
    body = wrapped_body(text.body, room, text.span)
    meta = _meta(text, texter, zone)
    beneath = max(body.cells, min(room, cell_len(meta) + 2))
    indent = LEFT if inbound else max(LEFT, width - 1 - beneath)
    fill = "transcript--inbound" if inbound else "transcript--outbound"
    mark = "▌" if asks and inbound else ""
    found = body.lines(fill, indent, mark, "transcript--highlight")
    style = "transcript--problem" if text.state in PROBLEMS else "transcript--meta"
    found += _media_lines(text, width, indent)
    if inbound and text.request in REQUESTS:
        return (*found, *_request_lines(REQUESTS[text.request], meta, style, width, mark), Line())
    for a, b in wrap(meta, max(8, width - indent - 2)):
        found.append(Line(((meta[a:b], style),), indent + 1))
    found.append(Line())
    return tuple(found)


def _media_lines(text: TextView, width: int, indent: int) -> list[Line]:
    """Links of pictures and the like, each whole and on lines of its own: a terminal opens them."""
    lines = []
    for link in text.media:
        shown = for_display(link)
        for a, b in wrap(shown, max(8, width - indent - 2)):
            lines.append(Line(((shown[a:b], "transcript--meta"),), indent + 1))
    return lines


def _request_lines(asked: str, meta: str, style: str, width: int, mark: str) -> list[Line]:
    """What a text asks for, and when: on one line where there is room."""
    beside = f" · {meta}"
    if LEFT + cell_len(asked) + cell_len(beside) < width:
        return [Line(((asked, "transcript--request"), (beside, style)), LEFT, mark=mark)]
    lines = [
        Line(((asked[a:b], "transcript--request"),), LEFT, mark=mark)
        for a, b in wrap(asked, max(8, width - LEFT - 1))
    ]
    return [*lines, Line(((meta, style),), LEFT, mark=mark)]


def heading_line(words: str, width: int) -> Line:
    """A day, or what was left out, as a rule across the transcript."""
    words = clip(words, max(1, width - 8))
    side = max(2, (width - cell_len(words) - 2) // 2)
    rule = "─" * (side - 1)
    return Line(((f"{rule} {words} {rule}", "transcript--day"),), 1)


def day_line(day: date, today: date, width: int) -> Line:
    """The line that opens a day."""
    return heading_line(day_words(day, today), width)


def _meta(text: TextView, texter: str, zone: tzinfo | None) -> str:
    when = time_words(text.at, zone)
    if text.direction is Direction.INBOUND:
        return when
    author = for_display(text.author) if text.author and text.author != texter else "You"
    if text.kind is TextKind.CONFIRMATION:
        author = "Opt-out message"
    return " · ".join(part for part in (author, when, state_words(text)) if part)


def _notice_lines(text: TextView, width: int, zone: tzinfo | None) -> list[Line]:
    body = f"{time_words(text.at, zone)} · {shown_body(text.body)[0]}"
    room = max(8, width - 8)
    spans = list(wrap(body, room))[:MAX_LINES]
    lines = []
    for number, (a, b) in enumerate(spans):
        words = body[a:b]
        left = "── " if number == 0 else ""
        right = " ──" if number == len(spans) - 1 else ""
        indent = max(1, (width - cell_len(words)) // 2 - len(left))
        lines.append(Line(((left + words + right, "transcript--notice"),), indent))
    return lines
