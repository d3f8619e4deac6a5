"""The level of proof of a result made of several values."""

import pytest

from simulator.domain.results import Confidence, weakest

CERTAIN, PROBABLE = Confidence.CERTAIN, Confidence.PROBABLE
PEDAGOGICAL, DISPUTED = Confidence.PEDAGOGICAL, Confidence.DISPUTED


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((), CERTAIN),
        ((CERTAIN,), CERTAIN),
        ((CERTAIN, PROBABLE), PROBABLE),
        ((PEDAGOGICAL, PROBABLE), PEDAGOGICAL),
        ((DISPUTED, PROBABLE, PEDAGOGICAL), DISPUTED),
        ((DISPUTED, Confidence.NOT_PUBLIC, PROBABLE), Confidence.NOT_PUBLIC),
    ],
)
def test_a_result_is_worth_its_weakest_value(levels, expected):
    assert weakest(*levels) is expected
