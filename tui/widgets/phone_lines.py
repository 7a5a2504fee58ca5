"""A phone as lines of a given width: plain data, drawn by the phone widget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import Enum, auto

from rich.cells import cell_len

from core.providers.simulator_phones import PhoneKind, PhoneState, PhoneText
from core.training.phone_view import PhoneView
from tui.widgets.bubbles import Line, local_day, wrapped_body
from tui.widgets.cell_text import clip, wrap
from tui.widgets.labels import first_name_words, number_words
from tui.widgets.when import day_words, time_words

WIDEST = 44
"""Cells of the widest bubble."""
MARGIN = 1
"""Cells between a bubble and the edge of the phone."""
NOT_DELIVERED = "! Not delivered"


class Part(Enum):
    """A row of the phone that does not scroll."""

    TOP = auto()
    """The upper edge, with whose phone it is."""
    SPEAKER = auto()
    HEADER = auto()
    """The number at the other end."""
    RULE = auto()
    """The line beneath it, and in it which thread of how many is shown."""
    HOME = auto()
    """The bar at the lower end of the glass."""
    BOTTOM = auto()


@dataclass(frozen=True, slots=True)
class Frame:
    """What there is room for around the texts."""

    head: tuple[Part, ...]
    foot: tuple[Part, ...]
    sides: bool
    """Whether there is an edge on the left and on the right."""

    @property
    def turner(self) -> Part:
        """The row that says which thread of how many is shown, and turns to another."""
        return Part.RULE if Part.RULE in self.head else Part.HEADER


def frame_for(width: int, height: int) -> Frame:
    """The frame of a phone of so many cells: ornaments go first, the number goes last."""
    edges = width >= 14 and height >= 5
    ornaments = edges and height >= 16
    head = (
        (Part.TOP, edges),
        (Part.SPEAKER, ornaments),
        (Part.HEADER, height >= 2),
        (Part.RULE, height >= 10),
    )
    foot = ((Part.HOME, ornaments), (Part.BOTTOM, edges))
    return Frame(
        tuple(part for part, fits in head if fits),
        tuple(part for part, fits in foot if fits),
        edges,
    )


def title_words(view: PhoneView | None) -> str:
    """Whose phone it is, safe to draw."""
    if view is None:
        return ""
    whose = first_name_words(view.name, view.number)
    return f"{whose}'s phone" if view.name.strip() and view.name != view.number else whose


def header_words(line: str, turner: str, width: int) -> str:
    """The number at the other end, and beside it how to turn to other threads."""
    if not turner:
        return clip(number_words(line), width)
    return f"{clip(number_words(line), width - cell_len(turner) - 1)} {turner}"


def turner_words(at: int, of: int) -> str:
    """Which thread this is, from 1, of how many; nothing where there is only one."""
    return f"‹ {at} of {of} ›" if of > 1 else ""


def text_lines(text: PhoneText, width: int, zone: tzinfo | None) -> tuple[Line, ...]:
    """The lines of one text, with the empty line that follows it.

    The owner's own texts stand on the right, what was received on the left.
    """
    own = text.from_contact
    room = max(4, min(WIDEST, width - 2 * MARGIN - max(2, width // 7)))
    body = wrapped_body(text.body, room)
    fill = "phone--own" if own else "phone--received"
    found = body.lines(fill, max(MARGIN, width - MARGIN - body.cells) if own else MARGIN)
    words, style = _beneath(text, zone)
    for a, b in wrap(words, max(4, width - 2 * MARGIN - 1)):
        right = width - MARGIN - 1 - cell_len(words[a:b])
        found.append(Line(((words[a:b], style),), max(MARGIN, right) if own else MARGIN + 1))
    return (*found, Line())


def _beneath(text: PhoneText, zone: tzinfo | None) -> tuple[str, str]:
    when = time_words(text.at, zone)
    if text.state is PhoneState.NOT_DELIVERED:
        return f"{when} · {NOT_DELIVERED}", "phone--problem"
    if text.kind is PhoneKind.NOTICE:
        return f"{when} · from the provider", "phone--notice"
    return when, "phone--meta"


def day_line(at: datetime, now: datetime, width: int, zone: tzinfo | None) -> Line:
    """The day that the texts beneath it are from, in the middle."""
    words = clip(day_words(local_day(at, zone), local_day(now, zone)), width)
    return Line(((words, "phone--meta"),), max(0, (width - cell_len(words)) // 2))
