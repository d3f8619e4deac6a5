"""The commands say what a hand computation says."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


def shown(text: str) -> str:
    """Give the narrow spaces of figures and signs the width of a keyboard's."""
    return text.replace("\u202f", " ")


def test_a_due_date_is_counted_both_ways_when_it_ends_with_a_month(run: Run) -> None:
    # 15 January + 45 days = 1 March, then 31 March; or 31 January + 45 days = 17 March.
    said = shown(run("calc", "echeance", "15/01/2026", "45j_fdm").output)

    assert "31 mars 2026 (75 jours)" in said
    assert "17 mars 2026 (61 jours)" in said


def test_a_plain_term_has_one_due_date(run: Run) -> None:
    said = run("calc", "echeance", "15/01/2026", "30j").output

    assert said.count("Échéance") == 1
    assert "14 février 2026" in said


def test_a_dso_is_in_days_of_sales(run: Run) -> None:
    # 1 200 000 / 7 300 000 × 365 = 60 days.
    assert "DSO : 60,0 jours" in shown(run("calc", "dso", "1 200 000", "7 300 k€").output)


def test_there_is_no_dso_without_sales(run: Run) -> None:
    result = run("calc", "dso", "12", "0")

    assert result.exit_code == 1
    assert "sans ventes" in result.output


def test_penalties_add_interest_and_the_flat_indemnity(run: Run) -> None:
    # First half of 2026: 2.15 % + 10 points; 10 000 × 12.15 % × 43 / 365 = 143.14.
    said = shown(run("calc", "penalites", "10 000 €", "31/01/2026", "15/03/2026").output)

    assert "Retard : 43 jours" in said
    assert "Pénalités : 143,14 €" in said
    assert "Indemnité : 40,00 €" in said
    assert "183,14 €" in said


def test_an_invoice_paid_in_time_owes_nothing(run: Run) -> None:
    said = shown(run("calc", "penalites", "10 000", "31/01/2026", "31/01/2026").output)

    assert "Total dû en plus de la facture : 0,00 €" in said


@pytest.mark.parametrize(
    "arguments",
    [("echeance", "15/01/2026", "99z"), ("echeance", "hier", "30j"), ("dso", "douze", "3")],
)
def test_what_cannot_be_read_is_said(run: Run, arguments: tuple[str, ...]) -> None:
    result = run("calc", *arguments)

    assert result.exit_code == 1
    assert result.output.startswith("Erreur\u202f:")
