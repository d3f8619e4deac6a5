"""Reference points of ratios: sources that disagree, each read on its own."""

from decimal import Decimal

import pytest

from simulator.domain.accounts.benchmarks import BENCHMARKS
from simulator.domain.accounts.ratios import DEFINITIONS
from simulator.domain.results import Confidence


@pytest.mark.parametrize(
    ("name", "index", "value", "reading"),
    [
        ("autonomie_financiere", 0, "0.30", "good"),
        ("autonomie_financiere", 0, "0.29", "average"),
        ("autonomie_financiere", 0, "0.19", "weak"),
        ("autonomie_financiere", 1, "0.29", "good"),
        ("capacite_remboursement", 0, "3.9", "good"),
        ("capacite_remboursement", 0, "5", "average"),
        ("capacite_remboursement", 0, "6.1", "weak"),
    ],
)
def test_a_value_is_read_by_one_source(name, index, value, reading):
    assert BENCHMARKS[name][index].reading(Decimal(value)) == reading


def test_every_benchmark_is_of_a_known_ratio_and_says_that_it_is_disputed():
    for name, found in BENCHMARKS.items():
        assert name in DEFINITIONS
        for item in found:
            assert item.confidence is Confidence.DISPUTED
            if item.higher_is_better:
                assert item.good >= item.weak
            else:
                assert item.good <= item.weak
