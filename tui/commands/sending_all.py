"""What the commands that send many texts at once have in common: carrying them, what they say."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from time import monotonic

import typer

from core.desk import Desk
from core.errors import BadInput, NotAllowed, TextbankError
from core.pending import due_texts
from core.quick_send import NOTHING_LEAVES, QuickSend, QuickSendProgress, QuickSendState
from core.refusals import Outcomes, stopped_words
from core.safe_text import for_display
from tui.commands.running import Run
from tui.commands.shapes import Shape

_LOOK = 0.05
"""Seconds between two looks whether all has left."""

_PASSED_OVER = 4
"""How a command ends that was not allowed everywhere."""


async def send_all(
    run: Run, desk: Desk, runs: list[tuple[int, QuickSend]], *, again: str = ""
) -> None:
    """Run each QuickSend, carrying what it queues; Ctrl-C stops and says how far it came.

    One whose campaign does not allow it, or has no script, is named and passed over.

    Args:
        run: The command.
        desk: Whose texts they are.
        runs: Each with its assignment.
        again: How what was refused is sent again.

    Raises:
        typer.Exit: Some were refused, or passed over.
    """
    carrier = asyncio.create_task(desk.work(_trouble))
    passed_over: dict[int, TextbankError] = {}
    try:
        for of, each in runs:
            try:
                await _run_beside(carrier, each)
            except (NotAllowed, BadInput) as error:
                if len(runs) == 1:
                    raise
                passed_over[of] = error
        await _see_off(carrier, desk)
    except asyncio.CancelledError:
        sent = sum(each.progress.queued for _, each in runs)
        print(f"\nStopped. {sent:,} queued; the rest is still to be sent.", file=sys.stderr)
        raise
    finally:
        carrier.cancel()
        await asyncio.gather(carrier, return_exceptions=True)
    ended = [
        (of, each.progress, await each.outcomes()) for of, each in runs if of not in passed_over
    ]
    run.show(
        {
            "runs": [
                {"assignment_id": of, **_run_shape(progress, outcomes)}
                for of, progress, outcomes in ended
            ],
            "passed_over": [
                {"assignment_id": of, "reason": str(error)} for of, error in passed_over.items()
            ],
        },
        [
            *(line for each in ended for line in _run_lines(*each, again)),
            *(f"Assignment {of}: {for_display(str(one))}" for of, one in passed_over.items()),
        ],
    )
    if any(outcomes.refused for _, _, outcomes in ended):
        raise typer.Exit(1)
    if passed_over:
        raise typer.Exit(_PASSED_OVER)


async def _see_off(carrier: asyncio.Task[None], desk: Desk) -> None:
    """Wait until what is due has left, as long as any of it moves."""
    due, moved = -1, monotonic()
    while not carrier.done() and (left := await due_texts(desk.reader, desk.now())):
        if left != due:
            due, moved = left, monotonic()
        elif monotonic() - moved >= NOTHING_LEAVES:
            return
        await asyncio.wait({carrier}, timeout=_LOOK)


async def _run_beside(carrier: asyncio.Task[None], each: QuickSend) -> None:
    """Run a QuickSend as long as somebody carries its texts; else they would wait for good."""
    carrier.add_done_callback(lambda _: each.stop())
    await each.run()
    if carrier.done():
        await carrier


def _trouble(error: Exception) -> None:
    print(f"textbank: {for_display(str(error))}", file=sys.stderr)


def tell_progress(progress: QuickSendProgress) -> None:
    """Say on standard error how far a run is, if somebody is there to see it."""
    going_on = progress.state in (QuickSendState.RUNNING, QuickSendState.PAUSED)
    if sys.stderr.isatty():
        words = f"{progress.queued:,} of {progress.total:,}  {progress.fraction:.0%}"
        print(f"{words:40}", end="\r" if going_on else "\n", file=sys.stderr, flush=True)


def _run_shape(progress: QuickSendProgress, outcomes: Outcomes) -> Shape:
    return {
        "state": progress.state.value,
        "total": progress.total,
        "queued": progress.queued,
        "sent": outcomes.sent,
        "refused": outcomes.refused,
        "failed": outcomes.failed,
        "waiting": outcomes.waiting,
        "cancelled": outcomes.cancelled,
        "unfilled": progress.unfilled,
        "asking": progress.asking,
        "opted_out": progress.opted_out,
        "refusals": list(outcomes.refusals),
        "waits": outcomes.waits,
    }


def _run_lines(
    of: int, progress: QuickSendProgress, outcomes: Outcomes, again: str
) -> Iterator[str]:
    yield f"Assignment {of}: {', '.join(_run_words(progress, outcomes))}"
    if outcomes.waits:
        yield f"  {for_display(outcomes.waits)}"
    if progress.refusal:
        yield f"  {for_display(stopped_words(progress.refusal))}"
    else:
        yield from (f"  {for_display(refusal)}" for refusal in outcomes.refusals)
    if outcomes.refused and again:
        yield f"  {again}"


def _run_words(progress: QuickSendProgress, outcomes: Outcomes) -> Iterator[str]:
    yield f"{outcomes.sent:,} of {progress.total:,} sent"
    for count, words in (
        (outcomes.refused, "refused by the provider"),
        (outcomes.failed, "not delivered"),
        (outcomes.waiting, "waiting to leave"),
        (progress.unfilled, "passed over, for a field has nothing to say"),
        (progress.asking, "passed over, for the contact asks to opt out: `textbank triage`"),
        (progress.opted_out, "opted out and not texted"),
        (progress.left if progress.state is not QuickSendState.FINISHED else 0, "still to be sent"),
    ):
        if count:
            yield f"{count:,} {words}"
