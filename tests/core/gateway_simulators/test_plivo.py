"""Plivo's own SDK at our Plivo: unchanged but for the address."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.core.gateway_simulators import vendors
from tests.core.gateway_simulators.gateways import (
    LINE,
    MARIA,
    SAM,
    SECOND_LINE,
    Gateway,
    running,
)
from tests.core.gateway_simulators.receiver import Receiver, Told, receiving

pytestmark = pytest.mark.xdist_group("plivo")  # What is slow to load is loaded once.

FROM, TO = LINE.removeprefix("+"), MARIA.removeprefix("+")


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
    state = tmp_path_factory.mktemp("plivo") / "network.sqlite"
    numbers = (LINE, SECOND_LINE)
    with running("plivo", state, webhook=receiver.url, numbers=numbers) as gateway:
        yield gateway


@pytest.fixture(autouse=True)
def _address(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plivo.rest.client.PLIVO_API_BASE_URI", f"{gateway.url}/v1/Account")


def client(gateway: Gateway, token: str | None = None) -> vendors.plivo.RestClient:
    token = token or gateway.credentials["auth_token"]
    return vendors.plivo.RestClient(gateway.credentials["auth_id"], token)


def is_signed(told: Told, gateway: Gateway) -> bool:
    token, headers = gateway.credentials["auth_token"], told.headers
    v3 = vendors.plivo.utils.validate_v3_signature(
        "POST",
        told.url,
        headers["X-Plivo-Signature-V3-Nonce"],
        token,
        headers["X-Plivo-Signature-V3"],
        told.form,
    )
    nonce = headers["X-Plivo-Signature-V2-Nonce"]
    v2 = vendors.plivo.utils.validate_signature(
        told.url, nonce, headers["X-Plivo-Signature-V2"], token
    )
    return bool(v2 and v3)


def test_a_text_is_sent_reported_and_listed(gateway: Gateway, receiver: Receiver) -> None:
    to, hook = "14155550140", f"{receiver.url}?reference=7"
    [sent] = client(gateway).messages.create(src=FROM, dst=to, text="Hi", url=hook).message_uuid
    gateway.idle()

    assert gateway.shows(f"+{to}") == [("text", "Hi")]
    assert [form["Status"] for form in receiver.forms] == ["sent", "delivered"]
    assert {form["MessageUUID"] for form in receiver.forms} == {sent}
    for told in receiver.told:
        assert told.url == hook
        assert is_signed(told, gateway)
        assert not is_signed(Told(told.url, told.headers, told.body + b"&x=1"), gateway)
    assert client(gateway).messages.get(sent).message_state == "delivered"
    listed = client(gateway).messages.list(limit=5)
    assert sent in [one.message_uuid for one in listed]


def test_stop_blocks_the_campaign_but_for_one_acknowledgement(
    gateway: Gateway, receiver: Receiver
) -> None:
    gateway.say("Stop it!")
    gateway.say("STOP \n")

    assert all(is_signed(told, gateway) for told in receiver.told)
    assert [form.get("MessageIntent") for form in receiver.forms] == [None, "optout"]
    assert gateway.shows()[-1][1].startswith("You have been unsubscribed")
    fates = []
    for src in (SECOND_LINE, LINE, LINE):
        client(gateway).messages.create(src=src, dst=TO, text="Goodbye", url=receiver.url)
        gateway.idle()
        fates.append((receiver.forms[-1]["Status"], receiver.forms[-1].get("ErrorCode")))
    assert fates == [("failed", "200"), ("delivered", None), ("failed", "200")]
    assert [who for who, _ in gateway.shows()] == ["contact", "contact", "notice", "text"]
    gateway.say("UNSTOP")
    client(gateway).messages.create(src=FROM, dst=TO, text="Welcome back")
    assert gateway.shows()[-1] == ("text", "Welcome back")


def test_credentials_and_numbers_are_checked(gateway: Gateway) -> None:
    assert client(gateway).account.get().auth_id == gateway.credentials["auth_id"]
    with pytest.raises(vendors.plivo.exceptions.AuthenticationError):
        client(gateway, "wrong").account.get()
    with pytest.raises(vendors.plivo.exceptions.AuthenticationError):
        client(gateway, "wrong").messages.create(src=FROM, dst=SAM[1:], text="Hi")
    with pytest.raises(vendors.plivo.exceptions.ValidationError):
        client(gateway).messages.create(src="14155559999", dst=SAM[1:], text="Hi")
    with pytest.raises(vendors.plivo.exceptions.ResourceNotFoundError):
        client(gateway).messages.get("9" * 32)
