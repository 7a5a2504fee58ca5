"""Commands about an organization: its opt-outs, its settings, letting a number back in."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from core.clock import utc_now
from core.organizations import OrganizationView, organization_view
from core.safe_text import for_display, for_line
from core.texting_hours import describe
from tui.commands import shapes
from tui.commands.reading import indented
from tui.commands.running import Run, add_command

if TYPE_CHECKING:
    from core.exporting import OptOutRecord
    from core.unmatched_requests import UnmatchedRequest

OrganizationOption = Annotated[
    str | None,
    typer.Option("--organization", metavar="NAME", help="Which one; else the only one there is."),
]


class OnOff(StrEnum):
    """A setting that is switched."""

    ON = "on"
    OFF = "off"


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    add_command(
        app,
        "opt-in",
        'textbank opt-in +14155550134 --reason "Asked by mail to hear from us" --administrator',
    )(opt_in)
    add_command(
        app,
        "opt-outs",
        "textbank opt-outs --number +14155550134",
        "textbank opt-outs --requests --json",
        "textbank opt-outs --unmatched",
    )(opt_outs)
    add_command(
        app,
        "organization",
        "textbank organization",
        'textbank organization --set-message "Bye, {firstName}. No more texts." --administrator',
        "textbank organization --undo-seconds 10 --administrator",
        "textbank organization --hours 9:00-20:00 --administrator",
        "textbank organization --automatic-opt-out on --administrator",
        'textbank organization --request-words "lose my digits" --administrator',
    )(organization)
    add_command(app, "check", "textbank check", "textbank check --repair")(check)


async def check(
    run: Run,
    repair: Annotated[
        bool, typer.Option("--repair", help="Write the lists anew from the opt-outs on record.")
    ] = False,
) -> None:
    """Check that every list agrees with the opt-outs on record; repair them if asked."""
    from core.integrity import check as look
    from core.integrity import rebuild

    async with run.desk() as desk:
        database = await desk.database()
        if repair:
            await database.write(rebuild)
        findings = await database.write(look)
    lines = [f"{finding.problem} ({finding.count:,} times)" for finding in findings]
    if findings and not repair:
        lines.append("`textbank check --repair` writes the lists anew from the opt-outs on record.")
    run.show(
        {"problems": [{"problem": one.problem, "count": one.count} for one in findings]},
        lines or ["Every list agrees with the opt-outs on record."],
    )
    if findings:
        raise typer.Exit(1)


async def opt_in(
    run: Run,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="With its country code.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; it is kept.")],
    organization: OrganizationOption = None,
) -> None:
    """Let a number back in: an administrator's part, with a reason.

    The conversations that its opt-out removed come back. A provider's block stays.
    """
    from core.blocks import blocked_lines
    from core.phone_numbers import to_e164
    from core.undo import opt_in as let_in

    number = to_e164(number)
    async with run.desk() as desk:
        view = await organization_view(desk.reader, organization)
        opt_out_id = await (await desk.database()).write(
            let_in, view.id, number, reason, desk.texter, utc_now()
        )
        blocked_on = await blocked_lines(desk.reader, view.id, number)
    run.show(
        {
            "opt_out_id": opt_out_id,
            "number": number,
            "organization": view.name,
            "blocked_on": blocked_on,
        },
        [
            f"{number} is opted in again at {for_display(view.name)}.",
            *(
                f"The provider still blocks them on {line}, until they text START to it."
                for line in blocked_on
            ),
        ],
    )


async def opt_outs(
    run: Run,
    number: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="Of this number only.")
    ] = None,
    requests: Annotated[
        bool, typer.Option("--requests", help="Only whose contacts ask to be let back in.")
    ] = False,
    standing: Annotated[
        bool, typer.Option("--standing", help="Not those that were undone or opted in.")
    ] = False,
    unmatched: Annotated[
        bool,
        typer.Option(
            "--unmatched",
            help="Instead those who ask to opt out in words, are not, and have no conversation "
            "on the line that they texted.",
        ),
    ] = False,
    organization: Annotated[
        str | None, typer.Option(metavar="NAME", help="Which one's; else everybody's.")
    ] = None,
) -> None:
    """List the opt-outs on record, oldest first, those that ended too."""
    from core.exporting import opt_out_records
    from core.phone_numbers import to_e164
    from core.unmatched_requests import unmatched_requests

    wanted = None if number is None else to_e164(number)
    if unmatched:
        async with run.desk() as desk:
            found = [
                one
                for one in await unmatched_requests(desk.reader, organization)
                if wanted is None or one.number == wanted
            ]
        run.show(
            {"unmatched": [shapes.unmatched_request(one) for one in found]},
            map(_unmatched_line, found) if found else ["No request is without a conversation."],
        )
        return
    async with run.desk() as desk:
        records = [
            record
            async for record in opt_out_records(desk.reader, organization, desk.now())
            if (wanted is None or record.number == wanted)
            and (not requests or record.opt_in_requested_at is not None)
            and (not (requests or standing) or record.ended_at is None)
        ]
    run.show(
        {"opt_outs": [shapes.opt_out_record(record) for record in records]},
        map(_record_line, records) if records else ["No opt-out is on record."],
    )


def _unmatched_line(one: UnmatchedRequest) -> str:
    from tui.widgets.when import moment_words

    parts = [one.number, f"to {one.line}", moment_words(one.at), f"“{for_line(one.message, 60)}”"]
    if one.conversation is not None:
        parts.append(f"`textbank opt-out {one.conversation}` opts them out")
    return "  ".join(parts)


def _record_line(record: OptOutRecord) -> str:
    from tui.widgets.when import moment_words

    parts = [record.number, f"opted out {moment_words(record.at)}"]
    parts.append(f"by {for_display(record.who)} ({record.source})")
    parts += [f"also by {for_display(', '.join(record.also_by))}"] if record.also_by else []
    parts += [for_display(record.campaign)] if record.campaign else []
    parts.append(record.confirmation_reason)
    if record.ended_at is not None:
        ended = "undone" if record.ended_how == "undo" else "opted in again"
        parts.append(
            f"{ended} {moment_words(record.ended_at)} by {for_display(record.ended_by or '')}"
        )
        parts += [f"because: {for_display(record.ended_reason)}"] if record.ended_reason else []
    elif record.opt_in_requested_at is not None:
        parts.append(f"asks to be let back in since {moment_words(record.opt_in_requested_at)}")
    return "  ".join(parts)


async def organization(
    run: Run,
    organization: OrganizationOption = None,
    message: Annotated[
        str | None,
        typer.Option(
            "--set-message",
            metavar="TEXT",
            help="The opt-out message; {firstName}, {lastName}, {organization}, {campaign}.",
        ),
    ] = None,
    undo_seconds: Annotated[
        int | None, typer.Option(metavar="N", help="The undo window: 0 (off) to 60 seconds.")
    ] = None,
    confirm_unblocked: Annotated[
        bool | None,
        typer.Option(
            "--confirm-unblocked/--no-confirm-unblocked",
            help="Whether Type 2 lines that blocked nothing send the message.",
        ),
    ] = None,
    hours: Annotated[
        str | None,
        typer.Option(
            metavar="HOURS", help="When texts may leave, where the contact is: 8:00-21:00, or off."
        ),
    ] = None,
    hold_confirmations: Annotated[
        bool | None,
        typer.Option(
            "--hold-confirmations/--no-hold-confirmations",
            help="Whether these hours hold the opt-out message, too.",
        ),
    ] = None,
    automatic_opt_out: Annotated[
        OnOff | None,
        typer.Option(help="Whether a first reply that is only a keyword opts out by itself."),
    ] = None,
    automatic_words: Annotated[
        str | None,
        typer.Option(
            metavar="WORDS",
            help='These keywords: "stop, quit"; "" is those that the U.S. rules name.',
        ),
    ] = None,
    request_words: Annotated[
        str | None,
        typer.Option(
            metavar="PHRASES",
            help='Phrases to highlight as requests, too: "lose my digits, no more surveys".',
        ),
    ] = None,
) -> None:
    """Show an organization; an administrator may change its settings."""
    async with run.desk() as desk:
        view = await organization_view(desk.reader, organization)
        changes = (
            *(message, undo_seconds, confirm_unblocked, hours, hold_confirmations),
            *(automatic_opt_out, automatic_words, request_words),
        )
        if any(one is not None for one in changes):
            from core.campaign_settings import organization_hours

            wanted = None if hours is None else organization_hours(hours)
            database = await desk.database()
            from core.campaigns import change_organization

            await database.write(
                change_organization,
                view.id,
                desk.texter,
                utc_now(),
                message=message,
                confirm_unblocked_type_2=confirm_unblocked,
                undo_seconds=undo_seconds,
                hours=wanted,
                hold_confirmations=hold_confirmations,
                automatic_opt_out=None
                if automatic_opt_out is None
                else automatic_opt_out is OnOff.ON,
                automatic_words=automatic_words,
                request_words=request_words,
            )
            view = await organization_view(desk.reader, view.name)
    run.show(shapes.organization(view), _settings(view))


def _settings(view: OrganizationView) -> Iterator[str]:
    yield f"Organization: {for_display(view.name)}"
    yield "Opt-out message:"
    yield from indented(view.opt_out_message)
    yield "Undo window: " + (f"{view.undo_seconds} seconds" if view.undo_seconds else "off")
    sends = "sends it" if view.confirm_unblocked_type_2 else "does not send it"
    yield f"A Type 2 line that blocked nothing {sends}."
    yield f"Texting hours: {describe(view.hours)}"
    if view.hold_confirmations and view.hours is not None:
        yield "They hold the opt-out message, too."
    state = "on" if view.automatic_opt_out else "off"
    words = for_display(", ".join(view.automatic_words))
    yield f"Automatic opt-out: {state}, when a first reply is nothing but one of: {words}"
    if view.request_words:
        yield f"Read as requests, too: {for_display(', '.join(view.request_words))}"
    yield f"Opted out: {view.opt_outs:,}, of which {view.opt_in_requests:,} ask to be let back in"
