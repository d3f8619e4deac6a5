"""Notes of the trainer: read with their module, refused with their line."""

from pathlib import Path

import pytest

from simulator.content.catalogue import load
from tests.content import site

ONE = """\
  - lesson: premiere
    say: [Dites bonjour.]
    asked: [{question: Pourquoi, answer: Parce que.}]
    traps: [Se taire.]
"""
NOTES = f"notes:\n{ONE}debrief: [Qui relance demain\u202f?]\n"


def written(root: Path, notes: str) -> Path:
    site.write(root)
    (root / "modules/01-essai/notes.yaml").write_text(notes, encoding="utf-8")
    return root


def test_the_notes_of_a_lesson_are_in_the_catalogue(tmp_path):
    catalogue, problems = load(written(tmp_path, NOTES))
    assert problems == []
    own = catalogue.notes["premiere"]
    assert (own.say, own.traps) == (("Dites bonjour.",), ("Se taire.",))
    assert own.asked[0].answer == "Parce que."
    assert catalogue.debriefs == {"premiere": ("Qui relance demain\u202f?",)}


@pytest.mark.parametrize(
    ("notes", "code", "line"),
    [
        (NOTES.replace("premiere", "autre"), "notes-lesson", 2),
        (NOTES.replace("say: [Dites bonjour.]", "say: []"), "notes-empty", 3),
        (f"notes:\n{ONE}{ONE}", "notes-twice", 6),
        (NOTES.replace("traps: [Se taire.]", "trap: [Se taire.]"), "record-missing", 2),
        ("notes: [", "yaml-syntax", 2),
    ],
)
def test_a_fault_is_said_at_its_line(tmp_path, notes, code, line):
    _, problems = load(written(tmp_path, notes))
    assert (code, line) in {(one.code, one.line) for one in problems}


def test_a_module_may_have_other_quizzes_beside_its_own(tmp_path):
    site.write(tmp_path)
    more = site.QUIZ.replace("quiz-essai", "quiz-essai-2").replace("premiere-question", "seconde")
    (tmp_path / "modules/01-essai/quiz-2.yaml").write_text(more, encoding="utf-8")
    catalogue, problems = load(tmp_path)
    assert problems == []
    assert set(catalogue.quizzes) == {"quiz-essai", "quiz-essai-2"}
    assert {one.id for one in catalogue.questions()} == {"premiere-question", "seconde"}
