from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.credit import capacity
from simulator.domain.credit.capacity import (
    ScoreBand,
    ScoreTable,
    capital_cap,
    concentration_cap,
    equity_cap,
    score_table_cap,
    suppliers_cap,
    suppliers_from_purchases,
    working_capital_cap,
    working_capital_need_cap,
)
from simulator.domain.credit.classes import CLASSES, class_rule
from simulator.domain.credit.limits import (
    Combined,
    Cover,
    affordable_days,
    combine,
    insured_layer,
    suggest_expiry,
)
from simulator.domain.credit.need import request
from simulator.domain.credit.proposal import Method, Proposal
from simulator.domain.money import Cents, cents
from simulator.domain.refusals import Negative, NotPositive, OutOfRange, UnknownChoice
from simulator.domain.results import Confidence, NotComputable

NINETY = Decimal("0.9")


def test_rules_of_the_trade_say_that_they_are_disputed():
    rules = (equity_cap(cents(1)), working_capital_cap(cents(1)), suppliers_cap(cents(1)))
    for found in rules:
        assert isinstance(found, Proposal)
        assert found.place_rule
        assert found.confidence is Confidence.DISPUTED
        assert "rate" in found.parameters


def test_a_firm_without_equity_does_not_escape_the_cap():
    assert equity_cap(cents(-300_000)).amount == 0
    assert working_capital_cap(cents(-1)).amount == 0


def test_a_cap_without_base_is_not_computable_rather_than_zero():
    for found, base in (
        (suppliers_cap(cents(0)), "suppliers"),
        (working_capital_need_cap(cents(-5)), "working_capital_need"),
    ):
        assert isinstance(found, NotComputable)
        assert (found.reason, found.details["base"]) == ("base_not_positive", base)


def test_percentages_are_parameters():
    assert equity_cap(cents(1_000), rate=Decimal("0.15")).amount == cents(150)
    with pytest.raises(OutOfRange):
        equity_cap(cents(1_000), rate=Decimal(10))
    with pytest.raises(Negative):
        equity_cap(cents(1_000), coefficient=Decimal("-0.1"))


def test_supplier_debts_can_be_estimated_from_purchases():
    assert suppliers_from_purchases(cents(720_000), 60) == cents(120_000)


def test_the_capital_cap_is_forty_percent_and_nothing_in_the_red():
    assert capital_cap(cents(100_000)).amount == cents(40_000)
    assert capital_cap(cents(100_000), red=True).amount == 0


def test_the_score_picks_its_band_whatever_the_order_of_the_table():
    table = ScoreTable(
        (
            ScoreBand(Decimal(12), Decimal("0.2")),
            ScoreBand(Decimal(4), Decimal("0.1")),
        )
    )

    def cap(score: str) -> Proposal | NotComputable:
        return score_table_cap(cents(1_000), Decimal(score), table=table)

    for score, expected in (("4", 100), ("11.99", 100), ("12", 200)):
        found = cap(score)
        assert isinstance(found, Proposal)
        assert found.amount == cents(expected)
    low = cap("3")
    assert isinstance(low, NotComputable)
    assert low.reason == "score_below_table"
    none = score_table_cap(cents(0), Decimal(4), base_name="ebe")
    assert isinstance(none, NotComputable)
    assert none.details["base"] == "ebe"
    with pytest.raises(NotPositive):
        score_table_cap(cents(1), Decimal(4), table=ScoreTable(()))


def test_the_example_of_score_table_says_that_it_is_one():
    assert capacity.SCORE_TABLE.confidence is Confidence.PEDAGOGICAL


def test_a_group_shares_one_concentration_cap():
    # 5 % of 10 M€ = 500 000, of which 420 000 are already granted to a sister firm
    found = concentration_cap(cents(10_000_000), group_lines=cents(420_000))
    assert found.amount == cents(80_000)
    assert concentration_cap(cents(1_000), group_lines=cents(60)).amount == 0


def test_the_combination_names_what_binds_and_by_how_much_the_others_exceed():
    found = combine(
        [
            request(cents(50_400)),
            equity_cap(cents(300_000), coefficient=Decimal("0.75")),
            suppliers_cap(cents(180_000)),
            working_capital_need_cap(cents(-1)),
        ]
    )
    assert isinstance(found, Combined)
    assert found.limit == cents(22_500)
    assert found.binding == (Method.EQUITY,)
    assert found.confidence == (Confidence.DISPUTED,)
    assert [(x.method, x.over) for x in found.others] == [
        (Method.REQUEST, cents(27_900)),
        (Method.SUPPLIERS, cents(13_500)),
    ]
    assert found.others[0].over_share == Decimal("1.24")
    assert [x.reason for x in found.left_out] == ["base_not_positive"]
    assert found.max_loss == cents(22_500)
    assert not found.cover_binds


