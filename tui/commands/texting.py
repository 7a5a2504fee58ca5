"""Commands that do a texter's work: reply, opt out, take it back, close, send."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Annotated

import typer

from core.domain import Closing
from core.errors import BadInput
from core.safe_text import for_display
from core.views import ConversationView, OptOutResult
from tui.commands import shapes
from tui.commands.carrying import carrier_of, queued_words
from tui.commands.failures import CannotUndo
from tui.commands.running import Run, add_command

ConversationArgument = Annotated[
    int, typer.Argument(metavar="ID", help="The conversation, as `textbank conversations` has it.")
]
BackOption = Annotated[bool, typer.Option("--back", help="Put it back on its list.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    add_command(
        app,
        "reply",
        'textbank reply 17 "See you on Tuesday!"',
        "fortune | textbank reply 17 -",
        "textbank reply 17 --use 2",
    )(reply)
    add_command(app, "opt-out", "textbank opt-out 17", "textbank opt-out 17 --yes --json")(opt_out)
    add_command(app, "undo", "textbank undo")(undo)
    add_command(app, "hide", "textbank hide 17", "textbank hide 17 --back")(hide)
    add_command(app, "wrong-number", "textbank wrong-number 17")(wrong_number)
    add_command(app, "send-pending", "textbank send-pending", "textbank send-pending --now --json")(
        send_pending
    )


async def reply(
    run: Run,
    conversation: ConversationArgument,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="What to say; - reads it.")
    ] = None,
    use: Annotated[
        int | None,
        typer.Option(metavar="N", help="The reply at hand of this number; see `replies for`."),
    ] = None,
) -> None:
    """Queue a text to a contact; a messenger, `send-pending` or `serve` sends it."""
    from core.holding import held_words, hours_view
    from core.replies import use_reply

    if (text is None) == (use is None):
        raise BadInput("Say what to send: a text, or --use with the number of a reply at hand.")
    body = _standard_input() if text == "-" else text or ""
    async with run.desk() as desk:
        if use is None:
            text_id = await desk.reply(conversation, body)
        else:
            text_id = await use_reply(desk, conversation, use)
        blocked = (await desk.conversation(conversation)).preview.blocked
        held = (await hours_view(desk, conversation)).held
        carrier = await carrier_of(desk, conversation)
    lines = [queued_words(carrier)]
    if blocked:
        lines = ["Queued, but the provider blocks this contact: it will not arrive."]
    elif held is not None:
        lines = [held_words(held), f"After that: {carrier} sends it."]
    run.show(
        {
            "text_id": text_id,
            "conversation_id": conversation,
            "state": "queued",
            "held_until": shapes.moment(None if held is None else held.until),
        },
        lines,
    )


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as error:
        raise BadInput("What came in is not UTF-8. Nothing was queued.") from error


async def opt_out(
    run: Run,
    conversation: ConversationArgument,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask once more.")] = False,
) -> None:
    """Opt the contact of a conversation out; on a terminal it asks once more."""
    async with run.desk() as desk:
        before = await desk.conversation(conversation)
        if not yes and run.settings.confirm_opt_out and _at_a_terminal():
            _ask(before)
        result = await desk.opt_out(conversation)
        after = await desk.conversation(conversation)
        carrier = await carrier_of(desk, conversation)
    shape = shapes.opt_out(result)
    shape["confirmation"] = None if after.opted_out is None else after.opted_out.confirmation
    run.show(shape, _outcome(result, after, carrier))


def _at_a_terminal() -> bool:
    return sys.stdin.isatty()


def _ask(view: ConversationView) -> None:
    typer.echo(view.preview.explanation, err=True)
    question = f"Are you sure you want to opt out {for_display(view.name)}, {view.number}?"
    if not typer.confirm(question, err=True):
        typer.echo("Nothing was done.", err=True)
        raise typer.Exit(1)


def _outcome(result: OptOutResult, after: ConversationView, carrier: str) -> list[str]:
    lines = [f"{for_display(result.name)}, {result.number}, is opted out."]
    if result.already:
        lines.append(result.explanation)
    elif result.sends:
        held = "" if result.undo_until is None else f" after {_clock(result.undo_until)}"
        lines.append(f"Your organization's opt-out message is queued: {carrier} sends it{held}.")
    elif after.opted_out is not None:
        lines.append(after.opted_out.explanation)
    if result.already:
        return lines
    if result.undo_until is None:
        lines.append("It stands. An administrator can opt the number in again.")
    else:
        lines.append(f"`textbank undo` takes it back until {_clock(result.undo_until)}.")
    return lines


def _clock(at: datetime) -> str:
    return f"{at.astimezone():%H:%M:%S}"


async def undo(
    run: Run,
    record: Annotated[
        int | None, typer.Argument(metavar="OPT_OUT", help="This opt-out, not your newest.")
    ] = None,
) -> None:
    """Take back your newest opt-out, while its undo window is open."""
    async with run.desk() as desk:
        result = await desk.undo(record)
    if not result.undone:
        raise CannotUndo(result.explanation)
    run.show(shapes.undo(result), [for_display(result.explanation)])


async def hide(run: Run, conversation: ConversationArgument, back: BackOption = False) -> None:
    """Hide a finished conversation; it returns when the contact writes again."""
    await _close(run, conversation, None if back else Closing.HIDDEN)


async def wrong_number(
    run: Run, conversation: ConversationArgument, back: BackOption = False
) -> None:
    """Mark a wrong number: off the list, and no opt-out."""
    await _close(run, conversation, None if back else Closing.WRONG_NUMBER)


async def _close(run: Run, conversation: int, closing: Closing | None) -> None:
    async with run.desk() as desk:
        await desk.close_conversation(conversation, closing)
    words = {
        None: "It is back on its list.",
        Closing.HIDDEN: "Hidden. It returns when the contact writes again.",
        Closing.WRONG_NUMBER: "Marked as a wrong number. This is not an opt-out.",
    }
    run.show(
        {
            "conversation_id": conversation,
            "closing": None if closing is None else closing.value,
        },
        [words[closing]],
    )


async def send_pending(
    run: Run,
    now: Annotated[
        bool, typer.Option("--now", help="Do not wait for undo windows, nor to try again.")
    ] = False,
) -> None:
    """Send what is queued, and take in what has arrived.

    What is still held for undo, or waits to be tried again, stays queued unless --now. What is
    outside of the contact's texting hours stays queued in any case.
    """
    from core.holding import held_texts
    from core.pending import reasons_of, states_of, waiting_texts

    async with run.desk() as desk:
        worker = await desk.worker()
        received = await worker.receive_due()
        waiting = await waiting_texts(desk.reader)
        await worker.send_due(ignore_hold=now)
        received += await worker.receive_due()
        states = await states_of(desk.reader, waiting)
        reasons = await reasons_of(desk.reader, waiting)
        due = await worker.next_due()
        held = await held_texts(desk)
    counts = {state.value: states[state] for state in sorted(states)}
    lines = [f"{count:,} {state}" for state, count in counts.items()] or ["Nothing was queued."]
    lines += [f"  {for_display(reason)}" for reason, _ in reasons.most_common(3)]
    if held:
        lines.append(f"Of those queued, {held:,} held for texting hours.")
    if due is not None:
        lines.append(f"The next is due at {_clock(due)}. `textbank send-pending` sends it then.")
    run.show(
        {
            "waiting": len(waiting),
            "states": counts,
            "failures": dict(reasons),
            "received": received,
            "held": held,
            "next_due": shapes.moment(due),
        },
        lines,
    )
