"""Scenarios as readable files, in TOML.

```toml
title = "STOP, where nothing is blocked"
about = "What a texter sees when a contact texts STOP."
shown_with = "type1"
opening = "Maria was sent a first message."

[[campaign]]
name = "Spring turnout"
first_message = "Hi {firstName}, it's Jo. Will you vote on Tuesday?"

[[cast]]
key = "maria"
name = "Maria Lopez"
number = "+14155550134"

[[step]]
contact_says = "STOP"
caption = { type1 = "Nothing is blocked.", type2 = "It is on its way." }
```

docs/scenarios.md describes the form; a file with a mistake is no scenario at all.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Final

from core.domain import Behavior
from core.errors import BadInput, BadScenario
from core.merge_fields import DEFAULT_OPT_OUT_MESSAGE, FIELDS, unknown_fields
from core.phone_numbers import to_e164
from core.replies import unfilled_in
from core.safe_text import for_line
from core.scripts import SCRIPT_FIELDS, fields_of, fill
from core.toml_lines import Place, TomlLines
from core.toml_tables import MAX_WORD, Table, TomlTables, listed, shown
from core.training.scenario import (
    LINE,
    TRAINEE,
    Act,
    Captions,
    ContactSays,
    Doing,
    Person,
    ProviderAnswers,
    Scenario,
    Step,
    TexterDoes,
    TexterSays,
    TimePasses,
    TrainingCampaign,
)

MAX_BYTES = 1_000_000
"""The largest file that is looked at."""
MAX_STEPS = 60
MAX_CAST = 30
MAX_CAMPAIGNS = 10
MAX_NAME = MAX_WORD
"""Characters of a title, a key or a name."""
MAX_WORDS = 400
"""Characters of a caption, and of what a scenario is about."""
MAX_BODY = 1_600
"""Characters of a text: what the messenger sends at most."""
MAX_SECONDS = 366 * 86_400.0

_MERGED: Final = {field[1:-1]: "…" for field in SCRIPT_FIELDS}
_TABLES: Final = ("organization", "campaign", "cast", "step")
_TOP: Final = ("title", "about", "shown_with", "opening", *_TABLES)
_ORGANIZATION: Final = ("name", "opt_out_message", "automatic_opt_out", "forwards_after_block")
_CAMPAIGN: Final = ("name", "first_message")
_CAST: Final = ("key", "name", "number", "said")
_ACTS: Final = ("contact_says", "texter_says", "texter_does", "provider_answers", "time_passes")
_STEP: Final = (*_ACTS, "who", "campaign", "caption")
_SECONDS: Final = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400}
_THINGS: Final = {
    "cast": "contact",
    "who": "key of the cast",
    "shown_with": "provider type",
    "texter_does": "thing a texter does",
}
_TIME: Final = re.compile(r"\s*([0-9]{1,9}(?:\.[0-9]{1,6})?)\s*(second|minute|hour|day)s?\s*")


def read_scenario(path: Path) -> Scenario:
    """Read a scenario from its file.

    Raises:
        BadScenario: It cannot be read, or has mistakes; all of them are told, with their lines.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise BadScenario(f"{path} cannot be read ({reason}).") from error
    if len(content) > MAX_BYTES:
        raise BadScenario(f"{path} is no scenario: it has more than {MAX_BYTES:,} bytes.")
    try:
        source = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadScenario(f"{path}, line {line}: this is not UTF-8. Save it as UTF-8.") from error
    return scenario_from(source, path)


def scenario_from(source: str, path: Path) -> Scenario:
    """Read a scenario from what its file says.

    Args:
        source: The file's text.
        path: What the file is called: in what is told of mistakes, and without its suffix as
            the scenario's name.

    Raises:
        BadScenario: It has mistakes; all of them are told, with their lines.
    """
    try:
        content = tomllib.loads(source)
        lines = TomlLines(source)
    except tomllib.TOMLDecodeError as error:
        raise BadScenario(_not_toml(path, error)) from error
    except ValueError as error:
        # tomllib leaves a number of thousands of digits to int(), which refuses it.
        raise BadScenario(f"{path}: a number in it is too long to be read.") from error
    except RecursionError as error:
        raise BadScenario(f"{path}: brackets in it are nested too deeply.") from error
    reading = _Reading(path, lines)
    scenario = reading.scenario(content)
    if reading.mistakes:
        raise BadScenario(*reading.mistakes)
    return scenario


