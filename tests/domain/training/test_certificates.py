"""When a document may be issued, and what level is suggested."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.training.certificates import (
    HalfDaysNotClosed,
    Kind,
    Level,
    NoPresence,
    ObjectivesNotJudged,
    check_issue,
    suggested,
)


def issue(kind: Kind, **facts: int) -> None:
    known = {"open_half_days": 0, "minutes": 840, "judged": 3, "objectives": 3}
    check_issue(kind, "Élodie Martin", **{**known, **facts})


@pytest.mark.parametrize("kind", list(Kind))
def test_a_person_who_was_there_and_judged_has_both_documents(kind: Kind) -> None:
    issue(kind)
    issue(kind, minutes=1)


@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_is_issued_while_a_half_day_is_open(kind: Kind) -> None:
    with pytest.raises(HalfDaysNotClosed) as refused:
        issue(kind, open_half_days=2, minutes=0)

    assert refused.value.open == 2


@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_is_issued_to_somebody_who_was_never_there(kind: Kind) -> None:
    with pytest.raises(NoPresence) as refused:
        issue(kind, minutes=0)

    assert refused.value.name == "Élodie Martin"


def test_only_the_attestation_waits_for_the_judgement_of_every_objective() -> None:
    issue(Kind.CERTIFICAT, judged=0)
    issue(Kind.ATTESTATION, judged=0, objectives=0)
    with pytest.raises(ObjectivesNotJudged):
        issue(Kind.ATTESTATION, judged=2)


@pytest.mark.parametrize(
    ("marks", "level"),
    [
        ((), None),
        ((Fraction(7, 10),), Level.ACQUIRED),
        ((Fraction(699, 1000),), Level.IN_PROGRESS),
        ((Fraction(2, 5),), Level.IN_PROGRESS),
        ((Fraction(399, 1000),), Level.NOT_ACQUIRED),
        ((Fraction(1), Fraction(2, 5)), Level.ACQUIRED),
        ((Fraction(0), Fraction(1)), Level.IN_PROGRESS),
        ((Fraction(0),), Level.NOT_ACQUIRED),
    ],
)
def test_the_mean_of_the_marks_suggests_a_level(
    marks: tuple[Fraction, ...], level: Level | None
) -> None:
    assert suggested(marks) == level


@given(st.lists(st.fractions(0, 1), min_size=1))
def test_the_order_of_the_work_does_not_change_what_is_suggested(
    marks: list[Fraction],
) -> None:
    assert suggested(sorted(marks)) == suggested(marks[::-1])
