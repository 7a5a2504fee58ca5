"""One organization as its administrators see it: settings, and how many are opted out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.automatic import words_of
from core.errors import NotFound
from core.reader import Reader
from core.request_words import phrases_of
from core.texting_hours import HoursSettings, TextingHours, effective_hours


@dataclass(frozen=True, slots=True)
class OrganizationView:
    """An organization, its opt-out settings and what waits for an administrator."""

    id: int
    name: str
    opt_out_message: str
    """The global opt-out message, with its merge fields."""
    confirm_unblocked_type_2: bool
    """Whether a Type 2 line that blocked nothing still sends that message."""
    undo_seconds: int
    opt_outs: int
    """Numbers that are opted out now."""
    opt_in_requests: int
    """Of these, how many have asked to be let back in."""
    hours: TextingHours | None = None
    """When texts may leave; None is at any time."""
    hold_confirmations: bool = False
    """Whether those hours hold an opt-out's confirmation, too."""
    automatic_opt_out: bool = False
    """Whether a first reply that is nothing but a keyword opts out without a texter."""
    automatic_words: tuple[str, ...] = ()
    """Those keywords."""
    request_words: tuple[str, ...] = ()
    """Phrases of its own that are read as requests."""


async def organization_view(reader: Reader, name: str | None = None) -> OrganizationView:
    """The organization of this name, or the only one there is.

    Raises:
        NotFound: There is none, none of that name, or several to choose from.
    """
    found = await reader.rows("SELECT id, name FROM organization ORDER BY id")
    chosen = choose_organization([(row[0], row[1]) for row in found], name)
    row = await reader.row(
        """
        SELECT id, name, opt_out_message, confirm_unblocked_type_2, undo_seconds,
               (SELECT count(*) FROM opt_out x
                WHERE x.organization_id = o.id AND x.ended_at IS NULL),
               (SELECT count(*) FROM opt_out x
                WHERE x.organization_id = o.id AND x.ended_at IS NULL
                  AND x.opt_in_requested_at IS NOT NULL),
               hours_enforced, hours_start, hours_end, hours_hold_confirmations,
               automatic_opt_out, automatic_words, request_words
        FROM organization o WHERE id = ?
        """,
        (chosen,),
    )
    assert row is not None
    return OrganizationView(
        row[0],
        row[1],
        row[2],
        bool(row[3]),
        row[4],
        row[5],
        row[6],
        hours=effective_hours(HoursSettings(bool(row[7]), row[8], row[9])),
        hold_confirmations=bool(row[10]),
        automatic_opt_out=bool(row[11]),
        automatic_words=words_of(row[12]),
        request_words=phrases_of(row[13]),
    )


async def only_organization(reader: Reader) -> str | None:
    """The name of the only organization, or None where there is none yet.

    Raises:
        NotFound: There are several to choose from.
    """
    rows = await reader.rows("SELECT id, name FROM organization")
    names: dict[int, str] = {row[0]: row[1] for row in rows}
    return names[choose_organization(list(names.items()), None)] if names else None


def choose_organization(rows: Sequence[tuple[int, str]], name: str | None) -> int:
    """The id that a name means among these, or that of the only one where none is given.

    Raises:
        NotFound: There is none, none of that name, or several to choose from.
    """
    named = [row for row in rows if name is None or row[1] == name]
    if len(named) == 1:
        return named[0][0]
    if not rows:
        raise NotFound("There is no organization yet. Import a contact list first.")
    names = ", ".join(f"“{row[1]}”" for row in rows)
    raise NotFound(
        f"There is no organization “{name}”. There are: {names}."
        if name is not None
        else f"There are several organizations: {names}. Name one with --organization."
    )
