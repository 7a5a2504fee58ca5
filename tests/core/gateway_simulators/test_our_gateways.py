"""Our own gateways at the simulators: the same refusals, and webhooks they believe and read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from core.domain import Behavior, Verdict
from core.errors import SignatureInvalid
from core.gateway_simulators.gateway import GatewaySimulator, Listening
from core.gateway_simulators.vendor import Account
from core.providers.bandwidth import BandwidthGateway, BandwidthSettings
from core.providers.base import (
    Delivery,
    DeliveryReport,
    Event,
    InboundMessage,
    OutboundText,
    Outcome,
)
from core.providers.plivo import PlivoGateway, PlivoSettings
from core.providers.telnyx import TelnyxGateway, TelnyxSettings
from core.providers.twilio import TwilioGateway, TwilioSettings
from core.providers.vonage import VonageGateway, VonageSettings
from core.providers.vonage_signature import SignatureMethod
from core.providers.webhook import WebhookRequest
from tests.core.gateway_simulators.gateways import LINE, MARIA, SAM, SOON
from tests.core.gateway_simulators.receiver import Receiver, Told, receiving

Ours = Callable[[GatewaySimulator, str], Any]


def twilio(simulator: GatewaySimulator, webhook: str) -> TwilioGateway:
    known = simulator.credentials
    settings = TwilioSettings(known["account_sid"], known["auth_token"], webhook_url=webhook)
    return TwilioGateway(settings, base_url=simulator.url)


def telnyx(simulator: GatewaySimulator, webhook: str) -> TelnyxGateway:
    known = simulator.credentials
    settings = TelnyxSettings(known["api_key"], known["public_key"], webhook_url=webhook)
    return TelnyxGateway(settings, base_url=simulator.url)


def bandwidth(simulator: GatewaySimulator, webhook: str) -> BandwidthGateway:
    return BandwidthGateway(BandwidthSettings(**simulator.credentials), base_url=simulator.url)


def vonage(simulator: GatewaySimulator, webhook: str) -> VonageGateway:
    known = simulator.credentials
    method = SignatureMethod(known["signature_method"])
    settings = VonageSettings(
        known["api_key"], known["api_secret"], known["signature_secret"], method
    )
    return VonageGateway(settings, base_url=simulator.url)


def plivo(simulator: GatewaySimulator, webhook: str) -> PlivoGateway:
    known = simulator.credentials
    settings = PlivoSettings(known["auth_id"], known["auth_token"], webhook_url=webhook)
    return PlivoGateway(settings, base_url=simulator.url)


@dataclass(frozen=True)
class Expected:
    """What is known of a provider after STOP."""

    gateway: Ours
    verdict: Verdict
    at_once: Outcome
    report: Delivery | None
    code: str


TAKEN, OPTED_OUT = Outcome.TAKEN, Outcome.OPTED_OUT
EXPECTED = {
    "twilio": Expected(twilio, Verdict.SILENT, OPTED_OUT, None, "21610"),
    "telnyx": Expected(telnyx, Verdict.STOP, OPTED_OUT, None, "40300"),
    "bandwidth": Expected(bandwidth, Verdict.SILENT, TAKEN, Delivery.DELIVERED, ""),
    "vonage": Expected(vonage, Verdict.SILENT, TAKEN, Delivery.OPTED_OUT, "9"),
    "plivo": Expected(plivo, Verdict.SILENT, TAKEN, Delivery.OPTED_OUT, "200"),
}


def read(told: Told, gateway: Any) -> list[Event]:
    """What our gateway makes of one call, once it believes it."""
    request = WebhookRequest("POST", told.url, told.headers, told.body, datetime.now(UTC))
    gateway.verify(request)
    if told.headers.get("Authorization", "").startswith("Basic "):
        changed = WebhookRequest(
            "POST", told.url, {"Authorization": "Basic eDp5"}, told.body, request.received_at
        )
    else:
        body = told.body.replace(b"5550", b"5551")
        changed = WebhookRequest("POST", told.url, told.headers, body, request.received_at)
    with pytest.raises(SignatureInvalid):
        gateway.verify(changed)
    events: list[Event] = gateway.read(request)
    return events


@pytest.mark.parametrize("vendor", EXPECTED)
async def test_a_text_and_a_stop(vendor: str, tmp_path: Path) -> None:
    expected = EXPECTED[vendor]
    # Vonage blocks only where Opt-Out Assist was arranged for.
    behavior = Behavior.TYPE_2 if vendor == "vonage" else None
    async with AsyncExitStack() as open_:
        receiver: Receiver = open_.enter_context(receiving())
        account = Account(
            numbers=(LINE,), webhook_url=receiver.url, retries=SOON, behavior=behavior
        )
        simulator = await open_.enter_async_context(
            GatewaySimulator(vendor, tmp_path / "n.sqlite", account, Listening.locally())
        )
        gateway = expected.gateway(simulator, receiver.url)
        open_.push_async_callback(gateway.close)

        async def events() -> list[Event]:
            assert await simulator.deliverer.idle(20)
            found = [event for told in receiver.told for event in read(told, gateway)]
            receiver.told.clear()
            return found

        async def send(reference: str, number: str) -> Any:
            text = OutboundText(reference, LINE, number, "Will you vote? ¿Sí? 🗳")
            return await gateway.send(text)

        assert (await gateway.check()).works

        sent = await send("first", SAM)
        assert sent.outcome is Outcome.TAKEN
        [report] = await events()
        assert isinstance(report, DeliveryReport)
        assert report.provider_message_id == sent.provider_message_id
        assert (report.delivery, report.reference) == (Delivery.DELIVERED, "first")
        [shown] = await simulator.network.phone(SAM)
        assert shown.body == "Will you vote? ¿Sí? 🗳"

        said = await simulator.network.say(LINE, MARIA, "STOP")
        assert said.delivered
        [message] = await events()
        assert isinstance(message, InboundMessage)
        assert (message.line, message.number, message.body) == (LINE, MARIA, "STOP")
        assert message.verdict is expected.verdict

        if vendor == "plivo":
            assert (await send("acknowledgement", MARIA)).outcome is Outcome.TAKEN
            [report] = await events()
            assert isinstance(report, DeliveryReport)
            assert report.delivery is Delivery.DELIVERED
        after = await send("second", MARIA)
        assert after.outcome is expected.at_once
        reports = await events()
        if expected.report is None:
            assert (after.code, reports) == (expected.code, [])
        else:
            [report] = reports
            assert isinstance(report, DeliveryReport)
            assert (report.delivery, report.code) == (expected.report, expected.code)
            assert report.reference == "second"

        pictures = ("https://pictures.example/1.jpg", "https://pictures.example/2.jpg")
        pictures = pictures[: simulator.vendor.most_media]
        await simulator.network.say(LINE, SAM, "Look!", media=pictures)
        [message] = await events()
        assert isinstance(message, InboundMessage)
        assert (message.number, message.body, message.media) == (SAM, "Look!", pictures)

        # Away, says whoever stands before the one that took it.
        simulator.faults.change({"api_error_after": {"next": 1}, "error_status": 503})
        simulator.faults.change({"retry_after": 7})
        away = await send("third", SAM)
        assert (away.outcome, away.refusal, away.retry_after) == (Outcome.AMBIGUOUS, None, 7.0)
        [report] = await events()
        assert isinstance(report, DeliveryReport)
        assert (report.delivery, report.reference) == (Delivery.DELIVERED, "third")
