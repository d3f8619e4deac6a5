"""A small spreadsheet on a few customers, for the contract of every type."""

from fractions import Fraction

from simulator.domain.exercises.specification import HintSpec, ToleranceSpec
from simulator.domain.exercises.spreadsheet import (
    CellMistakeSpec,
    CellSpec,
    ColumnSpec,
    ExtractSpec,
    Spreadsheet,
)

CENT = ToleranceSpec(absolute=Fraction(1, 100))

SPREADSHEET = Spreadsheet(
    type="spreadsheet",
    id="tableur",
    title="Essai",
    minutes=5,
    difficulty=1,
    covers=("ACC-CTX/2.6",),
    objectives=("essayer",),
    statement="Voici des clients.",
    where="exposure > 0",
    count=8,
    sheet="Réponses",
    extract=ExtractSpec(
        name="open_items",
        title="Pièces",
        as_of="Arrêté au",
        columns=tuple(
            ColumnSpec(name=name, title=name)
            for name in ("customer", "number", "issued", "due", "gross", "left")
        ),
    ),
    cells=(
        CellSpec(
            name="total",
            label="Encours",
            measure="euro",
            tolerance=CENT,
            of="left",
            reads=("left",),
            model="=SOMME({left})",
            hints=(HintSpec(text="La somme au {as_of}", price=Fraction(1, 4)),),
            mistakes=(
                CellMistakeSpec(code="NON_ECHU", among="due >= as_of", feedback="{given}"),
                CellMistakeSpec(code="PAREIL", among="1", feedback=""),
            ),
        ),
        CellSpec(
            name="overdue",
            label="Échu",
            measure="euro",
            tolerance=CENT,
            of="left",
            among="due < as_of",
            reads=("left", "due"),
            model='=SOMME.SI.ENS({left};{due};"<"&{as_of})',
        ),
        CellSpec(
            name="share",
            label="Part",
            measure="percent",
            tolerance=CENT,
            formula="overdue / total",
            places=2,
            model="={overdue}/{total}",
            mistakes=(
                CellMistakeSpec(code="INVERSE", formula="total / overdue", feedback="envers"),
                CellMistakeSpec(code="ZERO", formula="total / 0", feedback=""),
            ),
        ),
    ),
)
