from __future__ import annotations

import re
from pathlib import Path

from tests.cli.conftest import Run

DEMO = "demonstration@encours.example"
EMAIL = "camille@encours.example"
CODE = r"code ([A-Z0-9]{6})"


def test_a_training_goes_out_in_a_file_and_comes_back_in_another_installation(
    run: Run, tmp_path: Path
) -> None:
    run("demo")
    elsewhere = {"SIMULATOR_INSTANCE": str(tmp_path / "elsewhere")}
    file = tmp_path / "formation.zip"
    run("trainer", "add", "--name", "Ada", "--email", "ada@ailleurs.example", **elsewhere)

    away = run("training", "export", "1", str(file), "--email", DEMO)
    back = run("training", "import", str(file), "--email", "ada@ailleurs.example", **elsewhere)

    assert away.exit_code == 0, away.output
    assert back.exit_code == 0, back.output
    assert re.search(CODE, back.output)


def test_what_is_not_there_is_said_in_french(run: Run, tmp_path: Path) -> None:
    run("trainer", "add", "--name", "Camille", "--email", EMAIL)
    broken = tmp_path / "abîmé.zip"
    broken.write_bytes(b"PK rien de bon")

    nobody = run(
        "training", "export", "1", str(tmp_path / "x.zip"), "--email", "non@encours.example"
    )
    nothing = run("training", "export", "99", str(tmp_path / "x.zip"), "--email", EMAIL)
    damaged = run("training", "import", str(broken), "--email", EMAIL)

    for result in (nobody, nothing, damaged):
        assert result.exit_code == 1
        assert "Erreur\u202f:" in result.output
    assert not (tmp_path / "x.zip").exists()
