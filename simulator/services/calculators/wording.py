"""The French of the calculators: ``content/calculators``, read once.

``words.yaml`` holds what calculators share (labels, steps, warnings, reasons, refusals); one file a
family holds titles, purposes, sources and examples.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import cast

from simulator.content.problems import Problem
from simulator.content.yaml_text import Data, read_yaml
from simulator.domain.measures import NARROW, write_number
from simulator.paths import CONTENT
from simulator.services.calculators.model import Calculator, Family

FOLDER = CONTENT / "calculators"


@dataclass(frozen=True, slots=True)
class Card:
    """What is said of one calculator; ``example`` is typed as a person would."""

    title: str
    purpose: str
    source: str
    example: Mapping[str, str]
    labels: Mapping[str, str]


def _read(name: str) -> tuple[dict[str, Data], list[Problem]]:
    file = FOLDER / name
    source, problems = read_yaml(file.read_text(encoding="utf-8"), f"calculators/{name}")
    return (source.data if isinstance(source.data, dict) else {}), problems


def problems() -> list[Problem]:
    """Return the faults of the files of words."""
    names = ["words.yaml", "steps.yaml", *(f"{family}.yaml" for family in Family)]
    return [problem for name in names for problem in _read(name)[1]]


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    return cast("dict[str, dict[str, str]]", {**_read("words.yaml")[0], **_read("steps.yaml")[0]})


@lru_cache(maxsize=len(Family))
def _cards(family: Family) -> dict[str, dict[str, Data]]:
    return cast("dict[str, dict[str, Data]]", _read(f"{family}.yaml")[0])


def card(calculator: Calculator) -> Card:
    """Return the words of a calculator."""
    shelf = _cards(calculator.family)
    found = shelf.get(calculator.slug, {})
    common = shelf.get("_family", {})
    return Card(
        str(found.get("title", calculator.slug)),
        str(found.get("purpose", "")),
        str(found.get("source", common.get("source", ""))),
        cast("dict[str, str]", found.get("example", {})),
        cast("dict[str, str]", found.get("labels", {})),
    )


def has(section: str, code: str) -> bool:
    """Say whether a code has its words."""
    return code in _words().get(section, {})


_ELSEWHERE = {"steps": ("labels", "words"), "labels": ("words", "steps"), "words": ("labels",)}


def said(section: str, code: str) -> str:
    """Return the words of a code; the code itself, made readable, when there are none."""
    for place in (section, *_ELSEWHERE.get(section, ())):
        found = _words().get(place, {}).get(code)
        if found is not None:
            return str(found)
    return code.replace("_", " ")


def known(section: str, code: str) -> bool:
    """Say whether :func:`said` has words for a code."""
    return any(has(place, code) for place in (section, *_ELSEWHERE.get(section, ())))


_NUMBERED = re.compile(r"(?P<stem>[a-z0-9_]+?)_(?P<tail>\d+|\d{4}-S[12])")


def step(code: str) -> str:
    """Return the words of a step; ``interest_2026-S1`` is the step ``interest`` of a half-year."""
    if known("steps", code):
        return said("steps", code)
    if code.startswith("afdcc2_"):
        return said("steps", "afdcc2")
    for stem in ("event", "ceiling"):
        if code.startswith(f"{stem}_") and has("words", code.removeprefix(f"{stem}_")):
            return f"{said('steps', stem)} : {said('words', code.removeprefix(f'{stem}_'))}"
    if (numbered := _NUMBERED.fullmatch(code)) and has("steps", numbered["stem"]):
        return f"{said('steps', numbered['stem'])} ({half(numbered['tail'])})"
    return said("steps", code)


def half(tail: str) -> str:
    """Write ``2026-S1`` as ``1er semestre 2026``; a rank stays what it is."""
    year, _, number = tail.partition("-S")
    if not number:
        return tail
    return f"{'1er' if number == '1' else '2e'} semestre {year}"


def label(calculator: Calculator, name: str) -> str:
    """Return the label of an input or an output, the calculator's own or the shared one."""
    return card(calculator).labels.get(name) or said("labels", name)


def day(on: date) -> str:
    """Write a date in figures."""
    return on.strftime("%d/%m/%Y")


def _date(found: re.Match[str]) -> str:
    return f"{found[3]}/{found[2]}/{found[1]}"


def _number(found: re.Match[str]) -> str:
    text = found[0]
    places = len(text.partition(".")[2])
    return write_number(Fraction(Decimal(text)), places)


def _name(found: re.Match[str]) -> str:
    code = found[0]
    return step(code).lower() if _is_known(code) else code


def _is_known(code: str) -> bool:
    if has("steps", code):
        return True
    numbered = _NUMBERED.fullmatch(code)
    return numbered is not None and has("steps", numbered["stem"])


def _happening(found: re.Match[str]) -> str:
    return said("words", found[0]) if has("words", found[0]) else found[0]


_PASSES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(\d{4})-(\d{2})-(\d{2})"), _date),
    (re.compile(r"[a-z][a-z0-9_]*_\d{4}-S[12]"), _name),
    (re.compile(r"(?<![\w,/.-])\d+\.\d+(?![\w/])"), _number),
    (re.compile(r"(?<=\d) d\b"), lambda _: f"{NARROW}j"),
    (re.compile(r"(?<=\d) m\b"), lambda _: f"{NARROW}mois"),
    (re.compile(r"\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b|\b[a-z]{4,}\b"), _name),
    (re.compile(r"\b[a-z]+(?:_[a-z]+)*\b"), _happening),
)


def formula(text: str) -> str:
    """Write the formula of a step in French: dates, decimals, days, names of other steps."""
    for pattern, replaced in _PASSES:
        text = pattern.sub(replaced, text)
    return text
