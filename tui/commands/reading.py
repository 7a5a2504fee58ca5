"""Commands that only look: assignments, conversations, one conversation."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import chain
from typing import Annotated

import typer

from core.desk import Desk
from core.domain import Direction, ListFilter, ListSort, TextKind
from core.errors import BadInput, NotFound
from core.safe_text import for_display, for_line
from core.views import AssignmentView, ConversationRow, ConversationView, TextView
from core.views_search import SearchHit
from tui.commands import shapes
from tui.commands.running import Run, add_command

_ROWS_AT_ONCE = 500


class Filter(StrEnum):
    """What part of a list is printed."""

    ALL = "all"
    REPLY = "reply"
    OPT_OUT = "opt-out"
    UNREAD = "unread"
    AWAITING = "awaiting"

    @property
    def list_filter(self) -> ListFilter:
        """The core's word for it."""
        return ListFilter[self.name]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    add_command(app, "assignments", "textbank assignments --texter jo")(assignments)
    add_command(
        app,
        "conversations",
        "textbank conversations",
        "textbank conversations --assignment 2 --filter opt-out --json",
        "textbank conversations --filter awaiting --sort name",
    )(conversations)
    add_command(
        app,
        "search",
        "textbank search okafor",
        "textbank search 555-0134 --json",
        "textbank search polling place --limit 20",
    )(search)
    add_command(app, "show", "textbank show 17", "textbank show --number +14155550134 --json")(show)


async def assignments(run: Run) -> None:
    """List your assignments, those with the most to do first; an administrator's: everybody's."""
    async with run.desk() as desk:
        views = await desk.assignments()
    run.show(
        {"assignments": [shapes.assignment(view) for view in views]},
        map(_assignment_line, views)
        if views
        else ["No assignment is yours. Import a contact list, or name yourself with --texter."],
    )


def _assignment_line(view: AssignmentView) -> str:
    return (
        f"{view.id}  {for_display(view.campaign)}  {for_display(view.organization)}  "
        f"{view.behavior}  {view.line}  {view.conversations:,} on the list, "
        f"{view.unsent:,} unsent, {view.replies:,} to reply to, {view.requests:,} opt-out requests"
    )


async def conversations(
    run: Run,
    assignment: Annotated[
        int | None, typer.Option(metavar="ID", help="Of this assignment; else of all of yours.")
    ] = None,
    which: Annotated[Filter, typer.Option("--filter", help="What part of the list.")] = Filter.ALL,
    limit: Annotated[int, typer.Option(min=0, help="At most so many; 0 is all.")] = 100,
    sort: Annotated[
        ListSort,
        typer.Option(
            help="need, the default: replies waiting first, newest first. oldest: the longest "
            "waiting first. newest: the latest text first."
        ),
    ] = ListSort.NEED,
) -> None:
    """List conversations as the messenger does; those of several assignments one after another."""
    shown: list[tuple[int, ConversationRow]] = []
    total = 0
    async with run.desk() as desk:
        for view in await assignments_of(desk, assignment):
            counts = await desk.counts(view.id)
            total += getattr(counts, which.list_filter.value)
            room = limit - len(shown) if limit else None
            if room != 0:
                rows = await _rows(desk, view.id, which, sort, room)
                shown += [(view.id, row) for row in rows]
    left = total - len(shown)
    more = [f"{left:,} more. `--limit 0` lists all."] if left > 0 else []
    run.show(
        {
            "total": total,
            "conversations": [shapes.conversation_row(row, of) for of, row in shown],
        },
        chain((_row_line(row) for _, row in shown), more)
        if shown
        else ["No conversation is on this list."],
    )


async def assignments_of(desk: Desk, chosen: int | None) -> list[AssignmentView]:
    views = await desk.assignments()
    if chosen is None:
        return views
    found = [view for view in views if view.id == chosen]
    if not found:
        raise NotFound(
            f"No assignment {chosen} is {for_display(desk.texter.name)}'s. "
            "`textbank assignments` lists them."
        )
    return found


async def _rows(
    desk: Desk, assignment_id: int, which: Filter, sort: ListSort, limit: int | None
) -> list[ConversationRow]:
    ids: list[int] = []
    async for chunk, _ in desk.list_chunks(assignment_id, which.list_filter, sort):
        ids += chunk
        if limit is not None and len(ids) >= limit:
            break
    return await _rows_of(desk, ids[:limit])


async def _rows_of(desk: Desk, ids: list[int]) -> list[ConversationRow]:
    rows: dict[int, ConversationRow] = {}
    for start in range(0, len(ids), _ROWS_AT_ONCE):
        rows |= {row.id: row for row in await desk.rows(ids[start : start + _ROWS_AT_ONCE])}
    return [rows[each] for each in ids if each in rows]


