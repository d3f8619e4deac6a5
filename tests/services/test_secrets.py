"""Codes that people type, secrets that nobody guesses, names that are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.services import secrets


def test_codes_have_no_letter_that_is_read_as_another() -> None:
    codes = {secrets.new_code() for _ in range(300)}

    assert len(codes) >= 298  # two of them are the same once in twenty thousand runs
    assert all(len(code) == 6 for code in codes)
    assert not set("".join(codes)) & set("IL1O0")


def test_secrets_are_long_and_never_the_same() -> None:
    made = {secrets.new_secret() for _ in range(100)} | {secrets.new_stamp() for _ in range(100)}

    assert len(made) == 200
    assert min(len(secret) for secret in made) >= 16
    assert 0 <= secrets.new_seed() < 2**31


def test_what_is_stored_of_a_secret_does_not_give_it_back() -> None:
    # SHA-256 of "abc", FIPS 180-2, appendix B.1.
    assert secrets.digest("abc") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )


@pytest.mark.parametrize("typed", ["krt7qm", " KRT 7QM ", "krt-7qm", "K.R.T.7.Q.M", "KRT\u202f7QM"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert secrets.read_code(typed) == "KRT7QM"


@pytest.mark.parametrize(
    "other",
    [
        "ÉLODIE LE-GOFF",
        "elodie le goff",
        "Élodie  Le Goff",
        "E\u0301lodie Le‑Goff",
        "Elodie LeGoff",
    ],
)
def test_one_name_written_in_several_ways_is_one_name(other: str) -> None:
    assert secrets.fold(other) == secrets.fold("Élodie Le Goff")


@pytest.mark.parametrize("other", ["Élodie Le Gof", "Melodie Le Goff", "Élodie Legoffe"])
def test_other_names_stay_others(other: str) -> None:
    assert secrets.fold(other) != secrets.fold("Élodie Le Goff")


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = secrets.fold(text)

    assert secrets.fold(once) == secrets.fold(secrets.fold(once))
