from __future__ import annotations

import re

from tests.cli.conftest import Run


def test_a_trainer_gets_a_link_that_the_pages_accept(run: Run) -> None:
    result = run(
        "trainer",
        "add",
        "--name",
        "Ada",
        "--email",
        "ada@encours.example",
        SIMULATOR_PUBLIC_URL="https://encours.example",
    )

    assert result.exit_code == 0
    assert re.search(r"https://encours\.example/connexion/[\w-]{20,}", result.output)


def test_questions_are_asked_when_options_are_missing(run: Run) -> None:
    result = run("trainer", "add", input="Ada\nada@encours.example\n")

    assert result.exit_code == 0
    assert "Ada peut se connecter" in result.output


def test_a_second_trainer_of_the_same_address_is_refused(run: Run) -> None:
    arguments = ("trainer", "add", "--name", "Ada", "--email", "ada@encours.example")
    run(*arguments)

    again = run(*arguments)

    assert again.exit_code == 1
    assert "Erreur\u202f:" in again.output


def test_a_password_comes_from_a_pipe_and_a_short_one_is_refused(run: Run) -> None:
    arguments = ("trainer", "add", "--name", "Ada", "--email", "a@encours.example", "--password")

    short = run(*arguments, input="court\n")
    long = run(*arguments, input="assez long pour servir\n")

    assert short.exit_code == 1
    assert long.exit_code == 0


def test_a_link_for_nobody_is_refused(run: Run) -> None:
    assert run("trainer", "link", "personne@encours.example").exit_code == 1
