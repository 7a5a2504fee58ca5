"""A practice session from its first reply to its report, driven by keys in the real messenger."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from core.domain import Behavior, Texter
from core.settings import Settings
from core.training.database import is_training_file
from core.training.practice_history import past, past_sessions
from core.training.practice_plan import PracticeConversation
from core.training.practice_score import Outcome, Typical
from core.training.practice_standing import Done
from tests.core.rules_world import OwnClock
from tests.tui.driving import Driven, until
from tui.app import TextbankApp
from tui.commands.practising import show_reports
from tui.commands.running import Run
from tui.screens.practice import PracticeScreen
from tui.screens.practice_report import PracticeReportScreen
from tui.screens.practice_rounds import PracticeRounds
from tui.widgets.practice_strip import PracticeStrip

MONDAY = datetime(2026, 11, 23, 18, 42, tzinfo=UTC)
SEED = 11
"""Six contacts: three ask for nothing, one is the wrong one, two ask to opt out."""


class Seconds:
    """A clock that passes when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Practising(Driven):
    """A session under way, and the clock it is timed by."""

    def __init__(self, pilot: Pilot[None], rounds: PracticeRounds, seconds: Seconds) -> None:
        app = pilot.app
        assert isinstance(app, TextbankApp)
        super().__init__(app, pilot)
        self.rounds = rounds
        self.seconds = seconds

    @property
    def practice(self) -> PracticeScreen:
        """The session's screen, also where a dialog stands before it."""
        return next(s for s in self.app.screen_stack if isinstance(s, PracticeScreen))

    async def begun(self) -> None:
        """Wait until everybody has replied and the list shows it."""
        practice = await until(
            lambda: next((s for s in self.app.screen_stack if isinstance(s, PracticeScreen)), None),
            "a session begins",
        )
        await until(
            lambda: len(practice._standings) == len(practice._plan.conversations),
            "everybody has replied",
        )
        await until(lambda: practice._efforts.in_hand is not None, "a reply is in hand")

    @property
    def in_hand(self) -> PracticeConversation:
        """Whose conversation the messenger shows, by the plan."""
        shown = self.practice._shown
        assert shown is not None
        return next(one for one in self.practice._plan.conversations if one.number == shown.number)

    async def take(self, seconds: float, *keys: str, leaves: bool = True) -> None:
        """Look at the conversation in hand for so long, then press these keys for it."""
        before = self.in_hand
        self.seconds.now += seconds
        for key in keys:
            await self.press(key)
            if self.dialog is not None:
                await self.dialog_settled()
        if leaves:
            await until(
                lambda: self.practice._efforts.in_hand != before.number, "the next is in hand"
            )

    async def rest(self, seconds: float) -> None:
        """Let go of the keys for so long, from when the screen has taken notice of the last."""
        keys = self.app.held_keys
        await until(lambda: self.practice._pressed == keys.pressed, "the last key is noticed")
        self.seconds.now += seconds

    async def end(self) -> None:
        """Press q twice, with the pause of a hand."""
        await self.post_keys([("q", monotonic()), ("q", monotonic() + 1.0)])

    async def report(self) -> PracticeReportScreen:
        """Wait for the report."""
        screen = await until(
            lambda: self.app.screen if isinstance(self.app.screen, PracticeReportScreen) else None,
            "the report shows",
        )
        assert isinstance(screen, PracticeReportScreen)
        return screen

    def report_text(self) -> str:
        """Every word of the report."""
        return "\n".join(str(part.content) for part in self.app.screen.query(Static))


@asynccontextmanager
async def practising(
    folder: Path,
    conversations: int = 6,
    *,
    behavior: Behavior = Behavior.TYPE_1,
    size: tuple[int, int] = (80, 24),
    theme: str = "textbank-light",
) -> AsyncIterator[Practising]:
    """A session in which everybody has replied, timed by a clock that stands."""
    seconds = Seconds()
    settings = Settings(Texter("jo"), folder / "none.sqlite", theme=theme)
    rounds = PracticeRounds(
        settings,
        folder,
        conversations,
        behavior,
        pace=0.0,
        clock=seconds,
        now=OwnClock(MONDAY),
        next_seed=lambda: SEED + 1,
    )
    app = TextbankApp(settings, opening=lambda _: PracticeScreen(rounds, SEED))
    async with app.run_test(size=size, notifications=True) as pilot:
        driven = Practising(pilot, rounds, seconds)
        await driven.begun()
        yield driven


WHAT_TO_DO = {
    "I revoke my consent to receive messages": (4.0, ("o", "enter")),
    "S T O P": (6.0, ("h", "f7")),
    "👍 to “Reply STOP to end”": (2.0, ("o", "enter")),
    "yes!": (10.0, ("r", "T", "h", "x", "enter")),
    "Nope not me": (3.0, ("w",)),
    "They should stop building condos": (5.0, ("f6",)),
}
"""Seconds and keys for each reply, with three mistakes among them."""

PRINTED = """\
Practice · provider type 1 · seed 11
Requests to opt out: 1 of 2 caught, 1 missed
Wrongly opted out: 1
Wrong numbers: 1 of 1 told apart
Seconds for each: median 4.5 s, mean 5 s
Keys for each: median 2, mean 2.2
In all: 6 of 6 dealt with in 0:33
3 conversations to look at again.
"""


