"""YAML read as text: every scalar stays what the author typed, every value has its line.

The usual loader would read ``no`` as false, ``01234`` as 668, ``12:30`` as 750, and keep the last
of two equal keys; here the type that receives a value converts it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from simulator.content.problems import Problem

Path = tuple[str | int, ...]
Data = str | list["Data"] | dict[str, "Data"]

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the C one is seven times faster
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Source:
    """A file read: its data as texts, and the line of every value by its path."""

    file: str
    data: Data
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """Return the line of a value, or of the nearest thing that holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path, code: str, sentence: str, hint: str = "") -> Problem:
        """Return a problem at a value."""
        return Problem(self.file, self.line(path), code, sentence, hint)


@dataclass(slots=True)
class _Reader:
    file: str
    offset: int
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def read(self, node: yaml.Node, path: Path) -> Data:
        self.lines.setdefault(path, node.start_mark.line + 1 + self.offset)
        if len(path) > _DEEPEST:
            self.refuse(node, "yaml-deep", "Trop de niveaux imbriqués.")
            return ""
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(one, (*path, rank)) for rank, one in enumerate(node.value)]
        return str(node.value)

    def mapping(self, node: yaml.MappingNode, path: Path) -> Data:
        found: dict[str, Data] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.refuse(key_node, "yaml-key", "Une clé doit être un mot.")
                continue
            key = str(key_node.value)
            if key in found:
                self.refuse(
                    key_node,
                    "yaml-duplicate-key",
                    f"La clé « {key} » est écrite deux fois.",
                    "Gardez-en une seule : la première serait perdue sans bruit.",
                )
                continue
            self.lines[(*path, key)] = key_node.start_mark.line + 1 + self.offset
            found[key] = self.read(value_node, (*path, key))
        return found

    def refuse(self, node: yaml.Node, code: str, sentence: str, hint: str = "") -> None:
        line = node.start_mark.line + 1 + self.offset
        self.problems.append(Problem(self.file, line, code, sentence, hint))


def read_yaml(text: str, file: str, offset: int = 0) -> tuple[Source, list[Problem]]:
    """Read one YAML document; ``offset`` is the number of lines before it in the file."""
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + 1 + offset
        sentence = f"YAML illisible : {error.problem}."
        problem = Problem(file, line, "yaml-syntax", sentence, "Vérifiez retraits et guillemets.")
        return Source(file, {}, {}), [problem]
    except yaml.YAMLError as error:
        problem = Problem(file, 1 + offset, "yaml-syntax", f"YAML illisible : {error}.")
        return Source(file, {}, {}), [problem]
    if node is None:
        problem = Problem(file, 1 + offset, "yaml-empty", "Le fichier est vide.")
        return Source(file, {}, {}), [problem]
    reader = _Reader(file, offset)
    data = reader.read(node, ())
    return Source(file, data, reader.lines), reader.problems
