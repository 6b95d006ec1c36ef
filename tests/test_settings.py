from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Cooldown, Settings, read_settings

VARIABLES = tuple(name.upper() for name in Settings.model_fields)


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty working folder and an environment without the bot's variables."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_any_variable_there_are_sane_defaults() -> None:
    settings = read_settings()
    assert (settings.knowledge_dir, settings.cache_dir) == (Path("knowledge"), Path(".cache"))
    assert (settings.cooldown, settings.max_question, settings.log_level) == (Cooldown(10, 10), 1000, "INFO")
    assert (settings.token(), settings.admin_user_ids) == (None, frozenset())


def test_an_argument_goes_before_the_environment_and_that_before_the_file(
    monkeypatch: pytest.MonkeyPatch, elsewhere: Path
) -> None:
    (elsewhere / ".env").write_text("KNOWLEDGE_DIR=from-file\nCACHE_DIR=from-file\nLOG_LEVEL=debug\n")
    monkeypatch.setenv("KNOWLEDGE_DIR", "from-environment")
    monkeypatch.setenv("CACHE_DIR", "from-environment")
    settings = read_settings(knowledge_dir=Path("given"), cache_dir=None)
    assert (settings.knowledge_dir, settings.cache_dir) == (Path("given"), Path("from-environment"))
    assert settings.log_level == "DEBUG"


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.setenv(name, "")
    assert read_settings() == read_settings(knowledge_dir=Path("knowledge"))


@pytest.mark.parametrize(
    ("written", "expected"),
    [("10/10", Cooldown(10, 10)), (" 3 / 60 ", Cooldown(3, 60)), ("0", Cooldown(0, 0)), ("0/5", Cooldown(0, 5))],
)
def test_cooldown_is_count_and_seconds(monkeypatch: pytest.MonkeyPatch, written: str, expected: Cooldown) -> None:
    monkeypatch.setenv("COOLDOWN", written)
    assert read_settings().cooldown == expected


@pytest.mark.parametrize(
    "written", ["https://example.org", "http://localhost:8080/a?b#c", " https://example.org/privacy.html "]
)
@pytest.mark.parametrize("name", ["PRIVACY_URL", "TERMS_URL", "CONTACT_URL", "SOURCE_URL"])
def test_an_address_is_taken_as_it_is_written(monkeypatch: pytest.MonkeyPatch, name: str, written: str) -> None:
    monkeypatch.setenv(name, written)
    assert getattr(read_settings(), name.lower()) == written.strip()


@pytest.mark.parametrize(
    "written", ["example.org", "https://", "https:///a", "ftp://example.org", "https://a b", "https://" + "a" * 600]
)
def test_what_no_button_could_open_is_no_address(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("TERMS_URL", written)
    with pytest.raises(SettingsError, match=r"^TERMS_URL: must begin with https://"):
        read_settings()


def test_a_port_and_a_format_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEALTH_PORT", " 8080 ")
    monkeypatch.setenv("LOG_FORMAT", "JSON")
    assert (read_settings().health_port, read_settings().log_format) == (8080, "json")


@pytest.mark.parametrize("written", ["1,2", "1 2", " 1 ,, 2 ", "2,1,2"])
def test_admins_are_user_ids(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("ADMIN_USER_IDS", written)
    assert read_settings().admin_user_ids == {1, 2}


@pytest.mark.parametrize(
    ("name", "written", "message"),
    [
        ("COOLDOWN", "ten", "COOLDOWN: must be count/seconds, as 10/10, or 0 for no limit (it is 'ten')."),
        ("COOLDOWN", "5", "COOLDOWN: must be count/seconds, as 10/10, or 0 for no limit (it is '5')."),
        ("COOLDOWN", "5/0", "COOLDOWN: must be count/seconds, as 10/10, or 0 for no limit (it is '5/0')."),
        ("COOLDOWN", "-1/5", "COOLDOWN: must be count/seconds, as 10/10, or 0 for no limit (it is '-1/5')."),
        (
            "ADMIN_USER_IDS",
            "me",
            "ADMIN_USER_IDS: must be Discord user ids (digits), separated by commas (it is 'me').",
        ),
        ("MAX_QUESTION", "3", "MAX_QUESTION: must be a whole number from 50 to 4000 (it is '3')."),
        ("MAX_QUESTION", "9999", "MAX_QUESTION: must be a whole number from 50 to 4000 (it is '9999')."),
        ("MAX_QUESTION", "1e3", "MAX_QUESTION: must be a whole number from 50 to 4000 (it is '1e3')."),
        ("LOG_LEVEL", "loud", "LOG_LEVEL: must be DEBUG, INFO, WARNING or ERROR (it is 'loud')."),
        ("LOG_FORMAT", "xml", "LOG_FORMAT: must be console or json (it is 'xml')."),
        ("HEALTH_PORT", "0", "HEALTH_PORT: must be a port from 1 to 65535 (it is '0')."),
        ("HEALTH_PORT", "65536", "HEALTH_PORT: must be a port from 1 to 65535 (it is '65536')."),
        (
            "CONTACT_URL",
            "mailto:me@example.org",
            "CONTACT_URL: must begin with https:// and have at most 512 characters, none of them blank "
            "(it is 'mailto:me@example.org').",
        ),
    ],
)
def test_a_wrong_variable_is_named_with_what_it_should_be(
    monkeypatch: pytest.MonkeyPatch, name: str, written: str, message: str
) -> None:
    monkeypatch.setenv(name, written)
    with pytest.raises(SettingsError) as raised:
        read_settings()
    assert raised.value.sentence == message


def test_all_wrong_variables_are_told_at_once_and_no_secret_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "made.up.secret")
    monkeypatch.setenv("COOLDOWN", "ten")
    monkeypatch.setenv("LOG_LEVEL", "loud")
    with pytest.raises(SettingsError) as raised:
        read_settings()
    told = str(raised.value)
    assert "COOLDOWN" in told
    assert "LOG_LEVEL" in told
    assert "made.up.secret" not in told


def test_a_dotenv_that_is_no_text_is_told(elsewhere: Path) -> None:
    (elsewhere / ".env").write_bytes(b"LOG_LEVEL=caf\xe9\n")
    with pytest.raises(SettingsError, match=r"^\.env: cannot be read, it is not UTF-8 text\."):
        read_settings()


def test_the_token_comes_from_the_variable_or_the_file(monkeypatch: pytest.MonkeyPatch, elsewhere: Path) -> None:
    (elsewhere / "token").write_text("  from-file\n")
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(elsewhere / "token"))
    assert read_settings().token() == "from-file"
    monkeypatch.setenv("DISCORD_TOKEN", " from-variable ")
    assert read_settings().token() == "from-variable"
    monkeypatch.setenv("DISCORD_TOKEN", "  ")
    assert read_settings().token() == "from-file"


def test_the_settings_do_not_show_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "made.up.secret")
    assert "made.up.secret" not in repr(read_settings()) + str(read_settings()) + read_settings().model_dump_json()


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "No such file or directory"), (b"", "is empty"), (b"\n \n", "is empty"), (b"\xff\xfe", "not UTF-8 text")],
)
def test_a_token_file_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, elsewhere: Path, content: bytes | None, told: str
) -> None:
    path = elsewhere / "token"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(path))
    with pytest.raises(SettingsError) as raised:
        read_settings().token()
    assert str(path) in str(raised.value)
    assert told in str(raised.value)
