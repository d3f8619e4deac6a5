"""Checks of the course as a whole: shared sentences, undefined acronyms, length, orphan pages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from simulator.content.glossary import Glossary
from simulator.content.modules import Lesson, links_of
from simulator.content.problems import Problem
from simulator.content.programmes import Programme
from simulator.content.tracing import check_sources

_SENTENCE = re.compile(r"[^.!?…]+[.!?…]")
_MARKS = re.compile(r"\]\([^)]*\)|[*_`#|>\[\]]|\{\{.*?\}\}|^:::.*$|^[-\d.]+\s", re.MULTILINE)
_MATHS = re.compile(r"\$[^$]*\$")
_ACRONYM = re.compile(r"(?<![\w.-])[A-Z][A-Z]{1,5}(?![\w-])")
_ROMAN = re.compile(r"[IVX]+")
_SPELT = re.compile(r"\(([A-Z]{2,6})\)")
SHARED_WORDS = 8
"""Shorter sentences may be said twice: « Calculez. »"""
WORDS_A_MINUTE = 90
"""Read, understood and worked with a pencil; the trainer's pace, not that of a novel."""


def check_course(
    lessons: Mapping[str, Lesson], programmes: Mapping[str, Programme], glossary: Glossary
) -> Iterator[Problem]:
    """Yield what is wrong between lessons, and between a lesson and the glossary."""
    yield from _shared(lessons)
    yield from _orphans(lessons, programmes)
    known = acronyms(glossary)
    for lesson in lessons.values():
        yield from _length(lesson)
        yield from check_sources(lesson)
        if glossary.terms:
            yield from _undefined(lesson, known)


def acronyms(glossary: Glossary) -> frozenset[str]:
    """Return the acronyms that the glossary explains, in its terms and their forms."""
    return frozenset(
        found
        for term in glossary.terms
        for text in (term.term, *term.forms)
        for found in _ACRONYM.findall(text)
    )


def _shared(lessons: Mapping[str, Lesson]) -> Iterator[Problem]:
    said: dict[str, Lesson] = {}
    for lesson in lessons.values():
        for line, text in _lines(lesson):
            for sentence in _SENTENCE.findall(text):
                words = re.findall(r"\w+", sentence.lower())
                if len(words) < SHARED_WORDS:
                    continue
                first = said.setdefault(" ".join(words), lesson)
                if first is not lesson:
                    seen = f"Cette phrase est déjà dans {first.file}."
                    yield Problem(lesson.file, line, "shared-sentence", seen)


def _orphans(
    lessons: Mapping[str, Lesson], programmes: Mapping[str, Programme]
) -> Iterator[Problem]:
    """Yield the lessons that no programme opens and no other lesson names."""
    if not programmes:
        return
    reached = {
        activity.removeprefix("lesson:")
        for programme in programmes.values()
        for half in programme.half_days
        for activity in half.activities
    }
    for lesson in lessons.values():
        targets = {target for kind, target in links_of(lesson.html) if kind == "lecon"}
        reached |= targets - {lesson.id}
    for lesson in lessons.values():
        if lesson.id not in reached:
            sentence = "Aucun programme n'ouvre cette leçon, aucune autre n'y mène."
            yield Problem(lesson.file, 1, "orphan-lesson", sentence)


def _length(lesson: Lesson) -> Iterator[Problem]:
    words = sum(len(text.split()) for _, text in _lines(lesson))
    most = lesson.minutes * WORDS_A_MINUTE
    if words > most:
        sentence = f"{words} mots ne se lisent pas en {lesson.minutes} minutes."
        hint = f"Comptez {WORDS_A_MINUTE} mots par minute : coupez, ou donnez plus de temps."
        yield Problem(lesson.file, 1, "lesson-length", sentence, hint)


def _undefined(lesson: Lesson, known: Collection[str]) -> Iterator[Problem]:
    # an acronym in a heading is what the section explains
    spelt = {*_SPELT.findall(lesson.text)}
    spelt.update(one for head in lesson.headings for one in _ACRONYM.findall(head.text))
    seen: set[str] = set()
    for line, text in _lines(lesson):
        for found in _ACRONYM.findall(text):
            if found in known or found in spelt or found in seen or _ROMAN.fullmatch(found):
                continue
            seen.add(found)
            sentence = f"Le sigle « {found} » n'est ni au glossaire, ni développé dans la leçon."
            yield Problem(lesson.file, line, "undefined-acronym", sentence)


def _lines(lesson: Lesson) -> Iterator[tuple[int, str]]:
    """Yield the prose of a lesson by line of its file, marks and formulas left out."""
    for rank, text in enumerate(lesson.text.split("\n")):
        yield lesson.starts + rank, _MARKS.sub(" ", _MATHS.sub(" ", text)).strip()
