"""French typography of what people read: warnings where a space or a sign is not professional."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.content.problems import Level, Problem
from simulator.content.yaml_text import Data, Path, Source

_CODE = re.compile(
    r"`[^`]*`|\$\$.*?\$\$|\$[^$]*\$|\{\{[^}]*\}\}|https?://\S+|\]\([^)]*\)|&\w+;", re.DOTALL
)
_TOKEN = re.compile(r"\{[A-Za-z_][^}]*\}")
_RULES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        "typo-space",
        re.compile(r"(?<![\s\u202f\u00a0;?!%(])[;?!%](?=[\s»)]|$)|(?<=[ \t])[;?!%](?=[\s»)]|$)"),
        "Espace fine insécable (U+202F) attendue devant « {sign} ».",
    ),
    (
        "typo-colon",
        re.compile(r"(?<![\s\u202f\u00a0:]):(?=\s|$)|(?<=[ \t]):(?=\s|$)"),
        "Espace insécable attendue devant « : ».",
    ),
    (
        "typo-guillemets",
        re.compile(r"«(?![\u202f\u00a0])|(?<![\u202f\u00a0])»"),
        "Espace insécable attendue à l'intérieur des guillemets.",
    ),
    ("typo-quotes", re.compile(r'"[^"]*"'), "Guillemets droits : écrivez « … »."),
    ("typo-dots", re.compile(r"\.\.\."), "Trois points : écrivez « … »."),
)

_NOT_PROSE = frozenset(
    {"id", "name", "code", "type", "kind", "formula", "where", "holds", "worth", "score"}
    | {"measure", "unit", "agrees", "covers", "tags", "topics", "activities", "lessons"}
    | {"exercises", "needs", "confidence", "slot", "reversed_code", "answer", "tolerance"}
    | {"of", "among", "reads", "model", "excel", "when"}
)


def faults_of(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line in the text from 0, code, sentence) for each fault of a text."""
    plain = _TOKEN.sub(_blank, _CODE.sub(_blank, text))
    for code, pattern, sentence in _RULES:
        for match in pattern.finditer(plain):
            line = plain.count("\n", 0, match.start())
            yield line, code, sentence.format(sign=match[0].strip()[:1])


def _blank(match: re.Match[str]) -> str:
    """Keep lines, and a letter where something readable stands."""
    return re.sub(r"[^\n]", "x", match[0])


def check_source(source: Source) -> Iterator[Problem]:
    """Yield a warning for each fault of the texts of a YAML file, at the line of its key."""
    for path, text in _texts(source.data, ()):
        block = "\n" in text.rstrip("\n")  # its first line is the one after the key
        for line, code, sentence in faults_of(text):
            where = source.line(path) + (line + 1 if block else 0)
            yield Problem(source.file, where, code, sentence, level=Level.WARNING)


def _texts(data: Data, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, str):
        key = next((step for step in reversed(path) if isinstance(step, str)), "")
        if key not in _NOT_PROSE:
            yield path, data
    elif isinstance(data, list):
        for rank, one in enumerate(data):
            yield from _texts(one, (*path, rank))
    else:
        for key, one in data.items():
            yield from _texts(one, (*path, key))
