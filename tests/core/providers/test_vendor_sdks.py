"""The vendors' own libraries take the signatures that are made here, and refuse changed ones.

They are slow to load, so that each test loads its own, and each is loaded in one process.
"""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import ImmutableMultiDict

from core.errors import SignatureInvalid
from core.providers import (
    plivo_signature,
    telnyx_signature,
    twilio_signature,
    vonage_signature,
)
from core.providers.base import Delivery, DeliveryReport, InboundMessage
from core.providers.vonage_signature import SignatureMethod
from tests.core.providers.gateway_world import (
    LINE,
    NOW,
    NUMBER,
    PLIVO_TOKEN,
    SEED,
    SIGNATURE_SECRET,
    TWILIO_TOKEN,
    bandwidth_call,
    open_gateway,
)

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=10)
KEYS = st.text(st.characters(codec="ascii", categories=["Lu", "Ll", "Nd"]), min_size=1, max_size=6)
PAIRS = st.lists(st.tuples(KEYS, WORDS), max_size=5)
# Plivo's library stumbles over letters outside ASCII in a query.
QUERY = st.sampled_from(["", "?reference=text-1", "?b=2&a=1&a=0&c=", "?x=%2B+y&z=%7E"])
URLS = st.builds(
    "{}://hooks.example{}/webhooks/{}{}".format,
    st.sampled_from(["http", "https"]),
    st.sampled_from(["", ":443", ":80", ":8443"]),
    st.sampled_from(["", "twilio", "a.b/"]),
    QUERY,
)


def holds(check: Any, *args: Any, **named: Any) -> bool:
    try:
        check(*args, **named)
    except SignatureInvalid:
        return False
    return True


@pytest.mark.xdist_group("twilio")
@given(URLS, URLS, PAIRS, st.booleans())
def test_twilios_validator_and_ours_are_of_one_mind(
    url: str, called: str, pairs: list[tuple[str, str]], same: bool
) -> None:
    from twilio.request_validator import RequestValidator

    validator = RequestValidator(TWILIO_TOKEN)
    called = url if same else called
    signature = twilio_signature.sign(TWILIO_TOKEN, url, pairs)
    params = ImmutableMultiDict(pairs)

    assert validator.compute_signature(url, params) == signature
    theirs = validator.validate(called, params, signature)
    assert theirs is holds(twilio_signature.verify, TWILIO_TOKEN, called, signature, pairs)
    assert theirs or not same
    changed = ("B" if signature[0] == "A" else "A") + signature[1:]
    assert not validator.validate(url, params, changed)
    assert not validator.validate(url, ImmutableMultiDict([*pairs, ("Added", "x")]), signature)


@pytest.mark.xdist_group("twilio")
@given(st.dictionaries(WORDS, WORDS, max_size=3), st.booleans())
def test_twilios_validator_takes_our_json(content: dict[str, str], changed: bool) -> None:
    from twilio.request_validator import RequestValidator

    body = json.dumps(content)
    url = twilio_signature.with_body_hash("https://hooks.example/t?a=b", body.encode())
    signature = twilio_signature.sign(TWILIO_TOKEN, url)

    assert RequestValidator(TWILIO_TOKEN).validate(url, body, signature)
    assert not RequestValidator(TWILIO_TOKEN).validate(url, f"{body} ", signature)


@pytest.mark.xdist_group("telnyx")
@pytest.mark.parametrize("body", [b"{}", '{"text": "¡No! 🛑"}'.encode()])
def test_telnyxs_library_takes_our_signature(body: bytes) -> None:
    from telnyx.lib.webhook_verification import WebhookVerificationError, verify_webhook_signature

    # Its clock is the computer's.
    timestamp, key = str(int(time.time())), telnyx_signature.public_key(SEED)
    headers = {
        telnyx_signature.TIMESTAMP_HEADER: timestamp,
        telnyx_signature.SIGNATURE_HEADER: telnyx_signature.sign(SEED, timestamp, body),
    }

    verify_webhook_signature(body, headers, key)

    later = {**headers, telnyx_signature.TIMESTAMP_HEADER: str(int(timestamp) + 1)}
    for wrong_body, wrong_headers in ((body + b" ", headers), (body, later)):
        with pytest.raises(WebhookVerificationError):
            verify_webhook_signature(wrong_body, wrong_headers, key)


@pytest.mark.xdist_group("telnyx")
def test_telnyxs_client_unwraps_our_call() -> None:
    from telnyx import Telnyx

    timestamp, key = str(int(time.time())), telnyx_signature.public_key(SEED)
    payload = {"id": "t", "text": "STOP", "autoresponse_type": "STOP"}
    event = {"data": {"event_type": "message.received", "id": "e", "payload": payload}}
    body = json.dumps(event)
    headers = {
        "Telnyx-Timestamp": timestamp,
        "Telnyx-Signature-Ed25519": telnyx_signature.sign(SEED, timestamp, body.encode()),
    }

    unwrapped: Any = Telnyx(api_key="x", public_key=key).webhooks.unwrap(body, headers=headers)

    assert unwrapped.data.event_type == "message.received"


