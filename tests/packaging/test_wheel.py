"""The wheel, built and installed elsewhere, serves pages, static files and content."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.served import GONE, PATIENCE

ROOT = Path(__file__).resolve().parents[2]
WINDOWS = sys.platform == "win32"

pytestmark = pytest.mark.packaging


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel once."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    done = subprocess.run([*command, str(ROOT)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install it in an environment of its own; return the folder of its scripts.

    The libraries are those of this environment, lent by one path: the checkout, which an editable
    install reaches by a path file, is not lent with them.
    """
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False)
    scripts = home / ("Scripts" if WINDOWS else "bin")
    python = scripts / ("python.exe" if WINDOWS else "python")
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    command += ["--no-deps", "--no-index", "--disable-pip-version-check", str(wheel)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    Path(site, "lent.pth").write_text(sysconfig.get_path("purelib"))
    return scripts


@pytest.fixture
def run(installed: Path, tmp_path: Path):
    """Run the `simulator` command from a folder that is not the checkout."""
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environ |= {"SIMULATOR_INSTANCE": str(tmp_path / "instance"), "PYTHONUTF8": "1"}

    def start(*arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [str(installed / "simulator"), *arguments],
            cwd=tmp_path,
            env=environ,
            text=True,
            encoding="utf-8",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    return start


def finished(process: subprocess.Popen[str]) -> str:
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, said
    return said


def test_the_wheel_carries_the_data_and_nothing_of_the_workshop(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}

    for folder in ("templates", "static", "content", "scenarios"):
        assert any(name.startswith(f"simulator/_data/{folder}/") for name in names), folder
    assert any(name.startswith("simulator/migrations/versions/0") for name in names)
    assert {top for top in tops if not top.endswith(".dist-info")} == {"simulator"}
    assert not [name for name in names if "__pycache__" in name or name.endswith(".lock")]


def test_it_reads_its_own_files_and_not_the_checkout(run) -> None:
    said = finished(run("doctor"))

    assert "Pages, styles, contenus et scénarios présents." in said
    assert "Composants installés, dans les bonnes versions." in said


def test_its_content_is_clean(run) -> None:
    finished(run("content", "check"))


def test_its_version_is_that_of_the_project(run) -> None:
    assert finished(run("--version")).startswith("Encours ")


@pytest.fixture
def address(run) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = run("serve", "--port", str(port))
    yield f"http://127.0.0.1:{port}"
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=PATIENCE)
    assert "Traceback" not in said


def fetched(address: str, seconds: float = PATIENCE) -> tuple[str, bytes]:
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as page:
                return page.headers["Content-Type"], page.read()
        except GONE:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def test_it_serves_a_page_and_its_static_files(address: str) -> None:
    kind, page = fetched(f"{address}/")
    style = next(path for path in sorted((ROOT / "static" / "css").rglob("*.css")))

    assert kind.startswith("text/html")
    assert 'lang="fr"' in page.decode()
    kind, served = fetched(
        f"{address}/static/css/{style.relative_to(ROOT / 'static/css').as_posix()}"
    )
    assert kind.startswith("text/css")
    assert served == style.read_bytes()
