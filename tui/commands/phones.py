"""Commands that play the contacts of the simulated network."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from core.desk import Desk
from core.errors import BadInput, NotFound
from core.providers.simulator_phones import PhoneKind, PhoneState, PhoneText
from tui.commands import shapes
from tui.commands.reading import indented
from tui.commands.running import Run, add_command


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    add_command(
        app,
        "phone",
        "textbank phone +14155550134",
        "textbank phone +14155550134 --say STOP",
    )(phone)
    add_command(
        app,
        "simulate",
        "textbank simulate replies.jsonl --pace 2",
        'echo \'{"text": "STOP", "from": "+14155550134"}\' | textbank simulate -',
    )(simulate)


async def phone(
    run: Run,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="With its country code.")],
    line: Annotated[
        str | None,
        typer.Option(metavar="NUMBER", help="This line; else all, and texts to the last one."),
    ] = None,
    say: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Text the line from this phone first.")
    ] = None,
) -> None:
    """Show what a simulated contact's phone shows, or text from it."""
    from core.phone_numbers import to_e164
    from core.simulation import say as text_from
    from core.simulation import simulator_of

    number = to_e164(number)
    line = None if line is None else to_e164(line)
    said = None
    async with run.desk() as desk:
        if say is not None:
            said = await text_from(desk, line or await _line_of(desk, number), number, say)
        texts = await (await simulator_of(desk)).phone(number, line)
    shape = {
        "number": number,
        "said": None if said is None else {"delivered": said.delivered},
        "texts": [shapes.phone_text(text) for text in texts],
    }
    run.show(shape, _phone_lines(number, texts))


async def _line_of(desk: Desk, number: str) -> str:
    """Which line a phone texts when nobody names one."""
    from core.finding import conversations_with
    from core.simulation import put_in_service, simulator_of

    simulator = await simulator_of(desk)
    last = await simulator.last_line(number)
    if last is not None:
        return last
    found = await conversations_with(desk.reader, number)
    if not found:
        raise NotFound(f"No line has texted {number}. Name the line to text with --line.")
    if len({one.line for one in found}) > 1:
        lines = ", ".join(sorted({one.line for one in found}))
        raise BadInput(f"Several lines have a conversation with {number}: {lines}. Use --line.")
    await put_in_service(simulator, found[0].line, found[0].behavior)
    return found[0].line


def _phone_lines(number: str, texts: list[PhoneText]) -> Iterator[str]:
    from tui.widgets.when import moment_words

    yield f"The phone {number}:"
    if not texts:
        yield "Nothing on it yet."
    for text in texts:
        who = "me" if text.from_contact else text.line
        parts = [moment_words(text.at), f"{who} to {text.line}" if text.from_contact else who]
        if text.kind is PhoneKind.NOTICE:
            parts.append("the provider")
        if text.state is PhoneState.NOT_DELIVERED:
            parts.append("Not delivered")
        yield ", ".join(parts)
        yield from indented(text.body)


async def simulate(
    run: Run,
    file: Annotated[str, typer.Argument(metavar="FILE", help="JSON lines; - reads them.")],
    campaign: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose line is texted; else the only one's.")
    ] = None,
    pace: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="Time between two texts.")
    ] = 0,
) -> None:
    """Feed inbound texts through the simulated network.

    Each line is an object with "text" and, optionally, "from" (a number; else the next
    conversation of the campaign) and "at" (a time). The whole file is checked first.
    """
    from core.finding import campaign_named
    from core.simulation import feed, read_script

    script = read_script(*_read(file))
    async with run.desk() as desk:
        found = await campaign_named(desk.reader, campaign)
        fed = await feed(desk, found, script, pace=pace)
    run.show(
        {
            "campaign": found.name,
            "line": found.line,
            "texts": fed.texts,
            "delivered": fed.delivered,
            "not_delivered": fed.not_delivered,
        },
        [
            f"{fed.texts:,} texts said to {found.line}: {fed.delivered:,} arrived, "
            f"{fed.not_delivered:,} not delivered."
        ],
    )


def _read(file: str) -> tuple[bytes, str]:
    if file == "-":
        return sys.stdin.buffer.read(), "What came in"
    try:
        return Path(file).read_bytes(), file
    except OSError as error:
        raise BadInput(f"{file} cannot be read: {error.strerror}. Nothing was sent.") from error
