"""Survey answers for people with a spreadsheet and for programs."""

from __future__ import annotations

import csv
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import TextIO

from core.reader import Reader, Row
from core.spreadsheet import spreadsheet_cell
from core.stored import instant
from core.surveys import campaign_survey, questions_asked
from core.views_beside import SurveyQuestion


class AnswerState(StrEnum):
    """Whether an answer counts."""

    CURRENT = "current"
    REPLACED = "replaced"
    """It was changed or taken back."""
    NOT_ASKED = "not_asked"
    """It was never taken back, but its question is not asked any more: the answer that led to
    it was changed, or the survey was."""


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """One answer on record. The fields, in this order, are the columns of the CSV file."""

    organization: str
    campaign: str
    conversation: int
    number: str
    """E.164."""
    first_name: str
    last_name: str
    question: str
    answer: str
    state: AnswerState
    who: str
    """The texter who recorded it."""
    at: datetime
    """When; in the file, as all times, UTC in ISO 8601."""
    replaced_at: datetime | None


COLUMNS = tuple(field.name for field in fields(AnswerRecord))


async def export_answers(
    reader: Reader, out: TextIO, campaign_id: int, *, everything: bool = False
) -> int:
    """Write the answers of a campaign as CSV and return how many there are.

    Those of contacts who opted out and of hidden conversations are among them. Cells are safe
    to open in a spreadsheet and to show in a terminal.

    Args:
        reader: The database.
        out: A text file opened with `newline=""`.
        campaign_id: The campaign.
        everything: Also answers that do not count any more; `state` tells them apart.
    """
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    count = 0
    async for record in answer_records(reader, campaign_id, everything=everything):
        writer.writerow([_cell(getattr(record, column)) for column in COLUMNS])
        count += 1
    return count


async def answer_records(
    reader: Reader, campaign_id: int, *, everything: bool = False
) -> AsyncIterator[AnswerRecord]:
    """The answers of a campaign: contact by contact, question by question, oldest first.

    Args:
        reader: The database.
        campaign_id: The campaign.
        everything: Also answers that do not count any more.
    """
    questions = await campaign_survey(reader, campaign_id)
    held: list[Row] = []
    async for rows in reader.stream(
        """
        SELECT c.id, q.id, o.id, g.name, p.name, c.number, k.first_name, k.last_name, q.prompt,
               o.label, a.author, a.at, a.replaced_at
        FROM conversation c
        JOIN survey_answer a ON a.conversation_id = c.id
        JOIN survey_question q ON q.id = a.question_id
        JOIN survey_option o ON o.id = a.option_id
        JOIN campaign p ON p.id = c.campaign_id
        JOIN organization g ON g.id = c.organization_id
        JOIN contact k ON k.id = c.contact_id
        WHERE c.campaign_id = ?
        ORDER BY c.id, q.position, q.id, a.id
        """,
        (campaign_id,),
    ):
        held += rows
        # The last conversation may go on in the next rows.
        last = held[-1][0]
        whole = [row for row in held if row[0] != last]
        held = [row for row in held if row[0] == last]
        for record in _records(whole, questions, everything):
            yield record
    for record in _records(held, questions, everything):
        yield record


def _records(
    rows: list[Row], questions: tuple[SurveyQuestion, ...], everything: bool
) -> Iterator[AnswerRecord]:
    for _, answers in groupby(rows, key=lambda row: row[0]):
        of_contact = list(answers)
        chosen = {row[1]: row[2] for row in of_contact if row[12] is None}
        asked = {question.id for question in questions_asked(questions, chosen)}
        for row in of_contact:
            if row[12] is not None:
                state = AnswerState.REPLACED
            else:
                state = AnswerState.CURRENT if row[1] in asked else AnswerState.NOT_ASKED
            if everything or state is AnswerState.CURRENT:
                yield AnswerRecord(
                    organization=row[3],
                    campaign=row[4],
                    conversation=row[0],
                    number=row[5],
                    first_name=row[6],
                    last_name=row[7],
                    question=row[8],
                    answer=row[9],
                    state=state,
                    who=row[10],
                    at=instant(row[11]),
                    replaced_at=None if row[12] is None else instant(row[12]),
                )


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    return spreadsheet_cell(str(value))
