"""The opt-out message, filled for one contact: it must always be able to leave."""

from __future__ import annotations

import pytest

from core.domain import TextKind
from core.merge_fields import (
    LONGEST_OPT_OUT_MESSAGE,
    check_opt_out_message,
    opt_out_message,
)
from core.models import contacts, organizations
from tests.core import rules_world
from tests.core.rules_world import Scene

scene = rules_world.type1

NAME = "Wilhelmina Theodora van den Berg-Oosterhuis"


def filled(message: str, first_name: str = NAME, last_name: str = "Diaz") -> str:
    return opt_out_message(
        message,
        first_name=first_name,
        last_name=last_name,
        organization="Open Roads",
        campaign="Spring",
    )


def as_long_as_can_be(fields: str) -> str:
    """A message of so many characters as may be set."""
    message = f"{fields}: you are opted out. ".ljust(LONGEST_OPT_OUT_MESSAGE, "x")
    check_opt_out_message(message)
    return message


def test_fields_are_filled() -> None:
    message = "{firstName} {lastName}: {organization} ({campaign}) {texts} you no more."
    assert filled(message) == f"{NAME} Diaz: Open Roads (Spring) {{texts}} you no more."


def test_what_is_filled_in_is_no_field() -> None:
    assert filled("{firstName}, goodbye.", "{campaign}") == "{campaign}, goodbye."


@pytest.mark.parametrize(
    ("fields", "begins"),
    [
        # 11 characters of the field make room for as many of the name.
        ("{firstName}", "Wilhelmina :"),
        # Names are cut alike: a short one stays whole.
        ("{firstName} {lastName}", "Wilhelmina Theodo Diaz:"),
        ("{firstName}/{firstName}", "Wilhelmina /Wilhelmina :"),
    ],
)
def test_what_is_filled_in_is_cut_where_the_whole_is_too_long(fields: str, begins: str) -> None:
    message = as_long_as_can_be(fields)

    found = filled(message)

    assert found.startswith(begins)
    assert found.endswith(message.removeprefix(fields))
    assert len(found) <= LONGEST_OPT_OUT_MESSAGE
    assert len(filled(message, NAME * 5_000)) <= LONGEST_OPT_OUT_MESSAGE


async def test_a_confirmation_leaves_no_longer_than_a_provider_takes(scene: Scene) -> None:
    message = as_long_as_can_be("{firstName}")
    await scene.database.write(
        lambda connection: (
            connection.execute(organizations.update().values(opt_out_message=message)),
            connection.execute(contacts.update().values(first_name=NAME)),
        )
    )
    await scene.desk.opt_out(scene.maria)

    [body] = [
        text.body
        for text in (await scene.desk.conversation(scene.maria)).texts
        if text.kind is TextKind.CONFIRMATION
    ]
    assert body == filled(message)
    assert len(body) <= LONGEST_OPT_OUT_MESSAGE
