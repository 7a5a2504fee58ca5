"""The figures: plots, and the numbers beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from time import monotonic
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from core.desk import Desk
from core.safe_text import for_line
from core.statistics_periods import Step, Zone, zone_named
from core.statistics_views import Statistics
from tui.screens.picker import Picker
from tui.screens.telling import TellingScreen, told
from tui.statistics_words import PLOTS, heading, sections, zone_words
from tui.widgets.bars_over_time import BarsOverTime
from tui.widgets.key_footer import KeyFooter
from tui.widgets.when import time_words

WIDE = 110
"""Columns from which the plots stand beside the numbers."""

PATIENCE = 1.0
"""Seconds of counting after which it is told how far it is."""

PERIODS: tuple[tuple[str, int | None], ...] = (
    ("all time", None),
    ("today", 1),
    ("7 days", 7),
    ("30 days", 30),
)
"""What `t` goes through: so many days, this one included."""

MOST_CAMPAIGNS = 500
"""How many a texter can pick from; `textbank stats --campaign` takes any."""


Whose = tuple[str | None, str | None]
"""An organization and a campaign by their names."""
EVERYBODY: Whose = (None, None)


class CampaignPicker(Picker[Whose]):
    """Asks whose figures are to be shown."""

    TITLE_WORDS = "Whose figures?"
    HOW = "enter shows them · esc back"


class StatisticsScreen(TellingScreen):
    """Shows what was counted; counting goes on behind it."""

    AUTO_FOCUS = "#figures-body"
    BINDING_GROUP_TITLE = "The figures"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012

    DEFAULT_CSS = """
    StatisticsScreen { background: $centre-background; color: $centre-text; }
    StatisticsScreen #figures-title {
        height: 1; padding: 0 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis;
        background: $list-background; color: $list-text;
    }
    StatisticsScreen #figures { height: 1fr; layout: vertical; }
    StatisticsScreen #figures-plots { height: 10; width: 100%; border-top: solid $line; }
    StatisticsScreen #second-plot { display: none; }
    StatisticsScreen #figures-body {
        height: 1fr; width: 1fr; padding: 0 1;
        background: $centre-background; color: $centre-text;
        scrollbar-size-vertical: 1;
        scrollbar-background: $centre-background; scrollbar-color: $line;
        scrollbar-background-hover: $centre-background;
        scrollbar-background-active: $centre-background;
        scrollbar-color-hover: $centre-muted; scrollbar-color-active: $centre-muted;
    }
    StatisticsScreen #figures-body Static {
        width: 100%; height: auto; margin-bottom: 1; text-wrap: nowrap; text-overflow: ellipsis;
    }
    StatisticsScreen.-wide #figures { layout: horizontal; }
    StatisticsScreen.-wide #figures-plots { width: 42; height: 100%; border: none; }
    StatisticsScreen.-wide #second-plot { display: block; margin-top: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,N,ctrl+f9", "leave", "Back", id="statistics.leave",
                tooltip="Go back to the conversations"),
        Binding("p,f2", "plot", "Plot", id="statistics.plot",
                tooltip="Draw opt-outs, the opt-out rate, replies or first messages"),
        Binding("d,f3", "step", "Days/hours", id="statistics.step",
                tooltip="Count by day or by hour"),
        Binding("t,f4", "period", "Period", id="statistics.period",
                tooltip="Count all time, today, the last 7 days or the last 30"),
        Binding("c,f6", "campaign", "Campaign", id="statistics.campaign",
                tooltip="Count one campaign, or all of them"),
        Binding("r,f5", "count", "Again", id="statistics.count", tooltip="Count again"),
        Binding("question_mark,f1", "keys", "Keys", id="statistics.keys", show=False,
                tooltip="Show the keys of where you are"),
        Binding("q,ctrl+q", "app.quit", "Quit", id="statistics.quit", show=False,
                tooltip="Leave textbank"),
        Binding("j", "scroll(1)", "Down", show=False, id="statistics.down"),
        Binding("k", "scroll(-1)", "Up", show=False, id="statistics.up"),
    ]  # fmt: skip

    def __init__(self, desk: Desk, zone: Zone | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._zone = zone or zone_named(None, desk.now())
        self._step = Step.DAY
        self._period = 0
        self._plot = 0
        self._whose = EVERYBODY
        self.found: Statistics | None = None
        """What was counted last; None while it is counted for the first time."""

    def compose(self) -> ComposeResult:
        """Build the plots and the room for the numbers."""
        yield Static("Figures", id="figures-title", markup=False)
        with Container(id="figures"):
            with VerticalScroll(id="figures-body"):
                yield Static("Counting…", id="figures-words", markup=False)
            with Vertical(id="figures-plots"):
                yield BarsOverTime(id="first-plot")
                yield BarsOverTime(id="second-plot")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Count as soon as the screen is there."""
        self._count()

    @work(group="count", exclusive=True)
    @told
    async def _count(self) -> None:
        from core.statistics import Asked, statistics

        begun = monotonic()

        def on_progress(part: float) -> None:
            if monotonic() - begun > PATIENCE:
                self._title(f"Counting: {part:.0%}")

        now = self._desk.now()
        days = PERIODS[self._period][1]
        since = None
        if days is not None:
            first = self._zone.local(now).date() - timedelta(days=days - 1)
            since = self._zone.midnight(first)
        asked = Asked(self._zone, *self._whose, since, step=self._step)
        self._show(await statistics(self._desk.reader, asked, now, on_progress))

    def _show(self, found: Statistics) -> None:
        self.found = found
        self._title(
            f"{heading(found)} · {zone_words(found)} · "
            f"counted {time_words(found.at, self._zone.zone)}"
        )
        parts = [
            Content("\n").join(
                [Content.styled(section.title, "bold"), *map(Content, section.lines)]
            )
            for section in sections(found)
        ]
        self.query_one("#figures-words", Static).update(Content("\n\n").join(parts))
        self._draw()

    def _title(self, words: str) -> None:
        self.query_one("#figures-title", Static).update(Content(words))

    def _draw(self) -> None:
        if self.found is not None:
            names: Sequence[str] = tuple(PLOTS)
            for place, name in enumerate(("#first-plot", "#second-plot")):
                figure = names[(self._plot + place) % len(names)]
                self.query_one(name, BarsOverTime).show(self.found, figure)

    def action_plot(self) -> None:
        """Draw the next figure."""
        self._plot = (self._plot + 1) % len(PLOTS)
        self._draw()

    def action_step(self) -> None:
        """Count by hour in place of days, or by day again."""
        self._step = Step.DAY if self._step is Step.HOUR else Step.HOUR
        self._count()

    def action_period(self) -> None:
        """Count another period."""
        self._period = (self._period + 1) % len(PERIODS)
        self._count()

    def action_count(self) -> None:
        """Count again."""
        self._count()

    @work(group="campaign", exclusive=True)
    @told
    async def action_campaign(self) -> None:
        """Pick whose figures are shown."""
        from core.statistics import campaigns_to_count

        there = await campaigns_to_count(self._desk.reader, MOST_CAMPAIGNS)
        several = len({organization for organization, _ in there}) > 1
        entries: list[tuple[Whose, Content]] = [(EVERYBODY, Content("All of them"))]
        for organization, name in there:
            words = for_line(name, 50)
            if several:
                words += f" · {for_line(organization, 30)}"
            entries.append(((organization, name), Content(words)))
        known = [whose for whose, _ in entries]
        chosen = known.index(self._whose) if self._whose in known else 0
        whose = await self.app.push_screen_wait(CampaignPicker(entries, chosen))
        if whose is not None:
            self._whose = whose
            self._count()

    def action_keys(self) -> None:
        """Show the keys of where the texter is."""
        from tui.screens.keys import KeysScreen

        self.app.push_screen(KeysScreen(dict(self.active_bindings)))

    def action_scroll(self, by: int) -> None:
        """Scroll, for hands that know vim."""
        self.query_one("#figures-body").scroll_relative(y=by, animate=False)

    def action_leave(self) -> None:
        """Go back to the conversations."""
        self.dismiss(None)
