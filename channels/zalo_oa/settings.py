"""What a Zalo Official Account needs from the environment and `.env`; see `.env.example`."""

import json
import re
from collections.abc import Mapping
from typing import Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from yarl import URL

_NUMBER = re.compile(r"[0-9]{1,25}")


class ZaloOaSettings(BaseSettings):
    """One Official Account; without its id it is off. Errors never show a value."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_prefix="ZALO_OA_",
        extra="ignore",
        env_ignore_empty=True,
        hide_input_in_errors=True,
    )

    id: str | None = None
    app_id: str | None = None
    app_secret: SecretStr | None = None
    webhook_key: SecretStr | None = None
    webhook_url: str | None = None
    redirect_url: str | None = None
    oauth_url: str = "https://oauth.zaloapp.com"
    api_url: str = "https://openapi.zalo.me"
    template_url: str = "https://business.openapi.zalo.me"
    template: str | None = None
    template_data: str = '{"ten": "{name}"}'
    price_paid: int = Field(default=55, ge=0)
    price_template: int = Field(default=200, ge=0)
    monthly_budget: int = Field(default=500_000, ge=1)
    refresh_hours: float = Field(default=6, ge=1, le=20)
    part_units: int = Field(default=1800, ge=100, le=2000)
    per_second: float = Field(default=20, gt=0)
    per_chat_second: float = Field(default=1, gt=0)
    at_once: int = Field(default=8, ge=1, le=50)
    connect_seconds: float = Field(default=5, gt=0)
    read_seconds: float = Field(default=15, gt=0)

    @field_validator("id", "app_id", "template")
    @classmethod
    def _is_a_number(cls, number: str | None) -> str | None:
        if number is not None and not _NUMBER.fullmatch(number):
            raise ValueError("only digits, as the developers' site shows it")
        return number

    @field_validator("template_data")
    @classmethod
    def _is_an_object_of_texts(cls, text: str) -> str:
        try:
            found = json.loads(text)
        except ValueError:
            found = None
        if not isinstance(found, dict) or not all(isinstance(v, str) for v in found.values()):
            raise ValueError('a JSON object of texts, as in {"ten": "{name}"}')
        return text

    @model_validator(mode="after")
    def _belong_together(self) -> Self:
        needed = (self.app_id, self.app_secret, self.webhook_key, self.webhook_url)
        if self.id is not None and None in needed:
            raise ValueError(
                "ZALO_OA_ID needs ZALO_OA_APP_ID, _APP_SECRET, _WEBHOOK_KEY and _WEBHOOK_URL"
            )
        if self.webhook_url and URL(self.webhook_url).path in ("", "/"):
            raise ValueError("ZALO_OA_WEBHOOK_URL needs a path of its own, as in /zalo-oa")
        return self

    def filled(self, name: str) -> Mapping[str, str]:
        """The parameters of the template for one person."""
        data: dict[str, str] = json.loads(self.template_data)
        return {key: value.replace("{name}", name) for key, value in data.items()}
