"""Each scenario that comes with textbank, run as a test of the specification, for both types."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from core.domain import Behavior
from core.training.library import SHIPPED, scenario_named, shipped_scenarios
from core.training.scenario import ContactSays, Doing, Scenario, Step, TexterDoes, TexterSays
from tests.core.spec_model import Asks, Conversation, InTranscript, OnPhone, Shown
from tests.core.training_world import (
    assert_as_told,
    performing,
    read,
    what_the_specification_says,
)


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What anybody tried to connect to; nobody gets through."""
    tried: list[object] = []

    def refuse(*words: object, **more: object) -> None:
        tried.append(words[1:])
        raise OSError(f"a connection was tried: {words}")

    for way in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, way, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return tried


def test_a_connection_would_be_noticed(connections: list[object]) -> None:
    with pytest.raises(OSError, match="was tried"), socket.socket() as wire:
        wire.connect(("192.0.2.1", 443))
    with pytest.raises(OSError, match="was tried"):
        socket.create_connection(("provider.example", 443))
    assert len(connections) == 2


@pytest.mark.parametrize("name", SHIPPED)
async def test_after_every_step_transcript_and_phone_are_as_the_specification_says(
    name: str, tmp_path: Path, connections: list[object]
) -> None:
    """And so they are going back, going forward again, and starting again; nobody is called."""
    scenario = scenario_named(name)
    says = {which: what_the_specification_says(scenario, which) for which in Behavior}
    last = len(scenario.steps)

    async with performing(scenario, tmp_path) as performance:

        async def look(position: int, how: str) -> None:
            assert performance.position == position
            expected = {which: says[which][position] for which in Behavior}
            await assert_as_told(performance, expected, f"{how} step {position} of {last}")

        await look(0, "before the first,")
        for position in range(1, last + 1):
            assert await performance.advance()
            await look(position, "after")
        assert not await performance.advance()
        for position in range(last - 1, -1, -1):
            assert await performance.back()
            await look(position, "back at")
        assert not await performance.back()
        for _ in range(last):
            assert await performance.advance()
        await look(last, "a second time after")
        await performance.restart()
        await look(0, "started again,")
    assert connections == []


# The table, row by row


def _row(step: Step, before: Conversation) -> str | None:
    """Which row of the specification's table a step shows."""
    if isinstance(step.act, ContactSays):
        asks = read(step.act.body)
        if asks is Asks.KEYWORD:
            return "sends a keyword"
        if asks is Asks.REQUEST:
            return "sends a request that is no keyword"
        standing = before.asks_to_opt_out and before.opted_out is None
        return "texts again, before Opt Out" if standing else None
    if isinstance(step.act, TexterSays):
        return "texter replies, before Opt Out" if before.asks_to_opt_out else None
    if step.act == TexterDoes(Doing.OPT_OUT):
        return f"Opt Out {'after' if before.told_and_blocked else 'without'} a block"
    return None


def test_the_scenarios_show_every_row_of_the_table_under_both_types() -> None:
    rows = (
        "sends a keyword",
        "sends a request that is no keyword",
        "texts again, before Opt Out",
        "texter replies, before Opt Out",
        "Opt Out without a block",
    )
    shown = {
        (_row(step, before.conversations[step.who, step.campaign]), behavior)
        for scenario, behavior in product(shipped_scenarios(), Behavior)
        for step, before in zip(
            scenario.steps, what_the_specification_says(scenario, behavior), strict=False
        )
    }
    assert set(product(rows, Behavior)) <= shown
    assert ("Opt Out after a block", Behavior.TYPE_2) in shown
    assert ("Opt Out after a block", Behavior.TYPE_1) not in shown


# The captions


@dataclass(frozen=True)
class Told:
    """A step, and what is to be seen before and after it."""

    step: Step
    before: Shown
    after: Shown

    @property
    def was(self) -> Conversation:
        return self.before.conversations[self.step.who, self.step.campaign]

    @property
    def now(self) -> Conversation:
        return self.after.conversations[self.step.who, self.step.campaign]

    @property
    def theirs(self) -> list[Conversation]:
        """All conversations of this contact."""
        return [one for talk, one in self.after.conversations.items() if talk[0] == self.step.who]

    @property
    def last_said(self) -> OnPhone:
        [*_, last] = [
            text
            for thread in self.after.phones[self.step.who]
            for text in thread
            if text.who == "contact" and text.campaign == self.step.campaign
        ]
        return last

    def last(self, what: str) -> InTranscript:
        return [line for line in self.now.transcript if line.what == what][-1]

    @property
    def new_from_us(self) -> list[OnPhone]:
        """What of ours came to the contact's phone in this step."""
        was, now = (
            [
                text
                for thread in sorted(shown.phones[self.step.who], key=lambda one: one[0].campaign)
                for text in thread
                if text.who == "organization"
            ]
            for shown in (self.before, self.after)
        )
        return [text for text in now if now.count(text) > was.count(text)]

    @property
    def waits(self) -> bool:
        return self.now.opted_out is not None and self.now.opted_out.confirmation == "waiting"

    @property
    def replied(self) -> bool:
        return isinstance(self.step.act, TexterSays)


