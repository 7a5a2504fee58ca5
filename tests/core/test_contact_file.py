"""Contact lists as they lie on disk: encodings, headers, rows, and the lines of what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.contact_file import LONGEST_LINE, Columns, ContactFile, FileRow
from core.errors import BadContactFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "contacts.csv"


def read(path: Path, content: bytes | str) -> tuple[Columns, list[FileRow]]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with ContactFile(path) as file:
        return file.columns, list(file.rows())


def refusal(path: Path, content: bytes | str) -> str:
    with pytest.raises(BadContactFile) as caught:
        read(path, content)
    message = str(caught.value)
    assert str(path) in message
    return message


# What the best-known open-source peer's own tests expect of a header, and what we do.
@pytest.mark.parametrize(
    ("header", "means"),
    [
        ("cell", "phone"),
        ("cellPhone", "phone"),
        ("cellphone", "phone"),
        ("Cell Phone", "phone"),
        ("mobile", "phone"),
        ("Mobile_Number", "phone"),
        ("PHONE-NUMBER", "phone"),
        (" phone ", "phone"),
        ("first_name", "first_name"),
        ("firstname", "first_name"),
        ("First Name", "first_name"),
        ("givenName", "first_name"),
        ("LastName", "last_name"),
        ("lastname", "last_name"),
        ("surname", "last_name"),
        ("zip", "custom zip"),
        ("zipcode", "custom zip"),
        ("postalNumber", "custom zip"),
        ("externalId", "custom external_id"),
        ("external id", "custom external_id"),
        ("district", "custom district"),
        # The peer lowers the case of names it does not know; we keep what was written.
        ("Voting District", "custom Voting District"),
    ],
)
def test_a_header_is_known_by_its_aliases_and_kept_as_it_is_otherwise(
    path: Path, header: str, means: str
) -> None:
    other = "x" if means == "phone" else "phone"
    columns, _ = read(path, f"{other},{header}\n")

    found = {
        "phone": columns.phone == 1,
        "first_name": columns.first_name == 1,
        "last_name": columns.last_name == 1,
    } | {f"custom {name}": index == 1 for index, name in columns.custom}
    assert [name for name, is_it in found.items() if is_it] == [means]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Dolores Huerta", ("Dolores", "Huerta")),
        (" Ana Maria de la Cruz ", ("Ana", "Maria de la Cruz")),
        ('"Huerta, Dolores"', ("Dolores", "Huerta")),
        ("Dolores", ("Dolores", "")),
        ("", ("", "")),
    ],
)
@pytest.mark.parametrize("header", ["Name", "full_name", "Contact Name"])
def test_a_full_name_is_read_where_first_and_last_have_no_columns(
    path: Path, header: str, cell: str, names: tuple[str, str]
) -> None:
    columns, rows = read(path, f"{header},cell\n{cell},2095550100\n")

    assert columns.names(rows[0].cells) == names
    assert columns.custom == ()


def test_a_full_name_beside_a_first_name_is_a_column_like_others(path: Path) -> None:
    columns, rows = read(path, "first name,Name,full name,cell\nLola,Dolores H,x,2095550100\n")

    assert columns.names(rows[0].cells) == ("Lola", "")
    assert columns.custom == ((1, "Name"), (2, "full name"))


def test_only_the_phone_number_is_needed(path: Path) -> None:
    # The peer refuses a list without first names; a contact without one goes by the number.
    columns, rows = read(path, "lastName,cell,zip\nHuerta,2095550100,95201\n")

    assert (columns.first_name, columns.last_name, columns.phone) == (None, 0, 1)
    assert rows == [FileRow(2, ["Huerta", "2095550100", "95201"])]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_separators_line_ends_and_byte_order_marks_of_common_programs_are_read(
    path: Path, delimiter: str, line_end: str, mark: bytes
) -> None:
    lines = [["first name", "phone"], ["Zoë", "+14155550134"], ["a,b;c", "+14155550135"]]
    text = line_end.join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)

    columns, rows = read(path, mark + text.encode())

    assert columns.headers == ("first name", "phone")
    assert [(row.line, row.cells) for row in rows] == [(2, lines[1]), (3, lines[2])]


def test_a_row_is_named_by_the_line_it_begins_on_in_an_editor(path: Path) -> None:
    _, rows = read(
        path,
        '\n\nphone,note\n1,"two\nlines"\n\n2,one\r\n3,"three\r\nof ""them""\r"\n ,\n4,last',
    )

    assert [(row.line, row.cells[0]) for row in rows] == [(4, "1"), (7, "2"), (8, "3"), (12, "4")]
    assert rows[2].cells[1] == 'three\r\nof "them"\r'


def test_a_row_of_the_wrong_width_or_with_a_nul_is_a_bad_row_and_not_the_end(path: Path) -> None:
    _, rows = read(path, "phone,zip\n1\n1,2,3\n1,2,,\n1,\0\n1,2\n")

    assert [(row.line, row.problem) for row in rows] == [
        (2, "Too few columns: 1 of 2."),
        (3, "Too many columns: 3 instead of 2."),
        (4, ""),
        (5, "Holds a NUL byte."),
        (6, ""),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "nothing but empty lines"),
        (b"\n \n\r\n", "nothing but empty lines"),
        ("phone\n1\n".encode("utf-16"), "is in UTF-16"),
        (b"\xfe\xff" + "phone\n1\n".encode("utf-16-be"), "is in UTF-16"),
        ("phone\n1\n".encode("utf-32"), "is in UTF-32"),
        ("phone\n1\n".encode("utf-16-le"), "perhaps UTF-16"),
        (b"PK\x03\x04rest", "a workbook or a zip archive"),
        (b"\xd0\xcf\x11\xe0rest", "an old Excel workbook"),
        ("Maria,Lopez,+14155550134\n", "line 1: no column for the phone number"),
        ("\nname,zip\n", "line 2: no column for the phone number. Found: “name”, “zip”."),
        ("phone,,zip\n", "line 1: column 2 has no name"),
        ("phone,zip,\n", "line 1: column 3 has no name"),
        ("phone,zip,Zip Code\n", "columns 2 (“zip”) and 3 (“Zip Code”) mean the same"),
        ("cell,Mobile\n", "columns 1 (“cell”) and 2 (“Mobile”) mean the same"),
        ("phone,Notes,notes\n", "columns 2 (“Notes”) and 3 (“notes”) mean the same"),
        ('phone,zip\n1,2\n1,"2\n3,4\n', "line 3: a quote opens here and is never closed"),
        ('phone,zip\n"1\n","2\n3,4\n', "line 3: a quote opens here and is never closed"),
        ('"phone,zip\n1,2\n', "line 1: a quote opens here and is never closed"),
        ('phone,zip\n1,"2"x\n', "line 2: “x” stands after a closing quote"),
        ('phone,zip\n1,"2\n\n3,"x",4\n', "line 4: “x” stands after a closing quote"),
        ('phone,zip\n1,"' + "2,3\n" * 40_000, "line 2: a quote opens here and is never closed"),
        ("phone,zip\n1," + "2" * 140_000, "line 2: this is not CSV"),
        ("phone\n" + "1" * (LONGEST_LINE + 1), "line 2: this line has more than 1,048,576"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_place(
    path: Path, content: bytes | str, says: str
) -> None:
    assert says in refusal(path, content)


def test_the_line_where_a_wrong_quote_was_opened_is_named_too(path: Path) -> None:
    assert "It opened on line 2." in refusal(path, 'phone,zip\n1,"2\n\n3,"x",4\n')


def test_a_missing_phone_column_is_met_with_the_names_that_are_understood(path: Path) -> None:
    message = refusal(path, "who,where\n")

    for name in ("“phone”", "“cell”", "“mobile”", "“first name”", "“surname”"):
        assert name in message


@pytest.mark.parametrize("before", [0, 1, 8_190, (1 << 20) - 9, (1 << 20) - 8, 1 << 20, 3_000_001])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_bytes_that_are_not_utf_8_are_found_with_line_and_byte(
    path: Path, before: int, line_end: str
) -> None:
    start = f"phone,é{line_end}".encode()
    filler = (f"1,{'é' * 999}{line_end}".encode() * (before // 2_000 + 1))[:before]
    # Whole letters only, whatever the cut.
    filler = filler.decode(errors="ignore").encode()
    good = start + filler
    lines = len(good.decode().replace("\r\n", "\n").replace("\r", "\n").split("\n"))

    message = refusal(path, good + b"1,Zo\xeb\n2,x\n")

    assert f"line {lines}: " in message
    assert f"byte {len(good) + 5:,} of the file" in message
    assert "CSV UTF-8" in message


def test_a_letter_cut_off_at_the_end_of_the_file_is_not_utf_8(path: Path) -> None:
    assert "line 4: this is not UTF-8, at byte 11 of" in refusal(path, b"phone\n1\n2\r\xc3")
    assert "line 2: this is not UTF-8, at byte 9 of" in refusal(path, b"phone\n1,\xe2\x82")


def test_a_name_that_is_no_file_is_refused(tmp_path: Path) -> None:
    for path, says in ((tmp_path / "none.csv", "There is no file"), (tmp_path, "is not a file")):
        with pytest.raises(BadContactFile, match=says):
            ContactFile(path)


def test_a_hostile_header_is_shown_safely(path: Path) -> None:
    message = refusal(path, "\x1b[31mname\u202e," + "x" * 500 + "\n")

    assert "\x1b" not in message
    assert "\u202e" not in message
    assert "x" * 50 not in message