def test_the_insurer_comes_after_the_least_proposal():
    found = combine([request(cents(80_000))], Cover(cents(50_000), NINETY, cents(20_000)))
    assert isinstance(found, Combined)
    assert (found.before_cover, found.limit, found.max_loss) == (
        cents(80_000),
        cents(70_000),
        cents(25_000),
    )
    assert found.cover_binds
    assert [s.name for s in found.steps] == ["least", "limit", "indemnity", "max_loss"]


def test_a_refusal_of_cover_leaves_the_own_layer_alone():
    found = insured_layer(cents(80_000), Cover(cents(0), NINETY, cents(20_000)))
    assert (found.limit, found.max_loss, found.unmet) == (
        cents(20_000),
        cents(20_000),
        cents(60_000),
    )


def test_two_methods_may_bind_together_and_a_zero_limit_has_no_relative_excess():
    found = combine([equity_cap(cents(0)), capital_cap(cents(1), red=True), request(cents(9))])
    assert isinstance(found, Combined)
    assert found.binding == (Method.EQUITY, Method.CAPITAL)
    assert found.others[0].over_share is None


def test_nothing_to_combine_is_not_a_limit():
    found = combine([working_capital_need_cap(cents(0))])
    assert isinstance(found, NotComputable)
    assert found.details["reasons"] == ("base_not_positive",)


def test_terms_are_cut_in_proportion_when_the_limit_is_short():
    assert affordable_days(60, cents(40_000), cents(30_000)) == 45
    assert affordable_days(60, cents(40_000), cents(90_000)) == 60
    with pytest.raises(NotPositive):
        affordable_days(60, cents(0), cents(1))


def test_sixty_day_terms_give_about_three_months():
    found = suggest_expiry(date(2026, 1, 31), "A", 60)
    assert not isinstance(found, NotComputable)
    assert (found.maturity_on, found.review_on) == (date(2026, 4, 30), date(2027, 1, 31))
    assert (found.expires_on, found.reason) == (found.review_on, "class_review")


def test_the_end_of_cover_comes_before_the_review():
    found = suggest_expiry(date(2026, 1, 1), "B", 0, cover_ends_on=date(2026, 5, 1))
    assert not isinstance(found, NotComputable)
    assert (found.expires_on, found.reason) == (date(2026, 5, 1), "cover_ends")
    assert found.maturity_on == date(2026, 2, 1)
    later = suggest_expiry(date(2026, 1, 1), "B", 30, cover_ends_on=date(2026, 8, 1))
    assert not isinstance(later, NotComputable)
    assert later.expires_on == date(2026, 7, 1)


def test_a_class_without_line_has_no_expiry():
    found = suggest_expiry(date(2026, 1, 1), "D", 30)
    assert isinstance(found, NotComputable)
    assert found.reason == "no_line_for_class"


def test_the_grid_is_a_teaching_proposal():
    assert [rule.coefficient for rule in CLASSES] == [1, Decimal("0.75"), Decimal("0.4"), 0]
    assert {rule.confidence for rule in CLASSES} == {Confidence.PEDAGOGICAL}
    with pytest.raises(UnknownChoice) as refusal:
        class_rule("E")
    assert refusal.value.choices == ("A", "B", "C", "D")


AMOUNTS = st.integers(0, 10**11)
QUOTAS = st.decimals(0, 1, places=3)
COVERS = st.builds(Cover, AMOUNTS.map(Cents), QUOTAS, AMOUNTS.map(Cents))


@given(st.lists(AMOUNTS, min_size=1, max_size=6), st.none() | COVERS)
def test_the_combined_limit_is_never_above_any_cap(amounts, cover):
    found = combine([request(Cents(a)) for a in amounts], cover)
    assert isinstance(found, Combined)
    assert found.limit <= min(amounts)
    if cover is not None:
        assert found.limit <= cover.granted + cover.own_layer
    assert 0 <= found.max_loss <= found.limit
    assert {x.amount for x in found.others} == {a for a in amounts if a > found.limit}


@given(AMOUNTS, st.integers(0, 10**9), COVERS)
def test_the_limit_grows_with_the_need(asked, more, cover):
    less = insured_layer(Cents(asked), cover)
    most = insured_layer(Cents(asked + more), cover)
    assert less.limit <= most.limit
    assert less.max_loss <= most.max_loss


@given(AMOUNTS, COVERS)
def test_the_layers_add_up_to_the_cent(asked, cover):
    found = insured_layer(Cents(asked), cover)
    assert found.indemnity + found.max_loss == found.limit
    assert found.limit + found.unmet == asked
    assert found.max_loss <= asked


@given(AMOUNTS, AMOUNTS)
def test_more_equity_never_lowers_the_cap(equity, more):
    assert equity_cap(Cents(equity)).amount <= equity_cap(Cents(equity + more)).amount
    assert equity_cap(Cents(-equity)).amount <= equity_cap(Cents(more)).amount


def test_negative_layers_are_refused():
    with pytest.raises(Negative):
        insured_layer(cents(1), Cover(cents(-1), NINETY))
