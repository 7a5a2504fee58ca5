"""The commands about detection, and the one of them that measures it on labelled texts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.errors import BadInput
from core.safe_text import for_display, for_line
from tui.commands.detection_reporting import report
from tui.commands.running import Run, add_command

if TYPE_CHECKING:
    from core.detection.evaluation import BaselineScore, Evaluation, LabelScore, Mistake

_WORDS = {
    "opt_out_keyword": ("keywords caught", "at least 97%"),
    "opt_out_request": ("requests caught", "at least 92%"),
    "wrong_number": ("wrong numbers told apart", "at least 90%"),
    "not_opt_out": ("false alarms among the others", "at most 2%"),
    "ordinary": ("false alarms in ordinary texts", "at most 1 in 1,000"),
}


def add_to(app: typer.Typer) -> None:
    """Add the commands about detection to the command line."""
    group = typer.Typer(
        help="How texts are read: whether they ask to be left alone.",
        rich_markup_mode=None,
        no_args_is_help=True,
    )
    add_command(
        group,
        "evaluate",
        "textbank detection evaluate replies.jsonl",
        "textbank detection evaluate collection.tsv --json",
    )(evaluate)
    add_command(
        group,
        "report",
        "textbank detection report",
        "textbank detection report --since 2026-11-01 --export decided.jsonl",
    )(report)
    app.add_typer(group, name="detection")


def evaluate(
    run: Run,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Labelled texts; see the docs.")],
) -> None:
    """Measure detection on labelled texts, beside what others publish.

    The file has a text and its label on each line, as JSON or set apart by a tab. No database
    is needed, and nothing is kept.
    """
    from core.detection.evaluation import evaluate as measure
    from core.detection.labelled import read_labelled

    texts = list(read_labelled(file))
    if not texts:
        raise BadInput(f"{file} has no labelled text in it.")
    watched = sys.stderr.isatty() and not run.as_json

    def tell(done: int) -> None:
        print(f"\r{done:,} of {len(texts):,} texts", end="", file=sys.stderr, flush=True)

    found = measure(texts, tell if watched else None)
    if watched:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    run.show(_shape(found), _lines(found))


def _lines(found: Evaluation) -> Iterator[str]:
    for score in found.labels:
        yield _label_line(score)
    yield f"{found.texts_per_second:,.0f} texts a second"
    yield ""
    yield "What others publish, on the same texts (read as a request):"
    for one in found.baselines:
        yield f"  {one.name}: {_hits(one, found)}"
    yield ""
    yield "Rules, the least precise first (right, of all it read):"
    for rule in found.rules:
        yield f"  {rule.rule}: {rule.right:,} of {rule.count:,}"
    yield ""
    if not found.mistakes:
        yield "Every text was read as it is labelled."
        return
    yield f"Read otherwise than labelled, {len(found.mistakes):,}:"
    for mistake in found.mistakes:
        yield from _mistake_lines(mistake)


def _label_line(score: LabelScore) -> str:
    words, aim = _WORDS[score.label]
    reached = "reached" if score.reached else "NOT reached"
    rate = f"{score.rate * 1000:.1f} in 1,000" if score.label == "ordinary" else f"{score.rate:.1%}"
    return f"{words}: {score.hits:,} of {score.count:,}, {rate} ({aim}: {reached})"


def _hits(one: BaselineScore, found: Evaluation) -> str:
    counts = {score.label: score.count for score in found.labels}
    return ", ".join(f"{label} {hits:,}/{counts[label]:,}" for label, hits in one.hits.items())


def _mistake_lines(mistake: Mistake) -> Iterator[str]:
    labelled, detection = mistake.labelled, mistake.detection
    read = f"{detection.kind} by {detection.rule}" if detection.rule else "nothing"
    open_to_doubt = ", open to doubt" if labelled.ambiguous else ""
    yield f"  line {labelled.line}: {labelled.label}{open_to_doubt}, read as {for_display(read)}"
    yield f"    {for_line(labelled.text)}"


def _shape(found: Evaluation) -> dict[str, Any]:
    return {
        "labels": [
            {
                "label": one.label,
                "count": one.count,
                "hits": one.hits,
                "rate": one.rate,
                "reached": one.reached,
            }
            for one in found.labels
        ],
        "texts_per_second": round(found.texts_per_second),
        "baselines": [
            {"name": one.name, "source": one.source, "hits": one.hits} for one in found.baselines
        ],
        "rules": [
            {
                "rule": one.rule,
                "count": one.count,
                "right": one.right,
                "precision": one.precision,
            }
            for one in found.rules
        ],
        "mistakes": [
            {
                "line": one.labelled.line,
                "text": one.labelled.text,
                "label": one.labelled.label,
                "ambiguous": one.labelled.ambiguous,
                "request": one.detection.kind.value,
                "rule": one.detection.rule,
                "confidence": one.detection.confidence,
                "language": one.detection.language,
                "span": None
                if one.detection.span is None
                else [one.detection.span.start, one.detection.span.end],
            }
            for one in found.mistakes
        ],
    }
