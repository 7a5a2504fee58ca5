"""The command that opens the training screen, and the hand-outs of what it shows."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import aclosing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.domain import Behavior
from core.errors import BadInput
from core.safe_text import for_display
from tui.commands.opening import need_terminal
from tui.commands.running import Run, add_command, run_to_end

if TYPE_CHECKING:
    from core.training.scenario import Scenario
    from tui.handouts.frames import Frame, HandoutPlan
    from tui.handouts.writing import Places

ONE, BOTH = "100x30", "150x42"
"""Columns and rows of a frame, where nobody says: of one type, and of both."""
LOOK = "light"
SMALLEST, LARGEST = (96, 24), (240, 80)


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    add_command(
        app,
        "train",
        "textbank train",
        "textbank train --list",
        "textbank train stop-type-2",
        "textbank train --file my-lesson.toml",
        "textbank train stop-type-1 --export stop.html",
        "textbank train stop-type-1 --both --export stop.html --overwrite",
    )(train)


def train(
    run: Run,
    scenario: Annotated[
        str | None, typer.Argument(help="Which scenario; without one you pick from a list.")
    ] = None,
    list_all: Annotated[
        bool, typer.Option("--list", help="Only print what the scenarios are called.")
    ] = False,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="A scenario of your own.")
    ] = None,
    provider: Annotated[
        Behavior | None, typer.Option(help="Which type to show first; else the scenario's own.")
    ] = None,
    export: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a hand-out; no terminal is needed.")
    ] = None,
    both: Annotated[bool, typer.Option("--both", help="Export both types, side by side.")] = False,
    size: Annotated[
        str | None,
        typer.Option(metavar="SIZE", help=f"Of exported frames. [{ONE}; with --both {BOTH}]"),
    ] = None,
    theme: Annotated[
        str | None,
        typer.Option(metavar="NAME", help=f"Of exported frames: light, dark or contrast. [{LOOK}]"),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Export over a hand-out that is there already.")
    ] = False,
) -> None:
    """Show what texters and contacts see under each provider type, step by step.

    No real person is texted: every phone in a scenario is simulated.

    --export writes what the screen shows at the beginning and after each step, for mailing,
    printing and projecting. FILE decides what is written: lesson.html is one page with all of
    it, beside it the folder lesson-frames with the pictures (SVG), and lesson.cast, a recording
    for terminals (asciinema play lesson.cast). lesson.cast is the recording alone. A folder, or
    a name without an ending, is a folder with all of it, named like the scenario. Nothing that
    is there already is replaced without --overwrite, and all is written or nothing.
    """
    from core.training.library import load_scenario, scenario_named, shipped_scenarios

    if list_all:
        for one in shipped_scenarios():
            print(f"{one.name:<30}  {for_display(one.title)}")
        return
    chosen = None
    if file is not None:
        if scenario is not None:
            raise BadInput("Name a scenario or a --file, not both.")
        chosen = load_scenario(file)
    elif scenario is not None:
        chosen = scenario_named(scenario)
    if chosen is None and (export is not None or provider is not None):
        needs = "--export" if export is not None else "--provider"
        raise BadInput(f"{needs} needs a scenario: name one, or a file of yours with --file.")
    if chosen is not None and provider is not None:
        chosen = replace(chosen, shown_with=provider)
    if export is None:
        given = {"--both": both, "--size": size, "--theme": theme, "--overwrite": overwrite}
        for option, value in (given | {"--json": run.as_json}).items():
            if value:
                raise BadInput(f"{option} goes with --export.")
        _open(run, chosen)
    else:
        assert chosen is not None
        run_to_end(_export(run, _plan(chosen, both, size, theme or LOOK), export, overwrite))


def _open(run: Run, chosen: Scenario | None) -> None:
    need_terminal("`textbank train SCENARIO --export FILE` writes a hand-out without one.")
    from core.training.classroom import Classroom
    from tui.app import run_messenger
    from tui.commands.failures import keep_faults
    from tui.screens.training import TrainingScreen

    keep_faults()
    leaving = run_messenger(
        run.settings, opening=lambda app: TrainingScreen(app.settings, Classroom(), chosen)
    )
    if leaving.code:
        raise typer.Exit(leaving.code)


# Hand-outs


def _plan(scenario: Scenario, both: bool, size: str | None, theme: str) -> HandoutPlan:
    from tui.handouts.frames import HandoutPlan
    from tui.themes import THEMES, theme_meant

    columns, rows = _size(size or (BOTH if both else ONE))
    look = theme_meant(theme)
    if look not in [one.name for one in THEMES]:
        raise BadInput(f"There is no look “{for_display(theme)}”. Say light, dark or contrast.")
    behaviors = tuple(Behavior) if both else (scenario.shown_with,)
    return HandoutPlan(scenario, behaviors, columns, rows, look)


def _size(written: str) -> tuple[int, int]:
    found = re.fullmatch(r"\s*(\d{1,4})\s*[xX×]\s*(\d{1,4})\s*", written)
    if found is None:
        raise BadInput(f"“{for_display(written)}” is no size. Write columns and rows: {ONE}.")
    size = int(found[1]), int(found[2])
    fits = all(low <= one <= high for low, one, high in zip(SMALLEST, size, LARGEST, strict=True))
    if not fits:
        small, large = ("x".join(map(str, one)) for one in (SMALLEST, LARGEST))
        raise BadInput(f"A frame is from {small} to {large}: messenger and phone must fit.")
    return size


async def _export(run: Run, plan: HandoutPlan, file: Path, overwrite: bool) -> None:
    from tui.handouts.frames import frames
    from tui.handouts.handout import handout_of
    from tui.handouts.writing import check, places_for, write_all

    scenario = plan.scenario
    places = places_for(file, scenario.name)
    check(places, overwrite=overwrite)
    drawn: list[Frame] = []
    count = len(scenario.steps)
    with _progress(count) as tell:
        tell(0)
        async with aclosing(frames(plan)) as drawing:
            async for frame in drawing:
                drawn.append(frame)
                if frame.number < count:
                    tell(frame.number + 1)
    write_all(places, handout_of(plan, drawn, places))
    run.show(_shape(plan, drawn, places), _lines(drawn, places))


@contextmanager
def _progress(count: int) -> Iterator[Callable[[int], None]]:
    """Say on standard error which step is drawn: on one line where it is a terminal."""
    out = sys.stderr  # What it is now: while an app runs, it is the app's.
    rewrites = out.isatty()
    end = "" if rewrites else "\n"

    def tell(number: int) -> None:
        what = f"Drawing step {number} of {count}" if number else "Setting the stage"
        print(f"\r\x1b[2K{what}" if rewrites else what, end=end, file=out, flush=True)

    try:
        yield tell
    finally:
        if rewrites:
            print("\r\x1b[2K", end="", file=out, flush=True)


def _shape(plan: HandoutPlan, drawn: list[Frame], places: Places) -> Mapping[str, Any]:
    return {
        "scenario": plan.scenario.name,
        "title": plan.scenario.title,
        "behaviors": [one.value for one in plan.behaviors],
        "columns": plan.columns,
        "rows": plan.rows,
        "frames": [
            {
                "step": frame.number,
                "words": frame.words,
                "captions": {one.value: words for one, words in frame.captions},
                "file": None if places.frames is None else str(places.picture(frame)),
            }
            for frame in drawn
        ],
        "page": None if places.page is None else str(places.page),
        "recording": str(places.recording),
    }


def _lines(drawn: list[Frame], places: Places) -> Iterator[str]:
    if places.page is not None:
        yield f"{for_display(str(places.page))}: the page, for any browser. Space goes on."
    if places.frames is not None:
        yield f"{for_display(str(places.frames))}: {len(drawn)} pictures."
    yield f"{for_display(str(places.recording))}: the recording, for asciinema play."
