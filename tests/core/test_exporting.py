"""Every opt-out on record, whole, and safe to open in a spreadsheet or a terminal."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from core import reader as reading
from core.desk import Desk
from core.domain import Behavior, OptOutSource
from core.errors import NotFound
from core.exporting import COLUMNS, OptOutRecord, export_opt_outs, opt_out_records
from core.models import texts
from core.opt_out import OptOutRequest, opt_out
from tests.core.world import DANA, MARIA, SAM, World, make_campaign, open_desk

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


async def exported(desk: Desk, organization: str | None = None) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    count = await export_opt_outs(desk.reader, out, organization)
    header, *rows = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert tuple(header) == COLUMNS
    assert len(rows) == count
    return [dict(zip(header, row, strict=True)) for row in rows]


async def records(desk: Desk) -> list[OptOutRecord]:
    return [record async for record in opt_out_records(desk.reader)]


async def texted(world: World, number: str, body: str) -> None:
    """The contact texts the line, and the text is received."""
    await world.simulator.say(world.line, number, body)
    await (await world.desk.worker()).receive_due()


def test_the_columns_are_the_documented_ones() -> None:
    assert COLUMNS == (
        "organization",
        "number",
        "campaign",
        "conversation",
        "who",
        "source",
        "also_by",
        "message",
        "behavior",
        "confirmation",
        "confirmation_reason",
        "at",
        "confirmed_at",
        "ended_at",
        "ended_how",
        "ended_by",
        "ended_reason",
        "opt_in_requested_at",
    )


async def test_without_an_opt_out_there_is_a_header_alone(desk: Desk) -> None:
    assert await exported(desk) == []
    assert await records(desk) == []


async def test_everything_that_an_opt_out_keeps_is_exported(database_path: Path) -> None:
    async with open_desk(database_path, clock=lambda: NOON) as desk:
        world = await make_campaign(desk, Behavior.TYPE_2)
        await texted(world, MARIA, "STOP")
        talk = world.conversation_with(MARIA)
        await desk.opt_out(talk)

        (row,) = await exported(desk)

        assert row == {
            "organization": "Open Roads",
            "number": MARIA,
            "campaign": "Spring turnout",
            "conversation": str(talk),
            "who": "jo",
            "source": "texter",
            "also_by": "",
            "message": "STOP",
            "behavior": "type2",
            "confirmation": "told",
            "confirmation_reason": (
                "Nothing was sent: the provider had already told this contact."
            ),
            "at": "2026-03-03T12:00:00.000+00:00",
            "confirmed_at": "2026-03-03T12:00:00.000+00:00",
            "ended_at": "",
            "ended_how": "",
            "ended_by": "",
            "ended_reason": "",
            "opt_in_requested_at": "",
        }
        (record,) = await records(desk)
        assert (record.at, record.confirmed_at, record.ended_at) == (NOON, NOON, None)
        assert (record.conversation, record.also_by) == (talk, ())


async def test_an_opt_out_taken_back_stays_on_record_with_its_end(desk: Desk) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1)
    await desk.opt_out(world.conversation_with(MARIA))
    assert (await desk.undo()).restored
    await desk.opt_out(world.conversation_with(MARIA))

    first, second = await exported(desk)

    assert (first["ended_how"], first["ended_by"], first["confirmation"]) == (
        "undo",
        "jo",
        "withdrawn",
    )
    assert timedelta() <= datetime.fromisoformat(first["ended_at"]) - datetime.fromisoformat(
        first["at"]
    )
    assert (second["number"], second["ended_at"], second["confirmation"]) == (MARIA, "", "pending")


async def test_everybody_whose_press_supports_an_opt_out_is_named(desk: Desk) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1)
    database = await desk.database()
    talk = world.conversation_with(MARIA)
    for index, author in enumerate(("jo", "sam", "jo", "ada", "sam")):
        request = OptOutRequest(f"press-{index}", author, conversation_id=talk)
        await database.write(opt_out, request, NOON)
    await desk.opt_out(world.conversation_with(SAM))

    first, second = await exported(desk)

    assert (first["who"], first["also_by"]) == ("jo", "sam; ada")
    assert (second["number"], second["also_by"]) == (SAM, "")


async def test_an_opt_out_without_a_conversation_has_empty_cells(desk: Desk) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1)
    request = OptOutRequest(
        "list",
        "ada",
        OptOutSource.IMPORT,
        organization_id=world.organization_id,
        number="+14155550199",
    )
    await (await desk.database()).write(opt_out, request, NOON)

    (row,) = await exported(desk)

    assert (row["number"], row["source"], row["confirmation"]) == (
        "+14155550199",
        "import",
        "no_conversation",
    )
    assert row["campaign"] == row["conversation"] == row["message"] == row["behavior"] == ""


async def test_the_opt_outs_of_one_organization_can_be_had_alone(desk: Desk) -> None:
    own = await make_campaign(desk, Behavior.TYPE_1)
    other = await make_campaign(desk, Behavior.TYPE_1, organization="Other", line="+12025550101")
    await desk.opt_out(own.conversation_with(MARIA))
    await desk.opt_out(other.conversation_with(SAM))

    assert [row["number"] for row in await exported(desk)] == [MARIA, SAM]
    assert [row["number"] for row in await exported(desk, "Other")] == [SAM]
    with pytest.raises(NotFound, match="There are: “Open Roads”, “Other”"):
        await exported(desk, "Nobody")


async def test_no_word_of_a_contact_runs_in_a_spreadsheet_or_a_terminal(desk: Desk) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1, organization="=Roads", campaign="+1+A1")
    await texted(world, MARIA, "=HYPERLINK(\x1b[31m)\u202e please stop texting me")
    await desk.opt_out(world.conversation_with(MARIA))

    (row,) = await exported(desk)

    assert row["organization"] == "'=Roads"
    assert row["campaign"] == "'+1+A1"
    assert row["number"] == MARIA
    assert row["message"] == "'=HYPERLINK([31m) please stop texting me"
    (record,) = await records(desk)
    assert record.organization == "=Roads"


async def test_every_hostile_body_makes_one_row_without_control_characters(desk: Desk) -> None:
    path = Path(__file__).parents[1] / "data" / "hostile-texts.json"
    cases = json.loads(path.read_text("utf-8"))
    numbers = [f"+1415556{index:04d}" for index in range(len(cases))]
    world = await make_campaign(desk, Behavior.TYPE_1, numbers)
    database = await desk.database()

    def ask(connection: Connection, case: dict[str, Any], number: str) -> None:
        talk = world.conversation_with(number)
        body = case["text"] * (case.get("repeat") or 1)
        text_id = connection.execute(
            texts.insert()
            .values(
                conversation_id=talk,
                line_id=world.line_id,
                number=number,
                kind="inbound",
                direction="in",
                body=body,
                at=NOON,
                state="received",
            )
            .returning(texts.c.id)
        ).scalar_one()
        request = OptOutRequest(number, "jo", conversation_id=talk, text_id=text_id)
        opt_out(connection, request, NOON)

    for case, number in zip(cases, numbers, strict=True):
        await database.write(ask, case, number)

    rows = await exported(desk)

    assert [row["number"] for row in rows] == numbers
    for case, row, record in zip(cases, rows, await records(desk), strict=True):
        message = row["message"]
        assert not any(mark in message for mark in case["must_not_emit"]), case["id"]
        assert not any(ord(c) < 32 and c != "\n" for c in message), case["id"]
        assert not message.startswith(("=", "+", "-", "@")), case["id"]
        assert record.message == case["text"] * (case.get("repeat") or 1)


async def test_a_long_export_comes_in_pieces_and_loses_nothing_between_them(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "CHUNK", 2)
    world = await make_campaign(desk, Behavior.TYPE_1)
    database = await desk.database()
    for number in (MARIA, SAM, DANA):
        for author in ("jo", "sam", "ada"):
            talk = world.conversation_with(number)
            request = OptOutRequest(f"{author} {number}", author, conversation_id=talk)
            await database.write(opt_out, request, NOON)

    rows = await exported(desk)

    assert [(row["number"], row["also_by"]) for row in rows] == [
        (number, "sam; ada") for number in (MARIA, SAM, DANA)
    ]
