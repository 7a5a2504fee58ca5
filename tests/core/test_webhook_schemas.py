"""The receiver does what docs/webhooks.openapi.json says, whatever comes: Schemathesis calls it.

Its plugin for pytest is switched off in pyproject.toml; what it makes is a strategy like others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

from tests.core.webhook_schemas_world import ACCOUNTS, LINES, Served, Signed, receiving
from tests.core.world import LINE, MARIA, SAM

if TYPE_CHECKING:
    from schemathesis import BaseSchema, Case

ROOT = Path(__file__).resolve().parents[2]
DESCRIPTION = ROOT / "docs" / "webhooks.openapi.json"
TEXTS = json.loads((ROOT / "tests" / "data" / "hostile-texts.json").read_text("utf-8"))
HOSTILE = {one["category"]: one["text"] for one in TEXTS}
"""One of each kind."""

RIGHT, WRONG = "positive", "negative"
"""Calls as they are described, and calls that are not."""
UNDERSTOOD = {"stored", "repeated", "unknown_line", "nothing to store"}
IDS = {"MessageSid", "MessageUUID", "messageId", "message_uuid", "id"}

pytestmark = pytest.mark.xdist_group("webhook-schemas")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with receiving(tmp_path_factory.mktemp("webhook-schemas") / "textbank.sqlite") as served:
        yield served


@cache
def described(kind: str) -> BaseSchema:
    """The description, with numbers and words that mean something where an account is called."""
    import schemathesis

    found = json.loads(DESCRIPTION.read_text("utf-8"))
    line, schemas = LINES.get(kind, LINE), found["components"]["schemas"]
    schemas["OurNumber"]["enum"] = [line, line[1:], "+15005550006", "729725"]
    schemas["ContactNumber"]["enum"] = [MARIA, MARIA[1:], SAM, "+12025550177"]
    words = ["STOP", "start", *HOSTILE.values()]
    schemas["Words"] = {"anyOf": [{"enum": words}, {"type": "string"}]}
    return schemathesis.openapi.from_dict(found, config=schemathesis.Config(seed=1))


@cache
def cases(path: str, mode: str) -> list[Case]:
    """Calls for each thing that the description allows, or forbids, and some made by chance.

    Every one that is forbidden; of the others so many as a run has time for, and with
    `--hypothesis-profile thorough` nearly all.
    """
    from schemathesis import GenerationMode
    from schemathesis.config import GenerationConfig

    wanted, how = GenerationMode(mode), GenerationConfig()
    most = settings().max_examples // 8
    found: list[Case] = []
    for operation in described(path.rpartition("/")[2])[path].values():
        every = list(
            operation.schema.iter_coverage_cases(
                operation, generation_modes=[wanted], generation_config=how
            )
        )
        found += every if mode == WRONG else thinned(every, most)
        found += drawn(operation.as_strategy(generation_mode=wanted), most // 4)
    return found


def thinned(every: list[Case], most: int) -> list[Case]:
    """At most so many of them, from all parts."""
    if len(every) <= most:
        return every
    return [every[place * len(every) // most] for place in range(most)]


def drawn(strategy: SearchStrategy[Case], most: int) -> list[Case]:
    """What a strategy makes, the same in each run."""
    found: list[Case] = []

    @settings(
        derandomize=True, database=None, max_examples=most, suppress_health_check=list(HealthCheck)
    )
    @given(strategy)
    def gather(case: Case) -> None:
        found.append(case)

    gather()
    return found


def renamed(said: Any, number: int) -> Any:
    """The same about another text: many calls that are made are about one."""
    if isinstance(said, list):
        return [renamed(one, number) for one in said]
    if not isinstance(said, dict):
        return said
    return {
        name: f"{value}{number}"
        if name in IDS and isinstance(value, str) and len(value) < 190
        else renamed(value, number)
        for name, value in said.items()
    }


@pytest.mark.parametrize("kind", ACCOUNTS)
def test_what_is_not_signed_is_refused_whatever_it_says(served: Served, kind: str) -> None:
    before = served.rows()
    for case in cases(f"/webhooks/{kind}", RIGHT)[::3]:
        assert served.call(case) == (403, "forged"), case
    assert served.rows() == before


@pytest.mark.parametrize("kind", ACCOUNTS)
def test_what_a_provider_says_is_understood_and_stored_once(served: Served, kind: str) -> None:
    signed, seen = Signed(kind), set()
    for number, case in enumerate(cases(f"/webhooks/{kind}", RIGHT)):
        case.body, case.query = renamed(case.body, number), renamed(case.query, number)
        status, outcome = served.call(case, signed)
        assert status == 200, case
        assert outcome in UNDERSTOOD, case
        if outcome == "stored":
            before = served.rows()
            assert served.call(case, signed)[1] in ("repeated", "stored"), case
            assert served.rows() == before, case
        seen.add(outcome)
    assert "stored" in seen
    assert served.is_whole()


@pytest.mark.parametrize("kind", ACCOUNTS)
def test_what_is_signed_and_makes_no_sense_harms_nothing(served: Served, kind: str) -> None:
    signed = Signed(kind)
    seen = {served.call(case, signed)[1] for case in cases(f"/webhooks/{kind}", WRONG)}
    assert "unreadable" in seen
    assert served.is_whole()


@pytest.mark.parametrize("path", ["/webhooks/{account}", "/health", "/metrics"])
def test_no_name_and_no_watcher_is_too_much(served: Served, path: str) -> None:
    # Calls that were refused before are trouble that /health tells of.
    known = {200, 404, 503} if path == "/health" else {200, 404}
    for case in cases(path, RIGHT):
        assert served.call(case)[0] in known, case
