"""Files for people appear whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from core.atomic_file import atomic_text_file
from core.errors import BadInput, DatabaseFull


def test_a_file_appears_whole_private_and_with_its_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"

    with atomic_text_file(path) as out:
        out.write("é\r\n")
        assert not path.exists()

    assert path.read_bytes() == "é\r\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_what_was_there_stays_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("before")

    with pytest.raises(UnicodeEncodeError), atomic_text_file(path) as out:
        out.writelines(["half", "\ud800"])

    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    path = tmp_path / "out.csv"

    with pytest.raises(DatabaseFull, match=r"out\.csv is full"), atomic_text_file(path) as out:
        out.write("half")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_or_a_device_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none" / "out.csv", tmp_path, Path(os.devnull)):
        with pytest.raises(BadInput), atomic_text_file(path):
            pytest.fail("nothing can be written there")
    assert Path(os.devnull).is_char_device() or os.name == "nt"


def test_a_link_is_written_through(tmp_path: Path) -> None:
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_text("before")
    link.symlink_to(target)

    with atomic_text_file(link) as out:
        out.write("after")

    assert link.is_symlink()
    assert target.read_text() == "after"
