"""Scripts: merge fields of the contact, the texter, the campaign and the list's columns."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.merge_fields import FIELDS
from core.people_names import family_name, given_name
from core.scripts import SCRIPT_FIELDS, Filled, fields_of, fill, script_fields, unknown_in


def fields(**changes: Any) -> dict[str, str]:
    """The fields of one contact."""
    about: dict[str, Any] = {
        "first_name": "Maria",
        "last_name": "Lopez",
        "number": "+14155550101",
        "custom": {"zip": "94110", "Precinct": "12-B", "Polling Place": "Library", "Note": ""},
        "texter": "Jo Lee",
        "organization": "Open Roads",
        "campaign": "Spring turnout",
    }
    return fields_of(**(about | changes))


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("Hi {firstName} {lastName}!", "Hi Maria Lopez!"),
        ("{phone} {cell} {zip}", "+14155550101 +14155550101 94110"),
        ("{texter}, {texterFirstName}, {texterLastName}", "Jo Lee, Jo, Lee"),
        ("{organization}: {campaign}", "Open Roads: Spring turnout"),
        ("{Precinct} {precinct} {PRECINCT}", "12-B 12-B 12-B"),
        ("{Polling Place} {pollingPlace} {polling_place}", "Library Library Library"),
        ("{first_name} {First Name} {FIRSTNAME} { firstName }", "Maria Maria Maria Maria"),
        # A column may be called as its list calls it.
        ("{given name} {surname} {Mobile} {zip code}", "Maria Lopez +14155550101 94110"),
        ("No fields: } and { and :-{", "No fields: } and { and :-{"),
        ("{{firstName}}", "{Maria}"),
    ],
)
def test_fields_are_filled(script: str, text: str) -> None:
    filled = fill(script, fields())

    assert filled == Filled(text, (), ())
    assert filled.complete


def test_a_field_that_fails_to_fill_is_shown_and_stops_the_send() -> None:
    filled = fill("{note} {Precint} {firstName} {note} {}", fields(first_name=" \u200b\n"))

    assert filled.text == "{note} {Precint} {firstName} {note} {}"
    assert filled.missing == ("{note}", "{firstName}")
    assert filled.unknown == ("{Precint}", "{}")
    assert not filled.complete


def test_a_forgotten_brace_stops_the_send() -> None:
    filled = fill("Hi {firstName, this is {texter", fields())

    assert filled == Filled("Hi {firstName, this is {texter", (), ("{firstName", "{texter"))
    assert unknown_in("Hi {firstName, {texter}", []) == ("{firstName",)


@pytest.mark.parametrize("name", ["{lastName}", "$&x", "\\1", "{", "}{campaign}"])
def test_what_stands_in_a_column_is_never_read_as_a_field(name: str) -> None:
    assert fill("{Precinct}, {lastName}", fields(custom={"Precinct": name})) == Filled(
        f"{name}, Lopez", (), ()
    )


def test_a_column_cannot_take_the_place_of_who_the_text_is_from() -> None:
    mine = fields(custom={"Organization": "Acme", "first name": "X", "texter": "Y"})

    assert fill("{Organization} {firstName} {texter}", mine).text == "Open Roads Maria Jo Lee"


@pytest.mark.parametrize(
    ("value", "filled"),
    [
        ("  12\n\tB ", "12 B"),
        ("a\x00b\x1b[31m", "a b [31m"),
        ("\u202eevil\u202c", "evil"),
        ("12\u00a0B\u2028", "12 B"),
        ("नमस्ते 👩‍👧 می‌خواهم", "नमस्ते 👩‍👧 می‌خواهم"),
    ],
)
def test_a_value_is_one_line_without_controls(value: str, filled: str) -> None:
    assert fill("{x}", {"x": value}).text == filled


@given(st.text(max_size=60), st.dictionaries(st.text(max_size=8), st.text(max_size=20)))
def test_any_script_is_filled_or_says_why_not(script: str, values: dict[str, str]) -> None:
    filled = fill(script, values)

    assert filled.text.count("\n") == script.count("\n")
    if filled.complete:
        # Whatever was in braces was replaced by its value, so the script stops nothing.
        assert unknown_in(script, values) == ()
    if "{" not in script:
        assert filled == Filled(script, (), ())


def test_a_picker_offers_the_fields_and_then_the_columns() -> None:
    offered = script_fields(["zip", "Precinct", "polling place", "precinct", "Campaign", "a}b"])

    assert offered == (*SCRIPT_FIELDS, "{Precinct}", "{polling place}")
    assert set(FIELDS) <= set(offered)
    custom = {"Precinct": "1", "polling place": "2"}
    assert fill("".join(offered), fields(custom=custom | {"zip": "94110"})).complete


def test_a_script_is_checked_when_it_is_saved() -> None:
    script = "{firstNme} {Precinct} {cell} {Surname} {precint} {firstNme}"

    assert unknown_in(script, ["Precinct"]) == ("{firstNme}", "{precint}")
    assert unknown_in(script, []) == ("{firstNme}", "{Precinct}", "{precint}")


# The peer makes the first letter large and no more: “Ann marie”, “MARIA”.
@pytest.mark.parametrize(
    ("written", "greeted"),
    [
        ("jane", "Jane"),
        ("josé", "José"),
        ("MARIA", "Maria"),
        ("JOSÉ", "José"),
        ("ann marie", "Ann Marie"),
        ("MARY-JANE", "Mary-Jane"),
        ("o'shea", "O'Shea"),
        ("MCKENNA", "McKenna"),
        ("ja'nae", "Ja'nae"),
        ("éva", "Éva"),
        ("İPEK", "İpek"),
        # Written with care.
        ("McKenna", "McKenna"),
        ("DeShawn", "DeShawn"),
        ("van der Berg", "van der Berg"),
        # Initials.
        ("JD", "JD"),
        ("J.D.", "J.D."),
        ("TJ", "TJ"),
        # Letters without case.
        ("ნინო", "ნინო"),
        ("愛", "愛"),
        ("", ""),
    ],
)
def test_first_names_get_their_capitals_and_none_is_damaged(written: str, greeted: str) -> None:
    assert given_name(written) == greeted
    assert fields(first_name=f"  {written} ")["firstName"] == greeted


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("HUERTA", "Huerta"),
        ("VAN DER BERG", "van der Berg"),
        ("de la cruz", "de la Cruz"),
        ("O’NEIL", "O’Neil"),
        ("SMITH III", "Smith III"),
        ("SMITH JR.", "Smith Jr."),
        ("NG", "Ng"),
        ("van der Berg", "van der Berg"),
        ("MacDonald", "MacDonald"),
    ],
)
def test_last_names_get_their_capitals_and_none_is_damaged(written: str, named: str) -> None:
    assert family_name(written) == named


def test_a_texter_is_introduced_by_name() -> None:
    mine = fields(texter=" sam\u00a0 LEE ")

    assert (mine["texter"], mine["texterFirstName"], mine["texterLastName"]) == (
        "Sam Lee",
        "Sam",
        "Lee",
    )
    assert fill("{texterLastName}", fields(texter="sam")).missing == ("{texterLastName}",)
