"""Settings come from the environment and ``.env``; what cannot be used is told in one sentence without secrets."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Cooldown, Settings, read_settings


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of this machine, and an empty folder to be in."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def fault(**environment: str) -> str:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        with pytest.raises(SettingsError) as raised:
            read_settings()
    return raised.value.sentence


def test_everything_has_a_default() -> None:
    settings = read_settings()
    assert settings.token() is None
    assert settings.knowledge_dir == Path("knowledge")
    assert settings.cooldown == Cooldown(10, 10)
    assert settings.admin_user_ids == frozenset()


def test_the_environment_wins_over_the_file_and_an_argument_over_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=warning\nKNOWLEDGE_DIR=from-file\nMAX_QUESTION=200\nUNKNOWN=1\n")
    monkeypatch.setenv("KNOWLEDGE_DIR", "from-environment")
    monkeypatch.setenv("MAX_QUESTION", "300")
    settings = read_settings(max_question=400, cache_dir=None)
    assert (settings.log_level, settings.knowledge_dir, settings.max_question, settings.cache_dir) == (
        "WARNING",
        Path("from-environment"),
        400,
        Path(".cache"),
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [("5/60", Cooldown(5, 60)), (" 1 / 2 ", Cooldown(1, 2)), ("0", Cooldown(0, 0)), ("0/10", Cooldown(0, 10))],
)
def test_a_cooldown_is_count_and_seconds(written: str, meant: Cooldown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOLDOWN", written)
    assert read_settings().cooldown == meant


@pytest.mark.parametrize("written", ["1,22", "1 22", " 22, 1 ,", "1,22,1"])
def test_user_ids_are_separated_by_commas_or_spaces(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMIN_USER_IDS", written)
    assert read_settings().admin_user_ids == {1, 22}


@pytest.mark.parametrize("written", ["10", "10/0", "-1/10", "ten", "10/10/10", " ", "99999/1", "1.5/2"])
def test_a_cooldown_that_cannot_be_read_is_told_with_an_example(written: str) -> None:
    assert fault(COOLDOWN=written) == (
        f"COOLDOWN: must be count/seconds, as 10/10, or 0 for no limit (it is {written!r})."
    )


@pytest.mark.parametrize("written", ["me", "1;2", "<@1>", "-1", "²"])
def test_a_user_id_that_is_none_is_told(written: str) -> None:
    assert fault(ADMIN_USER_IDS=written).startswith("ADMIN_USER_IDS: must be Discord user ids (digits)")


@pytest.mark.parametrize("name", [name.upper() for name in Settings.model_fields])
def test_an_empty_variable_is_one_that_is_not_set(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "")
    assert read_settings() == Settings.model_construct()


def test_a_file_of_settings_that_is_not_text_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"LOG_LEVEL=\xff\xfe")
    assert fault() == ".env: cannot be read, it is not UTF-8 text. Save it as UTF-8."


def test_every_fault_is_told_at_once() -> None:
    sentence = fault(MAX_QUESTION="lots", LOG_LEVEL="loud")
    assert "MAX_QUESTION: " in sentence
    assert "LOG_LEVEL: " in sentence


def test_a_blank_token_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "  ")
    monkeypatch.setenv("DISCORD_TOKEN_FILE", "")
    assert read_settings().token() is None


def test_a_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", " very-secret \n")
    settings = read_settings()
    assert settings.token() == "very-secret"
    assert "very-secret" not in f"{settings!r} {settings} {settings.model_dump_json()}"
    assert "very-secret" not in fault(DISCORD_TOKEN="very-secret", LOG_LEVEL="loud")


class TestTokenFile:
    def test_it_holds_the_token(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "token").write_text("very-secret\n")
        monkeypatch.setenv("DISCORD_TOKEN_FILE", str(tmp_path / "token"))
        assert read_settings().token() == "very-secret"

    def test_the_variable_wins(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DISCORD_TOKEN_FILE", "absent")
        monkeypatch.setenv("DISCORD_TOKEN", "very-secret")
        assert read_settings().token() == "very-secret"

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (
                None,
                "token cannot be read (No such file or directory). Name a file that holds the token and nothing else.",
            ),
            (
                b"\xff\xfe",
                "token cannot be read (it is not UTF-8 text). Name a file that holds the token and nothing else.",
            ),
            (b" \n", "token is empty. Put the bot's token in it."),
        ],
        ids=["absent", "not text", "empty"],
    )
    def test_one_that_cannot_be_used_is_told(
        self, content: bytes | None, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        if content is not None:
            (tmp_path / "token").write_bytes(content)
        monkeypatch.setenv("DISCORD_TOKEN_FILE", "token")
        settings = read_settings()
        with pytest.raises(SettingsError) as raised:
            settings.token()
        assert raised.value.sentence == f"DISCORD_TOKEN_FILE: {told}"
