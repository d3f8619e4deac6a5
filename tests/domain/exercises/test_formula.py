"""Formulas: exact arithmetic, nothing else."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.exercises.formula import BadFormula, Overlay, parse
from simulator.domain.results import NotComputable

FIGURES = {"a": Fraction(3), "b": Fraction(4), "zero": Fraction(0)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a + b * 2", 11),
        ("(a - b) / 8", Fraction(-1, 8)),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("-a", -3),
        ("min(a, b)", 3),
        ("max(a, b, 9)", 9),
        ("abs(-b)", 4),
        ("round(2 / 3, 2)", Fraction(67, 100)),
        ("a < b", 1),
        ("2 < a <= 3", 1),
        ("a == b", 0),
        ("a != b", 1),
        ("a >= 3 and b > 9", 0),
        ("a >= 3 or b > 9", 1),
        ("a >= 3 and b >= 4", 1),
        ("a > 9 or b > 9", 0),
        ("a and b", 1),
        ("not a", 0),
        ("not zero", 1),
        ("1 if a > b else 2", 2),
        ("a + 2 if a < b else 2", 5),
        ("a\n + b", 7),
    ],
)
def test_a_formula_is_computed_exactly(text, value):
    assert parse(text).value(FIGURES) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a +", "syntax"),
        ("a.real", "not_allowed"),
        ("__import__('os')", "not_allowed"),
        ("open(a)", "not_allowed"),
        ("min(a, key=b)", "not_allowed"),
        ("a ** b", "not_allowed"),
        ("~a", "not_allowed"),
        ("a in b", "not_allowed"),
        ("[a]", "not_allowed"),
        ("'a'", "not_a_number"),
        ("True", "not_a_number"),
        ("1e999", "not_a_number"),
        ("min(a)", "arguments"),
        ("a" * 601, "too_long"),
        ("(" * 45 + "a" + ")" * 45, None),
        ("-" * 45 + "a", "too_deep"),
    ],
)
def test_anything_else_is_refused(text, reason):
    if reason is None:
        assert parse(text).names == {"a"}
        return
    with pytest.raises(BadFormula) as caught:
        parse(text)
    assert caught.value.reason == reason


def test_a_division_by_zero_is_not_computable():
    value = parse("a / zero").value(FIGURES)
    assert isinstance(value, NotComputable)
    assert value.reason == "zero_denominator"


def test_a_missing_figure_is_not_computable_and_holds_nothing():
    value = parse("a + missing").value(FIGURES)
    assert isinstance(value, NotComputable)
    assert value.details == {"name": "missing"}
    assert not parse("missing == missing").holds(FIGURES)
    assert parse("a == a").holds(FIGURES)


def test_a_formula_is_shown_with_figures_in_french_signs():
    written = parse("0.24 * a - b / 2").shown(lambda name: {"a": "3", "b": "4"}[name])
    assert written == "0,24 × 3 − 4 ÷ 2"


def test_function_names_are_not_figures():
    assert parse("max(a, b)").shown(lambda _: "x") == "max(x\u202f; x)"


def test_an_overlay_has_its_own_values_over_the_others():
    overlay = Overlay({"a": Fraction(9)}, FIGURES)
    assert overlay["a"] == 9
    assert overlay["b"] == 4
    assert sorted(overlay) == ["a", "b", "zero"]
    assert len(overlay) == 3


@given(st.text(max_size=80))
def test_any_text_is_a_formula_or_refused(text):
    try:
        formula = parse(text)
    except BadFormula:
        return
    formula.value(FIGURES)


ARMISTICE = Fraction(20_768)
"""11 November 2026, a Wednesday: 56 years, 14 leap days and 314 days after 1 January 1970."""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("working_day(on)", 20_769),
        ("working_day_before(on)", 20_767),
        ("working_day(on - 1)", 20_767),
        ("working_day_before(on - 1)", 20_767),
        ("working_day_before(on + 4)", 20_770),  # Sunday 15 to Friday 13
        ("end_of_month(on)", 20_787),
        ("add_months(on, 3)", 20_860),  # 11 February 2027
        ("add_months(on - 284, 1)", 20_512),  # 31 January to 28 February 2026
    ],
)
def test_a_formula_counts_the_days_of_the_calendar(text, day):
    assert parse(text).value({"on": ARMISTICE}) == day
