"""Surveys: what a campaign asks its contacts, and what they answered.

A question is asked of everybody, or only after a certain answer to an earlier one. An answer
stands until it is changed or taken back; then it stays on record, marked as replaced. An
answer to a question that is no longer asked, because the answer before it was changed, is
kept as it is and counts for nothing until the question is asked again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from core.errors import NotFound
from core.reader import Reader
from core.stored import body_from, instant
from core.views_beside import AskedQuestion, ContactSurvey, SurveyOption, SurveyQuestion

if TYPE_CHECKING:
    from core.desk import Desk


def questions_asked(
    questions: Iterable[SurveyQuestion], chosen: Mapping[int, int]
) -> tuple[SurveyQuestion, ...]:
    """The questions that are asked of a contact who chose these options.

    A question can only follow an option of an earlier one, so one look in order is enough. A
    choice counts only where its question is asked.

    Args:
        questions: All of the survey, in order.
        chosen: The option chosen for each question, by their ids.
    """
    asked: list[SurveyQuestion] = []
    said: set[int] = set()
    for question in questions:
        if question.after is None or question.after in said:
            asked.append(question)
            if question.id in chosen:
                said.add(chosen[question.id])
    return tuple(asked)


async def campaign_survey(reader: Reader, campaign_id: int) -> tuple[SurveyQuestion, ...]:
    """The questions of a campaign, in order; none where it has no survey."""
    rows = await reader.rows(
        """
        SELECT q.id, q.prompt, q.after_option_id, o.id, o.label, o.reply
        FROM survey_question q
        LEFT JOIN survey_option o ON o.question_id = q.id AND o.removed_at IS NULL
        WHERE q.campaign_id = ? AND q.removed_at IS NULL
        ORDER BY q.position, q.id, o.position, o.id
        """,
        (campaign_id,),
    )
    options: defaultdict[int, list[SurveyOption]] = defaultdict(list)
    prompts: dict[int, tuple[str, int | None]] = {}
    for row in rows:
        prompts[row[0]] = row[1], row[2]
        if row[3] is not None:
            options[row[0]].append(SurveyOption(row[3], row[4], body_from(row[5])))
    return tuple(
        SurveyQuestion(question_id, prompt, tuple(options[question_id]), after)
        for question_id, (prompt, after) in prompts.items()
    )


async def survey_of(desk: Desk, conversation_id: int) -> ContactSurvey:
    """The survey of a conversation as it stands; empty where its campaign has none.

    Raises:
        NotFound: There is no such conversation.
    """
    campaign = await desk.reader.row(
        "SELECT campaign_id FROM conversation WHERE id = ?", (conversation_id,)
    )
    if campaign is None:
        raise NotFound(f"There is no conversation {conversation_id}.")
    questions = await campaign_survey(desk.reader, campaign[0])
    if not questions:
        return ContactSurvey(conversation_id, ())
    rows = await desk.reader.rows(
        """
        SELECT a.question_id, o.id, o.label, o.reply, a.author, a.at
        FROM survey_answer a JOIN survey_option o ON o.id = a.option_id
        WHERE a.conversation_id = ? AND a.replaced_at IS NULL
        """,
        (conversation_id,),
    )
    answers = {
        row[0]: (SurveyOption(row[1], row[2], body_from(row[3])), row[4], instant(row[5]))
        for row in rows
    }
    chosen = {question_id: option.id for question_id, (option, _, _) in answers.items()}
    return ContactSurvey(
        conversation_id,
        tuple(
            AskedQuestion(question, *answers[question.id])
            if question.id in answers
            else AskedQuestion(question)
            for question in questions_asked(questions, chosen)
        ),
    )


async def record_answer(
    desk: Desk, conversation_id: int, question_id: int, option_id: int
) -> ContactSurvey:
    """Record what a contact answered, durably; the same answer again changes nothing.

    It does not matter whether the conversation is hidden or its contact opted out.

    Returns:
        The survey as it stands now, with the questions that the answer led to.

    Raises:
        NotFound: There is no such conversation, question or answer in its campaign.
        BadInput: The question is not asked of this contact.
    """
    database = await desk.database()
    from core import survey_records

    await database.write(
        survey_records.record_answer,
        conversation_id,
        question_id,
        option_id,
        desk.texter.name,
        desk.now(),
    )
    return await survey_of(desk, conversation_id)


async def clear_answer(desk: Desk, conversation_id: int, question_id: int) -> ContactSurvey:
    """Take an answer back; it stays on record. Without an answer nothing changes.

    Raises:
        NotFound: There is no such conversation.
    """
    database = await desk.database()
    from core import survey_records

    await database.write(
        survey_records.clear_answer, conversation_id, question_id, desk.texter.name, desk.now()
    )
    return await survey_of(desk, conversation_id)
