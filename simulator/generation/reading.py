"""From YAML to frozen specifications, checking every parameter; faults carry file and line."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import EnumType, StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args, get_origin, get_type_hints

import yaml

from simulator.domain.refusals import Refusal

Value = Any
"""What a field holds, or the type that it is annotated with.

A reader of any dataclass knows no more.
"""

_TRUTH = MappingProxyType({"true": True, "oui": True, "false": False, "non": False})


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file: where, the path of the value, a code and the offending value."""

    file: str
    line: int
    where: str
    code: str
    value: object = None

    def __str__(self) -> str:
        """Write ``file:line: path: code (value)``."""
        shown = "" if self.value is None else f" ({self.value})"
        return f"{self.file}:{self.line}: {self.where}: {self.code}{shown}"


@dataclass(eq=False)
class FaultyScenario(Refusal):
    """A scenario or calibration file that does not say what it must; every fault is listed."""

    faults: tuple[Fault, ...]


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


class Reader:
    """Reads one file, collecting faults rather than stopping at the first."""

    def __init__(self, path: Path) -> None:
        self.file = path.name
        self.faults: list[Fault] = []
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            self.root = yaml.compose(path.read_text(encoding="utf-8"), Loader=loader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            fault = Fault(self.file, line, "", "unreadable", error.problem)
            raise FaultyScenario((fault,)) from error

    def fault(self, node: yaml.Node | None, where: str, code: str, value: object = None) -> None:
        """Note a fault at a node (line 1 when the file is empty)."""
        line = node.start_mark.line + 1 if node is not None else 1
        self.faults.append(Fault(self.file, line, where, code, value))

    def finish(self) -> None:
        """Raise ``FaultyScenario`` when anything was noted."""
        if self.faults:
            raise FaultyScenario(tuple(self.faults))

    def pairs(self, node: yaml.Node | None, where: str) -> dict[str, yaml.Node]:
        """Return the entries of a mapping by key; a doubled key is a fault."""
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, where, "mapping_expected")
            return {}
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if key.value in found:
                self.fault(key, where, "doubled", key.value)
            found[key.value] = value
        return found

    def items(self, node: yaml.Node | None) -> list[yaml.Node]:
        """Return the entries of a list; anything else is a fault."""
        if not isinstance(node, yaml.SequenceNode):
            self.fault(node, "", "list_expected")
            return []
        return list(node.value)

    def at(self, where: str) -> yaml.Node | None:
        """Return the node at a dotted path of keys, or the nearest one above it."""
        node: yaml.Node | None = self.root
        for key in where.split("."):
            found = self.pairs(node, where)
            if key not in found:
                break
            node = found[key]
        return node

    def build(self, cls: type, node: yaml.Node | None, where: str, **given: object) -> Value:
        """Build a dataclass from a mapping; ``given`` are fields that the file does not hold."""
        found = self.pairs(node, where)
        before = len(self.faults)
        values: dict[str, object] = dict(given)
        known = {item.name: item for item in fields(cls) if item.name not in given}
        for name, value in found.items():
            if name not in known:
                self.fault(value, f"{where}.{name}", "unknown", name)
        for name, item in known.items():
            if name in found:
                hint = _hints(cls)[name]
                values[name] = self.value(hint, item, found[name], f"{where}.{name}")
            elif item.default is MISSING and item.default_factory is MISSING:
                self.fault(node, f"{where}.{name}", "missing", name)
        return cls(**values) if len(self.faults) == before else None

    def value(self, hint: Value, item: Field[Any], node: yaml.Node, where: str) -> Value:
        """Read a value of the type of a field and check it against the field's bounds."""
        origin: Value = get_origin(hint)
        if origin is tuple:
            return self._sequence(get_args(hint)[0], item, node, where)
        if origin is not None and issubclass(origin, Mapping):
            return self._mapping(get_args(hint)[1], item, node, where)
        if is_dataclass(hint) and isinstance(hint, type):
            return self.build(hint, node, where)
        return self._scalar(hint, item, node, where)

    def _sequence(
        self,
        hint: Value,
        item: Field[Any],
        node: yaml.Node,
        where: str,
    ) -> tuple[Any, ...]:
        if not isinstance(node, yaml.SequenceNode):
            self.fault(node, where, "list_expected")
            return ()
        length = item.metadata.get("length")
        if length is not None and len(node.value) != length:
            self.fault(node, where, "wrong_length", len(node.value))
        return tuple(
            self.value(hint, item, child, f"{where}[{rank}]")
            for rank, child in enumerate(node.value)
        )

    def _mapping(
        self,
        hint: Value,
        item: Field[Any],
        node: yaml.Node,
        where: str,
    ) -> Mapping[str, Any]:
        found = {
            name: self.value(hint, item, child, f"{where}.{name}")
            for name, child in self.pairs(node, where).items()
        }
        whole = item.metadata.get("sums_to")
        numbers = [value for value in found.values() if isinstance(value, float)]
        if whole is not None and numbers and not math.isclose(sum(numbers), whole, abs_tol=1e-6):
            self.fault(node, where, "sum", round(sum(numbers), 6))
        return found

    def _scalar(self, hint: Value, item: Field[Any], node: yaml.Node, where: str) -> Value:
        if not isinstance(node, yaml.ScalarNode):
            self.fault(node, where, "value_expected")
            return None
        if isinstance(hint, EnumType):
            return self._choice(hint, node, where)
        if hint is bool:
            if node.value not in _TRUTH:
                self.fault(node, where, "true_or_false", node.value)
            return _TRUTH.get(node.value)
        if hint is str:
            return self._text(item, node, where)
        return self._number(hint, item, node, where)

    def _choice(self, hint: Value, node: yaml.ScalarNode, where: str) -> Value:
        values: Sequence[StrEnum] = list(hint)
        for value in values:
            if value.value == node.value:
                return value
        self.fault(node, where, "unknown_choice", node.value)
        return None

    def _text(self, item: Field[Any], node: yaml.ScalarNode, where: str) -> str:
        choices = item.metadata.get("choices")
        if not node.value.strip():
            self.fault(node, where, "empty")
        elif choices is not None and node.value not in choices:
            self.fault(node, where, "unknown_choice", node.value)
        return str(node.value)

    def _number(self, hint: Value, item: Field[Any], node: yaml.ScalarNode, where: str) -> Value:
        try:
            number = hint(node.value)
            finite = math.isfinite(number)
        except (ValueError, InvalidOperation):
            self.fault(node, where, "number_expected", node.value)
            return None
        low, high = item.metadata.get("low"), item.metadata.get("high")
        below = finite and low is not None and number < Decimal(str(low))
        above = finite and high is not None and number > Decimal(str(high))
        if not finite or below or above:
            self.fault(node, where, "out_of_range", node.value)
        return number
