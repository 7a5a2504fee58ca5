"""What the best-known open-source peer does, case by case, and where we do otherwise."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.campaign_plan import CampaignPlan
from core.contact_file import ContactFile
from core.desk import Desk
from core.domain import Behavior
from core.errors import BadContactFile, BadInput
from core.importing import import_contacts
from core.phone_numbers import to_e164
from core.scripts import fields_of, fill
from core.segments import count_segments, plain_substitutes
from core.texting_hours import LEGAL_HOURS, TextingHours, is_open
from core.time_zones import contact_zones, local_time, zone_of_column

Case = dict[str, Any]

CASES: list[Case] = json.loads(
    (Path(__file__).parent.parent / "data" / "peer-cases.json").read_text("utf-8")
)

NOT_A_CONTACT_LIST = (
    "Recommended replies are not read from CSV; such a file, taken for a contact list, is refused "
    "whole, with the reason."
)

DIFFERENT: dict[tuple[str, int], tuple[Any, str]] = {
    ("csv_missing_header", 0): (
        {"error": None},
        "Only the number is needed: who has no first name goes by the number, and a script that "
        "uses it stops for that contact.",
    ),
    ("csv_custom_fields", 0): (
        {"custom_fields": {"zip": "95201", "custom_foo": "bar", "custom_xxx": "yyy"}},
        "The ZIP code is kept with the contact's other columns.",
    ),
    ("csv_empty", 0): (
        {"error": "has a header and no contacts below it"},
        "A list without contacts is a mistake, and is said to be one.",
    ),
    ("canned_response_csv", 0): ({"error": "mean the same"}, NOT_A_CONTACT_LIST),
    ("canned_response_csv", 1): ({"error": "mean the same"}, NOT_A_CONTACT_LIST),
    ("canned_response_csv", 2): ({"error": "no column for the phone number"}, NOT_A_CONTACT_LIST),
    ("canned_response_csv", 3): ({"error": "no column for the phone number"}, NOT_A_CONTACT_LIST),
    ("texting_hours", 5): (
        {"allowed": False},
        "The end is exclusive everywhere; the peer's depends on which way it takes.",
    ),
    ("texting_hours", 13): (
        {"allowed": True},
        "The contact's own zone counts before the campaign's, for the rule asks for the time at "
        "the called party's location: 15:00 in Phoenix is 16:00 in Denver.",
    ),
    ("texting_hours", 15): (
        {"allowed": True},
        "Of whom nothing is known may be anywhere on the mainland, and it is 8:00 in Los Angeles; "
        "the peer waits until noon in New York.",
    ),
    ("script_merge", 2): (
        {"text": "Hi Ann Marie!"},
        "Each of a person's names gets its capital, not only the first.",
    ),
    ("script_merge", 3): (
        {"text": "Hi {firstName}", "missing": ["{firstName}"]},
        "A field with nothing to fill it stops the text; nobody is greeted “Hi ”.",
    ),
    ("script_merge", 4): (
        {"text": "In {unknown}", "unknown": ["{unknown}"]},
        "A field that does not exist stops the text; nobody sees braces.",
    ),
    ("script_merge", 6): (
        {"text": "Hi $&x"},
        "A name is put in as it is; the peer reads it as a pattern.",
    ),
    ("script_merge", 7): ({"text": "Hi Jo"}, "Fields are found whatever their case."),
    ("gsm_replace", 2): ({"text": "..."}, "No space that nobody wrote."),
    ("gsm_replace", 5): (
        {"text": " x"},
        "A no-break space is a space; the peer's table has an apostrophe there.",
    ),
}
"""By area and place in it: our answer, and why."""


def cases_of(area: str) -> list[Any]:
    """The cases of an area for a test: input, and our answer where it is not the peer's."""
    of_area = [case for case in CASES if case["area"] == area]
    assert of_area
    return [
        pytest.param(
            case["input"],
            DIFFERENT.get((area, index), (case["expected"],))[0],
            id=f"{area}-{index}",
        )
        for index, case in enumerate(of_area)
    ]


def test_every_case_of_the_peer_is_asked_below() -> None:
    asked = {
        *("csv_dedupe", "csv_missing_header", "csv_custom_fields", "csv_header_alias"),
        *("csv_phone_country", "csv_no_custom_fields", "csv_empty", "canned_response_csv"),
        *("texting_hours", "dst", "zone_facts", "script_merge", "phone_normalize", "gsm_replace"),
    }
    assert {case["area"] for case in CASES} == asked


