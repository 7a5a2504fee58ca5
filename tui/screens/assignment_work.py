"""Which assignment is worked, and what of it: first messages, replies, follow-ups."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from tui.screens.concluding import ConcludingScreen
from tui.screens.telling import told


class AssignmentWorkScreen(ConcludingScreen):
    """Picks assignments and leads through their work in order."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,f2", "assignments", "Assignments", id="messenger.assignments",
                tooltip="Work on another assignment"),
    ]  # fmt: skip

    @work(group="assignments", exclusive=True)
    @told
    async def action_assignments(self) -> None:
        """Pick another assignment."""
        from tui.screens.assignments import AssignmentPicker

        assignments = await self._desk.assignments()
        if not assignments:
            self._notice.say("No assignment is yours in this database.")
            return
        open_now = self._assignment.id if self._assignment else None
        chosen = await self.app.push_screen_wait(AssignmentPicker(assignments, open_now))
        for view in assignments:
            if view.id == chosen or (chosen is None and self._assignment is None):
                await self._work_on(view)
                return
