"""The frames of a hand-out: a scenario performed on a screen that nobody sees, step by step."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

from textual.pilot import Pilot

from core.domain import Behavior
from core.errors import BadInput, StepImpossible
from core.safe_text import for_display
from core.settings import Settings
from core.training.classroom import Classroom
from core.training.scenario import TRAINEE, Scenario
from tui.app import TextbankApp
from tui.handouts.picture import Picture, picture_of
from tui.handouts.resting import rest
from tui.screens.lessons import LessonScreen, step_words
from tui.screens.training import TrainingScreen

BEGINNING = "The beginning"

NO_DATABASE = Path("training.sqlite")
"""What the app takes for the texter's own database: a lesson opens none but its stages'."""


@dataclass(frozen=True, slots=True)
class HandoutPlan:
    """What is drawn, and how."""

    scenario: Scenario
    behaviors: tuple[Behavior, ...]
    """The provider type that is shown, or both of them, side by side."""
    columns: int
    rows: int
    theme: str
    """The full name of a look."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A moment of a scenario, safe to show."""

    number: int
    """How many steps have happened."""
    words: str
    """What happened in the last of them, in a line."""
    captions: tuple[tuple[Behavior, str], ...]
    """Why this happens, under each type that is shown."""
    picture: Picture


async def frames(plan: HandoutPlan) -> AsyncGenerator[Frame, None]:
    """Draw the beginning, and each step once it has happened.

    Takes about a second for the stages and a fifth of one for each step.

    Raises:
        BadInput: The stages cannot be set with what the scenario says.
        StepImpossible: A step cannot happen after those before it.
        DatabaseError: The stages cannot be written.
    """
    scenario = plan.scenario
    async with _lesson(plan) as (app, pilot):
        for number in range(len(scenario.steps) + 1):
            screen = cast(LessonScreen, app.screen)
            if number:
                screen.action_lesson_next()
                await rest(pilot)
            performance = screen.performance
            if performance.position != number:
                reason = app.problem or "The step did not happen."
                raise StepImpossible(f"Step {number} cannot be drawn. {reason}")
            step = performance.latest
            yield Frame(
                number,
                BEGINNING if step is None else step_words(scenario, step),
                tuple((one, for_display(performance.caption(one))) for one in plan.behaviors),
                _taken(app),
            )


class _LessonApp(TextbankApp):
    """The app, keeping what it would tell a trainer: no notice covers a frame."""

    CSS_PATH = str(files("tui").joinpath(TextbankApp.CSS_PATH))

    problem = ""
    """The last thing that did not work."""

    def notify(self, message: str, *, severity: str = "information", **_: Any) -> None:
        """Keep it, where it is an error."""
        if severity == "error":
            self.problem = message


@asynccontextmanager
async def _lesson(plan: HandoutPlan) -> AsyncIterator[tuple[_LessonApp, Pilot[None]]]:
    """The lesson before its first step, at rest."""
    scenario = plan.scenario
    if len(plan.behaviors) == 1:
        scenario = replace(scenario, shown_with=plan.behaviors[0])
    classroom = Classroom()
    settings = Settings(TRAINEE, NO_DATABASE, theme=plan.theme)
    with _as_for_anybody():
        app = _LessonApp(
            settings, opening=lambda app: TrainingScreen(app.settings, classroom, scenario)
        )
    try:
        async with app.run_test(size=(plan.columns, plan.rows), notifications=True) as pilot:
            await rest(pilot, when=lambda: classroom.is_open or bool(app.problem))
            if not classroom.is_open:
                raise BadInput(app.problem)
            if len(plan.behaviors) > 1:
                cast(LessonScreen, app.screen).action_lesson_both()
                await rest(pilot, when=lambda: not isinstance(app.screen, TrainingScreen))
            yield app, pilot
    finally:
        await classroom.close()


@contextmanager
def _as_for_anybody() -> Iterator[None]:
    """Make the app as if nobody had asked for no colors: a hand-out is not for this terminal."""
    unwanted = os.environ.pop("NO_COLOR", None)
    try:
        yield
    finally:
        if unwanted is not None:
            os.environ["NO_COLOR"] = unwanted


def _taken(app: TextbankApp) -> Picture:
    theme = app.ansi_theme_dark if app.current_theme.dark else app.ansi_theme_light
    return picture_of(app.screen._compositor.render_strips(), app.size.width, theme)
