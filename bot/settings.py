"""Settings from the environment and `.env`; every one is described in `.env.example`."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What the house itself needs; a channel's own settings class sits in its package."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_prefix="CHIBO_",
        extra="ignore",
        env_ignore_empty=True,
        hide_input_in_errors=True,
    )

    database_url: str = "sqlite:///var/chibo.sqlite3"
    host: str = "127.0.0.1"
    port: int = Field(default=8765, ge=0, le=65535)
    web_chat: Literal["auto", "on", "off"] = "auto"
    consent_version: str = "2026-01"
    join_code_hours: float = Field(default=72, ge=0.25, le=168)
    substitution_approval: bool = True
    substitution_hours: float = Field(default=4, ge=0.5, le=24)
    availability_day: int = Field(default=15, ge=1, le=17)
    templates: Path | None = None
    public_url: str = Field(default="", pattern=r"^(https://[^\s?#]+)?$")
    link_key: SecretStr = SecretStr("")
    resend_unknown: bool = False
    backup_folder: Path = Path("var/backups")
    backup_keep: int = Field(default=14, ge=1)
    backup_hours: int = Field(default=26, ge=0)
    summary_from: int = Field(default=20, ge=1)
    summary_to: Literal["coordinator", "admin"] = "coordinator"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"

    @field_validator("link_key")
    @classmethod
    def _long_enough(cls, key: SecretStr) -> SecretStr:
        """A short key could be guessed from one address."""
        if key.get_secret_value() and len(key.get_secret_value()) < 32:
            raise ValueError("needs 32 characters or more, e.g. from: openssl rand -hex 24")
        return key
