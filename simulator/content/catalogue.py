"""The whole content, read once: immutable, with every fault of every file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from simulator.content.course import check_course
from simulator.content.drawings import Drawing, read_drawing
from simulator.content.exercises import ExerciseFile, read_exercise
from simulator.content.figures import FigureFile, read_figures
from simulator.content.glossary import Glossary, read_glossary
from simulator.content.letters import load_letters
from simulator.content.modules import Lesson, Module, links_of, read_lesson, read_module
from simulator.content.negotiations import load_negotiations
from simulator.content.notes import LessonNotes, read_notes
from simulator.content.problems import Problem
from simulator.content.programmes import Programme, read_programme
from simulator.content.quizzes import read_quiz
from simulator.content.rates import read_rates
from simulator.content.yaml_text import Path as Place
from simulator.content.yaml_text import Source
from simulator.domain.exercises.types import AnyExercise
from simulator.domain.negotiation.script import Script
from simulator.domain.quiz.question import Quiz, QuizQuestion
from simulator.domain.rates import LawBook, RateTable


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that was read, by id; what was faulty is left out."""

    modules: Mapping[str, Module]
    lessons: Mapping[str, Lesson]
    exercises: Mapping[str, AnyExercise]
    quizzes: Mapping[str, Quiz]
    programmes: Mapping[str, Programme]
    law: LawBook
    words: Mapping[str, Mapping[str, str]]
    figures: Mapping[str, str]
    negotiations: Mapping[str, Script] = field(default_factory=dict)
    notes: Mapping[str, LessonNotes] = field(default_factory=dict)
    glossary: Glossary = field(default_factory=Glossary)
    debriefs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What to ask at the end of a module, by the id of each of its lessons."""

    def questions(self) -> Iterator[QuizQuestion]:
        """Yield every quiz question."""
        for quiz in self.quizzes.values():
            yield from quiz.questions


@dataclass(slots=True)
class _Loading:
    """What was read so far, the references to check at the end, the faults."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    figures: FigureFile = field(default_factory=FigureFile)
    modules: dict[str, Module] = field(default_factory=dict)
    lessons: dict[str, Lesson] = field(default_factory=dict)
    exercises: dict[str, AnyExercise] = field(default_factory=dict)
    quizzes: dict[str, Quiz] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    tables: dict[str, RateTable] = field(default_factory=dict)
    negotiations: dict[str, Script] = field(default_factory=dict)
    notes: dict[str, LessonNotes] = field(default_factory=dict)
    glossary: Glossary = field(default_factory=Glossary)
    debriefs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    programme_sources: dict[str, Source] = field(default_factory=dict)
    covered: list[tuple[Source, Place, str]] = field(default_factory=list)
    question_ids: dict[str, str] = field(default_factory=dict)

    def name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def twice(self, known: Mapping[str, object], key: str, file: str, line: int) -> bool:
        """Refuse an id that another file has."""
        if key in known:
            sentence = f"L'identifiant « {key} » est déjà pris."
            self.problems.append(Problem(file, line, "duplicate-id", sentence))
        return key in known


def load(root: Path) -> tuple[Catalogue, list[Problem]]:
    """Read a content folder; never raises on a faulty file. Problems come in order of place."""
    loading = _Loading(root)
    figures = root / "figures.yaml"
    if figures.is_file():
        loading.figures, problems = read_figures(figures, loading.name(figures))
        loading.problems += problems
    glossary = root / "glossary.yaml"
    if glossary.is_file():
        loading.glossary, problems = read_glossary(glossary, loading.name(glossary))
        loading.problems += problems
    _programmes(loading)
    _rates(loading)
    for folder in sorted((root / "modules").glob("*/")):
        _module(loading, folder)
    _negotiations(loading)
    loading.problems += load_letters(root / "letters", "letters")[1]
    loading.problems += _links(loading)
    loading.problems += _topics(loading)
    loading.problems += _activities(loading)
    loading.problems += check_course(loading.lessons, loading.programmes, loading.glossary)
    catalogue = Catalogue(
        modules=dict(sorted(loading.modules.items(), key=lambda item: item[1].order)),
        lessons=loading.lessons,
        exercises=loading.exercises,
        quizzes=loading.quizzes,
        programmes=loading.programmes,
        law=LawBook(loading.tables),
        words=loading.figures.words,
        figures={one.name: one.label for one in loading.figures.figures},
        negotiations=loading.negotiations,
        notes=loading.notes,
        glossary=loading.glossary,
        debriefs=loading.debriefs,
    )
    return catalogue, sorted(set(loading.problems))


