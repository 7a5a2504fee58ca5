"""The other side of a gateway, under /simulator/: phones to text with, mishaps, waiting.

No provider has it. It answers this machine only, whoever the gateway itself listens to, and no
page of another address that a browser here has open.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from core.errors import BadInput, NotFound, TextbankError
from core.gateway_simulators.answers import JsonAnswer
from core.gateway_simulators.connection import is_from_this_machine
from core.gateway_simulators.deliverer import Deliverer
from core.gateway_simulators.faults import Faults
from core.gateway_simulators.requests import read_json, text_field
from core.gateway_simulators.vendor import VendorSimulator, as_uuid, e164
from core.providers.base import Outcome
from core.providers.simulator_phones import PhoneText

LONGEST_WAIT = 300.0
"""Seconds that a request waits for idleness at most."""

_LINK = re.compile(r"https?://[\x21-\x7e]{1,2000}")
_SAID = frozenset({"number", "text", "line", "media"})
"""What a phone can say."""

_Answer = Callable[[Request], Awaitable[Any]]


class Control:
    """What can be done to a gateway and its phones from outside."""

    def __init__(self, vendor: VendorSimulator, deliverer: Deliverer, faults: Faults) -> None:
        self._vendor = vendor
        self._network = vendor.network
        self._deliverer = deliverer
        self._faults = faults

    def routes(self) -> list[Route]:
        """Where it is reached."""

        def route(path: str, method: str, answer: _Answer) -> Route:
            return Route(f"/simulator/{path}", _for_this_machine(answer), methods=[method])

        return [
            route("", "GET", self._show),
            route("say", "POST", self._say),
            route("phones", "GET", self._phones),
            route("phones/{number}", "GET", self._phone),
            route("blocks", "GET", self._blocks),
            route("blocks", "POST", self._set_block),
            route("faults", "GET", self._show_faults),
            route("faults", "PATCH", self._set_faults),
            route("network", "PATCH", self._set_network),
            route("idle", "POST", self._idle),
        ]

    async def _show(self, _: Request) -> Any:
        return {
            "vendor": self._vendor.name,
            "numbers": list(self._vendor.account.numbers),
            "waiting": await self._network.waiting(),
            "webhooks": dict(self._deliverer.counts),
        }

    async def _say(self, request: Request) -> Any:
        given = await _object(request)
        if strange := given.keys() - _SAID:
            raise BadInput(
                f"There is no {', '.join(sorted(map(repr, strange)))} in what a phone says: it has "
                f"{', '.join(sorted(_SAID))}."
            )
        media = self._media(given.get("media", []))
        number, body = e164(text_field(given, "number")), given.get("text", "" if media else None)
        if not number or not isinstance(body, str):
            raise BadInput('Say it as {"number": "+14155550134", "text": "STOP"}.')
        line = text_field(given, "line") or await self._network.last_line(number)
        line = line or self._vendor.account.numbers[0]
        said = await self._network.say(line, number, body, media=media)
        message_id = said.provider_message_id
        if message_id is not None and self._vendor.ids_are_uuids:
            message_id = as_uuid(message_id)
        return {"delivered": said.delivered, "message_id": message_id}

    def _media(self, given: Any) -> list[str]:
        most = self._vendor.most_media
        if not isinstance(given, list) or not all(map(_is_link, given)):
            raise BadInput('Pictures are "media": ["https://pictures.example/1.jpg"].')
        if len(given) > most:
            raise BadInput(
                f"A text has at most {most} pictures at {self._vendor.title}, as it is set."
            )
        return given

    async def _phones(self, _: Request) -> Any:
        return {"phones": await self._network.phones()}

    async def _phone(self, request: Request) -> Any:
        line = request.query_params.get("line")
        texts = await self._network.phone(e164(request.path_params["number"]), line)
        return {"texts": [_text_shape(text) for text in texts]}

    async def _blocks(self, _: Request) -> Any:
        found = await self._network.blocks()
        return {"blocks": [{"line": line, "number": number} for line, number in found]}

    async def _set_block(self, request: Request) -> Any:
        given = await _object(request)
        line, number = text_field(given, "line"), e164(text_field(given, "number"))
        if line not in self._vendor.account.numbers or not number:
            raise BadInput('Give it as {"line": LINE, "number": NUMBER, "blocked": true}.')
        blocked = given.get("blocked", True) is True
        await (self._network.put_block if blocked else self._network.lift_block)(line, number)
        return {"line": line, "number": number, "blocked": blocked}

    async def _show_faults(self, _: Request) -> Any:
        return self._faults.shape()

    async def _set_faults(self, request: Request) -> Any:
        self._faults.change(await _object(request))
        return self._faults.shape()

    async def _set_network(self, request: Request) -> Any:
        given = await _object(request)
        if "refuse_outcome" in given:
            try:
                given["refuse_outcome"] = Outcome(given["refuse_outcome"])
            except ValueError:
                raise BadInput(f"refuse_outcome is one of: {', '.join(Outcome)}.") from None
        for name, value in given.items():
            if not isinstance(value, Outcome) and not _is_amount(value):
                raise BadInput(f"{name} is a number, or true or false.")
        settings = await self._network.configure(**given)
        return {name: getattr(settings, name) for name in settings.__slots__}

    async def _idle(self, request: Request) -> Any:
        seconds = request.query_params.get("seconds", "30")
        try:
            limit = min(float(seconds), LONGEST_WAIT)
        except ValueError:
            raise BadInput(f"{seconds} is no number of seconds.") from None
        return {"idle": await self._deliverer.idle(limit)}


def _for_this_machine(answer: _Answer) -> Callable[[Request], Awaitable[Response]]:
    async def guarded(request: Request) -> Response:
        if not is_from_this_machine(request):
            return _refused(403, "Only this machine may do that.")
        if _is_from_a_page(request):
            return _refused(403, "A page of another address may not do that.")
        try:
            return JsonAnswer(await answer(request))
        except NotFound as error:
            return _refused(404, str(error))
        except TextbankError as error:
            return _refused(400, str(error))

    return guarded


def _refused(status: int, words: str) -> Response:
    return JsonAnswer({"error": words}, status)


def _is_from_a_page(request: Request) -> bool:
    """Whether a browser asks for a page that is not ours: it says so with whatever changes things.

    Sources: the header Origin of the Fetch standard; Sec-Fetch-Site of the W3C's Fetch Metadata.
    """
    origin = request.headers.get("origin")
    if origin is not None and origin != str(request.base_url).rstrip("/"):
        return True
    return request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin")


async def _object(request: Request) -> dict[str, Any]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        # A form of a page can be of any other kind.
        raise BadInput("Send it with -H 'Content-Type: application/json'.")
    given = await read_json(request)
    if given is None:
        raise BadInput("The body is a JSON object.")
    return given


def _is_link(value: Any) -> bool:
    return (
        isinstance(value, str) and re.fullmatch(r"https?://[\x21-\x7e]{1,2000}", value) is not None
    )


def _is_amount(value: Any) -> bool:
    return isinstance(value, int | float) and 0 <= value < 1e9


def _text_shape(text: PhoneText) -> dict[str, Any]:
    return {
        "line": text.line,
        "from_contact": text.from_contact,
        "body": text.body,
        "at": text.at.isoformat(),
        "state": text.state.value,
        "kind": text.kind.value,
    }
