"""The simulated network under both behaviors: what the gateway says, and what the phone shows."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.domain import Behavior, Verdict
from core.errors import BadInput, NotFound
from core.providers.base import (
    Delivery,
    DeliveryReport,
    InboundMessage,
    OutboundText,
    Outcome,
    Taken,
)
from core.providers.behaviors import read_verdict
from core.providers.simulator import (
    BLOCKED_CODE,
    OPT_OUT_KEYWORDS,
    OPT_OUT_MESSAGE,
    START_MESSAGE,
    PhoneKind,
    PhoneState,
    PhoneText,
    Simulator,
)

LINE_1 = "+14155550101"
LINE_2 = "+442079460102"
MARIA = "+14155550134"
SAM = "+14155550135"
NOW = datetime(2026, 3, 3, 17, 30, 0, 123457, tzinfo=UTC)
HOSTILE = json.loads(
    (Path(__file__).resolve().parents[2] / "data" / "hostile-texts.json").read_text("utf-8")
)


@pytest.fixture
async def simulator(tmp_path: Path) -> AsyncIterator[Simulator]:
    simulator = Simulator(tmp_path / "network.sqlite", clock=lambda: NOW)
    await simulator.configure(delivery_reports=False)
    await simulator.provision_line(LINE_1, Behavior.TYPE_1)
    await simulator.provision_line(LINE_2, Behavior.TYPE_2)
    yield simulator
    await simulator.close()


def text_to(number: str, body: str = "Will you vote?", line: str = LINE_2) -> OutboundText:
    return OutboundText(reference=f"{line} {number}", line=line, number=number, body=body)


async def received(simulator: Simulator) -> list[InboundMessage]:
    """What is handed over now, acknowledged at once."""
    handed = await simulator.receive()
    await simulator.acknowledge([receipt for receipt, _ in handed])
    return [event for _, event in handed if isinstance(event, InboundMessage)]


async def shown(simulator: Simulator, number: str = MARIA) -> list[tuple[str, str]]:
    """A phone as a short picture: who speaks or how it failed, and the words."""
    return [(picture(text), text.body) for text in await simulator.phone(number)]


def picture(text: PhoneText) -> str:
    if text.state is PhoneState.NOT_DELIVERED:
        return "not delivered"
    if text.kind is PhoneKind.NOTICE:
        return "notice"
    return "contact" if text.from_contact else "line"


# --- Both types ------------------------------------------------------------------------------


@pytest.mark.parametrize("line", [LINE_1, LINE_2])
async def test_texts_go_both_ways(simulator: Simulator, line: str) -> None:
    sent = await simulator.send(text_to(MARIA, "Hi Maria", line))
    said = await simulator.say(line, MARIA, "Hi, who is this?")

    assert sent.outcome is Outcome.TAKEN
    assert said.delivered
    assert await shown(simulator) == [("line", "Hi Maria"), ("contact", "Hi, who is this?")]
    [message] = await received(simulator)
    assert message.provider_message_id == said.provider_message_id
    assert (message.line, message.number, message.body) == (line, MARIA, "Hi, who is this?")
    assert message.at == NOW


@pytest.mark.parametrize("line", [LINE_1, LINE_2])
async def test_free_form_request_blocks_nothing_and_tells_nobody(
    simulator: Simulator, line: str
) -> None:
    await simulator.say(line, MARIA, "please stop texting me")

    assert not await simulator.is_blocked(line, MARIA)
    assert await shown(simulator) == [("contact", "please stop texting me")]
    [message] = await received(simulator)
    assert message.verdict is (Verdict.SILENT if line == LINE_1 else Verdict.NONE)


async def test_the_phone_keeps_the_lines_apart_and_the_phones_too(simulator: Simulator) -> None:
    await simulator.send(text_to(MARIA, "from one", LINE_1))
    await simulator.send(text_to(MARIA, "from two", LINE_2))
    await simulator.send(text_to(SAM, "to Sam", LINE_2))

    assert [text.body for text in await simulator.phone(MARIA)] == ["from one", "from two"]
    assert [text.body for text in await simulator.phone(MARIA, LINE_1)] == ["from one"]
    assert await simulator.phone(MARIA, LINE_2) == [
        PhoneText(LINE_2, False, "from two", NOW, PhoneState.DELIVERED, PhoneKind.TEXT)
    ]


async def test_last_line_is_the_one_that_texted_last(simulator: Simulator) -> None:
    assert await simulator.last_line(MARIA) is None
    await simulator.send(text_to(MARIA, "one", LINE_1))
    await simulator.send(text_to(MARIA, "two", LINE_2))
    await simulator.say(LINE_1, MARIA, "to the first")

    assert await simulator.last_line(MARIA) == LINE_2


async def test_bodies_are_kept_as_they_came(simulator: Simulator) -> None:
    bodies = [case["text"] for case in HOSTILE]
    bodies += ["lone \ud83d surrogate", "nul \x00 inside", "", " \t\n", "\ufeff"]
    for body in bodies:
        await simulator.send(text_to(SAM, body, LINE_1))
        await simulator.say(LINE_1, MARIA, body)

    assert [text.body for text in await simulator.phone(SAM)] == bodies
    assert [text.body for text in await simulator.phone(MARIA)] == bodies
    assert [message.body for message in await received(simulator)] == bodies


async def test_no_such_line(simulator: Simulator) -> None:
    result = await simulator.send(text_to(MARIA, line="+19995550000"))

    assert result.outcome is Outcome.REFUSED
    assert await simulator.phone(MARIA) == []
    with pytest.raises(NotFound, match=r"\+19995550000"):
        await simulator.say("+19995550000", MARIA, "hello?")
    assert await simulator.phone(MARIA) == []


async def test_a_line_provisioned_again_keeps_its_phones_and_blocks(simulator: Simulator) -> None:
    await simulator.say(LINE_2, MARIA, "STOP")
    before = await simulator.phone(MARIA)

    line = await simulator.provision_line(LINE_2, Behavior.TYPE_2)

    assert await simulator.line(LINE_2) == line
    assert await simulator.is_blocked(LINE_2, MARIA)
    assert await simulator.phone(MARIA) == before


async def test_a_time_given_is_when_it_was_written(simulator: Simulator) -> None:
    earlier = NOW.replace(hour=9)
    await simulator.say(LINE_1, MARIA, "good morning", at=earlier)

    assert [text.at for text in await simulator.phone(MARIA)] == [earlier]
    assert [message.at for message in await received(simulator)] == [earlier]
    with pytest.raises(BadInput):
        await simulator.say(LINE_1, MARIA, "no zone", at=datetime(2026, 3, 3))


# --- Type 1 ----------------------------------------------------------------------------------


async def test_type_1_keyword_blocks_nothing(simulator: Simulator) -> None:
    await simulator.send(text_to(MARIA, "Will you vote?", LINE_1))
    await simulator.say(LINE_1, MARIA, "STOP")
    await simulator.say(LINE_1, MARIA, "did you hear me")
    reply = await simulator.send(text_to(MARIA, "Sorry!", LINE_1))

    assert reply.outcome is Outcome.TAKEN
    assert not await simulator.is_blocked(LINE_1, MARIA)
    assert [(m.body, m.verdict) for m in await received(simulator)] == [
        ("STOP", Verdict.SILENT),
        ("did you hear me", Verdict.SILENT),
    ]
    assert await shown(simulator) == [
        ("line", "Will you vote?"),
        ("contact", "STOP"),
        ("contact", "did you hear me"),
        ("line", "Sorry!"),
    ]


# --- Type 2 ----------------------------------------------------------------------------------


@pytest.mark.parametrize("word", sorted(OPT_OUT_KEYWORDS))
async def test_type_2_keyword_tells_the_contact_at_once_and_blocks(
    simulator: Simulator, word: str
) -> None:
    body = f" {word.upper()} \n"
    said = await simulator.say(LINE_2, MARIA, body)

    assert said.delivered
    assert await shown(simulator) == [("contact", body), ("notice", OPT_OUT_MESSAGE)]
    assert await simulator.is_blocked(LINE_2, MARIA)
    assert [(m.body, m.verdict) for m in await received(simulator)] == [(body, Verdict.STOP)]


@pytest.mark.parametrize("body", ["STOP!", "stop please", "s t o p", "nonstop", "ＳＴＯＰ"])
async def test_type_2_acts_on_nothing_but_the_whole_word(simulator: Simulator, body: str) -> None:
    await simulator.say(LINE_2, MARIA, body)

    assert not await simulator.is_blocked(LINE_2, MARIA)
    assert [m.verdict for m in await received(simulator)] == [Verdict.NONE]


async def test_after_a_block_nothing_passes_either_way(simulator: Simulator) -> None:
    await simulator.say(LINE_2, MARIA, "stop")
    await received(simulator)

    said = await simulator.say(LINE_2, MARIA, "hello?")
    again = await simulator.say(LINE_2, MARIA, "STOP")
    reply = await simulator.send(text_to(MARIA, "Are you sure?"))

    assert (said.delivered, said.provider_message_id) == (False, None)
    assert not again.delivered
    assert (reply.outcome, reply.code) == (Outcome.OPTED_OUT, BLOCKED_CODE)
    assert reply.provider_message_id is None
    assert await received(simulator) == []
    assert (await simulator.ask(text_to(MARIA, "Are you sure?").reference)).taken is Taken.NO
    # Their STOP, the provider's message at once, and nothing from the line after it.
    assert await shown(simulator) == [
        ("contact", "stop"),
        ("notice", OPT_OUT_MESSAGE),
        ("not delivered", "hello?"),
        ("not delivered", "STOP"),
    ]


async def test_a_block_is_of_one_line_and_one_contact(simulator: Simulator) -> None:
    other_line = "+442079460103"
    await simulator.provision_line(other_line, Behavior.TYPE_2)
    await simulator.say(LINE_2, MARIA, "stop")

    to_other_contact = await simulator.send(text_to(SAM))
    from_other_line = await simulator.send(text_to(MARIA, line=other_line))

    assert to_other_contact.outcome is Outcome.TAKEN
    assert from_other_line.outcome is Outcome.TAKEN
    assert (await simulator.say(other_line, MARIA, "yes")).delivered


async def test_a_line_may_still_forward_after_a_block(simulator: Simulator) -> None:
    await simulator.provision_line(LINE_2, Behavior.TYPE_2, forwards_after_block=True)
    await simulator.say(LINE_2, MARIA, "stop")
    await simulator.say(LINE_2, MARIA, "I mean it")
    reply = await simulator.send(text_to(MARIA))

    assert [(m.body, m.verdict) for m in await received(simulator)] == [
        ("stop", Verdict.STOP),
        ("I mean it", Verdict.NONE),
    ]
    assert reply.outcome is Outcome.OPTED_OUT
    assert (await shown(simulator))[-1] == ("contact", "I mean it")


@pytest.mark.parametrize("word", ["START", " unstop "])
async def test_start_lifts_the_block(simulator: Simulator, word: str) -> None:
    await simulator.say(LINE_2, MARIA, "stop")
    await simulator.say(LINE_2, MARIA, word)
    reply = await simulator.send(text_to(MARIA, "Welcome back"))

    assert reply.outcome is Outcome.TAKEN
    assert not await simulator.is_blocked(LINE_2, MARIA)
    assert [m.verdict for m in await received(simulator)] == [Verdict.STOP, Verdict.START]
    assert (await shown(simulator))[2:] == [
        ("contact", word),
        ("notice", START_MESSAGE),
        ("line", "Welcome back"),
    ]


async def test_start_without_a_block_announces_nothing(simulator: Simulator) -> None:
    await simulator.say(LINE_2, MARIA, "START")

    assert [m.verdict for m in await received(simulator)] == [Verdict.START]
    assert await shown(simulator) == [("contact", "START")]


async def test_help_is_named_and_changes_nothing(simulator: Simulator) -> None:
    await simulator.say(LINE_2, MARIA, "Help")

    assert [m.verdict for m in await received(simulator)] == [Verdict.HELP]
    assert not await simulator.is_blocked(LINE_2, MARIA)


async def test_a_line_has_its_own_words_and_its_own_message(simulator: Simulator) -> None:
    await simulator.provision_line(
        LINE_2,
        Behavior.TYPE_2,
        keywords=frozenset({"Basta"}),
        start_keywords=frozenset({"Di nuovo"}),
        opt_out_message="Fatto \ud83d.",
    )
    await simulator.say(LINE_2, SAM, "stop")
    await simulator.say(LINE_2, MARIA, "BASTA")
    await simulator.say(LINE_2, MARIA, "di nuovo")

    assert [m.verdict for m in await received(simulator)] == [
        Verdict.NONE,
        Verdict.STOP,
        Verdict.START,
    ]
    assert (await shown(simulator))[1] == ("notice", "Fatto \ud83d.")
    assert not await simulator.is_blocked(LINE_2, SAM)


@pytest.mark.parametrize("behavior", list(Behavior))
@pytest.mark.parametrize("body", ["STOP", " arrêt ", "Start", "help", "please stop", "yes"])
async def test_a_gateway_without_verdicts_is_understood_by_its_published_words(
    simulator: Simulator, behavior: Behavior, body: str
) -> None:
    await simulator.provision_line(LINE_2, behavior, gives_verdicts=False)
    await simulator.say(LINE_2, MARIA, body)
    [message] = await received(simulator)

    read = read_verdict(
        message.body,
        message.verdict,
        behavior,
        simulator.opt_out_keywords,
        simulator.start_keywords,
    )

    assert message.verdict is Verdict.SILENT
    assert (read is Verdict.STOP) == await simulator.is_blocked(LINE_2, MARIA)
    assert (read is Verdict.START) == (body == "Start")


async def test_a_refusal_may_come_in_the_delivery_report_only(simulator: Simulator) -> None:
    await simulator.configure(delivery_reports=True)
    await simulator.provision_line(LINE_2, Behavior.TYPE_2, blocks_in_reports=True)
    await simulator.say(LINE_2, MARIA, "stop")
    text = text_to(MARIA, "Are you sure?")
    result = await simulator.send(text)

    assert result.outcome is Outcome.TAKEN
    assert await simulator.sends(text.reference) == 0
    assert await shown(simulator) == [("contact", "stop"), ("notice", OPT_OUT_MESSAGE)]
    [_, (_, report)] = await simulator.receive()
    assert result.provider_message_id is not None
    assert report == DeliveryReport(
        result.provider_message_id, Delivery.OPTED_OUT, NOW, BLOCKED_CODE
    )


async def test_blocks_can_be_put_and_lifted_silently(simulator: Simulator) -> None:
    await simulator.put_block(LINE_1, MARIA)
    await simulator.put_block(LINE_1, MARIA)
    refused = await simulator.send(text_to(MARIA, line=LINE_1))
    await simulator.lift_block(LINE_1, MARIA)
    taken = await simulator.send(text_to(MARIA, line=LINE_1))

    assert (refused.outcome, taken.outcome) == (Outcome.OPTED_OUT, Outcome.TAKEN)
    assert await shown(simulator) == [("line", "Will you vote?")]