def _programmes(loading: _Loading) -> None:
    for path in sorted((loading.root / "programmes").glob("*.yaml")):
        file = loading.name(path)
        programme, source, problems = read_programme(path, file)
        loading.problems += problems
        if programme is not None and not loading.twice(loading.programmes, programme.id, file, 1):
            loading.programmes[programme.id] = programme
            loading.programme_sources[programme.id] = source


def _rates(loading: _Loading) -> None:
    for path in sorted((loading.root / "rates").glob("*.yaml")):
        file = loading.name(path)
        table, problems = read_rates(path, file)
        loading.problems += problems
        if table is not None and not loading.twice(loading.tables, table.name, file, 1):
            loading.tables[table.name] = table


def _negotiations(loading: _Loading) -> None:
    """Read the scripts of calls, which stand beside the content, among the scenarios."""
    folder = loading.root.parent / "scenarios" / "negotiations"
    if folder.is_dir():
        found, problems = load_negotiations(folder)
        loading.problems += problems
        loading.negotiations.update(found.scripts)
        for script in found.scripts.values():
            head = Source(f"negotiations/{script.id}.yaml", {}, {})
            loading.covered += [(head, (), topic) for topic in script.covers]


def _module(loading: _Loading, folder: Path) -> None:
    described = folder / "module.yaml"
    if not described.is_file():
        file = loading.name(described)
        loading.problems.append(Problem(file, 1, "module-missing", "Il manque module.yaml."))
        return
    module, source, problems = read_module(described, loading.name(described))
    loading.problems += problems
    lessons = list(_lessons(loading, folder))
    exercises = list(_exercises(loading, folder))
    quiz = _quizzes(loading, folder)
    _notes(loading, folder, lessons)
    if module is None or loading.twice(loading.modules, module.id, source.file, 1):
        return
    loading.modules[module.id] = module
    _listed(loading, source, "lessons", module.lessons, lessons)
    _listed(loading, source, "exercises", module.exercises, exercises)
    if module.quiz is not None and module.quiz != quiz:
        sentence = f"Le quiz « {module.quiz} » n'est pas dans quiz.yaml."
        loading.problems.append(source.problem(("quiz",), "unknown-quiz", sentence))


def _lessons(loading: _Loading, folder: Path) -> Iterator[str]:
    names = [figure.name for figure in loading.figures.figures]
    drawings = _drawings(loading, folder)
    used = set[str]()
    for path in sorted((folder / "lessons").glob("*.md")):
        file = loading.name(path)
        lesson, problems = read_lesson(path, file, names, drawings)
        loading.problems += problems
        used |= {drawing.name for drawing in lesson.drawings} if lesson else set()
        if lesson is None or loading.twice(loading.lessons, lesson.id, file, 1):
            continue
        loading.lessons[lesson.id] = lesson
        head = Source(file, {}, {})
        loading.covered += [(head, (), topic) for topic in lesson.covers]
        yield lesson.id
    for name in sorted(drawings.keys() - used):
        file = loading.name(folder / "figures" / f"{name}.svg")
        sentence = "Aucune leçon du module ne montre ce schéma."
        loading.problems.append(Problem(file, 1, "unused-drawing", sentence))


def _drawings(loading: _Loading, folder: Path) -> dict[str, Drawing]:
    found = {}
    for path in sorted((folder / "figures").glob("*.svg")):
        drawing, problems = read_drawing(path, loading.name(path))
        loading.problems += problems
        if drawing is not None:
            found[drawing.name] = drawing
    return found


