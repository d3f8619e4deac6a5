from __future__ import annotations

import re

from tests.cli.conftest import Run


def test_the_demonstration_is_loaded_once_and_gives_its_code(run: Run) -> None:
    first = run("demo")
    again = run("demo")

    assert first.exit_code == 0
    found = re.search(r"code ([A-Z0-9]{6})\.", first.output)
    assert found is not None
    assert found[1] in again.output
