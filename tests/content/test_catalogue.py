"""The loader: a clean folder, each fault named at its line, the real content."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from simulator.content.catalogue import load
from simulator.content.problems import Level, Problem, errors
from simulator.domain.refusals import MissingRate
from tests.content import site

ROOT = Path(__file__).resolve().parents[2] / "content"


def test_a_clean_folder_has_no_problem(tmp_path):
    catalogue, problems = load(site.write(tmp_path))
    assert problems == []
    assert list(catalogue.modules) == ["essai"]
    assert list(catalogue.lessons) == ["premiere"]
    assert catalogue.exercises["feuille"].feedback == {"right": "Oui."}
    assert [question.id for question in catalogue.questions()] == ["premiere-question"]
    assert catalogue.programmes["P"].covers() == {"P/1.1"}
    assert catalogue.words == {"terms": {"30j": "30 jours"}}
    assert catalogue.figures == {"customer_count": "nombre de clients"}


def test_rates_become_a_law_book(tmp_path):
    catalogue, _ = load(site.write(tmp_path))
    assert catalogue.law.on("taux", date(2026, 6, 30)).value == Decimal("0.0262")
    assert catalogue.law.on("taux", date(2030, 1, 1)).confidence == "probable"
    with pytest.raises(MissingRate):
        catalogue.law.on("taux", date(2025, 12, 31))


def replaced(name, old, new):
    text = site.FILES[site.SHORT[name]]
    assert old in text
    return {name: text.replace(old, new)}


REFUSED = [
    # module
    (replaced("module", "order: 1", "order: un"), "record-int-parsing", 3),
    (replaced("module", "minutes: 30\n", ""), "record-missing", 1),
    (replaced("module", "title: Essai", "titre: Essai"), "record-unexpected-keyword-argument", 2),
    (replaced("module", "order: 1", "order: 1\norder: 2"), "yaml-duplicate-key", 4),
    (replaced("module", "[premiere]", "premiere"), "record-tuple-type", 6),
    (replaced("module", "[premiere]", "[premiere, autre]"), "unknown-id", 6),
    (replaced("module", "[premiere]", "[]"), "not-listed", 6),
    (replaced("module", "quiz-essai", "quiz-autre"), "unknown-quiz", 8),
    (replaced("module", "id: essai", "id: Essai"), "bad-id", 1),
    (replaced("module", "objectives: [essayer]", "objectives: [essayer"), "yaml-syntax", 6),
    (replaced("module", site.MODULE, ""), "yaml-empty", 1),
    ({"module": None}, "module-missing", 1),
    # lesson
    (replaced("lesson", "---\nid", "id"), "lesson-head", 1),
    (replaced("lesson", "minutes: 5", "minutes: cinq"), "record-int-parsing", 4),
    (replaced("lesson", "id: premiere", "id: Premiere"), "bad-id", 2),
    (
        replaced("lesson", "updated: 2026-11-21", "updated: hier"),
        "record-date-from-datetime-parsing",
        7,
    ),
    (replaced("lesson", "customer_count", "client_count"), "unknown-figure", 12),
    (replaced("lesson", "exercice:feuille", "exercice:autre"), "dead-link", 1),
    (replaced("lesson", "::: memo", "::: mémo"), "lesson-box", 14),
    (replaced("lesson", "## Un titre", "# Un titre"), "lesson-heading-one", 10),
    (replaced("lesson", "## Un titre", "### Un titre"), "lesson-heading-skipped", 10),
    (replaced("lesson", "$N = 2 R_1$", "$\\frac{1$"), "lesson-maths", 15),
    (replaced("lesson", "$N = 2 R_1$", "$x^$"), "lesson-maths", 15),
    (replaced("lesson", "Retenez", "![x](y.png)"), "lesson-image", 15),
    (replaced("lesson", "[P/1.1]", "[P/9.9]"), "unknown-topic", 1),
    (replaced("lesson", "id: premiere\n", "id: [\n"), "yaml-syntax", 4),
    # exercise
    (replaced("exercise", "type: worksheet", "type: sheet"), "exercise-type", 1),
    (replaced("exercise", "type: worksheet\n", ""), "exercise-type", 1),
    (replaced("exercise", "id: feuille", "id: Feuille"), "bad-id", 2),
    (replaced("exercise", "ebe / FL", "ebe / CA_HT"), "exercise-unknown-name", 13),
    (replaced("exercise", "ebe / FL", "ebe /"), "exercise-formula-syntax", 13),
    (replaced("exercise", "measure: percent", "measure: pourcent"), "exercise-unknown-measure", 14),
    (replaced("exercise", '"0.01"', '"un"'), "record-fraction-parsing", 15),
    (replaced("exercise", "{name}", "{nom}"), "exercise-unknown-name", 9),
    (
        replaced("exercise", "parts:", "keeps: {rounded: 1/2}\nparts:"),
        "record-unexpected-keyword-argument",
        10,
    ),
    (replaced("exercise", "parts:", "keeps: {unit: 2}\nparts:"), "exercise-out-of-range", 10),
    (replaced("exercise", "difficulty: 1", "difficulty: 9"), "exercise-out-of-range", 5),
    (replaced("exercise", "[P/1.1]", "[P/1.2]"), "unknown-topic", 6),
    (replaced("exercise", "parts:\n", "parts:\n  - un\n"), "record-dataclass-type", 11),
    # quiz
    (replaced("quiz", ", right: true", ""), "quiz-rights", 4),
    (replaced("quiz", "why: non", "right: true, why: non"), "quiz-rights", 4),
    (replaced("quiz", ", why: non", ""), "quiz-why", 11),
    (replaced("quiz", "    explanation: Un seul.\n", ""), "quiz-explained", 4),
    (replaced("quiz", "kind: single", "kind: unique"), "record-enum", 5),
    (replaced("quiz", "level: 1", "level: 7"), "quiz-level", 6),
    (replaced("quiz", "tags: [P/1.1]", "tags: []"), "quiz-tags", 7),
    (replaced("quiz", "[P/1.1]", "[P/3.1]"), "unknown-topic", 7),
    (replaced("quiz", "id: quiz-essai", "id: Quiz"), "bad-id", 1),
    (replaced("quiz", "title: Quiz\n", ""), "record-missing", 1),
    (replaced("quiz", "right: true", "right: oui"), "record-bool-parsing", 10),
    # programme
    (replaced("programme", "day: 1", "day: 2"), "programme-day", 11),
    (replaced("programme", 'topics: ["1.1"]', 'topics: ["1.2"]'), "programme-topic", 11),
    (replaced("programme", "lesson:premiere", "lesson:autre"), "unknown-activity", 11),
    (
        replaced(
            "programme", "half_days:", '  - {id: "1.1", label: bis, needs: [quiz]}\nhalf_days:'
        ),
        "programme-topic",
        10,
    ),
    (replaced("programme", "days: 1", "days: un"), "record-int-parsing", 3),
    # rates
    (replaced("rates", "name: taux", "name: autre"), "rates-name", 1),
    (replaced("rates", "end: 2026-06-30", "end: 2025-06-30"), "rates-period", 4),
    (replaced("rates", "end: 2026-06-30", "end: 2026-07-01"), "rates-overlap", 5),
    (replaced("rates", "end: 2026-06-30, ", ""), "rates-overlap", 5),
    (replaced("rates", "0.0262", "beaucoup"), "record-decimal-parsing", 4),
    (replaced("rates", "certain", "sûr"), "record-enum", 4),
    # figures
    (replaced("figures", "customer_count", "hat_count"), "figure-not-computed", 2),
    (
        replaced("figures", "words:", "  - {name: customer_count, label: bis}\nwords:"),
        "figure-twice",
        3,
    ),
    (replaced("figures", "label:", "libelle:"), "record-missing", 2),
]


@pytest.mark.parametrize(("changed", "code", "line"), REFUSED)
def test_a_fault_is_named_at_its_file_and_line(tmp_path, changed, code, line):
    _, problems = load(site.write(tmp_path, **changed))
    (name,) = changed
    found = [(one.file, one.code, one.line) for one in errors(problems)]
    assert (site.SHORT[name], code, line) in found

    for one in problems:
        assert one.sentence
        assert "\n" not in str(one)
        assert "{" not in one.sentence


def test_all_the_faults_come_at_once(tmp_path):
    root = site.write(
        tmp_path,
        module=site.MODULE.replace("minutes: 30\n", "").replace("order: 1", "order: un"),
        rates=site.RATES.replace("name: taux", "name: autre"),
    )
    _, problems = load(root)
    assert {"record-missing", "record-int-parsing", "rates-name"} <= {one.code for one in problems}


def test_the_typography_of_a_lesson_is_a_warning_at_its_line(tmp_path):
    root = site.write(tmp_path, lesson=site.LESSON.replace("Retenez", "Retenez !\nOui ?"))
    catalogue, problems = load(root)
    assert [(one.code, one.line) for one in problems] == [("typo-space", 15), ("typo-space", 16)]
    assert errors(problems) == []
    assert "premiere" in catalogue.lessons


def test_ids_are_unique_across_modules(tmp_path):
    root = site.write(tmp_path)
    for file in list(root.glob("modules/01-essai/**/*")):
        if file.is_file():
            copy = root / "modules" / "02-copie" / file.relative_to(root / "modules" / "01-essai")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    quiz = root / "modules" / "02-copie" / "quiz.yaml"
    quiz.write_text(site.QUIZ.replace("quiz-essai", "autre"), encoding="utf-8")
    (root / "programmes" / "copie.yaml").write_text(site.PROGRAMME, encoding="utf-8")
    (root / "rates" / "copie.yaml").write_text(site.RATES, encoding="utf-8")
    _, problems = load(root)
    twice = sorted(one.file for one in problems if one.code == "duplicate-id")
    assert twice == [
        "modules/02-copie/exercises/feuille.yaml",
        "modules/02-copie/lessons/01-premiere.md",
        "modules/02-copie/module.yaml",
        "modules/02-copie/quiz.yaml",
        "programmes/p.yaml",
        "rates/taux.yaml",
    ]


def test_a_folder_may_have_no_quiz_nor_figures(tmp_path):
    root = site.write(
        tmp_path,
        quiz=None,
        figures=None,
        module=site.MODULE.replace("quiz: quiz-essai\n", ""),
        lesson=site.LESSON.replace("{{ customer_count }}", "des"),
    )
    catalogue, problems = load(root)
    assert problems == []
    assert catalogue.quizzes == {}


def test_a_problem_is_shown_as_editors_like_it():
    one = Problem("a.yaml", 3, "code", "Une phrase.", "Un conseil.", Level.WARNING)
    assert str(one) == "a.yaml:3: warning [code] Une phrase. — Un conseil."
    assert errors([one]) == []


def test_the_exercises_and_lessons_of_module_10_load_without_an_error():
    catalogue, problems = load(ROOT)
    mine = [one for one in errors(problems) if one.file.startswith("modules/10-evaluer")]
    assert mine == []
    assert len(catalogue.modules["evaluer-le-risque"].exercises) == 8
    assert sum(len(one.topics) for one in catalogue.programmes.values()) == 142


def test_the_shared_files_load_without_an_error():
    _, problems = load(ROOT)
    shared = [
        one for one in errors(problems) if one.file.startswith(("rates", "programmes", "figures"))
    ]
    assert shared == []