def _not_toml(path: Path, error: tomllib.TOMLDecodeError) -> str:
    words = str(error)
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", words)
    if place is None:
        return f"{path}: this is not valid TOML ({words})."
    reason = words[: place.start()]
    where = f", line {place[1]}" if place[1] else ", at its end"
    return f"{path}{where}: this is not valid TOML ({for_line(reason, 80)})."


class _Reading(TomlTables):
    """Turns a file's content into a scenario."""

    def __init__(self, path: Path, lines: TomlLines) -> None:
        super().__init__(path, lines, _THINGS)

    def scenario(self, content: Table) -> Scenario:
        self.only(content, _TOP, ())
        campaigns = self._campaigns(content)
        cast = self._cast(content, campaigns)
        organization = content.get("organization", {})
        if not isinstance(organization, dict):
            self.wrong(("organization",), "write these settings beneath a line [organization].")
            organization = {}
        here: Place = ("organization",)
        self.only(organization, _ORGANIZATION, here, _TOP)
        message = self.text(
            organization, "opt_out_message", here, MAX_BODY, default=DEFAULT_OPT_OUT_MESSAGE
        )
        for slip in unknown_fields(message):
            words = f"“{shown(slip)}” is no merge field of an opt-out message."
            self.wrong((*here, "opt_out_message"), f"{words} Known: {', '.join(FIELDS)}.")
        name = self.text(organization, "name", here, MAX_NAME, default="Riverside Votes")
        self._can_be_sent(campaigns, cast, name)
        return Scenario(
            name=self.path.stem,
            title=_folded(self.text(content, "title", (), MAX_NAME)),
            about=_folded(self.text(content, "about", (), MAX_WORDS)),
            shown_with=Behavior(
                self.one_of(content, "shown_with", (), [one.value for one in Behavior])
            ),
            campaigns=campaigns,
            cast=cast,
            steps=self._steps(content, cast, campaigns),
            opening=self._captions(content, "opening", ()),
            organization=name,
            opt_out_message=message,
            automatic_opt_out=self.switch(organization, "automatic_opt_out", here),
            forwards_after_block=self.switch(organization, "forwards_after_block", here),
        )

    def _campaigns(self, content: Table) -> tuple[TrainingCampaign, ...]:
        found: list[TrainingCampaign] = []
        for place, table in self.tables(content, "campaign", MAX_CAMPAIGNS):
            self.only(table, _CAMPAIGN, place, _TOP)
            found.append(
                TrainingCampaign(
                    self.text(table, "name", place, MAX_NAME),
                    self.text(table, "first_message", place, MAX_BODY),
                )
            )
        self.no_twice("campaign", "name", [one.name for one in found])
        return tuple(found)

    def _cast(self, content: Table, campaigns: tuple[TrainingCampaign, ...]) -> tuple[Person, ...]:
        own = [f"+{int(LINE[1:]) + place}" for place in range(len(campaigns))]
        found: list[Person] = []
        for place, table in self.tables(content, "cast", MAX_CAST):
            self.only(table, _CAST, place, _TOP)
            number = self._number(table, place)
            if number in own:
                words = "this is the number that a campaign texts from. Give the contact another."
                self.wrong((*place, "number"), words)
            name = self.text(table, "name", place, MAX_NAME)
            if "\0" in name:
                self.wrong((*place, "name"), "a name cannot hold a NUL.")
            first_name, _, last_name = name.strip().partition(" ")
            found.append(
                Person(
                    key=self.text(table, "key", place, MAX_NAME),
                    first_name=first_name,
                    last_name=last_name.strip(),
                    number=number,
                    said=self.text(table, "said", place, MAX_BODY, default=""),
                )
            )
        self.no_twice("cast", "key", [one.key for one in found])
        self.no_twice("cast", "name", [one.name for one in found])
        self.no_twice("cast", "number", [one.number for one in found])
        return tuple(found)

    def _can_be_sent(
        self,
        campaigns: tuple[TrainingCampaign, ...],
        cast: tuple[Person, ...],
        organization: str,
    ) -> None:
        """See that each first message can be filled for everybody in the cast."""
        for number, campaign in enumerate(campaigns):
            place: Place = ("campaign", number, "first_message")
            for person in [one for one in cast if one.name]:
                fields = fields_of(
                    first_name=person.first_name,
                    last_name=person.last_name,
                    number=person.number or "+",
                    custom={},
                    texter=TRAINEE.name,
                    organization=organization or "…",
                    campaign=campaign.name or "…",
                )
                filled = fill(campaign.first_message, fields)
                for field in filled.unknown:
                    self.wrong(place, f"“{shown(field)}” is no merge field of a script.")
                for field in filled.missing:
                    empty = f"“{shown(field)}” is empty for “{shown(person.name)}”"
                    self.wrong(place, f"{empty}. Write the words themselves, or another field.")
                if filled.unknown:
                    break
                if len(filled.text) > MAX_BODY:
                    self.wrong(
                        place,
                        f"it is too long for “{shown(person.name)}”: {MAX_BODY:,} characters fit.",
                    )

    def _steps(
        self,
        content: Table,
        cast: tuple[Person, ...],
        campaigns: tuple[TrainingCampaign, ...],
    ) -> tuple[Step, ...]:
        keys = [one.key for one in cast if one.key]
        names = [one.name for one in campaigns if one.name]
        steps = []
        undoable = 0
        for place, table in self.tables(content, "step", MAX_STEPS):
            step = self._step(table, place, keys, names)
            steps.append(step)
            if isinstance(step.act, TexterSays):
                for field in unfilled_in(step.act.body, _MERGED):
                    words = (
                        f"“{shown(field)}” is not filled in a reply. Write the words themselves."
                    )
                    self.wrong((*place, "texter_says"), words)
            if isinstance(step.act, TexterDoes):
                undoable += -1 if step.act.doing is Doing.UNDO else 1
            if undoable < 0:
                undoable = 0
                self.wrong((*place, "texter_does"), "nothing was done before it to take back.")
        return tuple(steps)

    def _step(self, table: Table, place: Place, keys: list[str], names: list[str]) -> Step:
        self.only(table, _STEP, place, _TOP)
        return Step(
            act=self._act(table, place),
            captions=self._captions(table, "caption", place),
            who=self.one_of(table, "who", place, keys, first=True),
            campaign=self.one_of(table, "campaign", place, names, first=True),
            line=self.lines.of(*place),
        )

    def _act(self, table: Table, place: Place) -> Act:
        acts = [one for one in _ACTS if one in table]
        if not acts:
            self.wrong(place, f"nothing happens in this step. Write one of {listed(_ACTS)}.")
        elif len(acts) > 1:
            words = f"{listed(acts)} are in one step. Give each a step of its own."
            self.wrong((*place, acts[1]), words)
        match acts[:1]:
            case ["contact_says"]:
                return ContactSays(self.text(table, "contact_says", place, MAX_BODY))
            case ["texter_says"]:
                return TexterSays(self.text(table, "texter_says", place, MAX_BODY))
            case ["texter_does"]:
                doings = [one.value for one in Doing]
                return TexterDoes(Doing(self.one_of(table, "texter_does", place, doings)))
            case ["time_passes"]:
                return TimePasses(self._seconds(table, place))
            case ["provider_answers"] if table["provider_answers"] is not True:
                self.wrong((*place, "provider_answers"), "write provider_answers = true.")
        return ProviderAnswers()

    def _captions(self, table: Table, key: str, place: Place) -> Captions:
        value = table.get(key)
        if not isinstance(value, dict):
            both = _folded(self.text(table, key, place, MAX_WORDS))
            return Captions(both, both)
        place = (*place, key)
        types = [one.value for one in Behavior]
        self.only(value, tuple(types), place)
        return Captions(*(_folded(self.text(value, one, place, MAX_WORDS)) for one in types))

    def _number(self, table: Table, place: Place) -> str:
        written = self.text(table, "number", place, MAX_NAME)
        if not written.strip() or len(written) > MAX_NAME:
            return ""
        try:
            number = to_e164(written)
        except BadInput as error:
            self.wrong((*place, "number"), f"“{shown(written)}”: {error}")
            return ""
        if number != written:
            self.wrong((*place, "number"), f'write this number as "{number}".')
        return number

    def _seconds(self, table: Table, place: Place) -> float:
        written = self.text(table, "time_passes", place, MAX_NAME)
        if not written.strip():
            return 1.0
        said = _TIME.fullmatch(written)
        if said is None:
            words = 'Write a number and a unit: "6 seconds", "5 minutes", "2 hours" or "1 day".'
            self.wrong((*place, "time_passes"), f"“{shown(written)}” is no time. {words}")
            return 1.0
        seconds = float(said[1]) * _SECONDS[said[2]]
        if not 0 < seconds <= MAX_SECONDS:
            words = f"“{shown(written)}” must be more than nothing and at most a year."
            self.wrong((*place, "time_passes"), words)
        return seconds


def _folded(words: str) -> str:
    """Prose on one line, however it was broken in the file."""
    return re.sub(r"[ \t]*\n[ \t\n]*", " ", words.strip())
