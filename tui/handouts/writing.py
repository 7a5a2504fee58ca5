"""The files of a hand-out: where they go, and all of them or none."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from core.atomic_file import atomic_text_file, settle
from core.errors import BadInput
from tui.handouts.frames import Frame

PAGE, RECORDING = (".html", ".htm"), ".cast"
MAX_NAME = 40
"""Characters of the words in a frame's file name."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of a hand-out go."""

    page: Path | None
    frames: Path | None
    """The folder of the pictures."""
    recording: Path
    folder: Path | None = None
    """A folder that is made for all of them, if it is not there."""

    def picture(self, frame: Frame) -> Path:
        """Where the picture of a frame goes: `03-jo-replies-sorry.svg` in the frames' folder."""
        assert self.frames is not None
        plain = re.sub(r"[^a-z0-9]+", "-", frame.words.lower())[:MAX_NAME].strip("-")
        return self.frames / f"{frame.number:02}{'-' if plain else ''}{plain}.svg"


def places_for(file: Path, name: str) -> Places:
    """Where everything goes that is asked for under one name.

    Args:
        file: `x.html`: the page, with `x-frames/` and `x.cast` beside it. `x.cast`: the
            recording alone. A folder, or a name without an ending: all of it in that folder.
        name: What the scenario is called, for what is in a folder.

    Raises:
        BadInput: It has another ending.
    """
    ending = file.suffix.lower()
    if file.is_dir() or not ending:
        inside = file / name
        return _beside(inside.with_name(f"{name}.html"), file)
    if ending in PAGE:
        return _beside(file, None)
    if ending == RECORDING:
        return Places(None, None, file)
    raise BadInput(
        f"{file} is neither a page nor a recording. Name a page (lesson.html), "
        "a recording (lesson.cast) or a folder (lesson)."
    )


def _beside(page: Path, folder: Path | None) -> Places:
    stem = page.stem
    return Places(page, page.with_name(f"{stem}-frames"), page.with_name(f"{stem}.cast"), folder)


def check(places: Places, *, overwrite: bool) -> None:
    """See that everything can be written, before anything is drawn.

    Raises:
        BadInput: Something is there already, or the place cannot be written to.
    """
    parts = [part for part in (places.page, places.frames, places.recording) if part is not None]
    for part in parts:
        if os.path.lexists(part) and not overwrite:
            raise BadInput(
                f"{part} is there already. Add --overwrite to replace it, or name another file."
            )
        if part is not places.frames and part.is_dir():
            raise BadInput(f"{part} is a folder. Name another file.")
    if places.frames is not None and places.frames.exists() and not places.frames.is_dir():
        raise BadInput(f"{places.frames} is not a folder. Name another file.")
    folder = places.recording.parent
    if places.folder is not None and not places.folder.exists():
        folder = places.folder.parent
    if not folder.is_dir():
        raise BadInput(f"{folder} is no folder. Make it first, or name another place.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise BadInput(f"{folder} cannot be written to. Name another place.")


def write_all(places: Places, contents: Mapping[Path, str]) -> None:
    """Write every file, or none; frames of a hand-out that was there before are gone.

    Raises:
        BadInput: They cannot be written there.
        DatabaseFull: The disk is full.
    """
    folders = [one for one in (places.folder, places.frames) if one is not None]
    with _folders(folders), ExitStack() as opened:
        for path, content in contents.items():
            out = opened.enter_context(atomic_text_file(path, shared=True))
            out.write(content)
            # On the disk before the first of them takes its place.
            settle(out)
    for left in _left_over(places, contents):
        try:
            left.unlink(missing_ok=True)
        except OSError as error:
            raise BadInput(
                f"Everything is written, but {left} of the hand-out before cannot be removed "
                f"({error.strerror or error})."
            ) from error


def _left_over(places: Places, contents: Mapping[Path, str]) -> list[Path]:
    """Frames of a hand-out that was there before."""
    if places.frames is None:
        return []
    frames = sorted(places.frames.glob("[0-9][0-9]-*.svg"))
    return [frame for frame in frames if frame not in contents]


@contextmanager
def _folders(folders: Sequence[Path]) -> Iterator[None]:
    """Folders that are there; those that were made are taken away again if the block raises."""
    made: list[Path] = []
    try:
        for folder in folders:
            try:
                folder.mkdir()
            except FileExistsError:
                continue
            except OSError as error:
                raise BadInput(
                    f"{folder} cannot be made ({error.strerror or error}). Name another place."
                ) from error
            made.append(folder)
        yield
    except BaseException:
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise
