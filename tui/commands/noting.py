"""Commands about what is kept on a contact: tags, notes, and what was texted before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from core.domain import Direction
from core.organizations import organization_view
from core.safe_text import for_display, for_line
from core.views_beside import NoteView, PastConversation
from tui.commands import shapes
from tui.commands.administering import OrganizationOption
from tui.commands.reading import indented
from tui.commands.running import Run, add_command
from tui.commands.texting import ConversationArgument

TagArgument = Annotated[str, typer.Argument(metavar="NAME", help="The tag, in any case.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    tags = typer.Typer(
        help="The tags of an organization.", rich_markup_mode=None, no_args_is_help=True
    )
    add_command(tags, "list", "textbank tags list", "textbank tags list --json")(list_tags)
    add_command(tags, "add", "textbank tags add volunteer donor --administrator")(add_tags)
    add_command(tags, "remove", "textbank tags remove donor --administrator")(remove_tag)
    app.add_typer(tags, name="tags")
    add_command(app, "tag", "textbank tag 17 volunteer")(tag)
    add_command(app, "untag", "textbank untag 17 volunteer")(untag)
    add_command(app, "note", 'textbank note 17 "Speaks Portuguese; call after 6"')(note)
    add_command(app, "notes", "textbank notes 17", "textbank notes 17 --remove 3")(notes)
    add_command(app, "history", "textbank history 17", "textbank history 17 --json")(history)


async def list_tags(run: Run, organization: OrganizationOption = None) -> None:
    """List the tags of an organization, and how many conversations carry each."""
    from core.tags import organization_tags

    async with run.desk() as desk:
        view = await organization_view(desk.reader, organization)
        found = await organization_tags(desk.reader, view.id)
    run.show(
        {
            "tags": [
                {"id": one.id, "tag": one.name, "conversations": one.conversations} for one in found
            ]
        },
        [f"{for_display(one.name)}  {one.conversations:,}" for one in found]
        or ["There are no tags yet. An administrator adds them: `textbank tags add`."],
    )


async def add_tags(
    run: Run,
    names: Annotated[list[str], typer.Argument(metavar="NAME...")],
    organization: OrganizationOption = None,
) -> None:
    """Add tags to those of an organization: an administrator's part."""
    async with run.desk() as desk:
        view = await organization_view(desk.reader, organization)
        database = await desk.database()
        from core.tag_records import add_tag

        ids = [
            await database.write(add_tag, view.id, name, desk.texter, desk.now()) for name in names
        ]
    run.show(
        {"organization": view.name, "tag_ids": ids},
        [f"{for_display(view.name)} has the tag “{for_display(name.strip())}”." for name in names],
    )


async def remove_tag(run: Run, name: TagArgument, organization: OrganizationOption = None) -> None:
    """No longer offer a tag: an administrator's part. Where it is, it stays."""
    async with run.desk() as desk:
        view = await organization_view(desk.reader, organization)
        database = await desk.database()
        from core.tag_records import remove_tag as remove

        await database.write(remove, view.id, name, desk.texter, desk.now())
    run.show(
        {"organization": view.name, "tag": name},
        [f"“{for_display(name)}” is no longer offered. Conversations that carry it keep it."],
    )


async def tag(run: Run, conversation: ConversationArgument, name: TagArgument) -> None:
    """Put a tag on a conversation."""
    await _set(run, conversation, name, on=True)


async def untag(run: Run, conversation: ConversationArgument, name: TagArgument) -> None:
    """Take a tag off a conversation."""
    await _set(run, conversation, name, on=False)


async def _set(run: Run, conversation: int, name: str, *, on: bool) -> None:
    from core.tags import set_tag, tag_choices, tag_named

    async with run.desk() as desk:
        meant = await tag_named(desk.reader, conversation, name)
        await set_tag(desk, conversation, meant.id, on=on)
        carried = [one.name for one in await tag_choices(desk.reader, conversation) if one.on]
    words = for_display(", ".join(carried)) if carried else "none"
    run.show({"conversation_id": conversation, "tags": carried}, [f"Tags: {words}."])


async def note(
    run: Run,
    conversation: ConversationArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What to remember.")],
) -> None:
    """Note something on a contact, to be seen in every campaign of the organization."""
    from core.notes import add_note

    async with run.desk() as desk:
        note_id = await add_note(desk, conversation, text)
    run.show({"note_id": note_id, "conversation_id": conversation}, ["Noted."])


async def notes(
    run: Run,
    conversation: ConversationArgument,
    remove: Annotated[
        int | None, typer.Option(metavar="NOTE", help="Take this note, one of yours, away.")
    ] = None,
) -> None:
    """List the notes on a contact, from every campaign, the newest first."""
    from core.notes import notes_on, remove_note

    async with run.desk() as desk:
        await desk.conversation(conversation)
        if remove is not None:
            await remove_note(desk, remove)
        found = await notes_on(desk.reader, conversation)
    run.show(
        {
            "notes": [
                {
                    "id": one.id,
                    "author": one.author,
                    "at": shapes.moment(one.at),
                    "body": one.body,
                    "campaign": one.campaign or None,
                }
                for one in found
            ]
        },
        _note_lines(found) if found else ["No notes on this contact."],
    )


def _note_lines(found: tuple[NoteView, ...]) -> Iterator[str]:
    from tui.widgets.when import moment_words

    for one in found:
        yield f"{one.id}  {for_display(one.author)}, {moment_words(one.at)}"
        yield from indented(one.body)


async def history(run: Run, conversation: ConversationArgument) -> None:
    """List what was texted with a contact in the organization's other campaigns."""
    from core.contact_history import contact_history

    async with run.desk() as desk:
        await desk.conversation(conversation)
        found = await contact_history(desk.reader, conversation)
    run.show(
        {
            "conversations": [
                {
                    "id": one.conversation_id,
                    "campaign": one.campaign,
                    "outcome": one.outcome.value,
                    "texts": one.texts,
                    "first_at": shapes.moment(one.first_at),
                    "last_at": shapes.moment(one.last_at),
                    "last": one.last,
                    "last_direction": None if one.last_at is None else one.last_direction.value,
                }
                for one in found
            ]
        },
        map(_past_line, found) if found else ["No other campaign texted with this contact."],
    )


def _past_line(one: PastConversation) -> str:
    from tui.widgets.when import moment_words

    texts = "1 text" if one.texts == 1 else f"{one.texts:,} texts"
    parts = [f"{one.conversation_id}", for_line(one.campaign, 60), texts]
    parts += [one.outcome.words] if one.outcome.words else []
    if one.last_at is not None:
        who = "" if one.last_direction is Direction.INBOUND else "we: "
        parts += [moment_words(one.last_at), who + for_line(one.last, 120)]
    return "  ".join(parts)
