"""A contact list as it lies on disk: its encoding, its header, its rows and their lines.

Line numbers are those an editor shows: a row with a line break in a cell begins on the
first of its lines.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self

from core.errors import BadContactFile
from core.safe_text import for_line

LONGEST_LINE = 1 << 20
"""Characters; a longer line is no contact's."""

_UNDERSTOOD = {
    "phone": ("phone", "phone number", "cell", "cell phone", "mobile", "number"),
    "first_name": ("first name", "given name"),
    "last_name": ("last name", "surname", "family name"),
}
"""What we read, and the names of its columns that a message suggests."""

_ALIASES = {
    "phone": (
        "phone phonenumber phoneno cell cellphone cellphonenumber cellnumber mobile mobilephone "
        "mobilephonenumber mobilenumber mobileno number telephone telephonenumber tel contactnumber"
    ),
    "first_name": "firstname first fname givenname forename",
    "last_name": "lastname last lname surname familyname",
    "full_name": "name fullname contactname",
    "zip": "zip zipcode postalcode postalnumber postcode",
    "external_id": "externalid",
}
_IGNORED = re.compile(r"[\s_.\-]+")
_MEANS = {alias: field for field, aliases in _ALIASES.items() for alias in aliases.split()}

_MAGIC = (
    (b"\xff\xfe\x00\x00", "in UTF-32"),
    (b"\x00\x00\xfe\xff", "in UTF-32"),
    (b"\xff\xfe", "in UTF-16"),
    (b"\xfe\xff", "in UTF-16"),
    (b"PK\x03\x04", "a workbook or a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"\x1f\x8b", "compressed"),
)

SAVE_AS = "Save it again as “CSV UTF-8” and import that file."


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what."""

    headers: tuple[str, ...]
    """As they stand in the file."""
    phone: int
    first_name: int | None
    last_name: int | None
    custom: tuple[tuple[int, str], ...]
    """The columns that are not one of those, and the names they are kept under."""
    full_name: int | None = None
    """First and last name in one; read only where neither has a column of its own."""

    def names(self, cells: Sequence[str]) -> tuple[str, str]:
        """Return the first and the last name in a row; the last one of `Huerta, Dolores` too."""
        if self.full_name is not None:
            last, comma, first = cells[self.full_name].strip().partition(",")
            if not comma:
                first, _, last = last.partition(" ")
            return first.strip(), last.strip()
        first, last = (
            "" if index is None else cells[index].strip()
            for index in (self.first_name, self.last_name)
        )
        return first, last


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row of the file."""

    line: int
    """The line it begins on, counted from 1."""
    cells: list[str]
    problem: str = ""
    """Why the row cannot be read as a contact, if it cannot."""


class ContactFile:
    """An open contact list. Use it with `with`.

    Args:
        path: A CSV file in UTF-8 (with a byte order mark or without), separated by commas,
            semicolons or tabs, whose first row names the columns.

    Raises:
        BadContactFile: It cannot be read, or its header cannot be understood.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            if path.exists() and not path.is_file():
                raise BadContactFile(f"{path} is not a file. Name a CSV file.")
            self.size = path.stat().st_size
            self._bytes = open(path, "rb")  # noqa: SIM115
        except FileNotFoundError as error:
            raise BadContactFile(f"There is no file {path}. Check the name.") from error
        except (OSError, ValueError) as error:
            raise BadContactFile(f"{path} cannot be read ({error}).") from error
        try:
            self._refuse_other_formats()
            self._lines = _Lines(self._bytes, path)
            with _Reading(self):
                self._rows, self.columns = self._read_header()
        except BaseException:
            self._bytes.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bytes.close()

    @property
    def position(self) -> int:
        """How many bytes were read so far."""
        return self._bytes.tell()

    def rows(self) -> Iterator[FileRow]:
        """The rows after the header; lines with nothing in them are no rows.

        Raises:
            BadContactFile: From here on the file cannot be read.
        """
        width = len(self.columns.headers)
        while True:
            line = self._lines.number + 1
            self._lines.current.clear()
            with _Reading(self):
                cells = next(self._rows, None)
            if cells is None:
                return
            if any(cells) and not all(map(_is_blank, cells)):
                yield FileRow(line, cells, _problem(cells, width))

    def _refuse_other_formats(self) -> None:
        with _Reading(self):
            head = self._bytes.read(4)
            self._bytes.seek(0)
        if not head:
            raise BadContactFile(
                f"{self.path} is empty. Name a CSV file whose first line names the columns."
            )
        for magic, kind in _MAGIC:
            if head.startswith(magic):
                raise BadContactFile(f"{self.path} is {kind}, not CSV in UTF-8. {SAVE_AS}")

    def _read_header(self) -> tuple[Iterator[list[str]], Columns]:
        first = next((line for line in self._lines if not line.isspace()), None)
        if first is None:
            raise BadContactFile(
                f"{self.path} holds nothing but empty lines. "
                "Name a CSV file whose first line names the columns."
            )
        if "\0" in first:
            raise BadContactFile(
                f"{self.path} holds NUL bytes: it is no text in UTF-8, perhaps UTF-16. {SAVE_AS}"
            )
        self.header_line = self._lines.number
        del self._lines.current[:-1]
        self.delimiter = _delimiter_of(first)
        rows = csv.reader(
            chain([first], self._lines),
            delimiter=self.delimiter,
            skipinitialspace=True,
            strict=True,
        )
        return rows, self._columns_of(next(rows))

    def _columns_of(self, headers: list[str]) -> Columns:
        where = f"{self.path}, line {self.header_line}"
        meanings = [field_of_header(header) for header in headers]
        if {"first_name", "last_name"} & set(meanings):
            meanings = [None if field == "full_name" else field for field in meanings]
        names: dict[str, int] = {}
        for index, header in enumerate(headers):
            if _is_blank(header):
                raise BadContactFile(
                    f"{where}: column {index + 1} has no name. Name it, or delete the column."
                )
            name = meanings[index] or f"custom {folded_header(header)}"
            same = names.get(name)
            if same is not None:
                raise BadContactFile(
                    f"{where}: columns {same + 1} (“{for_line(headers[same], 40)}”) and "
                    f"{index + 1} (“{for_line(header, 40)}”) mean the same. "
                    "Rename or delete one of them."
                )
            names[name] = index
        if "phone" not in names:
            raise BadContactFile(
                f"{where}: no column for the phone number. Found: {_listed(headers)}. "
                f"The first line must name one {_either(_UNDERSTOOD['phone'])}; "
                f"also read are {_either(_UNDERSTOOD['first_name'])} and "
                f"{_either(_UNDERSTOOD['last_name'])}; any other column is kept as it is."
            )
        return Columns(
            headers=tuple(headers),
            phone=names["phone"],
            first_name=names.get("first_name"),
            last_name=names.get("last_name"),
            custom=tuple(
                (index, meaning or header.strip())
                for index, (header, meaning) in enumerate(zip(headers, meanings, strict=True))
                if meaning not in ("phone", "first_name", "last_name", "full_name")
            ),
            full_name=names.get("full_name"),
        )

    def error_for(self, error: Exception) -> BadContactFile:
        """Our error for what went wrong while this file was read."""
        if isinstance(error, UnicodeDecodeError):
            line, byte = _undecodable(self.path)
            return BadContactFile(
                f"{self.path}, line {line}: this is not UTF-8, at byte {byte:,} of the file. "
                f"{SAVE_AS}"
            )
        if isinstance(error, OSError):
            return BadContactFile(f"{self.path} cannot be read on ({error}). Try again.")
        lines = self._lines
        opened, odd = _quotes(lines.current, self.delimiter)
        first = lines.number - len(lines.current) + 1
        if odd:
            begun = (
                f" It opened on line {first + opened}." if opened < len(lines.current) - 1 else ""
            )
            return BadContactFile(
                f"{self.path}, line {lines.number}: “{for_line(odd, 10)}” stands after a closing "
                f"quote, where the next column should begin.{begun} "
                'A quote inside a cell is written twice (""). Put it right and import again.'
            )
        if opened >= 0:
            return BadContactFile(
                f"{self.path}, line {first + opened}: a quote opens here and is never closed. "
                'Close it; a quote inside a cell is written twice ("").'
            )
        return BadContactFile(
            f"{self.path}, line {lines.number}: this is not CSV ({error}). "
            "Put the line right and import again."
        )


class _Reading:
    """Turns what goes wrong while a file is read into our error, with the line."""

    def __init__(self, file: ContactFile) -> None:
        self._file = file

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, (csv.Error, UnicodeDecodeError, OSError)):
            raise self._file.error_for(error) from error


class _Lines:
    """The lines of a file, counted; those of the row being read are kept for messages."""

    def __init__(self, stream: io.BufferedReader, path: Path) -> None:
        self._text = io.TextIOWrapper(stream, "utf-8-sig", "strict", newline="")
        self._path = path
        self.number = 0
        self.current: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(LONGEST_LINE + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) > LONGEST_LINE:
            raise BadContactFile(
                f"{self._path}, line {self.number}: this line has more than {LONGEST_LINE:,} "
                "characters. Is it a contact list in CSV?"
            )
        self.current.append(line)
        return line


def _is_blank(cell: str) -> bool:
    return not cell or cell.isspace()


def folded_header(header: str) -> str:
    """Return a header without what people write differently: case, spaces, `_`, `-` and `.`."""
    return _IGNORED.sub("", header).casefold()


def field_of_header(header: str) -> str | None:
    """Return what a column of this name means to us, such as `phone` or `zip`, if anything."""
    return _MEANS.get(folded_header(header))


def _delimiter_of(header: str) -> str:
    bare = re.sub(r'"[^"]*"', "", header)
    return max(",;\t", key=bare.count)


def _problem(cells: list[str], width: int) -> str:
    if len(cells) < width:
        return f"Too few columns: {len(cells)} of {width}."
    if not all(map(_is_blank, cells[width:])):
        return f"Too many columns: {len(cells)} instead of {width}."
    if any("\0" in cell for cell in cells):
        return "Holds a NUL byte."
    return ""


def _listed(headers: list[str]) -> str:
    shown = ", ".join(f"“{for_line(header, 40)}”" for header in headers[:12])
    return shown if len(headers) <= 12 else f"{shown} and {len(headers) - 12:,} more"


def _either(names: tuple[str, ...]) -> str:
    return ", ".join(f"“{name}”" for name in names[:-1]) + f" or “{names[-1]}”"


def _quotes(lines: list[str], delimiter: str) -> tuple[int, str]:
    """Where the quotes of an unreadable row go wrong.

    Returns:
        The index of the line on which the last quote opened, or -1 if none is open; and the
        character that wrongly follows its closing, if one does.
    """
    opened, state = -1, "start"
    for index, line in enumerate(lines):
        for character in line:
            ends = character == delimiter or character in "\r\n"
            if state == "start" and character == '"':
                opened, state = index, "quoted"
            elif state == "quoted":
                state = "closed" if character == '"' else "quoted"
            elif state == "closed" and character == '"':
                state = "quoted"
            elif state == "closed" and not ends:
                return opened, character
            elif not (state == "start" and character == " "):
                state = "start" if ends else "plain"
    return (opened if state == "quoted" else -1), ""


def _undecodable(path: Path) -> tuple[int, int]:
    """The line and the byte, both counted from 1, where a file stops being UTF-8."""
    lines, done, pending = 1, 0, b""
    with open(path, "rb") as stream:
        while block := stream.read(1 << 20):
            whole = pending + block
            try:
                whole.decode()
                good = len(whole)
            except UnicodeDecodeError as error:
                good = error.start
                if error.end < len(whole) or error.reason != "unexpected end of data":
                    return lines + _breaks(whole[:good]), done + good + 1
            # A letter, or a CR and its LF, may be cut by the end of the block.
            if whole[:good].endswith(b"\r"):
                good -= 1
            lines += _breaks(whole[:good])
            done, pending = done + good, whole[good:]
    good = len(pending.decode(errors="ignore").encode())
    return lines + _breaks(pending[:good]), done + good + 1


def _breaks(part: bytes) -> int:
    return part.count(b"\n") + part.count(b"\r") - part.count(b"\r\n")
