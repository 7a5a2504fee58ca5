"""A survey as an administrator writes it down, in TOML, before it is a campaign's.

```toml
[[question]]
ask = "Will you vote on Tuesday?"
answers = ["Yes", "Maybe", { name = "No", reply = "Thanks for telling me, {firstName}." }]

[[question]]
ask = "How will you vote?"
after = "Yes"
answers = ["By mail", "In person"]
```
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import BadInput
from core.reader import Reader
from core.replies import unknown_fields_of
from core.toml_lines import TomlLines

MAX_ANSWERS = 9
"""One key each."""
MAX_QUESTIONS = 50
MAX_WORDS = 300
"""Characters of a question or an answer."""


@dataclass(frozen=True, slots=True)
class PlannedOption:
    """An answer to offer."""

    label: str
    reply: str = ""
    was: str = ""
    """What it was called before: answers on record keep counting."""


@dataclass(frozen=True, slots=True)
class PlannedQuestion:
    """A question to ask."""

    prompt: str
    options: tuple[PlannedOption, ...]
    after: tuple[int, int] | None = None
    """The places of an earlier question and of its answer that leads here, from 0."""
    was: str = ""
    """What it was before, where only its words changed."""


SurveyPlan = tuple[PlannedQuestion, ...]
"""The questions of a survey, in order."""


def check_plan(plan: SurveyPlan) -> None:
    """See that a survey can be asked: above all, that it cannot go in circles.

    Raises:
        BadInput: It cannot; says which question, from 1.
    """
    if len(plan) > MAX_QUESTIONS:
        raise BadInput(f"A survey has at most {MAX_QUESTIONS} questions; this has {len(plan)}.")
    prompts: dict[str, int] = {}
    for place, question in enumerate(plan):
        where = f"question {place + 1}"
        _check_words(question.prompt, where)
        first = prompts.setdefault(question.prompt, place)
        if first != place:
            raise BadInput(f"{where}: it is asked already, as question {first + 1}.")
        if not 1 <= len(question.options) <= MAX_ANSWERS:
            raise BadInput(
                f"{where}: it needs 1 to {MAX_ANSWERS} answers and has {len(question.options)}."
            )
        labels: set[str] = set()
        for number, option in enumerate(question.options, 1):
            _check_words(option.label, f"{where}, answer {number}")
            if option.label in labels:
                raise BadInput(f"{where}, answer {number}: “{option.label}” is there twice.")
            labels.add(option.label)
        if question.after is not None:
            earlier, answer = question.after
            if not 0 <= earlier < place or not 0 <= answer < len(plan[earlier].options):
                raise BadInput(f"{where}: it can only come after an answer of an earlier question.")


def _check_words(words: str, where: str) -> None:
    if not words.strip():
        raise BadInput(f"{where}: its words are missing.")
    if len(words) > MAX_WORDS:
        raise BadInput(f"{where}: {len(words):,} characters are too long; {MAX_WORDS} fit.")


async def check_replies(reader: Reader, campaign_id: int, plan: SurveyPlan) -> None:
    """See that the replies of a survey use the merge fields of its campaign.

    Raises:
        BadInput: A reply has a field that is none: a slip, most likely.
    """
    row = await reader.row("SELECT organization_id FROM campaign WHERE id = ?", (campaign_id,))
    organization_id = 0 if row is None else int(row[0])
    for place, question in enumerate(plan, 1):
        for number, option in enumerate(question.options, 1):
            unknown = await unknown_fields_of(reader, option.reply, organization_id, campaign_id)
            if unknown:
                raise BadInput(
                    f"question {place}, answer {number}: {', '.join(unknown)} is no merge field "
                    "of this campaign. Nothing was changed."
                )


def read_survey(path: Path) -> SurveyPlan:
    """Read a survey from a TOML file.

    Raises:
        BadInput: It cannot be read or asked; says where in the file.
    """
    try:
        source = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} cannot be read ({error}).") from error
    try:
        content = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{path} is not valid TOML: {error}.") from error
    try:
        plan = plan_from(content)
        check_plan(plan)
    except BadInput as error:
        raise BadInput(f"{path}{_line_of(source, str(error))}: {error}") from error
    return plan


def _line_of(source: str, words: str) -> str:
    """The line at which the question of a complaint begins, where it can be told."""
    named = re.match(r"question (\d+)", words)
    line = TomlLines(source).of("question", int(named[1]) - 1) if named else 0
    return f", line {line}" if line else ""


def plan_from(content: Mapping[str, Any]) -> SurveyPlan:
    """A survey from what a TOML file says.

    Raises:
        BadInput: Something is missing, too much or of the wrong kind; says which question.
    """
    _only(content, ("question",), "the file")
    tables = content.get("question", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise BadInput("Write each question beneath a line [[question]].")
    plan: list[PlannedQuestion] = []
    for number, table in enumerate(tables, 1):
        where = f"question {number}"
        _only(table, ("ask", "answers", "after", "was"), where)
        answers = table.get("answers", [])
        if not isinstance(answers, list):
            raise BadInput(f'{where}: answers must be a list, like answers = ["Yes", "No"].')
        options = tuple(
            _option(answer, f"{where}, answer {place}") for place, answer in enumerate(answers, 1)
        )
        plan.append(
            PlannedQuestion(
                _text(table, "ask", where),
                options,
                _after(table.get("after"), plan, where),
                _text(table, "was", where),
            )
        )
    return tuple(plan)


def _option(answer: object, where: str) -> PlannedOption:
    if isinstance(answer, str):
        return PlannedOption(answer)
    if not isinstance(answer, dict):
        raise BadInput(f'{where}: write "Yes", or {{ name = "Yes", reply = "Great!" }}.')
    _only(answer, ("name", "reply", "was"), where)
    return PlannedOption(
        _text(answer, "name", where), _text(answer, "reply", where), _text(answer, "was", where)
    )


def _after(after: object, earlier: list[PlannedQuestion], where: str) -> tuple[int, int] | None:
    """The places of the answer that `after` means among the questions before it."""
    match after:
        case None:
            return None
        case str(answer):
            asked = None
        case {"question": str(asked), "answer": str(answer), **rest} if not rest:
            pass
        case _:
            raise BadInput(
                f'{where}: write after = "Yes", '
                'or after = { question = "Will you vote?", answer = "Yes" }.'
            )
    found = [
        (place, number)
        for place, question in enumerate(earlier)
        for number, option in enumerate(question.options)
        if option.label == answer and asked in (None, question.prompt)
    ]
    if not found:
        raise BadInput(f"{where}: no earlier question has the answer “{answer}”.")
    if len(found) > 1:
        raise BadInput(
            f"{where}: several earlier questions have the answer “{answer}”. Write which: "
            f'after = {{ question = "…", answer = "{answer}" }}.'
        )
    return found[0]


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise BadInput(f"{where}: {key} must be a text in quotes.")
    return value if key == "reply" else value.strip()


def _only(table: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in known:
            raise BadInput(f"{where}: “{key}” is not known here. Known: {', '.join(known)}.")
