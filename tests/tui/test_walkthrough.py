"""A texter's work end to end, on a real file, with a real worker and a simulated network.

Import, a text that asks to opt out, the highlight, Opt Out, the confirmation; then what is on
record, what the contact's phone shows, and that nothing can be sent any more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from textual.color import Color

from core.campaign_plan import CampaignPlan
from core.desk import Desk
from core.domain import Behavior
from core.errors import SendingRefused
from core.importing import import_contacts
from core.providers.simulator import OPT_OUT_MESSAGE, PhoneKind, PhoneState, PhoneText, Simulator
from tests.core.world import JO, LINE, MARIA, SAM, open_desk, simulator_of
from tests.tui.driving import Driven, drawn, messenger, until
from tui.themes import LIGHT

MESSAGE = "You are now opted-out and will receive no further messages."
CONTACTS = (
    "First Name,Last Name,Cell,City\n"
    "Maria,Lopez,(415) 555-0101,Oakland\n"
    "Sam,Okafor,+1 415 555 0102,Berkeley\n"
)
BLOCKED = (
    "The provider has already told this contact and blocked the line. "
    "Opting out records it; nothing is sent."
)
NOT_RECOGNIZED = (
    "The provider did not recognize this request: nothing is blocked and nobody has told the "
    "contact. Opting out records it and sends your organization's opt-out message."
)
NOTHING_YET = (
    "Nothing is blocked until you press Opt Out. "
    "Opting out records it and sends your organization's opt-out message."
)

PROVIDER, ORGANIZATION, CONTACT = "provider", "organization", "contact"


async def imported(desk: Desk, folder: Path, behavior: Behavior) -> dict[str, int]:
    """Import the contact list; return the conversation of each number."""
    path = folder / "contacts.csv"
    path.write_text(CONTACTS, encoding="utf-8")
    plan = CampaignPlan("Open Roads", "Spring turnout", behavior, LINE)
    summary = await import_contacts(desk, path, plan, JO.name)
    assert (summary.imported, summary.bad) == (2, 0)
    rows = await desk.reader.rows("SELECT number, id FROM conversation")
    return {number: conversation_id for number, conversation_id in rows}


async def phone(simulator: Simulator, number: str = MARIA) -> list[tuple[str, str, PhoneState]]:
    """What the contact sees: who said what, and whether it arrived."""

    def speaker(text: PhoneText) -> str:
        if text.from_contact:
            return CONTACT
        return PROVIDER if text.kind is PhoneKind.NOTICE else ORGANIZATION

    return [(speaker(text), text.body, text.state) for text in await simulator.phone(number)]


def record(path: Path, number: str = MARIA) -> dict[str, object]:
    """The opt-out that stands for a number, read by another program."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute(
            "SELECT x.*, t.body AS asked FROM opt_out x LEFT JOIN text t ON t.id = x.text_id "
            "WHERE x.number = ? AND x.ended_at IS NULL",
            (number,),
        ).fetchall()
        assert len(rows) == 1
        return dict(rows[0])


def highlighted(driven: Driven) -> list[str]:
    """The stretches of the transcript that stand on the color of the highlight."""
    wanted = Color.parse(LIGHT.variables["highlight-background"]).rich_color.triplet
    widget = driven.transcript
    found: list[str] = []
    for strip in widget.render_lines(widget.size.region):
        for segment in strip:
            color = segment.style.bgcolor if segment.style else None
            if color is not None and color.triplet == wanted:
                found.append(segment.text)
    return found


def marks(driven: Driven) -> Iterator[str]:
    """The lines of the transcript that carry the mark of a request."""
    return (line for line in drawn(driven.transcript) if line.lstrip().startswith("▌"))


async def arrives(driven: Driven, simulator: Simulator, number: str, body: str) -> None:
    """The contact texts; wait until the text is on the list."""
    await simulator.say(LINE, number, body)
    await driven.shows(body[:12], driven.list_text)


async def opt_out_for_good(driven: Driven) -> None:
    """Let the texts that wait for the end of the undo window leave now."""
    worker = await driven.desk.worker()
    await worker.send_due(ignore_hold=True)
    await worker.receive_due()


