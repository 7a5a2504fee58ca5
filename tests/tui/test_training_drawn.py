"""What a trainee reads in the transcript, line by line, is what the specification says."""

from __future__ import annotations

from pathlib import Path

from core.domain import Behavior
from core.training.scenario import (
    Captions,
    ContactSays,
    Doing,
    Person,
    Scenario,
    Step,
    TexterDoes,
    TexterSays,
    TimePasses,
    TrainingCampaign,
)
from core.training.stage import Stage
from tests.core.spec_model import Asks, InTranscript
from tests.core.training_world import performing, what_the_specification_says
from tui.widgets.transcript_lines import text_lines

WORDS = {"STOP": Asks.KEYWORD, "No more texts please": Asks.REQUEST, "Hello?": Asks.NOTHING}
STATES = {
    "waiting": "queued",
    "delivered": "✓ delivered",
    "blocked": "not delivered: the provider blocks this contact on this line.",
    "cancelled": "not sent: the opt-out was taken back.",
    "not sent": "not sent",
}
"""How a text's fate is said beneath it."""

_ACTS = (
    ContactSays("Hello?"),
    TexterDoes(Doing.OPT_OUT),
    TexterDoes(Doing.UNDO),
    ContactSays("STOP"),
    ContactSays("No more texts please"),
    TexterSays("Of course."),
    TexterDoes(Doing.OPT_OUT),
    TimePasses(6),
)
EVERY_ROW = Scenario(
    name="every-row",
    title="Every row",
    about="Every row of the table of the two behaviors.",
    shown_with=Behavior.TYPE_1,
    campaigns=(TrainingCampaign("Spring turnout", "Hi {firstName}, will you vote?"),),
    cast=(Person("maria", "Maria", "Lopez", "+14155550134"),),
    steps=tuple(Step(act, Captions("", ""), "maria", "Spring turnout", 1) for act in _ACTS),
    opening=Captions("", ""),
)


async def test_the_lines_of_the_transcript_say_what_the_specification_says(tmp_path: Path) -> None:
    says = {which: what_the_specification_says(EVERY_ROW, which, WORDS) for which in Behavior}
    drawn: set[str] = set()
    async with performing(EVERY_ROW, tmp_path) as performance:
        for position in range(len(EVERY_ROW.steps) + 1):
            if position:
                assert await performance.advance()
            for which, stage in performance.stages.items():
                expected = says[which][position].conversations["maria", "Spring turnout"]
                found = await _drawn(stage)
                assert len(found) == len(expected.transcript)
                for lines, told in zip(found, expected.transcript, strict=True):
                    _assert_says(lines, told)
                    drawn.add(f"{told.what} {told.state} {told.highlighted}".strip())
    assert {
        "contact  False",
        "contact  True",
        "reply delivered False",
        "reply blocked False",
        "confirmation waiting False",
        "confirmation cancelled False",
        "confirmation delivered False",
        "told and blocked  False",
    } <= drawn


async def _drawn(stage: Stage) -> list[tuple[str, set[str], str]]:
    """For each entry its words, the styles they have, and what stands in the margin."""
    view = await stage.desk.conversation(stage.conversation("maria", "Spring turnout"))
    found = []
    for text in view.texts:
        lines = text_lines(text, 100, texter="Jo")
        words = " ".join(piece for line in lines for piece, _ in line.pieces)
        styles = {style for line in lines for _, style in line.pieces}
        found.append((" ".join(words.split()), styles, "".join(line.mark for line in lines)))
    return found


def _assert_says(drawn: tuple[str, set[str], str], told: InTranscript) -> None:
    words, styles, margin = drawn
    if told.what == "told and blocked":
        assert "provider told this contact they are opted out and blocked the line" in words
        assert styles == {"transcript--notice"}
        return
    assert " ".join(told.body.split()) in words
    assert ("transcript--highlight" in styles) is told.highlighted
    assert ("asks to opt out" in words) is told.highlighted
    assert bool(margin) is told.highlighted
    if told.what == "contact":
        assert "delivered" not in words
        return
    says = {state for state, said in STATES.items() if said in words}
    assert says - {"not sent"} == {told.state} - {"", "not sent"}, words
    assert ("not sent" in says) is (told.state in ("not sent", "cancelled")), words
    assert ("transcript--problem" in styles) is (told.state in ("blocked", "cancelled"))
    assert ("Opt-out message" in words) is (told.what == "confirmation")
