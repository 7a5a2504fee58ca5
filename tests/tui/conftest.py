"""A migrated database for each test of the screens."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from core.training.stage import Stage
from tests.core.conftest import _migrated_database, database_path
from tests.core.training_world import stage_from_a_template

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
    """Every app reads the same style sheets: parsing them takes half of its start."""
    parse, parse_all = Stylesheet._parse_rules, Stylesheet.parse
    parsed: dict[Any, Any] = {}

    def remembered(sheet: Stylesheet, css: str, **about: Any) -> Any:
        key = (css, *sorted(about.items()), frozenset(sheet._variables.items()))
        if key not in parsed:
            parsed[key] = parse(sheet, css, **about)
        return parsed[key]

    def all_remembered(sheet: Stylesheet) -> None:
        key = (*sheet.source.items(), frozenset(sheet._variables.items()))
        if key not in parsed:
            parse_all(sheet)
            parsed[key] = sheet._rules
        sheet._rules = parsed[key]
        sheet._require_parse = False
        sheet._rules_map = None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", remembered)
        patch.setattr(Stylesheet, "parse", all_remembered)
        # A rule is only ever the same as itself: to say so need not take a call of Python.
        patch.setattr(RuleSet, "__hash__", object.__hash__)
        yield


@pytest.fixture(scope="package", autouse=True)
def _stages_are_copied() -> Iterator[None]:
    """Set up the stages of a scenario once, and copy them for each lesson."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stage, "set_up", stage_from_a_template)
        yield
