"""The figures on the screen and in the terminal: what shows, how it is asked for, how it looks."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion

import core.statistics
import tui.screens.statistics
from core.domain import Behavior
from core.statistics import Asked, statistics
from core.statistics_periods import Step, Zone
from core.statistics_views import Bucket, Delays, Figures, Statistics, Waiting
from core.views_detection import JudgementTally
from tests.core.rules_world import OwnClock
from tests.core.statistics_world import NOON, make_two_days
from tests.core.world import MARIA, SAM, make_campaign, open_desk
from tests.tui.command_line import CommandLine
from tests.tui.driving import Driven, make_app, screen_text, until
from tui.plotting import BAR, Bars, bars_of, draw_bars, latest, room
from tui.screens.messenger import MessengerScreen
from tui.screens.statistics import CampaignPicker, StatisticsScreen
from tui.statistics_words import duration, heading
from tui.themes import THEMES

ID = re.compile(r"terminal-\d+")
LATER = NOON + timedelta(days=2, hours=3)
HOSTILE = "[@click=app.quit]\x1b]52;c;aGk=\x07 \u202eSpring[/b]"


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


@pytest.fixture(scope="module")
def two_days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the two days that tests/core/test_statistics.py counts."""
    folder = tmp_path_factory.mktemp("two-days")
    asyncio.run(make_two_days(folder / "textbank.sqlite"))
    return folder


@pytest.fixture
def world_path(two_days: Path, tmp_path: Path) -> Path:
    """A copy of them."""
    shutil.copytree(two_days, tmp_path / "world")
    return tmp_path / "world" / "textbank.sqlite"


@asynccontextmanager
async def at_figures(path: Path, size: tuple[int, int]) -> AsyncIterator[Driven]:
    """The figures, opened from the messenger."""
    app = make_app(path, clock=OwnClock(LATER))
    async with app.run_test(size=size, notifications=True) as pilot:
        driven = Driven(app, pilot)
        await until(lambda: app.desk._reader is not None, "the database is open")
        await app.desk.database()
        await until(lambda: len(app.screen_stack) > 1, "it asks on which assignment")
        await driven.press("escape")
        await until(lambda: isinstance(app.screen, MessengerScreen), "the messenger shows")
        await driven.press("N")
        await until(lambda: isinstance(app.screen, StatisticsScreen), "the figures open")
        await until(lambda: figures(driven).found, "they are counted")
        await driven.shows("At a glance", lambda: screen_text(app))
        yield driven


def figures(driven: Driven) -> StatisticsScreen:
    assert isinstance(driven.app.screen, StatisticsScreen)
    return driven.app.screen


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_the_figures_look_as_they_were_kept(
    size: tuple[int, int], world_path: Path, snapshot: SnapshotAssertion
) -> None:
    async with at_figures(world_path, size) as driven:
        await driven.shows("1 Oct", lambda: screen_text(driven.app))
        await driven.pilot.pause()
        picture = ID.sub("terminal", driven.app.export_screenshot())
    assert picture == snapshot.use_extension(SVGImageExtension)


async def test_keys_change_what_is_counted_and_drawn(world_path: Path) -> None:
    async with at_figures(world_path, (120, 40)) as driven:
        app = driven.app
        screen = figures(driven)
        assert "days of UTC" in screen_text(app)
        assert "Opt-outs per day" in screen_text(app)
        await driven.press("p", "p")
        await driven.shows("Replies per day", lambda: screen_text(app))
        await driven.press("d")
        await driven.shows("Replies per hour", lambda: screen_text(app))
        assert "hours of UTC" in screen_text(app)
        await driven.press("t")
        await driven.shows("since 3 Oct 2026", lambda: screen_text(app))
        assert "Nothing to draw yet." in screen_text(app)
        await driven.press("t")
        await driven.shows("since 27 Sep 2026", lambda: screen_text(app))

        await driven.press("c")
        await until(lambda: isinstance(app.screen, CampaignPicker), "it asks for a campaign")
        await driven.press("j", "enter")
        await until(
            lambda: screen.found is not None and screen.found.campaign == "=Harbour",
            "the newest campaign is counted",
        )
        await driven.shows("=Harbour, Open Roads", lambda: screen_text(app))
        await driven.press("escape")
        await until(lambda: isinstance(app.screen, MessengerScreen), "esc leads back")


async def test_every_look_colours_the_bars_and_none_is_needed_to_read_them(
    world_path: Path,
) -> None:
    async with at_figures(world_path, (80, 24)) as driven:
        plain = screen_text(driven.app)
        assert BAR in plain
        for theme in THEMES:
            driven.app.theme = theme.name
            color = theme.variables["button-live-background"]
            await until(lambda color=color: bar_colors(driven) == {color}, "the bars are its own")
            assert screen_text(driven.app) == plain


