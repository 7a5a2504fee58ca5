"""The training screen: the messenger, the contact's phone beside it, and a lesson beneath."""

from __future__ import annotations

from array import array
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input

from core.domain import Behavior
from core.settings import Settings
from core.training.classroom import Classroom
from core.training.scenario import Scenario
from core.training.stage import BEGINS_AT, STAGE_ZONE, Stage
from core.views import ConversationView
from tui.screens.lessons import BACK, LEAVE, RESTART, STYLES, TYPE, LessonScreen, go_by_the_stage
from tui.screens.messenger import MessengerScreen
from tui.screens.telling import told
from tui.widgets.composer import Composer
from tui.widgets.conversation_list import ConversationList
from tui.widgets.key_footer import KeyFooter
from tui.widgets.lesson import Lesson
from tui.widgets.notice import Notice
from tui.widgets.phone import Phone
from tui.widgets.side_panel import SidePanel
from tui.widgets.transcript import Transcript

TWO_PANES = 96
"""Columns that the messenger and the phone need beside each other."""

_RELOADED = (
    "live",
    "list",
    "rows",
    "refresh",
    "conversation",
    "beside",
    "count",
    "filter",
    "by hand",
)
"""The groups of workers that show what the stage before had."""

MOVES = frozenset(
    {"up", "down", "j", "k", "pageup", "pagedown", "home", "end", "g", "G", "n", "f12"}
)
"""What moves the cursor on purpose; after a reply it goes on by itself."""

_OPENING = ("open", "scenarios", "lesson")
"""The groups of those that make and move stages."""


