"""A practice session: the real messenger, simulated contacts, and a clock."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from core.assignment_state import AssignmentState
from core.desk import Desk
from core.domain import Texter, TextKind, TextState
from core.errors import TextbankError
from core.safe_text import for_display
from core.training.practice_effort import EffortLog
from core.training.practice_history import keep_session, past, past_sessions
from core.training.practice_reads import standings
from core.training.practice_score import Circumstances, PracticeReport, score
from core.training.practice_session import DATABASE, PracticeTraffic, build_practice
from core.training.practice_standing import Standing
from core.views import AssignmentView, ConversationView
from tui.live_keys import live_key
from tui.screens.messenger import MessengerScreen
from tui.screens.practice_rounds import PracticeRounds
from tui.screens.telling import WRITING, told
from tui.widgets.composer import Composer
from tui.widgets.labels import counted_words
from tui.widgets.practice_strip import PracticeStrip, SessionState

if TYPE_CHECKING:
    from core.training.practice_score import SessionFigures

log = logging.getLogger(__name__)

TICK = 0.25
"""Seconds between two looks at the clock."""
PAUSE = 1.5
"""Seconds without a key after which a session whose time is over ends."""
WRITING_PAUSE = 8.0
"""The same, while something is written and not sent."""
LAST_UNDO = 3.0
"""Seconds without a key after which a session with nothing left ends: the last may be undone."""
MAKING = "Making the session…"
LULL = "Nothing waits at the moment.\n\nMore replies are on their way."


class PracticeScreen(MessengerScreen):
    """Works like the messenger, which it is; measures, and ends with a report."""

    CAN_TRIAGE = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,ctrl+q", "end_practice", "End practice", id="messenger.quit", show=False,
                tooltip="End the practice session and see the report"),
    ]  # fmt: skip

    def __init__(self, rounds: PracticeRounds, seed: int) -> None:
        self._rounds = rounds
        self._plan = rounds.plan(seed)
        texter = Texter(rounds.settings.texter.name)
        path = rounds.place() / DATABASE
        self._traffic = PracticeTraffic(self._plan, rounds.clock)
        super().__init__(
            Desk(path, texter, rounds.now),
            replace(rounds.settings, texter=texter, database=path),
            self._traffic.run,
        )
        self._efforts = EffortLog()
        self._standings: dict[str, Standing] = {}
        self._pressed = 0
        self._pressed_at = 0.0
        self._warned_at = -1
        """How many keys had been pressed when it was asked whether to end."""
        self._ending = False

    def compose(self) -> ComposeResult:
        """Put the strip above the messenger."""
        yield PracticeStrip(self._plan.seed, self._plan.behavior)
        yield from super().compose()

    async def _prepare(self) -> None:
        self._list.empty_text = MAKING
        self._notice.now = self._desk.now
        await build_practice(self._desk.path, self._plan, self._desk.texter, self._rounds.now)
        self._pressed_at = self._rounds.clock()
        self.set_interval(TICK, self._tick)

    # Measuring

    async def _show(self, conversation_id: int) -> ConversationView | None:
        view = await super()._show(conversation_id)
        if view is not None:
            self._turn_to(view.number if _waits(view) else None)
        return view

    def _show_nothing(self) -> None:
        super()._show_nothing()
        self._turn_to(None)

    def _turn_to(self, number: str | None) -> None:
        self._efforts.turn_to(number, self._rounds.clock(), self._app.held_keys.press.number)

    async def _count(self) -> None:
        await super()._count()
        self._standings = await standings(self._desk.reader)

    def _show_state(self, assignment: AssignmentView, state: AssignmentState) -> None:
        """A lull is not the end of the assignment."""
        if state.finished and not self._traffic.over:
            self._list.empty_text = LULL
        else:
            super()._show_state(assignment, state)

    # The end

    @property
    def _waiting(self) -> int:
        return sum(one.waits for one in self._standings.values())

    @property
    def _is_finished(self) -> bool:
        """Whether everybody has replied and nobody waits."""
        return len(self._standings) == len(self._plan.conversations) and not self._waiting

    @property
    def _is_time_over(self) -> bool:
        return self._traffic.elapsed >= self._rounds.minutes * 60

    def _tick(self) -> None:
        """Show how far it is, and end it once it is over and no hand is on the keys."""
        now, pressed = self._rounds.clock(), self._app.held_keys.pressed
        if pressed != self._pressed:
            self._pressed, self._pressed_at = pressed, now
        arrived = len(self._standings)
        self.query_one(PracticeStrip).show(
            SessionState(
                seconds_left=self._rounds.minutes * 60 - self._traffic.elapsed,
                waiting=self._waiting,
                done=arrived - self._waiting,
                to_come=len(self._plan.conversations) - arrived,
                ending=self._ending_words(),
            )
        )
        pause = self._pause_before_the_end()
        if pause is not None and now - self._pressed_at >= pause and self.app.screen is self:
            self._end()

    def _ending_words(self) -> str:
        if self._is_finished:
            return "All done"
        return "Time is over" if self._is_time_over else ""

    def _pause_before_the_end(self) -> float | None:
        """Seconds without a key after which it ends; None while it goes on."""
        if self._is_finished:
            return LAST_UNDO
        if not self._is_time_over:
            return None
        unsent = self._writing and self.query_one(Composer).text.strip()
        return WRITING_PAUSE if unsent else PAUSE

    def action_end_practice(self) -> None:
        """End it; while something waits, only when pressed a second time."""
        pressed = self._app.held_keys.press.number
        asked = self._warned_at >= 0 and pressed - self._warned_at in (0, 1)
        if not self._app.held_keys.may_act():
            # The same key, held down or too soon: it may still be pressed once more.
            self._warned_at = pressed if asked else -1
            return
        left = self._waiting + len(self._plan.conversations) - len(self._standings)
        if self._traffic.began_at is None:
            self.app.exit()
        elif not left or self._is_time_over or asked:
            self._end()
        else:
            self._warned_at = pressed
            key = live_key(self, "messenger.quit")
            self._notice.say(
                f"{counted_words(left, 'conversation is', 'conversations are')} left. "
                f"{key} once more ends the practice and shows the report."
            )

    @on(PracticeStrip.Pressed)
    def _strip_pressed(self) -> None:
        self.action_end_practice()

    def _end(self) -> None:
        if not self._ending:
            self._ending = True
            self._finish()

    @work(group="ending")
    @told
    async def _finish(self) -> None:
        """End with the report on the screen."""
        report, sessions = await self._write_up()
        self.app.call_later(self._show_report, report, sessions)

    async def on_unmount(self) -> None:
        """Write the report up where the program is left in the middle, before the desk closes."""
        if not self._ending and self._standings:
            self._ending = True
            try:
                await self._write_up()
            except TextbankError as error:
                log.warning("the practice session has no report", exc_info=True)
                self._app.parting = f"The practice has no report: {for_display(str(error))}"

    async def _write_up(self) -> tuple[PracticeReport, tuple[SessionFigures, ...]]:
        """Put the report together, from what is in the database once all is written."""
        await self.ended(*WRITING)
        report = await self._report()
        self._rounds.reports.append(report)
        try:
            return report, await asyncio.to_thread(self._keep, report)
        except TextbankError as error:
            self.trouble(error)
            return report, ()

    async def _report(self) -> PracticeReport:
        clock, pressed = self._rounds.clock(), self._app.held_keys.press.number
        circumstances = Circumstances(
            self._rounds.now(), self._desk.texter.name, self._traffic.elapsed, self._efforts.in_hand
        )
        efforts = self._efforts.efforts(clock, pressed)
        stand = await standings(self._desk.reader)
        return score(self._plan, stand, efforts, circumstances)

    def _keep(self, report: PracticeReport) -> tuple[SessionFigures, ...]:
        """Keep the figures, unless nothing was done; return the texter's sessions."""
        if report.dealt_with:
            keep_session(past(report), self._rounds.history)
        return past_sessions(self._rounds.history).of(report.texter)

    async def _show_report(
        self, report: PracticeReport, sessions: tuple[SessionFigures, ...]
    ) -> None:
        from tui.screens.practice_report import PracticeReportScreen

        if self not in self.app.screen_stack:
            return  # The texter left meanwhile; the report is printed.
        while self.app.screen is not self:
            await self.app.pop_screen()
        await self.app.switch_screen(
            self._app.fitted(PracticeReportScreen(self._rounds, report, sessions))
        )

    async def _say_what_waits(self) -> None:
        """Nothing: what this database still holds reaches nobody."""


def _waits(view: ConversationView) -> bool:
    """Whether this conversation needs something from the texter."""
    if view.opted_out is not None or view.closing is not None:
        return False
    if view.preview.asked.asks_to_opt_out or view.preview.blocked:
        return True
    for text in reversed(view.texts):
        if text.kind is TextKind.INBOUND:
            return True
        # An opt-out message that an undo took back, or a reply that an opt-out did, is no answer.
        if text.kind is not TextKind.CONFIRMATION and text.state is not TextState.CANCELLED:
            return False
    return False
