"""A lesson: the keys that move through a scenario, whichever way it is laid out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, tzinfo
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widgets import Input

from core.domain import Behavior
from core.errors import TextbankError
from core.safe_text import for_line
from core.training.classroom import Classroom
from core.training.performance import Performance
from core.training.scenario import (
    TRAINEE,
    ContactSays,
    Doing,
    ProviderAnswers,
    Scenario,
    Step,
    TexterDoes,
    TexterSays,
)
from core.training.stage import STAGE_ZONE
from tui.screens.telling import TellingScreen, told
from tui.widgets.lesson import Lesson, LessonView

if TYPE_CHECKING:
    from tui.app import TextbankApp

STYLES = Path(__file__).parent.parent / "training.tcss"
"""What the screens of a lesson look like."""

MOST_AHEAD = 20
"""So many steps can be asked for ahead."""

A_WHILE = 10.0
"""Seconds that the trainer lets pass where nothing is due earlier."""


class GoesByTheStage(Protocol):
    """A widget that shows moments."""

    now: Callable[[], datetime]
    zone: tzinfo | None


def go_by_the_stage(now: Callable[[], datetime], widgets: Iterable[GoesByTheStage]) -> None:
    """Have widgets show moments by a stage's clock, where the scenario plays."""
    for widget in widgets:
        widget.now, widget.zone = now, STAGE_ZONE


TYPE_NAMES = {Behavior.TYPE_1: "Type 1", Behavior.TYPE_2: "Type 2"}

_DOINGS = {
    Doing.OPT_OUT: "presses Opt Out and confirms",
    Doing.UNDO: "undoes it",
    Doing.HIDE: "hides the conversation",
    Doing.WRONG_NUMBER: "marks a wrong number",
}


BACK = Binding("backspace,shift+f7,f19", "lesson_back", "Back", id="lesson.back",
               tooltip="Take back what you did by hand, or else the last step")  # fmt: skip
RESTART = Binding("r,shift+f5,f17", "lesson_restart", "Restart", id="lesson.restart",
                  tooltip="Begin the scenario again")  # fmt: skip
TYPE = Binding("t,shift+f9,f21", "lesson_type", "Type 1/2", id="lesson.type",
               tooltip="Show the same moment under the other provider type")  # fmt: skip
LEAVE = Binding("q,ctrl+q", "lesson_leave", "Leave", id="lesson.leave", show=False,
                tooltip="Leave the training")  # fmt: skip


