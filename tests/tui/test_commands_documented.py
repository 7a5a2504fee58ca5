"""What docs/commands.md promises of JSON and of exit codes is what the commands do."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from core import errors
from core.clock import utc_now
from core.training.practice_effort import Effort
from core.training.practice_history import keep_session, past
from core.training.practice_plan import plan_practice
from core.training.practice_score import Circumstances, score
from core.training.practice_standing import Done, Standing
from tests.tui.command_line import MARIA, SAM, CommandLine
from tests.tui.handout_scenario import SHORT_SCENARIO
from tui.cli import app
from tui.commands.failures import CannotUndo, report
from tui.practice_words import report_shape

DOCS = (Path(__file__).parents[2] / "docs" / "commands.md").read_text("utf-8")


def documented() -> dict[str, list[Any]]:
    """The JSON examples of each section about a command."""
    sections = re.split(r"^### textbank ", DOCS, flags=re.MULTILINE)[1:]
    return {
        section.partition("\n")[0]: [
            json.loads(block) for block in re.findall(r"```json\n(.*?)```", section, re.DOTALL)
        ]
        for section in sections
    }


def shape(value: Any) -> Any:
    """The keys and kinds of a value: a list is known by its first element."""
    match value:
        case dict():
            return {key: shape(one) for key, one in value.items()}
        case list():
            return [shape(value[0])] if value else []
        case str() if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", value):
            return "time"
        case _:
            return type(value).__name__


SURVEY = """
[[question]]
ask = "Vote?"
answers = ["Yes"]
[[question]]
ask = "Why?"
answers = ["So"]
"""


def about_contacts(textbank: CommandLine) -> dict[str, list[Any]]:
    """What the commands print that are about a contact: answers, tags, notes, history."""
    campaign = ("--campaign", "Spring turnout")
    file = textbank.write("survey.toml", SURVEY)
    textbank.import_contacts("type1", "Autumn doors")
    textbank("reply", "6", "May we come by?")
    set_up = textbank.json("survey", "set", *campaign, file, "--administrator")
    answered = textbank.json("survey", "answer", "3", "vote?", "1")
    return {
        "survey set": [set_up],
        "survey answer": [answered],
        "survey show": [
            textbank.json("survey", "show", "3"),
            textbank.json("survey", "show", *campaign),
        ],
        "tags add": [textbank.json("tags", "add", "volunteer", "donor", "--administrator")],
        "tags list": [textbank.json("tags", "list")],
        "tags remove": [textbank.json("tags", "remove", "donor", "--administrator")],
        "tag": [textbank.json("tag", "3", "volunteer")],
        "untag": [textbank.json("untag", "3", "volunteer")],
        "note": [textbank.json("note", "3", "Speaks Portuguese")],
        "notes": [textbank.json("notes", "3")],
        "history": [textbank.json("history", "3")],
    }


def about_replies(textbank: CommandLine) -> dict[str, list[Any]]:
    """What the commands about replies at hand print."""
    admin = "--administrator"
    textbank("tags", "add", "helper", admin)
    words = ("Thank you", "Thank you, {firstName}!", "--tag", "helper")
    return {
        "replies add": [textbank.json("replies", "add", *words, admin)],
        "replies list": [textbank.json("replies", "list")],
        "replies for": [textbank.json("replies", "for", "3")],
        "replies edit": [textbank.json("replies", "edit", "1", "--no-tag", admin)],
        "replies move": [textbank.json("replies", "move", "1", "1", admin)],
        "replies remove": [textbank.json("replies", "remove", "1", admin)],
    }


def about_sending(textbank: CommandLine) -> dict[str, list[Any]]:
    """What the commands print that send a campaign's scripts and set it up."""
    textbank.import_contacts()
    textbank("organization", "--hours", "off", "--administrator")
    setting = ("--script", "Hi {firstName}, is {City} home?", "--quick-send", "--administrator")
    zone = ("--time-zone", "America/Chicago", "--hours", "8:00-21:00", "--pace", "20")
    campaign = textbank.json("campaign", *setting, *zone)
    textbank("campaign", "--hours", "off", "--pace", "0", "--administrator")
    textbank("opt-out", "2", "--yes")
    listed = textbank.json("first-messages")
    one = textbank.json("send-first", "1")
    textbank("send-pending")
    adding = ("Spring turnout", "--name", "Later", "--script", "Bye, {firstName}!")
    return {
        "campaign": [campaign],
        "first-messages": [listed],
        "send-first": [one, textbank.json("send-first", "--all")],
        "follow-up add": [textbank.json("follow-up", "add", *adding, "--administrator")],
        "follow-up list": [textbank.json("follow-up", "list")],
        "follow-up send": [textbank.json("follow-up", "send", "1", "1")],
        "follow-up skip": [textbank.json("follow-up", "skip", "1", "3")],
        "follow-up remove": [textbank.json("follow-up", "remove", "1", "--administrator")],
    }


