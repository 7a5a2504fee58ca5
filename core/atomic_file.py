"""Text files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from core.errors import BadInput, DatabaseFull, TextbankError


@contextmanager
def atomic_text_file(path: Path, *, shared: bool = False) -> Iterator[TextIO]:
    """A file to write UTF-8 to; it takes the place of `path` when the block ends well.

    Until then, and if the block raises, whatever was at `path` stays as it was. The file is
    readable by its owner alone, unless it is to be shared; its line ends are left as written.

    Raises:
        BadInput: It cannot be written there.
        DatabaseFull: The disk is full.
    """
    if path.exists() and not path.is_file():
        raise BadInput(f"{path} is not an ordinary file. Name another file to write.")
    # A link stays a link: what it points to is replaced.
    target = Path(os.path.realpath(path))
    try:
        handle, name = tempfile.mkstemp(prefix=".textbank-", dir=target.parent)
    except OSError as error:
        raise _error_for(path, error) from error
    try:
        try:
            with open(handle, "w", encoding="utf-8", newline="") as out:
                yield out
                settle(out)
            if shared:
                os.chmod(name, 0o644)
            os.replace(name, target)
        except OSError as error:
            raise _error_for(path, error) from error
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
    _settle_folder(target.parent)


def settle(out: TextIO) -> None:
    """Bring what was written so far to the disk, so that what fails fails now."""
    out.flush()
    os.fsync(out.fileno())


def _settle_folder(folder: Path) -> None:
    # The rename itself; not every system lets a folder be opened, and the file is whole anyhow.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _error_for(path: Path, error: OSError) -> TextbankError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DatabaseFull(
            f"The disk that holds {path} is full; the file was not written. "
            "Free some space and try again."
        )
    return BadInput(
        f"{path} cannot be written ({error.strerror or error}). "
        "Check that the folder exists and is yours, or name another file."
    )
