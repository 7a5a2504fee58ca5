"""The texter's own keys: applied wherever the usual ones would work, or not at all."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from core.domain import Behavior
from core.settings import Settings
from core.training.classroom import Classroom
from tests.core.world import JO, MARIA, make_campaign, open_desk
from tests.tui.command_line import CommandLine
from tests.tui.driving import WIDE, Driven, make_app, screen_text, until
from tui.bound_actions import every_action, places, taken_everywhere
from tui.key_names import NoSuchKey, is_function_key, key_named
from tui.keymap import Keymap, clashes_in, load_keymap, rebind
from tui.screens.keys import KeysScreen
from tui.screens.training import TrainingScreen

USUAL = Keymap()


@pytest.fixture
def keys_toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where keys.toml belongs, in a config folder of this test's own."""
    monkeypatch.setattr("core.settings.config_path", lambda: tmp_path / "config.toml")
    return tmp_path / "keys.toml"


@asynccontextmanager
async def at_keys(path: Path, keymap: Keymap) -> AsyncIterator[Driven]:
    """A messenger at one conversation, with these keys."""
    async with open_desk(path) as desk:
        world = await make_campaign(desk, Behavior.TYPE_1, (MARIA,))
    app = make_app(path)
    app.keymap = keymap
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        driven = Driven(app, pilot)
        await driven.opened(world.conversations[0])
        yield driven


# --- The usual keys ---------------------------------------------------------------------------


def test_no_usual_key_means_two_things_in_one_place() -> None:
    assert "messenger.opt_out" in every_action()
    clashes = [
        (place.name, key, one.id, other.id)
        for place in places()
        for key, one, other in clashes_in(place, USUAL)
    ]
    assert clashes == []


def test_each_action_of_the_messenger_says_what_it_does_and_works_while_writing() -> None:
    for name, action in every_action().items():
        if name.startswith("messenger."):
            assert action.does != action.name, f"{name} has no tooltip"
            if any(len(key) == 1 and key.isalpha() for key in action.keys):
                works = [key for key in action.keys if is_function_key(key) or "ctrl+" in key]
                assert works, f"{name} cannot be pressed while writing"


def test_every_usual_key_is_one_that_can_be_written() -> None:
    for action in every_action().values():
        for key in action.keys:
            assert key in taken_everywhere() or key_named(key) == key


# --- Reading the file -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        ("", {}),
        ('[keys]\n"messenger.opt_out" = ["X", "f20"]', {"messenger.opt_out": ("X", "f20")}),
        # A letter alone does not work while writing: the function key stays.
        ('[keys]\nopt_out = "X"', {"messenger.opt_out": ("X", "f8")}),
        ('[keys]\nmessenger.hide = "shift+h"', {"messenger.hide": ("H", "f7")}),
        ('[keys.list]\nopen = ["enter", "Ctrl+F"]', {"list.open": ("enter", "ctrl+f")}),
        ("[keys]\nhide = []", {"messenger.hide": ()}),
        (
            '[keys]\nopt_out = "h"\nhide = "o"',
            {"messenger.opt_out": ("h", "f8"), "messenger.hide": ("o", "f7")},
        ),
        ('[keys]\nconfirm.yes = "Y"', {"confirm.yes": ("Y",)}),
    ],
)
def test_keys_are_given_to_actions_by_name(
    tmp_path: Path, source: str, keys: dict[str, tuple[str, ...]]
) -> None:
    path = tmp_path / "keys.toml"
    path.write_text(source, "utf-8")

    keymap = load_keymap(path)

    assert keymap.problems == ()
    assert keymap.keys == keys


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("[keys]\nopt_out = x", 0, "line 2"),
        ('[keys]\n# mine\nopt_uot = "x"', 3, "Did you mean messenger.opt_out?"),
        ('[keys]\nopt_out = "frobnicate"', 2, "there is no such key"),
        ('[keys]\nopt_out = "ctrl+i"', 2, "to a terminal it is the tab key"),
        ('[keys]\nhide = "ctrl+p"', 2, "“ctrl+p” is kept for the palette"),
        ("[keys]\nhide = 3", 2, "a text or a list of texts"),
        ("[keys]\nskip = [\n  'S',\n] # hide = 3\nhide = 3", 5, "a text or a list of texts"),
        ('[keys]\nhide = "X"\nmessenger.hide = "Y"', 3, "is given keys twice"),
        ('[keys]\ndown = "n"', 2, "Write one of these."),
        ('opt_out = "x"', 1, "Write bindings beneath [keys]"),
        ("[keys]\nopt_out = []", 2, "cannot be left without a key"),
        (
            '[keys]\nopt_out = "h"',
            2,
            "“h” is given to both Hide (messenger.hide) and Opt out (messenger.opt_out).",
        ),
        (
            '[keys]\nopt_out = "X"\nhide = "X"',
            0,
            "“X” is given to both Hide (messenger.hide) and Opt out (messenger.opt_out).",
        ),
        ('[keys]\nhide = "f8"', 2, "“f8” is given to both"),
        ('[keys]\nnext = "j"', 2, "Down (list.down)"),
        ('[keys]\nopt_out = "y"', 2, "would open the question of Opt out"),
        ('[keys]\nconfirm.yes = "o"', 2, "They need different keys."),
    ],
)
def test_a_mistake_is_named_with_its_line_and_changes_nothing(
    tmp_path: Path, source: str, line: int, words: str
) -> None:
    path = tmp_path / "keys.toml"
    path.write_text(source + "\n", "utf-8")

    keymap = load_keymap(path)

    assert words in " ".join(keymap.problems)
    assert str(path) in keymap.problems[0]
    if line:
        assert f"{path}, line {line}: " in keymap.problems[0]
    assert keymap.keys == {}


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("?", "question_mark"),
        ("Esc", "escape"),
        ("PgUp", "pageup"),
        ("+", "plus"),
        ("Ctrl+X", "ctrl+x"),
        ("alt+ctrl+f3", "ctrl+alt+f3"),
        ("é", "é"),
    ],
)
def test_keys_are_known_as_people_write_them(written: str, key: str) -> None:
    assert key_named(written) == key


