"""Commands about follow-ups: the later scripts of a campaign."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from core.errors import TextbankError
from core.follow_ups import Audience, FollowUpMessage, FollowUpView
from core.quick_send import QuickSend
from core.safe_text import for_display, for_line
from tui.commands.carrying import carrier_of
from tui.commands.reading import assignments_of, indented
from tui.commands.running import Run, add_command
from tui.commands.sending import (
    AssignmentOption,
    ConversationArgument,
    LimitOption,
    TextOption,
    sent_lines,
    sent_shape,
)
from tui.commands.sending_all import send_all, tell_progress
from tui.commands.shapes import Shape


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    group = typer.Typer(
        help="Later scripts of a campaign, for all contacts or some.",
        rich_markup_mode=None,
        no_args_is_help=True,
    )
    add_command(
        group,
        "list",
        "textbank follow-up list",
        "textbank follow-up list --assignment 2 --json",
    )(follow_up_list)
    add_command(
        group,
        "add",
        'textbank follow-up add "Spring turnout" --name "Election day" \\\n'
        '    --script "Polls close at 8, {firstName}!" --audience silent --administrator',
        'textbank follow-up add "Spring turnout" --name Thanks --script "Thank you!" \\\n'
        "    --audience tagged --tag 3 --administrator",
    )(follow_up_add)
    add_command(
        group,
        "send",
        "textbank follow-up send 1 17",
        "textbank follow-up send 1 --all",
    )(follow_up_send)
    add_command(
        group,
        "skip",
        "textbank follow-up skip 1 17",
        "textbank follow-up skip 1 17 --back",
    )(follow_up_skip)
    add_command(group, "remove", "textbank follow-up remove 1 --administrator")(follow_up_remove)
    app.add_typer(group, name="follow-up")


async def follow_up_list(
    run: Run, assignment: AssignmentOption = None, limit: LimitOption = 20
) -> None:
    """List the follow-ups of your assignments, and to whom they are still to be sent."""
    from core.follow_ups import follow_ups_of, pending_follow_ups

    views: list[tuple[int, FollowUpView]] = []
    pending: list[FollowUpMessage] = []
    async with run.desk() as desk:
        for of in await assignments_of(desk, assignment):
            for view in await follow_ups_of(desk, of.id):
                views.append((of.id, view))
                pending += await pending_follow_ups(desk, of.id, view.id, limit=limit)
    run.show(
        {
            "follow_ups": [_follow_up_shape(of, view) for of, view in views],
            "pending": [_pending_shape(one) for one in pending],
        },
        _follow_up_lines(views, pending) if views else ["There are no follow-ups."],
    )


def _follow_up_shape(assignment_id: int, view: FollowUpView) -> Shape:
    return {
        "id": view.id,
        "assignment_id": assignment_id,
        "campaign": view.campaign,
        "name": view.name,
        "script": view.script,
        "audience": view.audience.value,
        "audience_id": view.audience_id,
        "pending": view.pending,
        "sent": view.sent,
        "skipped": view.skipped,
    }


def _pending_shape(message: FollowUpMessage) -> Shape:
    return {
        "follow_up_id": message.follow_up_id,
        "conversation_id": message.conversation_id,
        "name": message.name,
        "number": message.number,
        "text": message.text,
        "unfilled": list(message.unfilled),
    }


def _follow_up_lines(
    views: list[tuple[int, FollowUpView]], pending: list[FollowUpMessage]
) -> Iterator[str]:
    for of, view in views:
        yield (
            f"{view.id}  {for_display(view.name)}  {for_display(view.campaign)}, assignment {of}  "
            f"for {for_display(view.audience_words)}: {view.pending:,} to send, "
            f"{view.sent:,} sent, {view.skipped:,} skipped"
        )
        yield from indented(view.script)
    for one in pending:
        yield (
            f"follow-up {one.follow_up_id}, conversation {one.conversation_id}  "
            f"{for_line(one.name, 60)}  {one.number}"
        )
        yield from indented(one.text)
        if one.unfilled:
            yield f"    cannot be filled: {for_display(', '.join(one.unfilled))}"


async def follow_up_add(
    run: Run,
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN", help="Its name.")],
    name: Annotated[str, typer.Option(metavar="NAME", help="For the texters.")],
    script: Annotated[str, typer.Option(metavar="TEXT", help="With merge fields.")],
    audience: Annotated[
        Audience, typer.Option(help="Whom of those who were texted.")
    ] = Audience.EVERYBODY,
    option: Annotated[
        int | None, typer.Option(metavar="ID", help="The survey answer of --audience answered.")
    ] = None,
    tag: Annotated[
        int | None, typer.Option(metavar="ID", help="The tag of --audience tagged.")
    ] = None,
    organization: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose campaign; else the only one.")
    ] = None,
) -> None:
    """Add a follow-up to a campaign: an administrator's part.

    Nobody gets it who opted out or asks to, is a wrong number, is blocked, or waits for an
    answer.
    """
    from core.campaign_settings import campaign_of
    from core.follow_ups import add_follow_up

    if option is not None and tag is not None:
        raise typer.BadParameter("Give --option or --tag, not both.")
    async with run.desk() as desk:
        campaign_id = await campaign_of(desk.reader, campaign, organization)
        chosen = option if option is not None else tag
        follow_up_id = await add_follow_up(desk, campaign_id, name, script, audience, chosen)
    run.show(
        {"follow_up_id": follow_up_id, "campaign_id": campaign_id},
        [f"Follow-up {follow_up_id} is added. `textbank follow-up list` shows whom it is for."],
    )


FollowUpArgument = Annotated[
    int, typer.Argument(metavar="FOLLOW_UP", help="Its id, as `textbank follow-up list` has it.")
]


async def follow_up_send(
    run: Run,
    follow_up: FollowUpArgument,
    conversation: ConversationArgument = None,
    everything: Annotated[
        bool, typer.Option("--all", help="To all, where the campaign allows QuickSend.")
    ] = False,
    assignment: AssignmentOption = None,
    text: TextOption = None,
) -> None:
    """Send a follow-up to one contact, or to all it is for."""
    from core.follow_ups import follow_ups_of, send_follow_up

    if (conversation is None) != everything:
        raise typer.BadParameter("Give the id of a conversation, or --all.")
    async with run.desk() as desk:
        if conversation is not None:
            sent = await send_follow_up(desk, follow_up, conversation, text=text)
            run.show(sent_shape(sent), sent_lines(sent, await carrier_of(desk, conversation)))
            return
        runs = [
            (view.id, QuickSend(desk, view.id, follow_up_id=follow_up, on_progress=tell_progress))
            for view in await assignments_of(desk, assignment)
            if follow_up in [one.id for one in await follow_ups_of(desk, view.id)]
        ]
        if not runs:
            raise _no_follow_up(follow_up)
        await send_all(run, desk, runs)


def _no_follow_up(follow_up_id: int) -> TextbankError:
    from core.errors import NotFound

    return NotFound(
        f"No assignment of yours has a follow-up {follow_up_id}. `textbank follow-up list` "
        "shows those there are."
    )


async def follow_up_skip(
    run: Run,
    follow_up: FollowUpArgument,
    conversation: Annotated[int, typer.Argument(metavar="ID", help="The conversation.")],
    back: Annotated[bool, typer.Option("--back", help="Take back a skip.")] = False,
) -> None:
    """Do not send a follow-up to this contact."""
    from core.follow_ups import skip_follow_up, take_back_follow_up_skip

    async with run.desk() as desk:
        act = take_back_follow_up_skip if back else skip_follow_up
        await act(desk, follow_up, conversation)
    run.show(
        {
            "follow_up_id": follow_up,
            "conversation_id": conversation,
            "outcome": "to_send" if back else "skipped",
        },
        ["It is to be sent again." if back else "Skipped: it is not sent to this contact."],
    )


async def follow_up_remove(run: Run, follow_up: FollowUpArgument) -> None:
    """Send a follow-up to nobody any more: an administrator's part. What was sent stays."""
    from core.follow_ups import remove_follow_up

    async with run.desk() as desk:
        await remove_follow_up(desk, follow_up)
    run.show({"follow_up_id": follow_up}, ["It is sent to nobody any more."])
