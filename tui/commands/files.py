"""Commands that read and write files: import a contact list, export the opt-outs."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.domain import Behavior
from core.errors import BadInput
from core.safe_text import for_display
from tui.commands import shapes
from tui.commands.administering import OrganizationOption
from tui.commands.running import Run, add_command
from tui.widgets.labels import counted_words

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from core.campaign_plan import CampaignPlan
    from core.importing import ImportProgress, ImportSummary

FIRST_ORGANIZATION = "My organization"
"""What an organization is called that nobody named."""


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    add_command(
        app,
        "import",
        'textbank import contacts.csv --campaign "Spring turnout" --provider type1',
        'textbank import uk.csv --campaign "Harbour" --provider type2 --country GB --texter jo',
        'textbank import contacts.csv --campaign "Spring" --provider twilio --line +12025550100',
    )(import_contact_list)
    export = typer.Typer(
        help="Write files for other programs.", rich_markup_mode=None, no_args_is_help=True
    )
    add_command(
        export,
        "opt-outs",
        "textbank export opt-outs > opt-outs.csv",
        "textbank export opt-outs --output opt-outs.csv",
        has_json=False,
    )(export_opt_outs)
    app.add_typer(export, name="export")


async def import_contact_list(
    run: Run,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV in UTF-8; its first line names the columns.")
    ],
    campaign: Annotated[str, typer.Option(metavar="NAME", help="Made if it is new.")],
    provider: Annotated[
        str,
        typer.Option(
            metavar="PROVIDER",
            help="type1 or type2, simulated; or the name of an account: see `providers`.",
        ),
    ],
    organization: OrganizationOption = None,
    line: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="The sending number; else a free one.")
    ] = None,
    country: Annotated[
        str, typer.Option(metavar="CODE", help="Of numbers without a country code.")
    ] = "US",
    description: Annotated[
        str, typer.Option(metavar="TEXT", help="Of a new campaign, for its texters.")
    ] = "",
    rejected: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where rows that are not used are listed."),
    ] = None,
) -> None:
    """Import a contact list into a campaign, as an assignment of the texter.

    A campaign is carried by the simulated network, with the opt-out behavior type1 or type2, or
    by an account at a provider, on the --line that is named.

    Rows that cannot be used are listed, with their line and the reason, in a file beside
    the list. Numbers that opted out are never texted.
    """
    from core.contact_file import ContactFile
    from core.importing import import_contacts
    from core.organizations import only_organization
    from core.phone_numbers import to_e164

    with ContactFile(file):
        pass  # Before a database is made for it.
    number = None if line is None else to_e164(line)
    async with run.desk(create=True) as desk:
        owner = organization or await only_organization(desk.reader) or FIRST_ORGANIZATION
        plan = await (await desk.database()).write(
            _plan, owner, campaign, provider, number, country, description
        )
        with _progress(shown=not run.as_json) as on_progress:
            summary = await import_contacts(
                desk,
                file,
                plan,
                desk.texter.name,
                report_path=rejected,
                on_progress=on_progress,
            )
    run.show(shapes.imported(summary, plan), _summary(summary, plan, desk.texter.name))


def _plan(
    connection: Connection,
    organization: str,
    campaign: str,
    provider: str,
    line: str | None,
    country: str,
    description: str,
) -> CampaignPlan:
    from core.account_rows import behavior_at, must_be_carrier
    from core.campaign_plan import CampaignPlan
    from core.campaigns import campaign_line, free_line
    from core.training.database import SIMULATOR

    line = line or campaign_line(connection, organization, campaign)
    gateway = SIMULATOR if provider in list(Behavior) else provider
    if gateway != SIMULATOR:
        must_be_carrier(connection, gateway)
    if gateway != SIMULATOR and line is None:
        raise BadInput(f"Name the line of “{provider}” that carries the campaign with --line.")
    line = line or free_line(connection, SIMULATOR)
    return CampaignPlan(
        organization=organization,
        campaign=campaign,
        behavior=Behavior(provider)
        if gateway == SIMULATOR
        else behavior_at(connection, gateway, line),
        line=line,
        provider=gateway,
        description=description,
        default_country=country,
    )


@contextmanager
def _progress(*, shown: bool) -> Iterator[Callable[[ImportProgress], None] | None]:
    """A bar on a terminal; nothing where nobody watches."""
    if not (shown and sys.stderr.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    console = Console(stderr=True, markup=False, highlight=False)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[rows]:,} rows", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("reading", total=1.0, rows=0)

        def on_progress(now: ImportProgress) -> None:
            progress.update(
                task, description=now.stage.value, completed=now.fraction, rows=now.rows
            )

        yield on_progress


def _summary(summary: ImportSummary, plan: CampaignPlan, texter: str) -> Iterator[str]:
    contacts = counted_words(summary.imported, "contact", "contacts")
    yield (
        f"{contacts} imported into “{for_display(plan.campaign)}” "
        f"({plan.behavior}, line {summary.line}) for {for_display(texter)}."
    )
    if summary.already_there:
        yield (
            f"{summary.already_there:,} were there already: {summary.updated:,} of them updated, "
            f"{summary.elsewhere:,} in another texter's assignment."
        )
    for count, one, many in (
        (
            summary.duplicates,
            "row with the number of a later row was left out.",
            "rows with the number of a later row were left out.",
        ),
        (summary.bad, "row could not be read.", "rows could not be read."),
        (
            summary.opted_out,
            "number opted out before: it is never texted.",
            "numbers opted out before: they are never texted.",
        ),
    ):
        if count:
            yield counted_words(count, one, many)
    if summary.asking:
        asks = counted_words(
            summary.asking,
            "of these contacts asks to opt out in another campaign, and waits for an answer",
            "of these contacts ask to opt out in other campaigns, and wait for an answer",
        )
        yield f"{asks}. See to that before texting: `textbank triage`."
    if summary.report_path is not None:
        yield f"Rows that were not used, and why: {for_display(str(summary.report_path))}"
    yield f"Assignment {summary.assignment_id}. Open it with `textbank`."


async def export_opt_outs(
    run: Run,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="Else it is printed.")] = None,
    organization: Annotated[
        str | None, typer.Option(metavar="NAME", help="Which one's; else everybody's.")
    ] = None,
) -> None:
    """Export every opt-out on record as CSV in UTF-8, with UTC times.

    The columns are those of `textbank opt-outs --json`. A file is written whole or not at all.
    """
    from core.atomic_file import atomic_text_file
    from core.exporting import export_opt_outs as export

    async with run.desk() as desk:
        if output is None:
            # UTF-8 and bare line ends, whatever the terminal's are.
            out = io.TextIOWrapper(sys.stdout.buffer, "utf-8", newline="", write_through=True)
            try:
                await export(desk.reader, out, organization, desk.now())
            finally:
                out.detach()
            return
        with atomic_text_file(output) as file:
            count = await export(desk.reader, file, organization, desk.now())
    opt_outs = counted_words(count, "opt-out", "opt-outs")
    print(f"{opt_outs} written to {for_display(str(output))}.")
