"""A migrated database for each test of the screens."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from tests.core.conftest import _migrated_database, database_path

__all__ = ["_migrated_database", "database_path"]


@pytest.fixture(scope="package", autouse=True)
def _rare_garbage_collection() -> Iterator[None]:
    """Each app makes thousands of objects: looking through them all takes a third of the time."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.fixture(scope="package", autouse=True)
def _style_sheets_parsed_once() -> Iterator[None]:
    """Every app reads the same style sheets: parsing them takes a third of its start."""
    parse = Stylesheet._parse_rules
    parsed: dict[Any, Any] = {}

    def remembered(sheet: Stylesheet, css: str, **about: Any) -> Any:
        key = (css, *sorted(about.items()), frozenset(sheet._variables.items()))
        if key not in parsed:
            parsed[key] = parse(sheet, css, **about)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", remembered)
        yield


@pytest.fixture(scope="package", autouse=True)
def _rules_told_apart_at_once() -> Iterator[None]:
    """For each widget every rule is looked up by what it is: half a million calls in an app."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RuleSet, "__hash__", object.__hash__)
        yield
