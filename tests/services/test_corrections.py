"""A wrong key corrected after lunch, marks given: nobody loses in silence."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.refusals import NotFound
from simulator.services import attempts, copies, corrections, statistics, variants
from simulator.services.corrections import MarkOutOfRange, ReasonMissing, StaleComparison
from simulator.store.attempts import ExerciseVersionRow, GradingRow, GradingRunRow
from tests import classroom, practice
from tests.afternoon import CORRECTED, Afternoon
from tests.classroom import Classroom
from tests.conftest import Clock, House


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


@pytest.fixture
def lunch(
    session: Session, room: Classroom, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Afternoon:
    """The first answered by the wrong key, the second by the right one, the third nothing."""
    at = Afternoon(session, room, clock, monkeypatch)
    assert at.send(0, "DL") == 1
    assert at.send(1, "EE") == Fraction(3, 4)
    return at


def test_a_comparison_shows_who_gains_and_changes_nothing(lunch: Afternoon) -> None:
    lunch.correct()
    before = (lunch.count(GradingRow), lunch.count(ExerciseVersionRow), lunch.count(GradingRunRow))
    seen = lunch.compare()

    assert {line.name: (line.change.before, line.change.after) for line in seen.lines} == {
        "Élodie Martin": (1, 1),
        "Karim Benaïssa": (Fraction(3, 4), 1),
    }
    assert (seen.gains, seen.losses, seen.spared, seen.corrected) == (1, 0, 1, True)
    karim = next(line for line in seen.lines if line.name == "Karim Benaïssa")
    assert karim.outcomes == (("own_funds", "TOTAL_DU_BILAN", "right"),)
    assert before == (
        lunch.count(GradingRow),
        lunch.count(ExerciseVersionRow),
        lunch.count(GradingRunRow),
    )
    assert lunch.marks() == [1, Fraction(3, 4), None]


def test_a_regrade_takes_no_point_from_anybody_unless_asked(lunch: Afternoon) -> None:
    lunch.correct()
    lunch.regrade()

    assert lunch.marks() == [1, 1, None]
    lunch.switch(None)
    severe = lunch.compare(keeps_points=False)
    assert (severe.gains, severe.losses) == (1, 1)
    lunch.regrade(keeps_points=False)
    assert lunch.marks() == [Fraction(3, 4), 1, None]


def test_a_regrade_is_undone_and_made_again_and_every_judgement_stays(lunch: Afternoon) -> None:
    lunch.correct()
    first = lunch.session.scalars(select(GradingRow).order_by(GradingRow.id)).all()
    kept = [(row.id, row.fraction, dict(row.outcomes), row.run_id) for row in first]
    run = lunch.regrade()
    lunch.switch(None)

    assert lunch.marks() == [1, Fraction(3, 4), None]
    lunch.switch(run.id)
    lunch.switch(run.id)
    assert lunch.marks() == [1, 1, None]
    again = lunch.session.scalars(select(GradingRow).order_by(GradingRow.id)).all()
    assert [(row.id, row.fraction, dict(row.outcomes), row.run_id) for row in again[:2]] == kept
    assert lunch.count(GradingRow) == 4
    assert lunch.journal()[-3:] == [
        "exercise.regraded",
        "exercise.switched",
        "exercise.switched",
    ]


def test_what_is_sent_under_a_regrade_is_judged_also_when_it_is_undone(lunch: Afternoon) -> None:
    lunch.correct()
    run = lunch.regrade()

    assert lunch.send(2, "EE") == 1
    assert lunch.marks() == [1, 1, 1]
    lunch.switch(None)
    # the third began under the corrected version: that is the version of these figures
    assert lunch.marks() == [1, Fraction(3, 4), 1]
    assert lunch.send(1, "DL") == 1
    lunch.switch(run.id)
    assert lunch.marks() == [1, 1, 1]


def test_the_page_of_who_began_before_follows_the_version_in_force(lunch: Afternoon) -> None:
    before = lunch.question(0)
    lunch.correct()

    assert lunch.question(0).judges[0].expected == before.judges[0].expected
    lunch.regrade()
    after = lunch.question(0)
    assert after.customers == before.customers
    assert after.judges[0].expected != before.judges[0].expected
    sheet = attempts.exercise(lunch.session, lunch.room.people[0], lunch.activity, lunch.clock())
    assert sheet.best == 1
    lunch.switch(None)
    assert lunch.question(0).judges[0].expected == before.judges[0].expected


def test_versions_in_use_are_kept_whole(lunch: Afternoon) -> None:
    (kept,) = lunch.session.scalars(select(ExerciseVersionRow))
    lunch.correct()
    variants._versions.clear()  # another process, which never read the first file

    assert variants.exercise(lunch.session, kept.digest, practice.PRACTICE) == practice.WORKSHEET
    assert kept.digest == lunch.attempt(0).content_digest
    lunch.regrade()
    assert lunch.count(ExerciseVersionRow) == 2


def test_a_mark_given_by_the_trainer_survives_a_regrade(lunch: Afternoon) -> None:
    give = (lunch.session, lunch.room.trainer, lunch.activity, lunch.attempt(1))
    corrections.override(*give, Fraction(9, 10), "raisonnement juste", lunch.clock())
    assert lunch.marks() == [1, Fraction(9, 10), None]

    lunch.correct()
    (line,) = [line for line in lunch.compare().lines if line.change.given is not None]
    assert (line.change.given, line.change.gain) == (Fraction(9, 10), 0)
    lunch.regrade()
    assert lunch.marks() == [1, Fraction(9, 10), None]
    sheet = attempts.exercise(lunch.session, lunch.room.people[1], lunch.activity, lunch.clock())
    assert (sheet.best, sheet.given_reason) == (Fraction(9, 10), "raisonnement juste")

    corrections.override(*give, None, "au calcul", lunch.clock())
    assert lunch.marks() == [1, 1, None]
    assert lunch.journal().count("exercise.overridden") == 2


def test_decisions_have_a_reason_and_marks_are_shares(lunch: Afternoon) -> None:
    give = (lunch.session, lunch.room.trainer, lunch.activity, lunch.attempt(1))

    with pytest.raises(ReasonMissing):
        corrections.override(*give, Fraction(1), "  ", lunch.clock())
    for wrong in (Fraction(-1, 100), Fraction(101, 100)):
        with pytest.raises(MarkOutOfRange):
            corrections.override(*give, wrong, "trop", lunch.clock())
    lunch.correct()
    with pytest.raises(ReasonMissing):
        corrections.regrade(*give[:3], lunch.compare().seal, " ", lunch.clock(), keeps_points=True)


def test_a_regrade_is_of_what_was_shown(lunch: Afternoon) -> None:
    lunch.correct()
    seal = lunch.compare().seal
    lunch.send(0, "EE")

    with pytest.raises(StaleComparison):
        corrections.regrade(
            lunch.session,
            lunch.room.trainer,
            lunch.activity,
            seal,
            "clé",
            lunch.clock(),
            keeps_points=True,
        )
    assert lunch.count(GradingRunRow) == 0


def test_a_version_that_cannot_judge_these_figures_leaves_their_mark(lunch: Afternoon) -> None:
    lunch.correct(
        replace(CORRECTED, parts=(replace(CORRECTED.parts[0], formula="DL / (EC - EC)"),))
    )
    seen = lunch.compare(keeps_points=False)

    assert [line.unjudged for line in seen.lines] == [1, 1]
    lunch.regrade(keeps_points=False)
    assert lunch.marks() == [1, Fraction(3, 4), None]
    assert lunch.question(0).judges[0].expected


def test_runs_and_copies_of_another_activity_are_not_found(lunch: Afternoon) -> None:
    with pytest.raises(NotFound):
        lunch.switch(999)
    with pytest.raises(NotFound):
        corrections.attempt(lunch.session, lunch.activity, 999)
    quiz = classroom.activity(lunch.session, lunch.room.quiz)
    with pytest.raises(NotFound):
        corrections.compare(lunch.session, quiz, lunch.clock())


def test_a_released_correction_is_for_all_and_stays(lunch: Afternoon) -> None:
    for _ in range(2):
        corrections.release(lunch.session, lunch.room.trainer, lunch.activity, lunch.clock())

    assert lunch.journal().count("exercise.released") == 1
    for who in range(3):
        sheet = attempts.exercise(
            lunch.session, lunch.room.people[who], lunch.activity, lunch.clock()
        )
        assert (sheet.revealed, sheet.answerable) == (True, False)


def test_practice_has_other_figures_and_no_effect_on_the_mark(lunch: Afternoon) -> None:
    person = lunch.room.people[1]
    sheets = [
        attempts.exercise(lunch.session, person, lunch.activity, lunch.clock(), number)
        for number in range(6)
    ]

    assert len({sheet.question.customers for sheet in sheets}) > 1
    attempts.submit(
        lunch.session,
        person,
        lunch.activity,
        sheets[1].question.solved(),
        "essai",
        lunch.clock(),
        1,
    )
    assert lunch.marks()[1] == Fraction(3, 4)


def test_statistics_are_those_of_the_version_in_force(lunch: Afternoon) -> None:
    found = statistics.of_activity(lunch.session, lunch.activity, lunch.clock())

    assert (found.people, found.submissions, found.median) == (2, 2, Fraction(7, 8))
    assert [(row.name, row.first.facility) for row in found.rows] == [
        ("own_funds", Fraction(1, 2)),
        ("debts", 1),
    ]
    (mistake,) = found.mistakes
    assert (mistake.code, mistake.names) == ("TOTAL_DU_BILAN", ("Karim Benaïssa",))
    lunch.correct()
    lunch.regrade()
    after = statistics.of_activity(lunch.session, lunch.activity, lunch.clock())
    assert after.mistakes[0].names == ("Élodie Martin",)


def test_paper_has_everybody_s_own_figures(lunch: Afternoon) -> None:
    every = copies.paper(lunch.session, lunch.activity, lunch.clock())
    statements = {copy.question.statement for copy in every if copy.question}

    assert {copy.name for copy in every} == {
        "Élodie Martin",
        "Karim Benaïssa",
        "Anne-Sophie Le Goff",
    }
    assert len(statements) == 3
    (one,) = copies.paper(lunch.session, lunch.activity, lunch.clock(), lunch.room.people[2].id)
    assert one.question is not None
    assert one.question.statement == lunch.question(2).statement
