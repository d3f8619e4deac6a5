"""Letters to debtors, one a file in French and English: the library that trainees take home."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from simulator.content.modules import SLUG, bad_id
from simulator.content.problems import Problem
from simulator.content.records import fill
from simulator.content.typography import check_source
from simulator.content.yaml_text import Source, read_yaml
from simulator.domain.collection.letters import NAMES, Letter

_BRACES = re.compile(r"\{\{(.*?)\}\}|\{[%#]", re.DOTALL)


def load_letters(folder: Path, prefix: str) -> tuple[dict[str, Letter], list[Problem]]:
    """Read a folder of letters in their order; a letter with a fault is left out."""
    letters: list[Letter] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        letter, wrong = read_letter(path, f"{prefix}/{path.name}")
        problems += wrong
        if letter is not None:
            letters.append(letter)
    return {one.id: one for one in sorted(letters, key=lambda one: one.order)}, problems


def read_letter(path: Path, file: str) -> tuple[Letter | None, list[Problem]]:
    """Read one letter; English keeps its own typography."""
    source, problems = read_yaml(path.read_text(encoding="utf-8"), file)
    if isinstance(source.data, dict):
        french = {key: value for key, value in source.data.items() if key != "en"}
        problems = [*problems, *check_source(Source(file, french, source.lines))]
    record, wrong = fill(Letter, source) if source.lines else (None, [])
    problems += wrong
    if record is None:
        return None, problems
    found = list(_faults(record, source, path.stem))
    return (None if found else record), [*problems, *found]


def _faults(letter: Letter, source: Source, stem: str) -> Iterator[Problem]:
    if not SLUG.fullmatch(letter.id) or letter.id != stem:
        yield bad_id(source, letter.id)
    for language in ("fr", "en"):
        wording = letter.wording(language)
        yield from _names(source, language, ("subject",), wording.subject)
        for rank, paragraph in enumerate(wording.body):
            place = ("body", rank)
            if bool(paragraph.text) == (paragraph.sheet is not None):
                sentence = "Un paragraphe a un texte (text) ou un tableau (sheet), pas les deux."
                yield source.problem((language, *place), "letter-paragraph", sentence)
            yield from _names(source, language, place, paragraph.text)


def _names(
    source: Source, language: str, place: tuple[str | int, ...], text: str
) -> Iterator[Problem]:
    """Refuse what is not a known name: authors have no other use of braces."""
    for match in _BRACES.finditer(text):
        name = (match[1] or "").strip()
        if name not in NAMES:
            sentence = f"Le nom « {name or match[0]} » n'existe pas."
            yield source.problem((language, *place), "letter-name", sentence)
