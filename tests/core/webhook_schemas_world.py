"""A receiver that serves an account at each provider, and calls signed as theirs are."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
import requests
from requests.auth import AuthBase
from sqlalchemy import Connection, create_engine, text

from core import integrity
from core.accounts import AccountDraft, add_account
from core.clock import utc_now
from core.domain import Behavior
from core.gateway_simulators.gateway import Listening
from core.models import lines
from core.providers import (
    bandwidth_credentials,
    plivo_signature,
    telnyx_signature,
    twilio_signature,
    vonage_signature,
)
from core.providers.vonage_signature import SignatureMethod
from core.providers.wire import FORM, form_pairs
from core.webhook_serving import served as serving_accounts
from core.webhook_serving.calls import PublicAddress
from core.webhook_serving.serving import Receiver, Receiving
from tests.core.gateway_world import SID
from tests.core.providers.gateway_world import (
    BANDWIDTH_PASSWORD,
    PLIVO_TOKEN,
    SEED,
    SIGNATURE_SECRET,
    TELNYX_KEY,
    TWILIO_TOKEN,
    VONAGE_SECRET,
    WEBHOOK_PASSWORD,
)
from tests.core.world import ADMINISTRATOR, MARIA, SAM, make_campaign, open_desk

if TYPE_CHECKING:
    from schemathesis import Case

ACCOUNTS = {
    "twilio": {"account_sid": SID},
    "telnyx": {"public_key": telnyx_signature.public_key(SEED)},
    "bandwidth": {
        "account_id": "5500",
        "application_id": "app-1",
        "username": "api-user",
        "webhook_username": "hook-user",
    },
    "vonage": {"api_key": "abcd1234"},
    "plivo": {"auth_id": "MA0123"},
}
SECRETS = {
    "TWILIO_AUTH_TOKEN": TWILIO_TOKEN,
    "TELNYX_API_KEY": TELNYX_KEY,
    "BANDWIDTH_PASSWORD": BANDWIDTH_PASSWORD,
    "BANDWIDTH_WEBHOOK_PASSWORD": WEBHOOK_PASSWORD,
    "VONAGE_API_SECRET": VONAGE_SECRET,
    "VONAGE_SIGNATURE_SECRET": SIGNATURE_SECRET,
    "PLIVO_AUTH_TOKEN": PLIVO_TOKEN,
}
LINES = {kind: f"+1202555010{number}" for number, kind in enumerate(ACCOUNTS)}

ROWS = text(
    "SELECT (SELECT count(*) FROM text), (SELECT count(*) FROM early_report), "
    "(SELECT count(*) FROM opt_out), (SELECT count(*) FROM line)"
)
DOUBLED = text(
    "SELECT count(*) FROM text WHERE kind = 'inbound' "
    "GROUP BY line_id, provider_message_id HAVING count(*) > 1"
)


def checks(case: Case, outcome: str) -> list[Any]:
    """What the answer to a call must be like."""
    from schemathesis import checks
    from schemathesis.specs.openapi import checks as openapi

    if case.method != case.operation.method.upper():
        return [checks.not_a_server_error]  # By a method that is not described.
    described = [
        openapi.status_code_conformance,
        openapi.content_type_conformance,
        openapi.response_headers_conformance,
        openapi.response_schema_conformance,
    ]
    # A 503 that says there is trouble, or asks that what cannot be read comes again, is no fault.
    meant = case.path == "/health" or outcome == "unreadable"
    return described if meant else [checks.not_a_server_error, *described]


class Called(logging.Handler):
    """What became of the latest call, as the access log says."""

    outcome = ""

    def emit(self, record: logging.LogRecord) -> None:
        assert isinstance(record.args, tuple)
        self.outcome = str(record.args[3])


class Served:
    """A running receiver of five accounts, and its database."""

    def __init__(self, url: str, path: Path, loop: asyncio.AbstractEventLoop) -> None:
        self.url = url
        self._engine = create_engine(f"sqlite:///{path}")
        self._loop = loop
        self._called = Called()
        self.session = requests.Session()
        self.session.trust_env = False

    @contextmanager
    def watched(self) -> Iterator[Served]:
        """Listen to the access log until the block ends."""
        log = logging.getLogger("textbank.access")
        level = log.level
        log.setLevel(logging.INFO)
        log.addHandler(self._called)
        try:
            yield self
        finally:
            log.removeHandler(self._called)
            log.setLevel(level)
            self.session.close()
            self._engine.dispose()

    def call(self, case: Case, auth: AuthBase | None = None) -> tuple[int, str]:
        """Make a call; its answer is one of those described. Back: status and outcome."""
        self._called.outcome = ""
        response = case.call(base_url=self.url, session=self.session, auth=auth)
        # What is logged right after the answer is logged when this has had its turn.
        asyncio.run_coroutine_threadsafe(asyncio.sleep(0), self._loop).result(20)
        outcome = self._called.outcome
        case.validate_response(response, checks=checks(case, outcome))
        assert outcome not in ("fault", "busy"), case
        return response.status_code, outcome

    def rows(self) -> tuple[int, ...]:
        """How much is stored."""
        with self._engine.connect() as connection:
            return tuple(connection.execute(ROWS).one())

    def is_whole(self) -> bool:
        """Whether what is stored contradicts itself nowhere, and holds no text twice."""
        with self._engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
            assert integrity.check(connection) == []
            return connection.execute(DOUBLED).first() is None


def carry_by(connection: Connection, line: str, kind: str) -> None:
    connection.execute(lines.update().where(lines.c.number == line).values(provider=kind))


@contextmanager
def receiving(path: Path) -> Iterator[Served]:
    """Run a receiver in a thread of its own until the block ends, at a new database."""
    started: Future[Receiver] = Future()
    loop = asyncio.new_event_loop()
    listening = Listening.locally().at
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"

    async def serve() -> None:
        async with open_desk(path, ADMINISTRATOR) as desk:
            for kind, known in ACCOUNTS.items():
                await make_campaign(
                    desk, Behavior.TYPE_1, (MARIA, SAM), campaign=kind, line=LINES[kind]
                )
                await add_account(desk, AccountDraft(kind, kind, known), "Open Roads")
            database = await desk.database()
            for kind, line in LINES.items():
                await database.write(carry_by, line, kind)
            how = Receiving(PublicAddress(url), sending=False, trying=False)
            receiver = Receiver(desk, listening, how)
            await receiver.serve(lambda _: started.set_result(receiver))

    def run() -> None:
        try:
            loop.run_until_complete(serve())
        except BaseException as error:
            if started.done():
                raise
            started.set_exception(error)
        finally:
            loop.close()

    with pytest.MonkeyPatch.context() as patch:
        for name, value in SECRETS.items():
            patch.setenv(f"TEXTBANK_{name}", value)
        # No account comes or goes, and the variables are gone while the tests run.
        patch.setattr(serving_accounts, "LOOK_EVERY", 3_600.0)
        thread = threading.Thread(target=run)
        thread.start()
        receiver = started.result(timeout=60)
        try:
            with Served(url, path, loop).watched() as found:
                yield found
        finally:
            loop.call_soon_threadsafe(receiver.stop)
            thread.join()


class Signed(AuthBase):
    """Signs a call as its provider does; one that cannot be signed leaves as it is."""

    def __init__(self, kind: str) -> None:
        self._sign = getattr(self, f"_as_{kind}")

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Sign what leaves, after all else is done to it."""
        body = request.body or b""
        body = body if isinstance(body, bytes) else body.encode()
        is_form = FORM in str(request.headers.get("Content-Type", ""))
        with suppress(ValueError):
            fields = form_pairs(body) if is_form else None
            request.headers.update(self._sign(request, body, fields))
        return request

    def _as_twilio(self, request: Any, body: bytes, fields: Any) -> dict[str, str]:
        if body and fields is None:
            request.url = twilio_signature.with_body_hash(request.url, body)
        signature = twilio_signature.sign(TWILIO_TOKEN, request.url, fields or ())
        return {twilio_signature.HEADER: signature}

    def _as_telnyx(self, request: Any, body: bytes, fields: Any) -> dict[str, str]:
        now = str(int(utc_now().timestamp()))
        return {
            telnyx_signature.TIMESTAMP_HEADER: now,
            telnyx_signature.SIGNATURE_HEADER: telnyx_signature.sign(SEED, now, body),
        }

    def _as_bandwidth(self, request: Any, body: bytes, fields: Any) -> dict[str, str]:
        signed = bandwidth_credentials.sign("hook-user", WEBHOOK_PASSWORD)
        return {bandwidth_credentials.HEADER: signed}

    def _as_vonage(self, request: Any, body: bytes, fields: Any) -> dict[str, str]:
        if request.method == "GET":
            address, _, query = request.url.partition("?")
            request.url = f"{address}?{urlencode(self._with_sig(form_pairs(query)))}"
            return {}
        if fields is not None:
            request.prepare_body(urlencode(self._with_sig(fields)), None)
            return {}
        try:
            content = json.loads(body)
        except ValueError:
            content = None
        if isinstance(content, dict) and "messageId" in content:
            written = [(name, str(value)) for name, value in content.items()]
            signed = content | {"sig": self._with_sig(written)["sig"]}
            request.prepare_body(json.dumps(signed).encode(), None)
            return {}
        token = vonage_signature.sign_body(SIGNATURE_SECRET, body, utc_now())
        return {vonage_signature.HEADER: f"Bearer {token}"}

    def _with_sig(self, pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
        params = {name: value for name, value in pairs if name != "sig"}
        sig = vonage_signature.sign(SIGNATURE_SECRET, params, SignatureMethod.MD5_HASH)
        return params | {"sig": sig}

    def _as_plivo(self, request: Any, body: bytes, fields: Any) -> dict[str, str]:
        nonce = "20406080"
        signature = plivo_signature.sign_v3(
            PLIVO_TOKEN, request.method, request.url, fields or (), nonce
        )
        return {
            plivo_signature.V3_HEADER: signature,
            plivo_signature.V3_NONCE_HEADER: nonce,
        }
