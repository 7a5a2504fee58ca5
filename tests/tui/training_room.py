"""The training screen, driven by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from core.domain import Behavior, Texter
from core.settings import Settings
from core.training.classroom import Classroom
from core.training.library import scenario_named
from core.training.performance import Performance
from core.training.scenario import Scenario
from tests.tui.driving import until
from tests.tui.harness import drawn
from tui.app import TextbankApp
from tui.screens.training import TrainingScreen
from tui.widgets.lesson import Lesson
from tui.widgets.phone import Phone
from tui.widgets.transcript import Transcript


@dataclass
class Room:
    """A running lesson, and the trainer's hands."""

    app: TextbankApp
    pilot: Pilot[None]
    classroom: Classroom

    @property
    def screen(self) -> TrainingScreen:
        """The training screen, also where another stands before it."""
        return next(one for one in self.app.screen_stack if isinstance(one, TrainingScreen))

    @property
    def performance(self) -> Performance:
        return self.classroom.performance

    @property
    def ids(self) -> list[int]:
        """The conversations on the list."""
        return list(self.screen._list.ids)

    def conversation(self, who: str = "") -> int:
        performance = self.performance
        stage = performance.stages[self.screen.behavior]
        return stage.conversation(who or performance.who, performance.campaign)

    def phone(self) -> str:
        return _joined(drawn(self.app.screen.query_one(Phone)))

    def transcript(self) -> str:
        return _joined(drawn(self.app.screen.query_one(Transcript)))

    def lesson(self) -> str:
        lesson = self.app.screen.query_one(Lesson)
        return " ".join(str(part.content) for part in lesson.query(Static))

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until the lesson is at rest after each."""
        for key in keys:
            await self.pilot.press(key)
            await self.rest()

    async def rest(self) -> None:
        """Wait until nothing moves any more."""
        await until(self._rests, "the lesson is at rest")

    def _rests(self) -> bool:
        busy = (
            "open",
            "lesson",
            "by hand",
            "conversation",
            "beside",
            "list",
            "refresh",
            "both",
            "writing",
        )
        return not any(
            worker.group in busy and not worker.is_finished for worker in self.app.workers
        )

    async def shows(self, words: str, where: str) -> None:
        """Wait until the phone, the transcript or the lesson says these words."""
        try:
            await until(lambda: words in getattr(self, where)(), f"the {where} says “{words}”")
        except AssertionError as error:
            raise AssertionError(f"{error} It says:\n{getattr(self, where)()}") from None


def _joined(lines: list[str]) -> str:
    return " ".join(" ".join(lines).replace("│", " ").split())


@asynccontextmanager
async def lesson(
    scenario: str | Scenario, size: tuple[int, int] = (120, 40), theme: str = "textbank-light"
) -> AsyncIterator[Room]:
    """A lesson on the screen, before its first step."""
    told = scenario_named(scenario) if isinstance(scenario, str) else scenario
    classroom = Classroom()
    app = TextbankApp(
        Settings(Texter("jo"), Path("/nowhere/textbank.sqlite"), theme=theme),
        opening=lambda app: TrainingScreen(app.settings, classroom, told),
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        room = Room(app, pilot, classroom)
        await until(lambda: classroom.is_open, "the stage is set")
        await room.rest()
        yield room


BOTH = tuple(Behavior)
