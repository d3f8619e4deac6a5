"""Checks between lessons: said twice, not explained, too long, out of reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.content.catalogue import load
from tests.content import site

TWICE = "Une relance utile nomme la facture, la date et la somme attendue."
SECOND = site.LESSON.replace("premiere", "seconde")
FOLDER = "modules/01-essai"


def written(root: Path, **files: str) -> set[tuple[str, str, int]]:
    """Write the small course with two lessons; return (code, file, line) of what is wrong."""
    site.write(root)
    module = site.MODULE.replace("[premiere]", "[premiere, seconde]")
    programme = site.PROGRAMME.replace('"lesson:premiere"', '"lesson:premiere", "lesson:seconde"')
    texts = {"module": module, "programme": programme, "first": site.LESSON, "second": SECOND}
    texts.update(files)
    (root / FOLDER / "module.yaml").write_text(texts["module"], encoding="utf-8")
    (root / FOLDER / "lessons/01-premiere.md").write_text(texts["first"], encoding="utf-8")
    (root / FOLDER / "lessons/02-seconde.md").write_text(texts["second"], encoding="utf-8")
    for path in (root / "programmes").glob("*.yaml"):
        path.write_text(texts["programme"], encoding="utf-8")
    if "glossary" in texts:
        (root / "glossary.yaml").write_text(texts["glossary"], encoding="utf-8")
    _, problems = load(root)
    return {(one.code, Path(one.file).name, one.line) for one in problems}


def test_two_lessons_may_say_short_things_alike(tmp_path):
    assert written(tmp_path) == set()


def test_a_sentence_of_another_lesson_is_named_at_its_line(tmp_path):
    first = f"{site.LESSON}\n{TWICE}\n"
    second = f"{SECOND}\nDu neuf. {TWICE.replace('nomme', '**nomme**')}\n"
    assert written(tmp_path, first=first, second=second) == {
        ("shared-sentence", "02-seconde.md", len(second.splitlines()))
    }
    assert written(tmp_path, first=f"{first}\n{TWICE}\n") == set()  # said again in one lesson


def test_a_lesson_that_nothing_opens_is_an_orphan_and_a_link_reaches_it(tmp_path):
    assert written(tmp_path, programme=site.PROGRAMME) == {("orphan-lesson", "02-seconde.md", 1)}
    linked = f"{site.LESSON}\nVoyez [la suite](lecon:seconde).\n"
    assert written(tmp_path, programme=site.PROGRAMME, first=linked) == set()
    itself = f"{SECOND}\nVoyez [ceci](lecon:seconde).\n"
    assert ("orphan-lesson", "02-seconde.md", 1) in written(
        tmp_path, programme=site.PROGRAMME, second=itself
    )


def test_a_source_has_a_level_of_proof(tmp_path):
    def found(source: str) -> set[str]:
        text = site.LESSON.replace("sources: []", f"sources: ['{source}']")
        return {code for code, _, _ in written(tmp_path, first=text)}

    assert found("Code civil, art. 1342-10 — certain") == set()
    assert found("Usage de place — Discuté") == set()
    assert found("Une page lue un jour") == {"source-level"}


def test_a_figure_is_traced_to_its_publisher(tmp_path):
    said = "Selon l’Ifop, 78\u202f% renoncent\u202f; l’Ifop le redit à 12\u202f%. Coface existe."
    first = f"{site.LESSON}\n{said}\n\nSelon l’Ifop encore, 3 jours.\n"
    line = len(f"{site.LESSON}\n{said}".splitlines())
    assert ("untraced-figure", "01-premiere.md", line) in written(tmp_path, first=first)
    once = [one for one in written(tmp_path, first=first) if one[0] == "untraced-figure"]
    assert once == [("untraced-figure", "01-premiere.md", line)]  # once for each publisher
    cited = first.replace("sources: []", "sources: ['Ifop et Coface, 2019 — probable']")
    assert written(tmp_path, first=cited) == set()


def test_a_lesson_must_be_read_in_its_minutes(tmp_path):
    def found(extra: int) -> set[tuple[str, str, int]]:
        return written(tmp_path, second=f"{SECOND}\n{'mot ' * extra}\n")

    assert ("lesson-length", "02-seconde.md", 1) in found(460)  # more than 5 × 90
    assert found(400) == set()


GLOSSARY = 'terms:\n  - {term: "délai clients (DSO)", definition: "Des jours."}\n'


@pytest.mark.parametrize(
    ("text", "faulty"),
    [
        ("Le DSO baisse.", False),
        ("Le ZZZ baisse.", True),
        ("Le ZZZ baisse, le ZZZ remonte.", True),
        ("Le zèbre zélé zigzague (ZZZ) et le ZZZ baisse.", False),
        ("## Le ZZZ\n\nLe ZZZ baisse.", False),
        ("Titre IV, tome XII.", False),
        ("Soit $ZZZ$ le score.", False),
        ("Le code R-ZZZ et ZZZ-4.", False),
    ],
)
def test_an_acronym_is_in_the_glossary_or_spelt_out(tmp_path, text, faulty):
    second = f"{SECOND}\n{text}\n"
    found = written(tmp_path, second=second, glossary=GLOSSARY)
    place = ("undefined-acronym", "02-seconde.md", len(second.splitlines()))
    assert found == ({place} if faulty else set())


def test_without_a_glossary_no_acronym_is_asked_for(tmp_path):
    assert written(tmp_path, second=f"{SECOND}\nLe ZZZ baisse.\n") == set()
