"""A measure carries its code, its unit and the conventions that made it."""

from datetime import date
from decimal import Decimal

from simulator.domain.indicators.ageing import overdue_ratio
from simulator.domain.indicators.collecting import effectiveness
from simulator.domain.indicators.conventions import Conventions
from simulator.domain.indicators.countback import Slice, countback
from simulator.domain.indicators.delays import PaidInvoice, Timed, days_to_pay, delay
from simulator.domain.indicators.dso import roll_up
from simulator.domain.indicators.exposure import Exposed, concentration, overruns
from simulator.domain.indicators.losses import expected_loss
from simulator.domain.indicators.measure import Flag
from simulator.domain.indicators.rolls import absorption, loss_forecast, one_way
from simulator.domain.results import NotComputable, Unit

NET = Conventions(disputes_overdue=False)


def test_overruns_are_four_measures_of_the_same_conventions():
    found = overruns([Exposed(100, 60)], None, NET)
    four = (found.count, found.amount, found.share, found.age)
    assert [(m.code, m.unit) for m in four] == [
        ("overrun_count", Unit.COUNT),
        ("overrun_amount", Unit.CENTS),
        ("overrun_share", Unit.RATIO),
        ("overrun_age", Unit.DAYS),
    ]
    assert all(m.conventions is NET for m in four)


def test_a_ratio_says_by_which_conventions_it_is_net():
    assert overdue_ratio(30, 100, NET, 10).conventions is NET


def test_mean_days_carry_the_name_of_the_indicator():
    assert days_to_pay([Timed(100, 30)]).code == "dmp"


def test_an_expected_loss_shows_its_product():
    found = expected_loss(Decimal("0.02"), 1_000_00)
    (line,) = found.steps
    assert (line.name, line.value, line.unit) == ("expected_loss", 20_00, Unit.CENTS)
    assert line.formula == "1000.00 × 0.02"


def test_what_cannot_be_rolled_up_is_still_a_number_of_days():
    found = roll_up([overdue_ratio(0, 0)])
    assert not found.computable
    assert found.unit is Unit.DAYS


def test_a_forecast_of_losses_shows_the_balance_and_each_probability():
    half = Decimal("0.5")
    chain = absorption(one_way(["a", "b"], [half, half], [half, half], [0, 0]))
    found = loss_forecast(chain, {"a": 100_00, "b": 0}, "lost")
    assert found.part("balance") == 100_00
    assert found.part("p_a") == Decimal("0.25")  # a half rolls to b, a half of it is lost


def test_the_three_delays_have_their_names():
    paid = PaidInvoice(100, date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 10))
    found = delay([paid])
    named = [(m.code, m.number) for m in (found.total, found.terms, found.late)]
    assert named == [("delay", 40), ("delay_terms", 30), ("delay_late", 10)]


def test_a_count_back_shows_its_receivable_and_each_month():
    months = [Slice(100_00, 30), Slice(200_00, 31)]
    found = countback(200_00, months)
    # the whole of the last month, then half of the one before: 30 + 15,5
    assert found.number == Decimal("45.5")
    assert found.part("receivable") == 200_00
    assert [(line.name, line.value) for line in found.steps] == [
        ("month_1", 30),
        ("month_2", Decimal("15.5")),
        ("dso_countback", Decimal("45.5")),
    ]
    assert countback(0, months).steps[0].formula == "0"
    assert countback(0, months).flags == frozenset()
    assert countback(-1, months).flags == {Flag.CREDIT_BALANCE}
    short = countback(350_00, months)
    assert [line.name for line in short.steps] == ["month_1", "month_2"]
    assert (short.part("lower_bound"), short.part("remaining")) == (61, 50_00)


def test_a_concentration_names_its_shares_and_says_why_it_has_none():
    found = concentration([60, 40, -5], 2)
    assert (found.first.code, found.top.code) == ("top_1", "top_n")
    assert found.top.flags == {Flag.CREDIT_BALANCE}
    (line,) = found.hhi.steps
    assert (line.name, line.value) == ("hhi", 5200)  # 60² + 40²
    empty = concentration([]).equivalent_number.value
    assert isinstance(empty, NotComputable)
    assert dict(empty.details) == {"denominator": "total", "value": 0}


def test_effectiveness_names_what_was_collected():
    found = effectiveness(opening=100, sales=100, closing=100, closing_not_due=40)
    assert found.part("collected") == 100
