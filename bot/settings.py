"""Settings, from the environment and ``.env``; built in main, never on import."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot import wording
from bot.errors import SettingsError

SHORTEST, LONGEST = 50, 4000
"""Between these the longest question may be set, in characters."""
LONGEST_ADDRESS = 512
"""What Discord takes as the address of a button."""


@dataclass(frozen=True, slots=True)
class Cooldown:
    """At most `count` questions a user in `seconds`; a count of 0 is no limit."""

    count: int
    seconds: int


class Settings(BaseSettings):
    """What the operator may choose; every field is an environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
    )

    discord_token: SecretStr | None = None
    discord_token_file: Path | None = None
    knowledge_dir: Path = Path("knowledge")
    cache_dir: Path = Path(".cache")
    semantic_model: str | None = None
    admin_user_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    cooldown: Annotated[Cooldown, NoDecode] = Cooldown(10, 10)
    max_question: int = 1000
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"
    health_port: int | None = None
    privacy_url: str | None = None
    terms_url: str | None = None
    contact_url: str | None = None
    source_url: str | None = None

    @field_validator("admin_user_ids", mode="before")
    @classmethod
    def _split_ids(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        ids = value.replace(",", " ").split()
        if not all(i.isascii() and i.isdigit() for i in ids):
            raise ValueError(wording.settings.NOT_IDS)
        return frozenset(map(int, ids))

    @field_validator("cooldown", mode="before")
    @classmethod
    def _read_cooldown(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        match = re.fullmatch(r"\s*([0-9]{1,4})(?:\s*/\s*([0-9]{1,5}))?\s*", value)
        if not match or (match[2] is None and int(match[1]) != 0) or (match[2] is not None and int(match[2]) == 0):
            raise ValueError(wording.settings.NOT_A_COOLDOWN)
        return Cooldown(int(match[1]), int(match[2] or 0))

    @field_validator("max_question", mode="before")
    @classmethod
    def _read_length(cls, value: Any) -> Any:
        written = str(value).strip()
        if not re.fullmatch("[0-9]{1,9}", written) or not SHORTEST <= int(written) <= LONGEST:
            raise ValueError(wording.settings.not_between(SHORTEST, LONGEST))
        return int(written)

    @field_validator("log_level", mode="before")
    @classmethod
    def _read_level(cls, value: Any) -> Any:
        level = str(value).strip().upper()
        if level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError(wording.settings.NOT_A_LEVEL)
        return level

    @field_validator("log_format", mode="before")
    @classmethod
    def _read_format(cls, value: Any) -> Any:
        written = str(value).strip().lower()
        if written not in {"console", "json"}:
            raise ValueError(wording.settings.NOT_A_FORMAT)
        return written

    @field_validator("discord_token", "discord_token_file", "semantic_model", mode="before")
    @classmethod
    def _blank_is_absent(cls, value: Any) -> Any:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("health_port", mode="before")
    @classmethod
    def _read_port(cls, value: Any) -> Any:
        written = str(value or "").strip()
        if not written:
            return None
        if not re.fullmatch("[0-9]{1,5}", written) or not 0 < int(written) < 65536:
            raise ValueError(wording.settings.NOT_A_PORT)
        return int(written)

    @field_validator("privacy_url", "terms_url", "contact_url", "source_url", mode="before")
    @classmethod
    def _read_address(cls, value: Any) -> Any:
        written = str(value or "").strip()
        if not written:
            return None
        if len(written) > LONGEST_ADDRESS or not re.fullmatch(
            r"https?://[^\s/.]+(?:\.[^\s/.]+)*\.?(?:[/?#]\S*)?", written
        ):
            raise ValueError(wording.settings.not_an_address(LONGEST_ADDRESS))
        return written

    def token(self) -> str | None:
        """Return the bot's token, from the variable or from the file that it names.

        Raises:
            SettingsError: the file cannot be read or is empty.
        """
        if self.discord_token is not None:
            return self.discord_token.get_secret_value().strip()
        if self.discord_token_file is None:
            return None
        try:
            token = self.discord_token_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else wording.settings.NOT_TEXT
            raise SettingsError(wording.settings.no_token_file(self.discord_token_file, reason)) from error
        if not token:
            raise SettingsError(wording.settings.empty_token_file(self.discord_token_file))
        return token


def read_settings(**overrides: Any) -> Settings:
    """Build the settings from the environment and ``.env``; `overrides` that are None are left out.

    Raises:
        SettingsError: a variable cannot be used; the sentence names it and never shows a secret.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)
    except UnicodeDecodeError as error:
        raise SettingsError(wording.settings.ENV_NOT_TEXT) from error
    except ValidationError as error:
        raise SettingsError(" ".join(_sentence(problem) for problem in error.errors())) from None


def _sentence(problem: Any) -> str:
    name = ".".join(map(str, problem["loc"])).upper()
    reason = problem["msg"].removeprefix("Value error, ")
    return wording.settings.not_usable(name, reason, None if "TOKEN" in name else str(problem["input"])[:60])
