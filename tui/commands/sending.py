"""Commands that send first messages: one, or all in one go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from core.domain import TextState
from core.first_messages import FirstMessage, FirstMessagesState, SentFirstMessage
from core.follow_ups import SentFollowUp
from core.quick_send import QuickSend
from core.refusals import AGAIN
from core.safe_text import for_display, for_line
from core.views import AssignmentView
from tui.commands.carrying import carrier_of, queued_words
from tui.commands.reading import assignments_of, indented
from tui.commands.running import Run, add_command
from tui.commands.sending_all import send_all, tell_progress
from tui.commands.shapes import Shape

AssignmentOption = Annotated[
    int | None,
    typer.Option("--assignment", metavar="ID", help="Of this assignment; else of all of yours."),
]
ConversationArgument = Annotated[
    int | None,
    typer.Argument(metavar="ID", help="The conversation, as `textbank first-messages` has it."),
]
TextOption = Annotated[
    str | None, typer.Option(metavar="TEXT", help="Own words for this contact, fields and all.")
]
LimitOption = Annotated[int, typer.Option(min=1, help="At most so many of each.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    add_command(
        app,
        "first-messages",
        "textbank first-messages",
        "textbank first-messages --assignment 2 --json",
    )(first_messages)
    add_command(
        app,
        "send-first",
        "textbank send-first 17",
        'textbank send-first 17 --text "Hi {firstName}, is this still your number?"',
        "textbank send-first 17 --skip",
        "textbank send-first --all",
        "textbank send-first --refused --assignment 7",
    )(send_first)


async def first_messages(
    run: Run, assignment: AssignmentOption = None, limit: LimitOption = 20
) -> None:
    """List the first messages that are still to be sent, filled for each contact."""
    from core import first_messages as first

    states: list[tuple[AssignmentView, FirstMessagesState]] = []
    messages: list[FirstMessage] = []
    async with run.desk() as desk:
        for view in await assignments_of(desk, assignment):
            states.append((view, await first.first_messages_state(desk, view.id)))
            messages += await first.first_messages(desk, view.id, limit=limit)
            messages += await first.set_aside_messages(desk, view.id, limit=limit)
    run.show(
        {
            "assignments": [_state_shape(view.id, state) for view, state in states],
            "first_messages": [_message_shape(one) for one in messages],
        },
        _first_message_lines(states, messages) if states else ["No assignment is yours."],
    )


def _state_shape(assignment_id: int, state: FirstMessagesState) -> Shape:
    return {
        "assignment_id": assignment_id,
        "to_send": state.to_send,
        "without_field": state.without_field,
        "skipped": state.skipped,
        "opted_out": state.opted_out,
        "blocked": state.blocked,
        "sent": state.sent,
        "waiting": state.waiting,
        "held": state.held,
        "failed": state.failed,
        "has_script": state.has_script,
        "quick_send": state.quick_send,
        "replies_wait": state.gated,
        "held_back": state.held_back,
    }


def _message_shape(message: FirstMessage) -> Shape:
    return {
        "conversation_id": message.conversation_id,
        "assignment_id": message.assignment_id,
        "name": message.name,
        "number": message.number,
        "text": message.text,
        "unfilled": list(message.unfilled),
        "set_aside": None if message.set_aside is None else message.set_aside.value,
    }


def _first_message_lines(
    states: list[tuple[AssignmentView, FirstMessagesState]], messages: list[FirstMessage]
) -> Iterator[str]:
    for view, state in states:
        yield f"Assignment {view.id}, {for_display(view.campaign)}: {', '.join(_counts(state))}"
        if not state.has_script:
            yield "  The campaign has no script: write first messages yourself."
        if state.held_back:
            yield f"  {state.held_back:,} replies are readable once these are sent."
    for one in messages:
        aside = "" if one.set_aside is None else f"  set aside ({one.set_aside})"
        yield f"{one.conversation_id}  {for_line(one.name, 60)}  {one.number}{aside}"
        yield from indented(one.text)
        if one.unfilled:
            yield f"    cannot be filled: {for_display(', '.join(one.unfilled))}"


def _counts(state: FirstMessagesState) -> Iterator[str]:
    yield f"{state.to_send:,} to send"
    for count, words in (
        (state.sent, "sent"),
        (state.waiting, "waiting to leave"),
        (state.failed, "failed"),
        (state.without_field, "set aside for a field"),
        (state.skipped, "skipped"),
        (state.opted_out, "opted out"),
        (state.blocked, "blocked"),
    ):
        if count:
            yield f"{count:,} {words}"


async def send_first(
    run: Run,
    conversation: ConversationArgument = None,
    everything: Annotated[
        bool, typer.Option("--all", help="All there are, where the campaign allows QuickSend.")
    ] = False,
    refused: Annotated[
        bool, typer.Option("--refused", help="All again that the provider refused.")
    ] = False,
    assignment: AssignmentOption = None,
    text: TextOption = None,
    skip: Annotated[bool, typer.Option("--skip", help="Set it aside instead.")] = False,
    back: Annotated[bool, typer.Option("--back", help="Take back a skip.")] = False,
) -> None:
    """Send the first message to one contact, or to all who have none yet.

    One is queued; a messenger, `send-pending` or `serve` sends it. With --all they
    are sent now, and Ctrl-C stops. Nobody gets two, however often this runs: only what the
    provider refused, so that nobody has it, is sent again by its ID or with --refused.

    It ends with 1 if the provider refused any, and stops when it refuses the last few for one
    reason. Campaigns without QuickSend are passed over, and it ends with 4.
    """
    from core import first_messages as first

    if (conversation is not None) + everything + refused != 1:
        raise typer.BadParameter("Give the id of a conversation, --all or --refused.")
    if conversation is None and (text is not None or skip or back):
        raise typer.BadParameter("--text, --skip and --back are for one conversation.")
    async with run.desk() as desk:
        if conversation is None:
            views = await assignments_of(desk, assignment)
            runs = [
                (view.id, QuickSend(desk, view.id, refused=refused, on_progress=tell_progress))
                for view in views
            ]
            await send_all(run, desk, runs, again=AGAIN)
            return
        if skip or back:
            act = first.take_back_skip if back else first.skip_first_message
            await act(desk, conversation)
            outcome = "to_send" if back else "skipped"
            run.show(
                {"conversation_id": conversation, "outcome": outcome},
                ["It is to be sent again." if back else "Skipped: it is not sent."],
            )
            return
        sent = await first.send_first_message(desk, conversation, text=text)
        carrier = await carrier_of(desk, conversation)
    run.show(sent_shape(sent), sent_lines(sent, carrier))


def sent_shape(sent: SentFirstMessage | SentFollowUp) -> Shape:
    """What sending one text came to."""
    shape = {
        "conversation_id": sent.conversation_id,
        "text_id": sent.text_id,
        "body": sent.body,
        "already": sent.already,
    }
    if isinstance(sent, SentFirstMessage):
        shape["state"] = sent.state.value
        shape["reason"] = sent.reason
    return shape


def sent_lines(sent: SentFirstMessage | SentFollowUp, carrier: str) -> Iterator[str]:
    """The same, in words."""
    if not sent.already:
        yield queued_words(carrier)
    elif isinstance(sent, SentFirstMessage) and sent.state in _MATTERS:
        yield f"It is not sent again. It was before, and: {for_display(sent.reason)}"
    else:
        yield "It was sent before; nothing was sent now:"
    yield from indented(sent.body)


_MATTERS = frozenset({TextState.FAILED, TextState.BLOCKED, TextState.CANCELLED, TextState.UNKNOWN})
