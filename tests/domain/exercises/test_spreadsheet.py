"""Cells answered by formulas: the value first, then what the formula reads."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from simulator.domain.dates import to_day
from simulator.domain.exercises.behaviour import open_amounts
from simulator.domain.exercises.checks import faults
from simulator.domain.exercises.context import NoSuitableCustomer
from simulator.domain.exercises.extracts import EXTRACTS
from simulator.domain.exercises.formulas import Code, split
from simulator.domain.exercises.question import Verdict
from simulator.domain.exercises.spreadsheet import CellMistakeSpec, ColumnSpec
from simulator.domain.exercises.world import World
from tests import make
from tests.domain.exercises.example_spreadsheet import SPREADSHEET

WORLD = World(make.portfolio(1, 40))
FEEDBACK = {
    "typed": "saisi : {expected}",
    "short": "il manque {missing}",
    "elsewhere": "ne lit pas {missing}",
    "wrong": "non",
}
QUESTION = replace(SPREADSHEET, feedback=FEEDBACK).question(WORLD)
LAST = 4 + len(QUESTION.data[0].rows)
TOTAL = QUESTION.judges[0].expected
OVERDUE = QUESTION.judges[1].expected


def graded(name, raw):
    return QUESTION.grade({name: raw}).part(name)


def test_the_extract_is_the_open_invoices_of_the_customers_on_the_day():
    (table,) = QUESTION.data
    ledger, day = WORLD.portfolio.ledger, to_day(WORLD.portfolio.as_of)
    left = open_amounts(ledger, day)
    names = {row[0] for row in table.rows}
    customers = [c.id for c in WORLD.portfolio.customers if c.identity.name in names]
    rows = np.isin(ledger.documents.customer, customers) & (left > 0)
    assert len(customers) == SPREADSHEET.count
    assert sum(row[5] for row in table.rows) == int(left[rows].sum())
    assert len(table.rows) == int(rows.sum())
    assert table.note[1].value == WORLD.portfolio.as_of
    assert TOTAL.replace("\u202f", "").startswith(str(int(left[rows].sum()) // 100))


def test_values_are_those_of_the_rows():
    day = WORLD.portfolio.as_of
    late = sum(row[5] for row in QUESTION.data[0].rows if row[3] < day)
    assert QUESTION.judges[1].value == late
    assert QUESTION.judges[2].value == Fraction(late, int(QUESTION.judges[0].value))


def test_a_raw_answer_is_a_value_and_its_formula():
    assert split("1 234,56 =SOMME(A1:A3)") == ("1 234,56", "=SOMME(A1:A3)")
    assert split("12") == ("12", "")
    assert split("=A1") == ("", "=A1")


@pytest.mark.parametrize(
    "formula",
    ["=SOMME(Pièces!F5:F{last})", "=SUM('Pièces'!$F:$F)", "=SOMMEPROD(pièces!A1:H{more})"],
)
def test_a_formula_that_reads_the_column_earns_everything(formula):
    found = graded("total", f"{TOTAL} {formula.format(last=LAST, more=LAST + 9)}")
    assert (found.verdict, found.fraction) == (Verdict.RIGHT, 1)


@pytest.mark.parametrize("typed", ["", " =684603,07", ' ="A1"&12'])
def test_a_typed_number_keeps_half_and_is_told_why(typed):
    found = graded("total", TOTAL + typed)
    assert (found.verdict, found.fraction, found.code) == (
        Verdict.PARTIAL,
        Fraction(1, 2),
        Code.TYPED,
    )
    assert found.feedback == f"saisi : {TOTAL}"


def test_a_range_that_stops_early_is_named():
    found = graded("total", f"{TOTAL} =SUM(Pièces!F5:F{LAST - 1})")
    assert (found.code, found.fraction) == (Code.SHORT, Fraction(1, 2))
    assert found.feedback == f"il manque Pièces!$F$5:$F${LAST} («\u202fleft\u202f»)"


def test_a_column_that_is_not_read_is_named():
    found = graded("overdue", f"{OVERDUE} =SUM(Pièces!F5:F{LAST})")
    assert (found.code, found.fraction) == (Code.ELSEWHERE, Fraction(3, 4))
    assert found.feedback.startswith("ne lit pas Pièces!$D$5")


def test_a_wrong_value_from_a_short_range_says_both():
    found = graded("total", "12 =SUM(Pièces!F5:F6)")
    assert (found.verdict, found.fraction, found.code) == (Verdict.MISTAKE, 0, Code.SHORT)
    assert found.feedback.startswith("non il manque")


def test_a_foreseen_mistake_says_more_than_the_formula():
    asked = QUESTION.judges[0]
    wrong = next(one.raw for one in asked.samples() if one.code == "NON_ECHU")
    assert graded("total", split(wrong)[0]).code == "NON_ECHU"
    assert graded("total", "12").code == "wrong"


def test_what_cannot_be_read_is_sent_back_whatever_the_formula():
    assert graded("total", f"#DIV/0! =SUM(Pièces!F5:F{LAST})").verdict is Verdict.UNREADABLE
    assert graded("total", "=SUM(F5:F9)").verdict is Verdict.UNREADABLE
    assert graded("total", "").verdict is Verdict.BLANK


def test_errors_are_carried_to_the_cells_that_follow():
    half = f"{int(QUESTION.judges[0].value) * 2 / 100:.2f}".replace(".", ",")
    share = f"{float(QUESTION.judges[2].value) * 50:.4f}".replace(".", ",")
    found = QUESTION.grade({"total": f"{half} =SUM(Pièces!F:F)", "share": f"{share} % =B6/B5"})
    assert found.part("share").verdict is Verdict.CARRIED


def test_a_model_formula_names_the_ranges_of_the_variant():
    total, overdue, share = (step.computed for step in QUESTION.solution)
    assert total == f"=SOMME(Pièces!$F$5:$F${LAST})"
    assert overdue.endswith('"<"&Pièces!$B$2)')
    assert share == "=$B$6/$B$5"


def test_another_variant_has_other_customers():
    found = {SPREADSHEET.question(WORLD, variant).data[0].rows[0] for variant in range(5)}
    assert len(found) > 1


def test_a_small_portfolio_gives_what_it_has_and_a_tiny_one_is_refused():
    small = World(make.portfolio(2, 7))
    kept = replace(SPREADSHEET, where="1", count=20).question(small)
    assert len({row[0] for row in kept.data[0].rows}) <= 7
    with pytest.raises(NoSuitableCustomer):
        replace(SPREADSHEET, where="1").question(World(make.portfolio(2, 4)))


@pytest.mark.parametrize(
    "change",
    [
        {"of": "left", "among": "due < 0"},  # worth nothing
        {"of": "left / 0"},
        {"of": "", "formula": "as_of / 0"},
    ],
)
def test_a_cell_without_a_good_value_is_never_shown(change):
    cell = replace(SPREADSHEET.cells[0], mistakes=(), **change)
    with pytest.raises(NoSuitableCustomer):
        replace(SPREADSHEET, cells=(cell,)).question(WORLD)


def test_an_extract_of_a_few_rows_is_never_shown():
    columns = tuple(ColumnSpec(name=name, title=name) for name in ("customer", "exposure"))
    extract = replace(SPREADSHEET.extract, name="customers", columns=columns)
    cell = replace(
        SPREADSHEET.cells[0], of="exposure", reads=("exposure",), mistakes=(), model="={exposure}"
    )
    whole = replace(SPREADSHEET, extract=extract, cells=(cell,))
    assert len(whole.question(WORLD).data[0].rows) == 8
    with pytest.raises(NoSuitableCustomer):
        replace(whole, count=5).question(WORLD)


def test_customers_are_listed_with_what_they_owe():
    customers = WORLD.portfolio.customers[:8]
    lines = EXTRACTS["customers"].lines(WORLD, customers)
    assert [line.shown["customer"] for line in lines] == [c.identity.name for c in customers]
    sixth = next(line for line in lines if line.shown["customer"] == "Société 006")
    assert sixth.shown["limit"] == 0
    assert "customer" not in sixth.figures
    for line, customer in zip(lines, customers, strict=True):
        assert line.figures["exposure"] == WORLD.behaviour.row(customer.id)["open"]


def cell(**change):
    return replace(SPREADSHEET, cells=(replace(SPREADSHEET.cells[0], **change),))


@pytest.mark.parametrize(
    ("exercise", "path", "code"),
    [
        (
            replace(SPREADSHEET, extract=replace(SPREADSHEET.extract, name="rien")),
            ("extract", "name"),
            "unknown_name",
        ),
        (
            replace(
                SPREADSHEET,
                extract=replace(
                    SPREADSHEET.extract,
                    columns=(*SPREADSHEET.extract.columns, ColumnSpec(name="x", title="X")),
                ),
            ),
            ("extract", "columns", 6, "name"),
            "unknown_name",
        ),
        (replace(SPREADSHEET, cells=()), ("cells",), "empty"),
        (cell(measure="yard"), ("cells", 0, "measure"), "unknown_measure"),
        (cell(formula="as_of"), ("cells", 0, "formula"), "bad_cell"),
        (cell(of="lft"), ("cells", 0, "of"), "unknown_name"),
        (cell(among="due <"), ("cells", 0, "among"), "formula_syntax"),
        (cell(reads=("disputed",)), ("cells", 0, "reads"), "unknown_name"),
        (cell(model="={rien}"), ("cells", 0, "model"), "unknown_name"),
        (
            cell(mistakes=(CellMistakeSpec(code="bas", feedback=""),)),
            ("cells", 0, "mistakes", 0, "code"),
            "bad_code",
        ),
        (
            cell(mistakes=(CellMistakeSpec(code="A", feedback="", keeps=Fraction(2)),)),
            ("cells", 0, "mistakes", 0, "keeps"),
            "out_of_range",
        ),
        (
            cell(mistakes=(CellMistakeSpec(code="A", feedback="", formula="left"),)),
            ("cells", 0, "mistakes", 0, "formula"),
            "unknown_name",
        ),
    ],
)
def test_what_an_author_wrote_wrong_is_named(exercise, path, code):
    assert (path, code) in [(fault.path, fault.code) for fault in faults(exercise)]


def test_a_good_file_has_no_fault():
    assert faults(replace(SPREADSHEET, statement="Au {as_of}, {row_count} pièces.")) == ()