@pytest.mark.parametrize("area_and_place", DIFFERENT, ids=lambda key: f"{key[0]}-{key[1]}")
def test_what_is_said_to_be_different_is_different(area_and_place: tuple[str, int]) -> None:
    area, place = area_and_place
    case = [case for case in CASES if case["area"] == area][place]

    assert DIFFERENT[area_and_place][0] != case["expected"]


# --- Contact lists ---------------------------------------------------------------------------


async def imported(
    desk: Desk, path: Path, lines: list[str], country: str = "US"
) -> tuple[dict[str, int], list[tuple[str, str, dict[str, str]]]]:
    """What an import counts, and the number, first name and columns of who is then there."""
    path.write_text("\n".join(lines) + "\n", "utf-8")  # noqa: ASYNC240
    plan = CampaignPlan(
        "Open Roads", "Spring", Behavior.TYPE_1, "+12025550100", default_country=country
    )
    summary = await import_contacts(desk, path, plan, "jo")
    rows = await desk.reader.rows(
        "SELECT c.number, k.first_name, c.custom FROM conversation c "
        "JOIN contact k ON k.id = c.contact_id ORDER BY c.id"
    )
    counts = {"imported": summary.imported, "duplicates": summary.duplicates}
    return counts, [(row[0], row[1], json.loads(row[2])) for row in rows]


@pytest.mark.parametrize(("given", "expected"), cases_of("csv_dedupe"))
async def test_of_rows_with_one_number_the_last_is_kept(
    desk: Desk, tmp_path: Path, given: Case, expected: Case
) -> None:
    rows = [f"Name{row},{given['same_cell']}" for row in range(given["rows"])]
    counts, people = await imported(desk, tmp_path / "list.csv", ["firstName,cell", *rows])

    kept = "last row" if people[0][1] == f"Name{given['rows'] - 1}" else people[0][1]
    assert {
        "contacts_kept": counts["imported"],
        "kept": kept,
        "duplicates_reported": counts["duplicates"],
    } == expected


@pytest.mark.parametrize(("given", "expected"), cases_of("csv_missing_header"))
async def test_a_list_without_first_names(
    desk: Desk, tmp_path: Path, given: Case, expected: Case
) -> None:
    header = ",".join(given["headers"])
    counts, _ = await imported(desk, tmp_path / "list.csv", [header, "Huerta,2095550100,95201"])

    assert expected == {"error": None}
    assert counts["imported"] == 1


@pytest.mark.parametrize(("given", "expected"), cases_of("csv_custom_fields"))
async def test_columns_we_do_not_know_are_kept_by_their_headers(
    desk: Desk, tmp_path: Path, given: Case, expected: Case
) -> None:
    lines = [",".join(given["headers"]), ",".join(given["row"])]
    _, people = await imported(desk, tmp_path / "list.csv", lines)

    assert {"custom_fields": people[0][2]} == expected


@pytest.mark.parametrize(("given", "expected"), cases_of("csv_no_custom_fields"))
async def test_a_list_may_have_no_other_columns(
    desk: Desk, tmp_path: Path, given: Case, expected: Case
) -> None:
    header = ",".join(["firstName", "lastName", "cell", *given["custom_columns"]])
    _, people = await imported(desk, tmp_path / "list.csv", [header, "Dolores,Huerta,2095550100"])

    assert {"custom_fields": people[0][2]} == expected


@pytest.mark.parametrize(("given", "expected"), cases_of("csv_header_alias"))
def test_headers_are_known_by_their_aliases(tmp_path: Path, given: Case, expected: Case) -> None:
    path = tmp_path / "list.csv"
    other = "email" if expected["canonical"] == "cell" else "phone"
    path.write_text(f"{given['header']},{other}\n")
    with ContactFile(path) as file:
        columns = file.columns
    found = {columns.phone: "cell", columns.first_name: "firstName", columns.last_name: "lastName"}
    found |= dict(columns.custom)

    assert found[0] == expected["canonical"]


@pytest.mark.parametrize(("given", "expected"), cases_of("csv_phone_country"))
async def test_numbers_without_a_country_are_the_campaigns(
    desk: Desk, tmp_path: Path, given: Case, expected: Case
) -> None:
    lines = ["firstName,cell", f"Dolores,{given['cell']}"]
    counts, people = await imported(desk, tmp_path / "list.csv", lines, given["default_country"])

    assert {"accepted": bool(people), "contacts": counts["imported"]} == expected


