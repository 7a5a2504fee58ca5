"""A scenario performed under both provider types at once, forwards and backwards.

The same events go to both stages, so that the difference is seen at each step. Nothing in
it depends on the time of day, nor on how long anybody looks at a step.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from core.domain import Behavior, Texter
from core.errors import SendingRefused, StepImpossible, UnfilledFields
from core.providers.simulator import Said
from core.seeing_through import see_through
from core.training.scenario import Doing, Scenario, Step
from core.training.stage import Moment, Stage


class Performance:
    """Where a scenario stands. Make one with `Performance.begin`; close it when done."""

    def __init__(self, scenario: Scenario, stages: Mapping[Behavior, Stage]) -> None:
        self.scenario = scenario
        self.stages = stages
        self.position = 0
        """How many steps have happened."""
        self._moments: list[dict[Behavior, Moment]] = []
        self._moving = asyncio.Lock()

    @classmethod
    async def begin(
        cls,
        scenario: Scenario,
        folder: Path,
        texter: Texter,
        behaviors: tuple[Behavior, ...] = tuple(Behavior),
    ) -> Self:
        """Set the stages, as they are before the first step.

        Args:
            scenario: What is told.
            folder: An empty folder of its own, thrown away by whoever made it.
            texter: Who works on it.
            behaviors: The types it is told under.

        Raises:
            DatabaseError: It cannot be written.
        """
        stages: dict[Behavior, Stage] = {}
        try:
            for behavior in behaviors:
                own = folder / behavior.value
                stages[behavior] = await Stage.set_up(scenario, behavior, own, texter)
            performance = cls(scenario, stages)
            performance._moments.append(await performance._kept(0))
        except BaseException:
            for stage in stages.values():
                await stage.close()
            raise
        return performance

    async def close(self) -> None:
        """Let go of the stages' files."""
        for stage in self.stages.values():
            await stage.close()

    # Where it stands

    @property
    def latest(self) -> Step | None:
        """The step that happened last; None before the first."""
        return self.scenario.steps[self.position - 1] if self.position else None

    @property
    def at_end(self) -> bool:
        """Whether every step has happened."""
        return self.position == len(self.scenario.steps)

    @property
    def who(self) -> str:
        """The contact that it is about now, as the scenario calls them."""
        return (self.latest or self.scenario.steps[0]).who

    @property
    def campaign(self) -> str:
        """The campaign that it is about now."""
        return (self.latest or self.scenario.steps[0]).campaign

    async def waits(self) -> dict[Behavior, float]:
        """Seconds until something that waits will leave, under each type where anything does."""
        due = {which: await stage.next_due() for which, stage in self.stages.items()}
        return {which: seconds for which, seconds in due.items() if seconds is not None}

    def caption(self, behavior: Behavior) -> str:
        """Why this happens, under this type."""
        step = self.latest
        return (self.scenario.opening if step is None else step.captions).under(behavior)

    # Moving

    async def advance(self) -> bool:
        """Let the next step happen, under both types; False where there is none.

        Raises:
            StepImpossible: It cannot happen as things stand; nothing happened.
        """
        async with self._moving:
            if self.at_end:
                return False
            steps = self.scenario.steps
            step = steps[self.position]
            following = steps[self.position + 1] if self.position + 1 < len(steps) else None
            by_hand = await self.is_changed_by_hand()
            before = await self._as_it_is()
            try:
                for stage in self.stages.values():
                    await stage.perform(step, following)
                moments = await self._kept(self.position + 1)
            except (StepImpossible, SendingRefused, UnfilledFields) as error:
                await see_through(self._put_back(before))
                why = "after what was done by hand: " if by_hand else f"(line {step.line}): "
                what = "Go back a step, or start again." if by_hand else "Change the scenario."
                raise StepImpossible(f"The next step cannot happen {why}{error} {what}") from error
            except BaseException:
                # Whoever leaves in the middle leaves no stage a step ahead of the other.
                await see_through(self._put_back(before))
                raise
            self.position += 1
            self._moments.append(moments)
            return True

    async def back(self) -> bool:
        """Take back what was done by hand since the last step, or else that step itself.

        Returns:
            Whether anything was taken back.
        """
        async with self._moving:
            by_hand = await self.is_changed_by_hand()
            if not by_hand and not self.position:
                return False
            await self._go_to(self.position if by_hand else self.position - 1)
            return True

    async def restart(self) -> None:
        """Go back to before the first step."""
        async with self._moving:
            await self._go_to(0)

    async def _go_to(self, position: int) -> None:
        await see_through(self._return_to(position))

    async def _return_to(self, position: int) -> None:
        await self._put_back(self._moments[position])
        self.position = position
        del self._moments[position + 1 :]

    async def _put_back(self, moments: Mapping[Behavior, Moment]) -> None:
        for which, moment in moments.items():
            await self.stages[which].go_back(moment)

    async def _kept(self, moment: int) -> dict[Behavior, Moment]:
        return {which: await stage.keep(moment) for which, stage in self.stages.items()}

    async def _as_it_is(self) -> Mapping[Behavior, Moment]:
        """The moment to go back to if the next step turns out to be impossible."""
        if not await self.is_changed_by_hand():
            return self._moments[self.position]
        return await self._kept(-1)

    async def is_changed_by_hand(self) -> bool:
        """Whether anything was done by hand since the last step."""
        moments = self._moments[self.position]
        return any(
            [await stage.changed_since(moments[which]) for which, stage in self.stages.items()]
        )

    # By hand

    async def say(
        self, body: str, who: str | None = None, campaign: str | None = None
    ) -> dict[Behavior, Said]:
        """A contact texts a campaign, under both types: the one that it is about unless named."""
        async with self._moving:
            who, campaign = who or self.who, campaign or self.campaign
            return {
                which: await stage.say(who, campaign, body) for which, stage in self.stages.items()
            }

    async def press(self, doing: Doing) -> None:
        """The texter presses a key of the messenger, under both types.

        Raises:
            StepImpossible: It cannot be done now, and why; nothing happened.
        """
        async with self._moving:
            if doing is not Doing.UNDO:
                await self._refuse_if_opted_out()
            before = await self._as_it_is()
            try:
                for stage in self.stages.values():
                    await stage.press(doing, stage.conversation(self.who, self.campaign))
            except BaseException:
                await see_through(self._put_back(before))
                raise

    async def _refuse_if_opted_out(self) -> None:
        """The messenger has these keys only for a contact who is not opted out."""
        for stage in self.stages.values():
            view = await stage.desk.conversation(stage.conversation(self.who, self.campaign))
            if view.opted_out is None:
                return
        raise StepImpossible(f"{self.scenario.person(self.who).name} is opted out already.")

    async def let_pass(self, seconds: float) -> None:
        """Let time pass, under both types."""
        async with self._moving:
            for stage in self.stages.values():
                await stage.let_pass(seconds)
