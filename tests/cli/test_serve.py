from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator import paths
from simulator.cli import common, serve
from simulator.config import Settings
from simulator.services import network
from tests.served import GONE, PATIENCE


def settings(tmp_path: Path, **more: object) -> Settings:
    values = {
        "instance": tmp_path,
        "database_url": "sqlite://",
        "secret_key": "k" * 40,
        "threads": 8,
    }
    return Settings(**(values | more))  # type: ignore[arg-type]


@contextlib.contextmanager
def taken() -> Iterator[int]:
    """Hold a port of which the next one is free."""
    with contextlib.ExitStack() as stack:
        for _ in range(50):
            held = stack.enter_context(socket.socket())
            held.bind(("127.0.0.1", 0))
            held.listen()
            port = held.getsockname()[1]
            # Taken, not asked: nobody answers on the port of a connection that has just closed.
            if port < 65000 and network.try_port("127.0.0.1", port + 1) is None:
                yield port
                return
    pytest.fail("no port was free")


def free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_seal_that_will_not_work_is_said_before_the_class(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    serve._warn_of_the_seal(settings(tmp_path))
    assert not capsys.readouterr().out
    serve._warn_of_the_seal(settings(tmp_path, seal_file=tmp_path / "absent.p12"))
    said = capsys.readouterr().out
    assert said.startswith("Attention")
    assert "absent.p12" in said


def test_a_busy_usual_port_is_named_and_the_next_one_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with taken() as port:
        server = serve.listen(settings(tmp_path, port=port))
        try:
            bound = server.bind_addr[1]
        finally:
            server.stop()

    said = capsys.readouterr().out
    assert bound > port
    assert str(port) in said
    assert str(bound) in said


def test_a_busy_port_asked_for_by_name_is_refused_and_the_next_one_offered(tmp_path: Path) -> None:
    with taken() as port, pytest.raises(common.Refused) as caught:
        serve.listen(settings(tmp_path, port=port, port_given=True))

    assert f"le port {port} est déjà pris" in caught.value.message
    assert f"--port {port + 1}" in caught.value.message


def test_at_a_keyboard_the_next_port_is_taken_on_a_yes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.confirm", lambda *_, **__: True)
    with taken() as port:
        server = serve.listen(settings(tmp_path, port=port, port_given=True))
        server.stop()

    assert server.bind_addr[1] > port


def test_when_every_port_is_taken_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.services.network.is_answering", lambda _port: True)

    with pytest.raises(common.Refused, match="sont tous pris"):
        serve.listen(settings(tmp_path))


def test_an_address_of_another_machine_is_refused(tmp_path: Path) -> None:
    with pytest.raises(common.Refused, match=r"203\.0\.113\.7"):
        serve.listen(settings(tmp_path, host="203.0.113.7", port=free()))


def test_the_pages_get_the_address_that_phones_can_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def address(**more: object) -> str | None:
        return serve._with_address(settings(tmp_path, port=8001, **more)).public_url

    monkeypatch.setattr("simulator.services.network.lan_addresses", lambda: ("192.168.1.20",))
    assert address(host="0.0.0.0") == "http://192.168.1.20:8001"
    assert address(host="192.168.7.7") == "http://192.168.7.7:8001"
    assert address(host="127.0.0.1") is None
    assert address(host="0.0.0.0", public_url="https://e.example") == "https://e.example"

    monkeypatch.setattr("simulator.services.network.lan_addresses", lambda: ())
    assert address(host="0.0.0.0") is None
    assert "aucun réseau" in capsys.readouterr().out


def test_the_qr_code_is_left_out_of_a_console_that_cannot_draw_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "█" in serve._qr("http://192.168.1.20:8000")
    monkeypatch.setattr("simulator.cli.french.knows", lambda *_: False)
    assert serve._qr("http://192.168.1.20:8000") == ""


def started(tmp_path: Path, port: int, *options: str) -> subprocess.Popen[str]:
    environ = {
        **os.environ,
        "SIMULATOR_INSTANCE": str(tmp_path / "instance"),
        "PYTHONPATH": str(paths.DATA),
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-m", "simulator.cli", "serve", "--port", str(port), *options]
    return subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environ,
        text=True,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def answer(address: str, seconds: float = PATIENCE) -> str:
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as page:
                return str(page.read().decode())
        except GONE:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_signs_in_and_stops_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    port = free()
    process = started(tmp_path, port, "--lan", "--link", "--demo")
    try:
        assert answer(f"http://127.0.0.1:{port}/sante") == "ok"
        process.send_signal(number)
        said, _ = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()

    assert process.returncode == 0
    assert re.search(rf"http://127\.0\.0\.1:{port}/connexion/[\w-]{{20,}}", said)
    assert re.search(r"démonstration\u202f: [A-Z0-9]{6}", said)
    assert "Encours est arrêté." in said
    assert "Traceback" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
def test_a_live_screen_left_open_does_not_hold_the_stop(tmp_path: Path) -> None:
    """A client that keeps its connection must not keep the trainer waiting."""
    port = free()
    process = started(tmp_path, port)
    try:
        answer(f"http://127.0.0.1:{port}/sante")
        with socket.create_connection(("127.0.0.1", port)) as open_screen:
            open_screen.sendall(b"GET /sante HTTP/1.1\r\nHost: x\r\n")
            time.sleep(0.3)
            process.send_signal(signal.SIGINT)
            # The screen is still open here: a server that waited for it would never end.
            process.communicate(timeout=PATIENCE)
    finally:
        process.kill()

    assert process.returncode == 0
