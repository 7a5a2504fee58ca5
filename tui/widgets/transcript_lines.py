"""A conversation as lines of a given width: plain data, drawn by the transcript."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from rich.cells import cell_len

from core.domain import Direction, RequestKind, Span, TextKind, TextState
from core.safe_text import display_span, for_display
from core.views import TextView
from tui.widgets.cell_text import clip, wrap
from tui.widgets.labels import REQUESTS
from tui.widgets.when import day_words, time_words

MAX_LINES = 40
"""Lines shown of one text."""
MAX_CHARACTERS = 8_000
"""Characters looked at of one text; no carrier's longest has half of that."""
WIDEST = 60
"""Cells of the widest bubble: longer lines are hard to read."""
LEFT = 2
"""Cells before an inbound text; the mark of a request stands in them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: pieces of text, each with the name of its style."""

    pieces: tuple[tuple[str, str], ...] = ()
    indent: int = 0
    bubble: int = 0
    """Cells the bubble is wide; 0 where there is none."""
    style: str = "transcript--meta"
    """What the bubble is filled with."""
    mark: str = ""
    """Drawn in the left margin."""


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
        said = reason.casefold().startswith(state.casefold())
        words = f"{state}{reason[len(state) :]}" if said else f"{state}: {reason}"
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
    body, span = _shown(text)
    spans = list(wrap(body, room - 2))
    hidden = len(spans) - MAX_LINES
    del spans[MAX_LINES:]
    lines = [body[a:b] for a, b in spans]
    bubble = max(cell_len(line) for line in lines) + 2
    meta = _meta(text, texter, zone)
    indent = LEFT if inbound else max(LEFT, width - 1 - max(bubble, min(room, cell_len(meta) + 2)))
    fill = "transcript--inbound" if inbound else "transcript--outbound"
    mark = "▌" if asks and inbound else ""
    found = [Line(_pieces(body, a, b, span, fill), indent, bubble, fill, mark) for a, b in spans]
    if hidden > 0 or len(text.body) > MAX_CHARACTERS:
        more = f"… {hidden:,} more lines" if len(text.body) <= MAX_CHARACTERS else "… and more"
        found.append(Line(((more, fill),), indent, max(bubble, len(more) + 2), fill, mark))
    style = "transcript--problem" if text.state in PROBLEMS else "transcript--meta"
    if inbound and text.request in REQUESTS:
        words = (REQUESTS[text.request], "transcript--request"), (f" · {meta}", style)
        found += (Line(words, indent, mark=mark), Line())
        return tuple(found)
    for a, b in wrap(meta, max(8, width - indent - 2)):
        found.append(Line(((meta[a:b], style),), indent + 1))
    found.append(Line())
    return tuple(found)


def heading_line(words: str, width: int) -> Line:
    """A day, or what was left out, as a rule across the transcript."""
    words = clip(words, max(1, width - 8))
    side = max(2, (width - cell_len(words) - 2) // 2)
    rule = "─" * (side - 1)
    return Line(((f"{rule} {words} {rule}", "transcript--day"),), 1)


def day_line(day: date, today: date, width: int) -> Line:
    """The line that opens a day."""
    return heading_line(day_words(day, today), width)


def local_day(at: datetime, zone: tzinfo | None) -> date:
    """The day a moment belongs to, where the texter is."""
    return at.astimezone(zone).date()


def _shown(text: TextView) -> tuple[str, Span | None]:
    body, span = text.body, text.span
    if len(body) > MAX_CHARACTERS:
        body = body[:MAX_CHARACTERS]
    shown, span = display_span(body, span, multiline=True)
    return shown or " ", span


def _pieces(
    body: str, start: int, end: int, span: Span | None, fill: str
) -> tuple[tuple[str, str], ...]:
    """One line of a body, with the words that ask in their own style."""
    if span is None or span.end <= start or span.start >= end:
        return ((body[start:end], fill),)
    a, b = max(start, span.start), min(end, span.end)
    return (
        (body[start:a], fill),
        (body[a:b], "transcript--highlight"),
        (body[b:end], fill),
    )


def _meta(text: TextView, texter: str, zone: tzinfo | None) -> str:
    when = time_words(text.at, zone)
    if text.direction is Direction.INBOUND:
        return when
    author = for_display(text.author) if text.author and text.author != texter else "You"
    if text.kind is TextKind.CONFIRMATION:
        author = "Opt-out message"
    return " · ".join(part for part in (author, when, state_words(text)) if part)


def _notice_lines(text: TextView, width: int, zone: tzinfo | None) -> list[Line]:
    body = f"{time_words(text.at, zone)} · {_shown(text)[0]}"
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
