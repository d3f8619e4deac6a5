"""Formulas judged on the data shown and on data that nobody sees."""

from dataclasses import replace
from fractions import Fraction

import pytest

from simulator.domain.exercises.builder import CONSTANT, LUCKY, FormulaBuilder
from simulator.domain.exercises.context import Degenerate
from simulator.domain.exercises.question import Verdict
from simulator.domain.exercises.world import World
from tests import make
from tests.domain.exercises.examples import BUILDER

WORLD = World(make.portfolio(3, 40))
ASKED = BUILDER.question(WORLD)
(JUDGE,) = ASKED.judges


def judged(text):
    return JUDGE.judge(text, {})


@pytest.mark.parametrize(
    "text",
    [
        '=SOMME.SI.ENS(Reste;Échéance;"<"&Jour)',
        '=somme.si(echeance;"<"&jour;reste)',
        '=SOMME.SI($D$2:$D$99;"<"&Jour;$F$2:$F$99)',
        "=SOMMEPROD((Échéance<Jour)*Reste)",
        "SOMME(SI(Échéance<Jour;Reste;0))",
    ],
)
def test_every_right_way_to_write_it_earns_everything(text):
    assert judged(text).verdict is Verdict.RIGHT


def test_the_sheet_that_is_shown_is_the_one_that_is_computed():
    lines = [row.cells for row in ASKED.documents[0].rows]

    def cents(text):
        return Fraction("".join(c for c in text if c.isdigit()))

    total = sum(cents(cells[5]) for cells in lines)
    assert judged("=SOMME(F:F)").echo.startswith("=SOMME(F:F) donne ")
    shown = judged("=SOMME(F:F)").echo.removeprefix("=SOMME(F:F) donne ")
    assert cents(shown) == total


def test_a_number_typed_earns_nothing_even_when_it_is_right():
    value = f"{float(JUDGE.values[0]):.2f}".replace(".", ",")

    found = judged(f"={value}")
    assert (found.verdict, found.code, found.fraction) == (Verdict.MISTAKE, CONSTANT, 0)


def test_a_formula_right_on_these_lines_only_is_named():
    value = f"{float(JUDGE.values[0]):.2f}".replace(".", ",")

    found = judged(f"={value}+0*SOMME(Reste)")
    assert (found.code, found.fraction, found.feedback) == (LUCKY, Fraction(1, 4), "Par chance.")


def test_a_wrong_formula_is_told_what_it_gives():
    found = judged("=NB(Reste)")

    assert (found.verdict, found.fraction) == (Verdict.WRONG, 0)
    assert found.feedback.startswith("Vous trouvez ")
    assert judged("=1/0*Jour").echo.endswith("#DIV/0!")


def test_what_cannot_be_read_is_sent_back_with_its_reason():
    assert judged("=SOMME(").reason == "syntax"
    assert judged("=Solde").reason == "unknown_name:Solde"
    assert JUDGE.blank({}).verdict is Verdict.BLANK


def test_a_mistake_that_gives_the_right_value_is_left_out():
    assert [path.code for path in JUDGE.wrong] == ["TOUT"]


def test_a_formula_without_a_value_makes_no_question():
    customers = tuple(WORLD.portfolio.customers[number] for number in ASKED.customers)
    for excel in ("=1/0", "=0*SOMME(Reste)", "=1", '="a"'):
        part = replace(BUILDER.parts[0], excel=excel, mistakes=())
        with pytest.raises(Degenerate):
            replace(BUILDER, parts=(part,)).build(WORLD, customers, 0)
    with pytest.raises(Degenerate):
        replace(BUILDER, parts=BUILDER.parts).build(WORLD, customers[:1] * 0 or customers[:0], 0)


def test_too_few_customers_make_no_draw():
    assert isinstance(BUILDER, FormulaBuilder)
    assert replace(BUILDER, count=4).question(WORLD).customers