def about_providers(textbank: CommandLine) -> dict[str, list[Any]]:
    """What the commands about accounts at providers print."""
    admin = "--administrator"
    nowhere = "api_url=http://127.0.0.1:9"
    adding = ("providers", "add", "plivo", "--set", "auth_id=MA0000", admin)
    added = textbank.json(*adding)
    textbank.import_contacts("plivo", line="+12025550100")
    listed = textbank.json("providers", "list")
    changing = ("--set", "webhook_url=https://texts.example.org", "--behavior", "type1")
    changed = textbank.json("providers", "change", "plivo", *changing, "--pace", "10", admin)
    textbank("providers", "change", "plivo", "--set", nowhere, admin)
    tried = textbank.run("providers", "test", "plivo", "--json")
    assert tried.code == 1
    shapes = {
        "providers add": [{**added, "settings": {"auth_id": "MA0000"}}],
        "providers list": [listed],
        "providers change": [changed],
        "providers test": [json.loads(tried.out)],
        "doctor": [json.loads(textbank.run("doctor", "--json").out)],
    }
    removed = textbank.json("providers", "remove", "plivo", "--in-use", admin)
    return shapes | {"providers remove": [removed]}


def about_practice(textbank: CommandLine) -> list[Any]:
    """What `practice` prints after a session, and of past ones."""
    plan = plan_practice(7, 3)
    stand = {
        one.number: Standing(one.number, Done.HIDDEN, waits=False) for one in plan.conversations
    }
    efforts = {number: Effort(2.5, 3) for number in stand}
    session = score(plan, stand, efforts, Circumstances(utc_now(), "jo", 20.5))
    keep_session(past(session))
    printed = json.loads(json.dumps({"sessions": [report_shape(session)]}))
    return [printed, textbank.json("practice", "--history")]


