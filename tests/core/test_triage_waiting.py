"""What waits in triage though it is on no list, and what comes back to one to be decided."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from core import triage_claims, triage_queue
from core.blocks import record_block
from core.conversations import relist
from core.domain import Closing, Confirmation, Evidence
from core.errors import NotWaiting
from core.models import conversations
from core.triage import TriageSession
from core.triage_queue import waits_for
from core.views_triage import TriageOutcome
from tests.core import triage_world
from tests.core.triage_world import (
    KAI,
    LEO,
    MARIA,
    SAM,
    TriageScene,
    consistent,
    only,
    session_of,
)
from tests.core.world import ADMINISTRATOR, JO

both_types = triage_world.both_types
of_jo = triage_world.of_jo


async def unassign(scene: TriageScene, *ids: int) -> None:
    """Give these to no texter, as an import leaves them."""

    def do(connection: Connection) -> None:
        these = conversations.c.id.in_(ids)
        connection.execute(conversations.update().where(these).values(assignment_id=None))
        relist(connection, these)

    await scene.database.write(do)


async def test_a_keyword_of_a_contact_whom_no_texter_has_waits_for_an_administrator(
    scene: TriageScene, session: TriageSession
) -> None:
    maria, sam, leo = (scene.talk(number) for number in (MARIA, SAM, LEO))
    await unassign(scene, maria, sam, leo)
    async with session_of(scene, ADMINISTRATOR) as ada:
        mark = await ada.mark()
        for number in (MARIA, SAM, LEO, KAI):
            await scene.asks(number)

        assert await scene.waiting(session) == [scene.talk(KAI)]
        assert (await session.counts()).waiting == 1
        with pytest.raises(NotWaiting):
            await session.take(maria)
        assert await scene.waiting(ada) == [maria, sam, leo, scene.talk(KAI)]
        assert {one for one, _ in (await ada.changes(mark)).listed} == set(await scene.waiting(ada))
        assert (await ada.counts()).waiting == 4
        assert list(await ada.matching("is:keyword")) == await scene.waiting(ada)
        preview = await ada.preview_many([maria, leo])
        assert (preview.conversations, preview.confirmations, preview.gone) == (2, 1, 0)

        first, second = await ada.next(2)
        assert (first.conversation_id, first.assignment_id) == (maria, None)
        await ada.opt_out(first)
        await ada.not_an_opt_out(second)
        text_id = (await ada.mark()).text_id
        assert (await ada.opt_out_many([leo], text_id)).opted_out == 1
        assert await scene.waiting(ada) == [scene.talk(KAI)]
        assert (await ada.undo()).undone
        assert await scene.waiting(ada) == [leo, scene.talk(KAI)]
        wrong = await ada.wrong_number(await only(ada))
        assert wrong.outcome is TriageOutcome.WRONG_NUMBER
        await scene.pass_undo_window()

    record = await scene.opt_out_of(MARIA)
    assert (record["source"], record["confirmation"]) == ("administrator", Confirmation.SENT)
    await consistent(scene)


async def test_every_queue_is_read_in_its_order_from_an_index(scene: TriageScene) -> None:
    """Nothing is sorted, and nothing is looked at that does not wait: there may be 100,000."""
    of_all = f"FROM conversation c WHERE {waits_for(ADMINISTRATOR)}"
    of_one = triage_claims._HEAD_OF_ONE.replace("?5", "1")
    for sql, index in (
        (
            f"SELECT c.id, c.triage_rank {of_all} ORDER BY c.triage_rank DESC, c.id",
            "ix_conversation_triage_all",
        ),
        (f"SELECT count(*) {of_all}", "ix_conversation_triage_all"),
        (triage_claims._HEAD_OF_ALL.replace("?5", "0"), "ix_conversation_triage_all"),
        (of_one, "ix_conversation_triage"),
        (f"SELECT count(*) FROM conversation c WHERE {waits_for(JO)}", "ix_conversation_triage"),
    ):
        values = ("jo", 0, "[]", 5)[: max(int(n) for n in "1234" if f"?{n}" in sql)]
        plan = [row[3] for row in await scene.desk.reader.rows(f"EXPLAIN QUERY PLAN {sql}", values)]
        assert any(f"INDEX {index} " in f"{step} " for step in plan), plan
        # Equal ranks alone are put in the order of their ids.
        assert not any("TEMP B-TREE FOR ORDER BY" in step for step in plan), plan


async def test_what_others_hold_is_counted_from_the_claims(scene: TriageScene) -> None:
    for number in (MARIA, SAM, KAI):
        await scene.asks(number)
    async with session_of(scene) as jo, session_of(scene, ADMINISTRATOR) as ada:
        await ada.next(2)
        assert (await jo.counts()).held == 2
        assert (await ada.counts()).held == 0
    for texter in (JO, ADMINISTRATOR):
        sql = triage_queue._HELD.format(waits=waits_for(texter))
        rows = await scene.desk.reader.rows(f"EXPLAIN QUERY PLAN {sql}", ("jo", "", 0))
        plan = [row[3] for row in rows]
        assert plan[0] == "SCAN k"
        assert plan[1].startswith("SEARCH c USING INTEGER PRIMARY KEY")


@pytest.mark.parametrize("closing", Closing)
async def test_a_block_that_is_learned_brings_a_closed_conversation_back_to_be_opted_out(
    scene: TriageScene, session: TriageSession, closing: Closing
) -> None:
    """6: a refusal in a late report marks the conversation for opting out."""
    leo, line = scene.talk(LEO), scene.other.line_id
    await scene.texted(leo)
    await scene.desk.close_conversation(leo, closing)
    assert leo not in await scene.listed(scene.other.assignment_id)

    report = (line, LEO, Evidence.DELIVERY_REPORT, scene.clock())
    assert await scene.database.write(record_block, *report)

    assert leo in await scene.listed(scene.other.assignment_id)
    assert await scene.waiting(session) == [leo]
    # Closed again in spite of it, it stays closed: the same refusal is no news.
    await scene.desk.close_conversation(leo, closing)
    assert not await scene.database.write(record_block, *report)
    assert await scene.waiting(session) == []
    await consistent(scene)


async def test_a_block_does_not_bring_back_who_is_opted_out(
    scene: TriageScene, session: TriageSession
) -> None:
    leo = scene.talk(LEO)
    await scene.texted(leo)
    await scene.desk.close_conversation(leo, Closing.HIDDEN)
    await scene.desk.opt_out(leo)

    report = (scene.other.line_id, LEO, Evidence.REFUSAL, scene.clock())
    await scene.database.write(record_block, *report)

    assert await scene.waiting(session) == []
    assert leo not in await scene.listed(scene.other.assignment_id)
    await consistent(scene)
