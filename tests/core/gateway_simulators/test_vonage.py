"""Vonage's own SDK at our Vonage, over https as it insists: unchanged but for the address."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jwt
import pytest
import trustme

from core.domain import Behavior
from core.gateway_simulators.vonage import VonageSimulator
from tests.core.gateway_simulators import vendors
from tests.core.gateway_simulators.gateways import LINE, MARIA, SAM, Gateway, running
from tests.core.gateway_simulators.receiver import Receiver, receiving

pytestmark = pytest.mark.xdist_group("vonage")  # What is slow to load is loaded once.

FROM = LINE.removeprefix("+")


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture(autouse=True)
def _nothing_told_yet(receiver: Receiver) -> None:
    receiver.told.clear()


@pytest.fixture(scope="module")
def credentials() -> dict[str, str]:
    return VonageSimulator.new_credentials()


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """What the gateway shows, and what its callers trust."""
    folder = tmp_path_factory.mktemp("vonage-tls")
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "trust.pem"))
    shown = authority.issue_cert("127.0.0.1")
    shown.private_key_and_cert_chain_pem.write_to_path(str(folder / "shown.pem"))
    return folder / "shown.pem", folder / "trust.pem"


@pytest.fixture(autouse=True)
def _trusted(monkeypatch: pytest.MonkeyPatch, certificates: tuple[Path, Path]) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificates[1]))


@contextmanager
def serving(
    state: Path,
    credentials: dict[str, str],
    certificates: tuple[Path, Path],
    receiver: Receiver,
    **choices: Any,
) -> Iterator[Gateway]:
    shown, trust = certificates
    with running(
        "vonage",
        state,
        webhook=receiver.url,
        credentials=credentials,
        certificate=shown,
        trust=trust,
        **choices,
    ) as gateway:
        yield gateway


OPEN: list[vendors.vonage.Vonage] = []


@pytest.fixture(autouse=True)
def _closed_again() -> Iterator[None]:
    yield
    while OPEN:
        # The SDK itself has no way to.
        OPEN.pop().http_client._session.close()


def opened(gateway: Gateway, auth: vendors.vonage.Auth) -> vendors.vonage.Vonage:
    host = gateway.url.removeprefix("https://")
    OPEN.append(
        vendors.vonage.Vonage(auth, vendors.vonage.HttpClientOptions(api_host=host, rest_host=host))
    )
    return OPEN[-1]


def client(gateway: Gateway, **changes: str) -> vendors.vonage.Vonage:
    names = ("api_key", "api_secret", "application_id", "private_key")
    auth = vendors.vonage.Auth(**{**{name: gateway.credentials[name] for name in names}, **changes})
    return opened(gateway, auth)


def test_type_1_both_apis_and_their_signatures(
    tmp_path: Path,
    credentials: dict[str, str],
    certificates: tuple[Path, Path],
    receiver: Receiver,
) -> None:
    from vonage_jwt.verify_jwt import verify_signature

    with serving(tmp_path / "n.sqlite", credentials, certificates, receiver) as gateway:
        ours = client(gateway)
        # A token of the Messages API, bound to its body.
        gateway.say("STOP")
        [told] = receiver.told
        token = told.headers["Authorization"].removeprefix("Bearer ")
        assert verify_signature(token, credentials["signature_secret"])
        assert not verify_signature(token, "x" * 32)
        claims = jwt.decode(token, credentials["signature_secret"], ["HS256"])
        assert claims["payload_hash"] == hashlib.sha256(told.body).hexdigest()
        assert told.json["text"] == "STOP"

        sent = ours.messages.send(
            vendors.vonage_messages.Sms(to=MARIA[1:], from_=FROM, text="Hi", client_ref="7")
        )
        gateway.idle()
        report = receiver.told[-1].json
        assert (report["message_uuid"], report["status"]) == (sent.message_uuid, "delivered")
        assert report["client_ref"] == "7"

        message = vendors.vonage_sms.SmsMessage(
            to=MARIA[1:], from_=FROM, text="Bye", client_ref="8"
        )
        [answer] = ours.sms.send(message).messages
        gateway.idle()
        receipt = receiver.forms[-1]
        assert (receipt["messageId"], receipt["status"]) == (answer.message_id, "delivered")
        assert (receipt["err-code"], receipt["client-ref"]) == ("0", "8")
        signing = vendors.vonage.Auth(
            api_key=credentials["api_key"],
            signature_secret=credentials["signature_secret"],
            signature_method="sha256",
        )
        assert signing.check_signature(dict(receipt))
        assert not signing.check_signature({**receipt, "status": "failed"})
        assert gateway.shows() == [("contact", "STOP"), ("text", "Hi"), ("text", "Bye")]

        # Signed with the SDK instead of the secret. (Its own `sms.send` signs fields that it
        # does not send.)
        fields = {"api_key": credentials["api_key"], "to": MARIA[1:], "from": FROM, "text": "1"}
        fields["timestamp"] = "1767225600"
        fields["sig"] = signing.sign_params(dict(fields))
        for text, status in (("1", "0"), ("2", "14")):
            answered = gateway.http.post("/sms/json", data={**fields, "text": text})
            assert answered.json()["messages"][0]["status"] == status

        assert ours.account.get_balance().value > 0
        with pytest.raises(vendors.vonage_sms.SmsError, match="4: Bad Credentials"):
            client(gateway, api_secret="wrong").sms.send(message)
        with pytest.raises(vendors.vonage_http_client.HttpRequestError):
            client(gateway, api_secret="wrong").account.get_balance()
        other = client(gateway, application_id="1" * 36)
        with pytest.raises(vendors.vonage_http_client.HttpRequestError):
            other.messages.send(vendors.vonage_messages.Sms(to=MARIA[1:], from_=FROM, text="Hi"))
        with pytest.raises(vendors.vonage_sms.SmsError, match="15: Invalid Sender"):
            ours.sms.send(vendors.vonage_sms.SmsMessage(to=SAM[1:], from_="14155559999", text="Hi"))


def test_opt_out_assist_takes_a_text_and_reports_that_it_is_blocked(
    tmp_path: Path,
    credentials: dict[str, str],
    certificates: tuple[Path, Path],
    receiver: Receiver,
) -> None:
    choices = {"behavior": Behavior.TYPE_2, "sms_api": True}
    with serving(tmp_path / "n.sqlite", credentials, certificates, receiver, **choices) as gateway:
        gateway.say("STOP")
        assert (receiver.forms[-1]["text"], receiver.forms[-1]["msisdn"]) == ("STOP", MARIA[1:])
        assert [who for who, _ in gateway.shows()] == ["contact", "notice"]

        [answer] = (
            client(gateway)
            .sms.send(vendors.vonage_sms.SmsMessage(to=MARIA[1:], from_=FROM, text="Hi"))
            .messages
        )
        assert answer.status == "0"
        gateway.idle()
        assert (receiver.forms[-1]["status"], receiver.forms[-1]["err-code"]) == ("rejected", "9")

        client(gateway).messages.send(
            vendors.vonage_messages.Sms(to=MARIA[1:], from_=FROM, text="Hi")
        )
        gateway.idle()
        assert receiver.told[-1].json["status"] == "rejected"
        assert receiver.told[-1].json["error"]["title"] == 1240
        assert [who for who, _ in gateway.shows()] == ["contact", "notice"]
