"""The report of a practice session: figures, each mistake, and the sessions before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Static

from core.safe_text import for_display
from core.training.practice_score import Mistake, PracticeReport, SessionFigures
from tui.practice_words import (
    figures,
    heading_words,
    mistake_words,
    past_words,
    verdict_words,
)
from tui.screens.practice_rounds import PracticeRounds
from tui.widgets.key_footer import KeyFooter

if TYPE_CHECKING:
    from tui.app import TextbankApp

BAR = 10
"""Cells of a bar of the chart."""
FEW, MANY = 4, 12
"""Sessions in the chart where there is little room, and where there is more."""
WIDE = 100
"""Columns from which the chart stands beside the rest."""
LABEL = 21
"""Cells for what a figure is of."""


class PracticeReportScreen(Screen[None]):
    """Shows what a session came to, and leads to the next one."""

    AUTO_FOCUS = "#report-body"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012

    DEFAULT_CSS = """
    PracticeReportScreen { background: $centre-background; color: $centre-text; }
    PracticeReportScreen #report-title {
        height: 1; padding: 0 1; text-style: bold;
        background: $list-background; color: $list-text;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    PracticeReportScreen #report { height: 1fr; layout: vertical; }
    PracticeReportScreen #report-body {
        height: 1fr; width: 1fr; padding: 1 1 0 1;
        background: $centre-background; color: $centre-text;
        scrollbar-background: $centre-background; scrollbar-color: $line;
        scrollbar-background-hover: $centre-background;
        scrollbar-background-active: $centre-background;
        scrollbar-color-hover: $centre-muted; scrollbar-color-active: $centre-muted;
    }
    PracticeReportScreen #report-body Static { width: 100%; height: auto; margin-bottom: 1; }
    PracticeReportScreen .quote { border-left: thick $highlight-background; padding-left: 1; }
    PracticeReportScreen #report-body .mistake, PracticeReportScreen #report-body .quote {
        margin-bottom: 0;
    }
    PracticeReportScreen #sessions {
        height: auto; max-height: 6; width: 100%; padding: 0 1;
        background: $side-background; color: $side-text;
    }
    PracticeReportScreen.-wide #report { layout: horizontal; }
    PracticeReportScreen.-wide #sessions {
        width: 54; height: 100%; max-height: 100%; padding: 1;
    }
    PracticeReportScreen #report-choices {
        height: 1; padding: 0 0 0 1; background: $top-background;
    }
    PracticeReportScreen Button { min-width: 10; margin-right: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r,f5", "again", "Again", id="practice.again",
                tooltip="Practise with the same conversations once more"),
        Binding("n,f12", "new", "New session", id="practice.new",
                tooltip="Practise with other conversations"),
        Binding("q,ctrl+q,escape", "app.quit", "Leave", id="practice.leave",
                tooltip="Leave; the report is printed in the terminal, too"),
        Binding("j", "scroll(1)", "Down", show=False, id="practice.down"),
        Binding("k", "scroll(-1)", "Up", show=False, id="practice.up"),
    ]  # fmt: skip

    def __init__(
        self, rounds: PracticeRounds, report: PracticeReport, sessions: Sequence[SessionFigures]
    ) -> None:
        super().__init__()
        self._rounds = rounds
        self._report = report
        self._sessions = sessions

    def compose(self) -> ComposeResult:
        """Build the report; the words of contacts are shown as letters only."""
        report = self._report
        yield Static(Content(heading_words(report)), id="report-title", markup=False)
        with Container(id="report"):
            with VerticalScroll(id="report-body"):
                yield Static(_figures(report), id="figures", markup=False)
                yield Static(Content.styled(verdict_words(report), "bold"), markup=False)
                for place, mistake in enumerate(report.mistakes, start=1):
                    yield from _shown(place, mistake)
            yield SessionsChart(self._sessions)
        with Horizontal(id="report-choices"):
            yield Button("Same again (r)", id="again", compact=True)
            yield Button("New session (n)", id="new", compact=True)
            yield Button("Leave (q)", id="leave", compact=True)
        yield KeyFooter()

    @on(Button.Pressed)
    async def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        actions = {"again": "again", "new": "new", "leave": "app.quit"}
        await self.run_action(actions[event.button.id or "leave"])

    def action_scroll(self, by: int) -> None:
        """Scroll, for hands that know vim."""
        self.query_one("#report-body").scroll_relative(y=by, animate=False)

    def action_again(self) -> None:
        """Practise with the same conversations once more."""
        self._begin(self._report.seed)

    def action_new(self) -> None:
        """Practise with other conversations."""
        self._begin(self._rounds.next_seed())

    def _begin(self, seed: int) -> None:
        from tui.screens.practice import PracticeScreen

        app = cast("TextbankApp", self.app)
        if app.held_keys.may_act():
            app.switch_screen(app.fitted(PracticeScreen(self._rounds, seed)))


def _figures(report: PracticeReport) -> Content:
    return Content("\n").join(
        Content.assemble((name.ljust(LABEL), "bold"), words) for name, words in figures(report)
    )


def _shown(place: int, mistake: Mistake) -> ComposeResult:
    headline, right, why = mistake_words(mistake)
    title = Content.styled(f"{place}. {headline}", "bold")
    yield Static(title, classes="mistake", markup=False)
    quote = for_display(mistake.text.strip(), multiline=True)
    yield Static(Content(quote), classes="quote", markup=False)
    yield Static(Content(f"{right}\n{why}"), classes="right", markup=False)


class SessionsChart(Static):
    """A bar for each of the latest sessions, with its figures: how many requests were caught."""

    def __init__(self, sessions: Sequence[SessionFigures]) -> None:
        super().__init__("", id="sessions", markup=False)
        self._sessions = sessions

    def on_mount(self) -> None:
        """Show as many as there is room for."""
        self._draw()

    def on_resize(self) -> None:
        """Show more, or fewer, where the terminal changed."""
        # Not within the layout that tells of it: the height follows what is shown.
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        self.update(self._chart(MANY if self.app.size.width >= WIDE else FEW))

    def _chart(self, most: int) -> Content:
        lines = [Content.styled("Your sessions: caught, and seconds for each", "bold")]
        lines += [Content(_bar(one)) for one in self._sessions[-most:]]
        if not self._sessions:
            lines.append(Content("This is the first: none is kept yet."))
        return Content("\n").join(lines)


def _bar(session: SessionFigures) -> str:
    share = session.caught / session.requests if session.requests else 0.0
    full = round(BAR * share)
    bar = "█" * full + "░" * (BAR - full)
    return f"{session.at.astimezone():%d %b %H:%M} {bar} {past_words(session)}"