class TrainingScreen(MessengerScreen, LessonScreen):
    """The messenger in earnest, on a stage, with what the contact sees beside it.

    The lesson's keys come first at the foot of the screen; some of them are the messenger's
    elsewhere, and taken back here.

    Nothing on a stage happens by itself: texts are carried after each step, and after each
    thing that the trainer does by hand in the messenger.
    """

    CAN_TRIAGE = False
    CSS_PATH = STYLES
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (70, "-narrow"), (150, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-tall")]  # noqa: RUF012

    BINDINGS: ClassVar[list[BindingType]] = [BACK, RESTART, TYPE, LEAVE]

    def __init__(
        self, settings: Settings, classroom: Classroom, scenario: Scenario | None = None
    ) -> None:
        from core.desk import Desk

        texter = classroom.texter
        super().__init__(Desk(settings.database, texter), replace(settings, texter=texter))
        self.classroom = classroom
        self.behavior = Behavior.TYPE_1
        self._first = scenario
        self._still_shown: int | None = None
        """The conversation in question, where it has left the list and is shown all the same."""
        self._chosen_contact: tuple[str, str] | None = None
        """Whom the trainer moved to since the last step: whose phone shows, and who writes."""
        self._pressed_on: Widget | None = None
        self._chosen_in = -1
        """The step after which that was."""

    def compose(self) -> ComposeResult:
        """Build the messenger, the phone beside it, and the lesson beneath."""
        with Vertical(id="training"):
            with Horizontal(id="training-panes"):
                yield from self._panes()
                yield Phone(id="phone")
            yield Lesson(id="lesson")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Go by the stage's clock."""
        transcript, phone = self.query_one(Transcript), self.query_one(Phone)
        go_by_the_stage(self._now, (transcript, phone, self._list))
        self.query_one(SidePanel).zone = STAGE_ZONE
        self.query_one(Composer).hint_outside = "enter writes"
        self.query_one(Notice).now = self._now

    def _now(self) -> datetime:
        return self._stage.clock() if self.classroom.is_open else BEGINS_AT

    @property
    def _stage(self) -> Stage:
        return self.performance.stages[self.behavior]

    @property
    def _behaviors(self) -> tuple[Behavior, ...]:
        return (self.behavior,)

    @work(group="open")
    @told
    async def _open(self) -> None:
        """Begin the scenario, or ask which."""
        if self._first is not None:
            await self.begin(self._first)
        else:
            self.action_lesson_scenarios()

    async def _say_what_waits(self) -> None:
        """On the way out nothing waits: the stages are thrown away."""
        await self.ended(*_OPENING)
        await self._let_go()
        await self.classroom.close()

    # Showing a moment

    async def _let_go(self) -> None:
        for group in _RELOADED:
            self.workers.cancel_group(self, group)
        await self.ended(*_RELOADED)

    def _clear(self) -> None:
        self._still_shown, self._assignment = None, None
        self._list.empty_text = ""
        self._list.set_ids(array("q"), array("q"), self._sort)
        self._show_nothing()
        self.query_one(Phone).show(None)

    async def _show_moment(self) -> None:
        # In one frame: the list and the phone never show two moments.
        with self.app.batch_update():
            await self._load_moment()

    async def _load_moment(self) -> None:
        await self._let_go()
        stage = self._stage
        self._desk = stage.desk
        who, campaign = self._contact
        conversation_id = stage.conversation(who, campaign)
        self._shown, self._writing, self._assignment = None, False, None
        self._drafts.clear()
        self._still_shown = None
        await self._work_on(await stage.assignment(campaign))
        if not await self._stand_on(conversation_id):
            self._still_shown = conversation_id
            self._list.stand_nowhere()
        self._list.drop_rows(self._list.ids)
        await super()._show(conversation_id)
        self._watch()
        await self._show_beside_messenger()

    async def _show_beside_messenger(self) -> None:
        self.query_one(Phone).show(await self._stage.phone(*self._contact))
        await self._show_lesson()

    async def _show(self, conversation_id: int) -> ConversationView | None:
        """Show the phone of whoever is open, too."""
        view = await super()._show(conversation_id)
        if view is not None and not self._moving:
            await self._show_beside_messenger()
        return view

    @property
    def _contact(self) -> tuple[str, str]:
        if self._chosen_contact is not None and self._chosen_in == self.performance.position:
            return self._chosen_contact
        return super()._contact

    @property
    def _in_hand(self) -> int | None:
        return super()._in_hand if self._still_shown is None else self._still_shown

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Know what was clicked: only a row that was clicked is moved to on purpose."""
        self._pressed_on = event.widget

    @on(ConversationList.Highlighted)
    def _cursor_moved(self, event: ConversationList.Highlighted) -> None:
        """Where the trainer moves the cursor, the messenger is theirs."""
        if event.conversation_id is None or event.conversation_id != self._list.cursor_id:
            return
        self._still_shown = None
        held = self._app.held_keys
        clicked = held.clicked and self._pressed_on is self._list
        if clicked or held.press.key in MOVES:
            self._chosen_contact = self._stage.contact_of(event.conversation_id)
            self._chosen_in = self.performance.position

    async def _hint(self, by_hand: bool) -> str:
        """Say what waits, and why a conversation shows that is not on the list."""
        who = self.performance.scenario.person(self._contact[0]).first_name
        left = f"{who} has left the list" if self._still_shown is not None else ""
        return " · ".join(part for part in (left, await super()._hint(by_hand)) if part)

    def _look(self, conversation_id: int) -> None:
        """Nothing on a stage depends on how long the trainer lingers: unread marks stay."""

    # What the trainer does by hand

    def _changed(self) -> None:
        super()._changed()
        self._carry_by_hand()

    @work(group="by hand", exclusive=True)
    @told
    async def _carry_by_hand(self) -> None:
        """Carry what the trainer sent, and show it on the phone."""
        if self._moving or not self.classroom.is_open:
            return
        await self._stage.carry()
        await self._show_beside_messenger()

    # Layout

    def action_lesson_type(self) -> None:
        """Show the same moment under the other type."""
        self._move(self._change_type)

    async def _change_type(self) -> None:
        self.behavior = self._other_type

    def action_lesson_both(self) -> None:
        """Show both types side by side."""
        here = self.app.screen is self and not self._app.held_keys.repeats
        waits = [one for one in self.workers if one.node is self and one.group == "both"]
        if here and not waits and not self._moving and self.classroom.is_open:
            self._show_both()

    @work(group="both")
    @told
    async def _show_both(self) -> None:
        from tui.screens.side_by_side import SideBySideScreen

        await self._let_go()
        both = SideBySideScreen(self.classroom, self.behavior)
        await self.app.push_screen_wait(both)
        self.behavior = both.behavior
        await self._show_moment()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to change panes only where one shows at a time."""
        if action == "lesson_pane" and not self.has_class("-one-pane"):
            return False
        if not self.classroom.is_open and not action.startswith("lesson_"):
            return False  # There is nothing to work on yet.
        return super().check_action(action, parameters)

    def action_lesson_pane(self) -> None:
        """Change between messenger and phone, where only one fits."""
        self.toggle_class("-phone")
        shown = Phone if self.has_class("-phone") else ConversationList
        self.query_one(shown).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Show one pane at a time where two do not fit."""
        self.set_class(event.size.width < TWO_PANES, "-one-pane")
        self.refresh_bindings()

    def action_to_list(self) -> None:
        """Go back to the list, from writing as the contact too."""
        self.leave_writing()
        super().action_to_list()

    def action_lesson_leave(self) -> None:
        """Go back to where the training was opened from, or leave."""
        if self.app.screen is not self:
            return
        if any(type(screen) is MessengerScreen for screen in self.app.screen_stack):
            self.dismiss(None)
        else:
            self.app.exit()

    async def on_key(self, event: events.Key) -> None:
        """Keep Enter in the line that the contact writes in."""
        if isinstance(self.focused, Input):
            return
        await super().on_key(event)