@pytest.fixture
def textbank(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


def test_every_command_prints_the_json_that_is_documented(
    textbank: CommandLine, tmp_path: Path
) -> None:
    real: dict[str, list[Any]] = {}
    real["import"] = [textbank.import_contacts("type1")]
    textbank("organization", "--undo-seconds", "60", "--administrator")
    real["phone"] = [textbank.json("phone", MARIA, "--say", "STOP")]
    real["simulate"] = [textbank.json("simulate", "-", typed='{"text": "STOP"}\n' * 2)]
    real["assignments"] = [textbank.json("assignments")]
    real["conversations"] = [textbank.json("conversations")]
    real["search"] = [textbank.json("search", "stop")]
    real["show"] = [textbank.json("show", "1")]
    real["triage"] = [textbank.json("triage", "--list")]
    real["opt-out"] = [textbank.json("opt-out", "1")]
    real["undo"] = [textbank.json("undo")]
    textbank("opt-out", "1")
    real["send-pending"] = [textbank.json("send-pending", "--now")]
    real["show"].append(textbank.json("show", "1")["opted_out"])
    real["opt-outs"] = [textbank.json("opt-outs", "--standing")]
    textbank("organization", "--hours", "8:00-21:00", "--administrator")
    real["organization"] = [textbank.json("organization")]
    textbank("organization", "--hours", "off", "--administrator")
    real["opt-in"] = [textbank.json("opt-in", MARIA, "--reason", "Asked", "--administrator")]
    real["reply"] = [textbank.json("reply", "3", "Hi!")]
    textbank("send-pending", "--now")
    real["hide"] = [textbank.json("hide", "3")]
    real["wrong-number"] = [textbank.json("wrong-number", "3")]
    real["check"] = [textbank.json("check")]
    textbank("phone", SAM, "--say", "Please stop texting me")
    textbank("opt-out", "2")
    file = textbank.write("two.tsv", "opt_out_keyword\tSTOP\nopt_out_request\tHm, really\n")
    real["detection evaluate"] = [textbank.json("detection", "evaluate", file)]
    real["detection report"] = [textbank.json("detection", "report")]
    textbank("undo")
    real["stats"] = [textbank.json("stats")]
    real["keys"] = [textbank.json("keys")]
    making = ("demo", "--no-open", "--conversations", "1", "--keep", tmp_path / "playground")
    real["demo"] = [textbank.json(*making)]

    real["practice"] = about_practice(textbank)
    lesson = textbank.write("lesson.toml", SHORT_SCENARIO)
    handout = ("--export", tmp_path / "lesson.html")
    real["train"] = [textbank.json("train", "--file", lesson, *handout)]

    real |= about_contacts(textbank)
    (tmp_path / "sending").mkdir()
    real |= about_sending(CommandLine(tmp_path / "sending"))
    real |= about_replies(textbank)
    (tmp_path / "providing").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEXTBANK_PLIVO_AUTH_TOKEN", "known")
        real |= about_providers(CommandLine(tmp_path / "providing"))

    promised = documented()
    assert promised.pop("export opt-outs") == []
    assert promised.pop("survey export") == []
    assert promised.pop("web") == []
    assert promised.pop("serve") == []
    # It serves until it is stopped: tests/tui/test_simulate_gateway.py.
    assert promised.pop("simulate-gateway")
    assert {name: shape(one) for name, one in real.items()} == {
        name: shape(one) for name, one in promised.items()
    }


def test_every_command_is_documented_and_has_examples(textbank: CommandLine) -> None:
    def listed(*group: str) -> set[str]:
        commands = textbank(*group, "--help").partition("Commands:\n")[2]
        return set(re.findall(r"^  (\S+)", commands, re.MULTILINE))

    names = listed()
    for group in [name for name in names if listed(name)]:
        names = names - {group} | {f"{group} {name}" for name in listed(group)}

    assert names == set(documented())
    for name in names:
        text = textbank(*name.split(), "--help")
        assert "Examples:\n" in text
        assert f"  textbank {name}" in text or f"| textbank {name}" in text or name == "demo"


def exit_codes() -> dict[str, int]:
    """The word of each error in the table of exit codes, with its code."""
    table = DOCS.partition("## Exit codes")[2].partition("\n\n## ")[0]
    rows = re.findall(r"^\| (\d+) \|.*\|([^|]*)\|$", table, re.MULTILINE)
    return {word: int(code) for code, words in rows for word in re.findall(r"`(\w+)`", words)}


KINDS = {
    "bad_input": errors.BadInput,
    "sending_refused": errors.SendingRefused,
    "nothing_leaves": errors.NothingLeaves,
    "script_changed": errors.ScriptChanged,
    "unfilled_fields": errors.UnfilledFields,
    "step_impossible": errors.StepImpossible,
    "bad_pattern": errors.BadPattern,
    "not_waiting": errors.NotWaiting,
    "wrote_again": errors.WroteAgain,
    "taken_by_another": errors.TakenByAnother,
    "training_only": errors.TrainingOnly,
    "cannot_undo": CannotUndo,
    "not_found": errors.NotFound,
    "not_allowed": errors.NotAllowed,
    "database": errors.DatabaseError,
    "database_newer": errors.DatabaseNewer,
    "database_read_only": errors.DatabaseReadOnly,
    "database_full": errors.DatabaseFull,
    "database_busy": errors.DatabaseBusy,
    "not_a_database": errors.NotADatabase,
    "bad_contact_file": errors.BadContactFile,
    "bad_scenario": errors.BadScenario,
    "unexpected": RuntimeError,
    "interrupted": KeyboardInterrupt,
}


def test_the_documented_errors_are_those_there_are() -> None:
    assert set(exit_codes()) == set(KINDS)


@pytest.mark.parametrize("word", KINDS)
def test_each_error_has_its_documented_code(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = report(KINDS[word]("Something."), as_json=True)

    printed = capsys.readouterr()
    assert code == exit_codes()[word]
    error = json.loads(printed.out)["error"]
    assert error["code"] == word
    assert set(error) == {"code", "message"}
    assert printed.err == f"textbank: {error['message']}\n"


def test_every_error_of_the_core_has_a_code_of_its_own_kind() -> None:
    def leaves(kind: type[BaseException]) -> set[type[BaseException]]:
        return {kind}.union(*map(leaves, kind.__subclasses__()))

    core = {kind for kind in leaves(errors.TextbankError) if kind.__module__ == "core.errors"}
    # What is answered to a provider never reaches a person at the keyboard.
    core -= leaves(errors.WebhookRefused)
    assert core - {errors.TextbankError} <= set(KINDS.values())


def test_help_names_the_exit_codes() -> None:
    assert app.info.help is not None
    for code in {0, 2, *exit_codes().values()}:
        assert re.search(rf"\b{code} ", app.info.help)
