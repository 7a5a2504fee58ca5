"""Phone numbers are read tolerantly, refused plainly, and shown in groups."""

from __future__ import annotations

import re
import subprocess
import sys

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.phone_numbers import for_reading, to_e164


@pytest.mark.parametrize(
    ("raw", "country", "e164"),
    [
        ("2125550100", "US", "+12125550100"),
        ("+1 212-555-0100", "US", "+12125550100"),
        ("212.555.0100", "US", "+12125550100"),
        ("(212) 555-0100", "US", "+12125550100"),
        ("1 (212) 555-0100", "US", "+12125550100"),
        ("12125550100", "CA", "+12125550100"),
        ("+12125550100", "AU", "+12125550100"),
        ("61468511000", "AU", "+61468511000"),
        ("0468 511 000", "AU", "+61468511000"),
        ("+233 24 123 4567", "US", "+233241234567"),
        ("011 44 7700 900123", "US", "+447700900123"),
        ("07700 900123", "GB", "+447700900123"),
        ("+12125550100 ext 5", "US", "+12125550100"),
        ("212-555-0100 x12", "US", "+12125550100"),
        ("tel:+1-212-555-0100", "US", "+12125550100"),
        ("２１２５５５０１００", "US", "+12125550100"),
        ("٢١٢٥٥٥٠١٠٠", "US", "+12125550100"),
        ("\u202a+1 (212) 555\u20110100\u202c", "US", "+12125550100"),
        ("212\u00a0555\u00a00100\r\n", "US", "+12125550100"),
        ("2125550100.0", "US", "+12125550100"),
        ("'2125550100", "US", "+12125550100"),
        ("2125550100", "us", "+12125550100"),
    ],
)
def test_numbers_are_read_however_they_are_written(raw: str, country: str, e164: str) -> None:
    assert to_e164(raw, country) == e164


@pytest.mark.parametrize(
    ("raw", "country", "what"),
    [
        ("0125550100", "US", "area code cannot exist"),
        ("9115550100", "US", "area code cannot exist"),
        ("+1 212 155 0100", "US", "area code cannot exist"),
        ("020 7946 0958", "US", "too long (11 digits)"),
        ("212-555-01OO", "US", "letters"),
        ("1-800-FLOWERS", "US", "letters"),
        ("call me", "US", "no digits"),
        ("555-0100", "US", "lacks its area code (7 digits)"),
        ("22395", "US", "too short (5 digits)"),
        ("2", "US", "1 digit"),
        ("2125550100 / 2125550101", "US", "digits)"),
        ("+999 123 456 789", "US", "No country"),
        ("", "US", "is missing"),
        ("  \u200b ", "US", "is missing"),
        ("212\x00555\x1b0100", "US", "control characters"),
        ("212;555;0100", "US", "signs"),
        ("2125550100' OR 1=1", "US", "letters"),
        ("7700900123", "Utopia", "country is unknown"),
        ("7700900123", "", "country is unknown"),
    ],
)
def test_what_is_no_number_is_refused_with_a_plain_reason(
    raw: str, country: str, what: str
) -> None:
    with pytest.raises(BadInput, match=re.escape(what)) as refused:
        to_e164(raw, country)
    digits = re.sub(r"\D", "", raw)
    assert len(digits) < 5 or digits not in re.sub(r"\D", "", str(refused.value))


@pytest.mark.parametrize("last", range(100, 200))
def test_fictional_numbers_are_accepted(last: int) -> None:
    assert to_e164(f"415-555-0{last}") == f"+14155550{last}"


@given(st.from_regex(r"\+?[0-9 ().\-]{0,16}", fullmatch=True), st.sampled_from(["US", "CA", "GB"]))
def test_the_short_way_reads_what_the_library_reads(raw: str, country: str) -> None:
    try:
        e164 = to_e164(raw, country)
    except BadInput:
        return
    number = phonenumbers.parse(raw, country)
    assert phonenumbers.is_possible_number(number)
    assert phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) == e164


@given(st.text(max_size=30), st.sampled_from(["US", "GB", "DE", "BR"]))
def test_any_text_is_read_or_refused(raw: str, country: str) -> None:
    try:
        e164 = to_e164(raw, country)
    except BadInput:
        return
    assert re.fullmatch(r"\+[1-9][0-9]{6,14}", e164)
    assert to_e164(e164, country) == e164


@pytest.mark.parametrize(
    ("e164", "home", "shown"),
    [
        ("+14155550134", "US", "+1 415 555 0134"),
        ("+14155550134", "GB", "+1 415 555 0134"),
        ("+447700900123", "US", "+44 770 090 0123"),
        ("+447700900123", "GB", "+44 7700 900123"),
        ("+61468511000", "GB", "+61 468 511 000"),
        ("+79161234567", "US", "+7 916 123 4567"),
        ("+233241234567", "US", "+233 241 234 567"),
        ("+4930123456", "US", "+49 3012 3456"),
        ("22395", "US", "22395"),
        ("+1\x1b[2J", "US", "+1␛[2J"),
        ("", "US", "(no text)"),
    ],
)
def test_numbers_are_shown_in_groups(e164: str, home: str, shown: str) -> None:
    assert for_reading(e164, home) == shown


@given(st.from_regex(r"\+[1-9][0-9]{6,14}", fullmatch=True))
def test_grouping_loses_no_digit(e164: str) -> None:
    shown = for_reading(e164)
    assert shown.replace(" ", "") == e164
    assert "  " not in shown
    assert not shown.endswith(" ")


def test_plain_numbers_need_no_library() -> None:
    code = (
        "import sys\n"
        "from core.phone_numbers import for_reading, to_e164\n"
        "assert for_reading(to_e164('(415) 555-0134')) == '+1 415 555 0134'\n"
        "assert for_reading('+447700900123') == '+44 770 090 0123'\n"
        "assert 'phonenumbers' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