def _row_line(row: ConversationRow) -> str:
    from tui.widgets.labels import REQUESTS
    from tui.widgets.when import moment_words

    marks = [words for words in (REQUESTS.get(row.request),) if words]
    marks += ["line blocked"] if row.blocked else []
    marks += ["not delivered"] if row.failed else []
    marks += ["needs reply"] if row.needs_reply else []
    marks += ["unread"] if row.unread else []
    parts = [f"{row.id}", for_line(row.name, 60), row.number, *marks]
    if row.at is not None:
        who = "" if row.preview_direction is Direction.INBOUND else "you: "
        parts += [moment_words(row.at), who + for_line(row.preview, 120)]
    return "  ".join(parts)


async def search(
    run: Run,
    words: Annotated[list[str], typer.Argument(metavar="WORDS")],
    assignment: Annotated[
        int | None, typer.Option(metavar="ID", help="The conversations of this one come first.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many.")] = 100,
) -> None:
    """Find conversations by name, by number or its last digits, or by words somebody wrote.

    All words must be there; each may be the beginning of a name, the last the beginning of a word.
    """
    from core.search import search as find

    async with run.desk() as desk:
        if assignment is not None:
            await assignments_of(desk, assignment)
        found = await find(desk, " ".join(words), assignment, limit)
        rows = {
            row.id: row for row in await _rows_of(desk, [hit.conversation_id for hit in found.hits])
        }
    more = ["There is more: give more words, or a higher --limit."] if found.more else []
    run.show(
        {
            "more": found.more,
            "hits": [shapes.search_hit(hit, rows[hit.conversation_id]) for hit in found.hits],
        },
        chain((_hit_line(hit, rows[hit.conversation_id]) for hit in found.hits), more)
        if found.hits
        else ["Nothing found. Try the beginning of a name, the last 4 digits of a number, or a "
              "word that somebody wrote."],
    )  # fmt: skip


def _hit_line(hit: SearchHit, row: ConversationRow) -> str:
    from tui.widgets.conversation_row import off_list
    from tui.widgets.when import moment_words

    parts = [f"{row.id}", for_line(row.name, 60), row.number, off_list(row)]
    if hit.text_id is not None and hit.at is not None:
        who = "" if hit.direction is Direction.INBOUND else "you: "
        parts += [moment_words(hit.at), who + for_line(hit.snippet, 120)]
    return "  ".join(part for part in parts if part)


async def show(
    run: Run,
    conversation: Annotated[int | None, typer.Argument(metavar="ID")] = None,
    number: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="The contact's number instead of the id.")
    ] = None,
) -> None:
    """Show one conversation: its texts, its behavior, and what Opt Out will do now."""
    if (conversation is None) == (number is None):
        raise typer.BadParameter("Give the id of a conversation, or --number.")
    async with run.desk() as desk:
        if number is not None:
            from core.finding import conversation_with
            from core.phone_numbers import to_e164

            conversation = await conversation_with(desk.reader, to_e164(number))
        if conversation is None:
            raise BadInput("Give the id of a conversation, or --number.")
        view = await desk.conversation(conversation)
    run.show(shapes.conversation(view), _transcript(view))


def _transcript(view: ConversationView) -> Iterator[str]:
    from tui.widgets.labels import REQUESTS
    from tui.widgets.when import moment_words

    yield f"Conversation {view.id}: {for_display(view.name)}, {view.number}"
    yield (
        f"Campaign: {for_display(view.campaign)}, {for_display(view.organization)}, "
        f"line {view.line}, {view.preview.behavior}"
    )
    if view.custom:
        fields = (f"{for_display(key)}: {for_display(value)}" for key, value in view.custom.items())
        yield f"Contact: {', '.join(fields)}"
    if view.older:
        yield f"{view.older:,} earlier texts are not shown."
    for text in view.texts:
        yield ", ".join(part for part in (moment_words(text.at), *_about(text, view)) if part)
        yield from indented(text.body)
        for link in text.media:
            yield f"    {for_display(link)}"
        if text.request in REQUESTS:
            yield f"    ({REQUESTS[text.request]})"
    if not view.texts:
        yield "No texts yet."
    if view.draft:
        yield "Draft:"
        yield from indented(view.draft)
    if view.closing is not None:
        yield f"Off the list: {view.closing.value.replace('_', ' ')}."
    if view.opted_out is not None:
        record = view.opted_out
        yield (
            f"{record.words} on {moment_words(record.at)} by {for_display(record.by)} "
            f"({record.source}). {record.explanation}"
        )
    else:
        yield f"Opt Out now: {view.preview.explanation}"
        if view.preview.sends:
            yield "The opt-out message:"
            yield from indented(view.preview.message)


def _about(text: TextView, view: ConversationView) -> Iterator[str]:
    from tui.widgets.transcript_lines import state_words

    if text.kind is TextKind.PROVIDER_NOTICE:
        yield "the provider"
    elif text.direction is Direction.INBOUND:
        yield for_display(view.name)
    else:
        yield for_display(text.author) if text.author else "you"
        yield {"initial": "initial message", "confirmation": "opt-out message"}.get(text.kind, "")
        yield state_words(text)


def indented(body: str) -> Iterator[str]:
    """The lines of a body, safe to print, each set in: none of them can pose as ours."""
    for line in for_display(body, multiline=True).split("\n"):
        yield f"    {line}"
