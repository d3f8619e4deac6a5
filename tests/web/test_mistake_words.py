"""Outcome codes in words: every mistake of every exercise reads as French."""

from __future__ import annotations

import pytest

from simulator.web.mistake_words import outcome


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("SUR_EBE", "Sur EBE"),
        ("DETTES_FINANCIERES", "Dettes financières"),
        ("SUR_LA_VALEUR_AJOUTEE", "Sur la valeur ajoutée"),
        ("PLUS_VIEILLE_D_ABORD", "Plus vieille d’abord"),
        ("L_ECHU", "L’échu"),
        ("WRONG_CHART_CIBLE", "Mauvais graphique\u202f: cible"),
        ("MONTH_END", "Fin de mois comparée au début"),
        ("carried", "juste, erreur reportée"),
        ("", "—"),
    ],
)
def test_a_code_is_read_in_french(code: str, words: str) -> None:
    assert outcome(code) == words
