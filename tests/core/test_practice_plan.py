"""A seed makes a practice session repeatable; it holds what a live campaign holds."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

import pytest

from core.domain import Behavior
from core.sample_replies import sample_replies
from core.training.practice_plan import (
    AT_ONCE,
    MOST,
    ReplyKind,
    RightAction,
    plan_practice,
)


def digest(seed: int) -> str:
    plan = plan_practice(seed)
    words = json.dumps([asdict(one) for one in plan.conversations])
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def test_the_same_seed_is_the_same_session_on_every_machine() -> None:
    assert plan_practice(7) == plan_practice(7)
    assert plan_practice(7) != plan_practice(8)
    assert digest(7) == "7fbcd0674f998c24"


@pytest.mark.parametrize("seed", range(20))
def test_a_session_is_a_mix_like_that_of_a_live_campaign(seed: int) -> None:
    talks = plan_practice(seed).conversations

    kinds = [one.kind for one in talks]
    asking = [one for one in talks if one.right is RightAction.OPT_OUT]
    assert len(asking) == 8
    assert kinds.count(ReplyKind.KEYWORD) == 3
    assert kinds.count(ReplyKind.LOOKS_LIKE_IT) == 5
    assert kinds.count(ReplyKind.WRONG_NUMBER) == 2
    assert kinds.count(ReplyKind.TALK) == 5
    assert 2 <= sum(one.language != "en" for one in asking) <= 4
    assert len({one.text for one in talks}) == len({one.number for one in talks}) == 20


def test_every_reply_is_a_sample_that_nobody_disagrees_about() -> None:
    samples = {one.text: one for one in sample_replies()}
    labels = {
        "opt_out_keyword": RightAction.OPT_OUT,
        "opt_out_request": RightAction.OPT_OUT,
        "wrong_number": RightAction.WRONG_NUMBER,
        "not_opt_out": RightAction.KEEP,
    }
    assert any(one.ambiguous for one in samples.values())

    for one in plan_practice(3, MOST).conversations:
        sample = samples[one.text]
        assert not sample.ambiguous
        assert (one.right, one.language) == (labels[sample.label], sample.language)
        if one.kind is ReplyKind.LOOKS_LIKE_IT:
            assert "hard_negative" in sample.tags


@pytest.mark.parametrize("how_many", [3, 4, 5, 19, MOST])
@pytest.mark.parametrize("behavior", Behavior)
def test_a_small_session_has_one_of_each_right_action(how_many: int, behavior: Behavior) -> None:
    plan = plan_practice(1, how_many, behavior)

    assert len(plan.conversations) == how_many
    assert {one.right for one in plan.conversations} == set(RightAction)
    assert plan.campaign.plan.behavior is behavior


def test_a_few_reply_at_once_and_then_one_each_few_seconds() -> None:
    times = [one.arrives_at for one in plan_practice(7, 20, pace=8).conversations]

    assert times[:AT_ONCE] == [0.0] * AT_ONCE
    pauses = [b - a for a, b in zip(times[AT_ONCE - 1 :], times[AT_ONCE:], strict=False)]
    assert all(3.9 <= pause <= 12.1 for pause in pauses)
    assert {one.arrives_at for one in plan_practice(7, 20, pace=0).conversations} == {0.0}
