"""The command that opens a practice session, and the one report that is printed at the end."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.domain import Behavior
from core.training.practice_plan import CONVERSATIONS, MINUTES, MOST
from tui.commands.opening import need_terminal
from tui.commands.running import Run, add_command

if TYPE_CHECKING:
    from core.training.practice_score import PracticeReport

PREFIX = "textbank-practice-"


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    add_command(
        app,
        "practice",
        "textbank practice",
        "textbank practice --seed 7",
        "textbank practice --provider type2 --conversations 30 --minutes 8",
        "textbank practice --history",
    )(practice)


def practice(
    run: Run,
    seed: Annotated[
        int | None,
        typer.Option(min=0, help="What it is drawn from: the same seed is the same session."),
    ] = None,
    conversations: Annotated[
        int, typer.Option(min=3, max=MOST, help="How many contacts reply.")
    ] = CONVERSATIONS,
    minutes: Annotated[
        float, typer.Option(min=0.5, max=120, help="How long it lasts at most.")
    ] = MINUTES,
    provider: Annotated[
        Behavior, typer.Option(help="Which of the two experiences it gives.")
    ] = Behavior.TYPE_1,
    history: Annotated[
        bool, typer.Option("--history", help="Only print past sessions: yours, on this machine.")
    ] = False,
) -> None:
    """Practise telling requests to opt out from everything else; nobody is texted.

    Simulated contacts reply within a few minutes: some ask to opt out, by a keyword, in their
    own words or in another language; some only seem to; some have somebody else's number. Work
    as in the messenger: o opts out, w marks a wrong number, r replies, h hides, z undoes. It ends
    when nothing is left, when the time is over, or with q. Then a report names what was caught,
    missed and wrongly opted out, and what would have been right. It is printed as well.

    The figures are kept on this machine, without a word of anybody's texts.
    """
    from core.training.practice_history import past_sessions
    from tui.practice_words import past_lines, session_shape

    if history:
        kept = past_sessions()
        mine = kept.of(run.settings.texter.name)
        shape = {"sessions": [session_shape(one) for one in mine], "unreadable": kept.unreadable}
        run.show(shape, past_lines(mine, kept.unreadable))
        return
    need_terminal("`textbank practice --history` prints past sessions without one.")
    from tui.app import run_messenger
    from tui.commands.failures import keep_faults
    from tui.screens.practice import PracticeScreen
    from tui.screens.practice_rounds import PracticeRounds, fresh_seed

    keep_faults()
    with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as folder:
        rounds = PracticeRounds(run.settings, Path(folder), conversations, provider, minutes)
        first = fresh_seed() if seed is None else seed
        code = run_messenger(run.settings, opening=lambda _: PracticeScreen(rounds, first)).code
    show_reports(run, rounds.reports)
    if code:
        raise typer.Exit(code)


def show_reports(run: Run, reports: list[PracticeReport]) -> None:
    """Print the reports of the sessions that ended."""
    from tui.practice_words import report_lines, report_shape

    lines = [line for report in reports for line in (*report_lines(report), "")]
    run.show({"sessions": [report_shape(report) for report in reports]}, lines[:-1])
