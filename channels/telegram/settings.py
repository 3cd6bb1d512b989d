"""What Telegram needs from the environment and `.env`; each is described in `.env.example`."""

import re
from typing import Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from yarl import URL

_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{20,}")
_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{4,31}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class TelegramSettings(BaseSettings):
    """Telegram as one bot; without a token the channel is off. Errors never show a value."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_prefix="TELEGRAM_",
        extra="ignore",
        env_ignore_empty=True,
        hide_input_in_errors=True,
    )

    token: SecretStr | None = None
    username: str | None = None
    mode: Literal["polling", "webhook"] = "polling"
    api_url: str = "https://api.telegram.org"
    proxy: SecretStr | None = None
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    per_second: float = Field(default=30, gt=0)
    per_chat_second: float = Field(default=1, gt=0)
    at_once: int = Field(default=16, ge=1, le=50)
    connect_seconds: float = Field(default=10, gt=0)
    read_seconds: float = Field(default=20, gt=0)
    poll_seconds: int = Field(default=50, ge=1, le=50)
    retry_seconds: float = Field(default=1, gt=0)

    @field_validator("token")
    @classmethod
    def _looks_like_a_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not _TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("not a bot token: copy the whole line 123456:ABC... from @BotFather")
        return token

    @field_validator("username")
    @classmethod
    def _without_at(cls, username: str | None) -> str | None:
        if username is None:
            return None
        name = username.removeprefix("@")
        if not _USERNAME.fullmatch(name):
            raise ValueError("not a bot's name: 5 to 32 of A-Z a-z 0-9 _, as in quan_son_bot")
        return name

    @field_validator("proxy")
    @classmethod
    def _is_an_http_proxy(cls, proxy: SecretStr | None) -> SecretStr | None:
        if proxy is not None and URL(proxy.get_secret_value()).scheme not in ("http", "https"):
            raise ValueError("only an HTTP proxy works: http://user:password@host:port")
        return proxy

    @field_validator("webhook_secret")
    @classmethod
    def _may_be_a_header(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and not _SECRET.fullmatch(secret.get_secret_value()):
            raise ValueError("use 1 to 256 of A-Z a-z 0-9 _ -")
        return secret

    @model_validator(mode="after")
    def _webhook_has_a_path(self) -> Self:
        if self.mode == "webhook":
            if not self.webhook_url:
                raise ValueError("TELEGRAM_MODE=webhook needs TELEGRAM_WEBHOOK_URL")
            if URL(self.webhook_url).path in ("", "/"):
                raise ValueError("TELEGRAM_WEBHOOK_URL needs a path of its own, as in /telegram")
        return self
