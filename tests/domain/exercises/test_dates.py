"""Dates: functions of formulas, judging a date, the type."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from simulator.domain.dates import to_day
from simulator.domain.exercises.checks import faults
from simulator.domain.exercises.context import Degenerate, NoSuitableCustomer
from simulator.domain.exercises.formula import parse
from simulator.domain.exercises.moment import DateJudge
from simulator.domain.exercises.number import WrongPath
from simulator.domain.exercises.question import Earlier, Part, PartKind, Verdict
from simulator.domain.exercises.texts import Texts
from simulator.domain.exercises.world import World
from simulator.domain.results import NotComputable
from tests import make
from tests.domain.exercises.examples import DATES, number

WORLD = World(make.portfolio(1, 40))


def day(*parts):
    return Fraction(to_day(date(*parts)))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("add_months(start, 1)", day(2026, 2, 28)),
        ("end_of_month(start)", day(2026, 1, 31)),
        ("start + 45", day(2026, 3, 17)),
        ("working_day(start)", day(2026, 2, 2)),
        ("working_day_before(start)", day(2026, 1, 30)),
        # 1 May is a holiday, a Friday in 2026: the next worked day is Monday the fourth
        ("working_day(start + 90)", day(2026, 5, 4)),
        ("working_day_before(start + 90)", day(2026, 4, 30)),
    ],
)
def test_formulas_count_days(formula, expected):
    # 31 January 2026 is a Saturday
    assert parse(formula).value({"start": day(2026, 1, 31)}) == expected


def test_a_date_out_of_the_calendar_has_no_result():
    found = parse("add_months(start, 12 * 9000)").value({"start": day(2026, 1, 31)})
    assert found == NotComputable("date_out_of_range")


def judge(**more):
    figures = {"start": day(2026, 8, 26)}
    formula = parse("working_day(add_months(start, 3))")
    wrong = parse("add_months(start, 6)")
    given = {
        "part": Part("limit", PartKind.DATE, "Limite", Fraction(1)),
        "formula": formula,
        "value": formula.value(figures),
        "figures": figures,
        "texts": Texts({}, figures),
        "depends": {"start": "start"},
        "wrong_paths": (
            WrongPath(
                "SIX_MOIS",
                wrong,
                wrong.value(figures),
                Fraction(1, 4),
                "{given} : {gap} de trop, {expected}",
            ),
        ),
        "feedback": {"wrong": "Écart {gap}."},
    }
    return DateJudge(**{**given, **more})


def test_a_date_is_right_in_any_writing():
    for raw in ("26/11/2026", "2026-11-26", "26 novembre 2026"):
        found = judge().judge(raw, {})
        assert (found.verdict, found.echo) == (Verdict.RIGHT, "26 novembre 2026")
        assert found.carries == Earlier(day(2026, 11, 26), sound=True)


def test_a_foreseen_date_has_its_code_and_its_gap_in_days():
    found = judge().judge("26 février 2027", {})
    assert (found.verdict, found.code, found.fraction) == (
        Verdict.MISTAKE,
        "SIX_MOIS",
        Fraction(1, 4),
    )
    assert found.feedback == "26 février 2027 : 92\u202fj de trop, 26 novembre 2026"


def test_another_date_is_wrong_and_what_is_no_date_is_sent_back():
    found = judge().judge("1er décembre 2026", {})
    assert (found.verdict, found.feedback) == (Verdict.WRONG, "Écart 5\u202fj.")
    assert found.carries == Earlier(day(2026, 12, 1), sound=False)
    sent = judge().judge("31/02/2027", {})
    assert (sent.verdict, sent.reason) == (Verdict.UNREADABLE, "not_a_date")


def test_an_error_is_carried_forward_inside_a_year():
    earlier = {"start": Earlier(day(2026, 9, 10), sound=False)}
    found = judge().judge("10/12/2026", earlier)
    assert (found.verdict, found.fraction) == (Verdict.CARRIED, Fraction(4, 5))
    assert judge().judge("10/03/2027", earlier).code == "SIX_MOIS"
    far = judge().judge("10/12/2036", earlier)
    assert far.carries == Earlier(day(2026, 12, 10), sound=False)
    blank = judge().blank(earlier)
    assert (blank.verdict, blank.carries) == (
        Verdict.BLANK,
        Earlier(day(2026, 12, 10), sound=False),
    )


def test_a_start_out_of_the_calendar_keeps_the_right_date():
    earlier = {"start": Earlier(day(9999, 12, 31), sound=False)}
    assert judge().judge("26/11/2026", earlier).verdict is Verdict.RIGHT
    assert judge().blank(earlier).carries == Earlier(day(2026, 11, 26), sound=False)


def test_figures_follow_dates_and_errors_are_carried_across():
    asked = DATES.question(WORLD)
    first, then, days = asked.judges
    late = first.value + 1
    moved = parse("add_months(start, 1)").value({"start": late})
    issued = first.figures["last_issued"]
    raw = {
        "first": shown(late),
        "then": shown(moved),
        "days": str(int(moved - issued)),
    }
    graded = asked.grade(raw)
    assert graded.part("then").verdict is Verdict.CARRIED
    assert graded.part("days").verdict in (Verdict.CARRIED, Verdict.RIGHT)
    assert asked.solution[0].computed == ""
    assert days.value == then.value - issued


def shown(value):
    return date.fromordinal(date(1970, 1, 1).toordinal() + int(value)).isoformat()


def test_a_date_that_disagrees_with_the_house_is_refused():
    other = replace(DATES.parts[0], agrees="last_due_b")
    sheet = replace(DATES, parts=(other,), figures=())
    with pytest.raises(Degenerate) as caught:
        sheet.build(WORLD, (WORLD.portfolio.customers[0],), 0)
    assert caught.value.reason == "disagrees"


def test_without_the_law_a_legal_date_does_not_exist():
    legal = replace(DATES.parts[0], formula="declare_by", agrees="", mistakes=())
    with pytest.raises(NoSuitableCustomer):
        replace(DATES, parts=(legal,), figures=()).question(WORLD)


def test_faults_of_dates_are_named():
    figure = number("late", "then - ghost", measure="date")
    wrong = replace(
        DATES,
        parts=(replace(DATES.parts[0], formula="then"), DATES.parts[1]),
        figures=(figure, number("after", "then - first", measure="days")),
    )
    assert {(fault.path, fault.code) for fault in faults(wrong)} == {
        (("parts", 0, "formula"), "unknown_name"),
        (("figures", 0, "formula"), "unknown_name"),
        (("figures", 0, "measure"), "unknown_measure"),
    }


def test_texts_write_dates_in_words():
    texts = Texts({}, {"as_of": day(2026, 11, 1)})
    assert texts.fill("{as_of}, {as_of|date}") == "1er novembre 2026, 1er novembre 2026"
    assert texts.operand("as_of") == "1er novembre 2026"
    assert texts.fill("{judgment_on}") == "—"
