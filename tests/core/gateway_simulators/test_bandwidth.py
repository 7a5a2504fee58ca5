"""Bandwidth's own SDK at our Bandwidth: unchanged but for the address."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator

import pytest

from tests.core.gateway_simulators import vendors
from tests.core.gateway_simulators.gateways import LINE, MARIA, Gateway, running
from tests.core.gateway_simulators.receiver import Receiver, Told, receiving

pytestmark = pytest.mark.xdist_group("bandwidth")  # What is slow to load is loaded once.

TOLL_FREE = "+18445550199"


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
    state = tmp_path_factory.mktemp("bandwidth") / "network.sqlite"
    numbers = (LINE, TOLL_FREE)
    with running("bandwidth", state, webhook=receiver.url, numbers=numbers) as gateway:
        yield gateway


def messages(gateway: Gateway, password: str | None = None) -> vendors.bandwidth.MessagesApi:
    configuration = vendors.bandwidth.Configuration(
        host=f"{gateway.url}/api/v2",
        ignore_operation_servers=True,
        username=gateway.credentials["username"],
        password=password or gateway.credentials["password"],
    )
    return vendors.bandwidth.MessagesApi(vendors.bandwidth.ApiClient(configuration))


def send(gateway: Gateway, number: str, line: str = LINE, **more: str) -> vendors.bandwidth.Message:
    request = vendors.bandwidth.MessageRequest(
        application_id=gateway.credentials["application_id"],
        to=[number],
        **{"from": line, "text": "Hi", **more},
    )
    sent: vendors.bandwidth.Message = messages(gateway).create_message(
        gateway.credentials["account_id"], request
    )
    return sent


def is_let_in(told: Told, gateway: Gateway) -> bool:
    user, password = (
        gateway.credentials["webhook_username"],
        gateway.credentials["webhook_password"],
    )
    return b64decode(told.headers["Authorization"].split()[1]).decode() == f"{user}:{password}"


def test_a_text_is_sent_and_reported(gateway: Gateway, receiver: Receiver) -> None:
    number = "+14155550140"
    sent = send(gateway, number, tag="reference 7")
    gateway.idle()

    assert gateway.shows(number) == [("text", "Hi")]
    [[event]] = receiver.jsons
    assert event["type"] == "message-delivered"
    assert (event["message"]["id"], event["message"]["tag"]) == (sent.id, "reference 7")
    assert event["message"]["text"] == ""
    assert all(is_let_in(told, gateway) for told in receiver.told)
    listed = messages(gateway).list_messages(
        gateway.credentials["account_id"], destination_tn=number
    )
    assert [one.message_id for one in listed.messages] == [sent.id]


def test_stop_is_an_ordinary_text_and_blocks_nothing(gateway: Gateway, receiver: Receiver) -> None:
    gateway.say("STOP")

    [[event]] = receiver.jsons
    read = vendors.bandwidth.InboundCallback.from_dict(event)
    assert read is not None
    assert (read.type, read.message.text, read.message.owner) == ("message-received", "STOP", LINE)
    send(gateway, MARIA)
    assert gateway.shows() == [("contact", "STOP"), ("text", "Hi")]


def test_a_carriers_block_shows_in_the_report(gateway: Gateway, receiver: Receiver) -> None:
    number = "+14155550141"
    gateway.control("POST", "blocks", {"line": LINE, "number": number})

    send(gateway, number)
    gateway.idle()

    [[event]] = receiver.jsons
    assert (event["type"], event["errorCode"]) == ("message-failed", 4775)
    assert gateway.shows(number) == []


def test_a_toll_free_number_is_the_networks(gateway: Gateway, receiver: Receiver) -> None:
    number = "+14155550142"
    gateway.say("STOP", number, TOLL_FREE)
    send(gateway, number, TOLL_FREE)
    gateway.idle()

    assert receiver.jsons[-1][0]["errorCode"] == 4775
    assert gateway.shows(number)[-1][1].startswith("NETWORK MSG")


def test_credentials_and_fields_are_checked(gateway: Gateway) -> None:
    account = gateway.credentials["account_id"]
    assert messages(gateway).list_messages(account).messages is not None
    with pytest.raises(vendors.bandwidth.ApiException) as refused:
        messages(gateway, "wrong").list_messages(account)
    assert refused.value.status == 401
    with pytest.raises(vendors.bandwidth.ApiException) as refused:
        send(gateway, MARIA, "+14155559999")
    assert refused.value.status == 400
    assert "from" in str(refused.value.body)
