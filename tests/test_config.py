from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from simulator import paths
from simulator.config import MEBIBYTE, ConfigurationError, Settings


def read(tmp_path: Path, **environ: str) -> Settings:
    return Settings.from_env({"SIMULATOR_INSTANCE": str(tmp_path), **environ})


def faults(tmp_path: Path, **environ: str) -> tuple[str, ...]:
    with pytest.raises(ConfigurationError) as caught:
        read(tmp_path, **environ)
    return caught.value.faults


def test_an_empty_environment_gives_a_laptop_that_works(tmp_path: Path) -> None:
    settings = read(tmp_path)

    assert settings.sqlite_path == tmp_path / "encours.sqlite3"
    assert (settings.host, settings.port, settings.port_given) == ("127.0.0.1", 8000, False)
    assert settings.max_upload_bytes == 10 * MEBIBYTE
    assert settings.public_url is None
    assert not settings.https
    assert not settings.testing


def test_every_fault_is_listed_at_once_with_its_name(tmp_path: Path) -> None:
    listed = faults(
        tmp_path,
        SIMULATOR_PORT="huit mille",
        SIMULATOR_DATABASE_URL="mysql://root@localhost/encours",
        SIMULATOR_SECRET_KEY="court",
        SIMULATOR_PUBLIC_URL="encours.example",
        SIMULATOR_HOST="partout",
        SIMULATOR_LOG_LEVEL="bavard",
        SIMULATOR_THREADS="1",
        SIMULATOR_UPLOAD_MB="100000",
        SIMULATOR_TRUSTED_PROXIES="-1",
        SIMULATOR_SEAL_FILE="cachet.p12",
    )

    names = [fault.partition("\u202f:")[0] for fault in listed]
    assert sorted(names) == [
        "SIMULATOR_DATABASE_URL",
        "SIMULATOR_HOST",
        "SIMULATOR_LOG_LEVEL",
        "SIMULATOR_PORT",
        "SIMULATOR_PUBLIC_URL",
        "SIMULATOR_SEAL_FILE",
        "SIMULATOR_SECRET_KEY",
        "SIMULATOR_THREADS",
        "SIMULATOR_TRUSTED_PROXIES",
        "SIMULATOR_UPLOAD_MB",
    ]


def test_a_misspelt_name_is_a_fault_and_the_right_one_is_offered(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, SIMULATOR_DATABSE_URL="postgresql://localhost/encours")

    assert fault.startswith("SIMULATOR_DATABSE_URL")
    assert "SIMULATOR_DATABASE_URL" in fault


def test_a_name_that_resembles_nothing_is_a_fault_without_a_guess(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, SIMULATOR_ZZZ="1")

    assert "Vouliez-vous" not in fault


def test_names_of_others_are_left_alone(tmp_path: Path) -> None:
    assert read(tmp_path, PATH="/bin", FLASK_DEBUG="1").port == 8000


def test_nothing_is_written_when_something_is_wrong(tmp_path: Path) -> None:
    folder = tmp_path / "instance"

    faults(tmp_path, SIMULATOR_INSTANCE=str(folder), SIMULATOR_PORT="0")

    assert not folder.exists()


def test_a_password_in_a_refused_address_is_not_repeated(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, SIMULATOR_DATABASE_URL="mysql://u:motdepasse@h/b")

    assert "motdepasse" not in fault


def test_secrets_do_not_show_in_what_is_logged(tmp_path: Path) -> None:
    url = "postgresql://u:motdepasse@h/b"
    settings = read(tmp_path, SIMULATOR_DATABASE_URL=url, SIMULATOR_SECRET_KEY="k" * 40)

    assert "motdepasse" not in repr(settings)
    assert "kkkk" not in repr(settings)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_postgresql_address_names_the_driver(tmp_path: Path, scheme: str) -> None:
    settings = read(tmp_path, SIMULATOR_DATABASE_URL=f"{scheme}://u@h:5432/encours")

    assert settings.database_url == "postgresql+psycopg://u@h:5432/encours"
    assert settings.sqlite_path is None


