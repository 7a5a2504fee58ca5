"""The report says what was caught, missed and wrongly opted out, with the right action for each."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.domain import Behavior
from core.training.practice_effort import Effort, EffortLog
from core.training.practice_plan import (
    PracticeConversation,
    PracticePlan,
    ReplyKind,
    RightAction,
    plan_practice,
)
from core.training.practice_score import Circumstances, Outcome, PracticeReport, Typical, score
from core.training.practice_standing import Done, Standing

NOW = datetime(2026, 11, 23, 18, 42, tzinfo=UTC)
ASKS, WRONG, KEEPS = "asks", "wrong", "keeps"
KINDS = {ASKS: ReplyKind.REQUEST, WRONG: ReplyKind.WRONG_NUMBER, KEEPS: ReplyKind.LOOKS_LIKE_IT}
OPENED = Effort(4.0, 3)


def planned(*kinds: ReplyKind, language: str = "en", behavior: Behavior) -> PracticePlan:
    talks = (
        PracticeConversation(f"+1415555010{n}", "Maria", "Lopez", f"text {n}", kind, language, 0.0)
        for n, kind in enumerate(kinds)
    )
    return PracticePlan(7, behavior, plan_practice(7).campaign, tuple(talks))


def reported(
    kind: ReplyKind,
    done: Done,
    effort: Effort = OPENED,
    *,
    language: str = "en",
    behavior: Behavior = Behavior.TYPE_1,
    in_hand: bool = False,
) -> PracticeReport:
    plan = planned(kind, language=language, behavior=behavior)
    number = plan.conversations[0].number
    around = Circumstances(NOW, "jo", 60.0, number if in_hand else None)
    return score(plan, {number: Standing(number, done, waits=False)}, {number: effort}, around)


@pytest.mark.parametrize(
    ("who", "done", "outcome"),
    [
        (ASKS, Done.OPTED_OUT, None),
        (ASKS, Done.WRONG_NUMBER, Outcome.MISSED),
        (ASKS, Done.HIDDEN, Outcome.MISSED),
        (ASKS, Done.REPLIED, Outcome.MISSED),
        (ASKS, Done.NOTHING, Outcome.MISSED),
        (WRONG, Done.OPTED_OUT, Outcome.WRONGLY_OPTED_OUT),
        (WRONG, Done.WRONG_NUMBER, None),
        (WRONG, Done.HIDDEN, Outcome.NOT_TOLD_APART),
        (WRONG, Done.REPLIED, Outcome.NOT_TOLD_APART),
        (WRONG, Done.NOTHING, None),
        (KEEPS, Done.OPTED_OUT, Outcome.WRONGLY_OPTED_OUT),
        (KEEPS, Done.WRONG_NUMBER, Outcome.WRONGLY_MARKED),
        (KEEPS, Done.HIDDEN, None),
        (KEEPS, Done.REPLIED, None),
        (KEEPS, Done.NOTHING, None),
    ],
)
def test_what_is_a_mistake(who: str, done: Done, outcome: Outcome | None) -> None:
    report = reported(KINDS[who], done)

    assert [one.outcome for one in report.mistakes] == ([] if outcome is None else [outcome])
    assert report.requests == (who == ASKS)
    assert report.caught == (who == ASKS and done is Done.OPTED_OUT)
    assert report.missed == (outcome is Outcome.MISSED)
    assert report.wrongly_opted_out == (outcome is Outcome.WRONGLY_OPTED_OUT)
    assert report.wrong_numbers == (who == WRONG)
    assert report.told_apart == (who == WRONG and done is Done.WRONG_NUMBER)
    assert report.dealt_with == (done is not Done.NOTHING)
    for one in report.mistakes:
        assert (one.text, one.done, one.right) == ("text 0", done, KINDS[who].right)
        assert one.why.endswith(".")


def test_a_request_that_was_never_opened_is_not_reached_rather_than_missed() -> None:
    passed_over = reported(ReplyKind.KEYWORD, Done.NOTHING, Effort(0.4, 1))
    never = reported(ReplyKind.KEYWORD, Done.NOTHING, Effort())
    no_time = reported(ReplyKind.KEYWORD, Done.NOTHING, OPENED, in_hand=True)

    for report in (passed_over, never, no_time):
        assert (report.missed, report.not_reached, report.mistakes) == (0, 1, ())


def test_what_was_hidden_unread_is_missed_all_the_same() -> None:
    assert reported(ReplyKind.KEYWORD, Done.HIDDEN, Effort(0.2, 1)).missed == 1


def test_who_has_not_replied_yet_counts_for_nothing() -> None:
    plan = planned(ReplyKind.KEYWORD, ReplyKind.KEYWORD, behavior=Behavior.TYPE_1)

    report = score(plan, {}, {}, Circumstances(NOW, "jo", 3.04))

    assert (report.conversations, report.arrived, report.requests, report.not_reached) == (
        2, 0, 0, 0
    )  # fmt: skip
    assert report.seconds == report.keys == Typical(0.0, 0.0)
    assert report.total_seconds == 3.0


def test_each_reason_fits_its_mistake() -> None:
    def why(kind: ReplyKind, done: Done, **more: object) -> str:
        return reported(kind, done, **more).mistakes[0].why  # type: ignore[arg-type]

    assert "No harm is done to them" in why(ReplyKind.WRONG_NUMBER, Done.OPTED_OUT)
    assert "something else" in why(ReplyKind.LOOKS_LIKE_IT, Done.OPTED_OUT)
    assert "did not ask" in why(ReplyKind.TALK, Done.OPTED_OUT)
    assert "every language" in why(ReplyKind.REQUEST, Done.HIDDEN, language="fr")
    assert "to be left alone: Opt Out" in why(ReplyKind.REQUEST, Done.WRONG_NUMBER)
    assert "One word is enough" in why(ReplyKind.KEYWORD, Done.REPLIED)
    told = why(ReplyKind.KEYWORD, Done.HIDDEN, behavior=Behavior.TYPE_2)
    assert "only Opt Out tells your organization" in told


def test_seconds_and_keys_are_those_of_what_was_dealt_with() -> None:
    plan = planned(*[ReplyKind.TALK] * 4, behavior=Behavior.TYPE_1)
    numbers = [one.number for one in plan.conversations]
    done = (Done.REPLIED, Done.HIDDEN, Done.HIDDEN, Done.NOTHING)
    stand = {n: Standing(n, one, waits=False) for n, one in zip(numbers, done, strict=True)}
    spent = [Effort(2.0, 2), Effort(4.0, 3), Effort(9.0, 10), Effort(50.0, 1)]

    report = score(
        plan, stand, dict(zip(numbers, spent, strict=True)), Circumstances(NOW, "jo", 65.0)
    )

    assert report.seconds == Typical(4.0, 5.0)
    assert report.keys == Typical(3.0, 5.0)


def test_time_and_keys_are_added_up_for_whoever_is_in_hand() -> None:
    log = EffortLog()
    log.turn_to("a", 10.0, 5)
    log.turn_to("a", 11.0, 6)
    log.turn_to("b", 13.0, 8)
    log.turn_to(None, 14.0, 9)
    log.turn_to("a", 20.0, 20)

    assert log.efforts(21.0, 22) == {"a": Effort(4.0, 5), "b": Effort(1.0, 1)}
    assert log.in_hand == "a"
    assert log.efforts(22.0, 22)["a"] == Effort(5.0, 5)
    assert RightAction.KEEP is ReplyKind.TALK.right