async def work_through(driven: Practising) -> None:
    """Deal with everybody, from the conversation in hand onwards."""
    left = dict(WHAT_TO_DO)
    while left:
        seconds, keys = left.pop(driven.in_hand.text)
        await driven.take(seconds, *keys)


async def test_a_session_with_known_mistakes_gives_exactly_that_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with practising(tmp_path) as driven:
        assert is_training_file(driven.practice._desk.path)
        strip = driven.practice.query_one(PracticeStrip)
        await until(lambda: "6 waiting · 0 done · 0 to come" in str(strip.content), "it counts")
        await work_through(driven)
        await until(lambda: driven.practice._is_finished, "all is done")
        assert driven.app.screen is driven.practice, "the last may still be undone"
        await driven.rest(3.0)
        screen = await driven.report()
        await driven.shows("seconds for each", driven.report_text)
        shown = driven.report_text()

    [report] = driven.rounds.reports
    assert (report.requests, report.caught, report.missed, report.not_reached) == (2, 1, 1, 0)
    assert (report.wrongly_opted_out, report.wrong_numbers, report.told_apart) == (1, 1, 1)
    assert report.seconds == Typical(4.5, 5.0)
    assert report.keys == Typical(2.0, 2.2)
    assert (report.dealt_with, report.total_seconds) == (6, 33.0)
    assert [(one.text, one.outcome, one.done) for one in report.mistakes] == [
        ("👍 to “Reply STOP to end”", Outcome.WRONGLY_OPTED_OUT, Done.OPTED_OUT),
        ("S T O P", Outcome.MISSED, Done.HIDDEN),
        ("They should stop building condos", Outcome.WRONGLY_MARKED, Done.WRONG_NUMBER),
    ]
    assert past_sessions().sessions == (past(report),)
    show_reports(Run(screen._rounds.settings, as_json=False), driven.rounds.reports)
    printed = capsys.readouterr().out
    assert printed.startswith(PRINTED)
    for one in report.mistakes:
        assert f"\n    {one.text}\n" in printed
        for words in (printed, shown):
            assert one.text in words
            assert one.why in words
    assert "1 of 2, 1 wrongly, 4.5 s" in shown
    assert "You hid it. Right: opt out." in shown


async def test_undone_counts_as_what_stands_and_what_was_not_reached_is_no_mistake(
    tmp_path: Path,
) -> None:
    async with practising(tmp_path) as driven:
        first = driven.in_hand.number
        await driven.take(2.0, "o", "enter")
        await driven.press("z")
        await until(lambda: driven.practice._efforts.in_hand == first, "it is back, in hand")
        await driven.press("q")
        await driven.shows("once more ends", driven.notice_text)
        await driven.end()
        await driven.report()

    [report] = driven.rounds.reports
    assert (report.caught, report.missed, report.wrongly_opted_out) == (0, 0, 0)
    assert (report.not_reached, report.dealt_with, report.mistakes) == (2, 0, ())
    assert past_sessions().sessions == (), "nothing was done: nothing is kept"


async def test_when_the_time_is_over_a_question_is_still_answered(tmp_path: Path) -> None:
    async with practising(tmp_path) as driven:
        number = driven.in_hand.number
        await driven.ask_to_opt_out()
        strip = driven.practice.query_one(PracticeStrip)
        driven.seconds.now += driven.rounds.minutes * 60
        await until(lambda: "Time is over" in str(strip.content), "it says so")
        assert driven.dialog is not None
        await driven.press("enter")
        await driven.rest(1.5)
        await driven.report()

    [report] = driven.rounds.reports
    assert report.dealt_with == 1
    assert number in {one.number for one in report.mistakes} or report.caught == 1


async def test_the_report_leads_to_the_same_session_again_and_to_a_new_one(
    tmp_path: Path,
) -> None:
    async with practising(tmp_path, 3) as driven:
        plan = driven.practice._plan
        for key, expected in (("r", SEED), ("n", SEED + 1)):
            await driven.end()
            await driven.report()
            await driven.press(key)
            await driven.begun()
            assert driven.practice._plan.seed == expected
            assert (driven.practice._plan == plan) is (expected == SEED)
        await driven.end()
        await driven.report()
        await driven.pilot.click("#leave")

    assert [one.seed for one in driven.rounds.reports] == [SEED, SEED, SEED + 1]
    assert not driven.app.parting


async def test_whoever_leaves_at_once_has_the_report_all_the_same(tmp_path: Path) -> None:
    async with practising(tmp_path) as driven:
        await driven.take(2.0, "o", "enter")
        await driven.press("ctrl+q")

    [report] = driven.rounds.reports
    assert report.dealt_with == 1
    assert past_sessions().sessions == (past(report),)


@pytest.mark.parametrize(("conversations", "minutes"), [(20, 5.0), (60, 5.0), (200, 3.0)])
def test_everybody_replies_in_good_time(tmp_path: Path, conversations: int, minutes: float) -> None:
    settings = Settings(Texter("jo"), tmp_path / "none.sqlite")
    rounds = PracticeRounds(settings, tmp_path, conversations, minutes=minutes)

    assert rounds.plan(7).conversations[-1].arrives_at <= 0.75 * minutes * 60
