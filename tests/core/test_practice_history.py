"""Past sessions are kept locally: figures only, and no line is ever lost to another."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.domain import Behavior
from core.errors import BadInput
from core.training.practice_history import (
    SessionFigures,
    history_path,
    keep_session,
    past,
    past_sessions,
)
from core.training.practice_plan import ReplyKind, RightAction
from core.training.practice_score import Mistake, Outcome, PracticeReport, Typical
from core.training.practice_standing import Done

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 23, 18, 42, tzinfo=UTC)
SESSION = SessionFigures(
    NOW, "jö", 7, Behavior.TYPE_2, 20, 18, 16, 8, 6, 1, 1, 2, 3, 2,
    Typical(6.2, 7.0), Typical(3, 3.4), 272.0,
)  # fmt: skip


def test_a_session_comes_back_as_it_was_kept() -> None:
    later = replace(SESSION, at=NOW + timedelta(days=1), texter="kim", seed=8)
    keep_session(later)
    keep_session(SESSION)

    kept = past_sessions()

    assert kept.sessions == (SESSION, later)
    assert kept.unreadable == 0
    assert kept.of("kim") == (later,)
    assert history_path().stat().st_mode & 0o777 == 0o600 or sys.platform == "win32"


def test_there_are_none_before_the_first() -> None:
    assert past_sessions().sessions == ()


def test_no_text_number_or_name_of_a_contact_is_kept() -> None:
    mistake = Mistake(
        Outcome.MISSED, "+14155550101", "Maria Lopez", "Please stop", ReplyKind.REQUEST, "en",
        Done.HIDDEN, RightAction.OPT_OUT, "Why.",
    )  # fmt: skip
    figures = {name: getattr(SESSION, name) for name in SessionFigures.__dataclass_fields__}
    keep_session(past(PracticeReport(**figures, mistakes=(mistake,))))

    content = history_path().read_text("ascii")
    assert past_sessions().sessions == (SESSION,)
    assert json.loads(content)["version"] == 1
    for words in ("Maria", "+1415", "Please stop", "Why."):
        assert words not in content


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"version": 1}',
        b'{"version": 2, "at": "2026-11-23T18:42:00+00:00"}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_line_is_passed_over_and_told(line: bytes) -> None:
    keep_session(SESSION)
    with history_path().open("ab") as file:
        file.write(line + b"\n")
    keep_session(SESSION)

    kept = past_sessions()
    assert kept.sessions == (SESSION, SESSION)
    assert kept.unreadable == 1


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("at", "yesterday"),
        ("at", "2026-11-23T18:42:00"),
        ("texter", 4),
        ("caught", -1),
        ("caught", True),
        ("caught", "8"),
        ("behavior", "type3"),
        ("seconds", {"median": "nan", "mean": 1}),
        ("seconds", 4),
        ("total_seconds", 1e400),
    ],
)
def test_a_figure_that_cannot_be_is_passed_over(key: str, value: object) -> None:
    keep_session(SESSION)
    record = json.loads(history_path().read_text())
    history_path().write_text(json.dumps({**record, key: value}) + "\n")

    assert past_sessions().sessions == ()
    assert past_sessions().unreadable == 1


def test_what_a_crash_tore_off_spoils_no_other_session() -> None:
    keep_session(SESSION)
    whole = history_path().read_bytes()
    history_path().write_bytes(whole + whole[: len(whole) // 2])

    keep_session(SESSION)

    assert past_sessions().sessions == (SESSION, SESSION)
    assert past_sessions().unreadable == 1


def test_two_programs_that_keep_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "practice.jsonl"
    program = (
        "import sys; from pathlib import Path; from dataclasses import replace\n"
        "from core.training.practice_history import keep_session\n"
        "from tests.core.test_practice_history import SESSION\n"
        "print(flush=True); sys.stdin.readline()\n"
        "for seed in range(20):\n"
        "    keep_session(replace(SESSION, seed=seed), Path(sys.argv[1]))\n"
    )
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", program, path],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for _ in range(2)
    ]  # fmt: skip
    for one in programs:
        assert one.stdout is not None
        one.stdout.readline()  # Both are ready: they begin together.
    for one in programs:
        one.communicate(b"\n")
        assert one.returncode == 0

    kept = past_sessions(path)
    assert kept.unreadable == 0
    assert sorted(one.seed for one in kept.sessions) == sorted([*range(20)] * 2)


def test_a_file_that_cannot_be_written_or_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        keep_session(SESSION, tmp_path)
    with pytest.raises(BadInput, match="cannot be read"):
        past_sessions(tmp_path)
