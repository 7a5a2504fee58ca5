"""The command that reports how good detection is here, by what texters decided."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.detection_export import labelled, masked
from core.errors import BadInput
from core.safe_text import for_line
from core.statistics_periods import day_of
from tui.commands import shapes
from tui.commands.running import Run
from tui.widgets.labels import counted_words

if TYPE_CHECKING:
    from core.reader import Reader
    from core.views_detection import DetectionReport, JudgedText, JudgementTally

WRONG = {
    "false_alarm": "read as a request, kept",
    "missed": "not read as a request, opted out",
    "wrong_number": "read as a request, a wrong number",
}


async def report(
    run: Run,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what was decided from that day on.")
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the texts there, labelled, without numbers."),
    ] = None,
) -> None:
    """Report how good detection is here, by what texters decided in triage and messenger.

    A rule's precision is what part of the texts it brought were opted out.
    """
    from core.detection_report import Judged, detection_report

    start = None if since is None else _day(since)
    async with run.desk() as desk:
        found = await detection_report(desk.reader, Judged(start))
        exported = None if export is None else await _export(desk.reader, start, export)
    lines = list(_lines(found))
    if export is not None:
        what = "1 text is" if exported == 1 else f"{exported:,} texts are"
        lines.append(f"{what} written to {for_line(str(export))}, numbers masked.")
    run.show(_shape(found) | {"exported": exported}, lines)


def _day(written: str) -> datetime:
    try:
        return datetime.combine(day_of(written), time()).astimezone()
    except (ValueError, OverflowError) as error:
        raise BadInput("Give a date of this age, like 2026-11-23.") from error


async def _export(reader: Reader, since: datetime | None, path: Path) -> int:
    from core.detection_report import Judged, judged_texts

    written = 0
    try:
        # What people wrote is for their eyes alone who may read the database.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
            async for text in judged_texts(reader, Judged(since)):
                file.write(json.dumps(labelled(text), ensure_ascii=False) + "\n")
                written += 1
    except OSError as error:
        raise BadInput(f"{path} cannot be written ({error.strerror}).") from error
    return written


def _lines(found: DetectionReport) -> Iterator[str]:
    total = found.total
    if not (total.decided or total.missed):
        yield "Nothing has been decided yet."
        return
    if found.organizations > 1:
        yield f"All {found.organizations:,} organizations together."
    yield f"Decided: {_figures(total)}"
    yield f"Missed: {total.missed:,} opted out though their latest text was not read as a request"
    yield ""
    yield "By rule:"
    yield from (f"  {one.name or '(the provider alone)'}: {_figures(one)}" for one in found.rules)
    yield "By language:"
    yield from (
        f"  {one.name or 'not known'}: {_figures(one)}, missed {one.missed:,}"
        for one in found.languages
    )
    if found.wrong:
        yield ""
        yield "Wrong, the latest last:"
        yield from (_mistake(text) for text in found.wrong)


def _figures(tally: JudgementTally) -> str:
    part = "" if tally.precision is None else f", precision {tally.precision:.1%}"
    read = counted_words(tally.decided, "read as a request", "read as requests")
    return (
        f"{read}{part}: opted out {tally.opted_out:,}, "
        f"kept {tally.kept:,}, wrong numbers {tally.wrong_numbers:,}"
    )


def _mistake(text: JudgedText) -> str:
    rule = f" ({text.rule})" if text.rule else ""
    return f"  {WRONG[text.judgement.value]}{rule}: {for_line(masked(text.body), 160)}"


def _tally(tally: JudgementTally) -> shapes.Shape:
    return {
        "name": tally.name,
        "decided": tally.decided,
        "opted_out": tally.opted_out,
        "kept": tally.kept,
        "wrong_numbers": tally.wrong_numbers,
        "missed": tally.missed,
        "precision": tally.precision,
    }


def _shape(found: DetectionReport) -> shapes.Shape:
    total = _tally(found.total)
    del total["name"]
    return {
        "since": None if found.since is None else shapes.moment(found.since),
        "total": total,
        "rules": [_tally(one) for one in found.rules],
        "languages": [_tally(one) for one in found.languages],
        "wrong": [
            {
                "wrong": text.judgement.value,
                "text": masked(text.body),
                "rule": text.rule,
                "confidence": text.confidence,
                "language": text.language,
                "at": shapes.moment(text.at),
            }
            for text in found.wrong
        ],
    }
