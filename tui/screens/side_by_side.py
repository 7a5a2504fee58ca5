"""Both provider types side by side: the same events under each, the difference at each step."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime
from functools import partial
from math import ceil
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widget import Widget

from core.domain import Behavior
from core.training.classroom import Classroom
from core.training.contrast import differences, standing_of
from core.training.scenario import Doing
from core.training.stage import BEGINS_AT
from tui.screens.lessons import RESTART, STYLES, TYPE_NAMES, LessonScreen, go_by_the_stage
from tui.screens.telling import told
from tui.widgets.conversation_list import ConversationList
from tui.widgets.key_footer import KeyFooter
from tui.widgets.lesson import Lesson
from tui.widgets.messenger_glance import Glance
from tui.widgets.phone import Phone
from tui.widgets.top_bar import TopBar
from tui.widgets.transcript import Transcript
from tui.widgets.type_column import TypeColumn, TypeHeading, TypeMoment

FEWEST, FEWEST_WIDE = 3, 2
"""Lines kept for what Opt Out will do, so that little moves from step to step."""

BY_HAND: tuple[Binding, ...] = (
    Binding("o,f8", "both_opt_out", "Opt out", id="messenger.opt_out",
            tooltip="Opt this contact out under both types; nothing asks once more"),
    Binding("z,f9", "both_undo", "Undo", id="messenger.undo",
            tooltip="Take the opt-out back under both types, within its seconds"),
)  # fmt: skip
LEAVE = Binding("escape", "leave", "One type", id="messenger.to_list", show=False,
                tooltip="Stop writing as the contact, or go back to one type")  # fmt: skip


def _keys() -> list[BindingType]:
    """The lesson's keys in the order of the foot, where the last ones may not fit.

    Moving comes first, then what is done by hand; beginning again has a button.
    """
    lesson = [one for one in LessonScreen.BINDINGS if isinstance(one, Binding)]
    moves = [one for one in lesson if one.id in ("lesson.next", "lesson.back")]
    rest = [one for one in lesson if one not in moves and one.id != RESTART.id]
    return [*moves, *BY_HAND, *rest, replace(RESTART, show=False), LEAVE]


class SideBySideScreen(LessonScreen, inherit_bindings=False):
    """A column for each type; `behavior` says which is in front.

    What is done by hand is done under both: nobody is harmed, so nothing asks once more.
    """

    AUTO_FOCUS = ""
    CSS_PATH = STYLES
    HORIZONTAL_BREAKPOINTS = [(0, "-one-pane"), (96, "-columns"), (150, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (34, "-high")]  # noqa: RUF012

    BINDINGS: ClassVar[list[BindingType]] = [*Screen.BINDINGS, *_keys()]

    def __init__(self, classroom: Classroom, behavior: Behavior) -> None:
        super().__init__()
        self.classroom = classroom
        self.behavior = behavior
        self._showing = asyncio.Lock()
        self._pane: type[Transcript | Phone] = Transcript
        """What of the type in front is shown where only one pane fits."""

    def compose(self) -> ComposeResult:
        """Build the columns, empty, and the lesson beneath."""
        with Vertical(id="side-by-side"):
            with Horizontal(id="columns"):
                for behavior in Behavior:
                    yield TypeColumn(behavior)
            yield Lesson(captions=len(Behavior), id="lesson")
        yield KeyFooter()

    @told
    async def on_mount(self) -> None:
        """Show the moment that the scenario has come to."""
        for column in self.query(TypeColumn):
            transcript, phone = column.query_one(Transcript), column.query_one(Phone)
            transcript.texter = self.classroom.texter.name
            shown = (transcript, phone, column.query_one(ConversationList))
            go_by_the_stage(partial(self._now, column.behavior), shown)
        self._bring_to_front()
        await self._show_moment()

    def _now(self, behavior: Behavior) -> datetime:
        is_open = self.classroom.is_open
        return self.performance.stages[behavior].clock() if is_open else BEGINS_AT

    @property
    def _behaviors(self) -> tuple[Behavior, ...]:
        return tuple(Behavior)

    # Showing a moment

    async def _show_moment(self) -> None:
        # One at a time: the earlier one is never drawn last.
        async with self._showing:
            if not self.classroom.is_open:
                return
            first, second = [await self._moment(behavior) for behavior in Behavior]
            different = differences(first.standing, second.standing)
            longest = len(self.performance.scenario.cast)
            with self.app.batch_update():
                for column, moment in zip(self._columns, (first, second), strict=True):
                    column.show(moment, different, longest)
                self._level()
                await self._show_lesson()

    def _level(self) -> None:
        lines = max(column.outcome_lines for column in self._columns)
        fewest = FEWEST_WIDE if self.has_class("-wide") or self.has_class("-one-pane") else FEWEST
        for column in self._columns:
            column.level(max(lines, fewest))

    def on_resize(self) -> None:
        """Level the columns once they have their new width."""
        self.call_after_refresh(self._level)

    async def _hint(self, by_hand: bool) -> str:
        due = await self.performance.waits()
        if not due:
            return ""
        names = " and ".join(TYPE_NAMES[one] for one in due)
        return f"in {ceil(max(due.values()))} s {names} sends a message (u)"

    async def _let_go(self) -> None:
        # What is being shown has been read once this is had.
        async with self._showing:
            return

    @property
    def _columns(self) -> tuple[TypeColumn, ...]:
        return tuple(self.query_one(f"#column-{one.value}", TypeColumn) for one in Behavior)

    async def _moment(self, behavior: Behavior) -> TypeMoment:
        performance = self.performance
        stage, campaign = performance.stages[behavior], performance.campaign
        view = await stage.desk.conversation(stage.conversation(performance.who, campaign))
        assignment = await stage.assignment(campaign)
        ids, keys = await stage.desk.first_page(assignment.id)
        glance = Glance(view, ids, keys, tuple(await stage.desk.rows(list(ids))))
        phone = await stage.phone(performance.who, campaign)
        return TypeMoment(glance, phone, standing_of(view, phone, listed=glance.listed))

    # By hand, under both types

    def action_both_opt_out(self) -> None:
        """Opt the contact out under both types."""
        self._press(Doing.OPT_OUT)

    def action_both_undo(self) -> None:
        """Take the opt-out back under both types."""
        self._press(Doing.UNDO)

    @on(TopBar.OptOutPressed)
    def _opt_out_pressed(self) -> None:
        self._press(Doing.OPT_OUT)

    def _press(self, doing: Doing) -> None:
        if self._textbank.held_keys.may_act():
            self._move(lambda: self.performance.press(doing))

    # Which is in front

    @on(TypeHeading.Clicked)
    def _heading_clicked(self, event: TypeHeading.Clicked) -> None:
        self.behavior = event.behavior
        self._bring_to_front()

    def action_lesson_type(self) -> None:
        """Put the other type in front."""
        self.behavior = self._other_type
        self._bring_to_front()

    def action_lesson_pane(self) -> None:
        """Go to the next pane: messenger, phone, then those of the other type."""
        if self._pane is Transcript:
            self._pane = Phone
        else:
            self._pane = Transcript
            self.behavior = self._other_type
        self._bring_to_front()

    def _bring_to_front(self) -> None:
        self.set_class(self._pane is Phone, "-phone")
        for column in self._columns:
            front = column.behavior is self.behavior
            column.set_class(front, "-front")
            column.query_one(TypeHeading).put_in_front(front)
        if not self._lesson.is_writing:
            self._front_pane.focus()

    @property
    def _front_pane(self) -> Widget:
        return self.query_one(f"#column-{self.behavior.value}").query_one(self._pane)

    # Leaving

    def action_leave(self) -> None:
        """Leave the line that the contact writes in, or else this layout."""
        if self.leave_writing():
            self._front_pane.focus()
        else:
            self.action_lesson_both()

    def action_lesson_both(self) -> None:
        """Show one type again: the one in front."""
        held = self._textbank.held_keys.repeats
        if self.is_current and not self._moving and not held:
            self.dismiss(None)

    def action_lesson_leave(self) -> None:
        """Show one type again."""
        self.action_lesson_both()
