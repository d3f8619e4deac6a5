"""A day of calls under a capacity: who is called depends on all the others."""

from fractions import Fraction

import pytest

from simulator.domain.exercises.checks import faults
from simulator.domain.exercises.classing import Classing, part_name
from simulator.domain.exercises.context import NoSuitableCustomer, context
from simulator.domain.exercises.drawing import flaws
from simulator.domain.exercises.queues import QueueSpec, ready, spread, stand
from simulator.domain.exercises.specification import (
    BandSpec,
    ClassSpec,
    FigureSpec,
    MistakeSpec,
    RowSpec,
)
from simulator.domain.exercises.world import World
from tests import make
from tests.domain.exercises.examples import SEVERAL

WORLD = World(make.portfolio(1, 60))
DAY = QueueSpec(name="used", worth="worth", formula="minutes")


def account(worth: int, minutes: int):
    """Return a customer whose call is worth so much and takes so long."""
    defines = (
        FigureSpec(name="worth", formula=str(worth)),
        FigureSpec(name="minutes", formula=str(minutes)),
    )
    return context(WORLD, WORLD.portfolio.customers[0], defines)


def test_minutes_add_up_in_the_order_of_what_a_call_is_worth():
    accounts = [account(50, 10), account(300, 20), account(0, 10), account(120, 5)]

    lined = stand((DAY,), accounts)

    assert [here.figures.get("used") for here in lined] == [35, 20, 45, 25]
    assert [here.texts.fill("{used}") for here in lined] == ["35", "20", "45", "25"]
    assert stand((), accounts)[0].figures.get("used") is None


def test_accounts_worth_nothing_come_last_as_they_are_given():
    lined = stand((DAY,), [account(0, 1), account(0, 2), account(7, 4)])
    assert [here.figures.get("used") for here in lined] == [5, 7, 4]


def test_two_thirds_are_worth_a_call_and_no_two_the_same():
    accounts = [account(worth, 10) for worth in (5, 0, 5, 9, 3, 0, 7)]

    groups = list(spread(DAY, accounts, 3))

    assert groups == [(0, 3, 1), (3, 4, 1), (4, 6, 1)]


def test_the_others_fill_a_group_when_few_are_worth_a_call():
    accounts = [account(worth, 10) for worth in (0, 5, 0, 0)]
    assert list(spread(DAY, accounts, 3)) == [(1, 0, 2)]
    assert list(spread(DAY, accounts, 5)) == []


def test_an_account_without_the_figure_cannot_stand_in_line():
    here = account(5, 10)
    assert ready((DAY,), here)
    assert not ready((QueueSpec(name="used", worth="worth / 0", formula="minutes"),), here)


def exercise(**more):
    asked = {
        "name": "account",
        "label": "{name}",
        "formula": "0 if late_unexplained <= 0 else 2 if used <= 40 else 1",
        "bands": (
            BandSpec(name="today", label="Aujourd’hui", above=Fraction(3, 2)),
            BandSpec(name="later", label="Un autre jour", above=Fraction(1, 2)),
            BandSpec(name="none", label="Pas d’appel"),
        ),
        "mistakes": (
            MistakeSpec(
                code="ENCOURS",
                formula="2 if used_exposure <= 40 else 1",
                feedback="{used|count}, non {used_exposure|count}",
                keeps=Fraction(1, 4),
            ),
        ),
    }
    made = {
        "type": "classing",
        "id": "journee",
        **SEVERAL,
        "where": "exposure > 0",
        "heading": "Comptes",
        "facts": (RowSpec(label="Échu", text="{overdue|euro.0}"),),
        "count": 12,
        "classes": 3,
        "ask": ClassSpec(**asked),
        "queues": (
            QueueSpec(name="used", worth="late_unexplained", formula="10"),
            QueueSpec(name="used_exposure", worth="exposure", formula="10"),
        ),
    }
    return Classing(**{**made, **more})


def test_the_four_largest_calls_fill_forty_minutes():
    written = exercise()
    question = written.question(WORLD)

    assert faults(written) == ()
    assert flaws(question) == ()
    by_worth = sorted(
        (
            (context(WORLD, customer, ()).figures.get("late_unexplained"), part_name(customer))
            for customer in WORLD.portfolio.customers
            if customer.id in question.customers
        ),
        reverse=True,
    )
    right = {judge.part.name: judge.right for judge in question.judges}
    assert [right[name] for _, name in by_worth] == ["today"] * 4 + ["later"] * 4 + ["none"] * 4


def test_each_account_is_graded_apart_and_the_mistake_is_named():
    question = exercise().question(WORLD)
    right = {judge.part.name: judge.right for judge in question.judges}
    (wrong, code), *_ = [
        (judge.part.name, sample.raw)
        for judge in question.judges
        for sample in judge.samples()
        if sample.code == "ENCOURS"
    ]

    grading = question.grade({**right, wrong: code})

    assert question.grade(right).fraction == 1
    assert grading.fraction == Fraction(11 + Fraction(1, 4), 12)
    assert grading.part(wrong).code == "ENCOURS"
    assert "non" in grading.part(wrong).feedback


def test_a_portfolio_with_too_few_accounts_is_refused():
    with pytest.raises(NoSuitableCustomer):
        exercise(count=61).question(WORLD)


def test_a_queue_is_a_name_for_what_is_asked_and_not_for_who_suits():
    (fault,) = faults(exercise(where="used > 0"))
    assert (fault.path, fault.code, fault.seen) == (("where",), "unknown_name", "used")
    queues = (QueueSpec(name="used", worth="nobody", formula="10"),)
    ask = exercise().ask
    plain = ClassSpec(name="account", label="{name}", formula="used", bands=ask.bands)
    (fault,) = faults(exercise(queues=queues, ask=plain))
    assert (fault.path, fault.seen) == (("queues", 0, "worth"), "nobody")
