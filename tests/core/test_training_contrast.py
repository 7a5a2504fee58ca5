"""What differs between the two types at one moment, and what is pressed under both."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from core.domain import Behavior
from core.errors import StepImpossible
from core.training.classroom import Classroom
from core.training.contrast import Standing, Told, differences, standing_of
from core.training.library import scenario_named
from core.training.performance import Performance
from core.training.scenario import Doing


@pytest.fixture
async def classroom() -> AsyncIterator[Classroom]:
    opened = Classroom()
    yield opened
    await opened.close()


async def standings(performance: Performance) -> tuple[Standing, Standing]:
    """How things stand with the contact that it is about, under each type."""
    found = []
    for stage in performance.stages.values():
        talk = stage.conversation(performance.who, performance.campaign)
        view = await stage.desk.conversation(talk)
        listed = view.opted_out is None and view.closing is None
        found.append(standing_of(view, await stage.phone(performance.who), listed=listed))
    return found[0], found[1]


async def test_each_step_has_its_differences(classroom: Classroom) -> None:
    performance = await classroom.open(scenario_named("stop-type-1"))
    one, two = await standings(performance)
    assert one == two == Standing(True, False, Told.NOBODY, opted_out=False, listed=True)

    seen = []
    while await performance.advance():
        one, two = await standings(performance)
        seen.append((differences(one, two), one.told, two.told))
    nobody, provider = Told.NOBODY, Told.PROVIDER
    assert seen == [
        (("blocked", "told"), nobody, provider),
        (("arrived", "blocked", "told"), nobody, provider),
        (("arrived", "blocked", "told"), nobody, provider),
        (("arrived", "blocked", "told"), nobody, provider),
        (("arrived", "blocked", "told"), Told.ORGANIZATION, provider),
    ]
    assert one.opted_out is two.opted_out is True


async def test_who_told_the_contact_counts_for_every_campaign(classroom: Classroom) -> None:
    """In the other campaign no line is blocked, and the contact has been told all the same."""
    performance = await classroom.open(scenario_named("two-campaigns"))
    while await performance.advance():
        pass
    one, two = await standings(performance)
    assert performance.campaign != performance.scenario.campaigns[0].name
    assert (one.blocked, two.blocked) == (False, False)
    assert (one.told, two.told) == (Told.ORGANIZATION, Told.PROVIDER)


async def test_what_cannot_be_pressed_changes_nothing_under_either_type(
    classroom: Classroom,
) -> None:
    performance = await classroom.open(scenario_named("stop-type-1"))
    stages = performance.stages

    async def moments() -> list[tuple[object, ...]]:
        return [(stage.clock(), await stage._latest()) for stage in stages.values()]

    before = await moments()
    with pytest.raises(StepImpossible, match="no opt-out of yours to take back"):
        await performance.press(Doing.UNDO)
    assert await moments() == before

    await performance.press(Doing.OPT_OUT)
    pressed = await moments()
    for doing in (Doing.OPT_OUT, Doing.HIDE, Doing.WRONG_NUMBER):
        with pytest.raises(StepImpossible, match="Maria Lopez is opted out already"):
            await performance.press(doing)
    assert await moments() == pressed
    await performance.let_pass(60)
    with pytest.raises(StepImpossible, match="late"):
        await performance.press(Doing.UNDO)

    assert await performance.back()
    assert await moments() == before
    for behavior in Behavior:
        view = await stages[behavior].desk.conversation(
            stages[behavior].conversation("maria", performance.campaign)
        )
        assert view.opted_out is None
