"""Twilio's own SDK at our Twilio: unchanged but for the address."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.domain import Behavior
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

pytestmark = pytest.mark.xdist_group("twilio")  # What is slow to load is loaded once.

TOLL_FREE = "+18005550199"


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
    state = tmp_path_factory.mktemp("twilio") / "network.sqlite"
    numbers = (LINE, TOLL_FREE)
    with running("twilio", state, webhook=receiver.url, numbers=numbers) as gateway:
        yield gateway


def client(gateway: Gateway, token: str | None = None) -> vendors.twilio_rest.Client:
    account = gateway.credentials["account_sid"]
    client = vendors.twilio_rest.Client(account, token or gateway.credentials["auth_token"])
    client.api.base_url = client.accounts.base_url = gateway.url
    return client


def is_signed(told: Told, gateway: Gateway) -> bool:
    validator = vendors.twilio_validator.RequestValidator(gateway.credentials["auth_token"])
    return bool(validator.validate(told.url, told.form, told.headers["X-Twilio-Signature"]))


def test_a_text_is_sent_reported_and_listed(gateway: Gateway, receiver: Receiver) -> None:
    number = "+14155550140"
    twilio = client(gateway)

    hook = f"{receiver.url}?reference=7"
    sent = twilio.messages.create(to=number, from_=LINE, body="Hi 🗳", status_callback=hook)
    gateway.idle()

    assert (sent.status, sent.direction, sent.from_, sent.to) == (
        "queued",
        "outbound-api",
        LINE,
        number,
    )
    assert sent.date_created is not None
    assert datetime.now(UTC) - sent.date_created < timedelta(minutes=1)
    assert gateway.shows(number) == [("text", "Hi 🗳")]
    assert [form["MessageStatus"] for form in receiver.forms] == ["sent", "delivered"]
    assert {form["MessageSid"] for form in receiver.forms} == {sent.sid}
    assert all(told.url == hook for told in receiver.told)
    assert all(is_signed(told, gateway) for told in receiver.told)
    assert twilio.messages(str(sent.sid)).fetch().status == "delivered"
    assert [one.sid for one in twilio.messages.list(to=number)] == [sent.sid]
    assert twilio.messages.list(from_=number) == []


def test_stop_blocks_and_is_answered_and_start_lifts_it(
    gateway: Gateway, receiver: Receiver
) -> None:
    twilio = client(gateway)

    said = gateway.say(" Stop ")

    [told] = receiver.told
    assert told.form["MessageSid"] == said["message_id"]
    assert is_signed(told, gateway)
    assert not is_signed(Told(told.url, told.headers, told.body + b"&Body=x"), gateway)
    assert (told.form["Body"], told.form["From"], told.form["To"]) == (" Stop ", MARIA, LINE)
    assert "OptOutType" not in told.form
    assert [who for who, _ in gateway.shows()] == ["contact", "notice"]
    with pytest.raises(vendors.twilio_exceptions.TwilioRestException) as refused:
        twilio.messages.create(to=MARIA, from_=LINE, body="Sorry!")
    assert (refused.value.code, refused.value.status) == (21610, 400)
    assert twilio.messages.create(to=SAM, from_=LINE, body="Hi").sid

    said = gateway.say("hello?")
    assert said == {"delivered": False, "message_id": None}
    gateway.say("START")
    assert twilio.messages.create(to=MARIA, from_=LINE, body="Welcome back").sid
    assert gateway.shows()[-1] == ("text", "Welcome back")


def test_words_that_are_no_keyword_do_nothing(gateway: Gateway) -> None:
    number = "+14155550141"
    gateway.say("please stop texting me", number)
    gateway.say("STOP PLEASE", number)

    assert client(gateway).messages.create(to=number, from_=LINE, body="Hi").sid
    gateway.say("HELP", number)
    assert [who for who, _ in gateway.shows(number)] == [
        "contact",
        "contact",
        "text",
        "contact",
        "notice",
    ]


def test_a_toll_free_number_is_the_networks(gateway: Gateway, receiver: Receiver) -> None:
    number = "+14155550142"
    gateway.say("stop", number, TOLL_FREE)
    assert gateway.shows(number)[-1][1].startswith("NETWORK MSG")
    receiver.told.clear()

    client(gateway).messages.create(
        to=number, from_=TOLL_FREE, body="Hi", status_callback=receiver.url
    )
    gateway.idle()

    last = receiver.forms[-1]
    assert (last["MessageStatus"], last["ErrorCode"]) == ("undelivered", "30004")
    fetched = client(gateway).messages(last["MessageSid"]).fetch()
    assert (fetched.status, fetched.error_code) == ("undelivered", 30004)
    assert gateway.shows(number)[-1][1].startswith("NETWORK MSG")


def test_consents_block_and_unblock(gateway: Gateway) -> None:
    twilio, number = client(gateway), "+14155550143"

    def consent(status: str, sender: str) -> int:
        item = {
            "contact_id": number,
            "correlation_id": uuid.uuid4().hex,
            "sender_id": sender,
            "status": status,
            "source": "others",
        }
        items = twilio.accounts.v1.bulk_consents.create(items=[item]).items
        assert items is not None
        [answer] = json.loads(json.dumps(items))
        return int(answer["error_code"])

    assert consent("opt-out", gateway.credentials["messaging_service_sid"]) == 0
    with pytest.raises(vendors.twilio_exceptions.TwilioRestException) as refused:
        twilio.messages.create(to=number, from_=LINE, body="Hi")
    assert refused.value.code == 21610
    assert gateway.shows(number) == []
    assert consent("opt-in", LINE) == 0
    assert twilio.messages.create(to=number, from_=LINE, body="Hi").sid
    assert consent("opt-in", "+14155559999") != 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"to": "nobody"}, 21211),
        ({"from_": "+14155559999"}, 21606),
        ({"body": ""}, 21602),
        ({"body": "x" * 1601}, 21617),
    ],
)
def test_what_cannot_be_sent_is_refused(
    gateway: Gateway, change: dict[str, str], code: int
) -> None:
    with pytest.raises(vendors.twilio_exceptions.TwilioRestException) as refused:
        client(gateway).messages.create(**{"to": SAM, "from_": LINE, "body": "Hi", **change})

    assert refused.value.code == code


def test_credentials_are_checked(gateway: Gateway) -> None:
    account = gateway.credentials["account_sid"]

    assert client(gateway).api.accounts(account).fetch().status == "active"
    with pytest.raises(vendors.twilio_exceptions.TwilioRestException) as refused:
        client(gateway, "wrong").api.accounts(account).fetch()
    assert (refused.value.code, refused.value.status) == (20003, 401)
    with pytest.raises(vendors.twilio_exceptions.TwilioRestException) as refused:
        client(gateway, "wrong").messages.create(to=SAM, from_=LINE, body="Hi")
    assert refused.value.code == 20003


def test_advanced_opt_out_and_a_messaging_service(tmp_path: Path, receiver: Receiver) -> None:
    choices = {"advanced_opt_out": True, "pool": True, "numbers": (LINE, SECOND_LINE)}
    with running("twilio", tmp_path / "n.sqlite", webhook=receiver.url, **choices) as gateway:
        twilio, service = client(gateway), gateway.credentials["messaging_service_sid"]
        sent = twilio.messages.create(to=MARIA, messaging_service_sid=service, body="Hi")
        assert (sent.status, sent.messaging_service_sid) == ("accepted", service)
        for word in ("hello", "Help", "STOP"):
            gateway.say(word)

        verdicts = [form.get("OptOutType") for form in receiver.forms if "Body" in form]
        assert verdicts == [None, "HELP", "STOP"]
        for line in (LINE, SECOND_LINE):
            with pytest.raises(vendors.twilio_exceptions.TwilioRestException) as refused:
                twilio.messages.create(to=MARIA, from_=line, body="Hi")
            assert refused.value.code == 21610


def test_handled_by_the_customer_nothing_is_blocked(tmp_path: Path, receiver: Receiver) -> None:
    state = tmp_path / "n.sqlite"
    with running("twilio", state, webhook=receiver.url, behavior=Behavior.TYPE_1) as gateway:
        gateway.say("STOP")

        assert client(gateway).messages.create(to=MARIA, from_=LINE, body="Goodbye").sid
        assert gateway.shows() == [("contact", "STOP"), ("text", "Goodbye")]


@pytest.mark.parametrize(
    ("wishes", "answers", "calls"),
    [
        ("", [500], 1),
        ("#rc=3", [500], 1),
        ("#rc=2&rp=all", [500, 404, 503, 500], 3),
        ("#rc=4&rp=5xx,ct", [500, 502], 3),
    ],
)
def test_how_often_a_webhook_is_tried_stands_in_its_address(
    tmp_path: Path, receiver: Receiver, wishes: str, answers: list[int], calls: int
) -> None:
    receiver.answers = list(answers)
    hook = receiver.url + wishes
    with running("twilio", tmp_path / "n.sqlite", webhook=hook, retries=None) as gateway:
        gateway.say("hello")

        assert len(receiver.told) == calls
        assert all(is_signed(told, gateway) for told in receiver.told)
    receiver.answers.clear()
