from __future__ import annotations

import shutil
import socket
import sys
from collections import namedtuple
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import metadata
from pathlib import Path
from unittest.mock import Mock

import pytest

from simulator.cli.doctor import WORDS, worded
from simulator.config import MEBIBYTE, Settings
from simulator.documents import seals
from simulator.services import databases, doctor, network, presence
from simulator.services.doctor import Verdict
from tests import sealing

NOW = datetime(2027, 1, 12, 8, tzinfo=UTC)
Usage = namedtuple("Usage", "total used free")  # noqa: PYI024 - the shape of shutil's answer


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings.from_env({"SIMULATOR_INSTANCE": str(tmp_path)})
    databases.upgrade(made.database_url)
    return made


def outcome(settings: Settings, check: doctor.Check, now: datetime = NOW) -> tuple[Verdict, str]:
    """Return the verdict and the code of a check, which must have its words."""
    finding = check(settings, now)
    assert worded(finding)
    return finding.verdict, finding.code


def test_a_sound_installation_has_no_fault(settings: Settings) -> None:
    findings = doctor.examine(settings, NOW)

    assert len(findings) == len(doctor.CHECKS)
    assert [finding for finding in findings if finding.verdict is Verdict.FAULT] == []
    assert all(worded(finding) for finding in findings)


def test_every_sentence_belongs_to_a_check() -> None:
    assert {check for check, _ in WORDS} == {check.__name__ for check in doctor.CHECKS}


def test_an_old_python_is_a_fault(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))

    assert outcome(settings, doctor.python) == (Verdict.FAULT, "too_old")


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        (["click>=8"], (Verdict.GOOD, "good")),
        (["click>=99"], (Verdict.FAULT, "wrong")),
        (["nulle-part>=1"], (Verdict.FAULT, "wrong")),
        (["nulle-part>=1; extra == 'server'"], (Verdict.GOOD, "good")),
    ],
)
def test_components_are_compared_with_what_is_asked(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    needs: list[str],
    expected: tuple[Verdict, str],
) -> None:
    monkeypatch.setattr(metadata, "requires", lambda _name: needs)

    assert outcome(settings, doctor.components) == expected


def test_a_program_that_is_not_installed_is_said(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "DISTRIBUTION", "nulle-part")

    assert outcome(settings, doctor.components) == (Verdict.WARNING, "not_installed")


def test_missing_files_are_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.paths.STATIC", settings.instance / "static")

    finding = doctor.files(settings, NOW)

    assert finding.verdict is Verdict.FAULT
    assert "static" in worded(finding)


def test_a_fault_in_the_content_is_counted_and_the_first_one_shown(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "modules" / "01-vide").mkdir(parents=True)
    monkeypatch.setattr("simulator.paths.CONTENT", tmp_path)

    finding = doctor.content(settings, NOW)

    assert finding.verdict is Verdict.FAULT
    assert "1 faute dans" in worded(finding)
    assert "modules/01-vide/module.yaml:1" in worded(finding)


def test_a_folder_that_cannot_be_written_is_a_fault(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)

    assert outcome(settings, doctor.instance) == (Verdict.FAULT, "read_only")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")
def test_a_key_that_others_can_read_is_a_fault(settings: Settings) -> None:
    assert outcome(settings, doctor.secret_key) == (Verdict.GOOD, "good")

    (settings.instance / "secret_key").chmod(0o644)
    assert outcome(settings, doctor.secret_key) == (Verdict.FAULT, "readable")

    (settings.instance / "secret_key").unlink()
    assert outcome(settings, doctor.secret_key) == (Verdict.GOOD, "from_environment")


@pytest.mark.parametrize(
    ("free", "expected"),
    [(5000, Verdict.GOOD), (500, Verdict.WARNING), (50, Verdict.FAULT)],
)
def test_a_disk_is_judged_by_what_is_left(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, free: int, expected: Verdict
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(0, 0, free * MEBIBYTE))

    assert outcome(settings, doctor.disk)[0] is expected


