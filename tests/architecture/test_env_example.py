"""`.env.example` and the settings classes name the same settings with the same defaults."""

import re

import pytest
from pydantic_settings import BaseSettings

from bot.settings import Settings
from channels.telegram.settings import TelegramSettings
from channels.zalo_bot.settings import ZaloBotSettings
from channels.zalo_oa.settings import ZaloOaSettings
from tests.architecture.source import ROOT, product

CLASSES: tuple[type[BaseSettings], ...] = (
    Settings,
    TelegramSettings,
    ZaloBotSettings,
    ZaloOaSettings,
)
EXAMPLE = ROOT / ".env.example"
_LINE = re.compile(r"#? ?([A-Z][A-Z0-9_]+)=(.*)")

pytestmark = pytest.mark.skipif(not EXAMPLE.exists(), reason="not written yet")


def lines() -> list[tuple[str, str, str]]:
    """Name, value, and the line above it, of every setting in the example, commented out or not."""
    text = EXAMPLE.read_text(encoding="utf-8").splitlines()
    found = []
    for above, line in zip(["", *text], text, strict=False):
        match = _LINE.fullmatch(line.strip())
        if match:
            found.append((match[1], match[2].strip(), above))
    return found


def declared() -> dict[str, object]:
    """Every environment variable the classes read, with its default."""
    return {
        f"{cls.model_config['env_prefix']}{name}".upper(): field.default
        for cls in CLASSES
        for name, field in cls.model_fields.items()
    }


@pytest.mark.slow
def test_every_settings_class_is_compared() -> None:
    classes = {
        node
        for module in product()
        for node in re.findall(r"^class (\w+)\(BaseSettings\)", module.text, re.M)
    }
    assert classes == {cls.__name__ for cls in CLASSES}


def test_the_example_names_exactly_the_settings() -> None:
    names = [name for name, _, _ in lines()]
    assert sorted(names) == sorted(declared())


def test_each_setting_has_a_comment_above() -> None:
    for name, _, above in lines():
        assert above.startswith("#"), name
        assert not _LINE.fullmatch(above.strip()), name
        assert len(above) > 10, name


def test_shown_values_are_the_defaults() -> None:
    defaults = declared()
    for name, value, _ in lines():
        default = defaults[name]
        if default is None or not value:
            continue  # a token, a proxy: what stands there is an illustration
        shown = str(default).lower() if isinstance(default, bool) else str(default)
        assert value in (shown, shown.removesuffix(".0")), name
