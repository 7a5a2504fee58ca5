"""Commands about replies at hand: see them, recommend them, keep one's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from core.errors import BadInput, NotFound
from core.organizations import organization_view
from core.safe_text import for_display
from tui.commands.administering import OrganizationOption
from tui.commands.reading import indented
from tui.commands.running import Run, add_command
from tui.commands.texting import ConversationArgument

if TYPE_CHECKING:
    from core.reader import Reader
    from core.replies import ReplyView
    from core.views_beside import ReplyAtHand

ReplyArgument = Annotated[
    int, typer.Argument(metavar="REPLY", help="Its id, as `textbank replies list` has it.")
]
TagOption = Annotated[
    str | None, typer.Option("--tag", metavar="NAME", help="A tag to put on when it is sent.")
]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    group = typer.Typer(
        help="Replies at hand: recommended ones, and your own.",
        rich_markup_mode=None,
        no_args_is_help=True,
    )
    add_command(group, "list", "textbank replies list", "textbank replies list --json")(list_all)
    add_command(group, "for", "textbank replies for 17", "textbank replies for 17 --find polling")(
        at_hand
    )
    add_command(
        group,
        "add",
        'textbank replies add "Thank you" "Thank you, {firstName}!"',
        'textbank replies add Moved "Thanks, noted." --tag moved --administrator',
    )(add)
    add_command(
        group,
        "edit",
        'textbank replies edit 3 --body "Thanks, {firstName}!"',
        "textbank replies edit 3 --no-tag",
    )(edit)
    add_command(group, "remove", "textbank replies remove 3")(remove)
    add_command(group, "move", "textbank replies move 3 1")(move)
    app.add_typer(group, name="replies")


async def list_all(run: Run, organization: OrganizationOption = None) -> None:
    """List the replies that an organization recommends, and your own, as they are kept."""
    from core.replies import organization_replies

    async with run.desk() as desk:
        view = await organization_view(desk.reader, organization)
        found = await organization_replies(desk.reader, view.id, desk.texter.name)
    run.show(
        {
            "replies": [
                {
                    "id": one.id,
                    "scope": one.scope.value,
                    "campaign": one.campaign,
                    "title": one.title,
                    "body": one.body,
                    "tag": one.tag,
                }
                for one in found
            ]
        },
        _kept(found),
    )


def _kept(found: Sequence[ReplyView]) -> Iterator[str]:
    if not found:
        yield "There are no replies yet. `textbank replies add` keeps one."
    for one in found:
        whose = {"organization": "recommended", "own": "your own"}.get(one.scope.value)
        words = whose or f"for {for_display(one.campaign or '')}"
        tag = f"; puts on {for_display(one.tag)}" if one.tag else ""
        yield f"{one.id}  {for_display(one.title)} ({words}{tag})"
        yield from indented(one.body)


async def at_hand(
    run: Run,
    conversation: ConversationArgument,
    find: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Only those with these letters.")
    ] = None,
) -> None:
    """List the replies at hand in a conversation, filled for its contact, by number."""
    from core.reply_search import rank_replies

    async with run.desk() as desk:
        from core.replies import replies_for

        await desk.conversation(conversation)
        replies = await replies_for(desk, conversation)
    numbers = {one.id: number for number, one in enumerate(replies, 1)}
    found = rank_replies(find or "", replies)
    run.show(
        {
            "conversation_id": conversation,
            "replies": [
                {
                    "number": numbers[one.id],
                    "id": one.id,
                    "scope": one.scope.value,
                    "title": one.title,
                    "text": one.text,
                    "unfilled": list(one.unfilled),
                    "tag": one.tag,
                }
                for one in found
            ],
        },
        _filled(found, numbers),
    )


def _filled(found: Sequence[ReplyAtHand], numbers: dict[int, int]) -> Iterator[str]:
    if not found:
        yield "There are none. `textbank replies add` keeps one."
    for one in found:
        tag = f"; puts on {for_display(one.tag)}" if one.tag else ""
        gaps = f"; not filled: {for_display(', '.join(one.unfilled))}" if one.unfilled else ""
        yield f"{numbers[one.id]}  {for_display(one.title)}{tag}{gaps}"
        yield from indented(one.text)


async def add(
    run: Run,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What it is called.")],
    body: Annotated[str, typer.Argument(metavar="BODY", help="With merge fields.")],
    campaign: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only in this campaign.")
    ] = None,
    tag: TagOption = None,
    own: Annotated[
        bool, typer.Option("--own", help="An administrator's own, not recommended to everybody.")
    ] = False,
    organization: OrganizationOption = None,
) -> None:
    """Keep a reply of your own; an administrator recommends it to everybody."""
    from core.replies import NewReply, add_reply, campaign_named, unknown_fields_of

    async with run.desk() as desk:
        view = await organization_view(desk.reader, organization)
        campaign_id = None
        if campaign is not None:
            campaign_id = await campaign_named(desk.reader, view.id, campaign)
        tag_id = None if tag is None else await _tag_named(desk.reader, view.id, tag)
        own = own or not desk.texter.administrator
        reply = NewReply(title, body, tag_id, campaign_id, own)
        reply_id = await add_reply(desk, view.id, reply)
        unknown = await unknown_fields_of(desk.reader, body, view.id, campaign_id)
    lines = [f"Kept as {'your' if own else 'recommended'} reply {reply_id}."]
    if unknown:
        lines.append(
            f"No list has {for_display(', '.join(unknown))}: it is not sent until that is filled."
        )
    run.show({"reply_id": reply_id, "own": own, "unknown_fields": list(unknown)}, lines)


async def edit(
    run: Run,
    reply: ReplyArgument,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="A new title.")] = None,
    body: Annotated[str | None, typer.Option(metavar="TEXT", help="A new text.")] = None,
    tag: TagOption = None,
    no_tag: Annotated[bool, typer.Option("--no-tag", help="Put no tag on.")] = False,
) -> None:
    """Change a reply: your own, or as an administrator a recommended one."""
    from core.replies import change_reply, owner_of

    if title is None and body is None and tag is None and not no_tag:
        raise BadInput("Say what to change: --title, --body, --tag or --no-tag.")
    if tag is not None and no_tag:
        raise BadInput("--tag and --no-tag contradict each other.")
    async with run.desk() as desk:
        tag_id = None
        if tag is not None:
            tag_id = await _tag_named(desk.reader, await owner_of(desk.reader, reply), tag)
        await change_reply(desk, reply, title=title, body=body, tag_id=tag_id, without_tag=no_tag)
    run.show({"reply_id": reply}, [f"Reply {reply} is changed."])


async def remove(run: Run, reply: ReplyArgument) -> None:
    """Take a reply away: your own, or as an administrator a recommended one."""
    from core.replies import remove_reply

    async with run.desk() as desk:
        await remove_reply(desk, reply)
    run.show({"reply_id": reply}, [f"Reply {reply} is taken away."])


async def move(
    run: Run,
    reply: ReplyArgument,
    place: Annotated[int, typer.Argument(metavar="PLACE", help="From 1, among those of its kind.")],
) -> None:
    """Put a reply at another place: your own, or as an administrator a recommended one."""
    from core.replies import move_reply

    async with run.desk() as desk:
        await move_reply(desk, reply, place)
    run.show({"reply_id": reply, "place": place}, [f"Reply {reply} has another place."])


async def _tag_named(reader: Reader, organization_id: int, name: str) -> int:
    from core.tags import organization_tags

    there = await organization_tags(reader, organization_id)
    for one in there:
        if one.name.casefold() == name.strip().casefold():
            return one.id
    names = ", ".join(f"“{one.name}”" for one in there)
    raise NotFound(f"There is no tag “{name}”. There are: {names or 'none'}.")
