"""How an entry is read: French figures, fractions of programs, tables, every fault at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.services.calculators import pages, report, wording
from simulator.services.calculators.model import Calculator
from simulator.services.calculators.refusing import sentence
from simulator.services.calculators.registry import ALL, find
from simulator.services.calculators.run import Outcome, compute

TODAY = date(2026, 11, 21)


def typed(slug: str, **given: Any) -> Outcome:
    return compute(find(slug), given, TODAY)


def told(slug: str, **given: Any) -> Outcome:
    return compute(find(slug), given, TODAY, machine=True)


def faults(outcome: Outcome) -> dict[str, str]:
    return {f.input: type(f.refusal).__name__ for f in outcome.faults}


def figure(outcome: Outcome, name: str) -> Any:
    assert outcome.result is not None, outcome.faults or outcome.reason
    return outcome.result.values[name]


@pytest.mark.parametrize(
    "amount", ["1 234,50", "1234.5", "1 234,50 €", "1,2345 k€", "1\u202f234,5"]
)
def test_amounts_are_read_as_a_french_hand_types_them(amount: str) -> None:
    assert figure(typed("limit-simple-need", sales_ttc=amount, days="360"), "limit") == 123_450


@pytest.mark.parametrize("rate", ["5", "5 %", "5,0", "5.0"])
def test_a_bare_rate_of_a_form_is_in_percent(rate: str) -> None:
    assert figure(typed("sales-to-make-up", unpaid="1 000", margin_rate=rate), "sales") == 2_000_000


@pytest.mark.parametrize("rate", [0.05, Decimal("0.05"), "0,05", "5 %"])
def test_a_bare_rate_of_a_program_is_a_fraction(rate: Any) -> None:
    assert figure(told("sales-to-make-up", unpaid=1000, margin_rate=rate), "sales") == 2_000_000


def test_a_percent_given_as_a_fraction_is_refused_and_not_guessed() -> None:
    assert faults(told("limit-equity", equity=300_000, rate=10)) == {"rate": "OutOfRange"}


@pytest.mark.parametrize("vat", [0.2, 20, "20 %"])
def test_a_vat_rate_may_be_given_both_ways_because_none_lies_between(vat: Any) -> None:
    outcome = told("discount-settlement", invoice_ttc=1200, discount=0.02, vat_rate=vat)

    assert figure(outcome, "discount_ht") == 2000


def test_another_unit_is_refused() -> None:
    assert faults(typed("limit-simple-need", sales_ttc="60 jours", days="60")) == {
        "sales_ttc": "WrongUnit"
    }


def test_an_ambiguous_unit_is_refused() -> None:
    outcome = typed("limit-simple-need", sales_ttc="3 m€", days="60")

    assert "ambiguë" in sentence(outcome.calculator, outcome.faults[0])


def test_every_fault_is_said_at_once() -> None:
    outcome = typed("conan-holder", ebe="x", debts="-1", total_assets="inf", months="13,5")

    assert faults(outcome) == {
        "ebe": "Unreadable",
        "debts": "Negative",
        "total_assets": "NotFinite",
        "months": "NotWhole",
        **dict.fromkeys(
            ("permanent_capital", "quick_assets", "interest", "sales", "staff", "value_added"),
            "MissingInput",
        ),
    }


def test_a_stranger_in_a_form_s_address_is_left_out_but_not_in_a_program_s_entry() -> None:
    given = {"sales_ttc": "1", "days": "1", "utm_source": "mail"}

    assert typed("limit-simple-need", **given).result is not None
    assert faults(told("limit-simple-need", **given)) == {"": "UnknownInput"}


def test_a_table_is_read_from_lines_tabs_lists_and_objects() -> None:
    wanted = figure(typed("days-to-pay", invoices="1 000;15\n\n3 000\t30\n"), "weighted")

    for rows in (
        [[1000, 15], [3000, 30]],
        [{"amount": 1000, "days": 15}, {"amount": "3 000", "days": 30}],
        {"1000": 15, "3000": 30},
    ):
        assert figure(told("days-to-pay", invoices=rows), "weighted") == wanted


@pytest.mark.parametrize(
    ("rows", "refusal", "line"),
    [
        ("1 000", "WrongColumns", 1),
        ("1 000;2;3", "WrongColumns", 1),
        ("1 000;15\n-5;3", "Negative", 2),
        ("1 000;15\nx;y", "Unreadable", 2),
        ("1 000;15\n2;1,5", "NotWhole", 2),
    ],
)
def test_a_bad_row_is_named_by_its_line(rows: str, refusal: str, line: int) -> None:
    outcome = typed("days-to-pay", invoices=rows)

    assert {(type(f.refusal).__name__, f.row) for f in outcome.faults} == {(refusal, line)}
    assert sentence(outcome.calculator, outcome.faults[0]).startswith(f"Ligne {line}")


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"invoices": []}, "MissingInput"),
        ({"invoices": 3}, "WrongShape"),
        ({"invoices": [[[1], 2]]}, "WrongShape"),
        ({"invoices": [[1, 1]] * 2001}, "TooManyRows"),
        ({"invoices": "1;2\n" * 60_000}, "Unreadable"),
    ],
)
def test_a_table_of_another_shape_is_refused(given: dict[str, Any], refusal: str) -> None:
    assert faults(told("days-to-pay", **given)) == {"invoices": refusal}


@pytest.mark.parametrize(
    ("value", "refusal"),
    [
        (True, "WrongShape"),
        ([1], "WrongShape"),
        (float("nan"), "NotFinite"),
        (float("inf"), "NotFinite"),
        ("Infinity", "NotFinite"),
        (Decimal("1e400"), "OutOfRange"),
        (Decimal("1e-400"), "OutOfRange"),
        (10**17, "OutOfRange"),
        ("9" * 60, "Unreadable"),
    ],
)
def test_what_is_not_a_figure_is_refused_by_name(value: Any, refusal: str) -> None:
    assert faults(told("limit-simple-need", sales_ttc=value, days=60)) == {"sales_ttc": refusal}


@pytest.mark.parametrize(
    ("value", "refusal"),
    [
        ("31/02/2026", "Unreadable"),
        ("demain", "Unreadable"),
        ("01/01/1800", "OutOfRange"),
        (20260101, "WrongShape"),
    ],
)
def test_a_wrong_date_is_refused_by_name(value: Any, refusal: str) -> None:
    assert faults(told("injonction-service", order_date=value)) == {"order_date": refusal}


def test_a_missing_half_year_is_refused_and_never_prolonged() -> None:
    outcome = told("late-penalties", amount_ttc=1, due_date="2030-01-01", payment_date="2030-02-01")

    assert [type(f.refusal).__name__ for f in outcome.faults] == ["MissingRate"]
    assert "jamais" in sentence(outcome.calculator, outcome.faults[0])


def test_an_unknown_choice_says_the_choices_in_french() -> None:
    outcome = typed("public-term", buyer="mairie")

    assert faults(outcome) == {"buyer": "UnknownChoice"}
    assert "Collectivité territoriale" in sentence(outcome.calculator, outcome.faults[0])


def test_a_customer_written_twice_is_refused() -> None:
    outcome = typed("abc", customers="Alpha;10\nAlpha;20")

    assert faults(outcome) == {"customers": "UnknownChoice"}
    assert "deux fois" in sentence(outcome.calculator, outcome.faults[0])


def test_a_refusal_of_the_domain_comes_back_at_the_input_it_names() -> None:
    outcome = typed("suspect-period", opening_judgment="01/01/2026", cessation="01/02/2026")

    assert faults(outcome) == {"cessation": "WrongOrder"}


BITS = st.sampled_from(
    ["0", "1", "-1", "1 000", "1,5", "50 %", "3 k€", "31/12/2026", "2026-02-28", "oui", "non", "A",
     "fixed", "general", "paid", "lost", "x", "", " ", ";", "1;2", "1;2\n3;4", "a;b;0,5", "NaN",
     "9" * 30, "é", "%", "1e5", "−3", "(5)", "45 jours fin de mois", "2026-S2", "\x00", "{", "1/0"]
)  # fmt: skip
TEXT = st.one_of(BITS, st.text(max_size=12), st.lists(BITS, max_size=4).map(";".join))


def told_whole(outcome: Outcome) -> str:
    """Say an outcome in every way: nothing of it may raise either."""
    said = [sentence(outcome.calculator, fault) for fault in outcome.faults]
    report.outcome_json(outcome)
    return "\n".join([*said, *report.told(outcome)])


@settings(max_examples=300, deadline=None)
@given(st.data(), st.sampled_from(ALL), st.booleans())
def test_whatever_is_typed_there_is_an_answer(
    data: st.DataObject, calculator: Calculator, machine: bool
) -> None:
    example = dict(wording.card(calculator).example)
    names = [one.name for one in calculator.inputs]
    changed = data.draw(st.dictionaries(st.sampled_from(names), TEXT, max_size=4))
    outcome = compute(calculator, {**example, **changed}, TODAY, machine=machine)

    assert told_whole(outcome) or outcome.result is not None
    page = pages.page(calculator, {name: [text] for name, text in changed.items()}, TODAY)
    for field in page.fields:
        if field.name in changed:
            assert field.value == changed[field.name]


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXT, inner, max_size=3)),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(st.data(), st.sampled_from(ALL))
def test_whatever_a_program_sends_there_is_an_answer(
    data: st.DataObject, calculator: Calculator
) -> None:
    keys = [key for one in calculator.inputs for key in one.keys]
    shapes = [
        "P",
        "states",
        "to_paid",
        "balances",
        "bands",
        "notes",
        "events",
        "invoice_A",
        "buyer",
    ]
    changed = data.draw(st.dictionaries(st.sampled_from([*keys, *shapes]), JSON, max_size=4))
    outcome = compute(
        calculator, {**wording.card(calculator).example, **changed}, TODAY, machine=True
    )

    assert told_whole(outcome)
