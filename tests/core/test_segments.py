"""The segment counter knows GSM-7 and UCS-2, and points out what forces UCS-2."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain import Span
from core.segments import count_segments, plain_substitutes

BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""3GPP TS 23.038, 6.2.1, without the escape."""
EXTENSION = "\f^{}\\[~]|€"
"""6.2.1.1"""


def test_the_alphabet_has_all_its_characters() -> None:
    assert len(set(BASIC)) == 127

    assert count_segments(BASIC).units == 127
    assert count_segments(EXTENSION).units == 20
    assert count_segments(BASIC + EXTENSION).forcing == ()


@pytest.mark.parametrize(
    ("text", "encoding", "units", "segments", "per_segment", "left"),
    [
        ("", "GSM-7", 0, 0, 160, 160),
        ("a", "GSM-7", 1, 1, 160, 159),
        ("a" * 160, "GSM-7", 160, 1, 160, 0),
        ("a" * 161, "GSM-7", 161, 2, 153, 145),
        ("a" * 306, "GSM-7", 306, 2, 153, 0),
        ("a" * 307, "GSM-7", 307, 3, 153, 152),
        ("€" * 80, "GSM-7", 160, 1, 160, 0),
        ("€" * 81, "GSM-7", 162, 2, 153, 143),
        # At a border: the euro sign would have one half in each text.
        ("a" * 152 + "€" + "a" * 152, "GSM-7", 306, 3, 153, 152),
        ("a" * 151 + "€" + "a" * 153, "GSM-7", 306, 2, 153, 0),
        ("я", "UCS-2", 1, 1, 70, 69),
        ("я" * 70, "UCS-2", 70, 1, 70, 0),
        ("я" * 71, "UCS-2", 71, 2, 67, 63),
        ("я" * 134, "UCS-2", 134, 2, 67, 0),
        ("я" * 135, "UCS-2", 135, 3, 67, 66),
        ("😀" * 35, "UCS-2", 70, 1, 70, 0),
        ("😀" * 36, "UCS-2", 72, 2, 67, 61),
        ("я" * 66 + "😀" + "я" * 66, "UCS-2", 134, 3, 67, 66),
        # In UCS-2 the characters of the extension table take one unit.
        ("я€{}", "UCS-2", 4, 1, 70, 66),
        # The escape of the alphabet is no character of it; a tab is none either.
        ("a\x1b", "UCS-2", 2, 1, 70, 68),
        ("a\t", "UCS-2", 2, 1, 70, 68),
        # Half a character, as a hostile text may hold.
        ("\ud83d", "UCS-2", 1, 1, 70, 69),
    ],
)
def test_texts_are_counted(
    text: str, encoding: str, units: int, segments: int, per_segment: int, left: int
) -> None:
    count = count_segments(text)

    assert (count.encoding, count.units, count.segments) == (encoding, units, segments)
    assert (count.per_segment, count.left) == (per_segment, left)


def test_the_characters_that_force_ucs_2_are_pointed_out() -> None:
    assert count_segments("We’re here — come 😀😀!").forcing == (
        Span(2, 3),
        Span(11, 12),
        Span(18, 20),
    )


def by_hand(text: str) -> tuple[int, int, int]:
    """Units, texts and room left, by putting one character after another into texts."""
    gsm = all(character in BASIC + EXTENSION for character in text)
    single, joined = (160, 153) if gsm else (70, 67)
    sizes = [1 + (character in EXTENSION if gsm else ord(character) > 0xFFFF) for character in text]
    room = single if sum(sizes) <= single else joined
    texts, left = (1, room) if text else (0, room)
    for size in sizes:
        if size > left:
            texts, left = texts + 1, room
        left -= size
    return sum(sizes), texts, left


@given(
    st.one_of(
        st.text("a€{ é\n", max_size=400),
        st.text("aя€😀", max_size=250),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=250),
    )
)
def test_any_text_is_counted_as_by_hand(text: str) -> None:
    count = count_segments(text)

    assert (count.units, count.segments, count.left) == by_hand(text)
    forcing = {i for span in count.forcing for i in range(span.start, span.end)}
    assert forcing == {i for i, letter in enumerate(text) if letter not in BASIC + EXTENSION}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“We’re here,” she said — ‘today’…", "\"We're here,\" she said - 'today'..."),
        ("9\u00a0am\u2009–\u20095\u202fpm", "9 am - 5 pm"),
        ("1½ miles, ½ hour", "1 1/2 miles, 1/2 hour"),
        ("one\u200btwo\ufeff co\u00adop", "onetwo coop"),
        ("• Vote\t™", "* Vote (TM)"),
    ],
)
def test_typographic_characters_that_cost_a_text_have_plain_ones(text: str, plain: str) -> None:
    assert count_segments(text).encoding == "UCS-2"
    assert plain_substitutes(text) == plain
    assert count_segments(plain).encoding == "GSM-7"


@pytest.mark.parametrize("text", ["María", "Łukasz", "Привет", "👍🏽 👩‍👧", "héllo €5 {x}", BASIC])
def test_letters_emoji_and_what_is_plain_are_never_replaced(text: str) -> None:
    assert plain_substitutes(text) == text
