"""What triage is drawn with: rows, what was read, progress and pace, whatever a contact wrote."""

from __future__ import annotations

import unicodedata
from datetime import UTC
from typing import Any

import pytest
from rich.cells import cell_len

from core.domain import Behavior, RequestKind, Span
from core.views import OptOutPreview, TextView
from core.views_triage import TriageItem, TriageRow
from tests.tui.harness import NOW, hostile_bodies, sample_text
from tui.widgets.conversation_row import Pieces
from tui.widgets.triage_pace import TriagePace, left_words
from tui.widgets.triage_progress import TriageProgressState, progress_words
from tui.widgets.triage_reading import reading_words
from tui.widgets.triage_row import Standing, asking_line, sure_line


def row(**changes: Any) -> TriageRow:
    fields: dict[str, Any] = {
        "conversation_id": 1,
        "name": "Maria Lopez",
        "number": "+14155550101",
        "body": "STOP",
        "span": Span(0, 4),
        "asked": RequestKind.KEYWORD,
        "sureness": 1000,
        "at": NOW,
        "behavior": Behavior.TYPE_1,
        "campaign": "Spring turnout",
    }
    return TriageRow(**{**fields, **changes})


def item(texts: tuple[TextView, ...] = (), **changes: Any) -> TriageItem:
    fields: dict[str, Any] = {
        "conversation_id": 1,
        "assignment_id": 1,
        "campaign": "Spring turnout",
        "organization": "Open Roads",
        "name": "Maria Lopez",
        "number": "+14155550101",
        "line": "+12025550100",
        "behavior": Behavior.TYPE_1,
        "asked": RequestKind.REQUEST,
        "text_id": 1,
        "rule": "leave-me",
        "why": "They ask to be taken off the list.",
        "confidence": 0.97,
        "language": "es",
        "blocked": False,
        "block": None,
        "block_id": None,
        "preview": OptOutPreview(
            Behavior.TYPE_1, False, False, True, "Opting out records it.", "Bye"
        ),
        "texts": texts,
        "asked_at": NOW,
        "last_text_id": 1,
    }
    return TriageItem(**{**fields, **changes})


def words(pieces: Pieces) -> str:
    return "".join(text for text, _ in pieces)


def sure(one: TriageRow, width: int = 34, standing: Standing = Standing()) -> str:  # noqa: B008
    return words(sure_line(one, width, NOW, UTC, standing, at_cursor=True))


def asking(one: TriageRow, width: int = 34, standing: Standing = Standing()) -> str:  # noqa: B008
    return words(asking_line(one, width, standing))


def test_a_row_says_since_when_how_surely_who_and_what() -> None:
    assert sure(row()) == ">    now 100% Maria Lopez"
    assert sure(row(sureness=974, blocked=True)) == ">    now  97% ⊘ Maria Lopez"
    assert sure(row(), standing=Standing(marked=True)).startswith(">x")
    assert sure(row(), standing=Standing(skipped=True)).startswith(">↷")
    # What was answered stands at the end, with no figure of its own.
    assert sure(row(sureness=0)) == ">↷   now      Maria Lopez"
    assert asking(row()) == " ▌ STOP"
    assert asking(row(claimed_by="kim")) == "   with kim"
    assert asking(row(), standing=Standing(gone=True)) == "   no longer waits"
    assert asking(row(), standing=Standing(saving=True)) == "   saving…"
    assert asking(row(asked=RequestKind.NONE, body="")) == " ▌ blocked by the provider"


def test_the_words_that_ask_are_in_sight_of_a_long_text() -> None:
    body = "Good morning to you and yours, and now please stop texting me, thank you kindly"
    start = body.index("stop")
    line = asking_line(row(body=body, span=Span(start, start + 12)), 34, Standing())
    assert ("stop texting", "list--hit") in line
    assert words(line) == " ▌ …now please stop texting me, t…"
    assert cell_len(words(line)) <= 34


def test_what_was_read_is_said_with_behavior_and_outcome() -> None:
    assert str(reading_words(item())) == (
        "▌ Asks to opt out · in own words · 97% sure · Spanish\n"
        "They ask to be taken off the list.\n"
        "Provider type 1. Opting out records it."
    )
    blocked = item(asked=RequestKind.NONE, why="The provider refused a text to them.", language="")
    assert str(reading_words(blocked)).startswith("▌ The line is blocked\nThe provider refused")
    assert "No longer waits" in str(reading_words(item(), gone=True))


def harmless(text: str) -> bool:
    return all(char == "\n" or unicodedata.category(char) not in ("Cc", "Cs") for char in text)


@pytest.mark.parametrize("body", [body for _, body in hostile_bodies()])
def test_nothing_a_contact_writes_leaves_its_row_or_does_anything(body: str) -> None:
    whole = Span(0, len(body))
    for width in (20, 34, 60):
        for span in (whole, None, Span(len(body) // 2, len(body))):
            one = row(name=body, body=body, span=span, claimed_by="")
            for line in (sure(one, width), asking(one, width)):
                assert harmless(line)
                assert "\n" not in line
                assert cell_len(line) <= width
        assert cell_len(asking(row(claimed_by=body), width)) <= width
        assert harmless(asking(row(claimed_by=body), width))
    read = item((sample_text(1, body),), why=body, language=body)
    assert harmless(str(reading_words(read)))


def test_progress_says_as_much_as_there_is_room_for() -> None:
    state = TriageProgressState(300, 100, held=2, marked=3, per_minute=30, seconds_left=600)
    assert str(progress_words(state, 120)) == (
        "━━━━━─────────────── 100 of 400 decided · 3 marked · 30 a minute · about 10 min left"
        " · 2 are with others"
    )
    assert str(progress_words(state, 40)) == "100 of 400 decided · 3 marked"
    almost = TriageProgressState(1, 100_000)
    assert "─" in str(progress_words(almost, 80))
    assert str(progress_words(TriageProgressState(0, 7), 80)).startswith("━" * 20 + " 7 of 7")


def test_the_pace_is_that_of_the_latest_decisions_and_forgives_a_pause() -> None:
    pace = TriagePace()
    for at in (0.0, 1.0, 2.0):
        pace.decided(at)
        assert pace.per_minute is None
    for at in (3.0, 4.0):
        pace.decided(at)
    assert pace.per_minute == 60
    assert pace.seconds_left(30) == 30
    pace.decided(4_000.0)
    assert pace.per_minute == pytest.approx(60 * 5 / 24)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(10, "under a minute"), (60, "1 min"), (600, "10 min"), (3600, "1 h"), (7800, "2 h 10 min")],
)
def test_time_left_is_said_as_people_say_it(seconds: float, said: str) -> None:
    assert left_words(seconds) == said


def test_the_words_that_ask_are_in_sight_however_far_down_they_stand() -> None:
    body = "I have a long story to tell. " * 40 + "Please stop texting me. And more. " * 20
    start = body.index("stop texting")
    one = row(body=body, span=Span(start, start + 12))
    shown = asking_line(one, 34, Standing())
    assert ("stop texting", "list--hit") in shown
    assert "…" in words(shown)[:5]
