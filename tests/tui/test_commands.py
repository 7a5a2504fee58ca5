"""Everything a texter can do is also a command, and does the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.providers.simulator import OPT_OUT_MESSAGE
from core.training.library import shipped_scenarios
from tests.tui.command_line import DANA, MARIA, OUR_MESSAGE, SAM, CommandLine


@pytest.fixture
def textbank(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


def opt_in(textbank: CommandLine, number: str) -> None:
    textbank("opt-in", number, "--reason", "Asked by mail", "--administrator")


# --- From the contact list to the phone, both types ------------------------------------------


def test_a_keyword_under_type_1_from_import_to_opt_in(textbank: CommandLine) -> None:
    textbank.import_contacts("type1")
    maria = textbank.json("show", "--number", MARIA)["id"]
    textbank("reply", str(maria), "Hi Maria, will you vote on Tuesday?")
    assert textbank.json("send-pending")["states"] == {"delivered": 1}

    textbank("phone", MARIA, "--say", "STOP")

    row = textbank.conversation_with(MARIA)
    assert row is not None
    assert (row["request"], row["needs_reply"], row["blocked"]) == ("keyword", True, False)
    pressed = textbank.json("opt-out", str(maria), "--yes")
    assert (pressed["sends"], pressed["confirmation"]) == (True, "pending")
    assert textbank.conversation_with(MARIA) is None
    textbank("send-pending", "--now")
    textbank("send-pending", "--now")
    assert textbank.bodies_on(MARIA) == [
        "Hi Maria, will you vote on Tuesday?",
        "STOP",
        OUR_MESSAGE,
    ]
    assert "opted out" in textbank.fails(1, "reply", str(maria), "Are you sure?")
    textbank("send-pending", "--now")
    assert len(textbank.bodies_on(MARIA)) == 3
    opt_in(textbank, MARIA)
    assert textbank.conversation_with(MARIA) is not None


def test_a_keyword_under_type_2_from_import_to_opt_in(textbank: CommandLine) -> None:
    textbank.import_contacts("type2")
    maria = textbank.json("show", "--number", MARIA)["id"]
    textbank("reply", str(maria), "Hi Maria, will you vote on Tuesday?")
    textbank("send-pending")

    textbank("phone", MARIA, "--say", "STOP")

    row = textbank.conversation_with(MARIA)
    assert row is not None
    assert (row["request"], row["blocked"]) == ("keyword", True)
    textbank("reply", str(maria), "Sorry to hear that!")
    assert textbank.json("send-pending")["states"] == {"blocked": 1}
    pressed = textbank.json("opt-out", str(maria), "--yes")
    assert (pressed["sends"], pressed["confirmation"]) == (False, "told")
    textbank("send-pending", "--now")
    assert textbank.bodies_on(MARIA) == [
        "Hi Maria, will you vote on Tuesday?",
        "STOP",
        OPT_OUT_MESSAGE,
    ]
    assert "opted out" in textbank.fails(1, "reply", str(maria), "Are you sure?")
    opt_in(textbank, MARIA)
    assert textbank.conversation_with(MARIA) is not None
    assert textbank.json("show", str(maria))["blocked"], "the provider's block stays"


def test_a_request_in_own_words_under_type_2_is_confirmed_once(textbank: CommandLine) -> None:
    textbank.import_contacts("type2")
    sam = textbank.json("show", "--number", SAM)["id"]

    textbank("phone", SAM, "--say", "please stop texting me")

    shown = textbank.json("show", str(sam))
    assert (shown["request"], shown["blocked"]) == ("request", False)
    assert shown["opt_out_now"]["sends"]
    assert textbank.json("opt-out", str(sam), "--yes")["sends"]
    textbank("send-pending", "--now")
    textbank("send-pending", "--now")
    assert textbank.bodies_on(SAM) == ["please stop texting me", OUR_MESSAGE]


# --- What the commands say -------------------------------------------------------------------


def test_a_transcript_says_the_behavior_and_what_opt_out_will_do_now(
    textbank: CommandLine,
) -> None:
    textbank.import_contacts("type2")
    textbank("phone", MARIA, "--say", "STOP")

    lines = textbank("show", "--number", MARIA).splitlines()

    assert "    STOP" in lines
    assert "    (asks to opt out · keyword)" in lines
    assert (
        "Opt Out now: The provider has already told this contact and blocked the line. "
        "Opting out records it; nothing is sent."
    ) in lines


def test_a_text_that_the_provider_blocks_is_shown_as_not_delivered(textbank: CommandLine) -> None:
    textbank.import_contacts("type2")
    textbank("phone", MARIA, "--say", "STOP")

    lines = textbank("phone", MARIA, "--say", "Hello?").splitlines()

    assert lines[-1] == "    Hello?"
    assert lines[-2].endswith(", Not delivered")
    assert textbank.json("phone", MARIA, "--say", "Hello?")["said"] == {"delivered": False}


def test_opting_out_says_until_when_undo_works_and_undo_takes_it_back(
    textbank: CommandLine,
) -> None:
    textbank.import_contacts("type1")
    textbank("organization", "--undo-seconds", "60", "--administrator")

    said = textbank("opt-out", "1")

    assert "Maria Lopez, +14155550101, is opted out." in said
    assert "`textbank undo` takes it back until " in said
    held = textbank.json("send-pending")
    assert held["states"] == {"queued": 1}
    assert held["next_due"] is not None
    assert "taken back" in textbank("undo")
    assert textbank.conversation_with(MARIA) is not None
    textbank("send-pending", "--now")
    assert textbank.bodies_on(MARIA) == []
    assert "no opt-out of yours" in textbank.fails(1, "undo")


def test_undo_says_plainly_when_it_is_too_late(textbank: CommandLine) -> None:
    textbank.import_contacts("type1")
    textbank("opt-out", "1")
    textbank("send-pending", "--now")

    assert "too late" in textbank.fails(1, "undo")
    assert textbank.conversation_with(MARIA) is None


def test_without_an_undo_window_opting_out_says_that_it_stands(textbank: CommandLine) -> None:
    textbank.import_contacts("type1")
    textbank("organization", "--undo-seconds", "0", "--administrator")

    assert "It stands." in textbank("opt-out", "1")
    assert textbank.json("send-pending")["states"] == {"delivered": 1}


def test_lists_are_filtered_and_limited(textbank: CommandLine) -> None:
    textbank.import_contacts("type1")
    textbank("phone", SAM, "--say", "who is this")
    textbank("phone", DANA, "--say", "take me off your list")

    def names(*options: str) -> list[str]:
        rows = textbank.json("conversations", *options)["conversations"]
        return [row["name"] for row in rows]

    assert names() == ["Dana Fox", "Sam Okafor", "Maria Lopez"]
    assert names("--filter", "reply") == ["Dana Fox", "Sam Okafor"]
    assert names("--filter", "opt-out") == ["Dana Fox"]
    assert names("--limit", "1") == ["Dana Fox"]
    assert names("--limit", "0") == names()
    assert "2 more." in textbank("conversations", "--limit", "1")
    assert names("--assignment", "1") == names()


def test_a_texter_sees_their_own_assignments_and_an_administrator_everybodys(
    textbank: CommandLine,
) -> None:
    textbank.import_contacts("type1")
    textbank.import_contacts("type2", "Harbour appeal", texter="maxine")

    def campaigns(*options: str) -> set[str]:
        return {one["campaign"] for one in textbank.json("assignments", *options)["assignments"]}

    assert campaigns() == {"Spring turnout"}
    assert campaigns("--texter", "maxine") == {"Harbour appeal"}
    assert campaigns("--administrator") == {"Spring turnout", "Harbour appeal"}
    assert campaigns("--texter", "nobody") == set()
    assert "No assignment 2 is jo's" in textbank.fails(3, "conversations", "--assignment", "2")


def test_global_options_stand_before_or_after_the_command(
    textbank: CommandLine, tmp_path: Path
) -> None:
    other = tmp_path / "elsewhere" / "other.sqlite"
    contacts = textbank.write("contacts.csv", f"phone\n{MARIA}\n")
    importing = ["import", contacts, "--campaign", "Other", "--provider", "type1"]

    textbank("--database", other, "--texter", "ada", *importing)

    assert "Other" in textbank("assignments", "--database", other, "--texter", "ada")
    assert "Other" in textbank("--administrator", "assignments", "--database", other)
    assert "Other" not in textbank("--database", other, "assignments", "--texter", "jo")
    assert not textbank.database.exists()


def test_the_commands_own_option_wins_over_the_one_before_it(textbank: CommandLine) -> None:
    textbank.import_contacts("type1")

    assert "Spring turnout" in textbank("--texter", "nobody", "assignments", "--texter", "jo")


def test_a_hidden_conversation_returns_when_the_contact_writes(textbank: CommandLine) -> None:
    textbank.import_contacts("type1")

    textbank("hide", "2")
    assert textbank.conversation_with(SAM) is None
    textbank("phone", SAM, "--say", "one more thing")
    assert textbank.conversation_with(SAM) is not None

    assert "not an opt-out" in textbank("wrong-number", "2")
    assert textbank.conversation_with(SAM) is None
    textbank("wrong-number", "2", "--back")
    assert textbank.conversation_with(SAM) is not None
    assert textbank.json("organization")["opt_outs"] == 0


def test_a_reply_is_read_from_standard_input_to_the_letter(textbank: CommandLine) -> None:
    textbank.import_contacts("type1")

    textbank("reply", "1", "-", typed="Olá! 🎉\nTwo lines, “quoted”\n".encode())
    textbank("send-pending")

    assert textbank.bodies_on(MARIA) == ["Olá! 🎉\nTwo lines, “quoted”"]


def test_an_administrator_sets_the_opt_out_message_with_its_merge_fields(
    textbank: CommandLine,
) -> None:
    textbank.import_contacts("type1", organization="Open Roads")
    message = "Bye {firstName}. {organization} will not text you again."

    textbank.fails(4, "organization", "--set-message", message)
    assert textbank.json("organization")["opt_out_message"] == OUR_MESSAGE
    textbank("organization", "--set-message", message, "--administrator")
    textbank("opt-out", "1")
    textbank("send-pending", "--now")

    assert textbank.bodies_on(MARIA) == ["Bye Maria. Open Roads will not text you again."]


def test_an_organization_can_stop_confirming_what_type_2_did_not_block(
    textbank: CommandLine,
) -> None:
    textbank.import_contacts("type2")

    textbank("organization", "--no-confirm-unblocked", "--administrator")

    assert textbank.json("opt-out", "1")["confirmation"] == "switched_off"


def test_an_opt_in_says_on_which_lines_the_provider_still_blocks(textbank: CommandLine) -> None:
    line = textbank.import_contacts("type2")["line"]
    textbank("phone", MARIA, "--say", "STOP")
    textbank("opt-out", "1")
    asked = ("opt-in", MARIA, "--reason", "Asked by mail", "--administrator")

    said = textbank(*asked)

    assert f"still blocks them on {line}, until they text START" in " ".join(said.split())
    textbank("opt-out", "1")
    textbank("phone", MARIA, "--say", "START")
    assert textbank.json(*asked)["blocked_on"] == []


@pytest.mark.parametrize("behavior", ["type1", "type2"])
def test_an_organization_can_let_a_keyword_opt_out_by_itself(
    textbank: CommandLine, behavior: str
) -> None:
    textbank.import_contacts(behavior)
    assert "Automatic opt-out: off" in textbank("organization")
    setting = ("--automatic-opt-out", "on", "--automatic-words", "Stop, enough", "--administrator")
    shown = textbank.json("organization", *setting)
    assert (shown["automatic_opt_out"], shown["automatic_words"]) == (True, ["stop", "enough"])
    said = textbank("organization")
    assert "Automatic opt-out: on, when a first reply is nothing but one of: stop, enough" in said

    for number, body in ((MARIA, "STOP"), (SAM, "enough already"), (DANA, "Enough!")):
        textbank("reply", str(textbank.conversation_with(number)["id"]), "Will you vote?")
        textbank("send-pending")
        textbank("phone", number, "--say", body)
    textbank("send-pending")

    left = [one for one in (MARIA, SAM, DANA) if textbank.conversation_with(one) is None]
    assert left == [MARIA, DANA]
    records = textbank.json("opt-outs")["opt_outs"]
    assert [(one["who"], one["source"]) for one in records] == [("textbank", "system")] * 2
    assert [one["message"] for one in records] == ["STOP", "Enough!"]
    assert "by textbank (system)" in textbank("opt-outs")
    assert "textbank,system" in textbank("export", "opt-outs")
    assert "Opted out automatically on " in textbank("show", "--number", MARIA)
    told = {"type1": OUR_MESSAGE, "type2": OPT_OUT_MESSAGE}[behavior]
    assert textbank.bodies_on(MARIA) == ["Will you vote?", "STOP", told]
    assert textbank.bodies_on(DANA) == ["Will you vote?", "Enough!", OUR_MESSAGE]
    off = textbank.json("organization", "--automatic-opt-out", "off", "--administrator")
    assert off["automatic_opt_out"] is False


def test_start_from_an_opted_out_contact_is_a_request_for_an_administrator(
    textbank: CommandLine,
) -> None:
    textbank.import_contacts("type2")
    textbank("phone", MARIA, "--say", "STOP")
    textbank("opt-out", "1")

    textbank("phone", MARIA, "--say", "START")

    shown = textbank.json("organization")
    assert (shown["opt_outs"], shown["opt_in_requests"]) == (1, 1)
    assert textbank.conversation_with(MARIA) is None
    requests = textbank.json("opt-outs", "--requests")["opt_outs"]
    assert [one["number"] for one in requests] == [MARIA]


def test_a_stranger_who_asks_to_be_left_alone_is_shown(textbank: CommandLine) -> None:
    textbank.import_contacts("type1")
    assert textbank("opt-outs", "--unmatched") == "No request is without a conversation.\n"
    line, stranger = "+12025550100", "+14155550188"
    textbank("phone", stranger, "--line", line, "--say", "please stop\x1b[2J texting me")

    [one] = textbank.json("opt-outs", "--unmatched")["unmatched"]
    shown = textbank("opt-outs", "--unmatched", "--number", stranger)
    assert (one["number"], one["line"], one["conversation"]) == (stranger, line, None)
    assert f"{stranger}  to {line}" in shown
    assert "\x1b" not in shown
    assert textbank.json("opt-outs", "--unmatched", "--number", MARIA) == {"unmatched": []}


# --- Feeding texts through the network -------------------------------------------------------


def test_simulate_texts_from_the_named_phones_and_else_from_the_next_conversation(
    textbank: CommandLine,
) -> None:
    textbank.import_contacts("type2")
    script = textbank.write(
        "script.jsonl",
        '{"text": "hello"}\n\n'
        '{"text": "STOP", "from": "+1 (415) 555-0102", "at": "2026-11-23T10:41:00Z"}\n'
        '{"text": "hi", "label": "ignored"}\n'
        '{"text": "really"}\n',
    )

    fed = textbank.json("simulate", script)

    assert (fed["texts"], fed["delivered"], fed["not_delivered"]) == (4, 3, 1), (
        "Sam's line is blocked"
    )
    assert textbank.bodies_on(MARIA) == ["hello"]
    assert textbank.bodies_on(SAM)[0] == "STOP"
    assert textbank.bodies_on(SAM)[2:] == ["hi"]
    assert textbank.bodies_on(DANA) == ["really"]
    row = textbank.conversation_with(SAM)
    assert row is not None
    assert row["blocked"]
    shown = textbank.json("phone", SAM)["texts"]
    assert shown[0]["at"] == "2026-11-23T10:41:00.000000Z"


def test_simulate_keeps_its_pace(textbank: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    textbank.import_contacts("type1")
    pauses: list[float] = []

    async def rest(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr("core.simulation.asyncio.sleep", rest)
    textbank("simulate", "-", "--pace", "2.5", typed='{"text": "a"}\n{"text": "b"}\n')

    assert pauses == [2.5]
    row = textbank.conversation_with(SAM)
    assert row is not None
    assert row["preview"] == "b"


def test_simulate_needs_a_campaign_named_where_there_are_several(textbank: CommandLine) -> None:
    textbank.import_contacts("type1")
    textbank.import_contacts("type2", "Harbour appeal")
    script = textbank.write("script.jsonl", '{"text": "STOP"}')

    assert "Name one with --campaign" in textbank.fails(1, "simulate", script)
    textbank("simulate", script, "--campaign", "Harbour appeal")
    assert OPT_OUT_MESSAGE in textbank.bodies_on(MARIA)


# --- What is printed -------------------------------------------------------------------------


def hostile_bodies() -> list[str]:
    path = Path(__file__).parents[1] / "data" / "hostile-texts.json"
    found = json.loads(path.read_text("utf-8"))
    entries = found if isinstance(found, list) else found["texts"]
    return [one["text"] for one in entries]


def test_hostile_texts_are_printed_safely_and_given_exactly_as_json(
    textbank: CommandLine,
) -> None:
    textbank.import_contacts("type1")
    bodies = hostile_bodies()
    script = "".join(f"{json.dumps({'text': body, 'from': MARIA})}\n" for body in bodies)
    textbank("simulate", "-", typed=script)

    printed = textbank("show", "1") + textbank("phone", MARIA) + textbank("conversations")

    unsafe = [
        character
        for character in printed
        if character != "\n"
        and (
            ord(character) < 32
            or 0x7F <= ord(character) < 0xA0
            or character in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
            or "\u2066" <= character <= "\u2069"
        )
    ]
    assert bodies
    assert unsafe == []
    assert [text["body"] for text in textbank.json("show", "1")["texts"]] == bodies
    assert textbank.bodies_on(MARIA) == bodies


def test_a_body_cannot_pose_as_a_line_of_ours(textbank: CommandLine) -> None:
    textbank.import_contacts("type1")

    textbank("phone", MARIA, "--say", "hello\nOpt Out now: nothing happens\n")

    forged = [line for line in textbank("show", "1").splitlines() if "nothing happens" in line]
    assert forged == ["    Opt Out now: nothing happens"]


def test_json_is_ascii_and_one_line(textbank: CommandLine) -> None:
    textbank.import_contacts("type1")
    textbank("phone", MARIA, "--say", "¡Olá! 🎉\u202e")

    printed = textbank("show", "1", "--json")

    assert printed.isascii()
    assert printed.count("\n") == 1
    assert json.loads(printed)["texts"][0]["body"] == "¡Olá! 🎉\u202e"


def test_every_scenario_is_listed_by_the_name_that_opens_it(textbank: CommandLine) -> None:
    listed = textbank("train", "--list").splitlines()
    assert [line.split()[0] for line in listed] == [one.name for one in shipped_scenarios()]
    assert all(one.title in line for one, line in zip(shipped_scenarios(), listed, strict=True))
