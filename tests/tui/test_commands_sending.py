"""First messages, QuickSend and follow-ups as commands, seen from outside."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.gateways import network_path
from core.providers.base import Outcome
from core.providers.simulator import Simulator
from tests.tui.command_line import DANA, MARIA, SAM, CommandLine

SCRIPT = "Hi {firstName}, it's {texterFirstName}. Is {City} home?"


@pytest.fixture
def textbank(tmp_path: Path) -> CommandLine:
    """A campaign with a script, and no texting hours; of Dana the city is not known."""
    line = CommandLine(tmp_path)
    line.import_contacts()
    line("organization", "--hours", "off", "--administrator")
    line("campaign", "--script", SCRIPT, "--administrator")
    return line


def test_the_script_is_filled_sent_and_read_on_the_phone(textbank: CommandLine) -> None:
    found = textbank.json("first-messages")
    assert [one["text"] for one in found["first_messages"]] == [
        "Hi Maria, it's Jo. Is Oakland home?",
        "Hi Sam, it's Jo. Is San José home?",
        "Hi Dana, it's Jo. Is {City} home?",
    ]
    assert found["first_messages"][2]["unfilled"] == ["{City}"]

    assert not textbank.json("send-first", "1")["already"]
    assert textbank.json("send-first", "1")["already"]
    textbank("send-pending")

    assert textbank.bodies_on(MARIA) == ["Hi Maria, it's Jo. Is Oakland home?"]


def test_a_field_with_nothing_to_say_is_named_and_nothing_is_sent(textbank: CommandLine) -> None:
    said = textbank.fails(1, "send-first", "3")

    assert "{City}" in said
    textbank("send-first", "3", "--text", "Hi {firstName}!")
    textbank("send-pending")
    assert textbank.bodies_on(DANA) == ["Hi Dana!"]


def test_all_at_once_only_where_allowed_with_what_was_passed_over(textbank: CommandLine) -> None:
    assert "QuickSend" in textbank.fails(4, "send-first", "--all")
    textbank("campaign", "--quick-send", "--administrator")
    textbank("opt-out", "2", "--yes")

    [run] = textbank.json("send-first", "--all")["runs"]

    assert (run["state"], run["queued"], run["unfilled"], run["opted_out"]) == ("finished", 1, 1, 1)
    assert textbank.bodies_on(MARIA) == ["Hi Maria, it's Jo. Is Oakland home?"]
    assert SCRIPT not in textbank.bodies_on(SAM)
    [state] = textbank.json("first-messages")["assignments"]
    assert (state["to_send"], state["without_field"], state["sent"]) == (0, 1, 1)


def test_importing_the_field_brings_back_what_was_set_aside(textbank: CommandLine) -> None:
    textbank("campaign", "--quick-send", "--administrator")
    textbank("send-first", "--all")
    again = textbank.write("again.csv", f"phone,City\n{DANA},Reno\n")

    textbank("import", again, "--campaign", "Spring turnout", "--provider", "type1")
    textbank("send-first", "--all")

    assert textbank.bodies_on(DANA) == ["Hi Dana, it's Jo. Is Reno home?"]
    assert len(textbank.bodies_on(MARIA)) == 1


def test_a_script_with_an_unknown_field_is_refused_by_name(textbank: CommandLine) -> None:
    said = textbank.fails(1, "campaign", "--script", "Hi {frstName}", "--administrator")

    assert "{frstName}" in said
    assert "{City}" in said
    assert textbank.json("campaign")["script"] == SCRIPT
    textbank.fails(4, "campaign", "--script", "Hi")


def test_settings_are_kept_and_shown(textbank: CommandLine) -> None:
    file = textbank.write("script.txt", "Hi {firstName}!\n")
    textbank(
        *("campaign", "--script-file", file, "--pace", "20", "--hours", "9-20:30"),
        *("--time-zone", "America/Chicago", "--replies-at-once", "--administrator"),
    )

    shown = textbank.json("campaign")

    assert shown["script"] == "Hi {firstName}!"
    assert (shown["texts_per_second"], shown["hours"]) == (20, "9:00-20:30")
    assert (shown["time_zone"], shown["replies_at_once"]) == ("America/Chicago", True)
    assert "Texting hours: 9:00" in textbank("campaign")
    for wrong in ("25:00-26:00", "9", "8:00-8:00", "9:75-10"):
        textbank.fails(1, "campaign", "--hours", wrong, "--administrator")
    textbank.fails(1, "campaign", "--time-zone", "Mars", "--administrator")
    textbank.fails(3, "campaign", "Autumn")
    textbank.fails(1, "organization", "--hours", "organization", "--administrator")
    textbank("campaign", "--hours", "organization", "--pace", "0", "--administrator")
    assert textbank.json("campaign")["hours"] is None


def test_replies_wait_for_the_first_messages_and_requests_do_not(textbank: CommandLine) -> None:
    for number, words in ((MARIA, "Yes, why?"), (SAM, "please stop texting me")):
        textbank("send-first", "1" if number == MARIA else "2")
        textbank("send-pending")
        textbank("phone", number, "--say", words)

    def listed() -> list[str]:
        rows = textbank.json("conversations", "--filter", "reply")["conversations"]
        return [row["number"] for row in rows]

    assert listed() == [SAM]
    assert "1 replies" in textbank("first-messages")
    textbank("send-first", "3", "--skip")
    assert set(listed()) == {MARIA, SAM}


def test_a_follow_up_goes_to_its_audience_and_nobody_else(textbank: CommandLine) -> None:
    for conversation in ("1", "2"):
        textbank("send-first", conversation)
    textbank("send-pending")
    textbank("phone", MARIA, "--say", "Yes")
    textbank("reply", "1", "Thank you!")
    adding = ("follow-up", "add", "Spring turnout", "--name", "Election day", "--script")
    textbank.fails(4, *adding, "Polls close at 8!")
    added = textbank.json(
        *adding, "Polls close at 8, {firstName}!", "--audience", "silent", "--administrator"
    )

    listed = textbank.json("follow-up", "list")
    assert [one["number"] for one in listed["pending"]] == [SAM]
    textbank("follow-up", "skip", str(added["follow_up_id"]), "2")
    textbank.fails(1, "follow-up", "send", "1", "2")
    textbank("follow-up", "skip", "1", "2", "--back")
    textbank("campaign", "--quick-send", "--administrator")
    [run] = textbank.json("follow-up", "send", "1", "--all")["runs"]

    assert run["queued"] == 1
    assert textbank.bodies_on(SAM)[1:] == ["Polls close at 8, Sam!"]
    assert "Polls close" not in " ".join(textbank.bodies_on(MARIA) + textbank.bodies_on(DANA))
    assert textbank.json("follow-up", "send", "1", "2")["already"]


def refuse(textbank: CommandLine, count: int) -> None:
    """Have the simulated network refuse the next texts."""

    async def configure() -> None:
        network = Simulator(network_path(textbank.database))
        await network.configure(refuse_next=count, refuse_outcome=Outcome.REFUSED)
        await network.close()

    asyncio.run(configure())


def test_refusals_are_told_end_with_1_and_are_sent_again(textbank: CommandLine) -> None:
    textbank("campaign", "--quick-send", "--script", "Hi {firstName}!", "--administrator")
    refuse(textbank, 3)

    ran = textbank.run("send-first", "--all")

    assert ran.code == 1
    assert "0 of 3 sent, 3 refused by the provider" in ran.out
    assert "Stopped: the provider refused the last 3 (SIM-NOT-TAKEN)." in ran.out
    assert "send-first --refused" in ran.out
    assert "not delivered  " in textbank("conversations")
    assert all(row["failed"] for row in textbank.json("conversations")["conversations"])
    [run] = textbank.json("send-first", "--refused")["runs"]
    assert (run["state"], run["sent"], run["refused"]) == ("finished", 3, 0)
    assert textbank.bodies_on(MARIA) == ["Hi Maria!"]
    assert textbank.json("send-first", "--refused")["runs"][0]["total"] == 0
    assert not any(row["failed"] for row in textbank.json("conversations")["conversations"])


def test_a_refused_one_is_sent_again_by_its_id_and_only_then(textbank: CommandLine) -> None:
    refuse(textbank, 1)
    textbank("send-first", "1")
    assert "1 failed\n  The provider refused it (SIM-NOT-TAKEN)." in textbank("send-pending")

    assert "Queued" in textbank("send-first", "1")
    textbank("send-pending")
    assert "It was sent before; nothing was sent now" in textbank("send-first", "1")
    assert textbank.bodies_on(MARIA) == ["Hi Maria, it's Jo. Is Oakland home?"]


def test_campaigns_without_quick_send_are_named_and_passed_over(textbank: CommandLine) -> None:
    textbank("campaign", "--quick-send", "--administrator")
    textbank.import_contacts(campaign="Autumn fair")
    textbank.import_contacts(campaign="Winter")
    textbank("campaign", "Winter", "--quick-send", "--administrator")

    ran = textbank.run("send-first", "--all")

    assert ran.code == 4
    assert "2 of 3 sent" in ran.out
    assert "Assignment 2: The campaign “Autumn fair” does not allow QuickSend" in ran.out
    assert "textbank campaign 'Autumn fair' --quick-send" in ran.out
    assert "Assignment 3: The campaign “Winter” has no script" in ran.out
    assert textbank.bodies_on(MARIA) == ["Hi Maria, it's Jo. Is Oakland home?"]


def test_where_nothing_sends_the_commands_say_so(textbank: CommandLine) -> None:
    assert "waited" not in textbank("reply", "1", "Hello?")
    with closing(sqlite3.connect(textbank.database)) as connection, connection:
        connection.execute("UPDATE text SET due_at = due_at - 600000000")

    said = textbank("reply", "2", "Hello?")

    assert "Queued: texts have waited here for 10 minutes, for nothing is sending; a run" in said
    assert "waits: no messenger is sending" in textbank("show", "1")


def test_an_import_names_those_who_ask_to_opt_out_elsewhere(textbank: CommandLine) -> None:
    textbank("phone", MARIA, "--say", "please stop texting me")
    contacts = textbank.write("again.csv", f"phone\n{MARIA}\n{SAM}\n")
    again = ("import", contacts, "--campaign", "Autumn fair", "--provider", "type1")

    said = textbank(*again)

    assert "1 of these contacts asks to opt out in another campaign" in said
    assert "`textbank triage`" in said
    assert textbank.json(*again)["asking"] == 1
