"""Pictures of the report of a practice session: three looks, two sizes; each was looked at."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion

from core.domain import Behavior, Texter
from core.settings import Settings
from core.training.practice_effort import Effort
from core.training.practice_history import past
from core.training.practice_plan import plan_practice
from core.training.practice_score import Circumstances, PracticeReport, score
from core.training.practice_standing import Done, Standing
from tests.tui.driving import until
from tui.app import TextbankApp
from tui.screens.practice_report import PracticeReportScreen, SessionsChart
from tui.screens.practice_rounds import PracticeRounds
from tui.themes import THEMES

ID = re.compile(r"terminal-\d+")
MONDAY = datetime(2026, 11, 23, 18, 42, tzinfo=UTC)
DONE = (Done.OPTED_OUT, Done.WRONG_NUMBER, Done.HIDDEN, Done.OPTED_OUT, Done.NOTHING, Done.REPLIED)


def report_of(done: tuple[Done, ...]) -> PracticeReport:
    """A session in which these things were done, one after the other and over again."""
    plan = plan_practice(11, 12, Behavior.TYPE_2)
    numbers = [one.number for one in plan.conversations]
    stand = {
        number: Standing(number, done[place % len(done)], waits=False)
        for place, number in enumerate(numbers)
    }
    efforts = {number: Effort(2.5 + place, 2 + place) for place, number in enumerate(numbers)}
    return score(plan, stand, efforts, Circumstances(MONDAY, "jo", 142.0))


@pytest.fixture(autouse=True)
def _one_look(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("NO_COLOR", "COLORTERM", "FORCE_COLOR", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_the_report_looks_as_it_was_kept(
    size: tuple[int, int], tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    report = report_of(DONE)
    sessions = [
        replace(past(report), at=MONDAY - timedelta(days=days), caught=caught, requests=8)
        for days, caught in ((9, 2), (6, 4), (3, 5), (2, 7), (1, 8))
    ]
    settings = Settings(Texter("jo"), tmp_path / "none.sqlite", theme=THEMES[0].name)
    rounds = PracticeRounds(settings, tmp_path)
    app = TextbankApp(
        settings, opening=lambda _: PracticeReportScreen(rounds, report, [*sessions, past(report)])
    )
    pictures: dict[str, str] = {}
    async with app.run_test(size=size) as pilot:
        await until(lambda: isinstance(app.screen, PracticeReportScreen), "the report shows")
        await until(lambda: app.screen.query(SessionsChart), "it is built")
        chart = app.screen.query_one(SessionsChart)
        await until(lambda: "18:42" in str(chart.content), "the chart is drawn")
        await pilot.pause()
        for theme in THEMES:
            app.theme = theme.name
            await pilot.pause(0.05)
            picture = app.export_screenshot()
            pictures[theme.name.removeprefix("textbank-")] = ID.sub("terminal", picture)
    kept = snapshot.use_extension(SVGImageExtension)
    different = [look for look, picture in pictures.items() if picture != kept(name=look)]
    assert different == []
