"""The other side of a gateway: phones, blocks, and who may use them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from core.domain import Behavior
from core.errors import BadInput
from core.gateway_simulators.gateway import GatewaySimulator, Listening
from core.gateway_simulators.vendor import Account
from tests.core.gateway_simulators.gateways import LINE, MARIA, SAM, Gateway, running


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    state = tmp_path_factory.mktemp("control") / "network.sqlite"
    with running("telnyx", state) as gateway:
        yield gateway


def test_phones_say_and_show(gateway: Gateway) -> None:
    said = gateway.say("Hello 🙂 \u202eolleh")
    shown = gateway.control("GET", f"phones/{MARIA}")["texts"]

    assert said["delivered"]
    [text] = shown
    assert (text["body"], text["line"], text["from_contact"]) == (
        "Hello 🙂 \u202eolleh",
        LINE,
        True,
    )
    assert text["kind"] == "text"
    assert MARIA in gateway.control("GET", "phones")["phones"]
    shape = gateway.control("GET", "")
    assert (shape["vendor"], shape["numbers"], shape["waiting"]) == ("telnyx", [LINE], 0)
    # Nobody listens: nothing waits forever.
    assert shape["webhooks"] == {"unheard": 1}


def test_half_a_character_passes_through(gateway: Gateway) -> None:
    number, body = "+14155550139", "half \ud83d"
    gateway.say(body, number)
    key = {"authorization": f"Bearer {gateway.credentials['api_key']}"}
    content = json.dumps({"from": LINE, "to": number, "text": body})
    answer = gateway.http.post("/v2/messages", content=content, headers=key)

    assert answer.json()["data"]["text"] == body
    assert [text for _, text in gateway.shows(number)] == [body, body]


def test_blocks_are_put_and_lifted(gateway: Gateway) -> None:
    block = {"line": LINE, "number": SAM}
    assert gateway.control("POST", "blocks", block) == {**block, "blocked": True}
    assert gateway.control("GET", "blocks") == {"blocks": [block]}
    gateway.control("POST", "blocks", {**block, "blocked": False})
    assert gateway.control("GET", "blocks") == {"blocks": []}


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "say", {"number": "nobody", "text": "x"}),
        ("POST", "say", {"number": MARIA}),
        ("POST", "say", {"number": MARIA, "text": "x", "line": "+14155559999"}),
        ("POST", "say", ["x"]),
        ("POST", "say", {"number": MARIA, "text": "x", "image": "https://pictures.example/1"}),
        ("POST", "say", {"number": MARIA, "text": "x", "media": "https://pictures.example/1"}),
        ("POST", "say", {"number": MARIA, "text": "x", "media": ["picture.jpg"]}),
        ("POST", "say", {"number": MARIA, "media": ["https://pictures.example/1"] * 11}),
        ("POST", "say", {"number": MARIA, "media": []}),
        ("POST", "blocks", {"line": "+14155559999", "number": SAM}),
        ("PATCH", "faults", {"nonsense": 1}),
        ("PATCH", "network", {"nonsense": 1}),
        ("PATCH", "network", {"refuse_outcome": "nonsense"}),
        ("PATCH", "network", {"refuse_outcome": []}),
        ("PATCH", "network", {"report_delay": "long"}),
        ("PATCH", "network", {"report_delay": 1e300}),
        ("PATCH", "network", {"deliveries": {}}),
        ("POST", "idle?seconds=soon", None),
    ],
)
def test_what_cannot_be_is_explained(
    gateway: Gateway, method: str, path: str, body: object
) -> None:
    answer = gateway.http.request(method, f"/simulator/{path}", json=body)

    assert answer.status_code in (400, 404)
    assert answer.json()["error"]


def test_only_this_machine_may(gateway: Gateway) -> None:
    named = {"host": "gateway.example"}
    refused = gateway.http.get("/simulator/phones", headers=named)
    assert refused.status_code == 403

    # Its own API does not mind what it is called.
    key = {"authorization": f"Bearer {gateway.credentials['api_key']}"}
    assert gateway.http.get("/v2/balance", headers={**named, **key}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        # A form of a page elsewhere, which a browser sends without asking.
        {"content-type": "text/plain", "origin": "http://page.example"},
        {"content-type": "text/plain"},
        {"content-type": "application/json", "origin": "http://page.example"},
        {"content-type": "application/json", "origin": "http://127.0.0.1:9"},
        {"content-type": "application/json", "origin": "null"},
        {"content-type": "application/json", "sec-fetch-site": "cross-site"},
        {},
    ],
)
def test_no_page_of_another_address_speaks_for_a_phone(
    gateway: Gateway, headers: dict[str, str]
) -> None:
    number = "+14155550138"
    stop = json.dumps({"number": number, "text": "STOP"})
    answer = gateway.http.post("/simulator/say", content=stop, headers=headers)

    assert answer.status_code in (400, 403)
    assert gateway.shows(number) == []


def test_its_own_address_is_no_other(gateway: Gateway) -> None:
    own = {"content-type": "application/json; charset=utf-8", "origin": gateway.url}
    said = json.dumps({"number": "+14155550137", "text": "Hello"})

    assert gateway.http.post("/simulator/say", content=said, headers=own).status_code == 200


def test_hostile_requests_are_answered_in_the_providers_form(gateway: Gateway) -> None:
    key = {"authorization": f"Bearer {gateway.credentials['api_key']}"}
    for content in (b"", b"[", b"[" * 100_000, b"\xff", b'{"to": {}}', b"x" * 2_000_000):
        answer = gateway.http.post("/v2/messages", content=content, headers=key)
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["code"]
    assert gateway.http.delete("/nowhere").status_code == 401


async def test_phones_reply_by_themselves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.gateway_simulators.replying.SOONEST", 0.0)
    monkeypatch.setattr("core.gateway_simulators.replying.LATEST", 0.01)
    account = Account(numbers=(LINE,))
    listening = Listening.locally()
    async with (
        GatewaySimulator("plivo", tmp_path / "n.sqlite", account, listening, phones=1) as gateway,
        httpx.AsyncClient(base_url=gateway.url, trust_env=False) as http,
    ):
        user, token = gateway.credentials["auth_id"], gateway.credentials["auth_token"]
        for number in (MARIA, SAM, MARIA):
            answer = await http.post(
                f"/v1/Account/{user}/Message/",
                json={"src": LINE, "dst": number, "text": "Will you vote?"},
                auth=(user, token),
            )
            assert answer.status_code == 202
        texts = []
        while len(texts) < 3:
            texts = await gateway.network.phone(MARIA)
        assert [text.from_contact for text in texts].count(True) == 1
        assert len(await gateway.network.phone(SAM)) == 1


async def test_a_gateway_that_cannot_be(tmp_path: Path) -> None:
    listening = Listening.locally()
    with listening.at:
        with pytest.raises(BadInput, match="none of"):
            GatewaySimulator("acme", tmp_path / "n", Account(numbers=(LINE,)), listening)
        with pytest.raises(BadInput, match="number"):
            GatewaySimulator("twilio", tmp_path / "n", Account(numbers=()), listening)
        untrusted = Listening(listening.at, tmp_path / "missing.pem")
        gateway = GatewaySimulator("twilio", tmp_path / "n", Account(numbers=(LINE,)), untrusted)
        with pytest.raises(BadInput, match="certificate"):
            async with gateway:
                raise AssertionError


async def test_one_gateway_alone_serves_a_file_and_no_other_provider_takes_it_over(
    tmp_path: Path,
) -> None:
    state, account = tmp_path / "n.sqlite", Account(numbers=(LINE,))

    def gateway(vendor: str) -> GatewaySimulator:
        return GatewaySimulator(vendor, state, account, Listening.locally())

    async with gateway("telnyx") as first:
        for vendor in ("telnyx", "vonage"):
            second = gateway(vendor)
            with pytest.raises(BadInput, match="Another simulated gateway serves"):
                await second.__aenter__()
            second._listening.at.close()
        line = await first.network.line(LINE)
        assert line is not None
        assert line.behavior is Behavior.TYPE_2
    other = gateway("vonage")
    with pytest.raises(BadInput, match="network of a simulated telnyx"):
        await other.__aenter__()
    other._listening.at.close()
    async with gateway("telnyx") as again:
        assert again.credentials == first.credentials
