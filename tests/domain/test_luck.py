"""Named chance: same bits everywhere, no order, the laws it says."""

from __future__ import annotations

import hashlib
from statistics import NormalDist

import numpy as np
import pytest

from simulator.domain import quantiles
from simulator.domain.luck import Luck, ranks
from simulator.domain.refusals import Negative, NotPositive, OutOfRange

ROWS = np.arange(20_000)
MASK = 2**64 - 1
GOLDEN = "d52d2894dc23ca34950683adf63a9fc7118ebc573a5766366ec79a6e6ab68934"
"""Frozen: a change here moves every portfolio, and needs a new generator version."""


def splitmix(state: int) -> int:
    """Return the output of the published generator for a state (Steele, Lea & Flood 2014)."""
    word = (state + 0x9E3779B97F4A7C15) & MASK
    word = ((word ^ (word >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & MASK
    return word ^ (word >> 31)


def test_the_mixer_is_that_of_splitmix64() -> None:
    from simulator.domain.luck import _GOLDEN, _mix

    # First outputs of the reference implementation in C for the seed 1234567.
    assert _mix((1234567 + _GOLDEN) & MASK) == splitmix(1234567) == 6457827717110365317
    assert _mix((1234567 + 2 * _GOLDEN) & MASK) == 3203168211198807973


def test_columns_give_the_words_of_single_draws() -> None:
    luck = Luck(42)
    column = luck.words("delay", np.arange(50), 7)

    assert column.tolist() == [luck.word("delay", row, 7) for row in range(50)]


def test_columns_broadcast_their_keys() -> None:
    grid = Luck(1).words("x", np.arange(3)[:, np.newaxis], np.arange(2))

    assert grid.shape == (3, 2)
    assert grid[2, 1] == Luck(1).word("x", 2, 1)


def test_negative_keys_are_keys_like_others() -> None:
    assert Luck(1).words("x", np.array([-3])).tolist() == [Luck(1).word("x", -3)]


def test_seed_purpose_and_every_key_matter() -> None:
    words = {
        Luck(1).word("a", 1, 2),
        Luck(2).word("a", 1, 2),
        Luck(1).word("b", 1, 2),
        Luck(1).word("a", 2, 2),
        Luck(1).word("a", 1, 3),
        Luck(1).word("a", 2, 1),
        Luck(1).word("a", 1),
    }

    assert len(words) == 7


def test_the_same_bits_come_out_on_every_machine() -> None:
    luck = Luck(2026)
    digest = hashlib.sha256()
    for column in (
        luck.words("words", ROWS).astype("<u8"),
        luck.normal("normal", ROWS).astype("<i8"),
        luck.student4("student", ROWS).astype("<i8"),
        luck.student5("student", ROWS).astype("<i8"),
        luck.integers(97, "integers", ROWS).astype("<i8"),
        luck.pick([5, 1, 0, 2], "pick", ROWS).astype("<i8"),
        (luck.uniform("uniform", ROWS) * 2.0**53).astype("<i8"),
        quantiles.exponential(luck.normal("exp", ROWS) * 3).astype("<i8"),
    ):
        digest.update(column.tobytes())

    assert digest.hexdigest() == GOLDEN


def test_below_stays_under_its_bound_and_reaches_it() -> None:
    drawn = [Luck(3).below(6, "die", row) for row in range(600)]

    assert set(drawn) == {0, 1, 2, 3, 4, 5}


@pytest.mark.parametrize("bound", [0, -1])
def test_there_is_no_draw_below_zero(bound: int) -> None:
    with pytest.raises(NotPositive):
        Luck(3).below(bound, "die")
    with pytest.raises(NotPositive):
        Luck(3).integers(bound, "die", ROWS)


def test_uniform_draws_fill_the_unit_interval() -> None:
    drawn = Luck(4).uniform("u", ROWS)

    assert drawn.min() >= 0
    assert drawn.max() < 1
    assert abs(drawn.mean() - 0.5) < 0.01
    assert abs(drawn.var() - 1 / 12) < 0.002


def test_integers_are_even() -> None:
    counts = np.bincount(Luck(5).integers(10, "i", ROWS), minlength=10)

    assert len(counts) == 10
    assert abs(counts - 2000).max() < 200  # more than four standard deviations


def test_an_order_is_a_permutation() -> None:
    order = Luck(6).order(9, "seats", 1)

    assert sorted(order) == list(range(9))
    assert order != Luck(6).order(9, "seats", 2)


def test_picks_follow_their_weights_and_never_a_zero() -> None:
    counts = np.bincount(Luck(7).pick([1, 0, 3], "p", ROWS), minlength=3)

    assert counts[1] == 0
    assert abs(counts[2] / len(ROWS) - 0.75) < 0.015


def test_ranks_cut_the_words_where_the_weights_say() -> None:
    words = np.array([0, 2**62 - 1, 2**62, 2**63, 2**64 - 1], dtype=np.uint64)

    assert ranks([1, 1, 2], words).tolist() == [0, 0, 1, 2, 2]


def test_weights_without_meaning_are_refused() -> None:
    with pytest.raises(Negative):
        Luck(1).pick([1, -1], "p", ROWS)
    with pytest.raises(NotPositive):
        Luck(1).pick([0, 0], "p", ROWS)


@pytest.mark.parametrize("probability", [0.0002, 0.001, 0.025, 0.1, 0.3, 0.5, 0.8, 0.975, 0.9999])
def test_normal_quantiles_are_those_of_the_law(probability: float) -> None:
    word = np.array([int(probability * 2**64)], dtype=np.uint64)

    found = quantiles.quantile(quantiles.normal_table(), word)[0] / 1e6

    assert found == pytest.approx(
        NormalDist().inv_cdf(probability), abs=3e-3
    )  # linear between frozen nodes


@pytest.mark.parametrize(
    ("table", "probability", "published"),
    [  # upper points of Student's law, as printed in statistical tables
        (quantiles.student4_table, 0.90, 1.533),
        (quantiles.student4_table, 0.95, 2.132),
        (quantiles.student4_table, 0.975, 2.776),
        (quantiles.student4_table, 0.995, 4.604),
        (quantiles.student4_table, 0.9995, 8.610),
        (quantiles.student5_table, 0.90, 1.476),
        (quantiles.student5_table, 0.95, 2.015),
        (quantiles.student5_table, 0.975, 2.571),
        (quantiles.student5_table, 0.995, 4.032),
        (quantiles.student5_table, 0.9995, 6.869),
    ],
)
def test_student_quantiles_are_those_of_printed_tables(table, probability, published) -> None:
    word = np.array([int(probability * 2**64)], dtype=np.uint64)

    assert quantiles.quantile(table(), word)[0] / 1e6 == pytest.approx(published, rel=2e-3)


def test_quantiles_are_symmetric_and_grow() -> None:
    words = np.sort(Luck(8).words("w", np.arange(5000)))
    for table in (quantiles.normal_table(), quantiles.student4_table(), quantiles.student5_table()):
        drawn = quantiles.quantile(table, words)

        assert (np.diff(drawn) >= 0).all()
        # Both are floored, on ends that are steep.
        assert np.abs(drawn + quantiles.quantile(table, ~words)).max() < 60


def test_the_ends_of_the_tables_are_reached() -> None:
    ends = np.array([0, MASK], dtype=np.uint64)

    low, high = quantiles.quantile(quantiles.normal_table(), ends)

    assert -low == high
    assert 4_900_000 < high < 5_100_000


def test_a_column_without_outer_draws_needs_no_tail() -> None:
    middle = np.array([2**63], dtype=np.uint64)

    assert quantiles.quantile(quantiles.normal_table(), middle).tolist() == [0]


def test_exponentials_are_exact_to_five_millionths() -> None:
    from decimal import Decimal

    points = [-3_000_000, -1, 0, 1, 693_147, 1_000_000, 5_250_000, 12_000_000, 26_999_999]
    found = quantiles.exponential(np.array(points))

    for point, value in zip(points, found.tolist(), strict=True):
        exact = (Decimal(point) / 1_000_000).exp() * 1_000_000
        assert abs(Decimal(value) - exact) <= 1 + exact * Decimal("0.000005")


def test_exponentials_of_nothing_are_nothing() -> None:
    assert len(quantiles.exponential(np.array([], dtype=np.int64))) == 0


@pytest.mark.parametrize("point", [-20_000_001, 27_000_001])
def test_exponents_that_would_not_fit_are_refused(point: int) -> None:
    with pytest.raises(OutOfRange) as refusal:
        quantiles.exponential(np.array([0, point]))

    assert refusal.value.value == point


def test_a_plain_number_as_a_key_draws_the_word_of_that_number() -> None:
    assert int(Luck(7).words("order", 3)) == Luck(7).word("order", 3)
    assert int(Luck(7).words("order")) == Luck(7).word("order")
