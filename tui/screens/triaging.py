"""From the messenger to triage and back: one session for as long as the messenger is open."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from tui.screens.concluding import ConcludingScreen
from tui.screens.telling import told

if TYPE_CHECKING:
    from core.triage import TriageSession
    from core.views_triage import TriageItem
    from tui.screens.triage import TriageScreen
    from tui.widgets.triage_pace import TriagePace


class TriagingScreen(ConcludingScreen):
    """Opens triage over all assignments; what it opens in the messenger is shown there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # The second key is the one that a lesson has there, and takes over with the first.
        Binding("t,shift+f9,f21", "triage", "Triage", id="messenger.triage", show=False,
                tooltip="Clear the requests to opt out of all your assignments, one key each"),
    ]  # fmt: skip

    CAN_TRIAGE: ClassVar[bool] = True
    """Whether there is a queue behind this screen; a practice has none."""

    _triage: tuple[TriageSession, TriagePace] | None = None
    """Kept, so that what was decided can be undone when the texter comes back to it."""
    _triage_open: AsyncExitStack | None = None

    _away = False
    """Whether triage is in front: what changes meanwhile is looked at afterwards."""

    def _changed(self) -> None:
        self._behind = True
        if not self._away:
            super()._changed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer triage only where there is a queue."""
        if action == "triage":
            return self.CAN_TRIAGE
        return super().check_action(action, parameters)

    def action_triage(self) -> None:
        """Show who asks to opt out, in all assignments."""
        if self.app.screen is not self or self._app.held_keys.repeats:
            return
        if self._desk.is_open:
            self._open_triage()
        else:
            # The database is about to be: then triage comes first.
            self._app.begins_with_triage = True

    @work(group="triage", exclusive=True)
    @told
    async def _open_triage(self) -> None:
        from core.triage import open_triage
        from tui.screens.triage import TriageScreen
        from tui.widgets.triage_pace import TriagePace

        if self._triage is None:
            self._triage_open = AsyncExitStack()
            session = await self._triage_open.enter_async_context(open_triage(self._desk))
            self._triage = session, TriagePace()
        session, pace = self._triage
        if self.app.screen is self:
            self._away = True
            screen = TriageScreen(self._desk, self._settings, session, pace)
            self._app.fitted(screen)
            self.app.push_screen(screen, lambda _: self._left_triage(screen))

    def _left_triage(self, screen: TriageScreen) -> None:
        self._back_from_triage(screen)

    async def _close_triage(self) -> None:
        """Free what is held there: the desk is about to be closed."""
        if self._triage_open is not None:
            await self._triage_open.aclose()

    @work(group="triage", exclusive=True)
    @told
    async def _back_from_triage(self, screen: TriageScreen) -> None:
        self._away = False
        self._changed()
        if screen.goes_to is not None:
            await self._open_request(screen.goes_to)
        elif self._assignment is None:
            await self._begin()

    async def _begin(self) -> None:
        """Begin to work, where triage was opened first."""

    async def _open_request(self, item: TriageItem) -> None:
        """Stand on this conversation, in the list of its assignment."""
        if self._assignment is None or self._assignment.id != item.assignment_id:
            views = await self._desk.assignments(counted=False)
            for view in views:
                if view.id == item.assignment_id:
                    await self._work_on(view)
        await self._come_back_to(item.conversation_id)
