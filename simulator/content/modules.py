"""Modules and lessons: the description of a module, the pages of its course."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from pathlib import Path

from simulator.content.drawings import Drawing, placed
from simulator.content.markdown import BOXES, LINKS, Heading, Page, Remark, render
from simulator.content.problems import Level, Problem
from simulator.content.records import fill
from simulator.content.typography import check_source, faults_of
from simulator.content.yaml_text import Source, read_yaml
from simulator.domain.exercises.specification import Specified

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_FIGURE = re.compile(r'<span data-figure="([A-Za-z0-9_.-]*)"></span>')
_LINK = re.compile(rf'href="({"|".join(LINKS)}):([a-z0-9-]+)(#[a-z0-9-]+)?"')


@dataclass(frozen=True, slots=True)
class Module(Specified):
    """A module of the course: its lessons and exercises by id, in order."""

    id: str
    title: str
    order: int
    minutes: int
    objectives: tuple[str, ...]
    lessons: tuple[str, ...]
    exercises: tuple[str, ...]
    quiz: str | None = None
    folder: str = ""


@dataclass(frozen=True, slots=True)
class LessonHead(Specified):
    """The front matter of a lesson."""

    id: str
    title: str
    minutes: int
    covers: tuple[str, ...]
    sources: tuple[str, ...]
    updated: date


@dataclass(frozen=True, slots=True)
class Lesson:
    """One page of the course. ``html`` waits for the reader's figures and the site's addresses."""

    id: str
    title: str
    minutes: int
    covers: tuple[str, ...]
    sources: tuple[str, ...]
    updated: date
    headings: tuple[Heading, ...]
    figures: frozenset[str]
    html: str
    file: str
    text: str = ""
    """The Markdown of the page, for what is not a page of the site."""
    starts: int = 1
    """The line of the file where it begins."""
    drawings: tuple[Drawing, ...] = ()

    def filled(
        self, figures: Mapping[str, str], address: Callable[[str, str], str] | None = None
    ) -> str:
        """Return the page for a reader: ``figures`` are already written, ``address`` makes links.

        A figure that the reader has not is a dash; ``address`` takes the kind of link (``lecon``,
        ``exercice``, ``module``) and the id.
        """

        def shown(match: re.Match[str]) -> str:
            value = escape(figures.get(match[1], "—"))
            return f'<span class="figure" data-figure="{match[1]}">{value}</span>'

        def linked(match: re.Match[str]) -> str:
            assert address is not None
            return f'href="{escape(address(match[1], match[2]))}{match[3] or ""}"'

        page = _FIGURE.sub(shown, self.html)
        return page if address is None else _LINK.sub(linked, page)


def read_module(path: Path, file: str) -> tuple[Module | None, Source, list[Problem]]:
    """Read ``module.yaml``."""
    source, problems = read_yaml(path.read_text(encoding="utf-8"), file)
    problems = [*problems, *check_source(source)]
    if not source.lines:
        return None, source, problems
    module, faults = fill(Module, source)
    problems += faults
    if module is None:
        return None, source, problems
    if not SLUG.fullmatch(module.id):
        problems.append(bad_id(source, module.id))
    return replace(module, folder=path.parent.name), source, problems


def bad_id(source: Source, given: str) -> Problem:
    """Return the problem of an id that could not stand in an address."""
    return source.problem(
        ("id",),
        "bad-id",
        f"L'identifiant « {given} » n'est pas admis.",
        "Minuscules sans accent, chiffres et tirets.",
    )


_FENCE = "---"


def read_lesson(
    path: Path, file: str, figures: Iterable[str], drawings: Mapping[str, Drawing] | None = None
) -> tuple[Lesson | None, list[Problem]]:
    """Read one lesson; ``figures`` are the names that it may quote, ``drawings`` its diagrams.

    Links are checked later.
    """
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    if lines[0].strip() != _FENCE or _FENCE not in (line.strip() for line in lines[1:]):
        hint = "Le fichier commence par une ligne « --- », puis les clés, puis « --- »."
        return None, [Problem(file, 1, "lesson-head", "L'en-tête de la leçon manque.", hint)]
    end = next(rank for rank, line in enumerate(lines[1:], 1) if line.strip() == _FENCE)
    source, problems = read_yaml("\n".join(lines[1:end]), file, offset=1)
    problems += check_source(source)
    head, faults = fill(LessonHead, source) if source.lines else (None, [])
    text = "\n".join(lines[end + 1 :])
    page, drawn = render(text), drawings or {}
    problems += _undrawn(page, file, end + 2, drawn)
    problems += [*faults, *_of_page(page, file, end + 1, frozenset(figures))]
    if head is None:
        return None, problems
    if not SLUG.fullmatch(head.id):
        problems.append(bad_id(source, head.id))
    lesson = Lesson(
        id=head.id,
        title=head.title,
        minutes=head.minutes,
        covers=head.covers,
        sources=head.sources,
        updated=head.updated,
        headings=tuple(page.headings),
        figures=frozenset(name for name, _ in page.figures),
        html=placed(page.html, drawn),
        file=file,
        text=text,
        starts=end + 2,
        drawings=tuple(drawn[name] for name, _ in page.drawings if name in drawn),
    )
    return lesson, problems


def _undrawn(
    page: Page, file: str, starts: int, drawings: Mapping[str, Drawing]
) -> Iterator[Problem]:
    for name, line in page.drawings:
        if name not in drawings:
            sentence = f"Le schéma « {name} » n'est pas dans figures/, ou il est fautif."
            yield Problem(file, line + starts, "unknown-drawing", sentence)


_REMARKS = {
    "heading-one": (
        "Le titre « {seen} » est de niveau 1.",
        "Le titre de la page vient de l'en-tête : commencez à « ## ».",
    ),
    "heading-skipped": (
        "Le titre « {seen} » saute un niveau.",
        "Descendez d'un niveau à la fois.",
    ),
    "image": ("L'image « {seen} » n'est pas admise.", "Une leçon n'a pas d'image extérieure."),
    "box": ("L'encadré « {seen} » n'existe pas.", f"Encadrés permis : {', '.join(BOXES)}."),
    "maths": ("Une formule n'est pas lisible.", "Vérifiez les accolades de la formule LaTeX."),
}


def _of_page(page: Page, file: str, offset: int, figures: frozenset[str]) -> Iterator[Problem]:
    for remark in page.remarks:
        yield _remarked(remark, file, offset)
    for name, line in page.figures:
        if name not in figures:
            yield Problem(
                file,
                line + offset + 1,
                "unknown-figure",
                f"Le chiffre « {name} » n'est pas déclaré.",
                "Les noms permis sont dans figures.yaml.",
            )
    for text, line in page.prose:
        for shift, code, sentence in faults_of(text):
            yield Problem(file, line + shift + offset + 1, code, sentence, level=Level.WARNING)


def _remarked(remark: Remark, file: str, offset: int) -> Problem:
    sentence, hint = _REMARKS[remark.code]
    line = remark.line + offset + 1
    return Problem(file, line, f"lesson-{remark.code}", sentence.format(seen=remark.seen), hint)


def links_of(html: str) -> Iterator[tuple[str, str]]:
    """Yield the (kind, id) of the links inside the catalogue."""
    for match in _LINK.finditer(html):
        yield match[1], match[2]