def bar_colors(driven: Driven) -> set[str]:
    return {
        segment.style.color.name
        for strip in driven.app.screen._compositor.render_strips()
        for segment in strip
        if BAR in segment.text and segment.style and segment.style.color
    }


async def test_it_is_told_how_far_the_counting_is(
    world_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tui.screens.statistics, "PATIENCE", -1.0)
    monkeypatch.setattr(core.statistics, "CONVERSATIONS", 5)
    told: list[str] = []
    title = StatisticsScreen._title

    def noted(screen: StatisticsScreen, words: str) -> None:
        told.append(words)
        title(screen, words)

    monkeypatch.setattr(StatisticsScreen, "_title", noted)
    async with at_figures(world_path, (80, 24)):
        assert "Counting: 33%" in told
        assert told[-1].startswith("Open Roads · all time")


async def test_names_from_outside_are_letters_only(database_path: Path) -> None:
    await call_a_campaign(database_path, HOSTILE)
    app = make_app(database_path)
    async with app.run_test(size=(140, 40), notifications=True) as pilot:
        driven = Driven(app, pilot)
        await until(lambda: app.desk._reader is not None, "the database is open")
        await driven.press("N")
        await until(lambda: isinstance(app.screen, StatisticsScreen), "the figures open")
        await driven.shows("[@click=app.quit]", lambda: screen_text(app))
        assert not {"\x1b", "\x07", "\u202e"} & set(screen_text(app))


async def call_a_campaign(path: Path, name: str) -> None:
    """A campaign of this name, with an opt-out."""
    async with open_desk(path) as desk:
        world = await make_campaign(desk, Behavior.TYPE_1, (MARIA,), campaign=name)
        await desk.opt_out(world.conversations[0])


# --- The command -------------------------------------------------------------------------------


def test_the_command_prints_the_figures_with_a_plot_and_writes_them(world_path: Path) -> None:
    textbank = CommandLine(world_path.parent)

    printed = textbank("stats", "--csv", world_path.parent / "figures.csv")
    assert printed.startswith("Open Roads · all time · days of UTC\n")
    assert re.search(r"have replied +6   75.0 % of 8\n", printed)
    assert re.search(r"1   11.1 %  not sent: the provider had told the contact\n", printed)
    assert BAR * 3 in printed
    assert printed.splitlines()[-1].endswith("figures.csv.")
    rows = (world_path.parent / "figures.csv").read_text("utf-8").splitlines()
    assert "total,Open Roads,,,,opted_out,6,8,0.75" in rows

    of_day = textbank.json("stats", "--since", "2026-10-02", "--until", "2026-10-02")
    assert (of_day["total"]["opt_outs"], of_day["since"]) == (1, "2026-10-02T00:00:00.000000Z")
    assert of_day["until"] == "2026-10-03T00:00:00.000000Z"
    hours = textbank.json("stats", "--by", "hour", "--time-zone", "Asia/Tokyo")
    assert (hours["by"], hours["time_zone"]) == ("hour", "Asia/Tokyo")
    assert hours["time"][0]["start"] == "2026-10-01T12:00:00.000000Z"
    only = textbank.json("stats", "--campaign", "=Harbour", "--organization", "Open Roads")
    assert [one["campaign"] for one in only["campaigns"]] == ["=Harbour"]
    assert sum(only["total"]["confirmations"].values()) == 2

    textbank.fails(3, "stats", "--campaign", "Autumn")
    assert "is no date" in textbank.fails(1, "stats", "--since", "11/23/2026")
    assert "is no date" in textbank.fails(
        1, "detection", "report", "--since", "11/23/2026", "--administrator"
    )


def test_the_command_prints_names_from_outside_as_letters_only(database_path: Path) -> None:
    asyncio.run(call_a_campaign(database_path, HOSTILE))

    printed = CommandLine(database_path.parent)("stats", "--database", database_path)
    assert "[@click=app.quit]" in printed
    assert not {"\x1b", "\x07", "\u202e"} & set(printed)


async def _headings_of_two_organizations(path: Path) -> list[tuple[str, int]]:
    """What stands above the figures of all, of one and of a campaign, and how many opt-outs."""
    clock = OwnClock(NOON)
    async with open_desk(path, clock=clock) as desk:
        for organization, numbers, line in (
            ("Open Roads", (MARIA,), "+12025550100"),
            ("Closed Roads", (MARIA, SAM), "+12025550111"),
        ):
            world = await make_campaign(
                desk, Behavior.TYPE_1, numbers, organization=organization, line=line,
                campaign=f"Spring of {organization}", now=clock(),
            )  # fmt: skip
            for number in numbers:
                await world.simulator.say(line, number, "please stop texting me", clock())
                await (await desk.worker()).receive_due()
                await desk.opt_out(world.conversation_with(number))
        found = [
            await statistics(desk.reader, Asked(Zone(UTC, "UTC"), *whose), clock())
            for whose in ((None, None), ("Closed Roads", None), (None, "Spring of Open Roads"))
        ]
    return [(heading(one), one.total.opt_outs) for one in found]


