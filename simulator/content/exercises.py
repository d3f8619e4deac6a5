"""Exercise files: the type picks the record, the domain checks formulas, names and texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from simulator.content.figures import read_figures
from simulator.content.modules import SLUG, bad_id
from simulator.content.problems import Problem, errors
from simulator.content.records import fill
from simulator.content.typography import check_source
from simulator.content.yaml_text import Source, read_yaml
from simulator.domain.exercises.checks import Fault, faults
from simulator.domain.exercises.types import TYPES, AnyExercise
from simulator.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class ExerciseFile:
    """An exercise and the file it comes from."""

    exercise: AnyExercise
    file: str


def read_exercise(
    path: Path, file: str, feedback: Mapping[str, str]
) -> tuple[ExerciseFile | None, Source, list[Problem]]:
    """Read one exercise; ``feedback`` are the usual sentences, by verdict, that it may replace."""
    source, problems = read_yaml(path.read_text(encoding="utf-8"), file)
    problems = [*problems, *check_source(source)]
    kind = source.data.get("type") if isinstance(source.data, dict) else None
    if not isinstance(kind, str) or kind not in TYPES:
        sentence = f"Le type d'exercice « {kind} » n'existe pas." if kind else "Il manque le type."
        hint = f"Types permis : {', '.join(TYPES)}."
        return None, source, [*problems, source.problem(("type",), "exercise-type", sentence, hint)]
    exercise, wrong = fill(TYPES[kind], source)
    problems += wrong
    if exercise is None:
        return None, source, problems
    if not SLUG.fullmatch(exercise.id):
        problems.append(bad_id(source, exercise.id))
    problems += [_problem(source, fault) for fault in faults(exercise)]
    exercise = replace(exercise, feedback={**feedback, **exercise.feedback})
    return ExerciseFile(exercise, file), source, problems


_SENTENCES = {
    "excel": "La formule « {seen} » ne se lit pas comme une formule de feuille.",
    "duplicate_name": "Le nom « {seen} » est donné deux fois.",
    "bad_name": "Le nom « {seen} » n'est pas admis.",
    "bad_code": "Le code « {seen} » n'est pas admis.",
    "unknown_name": "Le nom « {seen} » est inconnu ici.",
    "unknown_entry": "L'écriture « {seen} » n'existe pas.",
    "unknown_measure": "L'unité « {seen} » n'existe pas.",
    "out_of_range": "La valeur « {seen} » est hors des bornes.",
    "empty": "La liste « {seen} » est vide.",
    "bad_bands": "Les classes ne se suivent pas.",
    "bad_cell": "La cellule « {seen} » demande une somme (of) ou une formule, et pas les deux.",
    "formula_syntax": "La formule « {seen} » n'est pas lisible.",
    "formula_too_long": "La formule est trop longue.",
    "formula_too_deep": "La formule a trop de parenthèses imbriquées.",
    "formula_not_a_number": "La formule « {seen} » contient autre chose qu'un nombre.",
    "formula_not_allowed": "La formule « {seen} » emploie une opération qui n'est pas permise.",
    "formula_arguments": "La formule « {seen} » n'a pas le bon nombre d'arguments.",
}
_HINTS = {
    "excel": "Noms de colonnes, « ; », virgule décimale, fonctions françaises (SOMME.SI.ENS…).",
    "bad_name": "Minuscules sans accent, chiffres et soulignés.",
    "bad_code": "Majuscules sans accent, chiffres et soulignés.",
    "unknown_name": "Ligne de liasse (FL, FL_1), chiffre de la maison, ou nom défini plus haut.",
    "bad_bands": "De la meilleure à la pire, « above » décroissant, aucun pour la dernière.",
    "formula_not_allowed": "Permis : + - * / ( ), comparaisons, and or not, if else, min max abs"
    " round.",
}


def _problem(source: Source, fault: Fault) -> Problem:
    sentence = _SENTENCES[fault.code].format(seen=fault.seen)
    code = f"exercise-{fault.code.replace('_', '-')}"
    return source.problem(fault.path, code, sentence, _HINTS.get(fault.code, ""))


@dataclass(eq=False)
class FaultyFile(Refusal):
    """A file that cannot be used; ``fault`` is the first one, with its file and its line."""

    fault: str


def find_exercise(root: Path, exercise_id: str) -> AnyExercise | None:
    """Read again the file of one exercise of a content folder; ``None`` when no file has it.

    ``FaultyFile`` when the file has a fault.
    """
    head = re.compile(rf"^id:\s*['\"]?{re.escape(exercise_id)}['\"]?\s*(#.*)?$", re.MULTILINE)
    for path in sorted((root / "modules").glob("*/exercises/*.yaml")):
        if head.search(path.read_text(encoding="utf-8")):
            usual, _ = read_figures(root / "figures.yaml", "figures.yaml")
            file = path.relative_to(root).as_posix()
            found, _, problems = read_exercise(path, file, usual.feedback)
            wrong = errors(problems)
            if found is None or wrong:
                raise FaultyFile(str(wrong[0]))
            return found.exercise
    return None
