"""Which assignment is worked, and what of it: first messages, replies, follow-ups, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from core.domain import ListFilter
from core.safe_text import for_display
from core.views import AssignmentView
from tui.screens.concluding import ConcludingScreen
from tui.screens.telling import told
from tui.widgets.labels import counted_words

if TYPE_CHECKING:
    from core.assignment_state import AssignmentState, WorkElsewhere
    from tui.screens.scripted_sources import ScriptedSource
    from tui.screens.scripted_texts import ScriptedTextsScreen

FINISHED = "This assignment is finished."
GO_THERE = "a goes to what waits elsewhere."
NOTHING_THERE = "Nothing waits elsewhere."
ASK = ("asks to opt out", "ask to opt out")
NEED = ("needs a reply", "need a reply")


class AssignmentWorkScreen(ConcludingScreen):
    """Picks assignments and leads through their work in order."""

    BINDING_GROUP_TITLE = "Your assignment"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,f2", "assignments", "Assignments", id="messenger.assignments",
                tooltip="Work on another assignment"),
        Binding("b,ctrl+b", "scripted_texts", "First messages", id="messenger.first_messages",
                show=False, tooltip="Send what is to be sent: first messages, then follow-ups"),
    ]  # fmt: skip

    _had_work = False
    """Whether something was left in this assignment when it was last looked at."""
    _assignment_seen: AssignmentView | None = None

    @work(group="assignments", exclusive=True)
    @told
    async def action_assignments(self) -> None:
        """Pick another assignment."""
        from tui.screens.assignments import AssignmentPicker

        assignments = await self._desk.assignments()
        if not assignments:
            self._notice.say("No assignment is yours in this database.")
            return
        if self.app.screen is not self:
            return  # Triage was opened meanwhile; leaving it asks again.
        open_now = self._assignment.id if self._assignment else None
        chosen = await self.app.push_screen_wait(AssignmentPicker(assignments, open_now))
        for view in assignments:
            if view.id == chosen or (chosen is None and self._assignment is None):
                await self._work_on(view)
                await self._begin_with_first_messages(view)
                return

    # First messages and follow-ups

    async def _begin_with_first_messages(self, assignment: AssignmentView) -> None:
        """An assignment begins with its first messages, where its campaign has a script."""
        from core.first_messages import first_messages_state
        from tui.screens.scripted_sources import FirstMessagesSource

        state = await first_messages_state(self._desk, assignment.id)
        if state.has_script and state.to_send and assignment is self._assignment:
            self._send_scripted(assignment, FirstMessagesSource(self._desk, assignment.id))

    @work(group="scripted", exclusive=True)
    @told
    async def action_scripted_texts(self) -> None:
        """Send what is to be sent: first messages, then follow-ups."""
        assignment = self._assignment
        if assignment is None:
            return
        source = await self._to_be_sent(assignment)
        if source is None:
            self._notice.say("No first message and no follow-up is to be sent here.")
        else:
            self._send_scripted(assignment, source)

    async def _to_be_sent(self, assignment: AssignmentView) -> ScriptedSource | None:
        from core.first_messages import first_messages_state
        from core.follow_ups import follow_ups_of
        from tui.screens.scripted_sources import FirstMessagesSource, FollowUpSource

        state = await first_messages_state(self._desk, assignment.id)
        if state.to_send:
            return FirstMessagesSource(self._desk, assignment.id)
        for follow_up in await follow_ups_of(self._desk, assignment.id):
            if follow_up.pending:
                return FollowUpSource(
                    self._desk, assignment.id, follow_up, quick_send=state.quick_send
                )
        if state.without_field or state.skipped:
            return FirstMessagesSource(self._desk, assignment.id)
        return None

    def _send_scripted(self, assignment: AssignmentView, source: ScriptedSource) -> None:
        from tui.screens.scripted_texts import ScriptedTextsScreen

        if self.app.screen is self:
            screen = ScriptedTextsScreen(self._desk, source, assignment.campaign)
            self.app.push_screen(screen, lambda _: self._back_from(screen))

    def _back_from(self, screen: ScriptedTextsScreen) -> None:
        """Where texts are still to be sent, who asks to opt out is what the texter left for."""
        if screen.leaves_to_requests:
            self._show_requests()

    @work(group="filter", exclusive=True)
    @told
    async def _show_requests(self) -> None:
        self._filter = ListFilter.OPT_OUT
        if self._assignment is not None:
            await self._work_on(self._assignment)
            self._list.action_first()

    # The end

    async def _count(self) -> None:
        """Count, and look whether the assignment is finished."""
        await super()._count()
        assignment = self._assignment
        if assignment is not None:
            from core.assignment_state import assignment_state

            state = await assignment_state(self._desk, assignment.id)
            if assignment is self._assignment:
                self._show_state(assignment, state)

    def _show_state(self, assignment: AssignmentView, state: AssignmentState) -> None:
        """Say that the assignment is finished, once, and what waits elsewhere."""
        same = self._assignment_seen is not None and self._assignment_seen.id == assignment.id
        had_work, self._had_work = self._had_work and same, not state.finished
        self._assignment_seen = assignment
        if not state.finished:
            self._list.empty_text = _left_words(state)
            return
        words = finished_words(state)
        self._list.empty_text = words
        if had_work:
            self._notice.say(f"{FINISHED} {GO_THERE if state.elsewhere else NOTHING_THERE}")


def finished_words(state: AssignmentState) -> str:
    """That an assignment is finished, what is still on its way, and what waits elsewhere."""
    lines = [FINISHED]
    if state.waiting:
        texts = counted_words(state.waiting, "text is", "texts are")
        held = f" ({state.held:,} held for texting hours)" if state.held else ""
        lines.append(f"{texts} still on the way{held}.")
    if state.elsewhere:
        lines.append(GO_THERE.replace(".", ":"))
        lines += [f"{for_display(one.campaign)}: {_waiting_words(one)}" for one in state.elsewhere]
    else:
        lines.append(f"{NOTHING_THERE} Thank you!")
    return "\n\n".join(lines)


def _left_words(state: AssignmentState) -> str:
    """What is left while the part of the list that shows is empty."""
    left = []
    if state.first_messages:
        texts = counted_words(state.first_messages, "first message is", "first messages are")
        left.append(f"{texts} to be sent: b")
    if state.requests:
        left.append(f"{counted_words(state.requests, *ASK)}: f")
    if state.replies:
        left.append(f"{counted_words(state.replies, *NEED)}: f")
    if state.follow_ups:
        texts = counted_words(state.follow_ups, "follow-up is", "follow-ups are")
        left.append(f"{texts} to be sent: b")
    return "Nothing waits in this part of the list.\n\n" + "\n".join(left)


def _waiting_words(elsewhere: WorkElsewhere) -> str:
    counted = (
        (elsewhere.requests, *ASK),
        (elsewhere.replies, *NEED),
        (elsewhere.first_messages, "first message", "first messages"),
    )
    return ", ".join(counted_words(*one) for one in counted if one[0])
