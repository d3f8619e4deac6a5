"""The diagrams of lessons: SVG files beside them, checked, then set in the page with words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from simulator.content.problems import Problem
from simulator.content.typography import faults_of

SCHEME = "schema:"
"""What leads to a diagram in a lesson: ``![caption](schema:name)``, alone on its lines."""

NARROWEST, WIDEST = 300, 340
"""The page of a phone is 328 pixels wide: text drawn at 13 stays over 12 there."""

_SVG = "{http://www.w3.org/2000/svg}"
_TAGS = frozenset(
    {"svg", "title", "desc", "g", "rect", "circle", "line", "polyline", "polygon", "path", "text"}
)
_ATTRIBUTES = frozenset(
    {
        *("viewBox", "role", "aria-labelledby", "id", "class", "text-anchor", "points", "d"),
        *("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "width", "height"),
    }
)
CLASSES = frozenset(
    {
        *("d-box", "d-soft", "d-warn", "d-line", "d-dash", "d-main", "d-late", "d-tip"),
        *("d-strong", "d-quiet", "d-action", "d-alarm"),
    }
)
"""What a diagram may look like; the colours are those of the page, or of the paper."""

_MARK = re.compile(r'<div data-drawing="([^"]*)">(.*?)</div>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A diagram: its name, what it says in words, its SVG text."""

    name: str
    title: str
    description: str
    svg: str


def read_drawing(path: Path, file: str) -> tuple[Drawing | None, list[Problem]]:
    """Read a diagram; without a fault, or not at all."""
    svg, name = path.read_text(encoding="utf-8").strip(), path.stem
    try:
        root = ET.fromstring(svg)  # noqa: S314 -- our own files, shipped with the program
    except ET.ParseError as error:
        return None, [_problem(file, f"Le schéma n'est pas du XML : {error}.")]
    found = [_problem(file, sentence) for sentence in _faults(root, name)]
    drawing = Drawing(name, _said(root, "title"), _said(root, "desc"), svg)
    return (None, found) if found else (drawing, [])


def placed(html: str, drawings: Mapping[str, Drawing]) -> str:
    """Return a page whose marks are diagrams with caption and words; an unknown one is nothing."""

    def shown(match: re.Match[str]) -> str:
        drawing = drawings.get(match[1])
        if drawing is None:
            return ""
        return (
            f'<figure class="drawing">{drawing.svg}<figcaption>{match[2]}</figcaption>'
            "<details><summary>Le schéma en mots</summary>"
            f"<p>{escape(drawing.description)}</p></details></figure>"
        )

    return _MARK.sub(shown, html)


def _problem(file: str, sentence: str) -> Problem:
    return Problem(file, 1, "drawing", sentence, "Voir « Schémas » dans « Écrire un cours ».")


def _said(root: ET.Element, tag: str) -> str:
    return " ".join((root.findtext(_SVG + tag) or "").split())


def _faults(root: ET.Element, name: str) -> Iterator[str]:
    for element in root.iter():
        yield from _of_element(element)
    named = {"role": "img", "aria-labelledby": f"{name}-title {name}-desc"}
    yield from (
        f'La racine n\'a pas {key}="{value}".'
        for key, value in named.items()
        if root.get(key) != value
    )
    yield from _size(root.get("viewBox", ""))
    for tag in ("title", "desc"):
        named_so = f"{_SVG}{tag}[@id='{name}-{tag}']"
        if not (root.findtext(named_so) or "").strip():
            yield f'Il manque <{tag} id="{name}-{tag}">, avec un texte.'


def _of_element(element: ET.Element) -> Iterator[str]:
    tag = element.tag.removeprefix(_SVG)
    if tag not in _TAGS or not element.tag.startswith(_SVG):
        yield f"L'élément « {tag} » n'est pas admis."
    for key, value in element.attrib.items():
        if key not in _ATTRIBUTES:
            yield f"L'attribut « {key} » n'est pas admis."
        if key == "class" and not CLASSES.issuperset(value.split()):
            yield f"La classe « {value} » n'est pas connue."
    yield from (f"« {element.text} » : {said}" for _, _, said in faults_of(element.text or ""))


def _size(box: str) -> Iterator[str]:
    found = re.fullmatch(r"0 0 (\d+) \d+", box)
    if found is None or not NARROWEST <= int(found[1]) <= WIDEST:
        yield f"La largeur du viewBox va de {NARROWEST} à {WIDEST} : « {box} »."
