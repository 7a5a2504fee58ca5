"""The command about a campaign's settings: script, QuickSend, hours, pace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from core.campaign_settings import CampaignChange, CampaignSettings
from core.errors import BadInput
from core.safe_text import for_display
from tui.commands.reading import indented
from tui.commands.running import Run, add_command
from tui.commands.shapes import Shape, hours_words


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    add_command(
        app,
        "campaign",
        "textbank campaign",
        'textbank campaign "Spring turnout" --administrator \\\n'
        "    --script \"Hi {firstName}, it's {texterFirstName} with {organization}. "
        'Will you vote?"',
        'textbank campaign "Spring turnout" --quick-send --pace 50 --administrator',
        'textbank campaign "Spring turnout" --hours 9:00-20:00 --administrator',
    )(campaign)


async def campaign(
    run: Run,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The campaign; else the only one there is.")
    ] = None,
    organization: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose, where several have one of the name.")
    ] = None,
    script: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help="The first message: {firstName}, {texterFirstName}, {organization}, any column "
            "of the list. Empty: texters write it themselves.",
        ),
    ] = None,
    script_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Read the script from a file in UTF-8.")
    ] = None,
    quick_send: Annotated[
        bool | None,
        typer.Option("--quick-send/--no-quick-send", help="Whether all may be sent at once."),
    ] = None,
    replies_at_once: Annotated[
        bool | None,
        typer.Option(
            "--replies-at-once/--replies-after",
            help="Whether replies are readable before the first messages are all sent.",
        ),
    ] = None,
    hours: Annotated[
        str | None,
        typer.Option(metavar="HOURS", help="When texts may leave: 8:00-21:00, off, organization."),
    ] = None,
    time_zone: Annotated[
        str | None,
        typer.Option(metavar="ZONE", help="Of contacts whose own is not known: America/Chicago."),
    ] = None,
    pace: Annotated[
        int | None, typer.Option(metavar="N", help="Texts a second on its line; 0 is no limit.")
    ] = None,
) -> None:
    """Show a campaign's settings; an administrator may change them."""
    from core.campaign_settings import (
        campaign_of,
        campaign_settings,
        change_campaign,
        parse_hours,
    )

    if script is not None and script_file is not None:
        raise typer.BadParameter("Give --script or --script-file, not both.")
    change = CampaignChange(
        script=script if script_file is None else _read(script_file),
        quick_send=quick_send,
        replies_at_once=replies_at_once,
        hours=None if hours is None else parse_hours(hours),
        time_zone=time_zone,
        texts_per_second=pace,
    )
    async with run.desk() as desk:
        campaign_id = await campaign_of(desk.reader, name, organization)
        if change != CampaignChange():
            await change_campaign(desk, campaign_id, change)
        view = await campaign_settings(desk.reader, campaign_id)
    run.show(_shape(view), _lines(view))


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig").strip("\n")
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is not UTF-8. Save it as UTF-8.") from error


def _shape(view: CampaignSettings) -> Shape:
    return {
        "id": view.id,
        "name": view.name,
        "organization": view.organization,
        "description": view.description,
        "line": view.line,
        "behavior": view.behavior,
        "script": view.script,
        "quick_send": view.quick_send,
        "replies_at_once": view.replies_at_once,
        "hours": hours_words(view.hours),
        "time_zone": view.time_zone or None,
        "texts_per_second": view.texts_per_second,
    }


def _lines(view: CampaignSettings) -> Iterator[str]:
    yield f"Campaign: {for_display(view.name)}, {for_display(view.organization)}"
    yield f"Line: {view.line}, {view.behavior}"
    if view.script:
        yield "First message:"
        yield from indented(view.script)
    else:
        yield "First message: none; texters write it themselves."
    yield "QuickSend: " + ("allowed" if view.quick_send else "not allowed")
    after = "at once" if view.replies_at_once else "once the first messages are sent"
    yield f"Replies are readable {after}."
    yield f"Texting hours: {view.hours_words}"
    yield f"Time zone of contacts not known: {view.time_zone or 'anywhere on the U.S. mainland'}"
    pace = view.texts_per_second
    yield "Pace of the line: " + (f"{pace:,} a second" if pace else "no limit")
