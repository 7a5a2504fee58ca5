"""Mishaps on request: each does what it says, and nothing is handed over less than it should."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from core.errors import BadInput
from core.gateway_simulators.faults import Fault, Faults
from core.gateway_simulators.vendor import RetryPlan
from tests.core.gateway_simulators.gateways import LINE, MARIA, Gateway, running
from tests.core.gateway_simulators.receiver import Receiver, receiving

NO_ANSWER = (httpx.ReadError, httpx.RemoteProtocolError)


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory, receiver: Receiver) -> Iterator[Gateway]:
    state = tmp_path_factory.mktemp("faults") / "network.sqlite"
    with running("plivo", state, webhook=receiver.url) as gateway:
        yield gateway


@pytest.fixture(autouse=True)
def _fresh(receiver: Receiver, gateway: Gateway) -> None:
    gateway.idle()
    receiver.told.clear()
    none = {fault.value: {} for fault in Fault}
    gateway.faults(**none, retry_after=0, error_status=500, delay_seconds=0)


def send(gateway: Gateway, text: str, number: str = MARIA, url: str = "") -> httpx.Response:
    user, token = gateway.credentials["auth_id"], gateway.credentials["auth_token"]
    return gateway.http.post(
        f"/v1/Account/{user}/Message/",
        json={"src": LINE, "dst": number, "text": text, "url": url},
        auth=(user, token),
    )


def bodies(gateway: Gateway, number: str) -> list[str]:
    return [body for _, body in gateway.shows(number)]


def test_errors_resets_and_slow_answers_of_the_api(gateway: Gateway) -> None:
    number = "+14155550150"
    gateway.faults(api_error={"next": 1}, error_status=503, retry_after=7)
    answer = send(gateway, "not taken", number)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "7")
    assert "error" in answer.json()

    gateway.faults(reset_before={"next": 1})
    with pytest.raises(NO_ANSWER):
        send(gateway, "not taken either", number)

    gateway.faults(api_error_after={"next": 2}, error_status=500, retry_after=0)
    assert send(gateway, "taken, error", number).status_code == 500
    gateway.faults(error_status=503, retry_after=7)
    answer = send(gateway, "taken, away", number)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "7")

    gateway.faults(reset_after={"next": 1})
    with pytest.raises(NO_ANSWER):
        send(gateway, "taken, no answer", number)

    gateway.faults(slow={"next": 1}, slow_seconds=0.2)
    began = time.monotonic()
    assert send(gateway, "taken, slowly", number).status_code == 202
    assert time.monotonic() - began >= 0.2

    taken = ["taken, error", "taken, away", "taken, no answer", "taken, slowly"]
    assert bodies(gateway, number) == taken


def test_mishaps_of_the_network_show_in_the_api(gateway: Gateway) -> None:
    number = "+14155550151"
    gateway.control("PATCH", "network", {"refuse_next": 1})
    assert send(gateway, "refused", number).status_code == 503
    gateway.control("PATCH", "network", {"lose_next": 1})
    with pytest.raises(NO_ANSWER):
        send(gateway, "lost", number)
    gateway.control("PATCH", "network", {"fail_next": 1})
    assert send(gateway, "failed", number).status_code == 202

    assert bodies(gateway, number) == ["lost"]


def test_webhooks_are_duplicated_lost_and_late(gateway: Gateway, receiver: Receiver) -> None:
    number = "+14155550152"
    gateway.faults(duplicate={"next": 1})
    gateway.say("twice", number)
    gateway.faults(lose={"next": 1})
    gateway.say("never", number)
    gateway.faults(delay_seconds=0.2)
    began = time.monotonic()
    gateway.say("late", number)
    assert time.monotonic() - began >= 0.2

    assert [form["Text"] for form in receiver.forms] == ["twice", "twice", "late"]
    assert len({form["MessageUUID"] for form in receiver.forms}) == 2


def test_webhooks_overtake_each_other(gateway: Gateway, receiver: Receiver) -> None:
    number, texts = "+14155550153", [str(count) for count in range(12)]

    def say_all() -> list[str]:
        receiver.told.clear()
        for text in texts:
            gateway.control("POST", "say", {"number": number, "text": text, "line": LINE})
        gateway.idle()
        return [form["Text"] for form in receiver.forms]

    assert say_all() == texts
    gateway.faults(reorder={"rate": 1.0}, reorder_seconds=0.3)
    mixed = say_all()
    assert mixed != texts
    assert sorted(mixed) == sorted(texts)


def test_webhooks_are_called_until_acknowledged(gateway: Gateway, receiver: Receiver) -> None:
    receiver.answers = [500, 503, 400]
    said = gateway.say("at last", "+14155550154")

    assert [form["Text"] for form in receiver.forms] == ["at last"] * 4
    assert {form["MessageUUID"] for form in receiver.forms} == {said["message_id"]}
    assert receiver.answers == []


def test_a_report_that_was_acknowledged_in_part_goes_on_there(
    gateway: Gateway, receiver: Receiver
) -> None:
    receiver.answers = [200, 500]
    send(gateway, "Hi", "+14155550155", receiver.url)
    gateway.idle()

    assert [form["Status"] for form in receiver.forms] == ["sent", "delivered", "delivered"]


def test_a_storm_hands_everything_over(gateway: Gateway, receiver: Receiver) -> None:
    gateway.faults(seed=3, duplicate={"rate": 0.3}, reorder={"rate": 0.5}, reorder_seconds=0.1)
    receiver.answers = [500, 200] * 10
    texts = [f"text {count}" for count in range(60)]
    for count, text in enumerate(texts):
        number = f"+1415555{1000 + count % 20}"
        gateway.control("POST", "say", {"number": number, "text": text, "line": LINE})
    gateway.idle()

    times = Counter(form["Text"] for form in receiver.forms)
    assert set(times) == set(texts)
    assert any(count > 1 for count in times.values())


def test_what_was_not_handed_over_survives_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "network.sqlite"
    forever = RetryPlan(first_seconds=0.02, longest_seconds=0.05)
    with receiving() as gone:
        port = int(gone.url.split(":")[2].partition("/")[0])
    with running("plivo", state, webhook=gone.url, retries=forever) as gateway:
        first = gateway.credentials
        for text in ("one", "STOP"):
            gateway.control("POST", "say", {"number": MARIA, "text": text, "line": LINE})
        assert send(gateway, "Hi", url=gone.url).status_code == 202
        while not gateway.control("GET", "")["webhooks"].get("unanswered"):
            time.sleep(0.01)

    with receiving(port) as receiver:
        assert receiver.url == gone.url
        with running("plivo", state, webhook=receiver.url, retries=forever) as gateway:
            assert gateway.credentials == first
            gateway.idle()
            assert gateway.control("GET", "blocks")["blocks"] == [{"line": LINE, "number": MARIA}]
        told = receiver.forms
    assert sorted(form["Text"] for form in told if "Text" in form) == ["STOP", "one"]
    assert [form["Status"] for form in told if "Status" in form] == ["sent", "delivered"]


def test_a_retry_plan_ends() -> None:
    plan = RetryPlan(attempts=4, first_seconds=1, longest_seconds=3, for_seconds=100)
    assert [plan.wait(calls, 0) for calls in range(1, 6)] == [1, 2, 3, None, None]
    assert RetryPlan(for_seconds=10).wait(1, 9.5) is None


def test_faults_draw_alike_from_a_seed() -> None:
    def drawn(seed: int) -> list[bool]:
        faults = Faults()
        faults.change({"seed": seed, "lose": {"rate": 0.3}})
        return [faults.falls(Fault.LOSE) for _ in range(500)]

    assert drawn(1) == drawn(1) != drawn(2)
    assert 100 < sum(drawn(1)) < 200


@pytest.mark.parametrize(
    "change",
    [
        {"nonsense": 1},
        {"lose": 1},
        {"lose": {"rate": 2}},
        {"lose": {"rate": "x"}},
        {"lose": {"next": -1}},
        {"lose": {"often": 1}},
        {"error_status": 200},
        {"seed": True},
    ],
)
def test_faults_that_cannot_be_change_nothing(change: dict[str, object]) -> None:
    faults = Faults()
    before = faults.shape()

    with pytest.raises(BadInput):
        faults.change({"duplicate": {"next": 1}, **change})

    assert faults.shape() == before
