from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from simulator import paths
from simulator.services import presence


def test_nobody_serves_an_instance_at_rest(tmp_path: Path) -> None:
    assert not presence.is_served(tmp_path)


def test_servers_share_and_a_restoration_does_not(tmp_path: Path) -> None:
    with presence.serving(tmp_path), presence.serving(tmp_path):
        assert presence.is_served(tmp_path)
        with pytest.raises(presence.ServerRunning), presence.alone(tmp_path):
            pytest.fail("a server was ignored")

    assert not presence.is_served(tmp_path)


def test_a_server_that_dies_lets_go(tmp_path: Path) -> None:
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom simulator.services import presence\n"
        "with presence.serving(Path(sys.argv[1])):\n"
        "    print('serving', flush=True)\n    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=paths.DATA,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert presence.is_served(tmp_path)
        process.kill()

    assert not presence.is_served(tmp_path)
