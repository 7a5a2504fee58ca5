"""The scenarios that come with textbank: all there, in order, and captioned for both types."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import core.training
from core.detection import detect
from core.domain import Behavior, RequestKind
from core.errors import NotFound
from core.training.library import SHIPPED, load_scenario, scenario_named, shipped_scenarios
from core.training.scenario import (
    Captions,
    ContactSays,
    Doing,
    ProviderAnswers,
    Scenario,
    TexterDoes,
    TimePasses,
)

FOLDER = Path(core.training.__file__).parent / "scenarios"
EVERY = pytest.mark.parametrize("scenario", shipped_scenarios(), ids=lambda one: one.name)

LONGEST_CAPTION = 240
"""What stays readable at a glance, beneath the messenger."""


def captions_of(scenario: Scenario) -> list[Captions]:
    return [scenario.opening, *(step.captions for step in scenario.steps)]


def test_every_file_is_shipped_in_teaching_order() -> None:
    assert [one.name for one in shipped_scenarios()] == list(SHIPPED)
    assert sorted(SHIPPED) == sorted(path.stem for path in FOLDER.iterdir())
    assert len(set(SHIPPED)) == len(SHIPPED) >= 10
    titles = [one.title for one in shipped_scenarios()]
    assert len(set(titles)) == len(titles)


def test_a_shipped_scenario_is_found_by_name_or_the_nearest_is_named() -> None:
    assert scenario_named("Stop-Type-1").name == "stop-type-1"
    assert scenario_named("wrong number.toml").name == "wrong-number"
    with pytest.raises(NotFound, match=r"Did you mean stop-type-2\?"):
        scenario_named("stop-typ-2")
    with pytest.raises(NotFound, match=r"There are stop-type-1, .* and automatic-opt-out"):
        scenario_named("xyz")


@EVERY
def test_a_shipped_scenario_is_read_like_one_of_ones_own(scenario: Scenario) -> None:
    assert load_scenario(FOLDER / f"{scenario.name}.toml") == scenario


@EVERY
def test_every_step_says_why_under_both_types(scenario: Scenario) -> None:
    for captions in captions_of(scenario):
        for behavior in Behavior:
            words = captions.under(behavior)
            assert 20 < len(words) <= LONGEST_CAPTION, words
            assert words.endswith("."), words
            assert not re.search(r"[—–]|\.\.|  |\bkeyword", words), words
            assert len(re.findall(r"[.?!](?: |$)", words)) <= 3, words


@EVERY
def test_a_lesson_is_short_and_its_list_never_empty(scenario: Scenario) -> None:
    assert 4 <= len(scenario.steps) <= 9
    assert 3 <= len(scenario.cast) <= 4
    leaving = {step.who for step in scenario.steps if isinstance(step.act, TexterDoes)}
    stay = [one for one in scenario.cast if one.key not in leaving and one.said]
    assert stay
    assert all(re.fullmatch(r"\+1[2-9]\d\d55501\d\d", one.number) for one in scenario.cast), (
        "numbers that belong to nobody"
    )
    assert all(
        "it's Jo" in one.first_message or "Jo " in one.first_message for one in scenario.campaigns
    )


@EVERY
def test_what_the_others_said_asks_for_nothing(scenario: Scenario) -> None:
    for person in scenario.cast:
        assert detect(person.said, frozenset()).kind is RequestKind.NONE


@EVERY
def test_whoever_is_opted_out_is_seen_to_be_told_or_not(scenario: Scenario) -> None:
    """After Opt Out the seconds of undo pass, or the press is taken back within them."""
    for place, step in enumerate(scenario.steps):
        if step.act == TexterDoes(Doing.OPT_OUT):
            after = scenario.steps[place + 1].act
            assert isinstance(after, TimePasses) or after == TexterDoes(Doing.UNDO)


@EVERY
def test_a_provider_answers_only_what_a_contact_just_said(scenario: Scenario) -> None:
    for place, step in enumerate(scenario.steps):
        if isinstance(step.act, ProviderAnswers):
            before = scenario.steps[place - 1]
            assert isinstance(before.act, ContactSays)
            assert (before.who, before.campaign) == (step.who, step.campaign)


def test_both_types_and_every_rule_of_a_texter_are_taught() -> None:
    shown = [one.shown_with for one in shipped_scenarios()]
    done = {
        step.act.doing
        for one in shipped_scenarios()
        for step in one.steps
        if isinstance(step.act, TexterDoes)
    }

    assert min(shown.count(behavior) for behavior in Behavior) >= 4
    assert done == set(Doing)
    assert scenario_named("automatic-opt-out").automatic_opt_out
    assert len(scenario_named("two-campaigns").campaigns) == 2
