"""A state goes into the database and comes back; small numbers of exact arithmetic."""

from __future__ import annotations

import math

import numpy as np
import pytest

from simulator.domain.luck import Luck
from simulator.domain.refusals import OutOfRange
from simulator.domain.year import exact, state
from simulator.domain.year.engine import advance, play
from simulator.domain.year.state import digest, dump, load, open_year


def test_a_year_stopped_and_taken_up_again_is_the_same(world, segmented):
    half = advance(open_year(world), segmented, days=77)
    again = load(dump(half), world)
    assert digest(again) == digest(half)
    assert digest(advance(again, segmented)) == digest(play(world, segmented))


def test_a_state_of_another_year_is_refused(world, crisis, segmented):
    blob = dump(open_year(crisis))
    with pytest.raises(OutOfRange):
        load(blob, world)
    with pytest.raises(OutOfRange):
        load(b"something else", world)


def test_a_state_that_inflates_without_end_is_refused(world, monkeypatch):
    blob = dump(open_year(world))
    monkeypatch.setattr(state, "MOST_BYTES", 1000)
    with pytest.raises(OutOfRange):
        load(blob, world)


def test_a_state_without_events_stays_so(world, segmented):
    taken = load(dump(open_year(world, events=False)), world)
    later = advance(taken, segmented, months=1)
    assert later.log.whole().shape[1] == 0
    assert later.receipts.whole().shape[1] > 0


def test_exponentials_are_those_of_the_books():
    x = np.linspace(-13, 13, 4001)
    assert exact.exp(x) == pytest.approx(np.array([math.exp(v) for v in x]), rel=1e-4, abs=2e-6)
    assert exact.exp1(0.0) == pytest.approx(1.0)
    assert exact.decay(8, 16) == pytest.approx(0.25, rel=1e-4)


def test_waiting_times_follow_the_exponential_law():
    words = Luck(5).words("waiting", np.arange(200_000))
    waits = exact.waiting(words)
    assert waits.min() >= 0
    assert waits.mean() == pytest.approx(1.0, abs=0.01)
    for share in (0.5, 0.9, 0.999, 0.9999):
        assert (waits < -math.log(1 - share)).mean() == pytest.approx(share, abs=0.003)
    top = exact.waiting(np.array([2**64 - 1], dtype=np.uint64))
    assert top[0] == pytest.approx(math.log(4 * 1024**2), rel=1e-3)


def test_the_ramp_is_the_logistic_function():
    ramp = exact.ramp()
    middle = exact.RAMP_STEP * exact.RAMP_REACH
    for x in (-6, -1, 0, 1, 6):
        expected = 1 / (1 + math.exp(-x))
        assert ramp[middle + exact.RAMP_STEP * x] == pytest.approx(expected, rel=1e-3)
