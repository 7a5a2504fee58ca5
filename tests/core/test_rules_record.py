"""Rules 14 and 15, and bodies kept as they arrived."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from core.domain import Closing, Confirmation, OptOutSource, TextKind
from core.models import audit_entries, opt_outs, presses, texts
from core.opt_out import OptOutRequest, opt_out
from core.providers.base import Outcome
from tests.core import rules_world
from tests.core.rules_world import AMY, CONTACT, ORGANIZATION, Scene
from tests.core.world import MARIA, SAM

scene = rules_world.either_type
type1 = rules_world.type1

HOSTILE = json.loads(
    (Path(__file__).parent.parent / "data" / "hostile-texts.json").read_text("utf-8")
)
BODIES = [
    *(body["text"] * (body.get("repeat") or 1) for body in HOSTILE),
    "lone \ud83d surrogate",
    "\udc00\ud800",
    "NUL \x00 inside",
    " \t\r\n spaces \u2028 kept \u2029 ",
    "",
]


# 14. Wrong number


async def test_wrong_number_is_its_own_outcome_and_no_opt_out(scene: Scene) -> None:
    await scene.texted()
    await scene.says("wrong number")

    await scene.desk.close_conversation(scene.maria, Closing.WRONG_NUMBER)

    assert scene.maria not in await scene.listed()
    assert await scene.rows(opt_outs) == []
    assert (await scene.desk.conversation(scene.maria)).closing is Closing.WRONG_NUMBER
    assert await scene.trail() == [("wrong_number", "jo")]
    await scene.pass_undo_window()
    assert await scene.messages() == 0
    # Opt Out is still there for them.
    assert (await scene.desk.opt_out(scene.maria)).sends


async def test_a_wrong_number_can_be_put_back(scene: Scene) -> None:
    await scene.desk.close_conversation(scene.maria, Closing.WRONG_NUMBER)

    await scene.desk.close_conversation(scene.maria, None)

    assert scene.maria in await scene.listed()


async def test_putting_an_opted_out_conversation_back_does_not_list_it(scene: Scene) -> None:
    await scene.desk.close_conversation(scene.maria, Closing.HIDDEN)
    await scene.desk.opt_out(scene.maria)

    await scene.desk.close_conversation(scene.maria, None)

    assert scene.maria not in await scene.listed()


# 15. What every opt-out keeps


async def test_every_opt_out_keeps_who_where_why_and_when(scene: Scene) -> None:
    await scene.texted()
    await scene.says("please stop texting me")
    pressed_at = scene.clock()
    await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()

    record = await scene.opt_out_of()
    [asked] = await scene.rows(texts, texts.c.id == record["text_id"])
    assert record["organization_id"] == scene.world.organization_id
    assert record["number"] == MARIA
    assert record["campaign_id"] == scene.world.campaign_id
    assert record["conversation_id"] == scene.maria
    assert (record["source"], record["author"]) == (OptOutSource.TEXTER, "jo")
    assert asked["body"] == "please stop texting me"
    assert record["behavior"] == scene.behavior
    assert record["line_id"] == scene.world.line_id
    assert record["at"] == pressed_at
    assert record["confirmation"] == Confirmation.SENT
    assert record["confirmed_at"] == scene.clock()
    assert record["ended_at"] is None


async def test_why_no_confirmation_was_sent_is_kept(scene: Scene) -> None:
    await scene.says("STOP")
    await scene.desk.opt_out(scene.maria)

    record = await scene.opt_out_of()
    assert (record["confirmation"] == Confirmation.TOLD) is scene.blocks
    view = await scene.desk.conversation(scene.maria)
    assert view.opted_out is not None
    assert ("already told" in view.opted_out.explanation) is scene.blocks


async def test_why_it_failed_is_kept(scene: Scene) -> None:
    await scene.simulator.configure(refuse_next=1, refuse_outcome=Outcome.REFUSED)
    await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()

    [confirmation] = await scene.confirmations()
    assert "refused" in confirmation["reason"]
    assert "SIM-NOT-TAKEN" in confirmation["reason"]


async def test_who_opted_in_why_and_when_is_kept_and_so_is_the_next_opt_out(scene: Scene) -> None:
    await scene.desk.opt_out(scene.maria)
    await scene.pass_undo_window()
    await scene.opt_in(reason="called the office")
    await scene.desk_of(AMY).opt_out(scene.maria)

    first, second = await scene.rows(opt_outs)
    assert (first["ended_how"], first["ended_by"]) == ("opt_in", "ada")
    assert (first["ended_reason"], first["ended_at"]) == ("called the office", scene.clock())
    assert (second["author"], second["ended_at"]) == ("amy", None)
    assert await scene.trail() == [("opt_out", "jo"), ("opt_in", "ada"), ("opt_out", "amy")]
    details = [row["detail"] for row in await scene.rows(audit_entries)]
    assert "called the office" in details


async def test_the_reason_of_an_import_is_kept(scene: Scene) -> None:
    request = OptOutRequest(
        "import-7",
        "ada",
        OptOutSource.IMPORT,
        organization_id=scene.world.organization_id,
        number=MARIA,
        reason="list of 2024",
    )
    await scene.database.write(opt_out, request, scene.clock())

    [entry] = await scene.rows(audit_entries)
    assert (entry["source"], entry["detail"]) == (OptOutSource.IMPORT, "list of 2024")


async def test_nothing_is_deleted(scene: Scene) -> None:
    """Whatever happens to an opt-out, rows are added and none goes."""
    tables = (texts, opt_outs, presses, audit_entries)

    async def sizes() -> list[int]:
        return [
            await scene.database.write(
                lambda connection, table=table: connection.execute(
                    select(func.count()).select_from(table)
                ).scalar_one()
            )
            for table in tables
        ]

    before = await sizes()
    await scene.texted()
    for step in (
        scene.desk.reply(scene.maria, "one more"),
        scene.desk.opt_out(scene.maria),
        scene.desk.undo(),
        scene.says("STOP"),
        scene.desk.opt_out(scene.maria),
        scene.desk_of(AMY).opt_out(scene.maria),
        scene.pass_undo_window(),
        scene.says("START"),
        scene.opt_in(),
        scene.desk.opt_out(scene.maria),
        scene.desk.undo(),
    ):
        await step
        after = await sizes()
        assert all(new >= old for new, old in zip(after, before, strict=True))
        before = after
    assert [row["withdrawn_at"] is not None for row in await scene.presses()] == [
        True,
        False,
        False,
        True,
    ]


async def test_a_change_of_the_organizations_settings_is_on_the_trail(scene: Scene) -> None:
    await scene.set_undo_seconds(9)

    assert await scene.trail() == [("organization_changed", "ada")]


# Bodies as they arrived


async def test_hostile_bodies_are_stored_as_they_arrived(type1: Scene) -> None:
    for body in BODIES:
        await type1.says(body)

    stored = await type1.rows(texts, texts.c.kind == TextKind.INBOUND)
    view = await type1.desk.conversation(type1.maria)
    assert [row["body"] for row in stored] == BODIES
    assert sorted(text.body for text in view.texts) == sorted(BODIES)
    for text in view.texts:
        if text.span is not None:
            assert 0 <= text.span.start < text.span.end <= len(text.body)
    assert [body for _, body in await type1.phone()] == BODIES
    rows = await type1.desk.rows([type1.maria])
    assert rows[0].preview in BODIES


async def test_hostile_bodies_leave_as_they_were_written(type1: Scene) -> None:
    bodies = [body for body in BODIES if body.strip() and len(body) <= 1_600]
    for body in bodies:
        await type1.desk.reply(type1.maria, body)
    await type1.worker.send_due()

    assert await type1.phone() == [(ORGANIZATION, body) for body in bodies]


@pytest.mark.parametrize("body", ["\ud83d", "draft \udc00 \x00 \x1b[2J"])
async def test_drafts_are_kept_to_the_letter(type1: Scene, body: str) -> None:
    await type1.desk.save_draft(type1.maria, body)

    assert (await type1.desk.conversation(type1.maria)).draft == body


async def test_hostile_names_and_messages_reach_the_phone_to_the_letter(type1: Scene) -> None:
    await type1.change(message="Bye {firstName} \x1b[31m\u202e {{firstName}} %s {0}")
    await type1.desk.opt_out(type1.world.conversation_with(SAM))
    await type1.pass_undo_window()

    assert await type1.phone(SAM) == [
        (ORGANIZATION, "Bye Sam \x1b[31m\u202e {Sam} %s {0}"),
    ]
    assert CONTACT not in [who for who, _ in await type1.phone(SAM)]
