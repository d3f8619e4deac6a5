from __future__ import annotations

import io
import subprocess
import sys

import click
import pytest

from simulator.cli import COMMANDS, french, group
from tests.cli.conftest import Run


def test_help_lists_every_command_in_french(run: Run) -> None:
    shown = run("--help").output

    for name, sentence in COMMANDS.items():
        assert name in shown
        assert sentence in shown
    for english in ("Commands", "Show", "Usage:", "Options:", "exit"):
        assert english not in shown


def test_help_imports_no_framework() -> None:
    heavy = ("flask", "sqlalchemy", "alembic", "numpy", "pandas", "yaml", "pydantic", "cheroot")
    program = (
        "import sys\n"
        "from simulator.cli import group\n"
        "try: group(['--help'], prog_name='simulator')\n"
        "except SystemExit: pass\n"
        f"print('heavy:', [name for name in {heavy!r} if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert "heavy: []" in done.stdout


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_its_help(run: Run, name: str) -> None:
    result = run(name, "--help")

    assert result.exit_code == 0
    assert "Usage\u202f:" in result.output
    assert "Show this message" not in result.output


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_list_says_what_the_command_says_of_itself(name: str) -> None:
    context = click.Context(group)
    command = group.get_command(context, name)

    assert command is not None
    assert (
        (command.help or "")
        .splitlines()[0]
        .rstrip(".")
        .startswith(COMMANDS[name].rstrip(".").split(",")[0].split(" ")[0])
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["inconnue"], "La commande inconnue n’existe pas."),
        (["db"], "db"),
        (["db", "backup"], "Il manque l’argument 'FICHIER'"),
        (["db", "backup", "a", "b"], "Argument en trop (b)"),
        (["serve", "--port", "huit"], "«\u202fhuit\u202f» n’est pas un nombre"),
        (["serve", "--port", "0"], "n’est pas dans l’intervalle"),
        (["serve", "--prot", "1"], "Vouliez-vous dire"),
        (["serve", "--port"], "L’option --port attend une valeur."),
        (["db", "restore", "."], "c’est un dossier"),
    ],
)
def test_mistakes_are_named_in_french(run: Run, arguments: list[str], expected: str) -> None:
    result = run(*arguments)

    assert result.exit_code != 0
    assert expected in result.output
    for english in ("Error", "Try ", "Missing", "No such", "Invalid", "Did you", "requires"):
        assert english not in result.output


def test_wrong_settings_are_all_listed_and_nothing_runs(run: Run) -> None:
    result = run("db", "upgrade", SIMULATOR_PORT="x", SIMULATOR_THREADS="y")

    assert result.exit_code == 1
    assert "SIMULATOR_PORT" in result.output
    assert "SIMULATOR_THREADS" in result.output


def test_a_console_of_code_page_1252_gets_the_nearest_characters() -> None:
    raw = io.BytesIO()
    console = io.TextIOWrapper(raw, encoding="cp1252")
    french.soften(console)

    console.write("Prêt\u202f: 3 → 4, « cœur » 漢")
    console.flush()

    assert raw.getvalue().decode("cp1252") == "Prêt\xa0: 3 > 4, « cœur » ?"
    assert not french.knows("▀", console)
    assert french.knows("é", console)
