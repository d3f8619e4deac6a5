"""Self-assessments: kept by moment, compared by person, the start closed once the end is said."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sqlalchemy.orm import Session

from simulator.domain.training.positioning import Moment, StartIsSet, WrongLevels
from simulator.services import positionings
from simulator.services.trainings import Training
from tests.conftest import Clock, House

BEFORE, AFTER = Moment.BEFORE, Moment.AFTER


def test_what_is_said_again_replaces_until_the_end_is_given(
    session: Session, house: House, clock: Clock
) -> None:
    person = house.classroom().people[0]
    count = len(positionings.objectives_of(session, person))
    assert positionings.given(session, person.id, BEFORE) is None
    positionings.answer(session, person, BEFORE, [0] * count, {"needs": "savoir"}, clock())
    positionings.answer(session, person, BEFORE, [1] * count, {"needs": "agir"}, clock())

    kept = positionings.given(session, person.id, BEFORE)
    assert kept is not None
    assert (kept.levels, kept.texts) == ((1,) * count, {"needs": "agir"})

    positionings.answer(session, person, AFTER, [3] * count, {}, clock())
    with pytest.raises(StartIsSet):
        positionings.answer(session, person, BEFORE, [0] * count, {}, clock())


def test_a_level_is_said_for_each_objective(session: Session, house: House, clock: Clock) -> None:
    person = house.classroom().people[0]

    with pytest.raises(WrongLevels):
        positionings.answer(session, person, BEFORE, [1], {}, clock())


def test_the_group_shows_each_person_and_the_gain_of_those_who_answered_twice(
    session: Session, house: House, clock: Clock
) -> None:
    room = house.classroom()
    first, second, *_ = room.people
    count = len(positionings.objectives_of(session, first))
    positionings.answer(session, first, BEFORE, [1] * count, {}, clock())
    positionings.answer(session, first, AFTER, [3] * count, {}, clock())
    positionings.answer(session, second, BEFORE, [4] * count, {}, clock())
    training = session.get_one(Training, room.training_id)

    found = positionings.group(session, training, count)

    line = next(each for each in found.lines if each.trainee_id == second.id)
    assert line.before is not None
    assert line.after is None
    assert len(found.lines) == len(room.people)
    for gain in found.gains:
        assert (gain.before, gain.after, gain.gain, gain.pairs) == (Fraction(5, 2), 3, 2, 1)