def _notes(loading: _Loading, folder: Path, lessons: Collection[str]) -> None:
    path = folder / "notes.yaml"
    if path.is_file():
        found, problems = read_notes(path, loading.name(path), lessons)
        loading.problems += problems
        loading.notes.update({one.lesson: one for one in found.notes})
        loading.debriefs.update(dict.fromkeys(lessons, found.debrief))


def _exercises(loading: _Loading, folder: Path) -> Iterator[str]:
    for path in sorted((folder / "exercises").glob("*.yaml")):
        file = loading.name(path)
        found, source, problems = read_exercise(path, file, loading.figures.feedback)
        loading.problems += problems
        if found is None or loading.twice(loading.exercises, found.exercise.id, file, 1):
            continue
        _keep(loading, found, source)
        yield found.exercise.id


def _keep(loading: _Loading, found: ExerciseFile, source: Source) -> None:
    loading.exercises[found.exercise.id] = found.exercise
    for rank, topic in enumerate(found.exercise.covers):
        loading.covered.append((source, ("covers", rank), topic))


def _quizzes(loading: _Loading, folder: Path) -> str | None:
    """Read ``quiz.yaml``, the quiz of the module, and ``quiz-2.yaml`` … beside it."""
    for path in sorted(folder.glob("quiz-*.yaml")):
        _quiz(loading, path)
    main = folder / "quiz.yaml"
    return _quiz(loading, main) if main.is_file() else None


def _quiz(loading: _Loading, path: Path) -> str | None:
    quiz, source, problems = read_quiz(path, loading.name(path))
    loading.problems += problems
    if quiz is None or loading.twice(loading.quizzes, quiz.id, source.file, 1):
        return None
    loading.quizzes[quiz.id] = quiz
    for rank, question in enumerate(quiz.questions):
        line = source.line(("questions", rank))
        if not loading.twice(loading.question_ids, question.id, source.file, line):
            loading.question_ids[question.id] = quiz.id
        for topic in question.tags:
            loading.covered.append((source, ("questions", rank, "tags"), topic))
    return quiz.id


def _listed(
    loading: _Loading, source: Source, key: str, named: Iterable[str], found: Iterable[str]
) -> None:
    """Compare what a module names with what its folder holds."""
    named, found = list(named), list(found)
    for rank, one in enumerate(named):
        if one not in found:
            sentence = f"« {one} » n'existe pas dans le dossier {key}."
            loading.problems.append(source.problem((key, rank), "unknown-id", sentence))
    for one in found:
        if one not in named:
            sentence = f"« {one} » est dans le dossier mais pas dans la liste {key}."
            hint = "Ajoutez-le à la liste, à sa place."
            loading.problems.append(source.problem((key,), "not-listed", sentence, hint))


def _links(loading: _Loading) -> Iterator[Problem]:
    known: dict[str, Mapping[str, object]] = {
        "lecon": loading.lessons,
        "exercice": loading.exercises,
        "module": loading.modules,
    }
    for lesson in loading.lessons.values():
        for kind, target in links_of(lesson.html):
            if target not in known[kind]:
                sentence = f"Le lien « {kind}:{target} » ne mène nulle part."
                yield Problem(lesson.file, 1, "dead-link", sentence)


def _topics(loading: _Loading) -> Iterator[Problem]:
    topics = {topic for programme in loading.programmes.values() for topic in programme.covers()}
    for source, place, topic in loading.covered:
        if topic not in topics:
            sentence = f"Le sujet « {topic} » n'est dans aucun programme."
            yield source.problem(place, "unknown-topic", sentence)


def _activities(loading: _Loading) -> Iterator[Problem]:
    known: dict[str, Mapping[str, object]] = {
        "lesson": loading.lessons,
        "exercise": loading.exercises,
        "quiz": loading.quizzes,
    }
    for programme in loading.programmes.values():
        source = loading.programme_sources[programme.id]
        for rank, half in enumerate(programme.half_days):
            for place, activity in enumerate(half.activities):
                kind, _, target = activity.partition(":")
                # tools, role-plays and years are screens: the services know them, not the content
                if kind in known and target not in known[kind]:
                    sentence = f"L'activité « {activity} » n'existe pas."
                    path = ("half_days", rank, "activities", place)
                    yield source.problem(path, "unknown-activity", sentence)