CLAIMS: tuple[tuple[str, Callable[[Told], bool]], ...] = (
    (
        r"\b(and|has|it|already) block(s|ed) (the|this|that) line\b",
        lambda told: told.now.told_and_blocked,
    ),
    (
        r"\bnothing is blocked\b|\bblocked nothing\b|\bnever blocked\b|\bwas never blocked\b",
        lambda told: not told.now.told_and_blocked,
    ),
    (
        r"\bprovider (answered|tells|told) (her|him|luc|maria)\b",
        lambda told: any(
            text.who == "provider" for thread in told.after.phones[told.step.who] for text in thread
        ),
    ),
    (
        r"\bhas told (her|him|luc|maria) (already\b(?!:))",
        lambda told: any(one.told_and_blocked for one in told.theirs),
    ),
    (
        r"\b(opt-out|organization's) message (reaches|has reached)\b",
        lambda told: told.last("confirmation").state == "delivered",
    ),
    (r"\bmessage reaches\b.*, once\b", lambda told: len(told.new_from_us) == 1),
    (r"^nothing is sent\b", lambda told: not told.new_from_us),
    (
        r"\bnothing will be sent\b|\bno message will follow\b",
        lambda told: told.now.opted_out is not None and not told.waits and not told.new_from_us,
    ),
    (
        r"\bmessage (waits|is still held|will be sent|will go out)\b",
        lambda told: told.waits,
    ),
    (
        r"\bleaves (your list|the lists)\b|\btakes (her|the conversation) off your list\b",
        lambda told: told.was.on_list and not told.now.on_list,
    ),
    (r"\bleaves the lists of both\b", lambda told: not any(one.on_list for one in told.theirs)),
    (r"\bon your list again\b", lambda told: not told.was.on_list and told.now.on_list),
    (r"\bnot delivered\b", lambda told: not told.last_said.delivered),
    (
        r"(?<!nothing )\b(is|are) highlighted\b",
        lambda told: told.last("contact").highlighted,
    ),
    (r"\bnothing is highlighted\b", lambda told: not told.last("contact").highlighted),
    (
        r"\b(reply|word|this|apology) (still )?reaches (her|them)\b",
        lambda told: told.replied and told.last("reply").state == "delivered",
    ),
    (
        r"\bdoes not reach her\b|\brefused (again|your reply|it)\b",
        lambda told: told.replied and told.last("reply").state == "blocked",
    ),
    (
        r"\b(it|this|so it|texts) arrives?\b",
        lambda told: told.last("contact").body == getattr(told.step.act, "body", None),
    ),
    (r"(?<!no opt-out )\bis recorded\b", lambda told: told.now.opted_out is not None),
    (r"\bno opt-out is recorded\b", lambda told: told.now.opted_out is None),
    (
        r"\badministrator is shown that\b",
        lambda told: told.after.opt_in_requests == 1 and told.before.opt_in_requests == 0,
    ),
)
"""Words of a caption that are a statement of fact, and how to see whether it is true."""


def _steps_told(scenario: Scenario, behavior: Behavior) -> list[Told]:
    moments = what_the_specification_says(scenario, behavior)
    return [
        Told(step, before, after)
        for step, before, after in zip(scenario.steps, moments, moments[1:], strict=False)
    ]


@pytest.mark.parametrize(("words", "is_true"), CLAIMS, ids=[words for words, _ in CLAIMS])
def test_what_a_caption_states_is_so(words: str, is_true: Callable[[Told], bool]) -> None:
    stated = 0
    for scenario, behavior in product(shipped_scenarios(), Behavior):
        for told in _steps_told(scenario, behavior):
            caption = told.step.captions.under(behavior)
            if re.search(words, caption, re.IGNORECASE):
                stated += 1
                where = f"{scenario.name}, line {told.step.line}, {behavior.value}"
                assert is_true(told), f"{where}: “{caption}”"
    assert stated, "no caption says so any more: this test looks for other words than they use"


def test_no_caption_of_type_1_says_that_a_provider_blocked_or_told_anybody() -> None:
    """Nothing is blocked under Type 1, by anybody, at any moment."""
    says_so = re.compile(
        r"\bprovider\b[^.:;]*\b(blocks|blocked|has told|told|tells|answered|refused)\b",
        re.IGNORECASE,
    )
    for scenario in shipped_scenarios():
        for told in _steps_told(scenario, Behavior.TYPE_1):
            assert not any(one.told_and_blocked for one in told.after.conversations.values())
            caption = told.step.captions.type_1
            assert not says_so.search(caption), f"{scenario.name}, line {told.step.line}: {caption}"