@pytest.mark.xdist_group("plivo")
@given(URLS, PAIRS, st.sampled_from(["POST", "GET"]))
def test_plivos_validators_and_ours_are_of_one_mind(
    url: str, pairs: list[tuple[str, str]], method: str
) -> None:
    from plivo.utils import validate_signature, validate_v3_signature

    nonce = "27348650"
    grouped: dict[str, Any] = {}
    for name, value in pairs:
        grouped.setdefault(name, []).append(value)
    if method == "GET":
        # What a GET carries is in its query.
        grouped, pairs = {}, []
    v3 = plivo_signature.sign_v3(PLIVO_TOKEN, method, url, pairs, nonce)
    v2 = plivo_signature.sign_v2(PLIVO_TOKEN, url, nonce)

    assert validate_v3_signature(method, url, nonce, PLIVO_TOKEN, v3, dict(grouped))
    assert validate_v3_signature(method, url, nonce, PLIVO_TOKEN, f"wrong,{v3}", dict(grouped))
    assert not validate_v3_signature(method, url, f"{nonce}1", PLIVO_TOKEN, v3, dict(grouped))
    assert not validate_v3_signature(
        "POST", url, nonce, PLIVO_TOKEN, v3, {**grouped, "Added": ["x"]}
    )
    assert validate_signature(url, nonce, v2, PLIVO_TOKEN)
    assert not validate_signature(url, nonce, v2, f"{PLIVO_TOKEN}1")
    assert holds(plivo_signature.verify_v3, PLIVO_TOKEN, method, url, pairs, nonce, v3)


HMACS = [method for method in SignatureMethod if method is not SignatureMethod.MD5_HASH]


@pytest.mark.xdist_group("vonage")
@given(st.dictionaries(KEYS, WORDS, min_size=1, max_size=4), st.sampled_from(HMACS))
def test_vonages_library_takes_our_sig(params: dict[str, str], method: SignatureMethod) -> None:
    from vonage_http_client.auth import Auth

    params = {**params, "timestamp": "1772463845"}
    auth = Auth(api_key="abcd", signature_secret=SIGNATURE_SECRET, signature_method=method.value)
    sig = vonage_signature.sign(SIGNATURE_SECRET, params, method)

    assert auth.check_signature({**params, "sig": sig})
    assert not auth.check_signature({**params, "sig": sig, "added": "x"})
    assert auth.sign_params(dict(params)) == sig
    # The trap: its md5 is an HMAC, which the default of an account is not.
    plain = vonage_signature.sign(SIGNATURE_SECRET, params, SignatureMethod.MD5_HASH)
    assert not auth.check_signature({**params, "sig": plain})


@pytest.mark.xdist_group("vonage")
@pytest.mark.parametrize("secret", [SIGNATURE_SECRET * 2, "a secret of 32 letters, and more"])
def test_vonages_library_takes_our_token(secret: str) -> None:
    from vonage_jwt.verify_jwt import verify_signature

    token = vonage_signature.sign_body(secret, b"{}", NOW.replace(year=2024), api_key="abcd")

    assert verify_signature(token, secret)
    assert not verify_signature(token, f"{secret}1")
    assert not verify_signature(f"{token[:-4]}AAAA", secret)


@pytest.mark.xdist_group("bandwidth")
def test_bandwidths_models_and_our_reader_are_of_one_mind() -> None:
    from bandwidth.models import InboundCallback, StatusCallback

    message = {
        "id": "bw-1",
        "owner": LINE,
        "applicationId": "app-1",
        "time": "2026-03-02T15:04:00Z",
        "segmentCount": 1,
        "direction": "in",
        "to": [LINE],
        "from": NUMBER,
        "text": "STOP",
        "tag": "text-1",
    }
    common = {"time": "2026-03-02T15:04:00Z", "description": "x"}
    inbound = {**common, "type": "message-received", "to": LINE, "message": message}
    status = {
        **common,
        "type": "message-failed",
        "to": NUMBER,
        "errorCode": 4775,
        "message": {**message, "direction": "out", "to": [NUMBER], "from": LINE},
    }
    said = [
        model.model_validate(content).model_dump(mode="json", by_alias=True)
        for model, content in ((InboundCallback, inbound), (StatusCallback, status))
    ]

    text, report = open_gateway("bandwidth").read(bandwidth_call(said))

    assert isinstance(text, InboundMessage)
    assert (text.body, text.line, text.number) == ("STOP", LINE, NUMBER)
    assert isinstance(report, DeliveryReport)
    assert (report.delivery, report.reference) == (Delivery.OPTED_OUT, "text-1")
