"""The transcript: days, sides, states, requests and notices, read from the end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.domain import RequestKind, Span, TextKind, TextState
from core.leaving import ALREADY_TOLD, OPTED_OUT
from core.views import TextView
from tests.tui.harness import (
    NOW,
    HarnessApp,
    drawn,
    sample_sent,
    sample_text,
    sample_view,
)
from tui.widgets.bubbles import MAX_LINES
from tui.widgets.transcript_lines import state_words

SIZE = (120, 40)


async def lines_for(*texts: TextView, older: int = 0, texter: str = "") -> list[str]:
    """What the transcript shows of these texts, without blank lines."""
    app = HarnessApp(0)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        app.transcript.texter = texter
        app.transcript.show(sample_view(texts=texts, older=older))
        await pilot.pause()
        return [line.rstrip() for line in drawn(app.transcript) if line.strip()]


async def test_each_day_has_a_line() -> None:
    lines = await lines_for(
        sample_text(1, "one", at=NOW - timedelta(days=7)),
        sample_text(2, "two", at=NOW - timedelta(days=1)),
        sample_text(3, "three"),
        sample_text(4, "four"),
    )
    days = [line.strip(" ─") for line in lines if "──" in line]
    assert days == ["Mon 16 Nov 2026", "Yesterday", "Today"]


async def test_received_texts_stand_left_and_sent_ones_right() -> None:
    lines = await lines_for(
        sample_text(1, "hello"), sample_sent(2, "hi there", TextState.DELIVERED)
    )
    received = next(line for line in lines if "hello" in line)
    sent = next(line for line in lines if "hi there" in line)
    assert received.index("hello") == 3
    assert sent.index("hi there") > 25


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (TextState.QUEUED, "queued"),
        (TextState.SENDING, "sending…"),
        (TextState.SENT, "sent"),
        (TextState.DELIVERED, "✓ delivered"),
        (TextState.FAILED, "not delivered"),
        (TextState.CANCELLED, "cancelled"),
        (TextState.DROPPED, "not sent"),
        (TextState.UNKNOWN, "may not have been sent"),
    ],
)
async def test_the_state_of_a_sent_text_is_in_words(state: TextState, words: str) -> None:
    lines = await lines_for(sample_sent(1, "hi", state))
    assert lines[-1].strip() == f"Jo · 17:43 · {words}"


@pytest.mark.parametrize(
    ("state", "reason", "words"),
    [
        (TextState.BLOCKED, ALREADY_TOLD, "not sent: the provider has already told this contact."),
        (TextState.CANCELLED, OPTED_OUT, "not sent: the contact has opted out."),
        (TextState.FAILED, "The provider refused it (7).", "not delivered: The provider refused"),
    ],
)
def test_a_reason_that_says_what_became_of_it_is_not_said_twice(
    state: TextState, reason: str, words: str
) -> None:
    assert state_words(sample_sent(1, "hi", state, reason=reason)).startswith(words)


async def test_a_blocked_text_is_never_shown_as_sent() -> None:
    text = " ".join(await lines_for(sample_sent(1, "hi", TextState.BLOCKED)))
    assert "not delivered: the provider" in text
    assert "blocks this contact" in text


async def test_the_reason_is_told() -> None:
    sent = sample_sent(1, "hi", TextState.CANCELLED, reason="this number was opted out")
    text = " ".join(" ".join(await lines_for(sent)).split())
    assert "cancelled: this number was opted out" in text


async def test_my_own_texts_are_mine_and_the_confirmation_has_its_name() -> None:
    lines = await lines_for(
        sample_sent(1, "hi", TextState.SENT),
        sample_sent(2, "bye", TextState.SENT, author="Ann"),
        sample_sent(3, "You are opted out.", TextState.SENT, kind=TextKind.CONFIRMATION),
        texter="Jo",
    )
    metas = [line.split(" · ")[0].strip() for line in lines if " · " in line]
    assert metas == ["You", "Ann", "Opt-out message"]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (RequestKind.KEYWORD, "asks to opt out · keyword"),
        (RequestKind.REQUEST, "asks to opt out · in own words"),
        (RequestKind.WRONG_NUMBER, "wrong number?"),
    ],
)
async def test_a_request_is_marked_beside_each_line_and_in_words(
    kind: RequestKind, words: str
) -> None:
    body = "please stop texting me. " * 5
    lines = await lines_for(sample_text(1, body, request=kind, span=Span(0, 22)))
    marked = [line for line in lines if line.startswith(" ▌")]
    assert len(marked) >= 4
    assert words in marked[-1]
    assert sum("stop" in line for line in marked) >= 3


async def test_the_words_that_ask_are_highlighted_and_no_others() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        text = sample_text(
            1, "No. Please stop texting me now", request=RequestKind.REQUEST, span=Span(4, 26)
        )
        app.transcript.show(sample_view(texts=(text,)))
        await pilot.pause()
        green = app.transcript.get_component_rich_style("transcript--highlight").bgcolor
        strips = app.transcript.render_lines(app.transcript.size.region)
        found = [
            segment.text
            for strip in strips
            for segment in strip
            if segment.style is not None and segment.style.bgcolor == green
        ]
        assert "".join(found) == "Please stop texting me"


async def test_a_notice_of_the_provider_stands_by_itself_in_the_middle() -> None:
    notice = sample_text(1, "The provider blocked the line.", kind=TextKind.PROVIDER_NOTICE)
    lines = await lines_for(notice)
    assert lines[-1].strip() == "── 17:43 · The provider blocked the line. ──"
    left = len(lines[-1]) - len(lines[-1].lstrip())
    assert left > 2


async def test_earlier_texts_are_counted() -> None:
    lines = await lines_for(sample_text(1, "hi"), older=1200)
    assert "… 1,200 earlier texts" in lines[0]


async def test_a_very_long_text_is_cut_and_says_how_much_is_missing() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 80), notifications=True) as pilot:
        app.transcript.show(sample_view(texts=(sample_text(1, "word\n" * 100 + "end"),)))
        await pilot.pause()
        lines = drawn(app.transcript)
        assert sum("word" in line for line in lines) == MAX_LINES
        assert any("… 61 more lines" in line for line in lines)


def many(count: int) -> tuple[TextView, ...]:
    return tuple(sample_text(i, f"text number {i}") for i in range(1, count + 1))


async def test_a_conversation_opens_at_its_end() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        app.transcript.show(sample_view(1, texts=many(200)))
        await pilot.pause()
        assert any("number 200" in line for line in drawn(app.transcript))
        await pilot.press("tab")
        app.transcript.focus()
        await pilot.press("g")
        app.transcript.show(sample_view(2, texts=many(150)))
        await pilot.pause()
        assert any("number 150" in line for line in drawn(app.transcript))


async def test_a_new_text_does_not_move_what_is_being_read() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        texts = many(100)
        app.transcript.show(sample_view(texts=texts[10:99], older=10))
        app.transcript.focus()
        await pilot.press("pageup", "pageup", "k")
        await pilot.pause()
        before = drawn(app.transcript)
        app.transcript.show(sample_view(texts=texts))
        await pilot.pause()
        assert drawn(app.transcript) == before


async def test_at_the_end_a_new_text_is_followed() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        app.transcript.show(sample_view(texts=many(50)))
        await pilot.pause()
        app.transcript.show(sample_view(texts=many(51)))
        await pilot.pause()
        assert any("number 51" in line for line in drawn(app.transcript))


async def test_a_text_whose_state_changed_is_drawn_anew() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        app.transcript.show(sample_view(texts=(sample_sent(1, "hi", TextState.QUEUED),)))
        app.transcript.show(sample_view(texts=(sample_sent(1, "hi", TextState.DELIVERED),)))
        await pilot.pause()
        assert any("✓ delivered" in line for line in drawn(app.transcript))


@pytest.mark.parametrize(
    ("keys", "shows"), [(["g"], "number 1 "), (["g", "G"], "number 60 "), (["home"], "number 1 ")]
)
async def test_keys_scroll_when_it_has_the_focus(keys: list[str], shows: str) -> None:
    app = HarnessApp(0)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        app.transcript.show(sample_view(texts=many(60)))
        app.transcript.focus()
        await pilot.press(*keys)
        assert any(shows in line for line in drawn(app.transcript))


async def test_it_wraps_anew_when_the_terminal_changes() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        app.transcript.show(sample_view(texts=(sample_text(1, "some words " * 20),)))
        await pilot.pause()
        wide = sum("words" in line for line in drawn(app.transcript))
        await pilot.resize_terminal(70, 40)
        await pilot.pause()
        lines = drawn(app.transcript)
        assert sum("words" in line for line in lines) > wide


async def test_nothing_open_and_nothing_said_are_told_apart() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        app.transcript.show(sample_view(texts=()))
        await pilot.pause()
        assert "No texts yet." in "".join(drawn(app.transcript))
        app.transcript.clear()
        await pilot.pause()
        assert "No conversation is open." in "".join(drawn(app.transcript))
        assert app.transcript.conversation_id is None
