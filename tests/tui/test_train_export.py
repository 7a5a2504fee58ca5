"""Hand-outs: what `textbank train --export` writes can be mailed, projected, printed and played."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyte
import pytest
from rich.cells import cell_len

from core.errors import BadInput
from core.training.library import scenario_named
from tests.tui.command_line import CommandLine
from tests.tui.handout_scenario import HOSTILE_SCENARIO, SHORT_SCENARIO
from tests.tui.terminal import unsafe_letters
from tui.handouts.svg import CELL, ROW
from tui.handouts.writing import places_for, write_all

pytestmark = pytest.mark.xdist_group("hand-out")  # What it sets up is set up once.

SVG = "{http://www.w3.org/2000/svg}"
STOP = scenario_named("stop-type-1")
DRAWN_AS_SHAPES = re.compile("[─━│┃╭╮╰╯┌┐└┘█▌▐▀▄▎▊▏▕▔▁▂▃▅▆▇]")


@pytest.fixture(scope="module")
def handout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the hand-out of a scenario that ships; nothing in it is changed."""
    folder = tmp_path_factory.mktemp("handout")
    CommandLine(folder)("train", "stop-type-1", "--export", folder / "stop.html")
    return folder


@pytest.fixture
def textbank(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


class Reader(HTMLParser):
    """The elements and the words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self._within = ""
        self.sources: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._within = tag

    def handle_data(self, data: str) -> None:
        if self._within in ("script", "style"):
            self.sources[self._within] = data
        else:
            self.words += data

    def handle_endtag(self, tag: str) -> None:
        self._within = ""

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def grid(svg: Path) -> list[str]:
    """The letters of a picture, put where they are drawn: rows of cells."""
    root = ElementTree.parse(svg).getroot()
    _, _, width, height = (int(number) for number in root.attrib["viewBox"].split())
    cells = [[" "] * (width // CELL) for _ in range(height // ROW)]
    for text in root.iter(f"{SVG}text"):
        words = text.text or ""
        column, row = int(text.attrib["x"]) // CELL, int(text.attrib["y"]) // ROW
        wide = int(text.attrib["textLength"]) // CELL
        assert wide == cell_len(words), words
        assert text.attrib["lengthAdjust"] == "spacingAndGlyphs"
        letters = list(words) if wide == len(words) else [words, *[""] * (wide - 1)]
        cells[row][column : column + wide] = letters
    assert {len(row) for row in cells} == {width // CELL}, "nothing is drawn beyond the edge"
    return ["".join(row) for row in cells]


def events_of(recording: Path) -> tuple[dict[str, Any], list[list[Any]]]:
    header, *events = map(json.loads, recording.read_text("utf-8").splitlines())
    return header, events


def played(recording: Path) -> Iterator[list[str]]:
    """What a terminal shows after each frame of a recording."""
    header, events = events_of(recording)
    screen = pyte.Screen(header["width"], header["height"])
    stream = pyte.Stream(screen)
    for _, kind, data in events:
        if kind == "o" and data:
            stream.feed(data)
            yield list(screen.display)


def test_one_page_a_folder_of_pictures_and_a_recording(handout: Path) -> None:
    pictures = sorted(path.name for path in (handout / "stop-frames").iterdir())

    assert {path.name for path in handout.iterdir()} == {"stop.html", "stop-frames", "stop.cast"}
    assert len(pictures) == len(STOP.steps) + 1
    assert pictures[:2] == ["00-the-beginning.svg", "01-maria-texts-stop.svg"]


def test_the_page_says_what_happens_and_why(handout: Path) -> None:
    page = Reader((handout / "stop.html").read_text("utf-8"))

    pictures = page.all("svg")
    for step, picture in zip(STOP.steps, pictures[1:], strict=True):
        assert step.captions.type_1 in page.words
        assert step.captions.type_1 in (picture["aria-label"] or "")
        assert step.captions.type_2 not in page.words
    assert {picture["role"] for picture in pictures} == {"img"}
    assert "Step 1 of 5: Maria texts: STOP" in (pictures[1]["aria-label"] or "")
    for words in (STOP.title, STOP.about, "Type 1", "No real person was texted", "Step 5 of 5"):
        assert words in page.words
    assert page.all("html") == [{"lang": "en"}]


def test_the_page_is_whole_and_asks_for_nothing(handout: Path) -> None:
    source = (handout / "stop.html").read_text("utf-8")
    page = Reader(source)

    policy = page.all("meta")[1]["content"] or ""
    for kind in ("style", "script"):
        digest = hashlib.sha256(page.sources[kind].encode()).digest()
        assert f"{kind}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy
    assert policy.startswith("default-src 'none'")
    for text in (source, *(one.read_text("utf-8") for one in handout.glob("stop-frames/*"))):
        without_names = text.replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert not re.search(r"https?:|//[a-z]|@import|url\(|src=|<link", without_names)
    assert all((link["href"] or "").startswith("#step-") for link in page.all("a"))
    assert not [name for _, given in page.elements for name in given if name.startswith("on")]


def test_the_recording_plays_in_a_terminal_and_shows_what_the_pictures_show(handout: Path) -> None:
    header, events = events_of(handout / "stop.cast")
    pictures = sorted((handout / "stop-frames").iterdir())
    frames = list(played(handout / "stop.cast"))

    assert (header["version"], header["width"], header["height"]) == (2, 100, 30)
    assert len(frames) == len(pictures)
    for picture, shown in zip(pictures, frames, strict=True):
        assert grid(picture) == [DRAWN_AS_SHAPES.sub(" ", line) for line in shown]
    assert "delivered" in "".join(frames[-1])
    times = [at for at, kind, _ in events if kind == "o"]
    captions = [len(step.captions.type_1) for step in STOP.steps]
    lasting = [after - before for before, after in pairwise(times)]
    assert min(lasting) >= 4
    assert lasting.index(max(lasting)) - 1 == captions.index(max(captions)), "time to read it"


def test_the_same_scenario_gives_the_same_letters_everywhere(
    handout: Path, textbank: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the time zone, the terminal and the texter's own settings are."""
    for name, value in (("NO_COLOR", "1"), ("TZ", "Asia/Tokyo"), ("TERM", "dumb")):
        monkeypatch.setenv(name, value)
    time.tzset()
    try:
        textbank("train", "stop-type-1", "--export", textbank.folder / "stop.html")
    finally:
        monkeypatch.undo()
        time.tzset()

    for first in [path for path in handout.rglob("*") if path.is_file()]:
        second = textbank.folder / first.relative_to(handout)
        assert second.read_bytes() == first.read_bytes(), first.name


def test_what_a_scenario_says_is_only_ever_words(textbank: CommandLine) -> None:
    file = textbank.write("hostile.toml", HOSTILE_SCENARIO)

    made = textbank.json("train", "--file", file, "--both", "--export", textbank.folder / "all")

    page = Path(made["page"])
    source = page.read_text("utf-8")
    read = Reader(source)
    assert len(read.all("script")) == len(read.all("style")) == len(read.all("title")) == 1
    assert not read.all("img")
    assert not read.all("iframe")
    assert not [name for _, given in read.elements for name in given if name.startswith("on")]
    assert "</title><script>hacked = 1</script>" in read.words
    assert [frame["file"] for frame in made["frames"]] == [
        str(path) for path in sorted((textbank.folder / "all" / "hostile-frames").iterdir())
    ]
    for frame in made["frames"]:
        ElementTree.parse(frame["file"])
        assert unsafe_letters(Path(frame["file"]).read_text("utf-8").replace("\n", "")) == set()
        grid(Path(frame["file"]))
    assert unsafe_letters(source.replace("\n", "")) == set()
    for picture, shown in zip(made["frames"], played(Path(made["recording"])), strict=True):
        drawn = grid(Path(picture["file"]))
        assert [line[:40] for line in drawn[:5]] == [
            DRAWN_AS_SHAPES.sub(" ", line)[:40] for line in shown[:5]
        ]


def test_both_types_are_shown_side_by_side_or_the_one_that_is_asked_for(
    textbank: CommandLine,
) -> None:
    file = textbank.write("short.toml", SHORT_SCENARIO)

    both = textbank.json("train", "--file", file, "--both", "--export", textbank.folder / "b.html")
    second = textbank.json(
        "train", "--file", file, "--provider", "type2", "--size", "110x28", "--theme", "dark",
        "--export", textbank.folder / "second.cast",
    )  # fmt: skip

    assert both["behaviors"] == ["type1", "type2"]
    words = Reader(Path(both["page"]).read_text("utf-8")).words
    assert "It is up to you." in words
    assert "The provider acts." in words
    assert second["frames"][1]["captions"] == {"type2": "The provider acts."}
    assert second["page"] is None
    assert {path.name for path in textbank.folder.glob("second*")} == {"second.cast"}
    header, _ = events_of(textbank.folder / "second.cast")
    assert (header["width"], header["height"]) == (110, 28)


def test_progress_is_told_where_it_does_not_disturb(textbank: CommandLine) -> None:
    file = textbank.write("short.toml", SHORT_SCENARIO)

    ran = textbank.run("train", "--file", file, "--export", textbank.folder / "short.cast")

    assert ran.err.splitlines() == ["Setting the stage", "Drawing step 1 of 1"]
    assert "short.cast" in ran.out


def test_nothing_is_replaced_without_being_asked(textbank: CommandLine) -> None:
    file = textbank.write("short.toml", SHORT_SCENARIO)
    page = textbank.write("lesson.html", "mine")
    command = ("train", "--file", file, "--export", page)

    assert "lesson.html is there already. Add --overwrite" in textbank.fails(1, *command)
    assert page.read_text("utf-8") == "mine"
    assert sorted(path.name for path in textbank.folder.iterdir()) == ["lesson.html", "short.toml"]

    frames = textbank.folder / "lesson-frames"
    frames.mkdir()
    (frames / "07-of-before.svg").write_text("before")
    (frames / "notes.txt").write_text("mine")
    textbank(*command, "--overwrite")
    assert "<svg" in page.read_text("utf-8")
    names = sorted(path.name for path in frames.iterdir())
    assert names == ["00-the-beginning.svg", "01-maria-texts-stop.svg", "notes.txt"]


def test_all_is_written_or_nothing(tmp_path: Path) -> None:
    places = places_for(tmp_path / "new", "lesson")
    assert places.page is not None
    assert places.frames is not None
    contents = {places.page: "page", places.frames / "deeper" / "00.svg": "it has no folder"}

    with pytest.raises(BadInput, match="cannot be written"):
        write_all(places, contents)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["stop-type-1", "--export", "x.pdf"], "Name a page (lesson.html)"),
        (["stop-type-1", "--export", "no/such/x.html"], "Make it first"),
        (["stop-type-1", "--export", "x.html", "--size", "80x24"], "from 96x24"),
        (["stop-type-1", "--export", "x.html", "--size", "big"], "Write columns and rows"),
        (["stop-type-1", "--export", "x.html", "--theme", "pink"], "light, dark or contrast"),
        (["--export", "x.html"], "--export needs a scenario"),
        (["stop-type-1", "--both"], "--both goes with --export"),
        (["stop-type-1", "--json"], "--json goes with --export"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_drawn(
    textbank: CommandLine,
    arguments: list[str],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)

    told = textbank.fails(1, "train", *arguments)

    assert words in told
    assert "Drawing" not in told
    assert list(tmp_path.iterdir()) == []
