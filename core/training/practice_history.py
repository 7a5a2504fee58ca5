"""Past practice sessions: figures only, one line of JSON each, kept on this machine."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from core.domain import Behavior
from core.errors import BadInput
from core.remembered import state_path
from core.training.practice_score import PracticeReport, SessionFigures, Typical

log = logging.getLogger(__name__)

VERSION = 1
"""Of the form of a line. A line of a later one is passed over."""

_APPENDING = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class PastSessions:
    """What the file holds."""

    sessions: tuple[SessionFigures, ...]
    """Oldest first."""
    unreadable: int = 0
    """How many lines are damaged, or of a later version, and were passed over."""

    def of(self, texter: str) -> tuple[SessionFigures, ...]:
        """Those of one texter, oldest first."""
        return tuple(one for one in self.sessions if one.texter == texter)


def history_path() -> Path:
    """The file that keeps them, in the platform's state folder."""
    return state_path().with_name("practice.jsonl")


def past(report: PracticeReport) -> SessionFigures:
    """The figures of a report."""
    return SessionFigures(**{one.name: getattr(report, one.name) for one in fields(SessionFigures)})


def keep_session(session: SessionFigures, path: Path | None = None) -> None:
    """Add a session at the end of the file.

    One write, so that two programs that add at once never mix their lines; what a crash left
    without its line end is ended first.

    Args:
        session: What is kept.
        path: The file; `history_path` unless given.

    Raises:
        BadInput: The file cannot be written.
    """
    path = path or history_path()
    record = {"version": VERSION, **asdict(session)}
    record["at"] = session.at.astimezone(UTC).isoformat()
    line = json.dumps(record) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, _APPENDING, 0o600)
        try:
            if _is_torn(handle):
                line = "\n" + line
            os.write(handle, line.encode("ascii"))
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise BadInput(f"{path} cannot be written ({error.strerror}).") from error


def past_sessions(path: Path | None = None) -> PastSessions:
    """Read the sessions that are kept; what cannot be read is counted and passed over.

    Args:
        path: The file; `history_path` unless given.

    Raises:
        BadInput: The file is there and cannot be read.
    """
    path = path or history_path()
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return PastSessions(())
    except OSError as error:
        raise BadInput(f"{path} cannot be read ({error.strerror}).") from error
    lines = [line for line in content.split(b"\n") if line.strip()]
    sessions = tuple(sorted(_read(lines, path), key=lambda one: one.at))
    return PastSessions(sessions, len(lines) - len(sessions))


def _is_torn(handle: int) -> bool:
    """Whether the file ends in the middle of a line."""
    size = os.fstat(handle).st_size
    if size == 0:
        return False
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1) != b"\n"


def _read(lines: list[bytes], path: Path) -> Iterator[SessionFigures]:
    for line in lines:
        try:
            yield _session(json.loads(line))
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
            log.warning("a line of %s is passed over: %s", path, type(error).__name__)


def _session(record: Any) -> SessionFigures:
    if record["version"] != VERSION:
        raise ValueError("of another version")
    at = datetime.fromisoformat(record["at"])
    if at.tzinfo is None or not isinstance(record["texter"], str):
        raise ValueError("not of the form")
    counts = {name: _count(record[name]) for name in _COUNTS}
    return SessionFigures(
        at=at,
        texter=record["texter"],
        behavior=Behavior(record["behavior"]),
        seconds=_typical(record["seconds"]),
        keys=_typical(record["keys"]),
        total_seconds=_figure(record["total_seconds"]),
        **counts,
    )


_COUNTS = (
    "seed",
    "conversations",
    "arrived",
    "dealt_with",
    "requests",
    "caught",
    "missed",
    "not_reached",
    "wrongly_opted_out",
    "wrong_numbers",
    "told_apart",
)


def _count(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("no count")
    return value


def _figure(value: Any) -> float:
    number = float(value)
    if not 0 <= number < 1e9:
        raise ValueError("no figure")
    return number


def _typical(value: Any) -> Typical:
    return Typical(_figure(value["median"]), _figure(value["mean"]))
