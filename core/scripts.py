"""Scripts: messages with merge fields, the names in braces that stand for something.

A field is filled in one pass, so that what stands in a contact's columns is never read as a
field, and is found whatever its case and with or without spaces, `_`, `-` and `.`:
`{first_name}` is `{firstName}`. Field names are given with their braces everywhere, as they
are written in a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from core.contact_file import field_of_header, folded_header
from core.people_names import family_name, given_name

SCRIPT_FIELDS: Final = (
    "{firstName}",
    "{lastName}",
    "{phone}",
    "{zip}",
    "{texter}",
    "{texterFirstName}",
    "{texterLastName}",
    "{organization}",
    "{campaign}",
)
"""The merge fields of every campaign; the columns of its lists come after them."""

_folded: Final = lru_cache(maxsize=512)(folded_header)
"""Columns and fields are few, and contacts many."""
_FIELD: Final = re.compile(r"\{(?:([^{}\n]*)\}|[^\W\d_]\w*)")
"""A name in braces, or one whose closing brace was forgotten."""
_NEVER_SENT: Final = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""In a value only by accident or malice: empty letters, direction overrides, half characters."""
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")
_BUILT_IN: Final = frozenset(_folded(field[1:-1]) for field in SCRIPT_FIELDS)
_MEANS: Final = {
    "phone": "phone",
    "first_name": "firstname",
    "last_name": "lastname",
    "zip": "zip",
    "external_id": "externalid",
}


@dataclass(frozen=True, slots=True)
class Filled:
    """A script filled for one contact. It may be sent only if nothing is missing or unknown."""

    text: str
    """What could not be filled stands in it as it was written."""
    missing: tuple[str, ...]
    """Fields that are empty for this contact, as written, each once."""
    unknown: tuple[str, ...]
    """What stands in braces and is no field, as written, each once."""

    @property
    def complete(self) -> bool:
        """Whether every field was filled."""
        return not (self.missing or self.unknown)


def fill(script: str, fields: Mapping[str, str]) -> Filled:
    """Fill the merge fields of a script for one contact.

    Args:
        script: The script; it may have no fields at all.
        fields: The value of each field by its name without braces; see `fields_of`. Of two
            names that differ only in what a field's name ignores, the first counts.
    """
    values: dict[str, str] = {}
    for name, value in fields.items():
        values.setdefault(_folded(name), value)
    missing: dict[str, None] = {}
    unknown: dict[str, None] = {}

    def value_of(field: re.Match[str]) -> str:
        key = _key(field[1], values)
        if key is None:
            unknown[field[0]] = None
            return field[0]
        value = one_line(values[key])
        if not value:
            missing[field[0]] = None
            return field[0]
        return value

    text = _FIELD.sub(value_of, script)
    return Filled(text, tuple(missing), tuple(unknown))


def fields_of(
    *,
    first_name: str,
    last_name: str,
    number: str,
    custom: Mapping[str, str],
    texter: str,
    organization: str,
    campaign: str,
) -> dict[str, str]:
    """Return the value of every field for one contact, by names without braces.

    Names of people that are all in one case get their capitals. A column that has the name of
    a field of every campaign is not reached: `{organization}` is always whom the text is from.

    Args:
        first_name: The contact's.
        last_name: The contact's.
        number: The contact's, as E.164.
        custom: The contact's columns by their headers.
        texter: The texter's name, first name first.
        organization: Its name.
        campaign: Its name.
    """
    texter_first, _, texter_last = one_line(texter).partition(" ")
    texter_first, texter_last = given_name(texter_first), family_name(texter_last)
    return {
        "firstName": given_name(one_line(first_name)),
        "lastName": family_name(one_line(last_name)),
        "phone": number,
        "zip": custom.get("zip", ""),
        "texter": f"{texter_first} {texter_last}".strip(),
        "texterFirstName": texter_first,
        "texterLastName": texter_last,
        "organization": organization,
        "campaign": campaign,
    } | {name: value for name, value in custom.items() if _folded(name) not in _BUILT_IN}


def script_fields(custom_names: Iterable[str]) -> tuple[str, ...]:
    """Return every field a script of this campaign may use, with braces, to pick from.

    Args:
        custom_names: The headers of the contacts' columns, in the order to offer them in.
    """
    known = set(_BUILT_IN)
    fields = list(SCRIPT_FIELDS)
    for name in custom_names:
        key = _folded(name)
        if key and key not in known and _FIELD.fullmatch(f"{{{name}}}"):
            known.add(key)
            fields.append(f"{{{name}}}")
    return tuple(fields)


def unknown_in(script: str, custom_names: Iterable[str]) -> tuple[str, ...]:
    """Return what stands in braces in a script and is no field, as written, each once.

    Args:
        script: The script, as it is about to be saved.
        custom_names: The headers of the contacts' columns.
    """
    known = dict.fromkeys([*_BUILT_IN, *map(_folded, custom_names)], "")
    unknown = {field[0]: None for field in _FIELD.finditer(script) if _key(field[1], known) is None}
    return tuple(unknown)


def one_line(value: str) -> str:
    """Return a value as a message has it: on one line, trimmed, without control characters."""
    if value.isascii() and value.isprintable() and "  " not in value:
        return value.strip(" ")
    return _CONTROLS.sub(" ", _NEVER_SENT.sub("", value)).strip(" ")


def _key(name: str | None, known: Mapping[str, str]) -> str | None:
    """The key of a field as it is written in a script: by its name, or as a column's header."""
    if name is None:
        return None
    key = _folded(name)
    if key in known:
        return key if key else None
    meant = _MEANS.get(field_of_header(name) or "")
    return meant if meant in known else None
