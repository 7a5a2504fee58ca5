"""Telnyx's own SDK at our Telnyx: unchanged but for the address."""

from __future__ import annotations

import importlib.util
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.core.gateway_simulators import vendors
from tests.core.gateway_simulators.gateways import (
    LINE,
    MARIA,
    SAM,
    SECOND_LINE,
    Gateway,
    running,
)
from tests.core.gateway_simulators.receiver import Receiver, receiving

pytestmark = pytest.mark.xdist_group("telnyx")  # What is slow to load is loaded once.


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture(autouse=True)
def _nothing_told_yet(gateway: Gateway, receiver: Receiver) -> None:
    gateway.idle()
    receiver.told.clear()


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory, receiver: Receiver) -> Iterator[Gateway]:
    state = tmp_path_factory.mktemp("telnyx") / "network.sqlite"
    numbers = (LINE, SECOND_LINE)
    with running("telnyx", state, webhook=receiver.url, numbers=numbers) as gateway:
        yield gateway


@pytest.fixture
def ed25519(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one part of the SDK's validator that is an optional package: Ed25519 itself."""
    if importlib.util.find_spec("nacl"):
        return

    class VerifyKey:
        def __init__(self, key: bytes) -> None:
            self.key = Ed25519PublicKey.from_public_bytes(key)

        def verify(self, message: bytes, signature: bytes) -> None:
            self.key.verify(signature, message)

    signing, exceptions = types.ModuleType("nacl.signing"), types.ModuleType("nacl.exceptions")
    vars(signing)["VerifyKey"] = VerifyKey
    vars(exceptions)["BadSignatureError"] = InvalidSignature
    for name, module in {
        "nacl": types.ModuleType("nacl"),
        "nacl.signing": signing,
        "nacl.exceptions": exceptions,
    }.items():
        monkeypatch.setitem(sys.modules, name, module)


OPEN: list[vendors.telnyx.Telnyx] = []


@pytest.fixture(autouse=True)
def _closed_again() -> Iterator[None]:
    yield
    while OPEN:
        OPEN.pop().close()


def client(gateway: Gateway, key: str | None = None) -> vendors.telnyx.Telnyx:
    OPEN.append(
        vendors.telnyx.Telnyx(
            api_key=key or gateway.credentials["api_key"],
            base_url=f"{gateway.url}/v2",
            max_retries=0,
        )
    )
    return OPEN[-1]


@pytest.mark.usefixtures("ed25519")
def test_a_text_is_sent_and_reported(gateway: Gateway, receiver: Receiver) -> None:
    from telnyx.lib.webhook_verification import WebhookVerificationError, verify_webhook_signature

    number = "+14155550140"
    hook = f"{receiver.url}?reference=7"
    sent = client(gateway).messages.send(from_=LINE, to=number, text="Hi", webhook_url=hook).data
    gateway.idle()

    assert sent is not None
    assert sent.id is not None
    assert gateway.shows(number) == [("text", "Hi")]
    events = [told["data"] for told in receiver.jsons]
    assert [event["event_type"] for event in events] == ["message.sent", "message.finalized"]
    assert events[-1]["payload"]["to"][0]["status"] == "delivered"
    assert {event["payload"]["id"] for event in events} == {sent.id}
    public_key = gateway.credentials["public_key"]
    for told in receiver.told:
        assert told.url == hook
        verify_webhook_signature(told.body, told.headers, public_key)
        with pytest.raises(WebhookVerificationError):
            verify_webhook_signature(told.body + b" ", told.headers, public_key)
    fetched = client(gateway).messages.retrieve(sent.id).data
    assert fetched is not None
    assert fetched.id == sent.id


def test_stop_blocks_the_whole_profile_and_is_answered(
    gateway: Gateway, receiver: Receiver
) -> None:
    for body in ("hello", "stop all"):
        gateway.say(body)

    payloads = [told["data"]["payload"] for told in receiver.jsons]
    assert [one["autoresponse_type"] for one in payloads] == [None, "STOP"]
    assert [one["text"] for one in payloads] == ["hello", "stop all"]
    assert gateway.shows()[-1][1].startswith("You have successfully been unsubscribed")
    for line in (LINE, SECOND_LINE):
        with pytest.raises(vendors.telnyx.APIStatusError) as refused:
            client(gateway).messages.send(from_=line, to=MARIA, text="Hi")
        [error] = refused.value.response.json()["errors"]
        assert (error["code"], error["title"]) == ("40300", "Blocked due to STOP message")
    blocked = client(gateway).messaging_optouts.list().data
    assert blocked is not None
    assert {(one.from_, one.to) for one in blocked} == {(LINE, MARIA), (SECOND_LINE, MARIA)}

    gateway.say("UNSTOP")
    assert receiver.jsons[-1]["data"]["payload"]["autoresponse_type"] == "START"
    assert client(gateway).messages.send(from_=SECOND_LINE, to=MARIA, text="Hi").data


def test_credentials_and_numbers_are_checked(gateway: Gateway) -> None:
    balance = client(gateway).balance.retrieve().data
    assert balance is not None
    assert balance.currency == "USD"
    with pytest.raises(vendors.telnyx.AuthenticationError):
        client(gateway, "wrong").balance.retrieve()
    with pytest.raises(vendors.telnyx.AuthenticationError):
        client(gateway, "wrong").messages.send(from_=LINE, to=SAM, text="Hi")
    for change, code in (({"from_": "+14155559999"}, "40305"), ({"to": "nobody"}, "40310")):
        with pytest.raises(vendors.telnyx.APIStatusError) as refused:
            client(gateway).messages.send(**{"from_": LINE, "to": SAM, "text": "Hi", **change})
        assert refused.value.response.json()["errors"][0]["code"] == code


def test_a_webhook_is_tried_three_times(tmp_path: Path, receiver: Receiver) -> None:
    receiver.answers = [500, 404, 503]
    state = tmp_path / "n.sqlite"
    with running("telnyx", state, webhook=receiver.url, retries=None) as gateway:
        gateway.say("hello")

        assert [told["meta"]["attempt"] for told in receiver.jsons] == [1, 2, 3]
        assert len({told["data"]["id"] for told in receiver.jsons}) == 1
        assert gateway.control("GET", "")["webhooks"] == {"refused": 3, "given_up": 1}
