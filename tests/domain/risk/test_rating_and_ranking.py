"""Cotation, risk classes, Bayes, scales, ABC × risk."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.money import cents
from simulator.domain.refusals import NotFinite, OutOfRange
from simulator.domain.results import NotComputable
from simulator.domain.risk.afdcc3 import CLASSES as NOTES
from simulator.domain.risk.altman import MODELS
from simulator.domain.risk.bdf_z import CLASSES as ZONES
from simulator.domain.risk.conan_holder import CLASSES
from simulator.domain.risk.cotation import (
    EDITION_2022,
    RATINGS,
    UnknownCotation,
    activity_letter,
    cotation,
)
from simulator.domain.risk.credit_men import credit_men
from simulator.domain.risk.default_grid import DEFAULT_GRID
from simulator.domain.risk.grid import risk_points
from simulator.domain.risk.ranking import ACTIONS, Rank, abc, by_priority, matrix
from simulator.domain.risk.rating import READINGS, RiskClass, class_of, class_of_cotation, worst
from simulator.domain.risk.rebase import rebased
from simulator.domain.risk.result import Score


def test_the_scale_has_22_positions_and_ten_eligible_ones():
    assert len(RATINGS) == 22
    eligible = [r for r in RATINGS if cotation(f"F{r}").eligible]
    assert eligible == ["1+", "1", "1-", "2+", "2", "2-", "3+", "3", "3-", "4+"]


def test_a_rating_is_read_and_written():
    found = cotation(" f3+ ", date(2024, 5, 1))
    assert (found.letter, found.rating, str(found)) == ("F", "3+", "F3+")
    assert found.meaning == "forte ++"
    assert cotation("G5−").rating == "5-"
    assert cotation("X0").rank is None
    assert cotation("A1+").rank == 0
    assert cotation("MP").rank == 20


@pytest.mark.parametrize("text", ["F", "I3", "F7+", "F0-", "", "3+", "F10"])
def test_what_is_not_of_the_scale_is_refused(text):
    with pytest.raises(UnknownCotation) as refused:
        cotation(text)
    assert not refused.value.old_scale


@pytest.mark.parametrize("text", ["F3++", "G9"])
def test_the_old_scale_is_recognised_and_refused(text):
    with pytest.raises(UnknownCotation) as refused:
        cotation(text)
    assert refused.value.old_scale
    with pytest.raises(UnknownCotation):
        cotation("F4", date(2021, 12, 31))


def test_the_edition_moves_the_letter_h():
    assert activity_letter(1_000_000) == "J"
    assert activity_letter(1_000_000, edition=EDITION_2022) == "H"
    assert activity_letter(750_000_000) == "A"
    assert activity_letter(0) == "M"
    assert activity_letter(-1) == "M"


def test_letters_without_sales():
    assert activity_letter(None) == "X"
    assert activity_letter(10**6, age_months=21) == "X"
    assert activity_letter(10**6, significant=False) == "N"
    with pytest.raises(NotFinite):
        activity_letter(float("nan"))


@pytest.mark.parametrize(
    ("rating", "expected"),
    [("3-", "A"), ("4+", "B"), ("4", "B"), ("4-", "C"), ("5", "C"), ("5-", "D"), ("P", "D")],
)
def test_a_rating_is_read_as_a_risk_class(rating, expected):
    assert class_of_cotation(cotation(f"F{rating}")) == expected


def test_every_grade_of_every_score_has_a_risk_class():
    scales = [CLASSES, ZONES, NOTES, *(m.classes for m in MODELS.values())]
    for made in scales:
        for grade in made.grades:
            assert grade.code in READINGS
    for item in DEFAULT_GRID.classes:
        assert READINGS[item.code] == item.code


def test_class_of_a_score_and_the_worst_of_several():
    score = risk_points(DEFAULT_GRID, {c.code: 3 for c in DEFAULT_GRID.criteria})
    assert isinstance(score, Score)
    assert class_of(score) is RiskClass.B  # 60 points
    assert class_of(credit_men(100, 100, 100)) is None
    assert class_of_cotation(cotation("F0")) is None
    assert worst([RiskClass.A, None, RiskClass.C]) is RiskClass.C
    assert worst([None]) is None


@given(st.decimals("0.001", "0.999", places=3), st.decimals("0.001", "0.999", places=3))
def test_rebasing_to_the_rate_of_the_sample_changes_nothing(p, rate):
    assert abs(rebased(p, rate, rate) - p) < Decimal("1e-20")
    assert rebased(0, rate) == 0
    assert rebased(1, rate) == 1


@pytest.mark.parametrize("given_", [(2, 0.1, 0.5), (0.1, 0, 0.5), (0.1, 0.5, 1)])
def test_rates_out_of_bounds_are_refused(given_):
    with pytest.raises(OutOfRange):
        rebased(*given_)


SALES = {"a": cents(500), "b": cents(250), "c": cents(150), "d": cents(60), "e": cents(40)}


def test_abc_a_customer_that_straddles_a_cut():
    inclusive = abc(SALES)
    strict = abc(SALES, inclusive=False)
    assert not isinstance(inclusive, NotComputable)
    assert not isinstance(strict, NotComputable)
    # cumulated: 50 %, 75 %, 90 %, 96 %, 100 %
    assert "".join(c.rank for c in inclusive) == "AAABC"
    assert "".join(c.rank for c in strict) == "AABCC"
    assert inclusive[2].cumulated == Decimal("0.9")
    assert inclusive[2].share == Decimal("0.15")


def test_abc_a_customer_that_stops_right_on_a_cut_is_inside_either_way():
    sales = {1: cents(80), 2: cents(15), 3: cents(5)}
    for inclusive in (True, False):
        found = abc(sales, inclusive=inclusive)
        assert not isinstance(found, NotComputable)
        assert "".join(c.rank for c in found) == "ABC"


def test_abc_credit_notes_weigh_nothing():
    found = abc({1: cents(-50), 2: cents(100), 3: cents(0)})
    assert not isinstance(found, NotComputable)
    assert [(c.key, c.rank) for c in found] == [(2, "A"), (3, "C"), (1, "C")]
    assert found[-1].cumulated == 1
    assert isinstance(abc({1: cents(-5)}), NotComputable)
    assert isinstance(abc({}), NotComputable)


@pytest.mark.parametrize("cuts", [("0", "1"), ("0.9", "0.8"), ("0.8", "1.1")])
def test_abc_cuts_must_increase(cuts):
    with pytest.raises(OutOfRange):
        abc(SALES, (Decimal(cuts[0]), Decimal(cuts[1])))


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=60))
def test_abc_ranks_never_improve_down_the_list(amounts):
    found = abc({i: cents(a) for i, a in enumerate(amounts)})
    assert not isinstance(found, NotComputable)
    ranks = [c.rank for c in found]
    assert ranks == sorted(ranks)
    assert ranks[0] is Rank.A
    assert found[-1].cumulated == 1
    assert abs(sum(c.share for c in found) - 1) < Decimal("1e-20")


def test_the_matrix_holds_every_rated_customer_once():
    ranking = abc(SALES)
    assert not isinstance(ranking, NotComputable)
    risks = {"a": RiskClass.D, "b": RiskClass.A, "c": RiskClass.A, "e": RiskClass.C}
    boxes = {(b.rank, b.risk): b for b in matrix(ranking, risks, {"b": cents(9), "a": cents(1)})}
    assert len(boxes) == 12 == len(ACTIONS)
    good = boxes[Rank.A, RiskClass.A]
    assert good.customers == ("b", "c")
    assert (good.sales, good.exposure) == (cents(400), cents(9))
    assert boxes[Rank.A, RiskClass.D].actions == ("committee", "prepayment_plan")
    assert sum(len(b.customers) for b in boxes.values()) == 4
    assert sum(b.exposure for b in matrix(ranking, risks)) == 0


def test_priority_is_the_worst_class_then_the_heaviest():
    ranking = abc(SALES)
    assert not isinstance(ranking, NotComputable)
    risks = {"a": RiskClass.A, "b": RiskClass.C, "c": RiskClass.C, "e": RiskClass.D}
    assert [c.key for c in by_priority(ranking, risks)] == ["e", "b", "c", "a"]
