"""Any steps at all, in any order: the specification says what is seen, forwards and backwards."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.campaigns import change_organization
from core.domain import Behavior
from core.errors import StepImpossible
from core.training.performance import Performance
from core.training.scenario import (
    Act,
    ContactSays,
    Doing,
    ProviderAnswers,
    Scenario,
    Step,
    TexterDoes,
    TexterSays,
    TimePasses,
)
from tests.core.spec_model import Model, Refused, Shown
from tests.core.test_training_stage import (
    FALL,
    OPT_OUT,
    SPRING,
    WORDS,
    lesson,
    step,
    with_following,
    with_times,
)
from tests.core.training_world import assert_as_told, happens, model_of, performing
from tests.core.world import ADMINISTRATOR

_SAYINGS = st.sampled_from([ContactSays(words) for words in WORDS])
_ACTS: st.SearchStrategy[Act] = st.one_of(
    _SAYINGS,
    _SAYINGS,
    st.just(OPT_OUT),
    st.just(OPT_OUT),
    st.sampled_from([TexterDoes(doing) for doing in Doing]),
    st.just(TexterSays("Will you vote?")),
    st.just(ProviderAnswers()),
    st.sampled_from([TimePasses(2), TimePasses(3), TimePasses(6), TimePasses(90_000)]),
)
_STEPS = st.lists(
    st.builds(
        step, _ACTS, st.sampled_from(["maria", "maria", "dana"]), st.sampled_from([SPRING, FALL])
    ),
    min_size=3,
    max_size=9,
)
THOROUGH = settings().max_examples > 1_000


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    """One loop for all examples, so that their stages need not be set up again."""
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="module")
def on_stage(
    runner: asyncio.Runner, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Performance]:
    manager = performing(lesson(), tmp_path_factory.mktemp("stages"))
    yield runner.run(manager.__aenter__())
    runner.run(manager.__aexit__(None, None, None))


def test_whatever_steps_there_are_the_specification_says_what_is_seen(
    runner: asyncio.Runner, on_stage: Performance
) -> None:
    """And to go back some steps is never to have gone forward."""

    @settings(max_examples=200 if THOROUGH else 8, suppress_health_check=list(HealthCheck))
    @given(steps=_STEPS, forwards=st.booleans(), automatic=st.booleans(), back=st.integers(1, 4))
    def run(steps: list[Step], forwards: bool, automatic: bool, back: int) -> None:
        scenario = lesson(*steps, forwards_after_block=forwards, automatic_opt_out=automatic)
        runner.run(_agree(scenario, on_stage, back))

    run()


async def _agree(scenario: Scenario, on_stage: Performance, back: int) -> None:
    performance = await _told_on(scenario, on_stage)
    moments: list[dict[Behavior, Shown]] = []

    def said_after(position: int) -> dict[Behavior, Shown] | None:
        """What is to be seen then; None where the step cannot happen under either type."""
        shown = {}
        for which in Behavior:
            model = _replayed(scenario, which, kept)
            try:
                happens(model, *with_following(scenario, position), WORDS)
            except Refused:
                return None
            shown[which] = model.shows()
        return shown

    kept: list[int] = []
    moments.append({which: _replayed(scenario, which, []).shows() for which in Behavior})
    for position in range(len(scenario.steps)):
        expected = said_after(position)
        if expected is None:
            with pytest.raises(StepImpossible):
                await performance.advance()
            await assert_as_told(performance, moments[-1], f"step {position + 1} is refused")
            break
        kept.append(position)
        moments.append(expected)
        assert await performance.advance()
        await assert_as_told(performance, expected, f"after step {position + 1}")
    went = await with_times(performance)
    steps_back = min(back, performance.position)
    for _ in range(steps_back):
        assert await performance.back()
        await assert_as_told(performance, moments[performance.position], "back")
    for _ in range(steps_back):
        assert await performance.advance()
    assert await with_times(performance) == went


def _replayed(scenario: Scenario, which: Behavior, positions: list[int]) -> Model:
    model = model_of(scenario, which, WORDS)
    for position in positions:
        happens(model, *with_following(scenario, position), WORDS)
    return model


async def _told_on(scenario: Scenario, on_stage: Performance) -> Performance:
    """The scenario on stages that stand, as they were before their first step."""
    await on_stage.restart()
    for stage in on_stage.stages.values():
        stage.scenario = scenario
        simulator = await stage.simulator()
        for campaign in scenario.campaigns:
            await simulator.provision_line(
                scenario.line_of(campaign.name),
                stage.behavior,
                forwards_after_block=scenario.forwards_after_block,
            )
        await (await stage.desk.database()).write(
            change_organization,
            1,
            ADMINISTRATOR,
            stage.clock(),
            automatic_opt_out=scenario.automatic_opt_out,
        )
    performance = Performance(scenario, on_stage.stages)
    performance._moments.append(await performance._kept(100))
    return performance