def test_organizations_are_counted_together_only_where_the_heading_says_so(
    database_path: Path,
) -> None:
    assert asyncio.run(_headings_of_two_organizations(database_path)) == [
        ("All organizations · all time", 3),
        ("Closed Roads · all time", 2),
        ("Spring of Open Roads, Open Roads · all time", 1),
    ]
    # Who asks makes no difference to what is counted.
    textbank = CommandLine(database_path.parent)
    of_texter = textbank("stats", "--database", database_path, "--texter", "amy")
    assert of_texter.startswith("All organizations · ")
    assert "Spring of Closed Roads, Closed Roads" in of_texter
    of_ada = textbank("stats", "--database", database_path, "--texter", "ada", "--administrator")
    assert of_ada == of_texter
    report = textbank("detection", "report", "--database", database_path)
    assert report.startswith("All 2 organizations together.\nDecided: 3 read as requests")


def test_an_empty_database_is_counted_too(database_path: Path) -> None:
    textbank = CommandLine(database_path.parent)

    assert "Nothing has happened yet." in textbank("stats", "--database", database_path)
    shape = json.loads(textbank("stats", "--database", database_path, "--json"))
    assert shape["total"]["opt_out_rate"] is None


# --- Drawing -----------------------------------------------------------------------------------


def counted(*values: int, step: Step = Step.DAY, zone: Zone | None = None) -> Statistics:
    """As many opt-outs on each day from the first of March on, or in each hour from midnight."""
    zone = zone or Zone(UTC, "UTC")
    start = zone.midnight(datetime(2026, 3, 1).date())
    buckets = tuple(
        Bucket(zone.start_of(start + place * (timedelta(hours=1) if step is Step.HOUR else
                                              timedelta(days=1, minutes=1)), step), opt_outs=value)
        for place, value in enumerate(values)
        if value
    )  # fmt: skip
    return Statistics(NOON, None, None, None, None, zone, step, Figures(), (), (), buckets,
                      Delays(), Delays(), JudgementTally(""), Waiting())  # fmt: skip


@pytest.mark.parametrize("height", [5, 9, 20])
@pytest.mark.parametrize("values", [(1,), (0.5, 0), (3, None, 0, 7), (1, *range(40)), (10**9, 1)])
def test_bars_are_in_proportion_and_within_their_room(
    values: tuple[float | None, ...], height: int
) -> None:
    import plotext
    from textual_plotext import Plot

    bars = Bars(tuple(f"{place} Nov" for place in range(len(values))), values)
    lines = draw_bars(Plot(), bars, 100, height)

    assert lines == draw_bars(plotext, bars, 100, height)
    assert len(lines) == height
    assert max(map(len, lines)) <= 100
    tall = [column.count(BAR) for column in zip(*(line.ljust(100) for line in lines), strict=True)]
    shown = [value for value in values if value]
    assert len([run for run in re.split(r"0+", "".join(map(str, map(bool, tall))).replace(
        "True", "1").replace("False", "0")) if run]) == len(shown)  # fmt: skip
    assert min(column for column in tall if column) >= 1
    assert max(tall) <= height - 1


def test_days_without_anything_are_drawn_and_a_change_of_clocks_skips_none() -> None:
    found = counted(1, 0, 0, 4)
    assert bars_of(found, "opt_outs", 10).values == (1, 0, 0, 4)
    assert bars_of(found, "opt_outs", 2).values == (0, 4)
    assert bars_of(found, "opt_out_rate", 4).values == (None, None, None, None)

    # On 29 March 2026 the clocks in Berlin go forward, from 2 to 3.
    from core.statistics_periods import zone_named

    berlin = zone_named("Europe/Berlin", NOON)
    days = latest(counted(*[1] * 27, 0, 0, 0, 5, zone=berlin), 40)
    assert [berlin.local(one.start).day for one in days] == list(range(1, 32))
    assert room(80) * 2 <= 80


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, "–"), (0, "0 s"), (0.25, "0.2 s"), (42, "42 s"), (363, "6 min 3 s"),
     (7800, "2 h 10 min"), (273_600, "3 d 4 h"), (3600, "1 h")],
)  # fmt: skip
def test_delays_are_read_at_a_glance(seconds: float | None, words: str) -> None:
    assert duration(seconds) == words