async def test_stop_under_type_1_from_import_to_silence(
    database_path: Path, tmp_path: Path
) -> None:
    async with open_desk(database_path) as other:
        talks = await imported(other, tmp_path, Behavior.TYPE_1)
        simulator = await simulator_of(other)
        async with messenger(database_path) as driven:
            await arrives(driven, simulator, MARIA, "STOP")
            await driven.select(talks[MARIA])
            await driven.shows("asks to opt out", driven.transcript_text)

            assert "opt out: STOP" in driven.list_text()
            assert highlighted(driven) == ["STOP"]
            assert any("STOP" in line for line in marks(driven))
            assert "asks to opt out · keyword" in driven.transcript_text()
            assert "Provider type 1" in driven.side_text()
            assert NOTHING_YET in driven.side_text()

            await driven.ask_to_opt_out()
            asked = driven.dialog_text()
            assert "Are you sure you want to opt out Maria Lopez (+1 415 555 0101)?" in asked
            assert "STOP" in asked
            assert NOTHING_YET in asked
            assert MESSAGE in asked
            await driven.press("enter")

            await until(lambda: talks[MARIA] not in driven.ids, "the row leaves")
            await driven.opened(talks[SAM])
            assert "Maria" not in driven.list_text()
            await driven.shows("Maria Lopez is opted out.", driven.notice_text)
            assert "z or f9 undoes" in driven.notice_text()
            # Held for the undo window, and not a moment shorter.
            assert [body for _, body, _ in await phone(simulator)] == ["STOP"]
            await opt_out_for_good(driven)

            assert await phone(simulator) == [
                (CONTACT, "STOP", PhoneState.DELIVERED),
                (ORGANIZATION, MESSAGE, PhoneState.DELIVERED),
            ]
            with pytest.raises(SendingRefused):
                await driven.desk.reply(talks[MARIA], "One more thing…")
            assert not driven.toasts
        with pytest.raises(SendingRefused):
            await other.reply(talks[MARIA], "One more thing…")
        assert len(await phone(simulator)) == 2
    kept = record(database_path)
    assert (kept["author"], kept["source"], kept["behavior"]) == ("jo", "texter", "type1")
    assert (kept["asked"], kept["confirmation"]) == ("STOP", "sent")
    assert kept["conversation_id"] == talks[MARIA]


async def test_stop_under_type_2_from_import_to_silence(
    database_path: Path, tmp_path: Path
) -> None:
    async with open_desk(database_path) as other:
        talks = await imported(other, tmp_path, Behavior.TYPE_2)
        simulator = await simulator_of(other)
        async with messenger(database_path) as driven:
            await arrives(driven, simulator, MARIA, "STOP")
            await driven.select(talks[MARIA])
            await driven.shows("asks to opt out", driven.transcript_text)

            assert highlighted(driven) == ["STOP"]
            assert "asks to opt out · keyword" in driven.transcript_text()
            assert "The provider told this contact" in driven.transcript_text()
            assert "⊘" in driven.list_text()
            assert "⊘ blocked" in driven.top_text()
            assert "Provider type 2" in driven.side_text()
            assert BLOCKED in driven.side_text()

            # A reply after the block is kept as blocked: never as sent, and never tried again.
            await driven.press("r", *"sorry", "enter")
            await driven.shows("sorry", driven.transcript_text)
            await driven.shows("not delivered", driven.transcript_text)
            assert "✓ delivered" not in driven.transcript_text()
            assert await other.reader.rows(
                "SELECT state, body FROM text WHERE kind IN ('reply', 'initial')"
            ) == [("blocked", "sorry")]
            await driven.press("escape")

            await driven.ask_to_opt_out()
            assert BLOCKED in driven.dialog_text()
            assert MESSAGE not in driven.dialog_text()
            await driven.press("y")

            await until(lambda: talks[MARIA] not in driven.ids, "the row leaves")
            await driven.opened(talks[SAM])
            assert "Maria" not in driven.list_text()
            await driven.shows("Nothing is sent.", driven.notice_text)
            await opt_out_for_good(driven)

            assert await phone(simulator) == [
                (CONTACT, "STOP", PhoneState.DELIVERED),
                (PROVIDER, OPT_OUT_MESSAGE, PhoneState.DELIVERED),
            ]
            with pytest.raises(SendingRefused):
                await driven.desk.reply(talks[MARIA], "One more thing…")
            assert not driven.toasts
        assert len(await phone(simulator)) == 2
    kept = record(database_path)
    assert (kept["author"], kept["source"], kept["behavior"]) == ("jo", "texter", "type2")
    assert (kept["asked"], kept["confirmation"]) == ("STOP", "told")


async def test_a_request_in_own_words_under_type_2_is_answered_by_the_organization(
    database_path: Path, tmp_path: Path
) -> None:
    words = "No, please stop texting me"
    async with open_desk(database_path) as other:
        talks = await imported(other, tmp_path, Behavior.TYPE_2)
        simulator = await simulator_of(other)
        async with messenger(database_path) as driven:
            await arrives(driven, simulator, MARIA, words)
            await driven.select(talks[MARIA])
            await driven.shows("asks to opt out", driven.transcript_text)

            assert "asks to opt out · in own words" in driven.transcript_text()
            assert "stop texting" in "".join(highlighted(driven))
            assert "told this contact" not in driven.transcript_text()
            assert "⊘" not in driven.list_text() + driven.top_text()
            assert NOT_RECOGNIZED in driven.side_text()

            await driven.ask_to_opt_out()
            assert NOT_RECOGNIZED in driven.dialog_text()
            assert MESSAGE in driven.dialog_text()
            await driven.press("enter")
            await until(lambda: talks[MARIA] not in driven.ids, "the row leaves")
            await driven.shows("Your organization's message will be sent.", driven.notice_text)
            await opt_out_for_good(driven)

            assert await phone(simulator) == [
                (CONTACT, words, PhoneState.DELIVERED),
                (ORGANIZATION, MESSAGE, PhoneState.DELIVERED),
            ]
            with pytest.raises(SendingRefused):
                await driven.desk.reply(talks[MARIA], "One more thing…")
    kept = record(database_path)
    assert (kept["behavior"], kept["asked"], kept["confirmation"]) == ("type2", words, "sent")
