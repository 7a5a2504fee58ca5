"""The contacts' side of a simulated network: phones that text, one by one or by a script.

It plays the outside world for commands and demos. What the phones say comes in through
the inbox like any text.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle

from core.desk import Desk
from core.domain import Behavior
from core.errors import BadInput, NotFound
from core.finding import FoundCampaign, numbers_of
from core.phone_numbers import to_e164
from core.providers.simulator import Said, Simulator

PUMP_EVERY = 200
"""So many texts are said before what arrived is taken in."""


@dataclass(frozen=True, slots=True)
class ScriptedText:
    """One inbound text of a script."""

    text: str
    number: str | None = None
    """The phone it comes from, E.164; None is the campaign's next conversation."""
    at: datetime | None = None
    """When it was written; None is when it is said."""


@dataclass(frozen=True, slots=True)
class Fed:
    """What became of a script's texts."""

    texts: int
    delivered: int

    @property
    def not_delivered(self) -> int:
        """How many reached nobody, because their line blocks the phone."""
        return self.texts - self.delivered


def read_script(content: bytes, name: str) -> list[ScriptedText]:
    """Read a script of JSON lines, whole, before anything is said.

    Each line is an object with `text` and, optionally, `from` (a number with its country
    code) and `at` (an ISO 8601 time; UTC where it names no zone). Other keys are left alone.

    Args:
        content: The file.
        name: What the messages call it.

    Raises:
        BadInput: A line is not of that form, or there is none; it names the line.
    """
    script = [
        _scripted(line, f"{name}, line {number}")
        for number, line in enumerate(_lines(content, name), start=1)
        if line.strip()
    ]
    if not script:
        raise BadInput(f'{name} is empty. Put one JSON object on each line: {{"text": "STOP"}}.')
    return script


def _lines(content: bytes, name: str) -> Iterator[str]:
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadInput(
                f"{name}, line {number} is not UTF-8 (byte {error.start + 1}). "
                "Save the file as UTF-8 and try again. Nothing was sent."
            ) from error


def _scripted(line: str, where: str) -> ScriptedText:
    try:
        found = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadInput(f"{where} is not JSON ({error}). Nothing was sent.") from error
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        raise BadInput(f'{where} has no "text". Nothing was sent.')
    number, at = found.get("from"), found.get("at")
    try:
        return ScriptedText(
            found["text"],
            None if number is None else to_e164(str(number)),
            None if at is None else _moment(at),
        )
    except BadInput as error:
        raise BadInput(f"{where}: {error} Nothing was sent.") from error


def _moment(value: object) -> datetime:
    try:
        at = datetime.fromisoformat(str(value))
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadInput('"at" is no ISO 8601 time, such as 2026-11-23T10:41:00Z.') from error


async def simulator_of(desk: Desk) -> Simulator:
    """The simulated network of a desk's database."""
    provider = (await desk.gateways()).named("simulator")
    if not isinstance(provider, Simulator):
        raise NotFound("There is no simulated network here.")
    return provider


async def put_in_service(simulator: Simulator, line: str, behavior: Behavior) -> None:
    """See that the network has this line; one that is there keeps its ways."""
    if await simulator.line(line) is None:
        await simulator.provision_line(line, behavior)


async def say(desk: Desk, line: str, number: str, body: str, at: datetime | None = None) -> Said:
    """Text a line from a phone, and take in what arrives before this returns.

    Raises:
        NotFound: There is no such line.
    """
    said = await (await simulator_of(desk)).say(line, number, body, at)
    await (await desk.worker()).receive_due()
    return said


async def feed(
    desk: Desk, campaign: FoundCampaign, script: Iterable[ScriptedText], *, pace: float = 0.0
) -> Fed:
    """Say the texts of a script on the phones of a campaign's contacts, in order.

    A text without a number comes from the campaign's next conversation, in the order of
    the import, from the first one again after the last.

    Args:
        desk: The desk whose network it is.
        campaign: Whose line is texted.
        script: What is said.
        pace: Seconds between two texts.

    Raises:
        NotFound: A text names no number and the campaign has no conversation.
    """
    script = list(script)
    simulator = await simulator_of(desk)
    worker = await desk.worker()
    await put_in_service(simulator, campaign.line, campaign.behavior)
    numbers = await numbers_of(desk.reader, campaign.id)
    if not numbers and any(one.number is None for one in script):
        raise NotFound(f"The campaign “{campaign.name}” has no conversations. Import contacts.")
    following = cycle(numbers)
    delivered = 0
    for count, one in enumerate(script, start=1):
        number = one.number or next(following)
        said = await simulator.say(campaign.line, number, one.text, one.at)
        delivered += said.delivered
        if pace > 0 or count % PUMP_EVERY == 0:
            await worker.receive_due()
        if pace > 0 and count < len(script):
            await asyncio.sleep(pace)
    await worker.receive_due()
    return Fed(len(script), delivered)
