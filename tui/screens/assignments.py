"""The assignment picker: which share of which campaign to work on."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from core.domain import Behavior
from core.safe_text import for_display
from core.views import AssignmentView
from tui.screens.picker import Picker

BEHAVIOR_WORDS = {
    Behavior.TYPE_1: "Provider type 1: nothing is blocked until you press Opt Out",
    Behavior.TYPE_2: "Provider type 2: the provider answers STOP itself and blocks the line",
}


class AssignmentPicker(Picker[int]):
    """Pick an assignment; answers with its id, or None for leaving it as it is."""

    TITLE_WORDS = "Your assignments"
    HOW = "enter opens · esc goes back"

    def __init__(self, assignments: Sequence[AssignmentView], chosen: int | None = None) -> None:
        ids = [view.id for view in assignments]
        super().__init__(
            [(view.id, _entry(view)) for view in assignments],
            ids.index(chosen) if chosen in ids else 0,
        )


def _entry(view: AssignmentView) -> Content:
    waiting = [
        f"{view.conversations:,} on the list",
        f"{view.replies:,} need{'s' if view.replies == 1 else ''} a reply",
        f"{view.requests:,} ask{'s' if view.requests == 1 else ''} to opt out",
    ]
    if view.unsent:
        waiting.append(f"{view.unsent:,} not texted yet")
    lines = [
        Content.assemble(
            (for_display(view.campaign), "bold"), f" · {for_display(view.organization)}"
        ),
        Content(" · ".join(waiting)),
        Content(BEHAVIOR_WORDS[view.behavior]),
    ]
    if view.description.strip():
        lines.insert(1, Content(for_display(view.description)))
    return Content("\n").join([*lines, Content("")])
