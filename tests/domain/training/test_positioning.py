from __future__ import annotations

from fractions import Fraction

import pytest

from simulator.domain.training.positioning import (
    Gain,
    Moment,
    Position,
    WrongLevels,
    checked,
    gains,
)

BEFORE, AFTER = Moment.BEFORE, Moment.AFTER


def test_the_gain_is_that_of_the_people_who_answered_twice() -> None:
    said = (
        Position(1, BEFORE, (0, 2)),
        Position(2, BEFORE, (1, 2)),
        Position(3, BEFORE, (4, 4)),  # left before the end
        Position(1, AFTER, (3, 2)),
        Position(2, AFTER, (2, 4)),
        Position(4, AFTER, (4, 0)),  # came without answering first
    )

    first, second = gains(said, 2)

    # by hand: (0 + 1 + 4) / 3, (3 + 2 + 4) / 3, ((3 - 0) + (2 - 1)) / 2
    assert first == Gain(Fraction(5, 3), Fraction(3), Fraction(2), 2)
    assert second == Gain(Fraction(8, 3), Fraction(2), Fraction(1), 2)


def test_where_nobody_answered_nothing_is_said() -> None:
    assert gains((), 1) == (Gain(None, None, None, 0),)
    assert gains((Position(1, BEFORE, (2,)),), 1) == (Gain(Fraction(2), None, None, 0),)


@pytest.mark.parametrize("levels", [(1,), (1, 2, 3), (1, 5), (-1, 0)])
def test_one_level_of_the_scale_for_each_objective(levels: tuple[int, ...]) -> None:
    with pytest.raises(WrongLevels) as refused:
        checked(levels, 2)

    assert refused.value.objectives == 2


def test_levels_that_hold_are_kept_in_order() -> None:
    assert checked([0, 4], 2) == (0, 4)
