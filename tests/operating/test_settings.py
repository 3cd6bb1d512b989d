"""Settings are read from the environment and `.env`, and never printed."""

import shutil
from pathlib import Path

import pytest

from bot.settings import Settings
from channels.telegram.settings import TelegramSettings
from tests.operating.conftest import ROOT


def test_the_example_as_it_stands_is_the_defaults(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    defaults = Settings(), TelegramSettings()
    shutil.copy(ROOT / ".env.example", tmp_path / ".env")
    assert (Settings(), TelegramSettings()) == defaults


def test_the_environment_comes_before_the_file(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("CHIBO_PORT=1000\nCHIBO_LOG_LEVEL=ERROR\n")
    environment.setenv("CHIBO_PORT", "2000")
    settings = Settings()
    assert (settings.port, settings.log_level) == (2000, "ERROR")


@pytest.mark.parametrize("name", ["@quan_son_bot", "quan_son_bot"])
def test_a_bot_name_is_kept_without_its_sign(environment: pytest.MonkeyPatch, name: str) -> None:
    environment.setenv("TELEGRAM_USERNAME", name)
    assert TelegramSettings().username == "quan_son_bot"


def test_a_bot_name_that_telegram_would_not_give(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("TELEGRAM_USERNAME", "t.me/quan son")
    with pytest.raises(ValueError, match="not a bot's name"):
        TelegramSettings()
