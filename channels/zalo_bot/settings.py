"""What Zalo's bot platform needs from the environment and `.env`; see `.env.example`."""

import re
from dataclasses import dataclass
from typing import Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from yarl import URL

from channels.zalo_bot.links import share_link

_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_.~-]{4,200}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")
_BETWEEN = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class BotAccount:
    """One of our bots: its id, its token, the address that opens a chat with it."""

    id: str
    token: SecretStr
    link: str


class ZaloBotSettings(BaseSettings):
    """Zalo's bot platform, one bot or several; without a token it is off.

    Errors never show a value.
    """

    model_config = SettingsConfigDict(
        env_file=".env",
        env_prefix="ZALO_BOT_",
        extra="ignore",
        env_ignore_empty=True,
        hide_input_in_errors=True,
    )

    token: SecretStr | None = None
    link: str | None = None
    mode: Literal["polling", "webhook"] = "polling"
    api_url: str = "https://bot-api.zaloplatforms.com"
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    monthly_limit: int = Field(default=3000, ge=1)
    user_limit: int = Field(default=50, ge=1)
    part_units: int = Field(default=1800, ge=100, le=2000)
    per_second: float = Field(default=5, gt=0)
    per_chat_second: float = Field(default=1, gt=0)
    at_once: int = Field(default=4, ge=1, le=50)
    connect_seconds: float = Field(default=5, gt=0)
    read_seconds: float = Field(default=15, gt=0)
    poll_seconds: int = Field(default=30, ge=1, le=50)
    retry_seconds: float = Field(default=1, gt=0)

    @field_validator("token")
    @classmethod
    def _looks_like_tokens(cls, token: SecretStr | None) -> SecretStr | None:
        words = _words(token.get_secret_value()) if token is not None else []
        if not all(_TOKEN.fullmatch(word) for word in words):
            raise ValueError(
                "not a bot token: copy the whole line 123456:abc... from Zalo Bot Creator; "
                "several with commas between"
            )
        if len({word.partition(":")[0] for word in words}) < len(words):
            raise ValueError("the same bot twice")
        return token

    @field_validator("webhook_secret")
    @classmethod
    def _is_long_enough(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and not _SECRET.fullmatch(secret.get_secret_value()):
            raise ValueError("use 32 to 256 of A-Z a-z 0-9 _ -")
        return secret

    @model_validator(mode="after")
    def _belong_together(self) -> Self:
        if self.mode == "webhook":
            if not self.webhook_url or self.webhook_secret is None:
                raise ValueError(
                    "ZALO_BOT_MODE=webhook needs ZALO_BOT_WEBHOOK_URL and ZALO_BOT_WEBHOOK_SECRET"
                )
            if URL(self.webhook_url).path in ("", "/"):
                raise ValueError("ZALO_BOT_WEBHOOK_URL needs a path of its own, as in /zalo")
        if self.link is not None and len(_words(self.link)) != len(self._tokens()):
            raise ValueError("ZALO_BOT_LINK needs one address for each token, in the same order")
        return self

    @property
    def bots(self) -> tuple[BotAccount, ...]:
        """Our bots in the order of their tokens; none without a token."""
        tokens = self._tokens()
        ids = [token.partition(":")[0] for token in tokens]
        links = _words(self.link) if self.link else [share_link(bot) for bot in ids]
        return tuple(
            BotAccount(bot, SecretStr(token), link)
            for bot, token, link in zip(ids, tokens, links, strict=True)
        )

    def _tokens(self) -> list[str]:
        return _words(self.token.get_secret_value()) if self.token is not None else []

    def webhook_of(self, bot: str) -> str:
        """Where Zalo brings the events of one bot: each has an address of its own."""
        return f"{(self.webhook_url or '').rstrip('/')}/{bot}"


def _words(text: str) -> list[str]:
    return [word for word in _BETWEEN.split(text) if word]