@pytest.mark.parametrize("written", ["", " ", "f25", "ctrl+1", "ctrl+", "hyper+x", "\x1b", "xx"])
def test_what_no_terminal_sends_is_no_key(written: str) -> None:
    with pytest.raises(NoSuchKey):
        key_named(written)


# --- In the messenger -------------------------------------------------------------------------


async def test_changed_keys_work_everywhere_and_the_old_ones_do_not(database_path: Path) -> None:
    keymap = Keymap({"messenger.opt_out": ("X", "f20"), "confirm.no": ("B", "escape")})
    async with at_keys(database_path, keymap) as driven:
        await driven.press("o", "f8")
        assert driven.dialog is None
        await driven.press("X")
        await until(lambda: driven.dialog, "the new letter asks once more")
        await driven.press("B")
        await until(lambda: not driven.dialog, "a dialog has its own new keys, too")
        await driven.press("r")
        await until(lambda: driven.reply_input.has_focus, "the texter writes")
        await driven.press("X", "f8")
        assert driven.dialog is None
        assert driven.reply_input.text == "X"
        await driven.press("f20")
        await until(lambda: driven.dialog, "the new function key asks while writing")
        await driven.press("escape")
        await until(lambda: not driven.dialog, "it is left")
        assert "f20 Opt out" in screen_text(driven.app)
        await driven.press("f1")
        await until(lambda: isinstance(driven.app.screen, KeysScreen), "the keys show")
        shown = screen_text(driven.app)
        assert "f20 " in shown
        assert "f8 " not in shown


async def test_a_mistake_is_told_at_the_start_and_the_usual_keys_work(
    database_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "keys.toml"
    path.write_text('[keys]\nopt_out = "x"\nhide = "[/b]"\n', "utf-8")
    async with at_keys(database_path, load_keymap(path)) as driven:
        (told,) = driven.toasts
        assert "“[/b]” for Hide (messenger.hide): there is no such key." in told
        assert "textbank keys --check" in told
        await driven.press("o")
        await until(lambda: driven.dialog, "Opt Out has its usual key")


# --- The command ------------------------------------------------------------------------------


def test_the_command_lists_the_keys_as_they_are_and_finds_mistakes(
    tmp_path: Path, keys_toml: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.commands.keys.keys_path", lambda: keys_toml)
    textbank = CommandLine(tmp_path)
    assert "is not there: the usual keys are in use" in textbank("keys", "--check")

    keys_toml.write_text('[keys]\nopt_out = "X"\n', "utf-8")
    assert "is in order" in textbank("keys", "--check")
    (line,) = [one for one in textbank("keys").splitlines() if "messenger.opt_out" in one]
    assert line.startswith("* messenger.opt_out")
    assert "X f8" in line
    listed = {one["id"]: one for one in textbank.json("keys")["actions"]}
    assert listed["messenger.opt_out"]["keys"] == ["X", "f8"]
    assert listed["messenger.opt_out"]["usual_keys"] == ["o", "f8"]

    keys_toml.write_text('[keys]\nopt_out = "h"\n', "utf-8")
    ran = textbank.run("keys", "--check")
    assert ran.code == 1
    assert "“h” is given to both" in ran.out
    assert "messenger.opt_out" in textbank.run("keys").out


def test_a_lessons_keys_give_way_to_the_texters_own(keys_toml: Path) -> None:
    """`u` and F24 let time pass in a lesson; who opts out with `u` does so there, too."""
    keys_toml.write_text('[keys]\nopt_out = ["u", "f8"]', "utf-8")
    keymap = load_keymap(keys_toml)
    assert not keymap.problems
    screen = TrainingScreen(Settings(JO, keys_toml.with_name("none.sqlite")), Classroom())
    rebind(screen, keymap)
    bound = [(key, binding.id) for key, binding in screen._bindings]
    assert [name for key, name in bound if key == "u"] == ["messenger.opt_out"]
    assert ("f24", "lesson.wait") in bound

    keys_toml.write_text('[keys]\nopt_out = ["u", "f24", "shift+f12"]', "utf-8")
    assert load_keymap(keys_toml).problems, "something of a lesson would have no key at all"