@pytest.mark.parametrize(("given", "expected"), cases_of("csv_empty"))
async def test_a_list_of_nobody(desk: Desk, tmp_path: Path, given: Case, expected: Case) -> None:
    with pytest.raises(BadContactFile, match=expected["error"]):
        await imported(desk, tmp_path / "list.csv", ["firstName,cell"] + [""] * given["rows"])


@pytest.mark.parametrize(("given", "expected"), cases_of("canned_response_csv"))
def test_a_file_of_replies_is_no_contact_list(tmp_path: Path, given: Case, expected: Case) -> None:
    path = tmp_path / "replies.csv"
    row = f"{given.get('row_title', 'hello')},{given.get('row_text', 'Hi')}"
    path.write_text(f"{given.get('headers', 'title,text')}\n{row},{given.get('action', '')}\n")

    with pytest.raises(BadContactFile, match=expected["error"]):
        ContactFile(path)


@pytest.mark.parametrize(("given", "expected"), cases_of("phone_normalize"))
def test_phone_numbers_are_read(given: Case, expected: Case) -> None:
    try:
        e164 = to_e164(given["number"], given["default_country"])
    except BadInput:
        e164 = None

    assert {"e164": e164} == expected


# --- Time ------------------------------------------------------------------------------------

ZONE_OF_OFFSET: Mapping[int, str] = {
    -8: "America/Los_Angeles",
    -7: "America/Denver",
    -5: "America/New_York",
}
"""The peer knows a contact's zone by its offset and whether it has summer time."""
TOLL_FREE = "+18005550100"


@pytest.mark.parametrize(("given", "expected"), cases_of("texting_hours"))
def test_texts_leave_in_the_hours_of_the_contact(given: Case, expected: Case) -> None:
    own = ZONE_OF_OFFSET[given["contact_offset"]["offset"]] if given["contact_offset"] else ""
    campaign = given.get("campaign_override_zone") or given.get("process_timezone", "")
    zones = contact_zones(own, TOLL_FREE if own else "", zone_of_column(campaign) or "")
    hours = LEGAL_HOURS
    if given["start_hour"] is not None:
        hours = TextingHours(given["start_hour"] * 60, given["end_hour"] * 60)

    allowed = is_open(hours, zones, datetime.fromisoformat(given["now"]))

    assert {"allowed": allowed} == expected


@pytest.mark.parametrize(("given", "expected"), cases_of("dst"))
def test_summer_time_is_known(given: Case, expected: Case) -> None:
    there = local_time(datetime.fromisoformat(given["now"]), [zone_of_column(given["zone"]) or ""])

    assert there is not None
    assert {"dst": bool(there.dst())} == expected


@pytest.mark.parametrize(("given", "expected"), cases_of("zone_facts"))
def test_zones_have_their_offsets(given: Case, expected: Case) -> None:
    zone = zone_of_column(given["zone"]) or ""
    months = [local_time(datetime(2018, month, 1, tzinfo=UTC), [zone]) for month in range(1, 13)]
    offsets = {there.utcoffset() for there in months if there is not None}

    assert offsets - {None} == offsets
    assert {
        "standard_offset": min(offset for offset in offsets if offset) // timedelta(hours=1),
        "has_dst": len(offsets) > 1,
    } == expected


# --- Messages --------------------------------------------------------------------------------


@pytest.mark.parametrize(("given", "expected"), cases_of("script_merge"))
def test_scripts_are_filled(given: Case, expected: Case) -> None:
    fixed: Case = given["fixed"]
    filled = fill(
        given["script"],
        fields_of(
            first_name=given["contact"].get("firstName", ""),
            last_name="",
            number=fixed["cell"],
            custom={name: fixed[name] for name in ("zip", "external_id", "event_city")},
            texter=fixed["texter"],
            organization="Open Roads",
            campaign="Spring",
        ),
    )

    assert filled.text == expected["text"]
    assert list(filled.missing) == expected.get("missing", [])
    assert list(filled.unknown) == expected.get("unknown", [])


@pytest.mark.parametrize(("given", "expected"), cases_of("gsm_replace"))
def test_typographic_characters_have_plain_ones(given: Case, expected: Case) -> None:
    plain = plain_substitutes(given["text"])

    assert {"text": plain} == expected
    assert count_segments(plain).encoding == "GSM-7"
