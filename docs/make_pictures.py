"""Make what the documents show of the running app: python -m docs.make_pictures [NAME...].

Writes docs/pictures/*.svg and docs/keys.md. The database is thrown away, and the moment is
always the same, so that they change only when the screens do.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from docs.making.keys_page import KEYS_PAGE, keys_page
from docs.making.scenes import SCENES
from docs.making.stage import stage
from docs.making.worlds import DATABASE, make_world

PICTURES = Path(__file__).parent / "pictures"


async def draw(name: str, world: Path, folder: Path) -> str:
    """Make one picture.

    Args:
        name: One of `SCENES`.
        world: What `make_world` made; it stays as it is.
        folder: An empty place for the files of the app.
    """
    scene = SCENES[name]
    if not scene.empty:
        await asyncio.to_thread(shutil.copytree, world, folder, dirs_exist_ok=True)
    if scene.prepare is not None:
        await scene.prepare(folder / DATABASE)
    async with stage(
        folder,
        begun=not scene.empty,
        now=scene.now,
        size=scene.size,
        theme=scene.theme,
        confirm=scene.confirm,
        opening=scene.opening,
    ) as on_stage:
        await scene.act(on_stage)
        await on_stage.rests()
        return on_stage.picture()


def make(names: Iterable[str]) -> None:
    """Make these pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="textbank-pictures-") as made:
        world = Path(made, "world")
        world.mkdir()
        asyncio.run(make_world(world))
        for name in names:
            folder = Path(made, name)
            folder.mkdir()
            picture = asyncio.run(draw(name, world, folder))
            (PICTURES / f"{name}.svg").write_text(picture, "utf-8")
            print(f"docs/pictures/{name}.svg")


def main() -> None:
    """Make all of them, or those that are named."""
    names = sys.argv[1:]
    unknown = set(names) - set(SCENES)
    if unknown:
        sys.exit(f"There is no picture {', '.join(sorted(unknown))}: {', '.join(SCENES)}.")
    make(names or SCENES)
    KEYS_PAGE.write_text(keys_page(), "utf-8")


if __name__ == "__main__":
    main()