class LessonScreen(TellingScreen):
    """Moves through a scenario; what it looks like is the part of the screen made from it."""

    BINDING_GROUP_TITLE = "The lesson"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,shift+f8,f20", "lesson_next", "Next", id="lesson.next",
                tooltip="Let the next step of the scenario happen"),
        BACK,
        RESTART,
        Binding("v,ctrl+pagedown", "lesson_pane", "Pane", id="lesson.pane",
                tooltip="Messenger or phone, where only one fits"),
        TYPE,
        Binding("d,ctrl+pageup", "lesson_both", "Both", id="lesson.both",
                tooltip="Show both types side by side, or one again"),
        Binding("c,shift+f11,f23", "lesson_write", "Contact", id="lesson.write",
                tooltip="Write a text as the contact"),
        Binding("u,shift+f12,f24", "lesson_wait", "Time", id="lesson.wait",
                tooltip="Let time pass: until the next thing is due, or ten seconds"),
        Binding("y,shift+f1,f13", "lesson_scenarios", "Scenarios", id="lesson.scenarios",
                tooltip="Begin another scenario"),
        LEAVE,
    ]  # fmt: skip

    classroom: Classroom
    behavior: Behavior
    """The type that is shown, or in front."""
    _moving = False
    """Whether a step is happening."""
    _ahead: tuple[Callable[[], Awaitable[object]], ...] = ()
    """What was asked for meanwhile: it happens next."""

    @property
    def performance(self) -> Performance:
        """The scenario that is being performed."""
        return self.classroom.performance

    @property
    def _lesson(self) -> Lesson:
        return self.query_one(Lesson)

    @property
    def _textbank(self) -> TextbankApp:
        return cast("TextbankApp", self.app)

    # What each layout does in its own way

    async def _show_moment(self) -> None:
        """Show the stages as they are now."""
        raise NotImplementedError

    async def _let_go(self) -> None:
        """Stop whatever reads from the stages: they are about to be closed."""

    def _clear(self) -> None:
        """Show nothing of the scenario before."""

    def action_lesson_type(self) -> None:
        """Show the other type."""
        raise NotImplementedError

    def action_lesson_both(self) -> None:
        """Change between one type and both."""
        raise NotImplementedError

    def action_lesson_pane(self) -> None:
        """Show another pane, where not all of them fit."""
        raise NotImplementedError

    def action_lesson_leave(self) -> None:
        """Leave the training."""
        raise NotImplementedError

    @property
    def _behaviors(self) -> tuple[Behavior, ...]:
        """The types that are shown."""
        raise NotImplementedError

    # Moving

    def action_lesson_next(self) -> None:
        """Let the next step happen."""
        self._move(lambda: self.performance.advance())

    def action_lesson_back(self) -> None:
        """Take back what was done by hand, or the last step."""
        self._move(lambda: self.performance.back())

    def action_lesson_restart(self) -> None:
        """Begin again."""
        self._move(lambda: self.performance.restart())

    def action_lesson_wait(self) -> None:
        """Let time pass."""
        self._move(self._let_pass)

    async def _let_pass(self) -> None:
        waits = await self.performance.waits()
        await self.performance.let_pass(max(A_WHILE, *waits.values()) if waits else A_WHILE)

    def _move(self, move: Callable[[], Awaitable[object]]) -> None:
        """Let this happen, after whatever is happening now: quick hands lose nothing."""
        if self._textbank.held_keys.repeats:
            return
        if self._moving:
            self._ahead = (*self._ahead, move)[:MOST_AHEAD]
        elif self.classroom.is_open:
            self._moving = True
            self._move_on(move)

    @work(group="lesson")
    @told
    async def _move_on(self, move: Callable[[], Awaitable[object]]) -> None:
        trouble = ""
        try:
            try:
                await move()
            except TextbankError as error:
                # What was asked for after this would come to something else.
                trouble, self._ahead = str(error), ()
            await self._show_moment()
            if trouble:
                self._lesson.show_trouble(trouble)
        finally:
            self._rest()

    def _rest(self) -> None:
        """Go on with what was asked for meanwhile, if anything was."""
        self._moving = False
        if self._ahead and self.classroom.is_open:
            following, *later = self._ahead
            self._ahead = tuple(later)
            self._moving = True
            self._move_on(following)

    async def _show_lesson(self) -> None:
        """Say where the scenario is, and why this happens."""
        performance = self.performance
        scenario = performance.scenario
        by_hand = await performance.is_changed_by_hand()
        captions = tuple((TYPE_NAMES[one], performance.caption(one)) for one in self._behaviors)
        view = LessonView(
            title=self._title_told(),
            steps=tuple(step_words(scenario, step) for step in scenario.steps),
            position=performance.position,
            captions=captions,
            who=scenario.person(self._contact[0]).first_name or "The contact",
            hint=await self._hint(by_hand),
            goes_back=by_hand or bool(performance.position),
        )
        self._lesson.show(view)

    @property
    def _other_type(self) -> Behavior:
        """The type that is not shown, or not in front."""
        return next(one for one in Behavior if one is not self.behavior)

    def _title_told(self) -> str:
        """The scenario's title, and under which type it is told where that is not its own."""
        scenario = self.performance.scenario
        if self._behaviors == (scenario.shown_with,):
            return scenario.title
        told = "both types" if len(self._behaviors) > 1 else TYPE_NAMES[self._behaviors[0]]
        return f"{scenario.title}: told under {told}"

    @property
    def _contact(self) -> tuple[str, str]:
        """Whose phone shows, and in which campaign, as the scenario calls them."""
        return self.performance.who, self.performance.campaign

    async def _hint(self, by_hand: bool) -> str:
        """What waits, what was done by hand, and that it is the end."""
        waits = await self.performance.waits()
        due = [waits[one] for one in self._behaviors if one in waits]
        hints = []
        if due:
            hints.append(f"a message leaves in {ceil(max(due))} s (u lets time pass)")
        if by_hand:
            hints.append("changed by hand (backspace takes it back)")
        elif self.performance.at_end:
            hints.append("the end (y has more scenarios)")
        return " · ".join(hints)

    # Writing as the contact

    def action_lesson_write(self) -> None:
        """Write as the contact."""
        if self.classroom.is_open:
            self._lesson.write()

    @on(Lesson.ContactWrote)
    def _contact_wrote(self, event: Lesson.ContactWrote) -> None:
        who, campaign = self._contact
        self._move(lambda: self.performance.say(event.body, who, campaign))

    @on(Lesson.Pressed)
    async def _button_pressed(self, event: Lesson.Pressed) -> None:
        await self.run_action(event.action)

    def leave_writing(self) -> bool:
        """Stop writing as the contact; whether somebody was."""
        if not isinstance(self.focused, Input) or not self._lesson.is_writing:
            return False
        self._lesson.leave_writing()
        return True

    # Scenarios

    @work(group="scenarios", exclusive=True)
    @told
    async def action_lesson_scenarios(self) -> None:
        """Begin another scenario."""
        from tui.screens.scenario_picker import ScenarioPicker

        now = self.performance.scenario.name if self.classroom.is_open else None
        chosen = await self.app.push_screen_wait(ScenarioPicker(now))
        if chosen is not None:
            await self.begin(chosen)
        elif not self.classroom.is_open:
            self.action_lesson_leave()

    async def begin(self, scenario: Scenario) -> None:
        """Begin a scenario, under the type that it opens with."""
        self._moving, self._ahead = True, ()
        self._lesson.begin(scenario.title)
        try:
            await self._let_go()
            self._clear()
            self.behavior = scenario.shown_with
            self.refresh_bindings()
            await self.classroom.open(scenario)
            self.refresh_bindings()
            await self._show_moment()
        finally:
            self._rest()


def step_words(scenario: Scenario, step: Step) -> str:
    """What happens in a step, in a line."""
    act = step.act
    who = for_line(scenario.person(step.who).first_name, 20)
    if isinstance(act, ContactSays):
        return f"{who} texts: {for_line(act.body, 60)}"
    if isinstance(act, TexterSays):
        return f"{TRAINEE.name} replies: {for_line(act.body, 60)}"
    if isinstance(act, TexterDoes):
        return f"{TRAINEE.name} {_DOINGS[act.doing]}"
    if isinstance(act, ProviderAnswers):
        return "The provider's turn"
    return f"{duration_words(act.seconds)} pass"


def duration_words(seconds: float) -> str:
    """So many seconds, in the largest unit that says it in a whole number."""
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= length and seconds % length == 0:
            count = round(seconds / length)
            return f"{count} {unit}" + ("" if count == 1 else "s")
    return f"{seconds:g} second" + ("" if seconds == 1 else "s")
