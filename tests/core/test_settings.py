"""Settings: a flag wins over the environment, that over the config file, that over the memory."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from core.errors import BadInput
from core.remembered import Remembered, remember, remembered
from core.settings import keys_path, load_settings


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The config file of this test; not there yet."""
    monkeypatch.setattr("core.settings.config_path", lambda: tmp_path / "config.toml")
    monkeypatch.setattr("core.remembered.state_path", lambda: tmp_path / "state" / "state.toml")
    return tmp_path / "config.toml"


def test_who_acts_is_said_by_the_nearest(config: Path) -> None:
    def texter(given: str | None = None, **environment: str) -> str:
        return load_settings(texter=given, environment=environment).texter.name

    remember(texter="from the set-up")
    assert texter() == "from the set-up"
    config.write_text('texter = "from the file"', "utf-8")
    assert texter() == "from the file"
    assert texter(TEXTBANK_TEXTER="from outside") == "from outside"
    assert texter("from a flag", TEXTBANK_TEXTER="from outside") == "from a flag"


def test_the_look_that_was_picked_comes_back_unless_the_config_file_names_one(
    config: Path,
) -> None:
    assert load_settings(texter="jo").theme == ""
    remember(theme="textbank-dark")
    settings = load_settings(texter="jo")
    assert (settings.theme, settings.theme_is_configured) == ("textbank-dark", False)
    config.write_text('theme = "light"', "utf-8")
    settings = load_settings(texter="jo")
    assert (settings.theme, settings.theme_is_configured) == ("light", True)


def test_one_thing_is_remembered_beside_the_other(config: Path) -> None:
    remember(texter='jo "the quick" 🎉 \\ b')
    remember(theme="textbank-dark")
    assert remembered() == Remembered("textbank-dark", 'jo "the quick" 🎉 \\ b')


@pytest.mark.parametrize("content", ["theme = ", "theme = 3", "theme = [", "\udcff"])
def test_a_memory_that_cannot_be_read_is_left_alone_with_a_line_in_the_log(
    config: Path, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = config.parent / "state" / "state.toml"
    path.parent.mkdir()
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with caplog.at_level(logging.WARNING):
        assert remembered() == Remembered()
    assert "left alone" in caplog.text
    remember(theme="textbank-dark")
    assert remembered().theme == "textbank-dark"


def test_what_cannot_be_remembered_is_told(config: Path) -> None:
    (config.parent / "state").write_text("in the way", "utf-8")
    with pytest.raises(BadInput, match="cannot be made"):
        remember(theme="textbank-dark")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("theme = ", "not valid TOML"),
        ('colour = "red"', "unknown setting “colour”"),
        ("theme = 3", "“theme” must be"),
    ],
)
def test_a_config_file_with_a_mistake_says_so(config: Path, content: str, words: str) -> None:
    config.write_text(content, "utf-8")
    with pytest.raises(BadInput, match=words):
        load_settings(texter="jo")


def test_the_keys_lie_beside_the_config_file(config: Path) -> None:
    assert keys_path() == config.with_name("keys.toml")


def test_enter_goes_on_after_sending_unless_the_config_file_says_to_stay(config: Path) -> None:
    assert load_settings(texter="jo").after_send == "next"
    config.write_text('after_send = "stay"', "utf-8")
    assert load_settings(texter="jo").after_send == "stay"
    config.write_text('after_send = "leave"', "utf-8")
    with pytest.raises(BadInput, match="“after_send” must be “next” or “stay”"):
        load_settings(texter="jo")
