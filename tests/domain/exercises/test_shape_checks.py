"""What an author may leave out of a formula to type, a letter or a file to annotate."""

from dataclasses import replace

import pytest

from simulator.domain.exercises.checks import faults
from tests.domain.exercises.examples import ANNOTATING, BUILDER, LETTER


def line(**more):
    return replace(ANNOTATING, lines=(replace(ANNOTATING.lines[0], **more),))


def reading(**more):
    return line(readings=(replace(ANNOTATING.lines[0].readings[0], **more),))


@pytest.mark.parametrize(
    ("exercise", "code", "path"),
    [
        (
            replace(BUILDER, parts=(replace(BUILDER.parts[0], excel="=SUM(Reste)"),)),
            "excel",
            ("parts", 0, "excel"),
        ),
        (
            replace(BUILDER, parts=(replace(BUILDER.parts[0], excel="=SOMME(Solde)"),)),
            "excel",
            ("parts", 0, "excel"),
        ),
        (replace(BUILDER, statement="Chez {name}"), "unknown_name", ("statement",)),
        (replace(BUILDER, parts=BUILDER.parts * 2), "duplicate_name", ("parts", 1, "name")),
        (replace(LETTER, mentions=()), "empty", ("mentions",)),
        (
            replace(LETTER, mentions=(replace(LETTER.mentions[0], amount=""),)),
            "empty",
            ("mentions", 0),
        ),
        (
            replace(LETTER, mentions=(replace(LETTER.mentions[0], amount="ebe +"),)),
            "formula_syntax",
            ("mentions", 0, "amount"),
        ),
        (
            replace(LETTER, forbidden=(replace(LETTER.forbidden[0], says=()),)),
            "empty",
            ("forbidden", 0, "says"),
        ),
        (line(readings=()), "empty", ("lines", 0, "readings")),
        (reading(tag="fort"), "unknown_name", ("lines", 0, "readings", 0, "tag")),
        (reading(when="ebe +"), "formula_syntax", ("lines", 0, "readings", 0, "when")),
        (reading(why="{ebit}"), "unknown_name", ("lines", 0, "readings", 0, "why")),
    ],
)
def test_a_fault_is_named_at_its_place(exercise, code, path):
    assert (code, path) in [(fault.code, fault.path) for fault in faults(exercise)]
