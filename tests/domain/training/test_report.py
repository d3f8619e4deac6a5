"""What a report says of a training, and what it hides of persons."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

from simulator.domain.training.certificates import Level
from simulator.domain.training.positioning import Gain
from simulator.domain.training.report import HalfDay, Person, Report, objective, work

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)
OF_TWO = Gain(Fraction(1), Fraction(3), Fraction(2), 2)
OF_THREE = Gain(Fraction(1), Fraction(3), Fraction(2), 3)


def made(*people: Person) -> Report:
    half = HalfDay(AT, AT, 210, 1, 200)
    return Report(
        "t", "P", "r", "c", "l", "f", 420, (half, half), (), (), None, 0, people, personal=False
    )


def test_a_mean_is_given_from_three_people() -> None:
    two = work("SIG", "exercise", [Fraction(1, 2), Fraction(1)])
    three = work("SIG", "exercise", [Fraction(1, 2), Fraction(1), Fraction(3, 4)])

    assert (two.people, two.mean) == (2, None)
    assert (three.people, three.mean) == (3, Fraction(3, 4))


def test_levels_and_gain_of_fewer_than_three_are_hidden_unless_persons_are_asked_for() -> None:
    levels = [Level.ACQUIRED, None, Level.IN_PROGRESS]

    hidden = objective("o", levels, OF_TWO, personal=False)
    shown = objective("o", levels, OF_TWO, personal=True)

    assert (hidden.judged, hidden.levels, hidden.gain) == (2, None, None)
    assert shown.levels == {Level.ACQUIRED: 1, Level.IN_PROGRESS: 1, Level.NOT_ACQUIRED: 0}
    assert shown.gain == OF_TWO


def test_levels_and_gain_of_three_are_shown() -> None:
    found = objective("o", [Level.NOT_ACQUIRED] * 3, OF_THREE, personal=False)

    assert found.levels == {Level.ACQUIRED: 0, Level.IN_PROGRESS: 0, Level.NOT_ACQUIRED: 3}
    assert found.gain == OF_THREE


def test_hours_are_added_and_their_rate_is_of_what_was_planned() -> None:
    found = made(Person("A", "S", 420), Person("B", "S", 210))

    assert (found.minutes, found.rate) == (630, Fraction(3, 4))
    assert made().rate is None


def test_a_person_without_results_keeps_only_the_hours() -> None:
    person = Person("A", "S", 60, (Level.ACQUIRED,), (1,), (2,), (("SIG", Fraction(1)),))

    assert person.attendance() == Person("A", "S", 60)
