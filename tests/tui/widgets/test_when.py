"""Moments in few characters, local to the texter."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tui.widgets.when import age, day_words, moment_words, time_words

NOW = datetime(2026, 11, 23, 18, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=-30), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=2), "2m"),
        (timedelta(minutes=59, seconds=59), "59m"),
        (timedelta(hours=3), "3h"),
        (timedelta(days=6, hours=23), "6d"),
        (timedelta(days=20), "Nov 3"),
        (timedelta(days=400), "2025"),
    ],
)
def test_an_age_is_short(ago: timedelta, words: str) -> None:
    assert age(NOW - ago, NOW, UTC) == words


def test_no_text_has_no_age() -> None:
    assert age(None, NOW, UTC) == ""


def test_days_have_names() -> None:
    today = date(2026, 11, 23)
    assert day_words(today, today) == "Today"
    assert day_words(date(2026, 11, 22), today) == "Yesterday"
    assert day_words(date(2026, 11, 16), today) == "Mon 16 Nov 2026"


def test_times_are_local() -> None:
    pacific = timezone(timedelta(hours=-8))
    assert time_words(NOW, pacific) == "10:42"
    assert moment_words(NOW, timezone(timedelta(hours=6))) == "24 Nov 2026, 00:42"
