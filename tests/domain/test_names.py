"""The order of names: the same on every machine, that of a French directory."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.names import alphabetical

DIRECTORY = (
    "Benali",
    "BERNARD",
    "d’Aubigné",
    "d'Azur",
    "Éva",
    "Évrard",
    "Le Goff",
    "Lefèvre",
    "Léon",
    "Nguyen",
    "Nuñez",
    "Œuvrard",
    "Zola",
)
"""In the order of a French directory: word by word, neither accents nor case counted."""


def test_names_are_in_the_order_of_a_directory() -> None:
    backwards = DIRECTORY[::-1]
    assert sorted(backwards, key=alphabetical) == list(DIRECTORY)


def test_a_name_of_another_script_keeps_its_letters() -> None:
    assert alphabetical("Ωμέγα Ψι") == ("ωμεγα", "ψι")


@given(st.text(alphabet="aàâéèêëîïôöùûüç", min_size=1, max_size=8))
def test_case_and_accents_never_count(name: str) -> None:
    assert alphabetical(name.upper()) == alphabetical(name)
    assert all(letter in "aceiou" for word in alphabetical(name) for letter in word)
