"""Who calls a webhook: the vendors' own vectors pass, and no call that was touched does."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.clock import StandingClock
from core.errors import SignatureInvalid
from core.providers import (
    bandwidth_credentials,
    plivo_signature,
    telnyx_signature,
    twilio_signature,
    vonage_signature,
)
from core.providers.bandwidth import BandwidthGateway
from core.providers.plivo import PlivoGateway
from core.providers.telnyx import TelnyxGateway
from core.providers.twilio import TwilioGateway
from core.providers.vonage import VonageGateway
from core.providers.vonage_signature import SignatureMethod
from core.providers.webhook import WebhookReader, WebhookRequest
from tests.core.providers.gateway_world import (
    BANDWIDTH,
    CALLS,
    KINDS,
    NOW,
    PLIVO,
    PLIVO_TOKEN,
    PRIVATE,
    SEED,
    SIGNATURE_SECRET,
    TELNYX,
    TWILIO,
    TWILIO_TOKEN,
    VONAGE,
    WEBHOOK,
    bandwidth_call,
    form_call,
    json_call,
    open_gateway,
    plivo_call,
    telnyx_call,
    twilio_call,
    vonage_call,
    vonage_messages_call,
)

VECTORS = json.loads(
    (Path(__file__).parents[2] / "data" / "webhook-vectors.json").read_text("utf-8")
)


def refused(check: Callable[[], None]) -> bool:
    """Whether a check finds that the signature is not right, and says nothing private of it."""
    caught: SignatureInvalid | None = None
    try:
        check()
    except SignatureInvalid as error:
        caught = error
    assert [private for private in PRIVATE if private in str(caught)] == []
    assert caught is None or caught.__cause__ is None
    return caught is not None


# --- The vendors' vectors ---------------------------------------------------------------------


def vector_pairs(vector: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [tuple(pair) for pair in vector.get("params_list", vector.get("params", {}).items())]


@pytest.mark.parametrize("vector", VECTORS["twilio"]["vectors"], ids=lambda one: one["name"])
def test_twilios_vectors_pass(vector: Mapping[str, Any]) -> None:
    token, pairs = VECTORS["twilio"]["token"], vector_pairs(vector)
    body = vector["body"].encode() if "body" in vector else None

    twilio_signature.verify(token, vector["url"], vector["signature"], pairs, body=body)

    signed_url = vector.get("sign_url", vector["url"])
    assert twilio_signature.sign(token, signed_url, pairs) == vector["signature"]
    assert refused(
        lambda: twilio_signature.verify(
            token + "6", vector["url"], vector["signature"], pairs, body=body
        )
    )
    other_body = b"" if body else b"{}"
    assert refused(
        lambda: twilio_signature.verify(
            token, vector["url"], vector["signature"], pairs, body=other_body
        )
    )


def test_twilio_hashes_a_body_as_in_its_vector() -> None:
    vector = VECTORS["twilio"]["vectors"][-1]
    without = vector["url"].partition("&bodySHA256")[0]

    assert twilio_signature.with_body_hash(without, vector["body"].encode()) == vector["url"]


@pytest.mark.parametrize("vector", VECTORS["plivo"]["v2"]["vectors"])
def test_plivos_vectors_of_v2_pass(vector: Mapping[str, Any]) -> None:
    found = refused(
        lambda: plivo_signature.verify_v2(
            vector["auth_token"], vector["url"], vector["nonce"], vector["signature"]
        )
    )

    assert found is not vector["valid"]


@pytest.mark.parametrize("vector", VECTORS["plivo"]["v3"]["vectors"])
def test_plivos_vectors_of_v3_pass(vector: Mapping[str, Any]) -> None:
    shared = VECTORS["plivo"]["v3"]
    call = (shared["auth_token"], vector["method"], vector["url"], shared["params"].items())

    plivo_signature.verify_v3(*call, shared["nonce"], vector["signature"])
    plivo_signature.verify_v3(*call, shared["nonce"], f"{'A' * 43}=, {vector['signature']}")

    assert plivo_signature.sign_v3(*call, shared["nonce"]) == vector["signature"]
    for signatures in ("", ",", vector["signature"][:-1], "A" * 43 + "=," + "B" * 43 + "="):
        assert refused(
            lambda given=signatures: plivo_signature.verify_v3(*call, shared["nonce"], given)
        )


@pytest.mark.parametrize("vector", VECTORS["vonage"]["sms_api_sig"]["vectors"])
def test_vonages_vectors_of_the_sms_api_pass(vector: Mapping[str, Any]) -> None:
    secret = VECTORS["vonage"]["sms_api_sig"]["secret"]
    params = {name: str(value) for name, value in vector["params"].items()}

    vonage_signature.verify(
        secret, {**params, "sig": vector["sig"]}, SignatureMethod(vector["method"])
    )

    for method in SignatureMethod:
        signed = {**params, "sig": vector["sig"]}
        other = method is not SignatureMethod(vector["method"])
        assert refused(lambda m=method, s=signed: vonage_signature.verify(secret, s, m)) is other


@pytest.mark.parametrize("vector", VECTORS["vonage"]["messages_api_jwt"]["vectors"])
def test_vonages_vectors_of_the_messages_api_pass(vector: Mapping[str, Any]) -> None:
    token = VECTORS["vonage"]["messages_api_jwt"]["vectors"][0]["token"]

    found = refused(lambda: vonage_signature.read_token(vector["secret"], token, NOW))

    assert found is not vector["valid"]


def test_telnyxs_vector_passes() -> None:
    (vector,) = VECTORS["telnyx"]["vectors"]
    seed, body = bytes.fromhex(vector["seed_hex"]), vector["body"].encode()
    now = datetime.fromtimestamp(int(vector["timestamp"]) + 3, UTC)
    timestamp, signature = vector["timestamp"], vector["signature"]

    telnyx_signature.verify(vector["public_key_b64"], timestamp, body, signature, now)

    assert telnyx_signature.public_key(seed) == vector["public_key_b64"]
    assert telnyx_signature.sign(seed, timestamp, body) == signature


def test_bandwidths_vector_passes() -> None:
    (vector,) = VECTORS["bandwidth"]["vectors"]
    user, password = vector["user"], vector["password"]

    bandwidth_credentials.verify(user, password, vector["authorization"])

    assert bandwidth_credentials.sign(user, password) == vector["authorization"]


# --- The trap, and what a scheme leaves open --------------------------------------------------


def test_vonages_default_is_a_plain_md5_and_no_hmac() -> None:
    # developer.vonage.com describes it: the parameters, then the secret, hashed together.
    signed = vonage_signature.sign("secret", {"b": "2&3", "a": "1"}, SignatureMethod.MD5_HASH)

    assert signed == hashlib.md5(b"&a=1&b=2_3secret").hexdigest()
    assert signed != vonage_signature.sign("secret", {"b": "2&3", "a": "1"}, SignatureMethod.MD5)


def test_vonage_may_write_its_digits_large() -> None:
    params = {"msisdn": "12025550123", "text": "STOP"}
    sig = vonage_signature.sign("secret", params, SignatureMethod.SHA256)

    vonage_signature.verify("secret", {**params, "sig": sig.upper()}, SignatureMethod.SHA256)
    assert refused(
        lambda: vonage_signature.verify(
            "secret", {**params, "sig": sig.title()}, SignatureMethod.SHA256
        )
    )


def test_a_field_may_not_be_cut_in_two_nor_two_joined() -> None:
    sms = vonage_call({"msisdn": "12025550123", "text": "yes", "to": "14155550100"})
    joined = sms.body.replace(b"msisdn=12025550123&text=yes", b"msisdn%3D12025550123%26text=yes")
    assert refused(lambda: open_gateway("vonage").verify(replace(sms, body=joined)))
    for twice in (sms.body + b"&text=STOP", b"text=STOP&" + sms.body):
        assert refused(lambda b=twice: open_gateway("vonage").verify(replace(sms, body=b)))

    for kind in ("twilio", "plivo"):
        call = CALLS[kind]({"ab": "c"})
        assert refused(lambda k=kind, c=call: open_gateway(k).verify(replace(c, body=b"ab&c")))


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"


def test_letters_that_stand_for_the_same_bytes_are_not_the_same() -> None:
    # The last letter of Base64 has spare bits, which a lenient reader would overlook.
    call = telnyx_call(b"{}")
    name, key = telnyx_signature.SIGNATURE_HEADER, TELNYX.public_key
    signature, token = call.header(name), vonage_messages_call(b"{}").header("Authorization")
    for letter in LETTERS:
        other = with_header(call, name, f"{signature[:-3]}{letter}==")
        assert refused(lambda c=other: open_gateway("telnyx").verify(c)) is (other != call)
        other_key = f"{key[:-2]}{letter}="
        gateway = TelnyxGateway(replace(TELNYX, public_key=other_key), clock=StandingClock(NOW))
        assert refused(lambda g=gateway: g.verify(call)) is (other_key != key)
        bearer = token[:-1] + letter
        message = json_call(b"{}", {"Authorization": bearer})
        assert refused(lambda m=message: open_gateway("vonage").verify(m)) is (bearer != token)


def test_plivos_weaker_signature_never_stands_in_for_a_wrong_strong_one() -> None:
    strong = plivo_call({"Text": "hi"})
    nonce = "77"
    weak = {
        "X-Plivo-Signature-V2": plivo_signature.sign_v2(PLIVO_TOKEN, WEBHOOK, nonce),
        "X-Plivo-Signature-V2-Nonce": nonce,
    }
    only_weak = form_call({"Text": "other"}, weak)
    both = replace(strong, headers={**strong.headers, **weak}, body=only_weak.body)

    assert refused(lambda: open_gateway("plivo").verify(only_weak))
    open_gateway("plivo").verify(strong)
    lenient = PlivoGateway(replace(PLIVO, accepts_v2=True))
    lenient.verify(only_weak)
    lenient.verify(strong)
    assert refused(lambda: lenient.verify(both))


@pytest.mark.parametrize("off", [-301, -300, -1, 0, 1, 300, 301])
def test_telnyxs_calls_hold_for_five_minutes_either_way(off: int) -> None:
    call = telnyx_call({"data": {}}, at=NOW + timedelta(seconds=off))

    assert refused(lambda: open_gateway("telnyx").verify(call)) is (abs(off) > 300)


def test_a_token_of_vonage_holds_while_it_says() -> None:
    clock = StandingClock(NOW)
    body = b"{}"
    hashed = {"nbf": int(NOW.timestamp()), "exp": int(NOW.timestamp()) + 60}
    token = vonage_signature.sign_body(SIGNATURE_SECRET, body, NOW, **hashed)  # type: ignore[arg-type]

    for seconds, holds in ((-400, False), (0, True), (60, True), (400, False)):
        now = clock() + timedelta(seconds=seconds)
        check = lambda n=now: vonage_signature.verify_body(SIGNATURE_SECRET, token, body, n)  # noqa: E731
        assert refused(check) is not holds
    for claims in ({"exp": "soon"}, {"nbf": True}, {"exp": float("nan")}, {"exp": 10**400}):
        odd = vonage_signature.sign_body(SIGNATURE_SECRET, body, NOW, **claims)  # type: ignore[arg-type]
        refused(lambda t=odd: vonage_signature.verify_body(SIGNATURE_SECRET, t, body, NOW))


def test_a_token_without_a_hash_or_a_signature_is_none() -> None:
    def part(content: Mapping[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")

    published = VECTORS["vonage"]["messages_api_jwt"]["vectors"][0]
    call = json_call({})
    unsigned = f"{part({'alg': 'none'})}.{part({'payload_hash': 'x'})}."
    assert refused(
        lambda: vonage_signature.verify_body(
            published["secret"], published["token"], call.body, NOW
        )
    )
    for token in (unsigned, "", "a", "a.b", "a.b.c", "....", "é.é.é", published["token"][:-1]):
        request = replace(call, headers={"Authorization": f"Bearer {token}"})
        assert refused(lambda r=request: open_gateway("vonage").verify(r))


@pytest.mark.parametrize("kind", KINDS)
def test_a_call_without_a_signature_is_nobodys(kind: str) -> None:
    gateway = open_gateway(kind)
    assert isinstance(gateway, WebhookReader)

    for call in (form_call({"a": "b"}), json_call({"a": 1}), form_call({}), json_call(b"")):
        assert refused(lambda c=call: gateway.verify(c))
        assert refused(lambda c=call: gateway.verify(replace(c, method="GET", body=b"")))


def test_a_secret_that_is_missing_lets_nobody_in() -> None:
    url, body = "https://a.example/", b"x"
    assert refused(lambda: twilio_signature.verify("", url, twilio_signature.sign("", url), []))
    assert refused(
        lambda: plivo_signature.verify_v2("", url, "1", plivo_signature.sign_v2("", url, "1"))
    )
    assert refused(lambda: bandwidth_credentials.verify("", "", "Basic Og=="))
    sig = vonage_signature.sign("", {"a": "b"}, SignatureMethod.MD5)
    assert refused(lambda: vonage_signature.verify("", {"a": "b", "sig": sig}, SignatureMethod.MD5))
    assert refused(lambda: telnyx_signature.verify("", "1", body, "x", NOW))


# --- Whatever is changed ----------------------------------------------------------------------

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
fields = st.dictionaries(
    st.sampled_from(["Body", "From", "To", "MessageSid", "Text", "a", "ab"]),
    words,
    min_size=1,
    max_size=4,
)
paths = st.from_regex(r"/[a-z0-9/-]{0,10}(\?[a-z]{1,3}=[a-z0-9]{0,5})?", fullmatch=True)
urls = paths.map(lambda path: f"https://hooks.example{path}")
contents = st.dictionaries(words, words, max_size=3).map(lambda one: json.dumps(one).encode())


def one_byte_off(data: st.DataObject, original: bytes) -> bytes:
    """The same bytes, but for one."""
    assume(original)
    at = data.draw(st.integers(0, len(original) - 1), "at")
    byte = data.draw(st.integers(0, 255).filter(lambda one: one != original[at]), "byte")
    return original[:at] + bytes([byte]) + original[at + 1 :]


def one_letter_off(data: st.DataObject, original: str) -> str:
    """The same, but for one letter; as headers, addresses and secrets are written."""
    at = data.draw(st.integers(0, len(original) - 1), "at")
    letter = data.draw(
        st.characters(min_codepoint=33, max_codepoint=126).filter(lambda one: one != original[at]),
        "letter",
    )
    return original[:at] + letter + original[at + 1 :]


def says_the_same(one: bytes, other: bytes) -> bool:
    """Whether two forms hold the same fields: `+` and `%20` are both a space."""
    try:
        return parse_qsl(one, True, True) == parse_qsl(other, True, True)
    except ValueError:
        return False


def with_header(call: WebhookRequest, name: str, value: str) -> WebhookRequest:
    return replace(call, headers={**call.headers, name: value})


@given(fields, urls, st.sampled_from(["body", "url", "signature", "key"]), st.data())
def test_nothing_in_a_form_of_twilio_can_be_changed(
    sent: dict[str, str], url: str, part: str, data: st.DataObject
) -> None:
    call = twilio_call(sent, url)
    gateway = open_gateway("twilio")
    gateway.verify(call)
    if part == "body":
        body = one_byte_off(data, call.body)
        assume(not says_the_same(body, call.body))
        call = replace(call, body=body)
    elif part == "url":
        call = replace(call, url=one_letter_off(data, url))
    elif part == "signature":
        name = twilio_signature.HEADER
        call = with_header(call, name, one_letter_off(data, call.header(name)))
    else:
        gateway = TwilioGateway(replace(TWILIO, auth_token=one_letter_off(data, TWILIO_TOKEN)))

    assert refused(lambda: gateway.verify(call))


@given(contents, urls, st.sampled_from(["body", "url", "signature"]), st.data())
def test_nothing_in_json_of_twilio_can_be_changed(
    body: bytes, url: str, part: str, data: st.DataObject
) -> None:
    url = twilio_signature.with_body_hash(url, body)
    name = twilio_signature.HEADER
    call = json_call(body, {name: twilio_signature.sign(TWILIO_TOKEN, url)}, url)
    gateway = open_gateway("twilio")
    gateway.verify(call)
    if part == "body":
        call = replace(call, body=one_byte_off(data, body))
    elif part == "url":
        call = replace(call, url=one_letter_off(data, url))
    else:
        call = with_header(call, name, one_letter_off(data, call.header(name)))

    assert refused(lambda: gateway.verify(call))


@given(contents, st.sampled_from(["body", "timestamp", "signature", "key"]), st.data())
def test_nothing_in_a_call_of_telnyx_can_be_changed(
    body: bytes, part: str, data: st.DataObject
) -> None:
    call = telnyx_call(body)
    gateway = open_gateway("telnyx")
    gateway.verify(call)
    names = {
        "timestamp": telnyx_signature.TIMESTAMP_HEADER,
        "signature": telnyx_signature.SIGNATURE_HEADER,
    }
    if part == "body":
        call = replace(call, body=one_byte_off(data, body))
    elif part == "key":
        key = one_letter_off(data, TELNYX.public_key)
        gateway = TelnyxGateway(replace(TELNYX, public_key=key), clock=StandingClock(NOW))
    else:
        call = with_header(call, names[part], one_letter_off(data, call.header(names[part])))

    assert refused(lambda: gateway.verify(call))


@given(st.sampled_from(["header", "user", "password"]), st.data())
def test_no_other_password_is_bandwidths(part: str, data: st.DataObject) -> None:
    call = bandwidth_call([])
    gateway = open_gateway("bandwidth")
    gateway.verify(call)
    if part == "header":
        call = with_header(
            call, "Authorization", one_letter_off(data, call.header("Authorization"))
        )
    elif part == "user":
        user = one_letter_off(data, BANDWIDTH.webhook_username)
        gateway = BandwidthGateway(replace(BANDWIDTH, webhook_username=user))
    else:
        password = one_letter_off(data, BANDWIDTH.webhook_password)
        gateway = BandwidthGateway(replace(BANDWIDTH, webhook_password=password))

    assert refused(lambda: gateway.verify(call))


def means_the_same(one: bytes, other: bytes) -> bool:
    """Whether Vonage signs two forms alike: it takes `&` and `=` in values for `_`."""
    blurred = str.maketrans("&=", "__")
    try:
        said = [parse_qsl(form.decode(), True) for form in (one, other)]
    except ValueError:
        return False
    pairs = [sorted((name, value.translate(blurred)) for name, value in form) for form in said]
    return pairs[0] == pairs[1]


@given(fields, st.sampled_from(SignatureMethod), st.sampled_from(["body", "key"]), st.data())
def test_nothing_in_a_call_of_vonages_sms_api_can_be_changed(
    sent: dict[str, str], method: SignatureMethod, part: str, data: st.DataObject
) -> None:
    sig = vonage_signature.sign(SIGNATURE_SECRET, sent, method)
    call = form_call({**sent, "sig": sig})
    in_query = replace(call, method="GET", url=f"{WEBHOOK}?{call.body.decode()}", body=b"")
    as_json = json_call({**sent, "sig": sig})
    settings = replace(VONAGE, signature_method=method)
    gateway = VonageGateway(settings)
    for same in (call, in_query, as_json):
        gateway.verify(same)
    if part == "body":
        body = one_byte_off(data, call.body)
        assume(not means_the_same(body, call.body))
        call = replace(call, body=body)
        in_query = replace(in_query, url=f"{WEBHOOK}?{body.decode('latin-1')}")
    else:
        secret = one_letter_off(data, SIGNATURE_SECRET)
        gateway = VonageGateway(replace(settings, signature_secret=secret))
        assert refused(lambda: gateway.verify(as_json))

    assert refused(lambda: gateway.verify(call))
    if "#" not in in_query.url:
        assert refused(lambda: gateway.verify(in_query))


@given(contents, st.sampled_from(["body", "token", "key"]), st.data())
def test_nothing_in_a_call_of_vonages_messages_api_can_be_changed(
    body: bytes, part: str, data: st.DataObject
) -> None:
    call = vonage_messages_call(body)
    gateway = open_gateway("vonage")
    gateway.verify(call)
    if part == "body":
        call = replace(call, body=one_byte_off(data, body))
    elif part == "token":
        token = one_letter_off(data, call.header("Authorization").removeprefix("Bearer "))
        call = with_header(call, "Authorization", f"Bearer {token}")
    else:
        secret = one_letter_off(data, SIGNATURE_SECRET)
        gateway = VonageGateway(replace(VONAGE, signature_secret=secret), clock=StandingClock(NOW))

    assert refused(lambda: gateway.verify(call))


@given(fields, urls, st.sampled_from(["body", "url", "nonce", "signature", "key"]), st.data())
def test_nothing_in_a_call_of_plivo_can_be_changed(
    sent: dict[str, str], url: str, part: str, data: st.DataObject
) -> None:
    call = plivo_call(sent, url)
    gateway = open_gateway("plivo")
    gateway.verify(call)
    names = {
        "nonce": plivo_signature.V3_NONCE_HEADER,
        "signature": plivo_signature.V3_HEADER,
    }
    if part == "body":
        body = one_byte_off(data, call.body)
        assume(not says_the_same(body, call.body))
        call = replace(call, body=body)
    elif part == "url":
        call = replace(call, url=one_letter_off(data, url))
    elif part == "key":
        gateway = PlivoGateway(replace(PLIVO, auth_token=one_letter_off(data, PLIVO_TOKEN)))
    else:
        call = with_header(call, names[part], one_letter_off(data, call.header(names[part])))

    assert refused(lambda: gateway.verify(call))


@given(urls, st.sampled_from(["url", "nonce", "signature", "key"]), st.data())
def test_nothing_that_plivos_v2_covers_can_be_changed(
    url: str, part: str, data: st.DataObject
) -> None:
    url, token, nonce = urlsplit(url)._replace(query="").geturl(), PLIVO_TOKEN, "20406080"
    signature = plivo_signature.sign_v2(token, url, nonce)
    plivo_signature.verify_v2(token, url, nonce, signature)
    plivo_signature.verify_v2(token, f"{url}?reference=any", nonce, signature)
    match part:
        case "url":
            url = one_letter_off(data, url)
            assume(url.rstrip("?#") == url)
        case "nonce":
            nonce = one_letter_off(data, nonce)
        case "signature":
            signature = one_letter_off(data, signature)
        case _:
            token = one_letter_off(data, token)

    assert refused(lambda: plivo_signature.verify_v2(token, url, nonce, signature))


def test_a_seed_makes_the_key_that_the_tests_trust() -> None:
    assert telnyx_signature.public_key(SEED) == TELNYX.public_key