def test_a_base_is_missing_behind_too_new_or_silent(settings: Settings, tmp_path: Path) -> None:
    assert outcome(settings, doctor.database) == (Verdict.GOOD, "good")

    databases.downgrade(settings.database_url, "base")
    assert outcome(settings, doctor.database) == (Verdict.WARNING, "behind")

    databases.upgrade(settings.database_url)
    with databases.connect(settings.database_url) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert outcome(settings, doctor.database) == (Verdict.FAULT, "too_new")

    (tmp_path / "encours.sqlite3").write_text("ceci n’est pas une base, et ne l’a jamais été")
    assert outcome(settings, doctor.database) == (Verdict.FAULT, "unreachable")

    (tmp_path / "encours.sqlite3").unlink()
    assert outcome(settings, doctor.database) == (Verdict.WARNING, "missing")


@pytest.mark.parametrize("year", [1970, 2019, 2099])
def test_a_clock_out_of_its_time_is_a_fault(settings: Settings, year: int) -> None:
    when = datetime(year, 1, 1, tzinfo=UTC)

    assert outcome(settings, doctor.clock, when) == (Verdict.FAULT, "implausible")


def test_the_hour_shown_is_that_of_paris(settings: Settings) -> None:
    assert "12/01/2027 09:00" in worded(doctor.clock(settings, NOW))


def test_paris_time_may_be_unknown(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_key: str) -> None:
        raise doctor.ZoneInfoNotFoundError

    monkeypatch.setattr(doctor, "ZoneInfo", unknown)

    assert outcome(settings, doctor.clock) == (Verdict.FAULT, "no_time_zone")


def with_port(settings: Settings, port: int) -> Settings:
    from dataclasses import replace

    return replace(settings, port=port)


def test_a_port_is_free_ours_or_taken(settings: Settings) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        here = with_port(settings, held.getsockname()[1])
        assert outcome(here, doctor.port) == (Verdict.GOOD, "good")
        held.listen()
        assert outcome(here, doctor.port) == (Verdict.WARNING, "taken")
        with presence.serving(settings.instance):
            assert outcome(here, doctor.port) == (Verdict.GOOD, "ours")


@pytest.mark.parametrize(
    ("addresses", "expected"), [(("192.168.1.20",), Verdict.GOOD), ((), Verdict.WARNING)]
)
def test_phones_need_a_network(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    addresses: tuple[str, ...],
    expected: Verdict,
) -> None:
    monkeypatch.setattr(network, "lan_addresses", lambda: addresses)

    assert outcome(settings, doctor.local_network)[0] is expected


def test_documents_need_their_font(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert outcome(settings, doctor.fonts) == (Verdict.GOOD, "good")
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert outcome(settings, doctor.fonts) == (Verdict.FAULT, "missing")


def test_the_command_ends_with_a_code(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from simulator.cli.doctor import command

    environ: Mapping[str, str] = {"SIMULATOR_INSTANCE": str(settings.instance)}
    sound = CliRunner().invoke(command, env=environ)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(0, 0, 0))
    faulty = CliRunner().invoke(command, env=environ)

    assert (sound.exit_code, faulty.exit_code) == (0, 1)
    assert "Tout est en état de marche." in sound.output
    assert "1 défaut à corriger." in faulty.output


def test_the_seal_is_none_good_soon_out_of_date_or_unusable(
    settings: Settings, tmp_path: Path
) -> None:
    path = sealing.file(tmp_path)
    sealed = replace(settings, seal_file=path, seal_passphrase=sealing.PASSPHRASE)
    until = sealing.UNTIL

    assert outcome(settings, doctor.seal) == (Verdict.GOOD, "none")
    assert outcome(sealed, doctor.seal) == (Verdict.GOOD, "good")
    assert outcome(sealed, doctor.seal, until - timedelta(days=9)) == (Verdict.WARNING, "soon")
    assert outcome(sealed, doctor.seal, until + timedelta(days=1)) == (Verdict.FAULT, "expired")
    wrong = replace(sealed, seal_passphrase="autre")
    assert outcome(wrong, doctor.seal) == (Verdict.FAULT, "unreadable")


def test_a_key_that_cannot_seal_is_said_with_what_to_ask_for(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = replace(settings, seal_file=tmp_path / "cachet.p12", seal_passphrase="x")
    for reason, remedy in (("key", "RSA"), ("other_key", "Exportez"), ("usage", "de cachet")):
        refusal = seals.SealUnusable(reason)
        monkeypatch.setattr(seals, "opened", Mock(side_effect=refusal))

        finding = doctor.seal(sealed, NOW)

        assert (finding.verdict, finding.code) == (Verdict.FAULT, reason)
        assert "cachet.p12" in worded(finding)
        assert remedy in worded(finding)
