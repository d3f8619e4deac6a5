"""Formulas of lessons as a tree and as words."""

from __future__ import annotations

import pytest

from simulator.content.formulas import formula


@pytest.mark.parametrize(
    ("latex", "alt"),
    [
        (r"N = 24\,R_1 - 1{,}5\,R_2", "N = 24 R indice 1 − 1,5 R indice 2"),
        (r"\frac{\text{échu}}{\text{encours total}}", "échu ÷ (encours total)"),
        (r"\frac{a}{1 - e^{-rt}}", "a ÷ (1 − e puissance (− rt))"),
        (r"\min(a,\ b)", "min(a, b)"),
        (r"\sqrt{x + 1}", "racine de (x + 1)"),
        (r"\sqrt[3]{x}", "racine 3 de x"),
        (r"x_1^2", "x indice 1 puissance 2"),
        (r"\underset{a}{b}", "b indice a"),
        (r"\overset{a}{b}", "b puissance a"),
        (r"\sum_{i}^{n} x", "∑ indice i puissance nx"),
        (r"a, 5", "a, 5"),
        (r", 5", ", 5"),
        (r"100{,}5", "100,5"),
        (r"\log x", "logx"),
        (r"\quad a", "a"),
    ],
)
def test_a_formula_is_read_aloud_as_a_person_would(latex, alt):
    assert formula(latex)["alt"] == alt


def test_the_tree_says_what_is_over_what():
    tree = formula(r"\frac{\text{perte HT}}{1{,}5}")["maths"]
    assert tree == {
        "kind": "frac",
        "top": {"kind": "word", "content": "perte HT"},
        "bottom": {"kind": "number", "content": "1,5"},
    }