def test_a_relative_sqlite_file_is_in_the_instance_and_an_absolute_one_where_it_says(
    tmp_path: Path,
) -> None:
    relative = read(tmp_path, SIMULATOR_DATABASE_URL="sqlite:///autre.db")
    absolute = read(tmp_path, SIMULATOR_DATABASE_URL="sqlite:////var/base.db")

    assert relative.sqlite_path == tmp_path / "autre.db"
    assert absolute.sqlite_path == Path("/var/base.db")


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "postgresql://", "encours.db"])
def test_an_address_without_a_database_is_refused(tmp_path: Path, url: str) -> None:
    assert len(faults(tmp_path, SIMULATOR_DATABASE_URL=url)) == 1


@pytest.mark.parametrize(
    "address",
    [
        "https://encours.example/sous/dossier",
        "ftp://encours.example",
        "https://",
        "https://u@encours.example",
        "https://encours.example:99999",
        "https://[::1",
    ],
)
def test_a_public_address_is_a_site_and_nothing_more(tmp_path: Path, address: str) -> None:
    assert len(faults(tmp_path, SIMULATOR_PUBLIC_URL=address)) == 1


def test_an_https_address_asks_for_secure_cookies_and_loses_its_slash(tmp_path: Path) -> None:
    settings = read(tmp_path, SIMULATOR_PUBLIC_URL="https://encours.example/")

    assert settings.public_url == "https://encours.example"
    assert settings.https


def test_localhost_is_accepted_as_a_host(tmp_path: Path) -> None:
    assert read(tmp_path, SIMULATOR_HOST="localhost").host == "127.0.0.1"


def test_a_port_asked_for_by_name_is_known_as_such(tmp_path: Path) -> None:
    settings = read(tmp_path, SIMULATOR_PORT="9000")

    assert (settings.port, settings.port_given) == (9000, True)


@pytest.mark.parametrize(("threads", "streams"), [("128", 96), ("16", 8), ("400", 368)])
def test_live_screens_leave_threads_for_pages(tmp_path: Path, threads: str, streams: int) -> None:
    assert read(tmp_path, SIMULATOR_THREADS=threads).streams == streams


def test_the_secret_key_is_drawn_once_and_kept_with_the_instance(tmp_path: Path) -> None:
    first = read(tmp_path).secret_key
    again = read(tmp_path).secret_key
    elsewhere = read(tmp_path, SIMULATOR_INSTANCE=str(tmp_path / "autre")).secret_key

    assert first == again
    assert first != elsewhere
    assert len(first) >= 64


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")
def test_only_the_owner_may_read_the_secret_key(tmp_path: Path) -> None:
    read(tmp_path)

    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_key_of_the_environment_is_used_and_not_written(tmp_path: Path) -> None:
    settings = read(tmp_path, SIMULATOR_SECRET_KEY="x" * 32)

    assert settings.secret_key == "x" * 32
    assert not (tmp_path / "secret_key").exists()


def test_a_damaged_key_is_named_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("")

    (fault,) = faults(tmp_path)

    assert str(tmp_path / "secret_key") in fault
    assert (tmp_path / "secret_key").read_text() == ""


def test_an_instance_that_is_a_file_or_half_a_path_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "fichier"
    file.write_text("")

    assert len(faults(tmp_path, SIMULATOR_INSTANCE=str(file))) == 1
    assert len(faults(tmp_path, SIMULATOR_INSTANCE="ici/ou/la")) == 1


def test_an_instance_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    file = tmp_path / "fichier"
    file.write_text("")

    (fault,) = faults(tmp_path, SIMULATOR_INSTANCE=str(file / "dessous"))

    assert "ne peut pas être écrit" in fault


def test_a_checkout_keeps_its_instance_beside_the_code() -> None:
    assert paths.default_instance({}) == paths.DATA / "instance"


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {}, Path.home() / ".local/share/encours"),
        ("linux", {"XDG_DATA_HOME": "/donnees"}, Path("/donnees/encours")),
        ("darwin", {}, Path.home() / "Library/Application Support/encours"),
        ("win32", {"LOCALAPPDATA": "/appdata"}, Path("/appdata/encours")),
    ],
)
def test_an_installed_wheel_writes_where_the_system_keeps_data(
    monkeypatch: pytest.MonkeyPatch, platform: str, environ: dict[str, str], expected: Path
) -> None:
    monkeypatch.setattr(paths, "CHECKOUT", False)

    assert paths.default_instance(environ, platform) == expected
