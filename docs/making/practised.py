"""A practice session with two mistakes, and those before it, for the picture of the report."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from core.training.practice_effort import Effort
from core.training.practice_history import past
from core.training.practice_plan import RightAction, plan_practice
from core.training.practice_score import (
    Circumstances,
    PracticeReport,
    SessionFigures,
    Typical,
    score,
)
from core.training.practice_standing import Done, Standing
from docs.making.stage import NOW, TEXTER

SEED, CONVERSATIONS = 7, 10
RIGHT = {
    RightAction.OPT_OUT: Done.OPTED_OUT,
    RightAction.WRONG_NUMBER: Done.WRONG_NUMBER,
    RightAction.KEEP: Done.REPLIED,
}
SLIPS = {"Stop merci": Done.REPLIED, "the texts never stop lol": Done.OPTED_OUT}
"""How a text begins that was not understood, and what was done with it."""

BEFORE = ((30, 1, 2, 14.1), (27, 2, 1, 11.8), (24, 2, 1, 9.6), (1, 4, 0, 8.2))
"""Earlier sessions: hours ago, requests caught of four, wrongly opted out, seconds for each."""


def practised() -> tuple[PracticeReport, tuple[SessionFigures, ...]]:
    """The report, and every session until then."""
    plan = plan_practice(SEED, CONVERSATIONS)
    standings, efforts = {}, {}
    for place, one in enumerate(plan.conversations):
        slip = [done for text, done in SLIPS.items() if one.text.startswith(text)]
        done = slip[0] if slip else RIGHT[one.right]
        standings[one.number] = Standing(one.number, done, waits=False)
        efforts[one.number] = Effort(4.1 + place * 37 % 8, 2 + place * 7 % 5)
    report = score(plan, standings, efforts, Circumstances(NOW, TEXTER.name, 96.0))
    now = past(report)
    earlier = [
        replace(
            now,
            at=NOW - timedelta(hours=hours),
            caught=caught,
            missed=now.requests - caught,
            wrongly_opted_out=wrongly,
            seconds=Typical(seconds, seconds),
        )
        for hours, caught, wrongly, seconds in BEFORE
    ]
    return report, (*earlier, now)
