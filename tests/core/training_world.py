"""A scenario on its stages, seen in the words of the specification's model."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from asyncio import gather
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Final, Literal

from core.domain import Behavior, Confirmation, OptOutSource, Texter, TextKind, TextState
from core.gateways import network_path
from core.providers.simulator import OPT_OUT_MESSAGE, START_MESSAGE, PhoneKind, PhoneState
from core.seeing_through import see_through
from core.sqlite_file import create_private
from core.training.keepsake import restore
from core.training.performance import Performance
from core.training.scenario import (
    TRAINEE,
    Captions,
    ContactSays,
    Doing,
    Person,
    ProviderAnswers,
    Scenario,
    Step,
    TexterDoes,
    TexterSays,
    TimePasses,
)
from core.training.stage import PAUSES, SLIP, Moment, Stage
from core.views import ConversationRow, ConversationView, TextView
from tests.core import spec_model
from tests.core.spec_model import (
    Asks,
    Conversation,
    InTranscript,
    Model,
    OnPhone,
    Record,
    Shown,
)

KEYWORDS: Final = frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit"})
STARTS: Final = frozenset({"start", "unstop"})

READ_AS: Final[Mapping[str, Asks]] = {
    "Yes, I'll be there!": Asks.NOTHING,
    "What time do the polls open?": Asks.NOTHING,
    "I voted by mail last week": Asks.NOTHING,
    "ok thx": Asks.NOTHING,
    "Did you get that? No more texts please": Asks.REQUEST,
    "Please take me off your list": Asks.REQUEST,
    "Thank you!": Asks.NOTHING,
    "Could you please stop texting me?": Asks.REQUEST,
    "Who gave you my number?": Asks.NOTHING,
    "Hello??": Asks.NOTHING,
    "Finally.": Asks.NOTHING,
    "Happy to! I'll stop by the polling place after work.": Asks.NOTHING,
    "Can I still get a yard sign?": Asks.NOTHING,
    "Sorry, I'm busy": Asks.NOTHING,
    "Wrong number, I'm not Maria": Asks.NOTHING,
    "Get lost and leave me alone, you clowns": Asks.REQUEST,
    "Your candidate is a clown and so are you": Asks.NOTHING,
    # Spanish for stop: no word that the provider acts on.
    "ALTO": Asks.REQUEST,
    # French for stop: the provider's list has it.
    "ARRET": Asks.KEYWORD,
    "Please don't text me again": Asks.REQUEST,
}
"""What the texts of the shipped scenarios ask for, as a person reads them."""


def read(body: str, read_as: Mapping[str, Asks] = READ_AS) -> Asks:
    """What a text asks for: a single word, or what a person says of it."""
    word = body.strip().casefold()
    if word in KEYWORDS:
        return Asks.KEYWORD
    if word in STARTS:
        return Asks.START
    assert body in read_as, f"Write down in READ_AS what a person reads in “{body}”."
    return read_as[body]


# What the specification says


def model_of(
    scenario: Scenario, behavior: Behavior, read_as: Mapping[str, Asks] = READ_AS
) -> Model:
    """The specification, before the first step of a scenario."""
    model = Model(
        type_2=behavior is Behavior.TYPE_2,
        campaigns=tuple(one.name for one in scenario.campaigns),
        opt_out_message={
            (who.key, campaign.name): _written_for(who, scenario.opt_out_message)
            for campaign in scenario.campaigns
            for who in scenario.cast
        },
        provider_messages=(OPT_OUT_MESSAGE, START_MESSAGE),
        automatic=scenario.automatic_opt_out,
        forwards=scenario.forwards_after_block,
    )
    for campaign in scenario.campaigns:
        for who in scenario.cast:
            first = _written_for(who, campaign.first_message)
            model.texter_sends((who.key, campaign.name), first, "first message")
    for who in scenario.cast:
        if who.said:
            model.wait(PAUSES[ContactSays])
            talk = who.key, scenario.campaigns[0].name
            model.contact_texts(talk, who.said, read(who.said, read_as))
    model.wait(PAUSES[ContactSays])
    return model


def _written_for(who: Person, words: str) -> str:
    filled = words.replace("{firstName}", who.first_name).replace("{lastName}", who.last_name)
    assert "{" not in filled, "another merge field than these tests know"
    return filled


def happens(
    model: Model,
    step: Step,
    following: Step | None = None,
    read_as: Mapping[str, Asks] = READ_AS,
) -> None:
    """Let a step of a scenario happen to the model, with the pauses of a stage.

    Raises:
        Refused: It cannot happen as things stand.
    """
    talk = step.who, step.campaign
    match step.act:
        case TimePasses(seconds):
            model.wait(seconds)
        case ProviderAnswers():
            model.wait(2 * spec_model.ON_THE_WAY)
        case ContactSays(body):
            model.wait(PAUSES[ContactSays])
            model.contact_texts(talk, body, read(body, read_as))
            if following is None or not isinstance(following.act, ProviderAnswers):
                model.wait(2 * spec_model.ON_THE_WAY)
        case TexterSays(body):
            model.wait(PAUSES[TexterSays])
            model.texter_sends(talk, body)
        case TexterDoes(Doing.UNDO):
            model.wait(SLIP)
            model.undo()
        case TexterDoes(doing):
            model.wait(PAUSES[TexterDoes])
            if doing is Doing.OPT_OUT:
                model.opt_out(talk)
                model.wait(0)
            else:
                model.put_away(talk)


def what_the_specification_says(
    scenario: Scenario, behavior: Behavior, read_as: Mapping[str, Asks] = READ_AS
) -> list[Shown]:
    """What is to be seen before the first step, and after each."""
    model = model_of(scenario, behavior, read_as)
    moments = [model.shows()]
    for step, following in zip(scenario.steps, [*scenario.steps[1:], None], strict=True):
        happens(model, step, following, read_as)
        moments.append(model.shows())
    return moments


# The stages


@cache
def _templates() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="textbank-stages-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


_set_up: dict[tuple[Scenario, Behavior], Moment] = {}
SET_UP = Stage.set_up
"""How a stage is set up outside of tests of screens."""


async def _before_the_first_step(scenario: Scenario, behavior: Behavior) -> Moment:
    """What a stage is set up with; scenarios that begin alike share one."""
    nothing = Captions("", "")
    alike = replace(
        scenario, name="", title="", about="", shown_with=behavior, opening=nothing, steps=()
    )
    if (alike, behavior) not in _set_up:
        folder = _templates() / str(len(_set_up))
        stage = await SET_UP(scenario, behavior, folder, TRAINEE)
        try:
            _set_up[alike, behavior] = await stage.keep(0)
        finally:
            await stage.close()
    return _set_up[alike, behavior]


async def stage_from_a_template(
    scenario: Scenario, behavior: Behavior, folder: Path, texter: Texter = TRAINEE
) -> Stage:
    """What `Stage.set_up` makes, from one that was set up before."""
    moment = await _before_the_first_step(scenario, behavior)
    stage = Stage(scenario, behavior, folder, texter)
    for path in (stage.desk.path, network_path(stage.desk.path)):
        create_private(path)
    restore(moment.kept, stage.desk.path)
    stage.clock.now = moment.at
    try:
        await see_through(stage.desk.open())
        await stage._find_talks()
    except BaseException:
        await see_through(stage.close())
        raise
    return stage


@asynccontextmanager
async def performing(scenario: Scenario, folder: Path) -> AsyncIterator[Performance]:
    """A performance before its first step, closed afterwards, with stages that were set up once."""
    stages: dict[Behavior, Stage] = {}
    performance = Performance(scenario, stages)
    try:
        for behavior in Behavior:
            own = folder / behavior.value
            stages[behavior] = await stage_from_a_template(scenario, behavior, own)
        performance._moments.append(await performance._kept(0))
        yield performance
    finally:
        await performance.close()


# What there is to be seen


async def seen_on(stage: Stage) -> Shown:
    """Every phone of the cast, and everything the messenger shows of every conversation."""
    scenario, desk = stage.scenario, stage.desk
    campaigns = {scenario.line_of(one.name): one.name for one in scenario.campaigns}
    people = [who.key for who in scenario.cast]
    ids = {
        (who, campaign): stage.conversation(who, campaign)
        for who, campaign in product(people, campaigns.values())
    }
    pages = await gather(*(desk.first_page(one.id) for one in await desk.assignments()))
    listed = {one for page, _ in pages for one in page}
    phones, views, rows, requests = await gather(
        gather(*(_phone(stage, who, campaigns) for who in people)),
        gather(*(desk.conversation(one) for one in ids.values())),
        desk.rows(list(ids.values())),
        desk.opt_in_requests(),
    )
    found = {row.id: row for row in rows}
    return Shown(
        phones=dict(zip(people, phones, strict=True)),
        conversations={
            talk: _conversation(stage, view, found[view.id], view.id in listed)
            for talk, view in zip(ids, views, strict=True)
        },
        opt_in_requests=requests,
    )


async def _phone(
    stage: Stage, who: str, campaigns: Mapping[str, str]
) -> tuple[tuple[OnPhone, ...], ...]:
    return tuple(
        tuple(
            OnPhone(
                campaigns[text.line],
                "contact"
                if text.from_contact
                else "provider"
                if text.kind is PhoneKind.NOTICE
                else "organization",
                text.body,
                text.state is PhoneState.DELIVERED,
            )
            for text in thread.texts
        )
        for thread in (await stage.phone(who)).threads
    )


def _conversation(
    stage: Stage, view: ConversationView, row: ConversationRow, listed: bool
) -> Conversation:
    assert row.blocked == view.preview.blocked == view.preview.told == (view.block is not None)
    assert row.opted_out == (view.opted_out is not None)
    assert view.preview.behavior is stage.behavior
    record = view.opted_out
    return Conversation(
        transcript=tuple(in_transcript(text) for text in view.texts),
        on_list=listed,
        needs_reply=row.needs_reply,
        asks_to_opt_out=row.request.asks_to_opt_out,
        told_and_blocked=row.blocked,
        opted_out=None
        if record is None
        else Record(_SOURCES[record.source], _CONFIRMATIONS[record.confirmation]),
        pressing_would_send=view.preview.sends if record is None else None,
    )


_SOURCES: Final[Mapping[str, Literal["texter", "system"]]] = {
    OptOutSource.TEXTER: "texter",
    OptOutSource.SYSTEM: "system",
}
_CONFIRMATIONS: Final[Mapping[str, Literal["waiting", "sent", "not sent: told"]]] = {
    Confirmation.PENDING: "waiting",
    Confirmation.SENT: "sent",
    Confirmation.TOLD: "not sent: told",
}
_STATES: Final[
    Mapping[TextState, Literal["", "waiting", "delivered", "blocked", "cancelled", "not sent"]]
] = {
    TextState.RECEIVED: "",
    TextState.QUEUED: "waiting",
    TextState.DELIVERED: "delivered",
    TextState.BLOCKED: "blocked",
    TextState.CANCELLED: "cancelled",
    TextState.DROPPED: "not sent",
}
_KINDS: Final[Mapping[TextKind, Literal["contact", "first message", "reply", "confirmation"]]] = {
    TextKind.INBOUND: "contact",
    TextKind.INITIAL: "first message",
    TextKind.REPLY: "reply",
    TextKind.CONFIRMATION: "confirmation",
}


def in_transcript(text: TextView) -> InTranscript:
    """A text of the messenger's transcript, in the words of the model."""
    if text.kind is TextKind.PROVIDER_NOTICE:
        if "lifted its block" in text.body:
            return InTranscript("lifted", "")
        assert "told this contact" in text.body
        assert "blocked the line" in text.body
        return InTranscript("told and blocked", "")
    asks = text.request.asks_to_opt_out
    assert not asks or text.span is not None, "nothing of it stands out"
    return InTranscript(_KINDS[text.kind], text.body, _STATES[text.state], asks)


async def assert_as_told(
    performance: Performance, expected: Mapping[Behavior, Shown], when: str
) -> None:
    """Both stages show what the specification says."""
    shown = await gather(*(seen_on(stage) for stage in performance.stages.values()))
    for behavior, seen in zip(performance.stages, shown, strict=True):
        told = expected[behavior]
        where = f"{performance.scenario.name}, {behavior.value}, {when}"
        for who, threads in told.phones.items():
            assert seen.phones[who] == threads, f"{where}: the phone of {who}"
        for talk, conversation in told.conversations.items():
            assert seen.conversations[talk] == conversation, f"{where}: {talk}"
        assert seen == told, where
