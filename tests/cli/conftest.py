from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulator.cli import french, group

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a command on an instance of the test's own."""
    french.speak()
    runner = CliRunner()
    environ = {"SIMULATOR_INSTANCE": str(tmp_path / "instance")}

    def invoke(*arguments: str, input: str = "", **more: str) -> Result:  # noqa: A002 - as click
        result = runner.invoke(group, arguments, input=input, env={**environ, **more})
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke
