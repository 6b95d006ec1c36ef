"""What is said of a setting that cannot be used; `not_usable` puts the name of its variable before."""

from __future__ import annotations

NOT_IDS = "must be Discord user ids (digits), separated by commas"
NOT_A_COOLDOWN = "must be count/seconds, as 10/10, or 0 for no limit"
NOT_A_LEVEL = "must be DEBUG, INFO, WARNING or ERROR"
NOT_A_FORMAT = "must be console or json"
NOT_A_PORT = "must be a port from 1 to 65535"
ENV_NOT_TEXT = ".env: cannot be read, it is not UTF-8 text. Save it as UTF-8."
NOT_TEXT = "it is not UTF-8 text"


def not_between(shortest: int, longest: int) -> str:
    """Say which numbers can be used."""
    return f"must be a whole number from {shortest} to {longest}"


def not_an_address(longest: int) -> str:
    """Say which addresses can be used."""
    return f"must begin with https:// and have at most {longest} characters, none of them blank"


def not_usable(name: str, reason: str, written: str | None) -> str:
    """Say what is wrong with the variable `name`; a secret is not shown as `written`."""
    shown = "" if written is None else f" (it is {written!r})"
    return f"{name}: {reason}{shown}."


def no_token_file(file: object, reason: str | None) -> str:
    """Say that the file of the token cannot be read."""
    return f"DISCORD_TOKEN_FILE: {file} cannot be read ({reason}). Name a file that holds the token and nothing else."


def empty_token_file(file: object) -> str:
    """Say that the file of the token holds none."""
    return f"DISCORD_TOKEN_FILE: {file} is empty. Put the bot's token in it."
