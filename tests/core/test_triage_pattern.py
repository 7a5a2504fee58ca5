"""The language that requests are marked by."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain import Behavior, RequestKind
from core.errors import BadPattern
from core.triage_pattern import IS, KEYS, Candidate, parse_pattern

NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)
ZOE = Candidate(
    name="Zoë Ångström",
    number="+14155550134",
    body="Please  STOP texting me, mañana too",
    asked=RequestKind.REQUEST,
    rule="stop-texting",
    sureness=930,
    language="en",
    behavior=Behavior.TYPE_2,
    campaign="Spring turnout",
    blocked=False,
    asked_at=NOW - timedelta(hours=3),
)


def matches(pattern: str, candidate: Candidate = ZOE) -> bool:
    return parse_pattern(pattern, NOW).matches(candidate)


@pytest.mark.parametrize(
    "pattern",
    [
        "is:optout",
        "is:request",
        "is:type2",
        "IS:Request",
        "stop",
        "text:stop",
        'text:"stop texting"',
        '"stop texting me"',
        "manana",
        "name:zoe name:angstrom",
        "number:0134",
        "number:+1-415-555",
        "campaign:SPRING",
        'campaign:"spring turn"',
        "lang:EN",
        "rule:stop",
        "sure:93",
        "sure:90%",
        "before:2h",
        "before:2026-11-03T12:00:00+00:00",
        "before:2027-01-01",
        "after:1d after:2026-11-01",
        "-is:keyword -is:blocked -is:told -is:type1",
        '-text:"bus stop"',
        "  is:optout\t-lang:es  ",
    ],
)
def test_a_pattern_that_matches(pattern: str) -> None:
    assert matches(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "is:keyword",
        "is:blocked",
        "is:told",
        "is:type1",
        "-is:request",
        "is:optout texted",
        'text:"texting stop"',
        "name:maria",
        "number:9999",
        "campaign:fall",
        "lang:e",
        "rule:start",
        "sure:94",
        "before:4h",
        "after:2h",
        "before:2026-11-01",
        "-stop",
    ],
)
def test_a_pattern_that_does_not(pattern: str) -> None:
    assert not matches(pattern)


def test_a_block_alone_is_blocked_and_told_and_no_request() -> None:
    blocked = replace(ZOE, body="", asked=RequestKind.NONE, blocked=True, sureness=1000)

    assert matches("is:blocked is:told -is:optout sure:100", blocked)


def test_a_day_begins_where_the_texter_is() -> None:
    midnight = datetime(2026, 11, 3).astimezone()

    assert matches("after:2026-11-03", replace(ZOE, asked_at=midnight))
    assert matches("before:2026-11-03", replace(ZOE, asked_at=midnight - timedelta(seconds=1)))


@pytest.mark.parametrize(
    ("pattern", "place", "says"),
    [
        ("is:optuot", (0, 9), "after is: may stand optout, keyword"),
        ("stop colour:red", (5, 15), "There are is:, text:, name:"),
        ("http://example.org", (0, 18), "words with a colon stand in quotes"),
        ("sure:lots", (0, 9), "sure:90"),
        ("sure:101", (0, 8), "0 to 100"),
        ("before:yesterday", (0, 16), "2026-11-01T15:30"),
        ("before:999999w", (0, 14), "2h"),
        ("number:x", (0, 8), "number:0134"),
        ("is:", (0, 3), "something after is:"),
        ("stop -", (5, 6), "after the minus"),
        ('text:"stop', (0, 10), "never closed"),
        ('te"x"t', (0, 6), "in quotes"),
        ("", (0, 0), "is:keyword"),
        ("   ", (0, 3), "is:keyword"),
        ('""', (0, 2), "a word"),
    ],
)
def test_a_mistake_names_its_place_and_what_is_allowed(
    pattern: str, place: tuple[int, int], says: str
) -> None:
    with pytest.raises(BadPattern) as mistake:
        parse_pattern(pattern, NOW)

    assert (mistake.value.start, mistake.value.end) == place
    assert says in str(mistake.value)
    if pattern.strip():
        assert f"At character {place[0] + 1}" in str(mistake.value)


WORDS = st.sampled_from([*(f"{key}:" for key in KEYS), *IS, '"', "-", " ", "2h", "é", "90", "\0"])


@settings(max_examples=60)
@given(st.one_of(st.text(), st.lists(WORDS, max_size=8).map("".join)))
def test_whatever_is_typed_is_a_pattern_or_a_mistake_in_it(written: str) -> None:
    mistake: BadPattern | None = None
    try:
        parse_pattern(written, NOW).matches(ZOE)
    except BadPattern as error:
        mistake = error
    assert mistake is None or 0 <= mistake.start <= mistake.end <= len(written)
