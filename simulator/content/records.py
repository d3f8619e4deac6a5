"""From texts to frozen records: pydantic checks, faults come out in French with their lines."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from simulator.content.problems import Problem
from simulator.content.yaml_text import Path, Source

Record = TypeVar("Record")


@lru_cache(maxsize=64)
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def fill(kind: type[Record], source: Source) -> tuple[Record | None, list[Problem]]:
    """Return the record of a source, or what is wrong with it; all faults at once."""
    try:
        record: Record = _adapter(kind).validate_python(source.data)  # type: ignore[arg-type]
    except ValidationError as error:
        return None, [_problem(source, detail) for detail in error.errors(include_url=False)]
    return record, []


_CONTAINERS = frozenset({"dataclass_type", "dataclass_exact_type", "mapping_type", "dict_type"})
_SENTENCES = {
    "missing": "Il manque la clé « {key} ».",
    "unexpected_keyword_argument": "La clé « {key} » n'existe pas ici.",
    "string_type": "« {key} » doit être un texte.",
    "tuple_type": "« {key} » doit être une liste.",
    "list_type": "« {key} » doit être une liste.",
    "int_parsing": "« {key} » doit être un nombre entier, pas « {input} ».",
    "int_type": "« {key} » doit être un nombre entier.",
    "fraction_parsing": "« {key} » doit être un nombre (0.25 ou 1/4), pas « {input} ».",
    "decimal_parsing": "« {key} » doit être un nombre avec un point décimal, pas « {input} ».",
    "decimal_type": "« {key} » doit être un nombre.",
    "bool_parsing": "« {key} » doit être true ou false, pas « {input} ».",
    "bool_type": "« {key} » doit être true ou false.",
    "enum": "« {key} » ne peut pas valoir « {input} ».",
    "literal_error": "« {key} » ne peut pas valoir « {input} ».",
    "date_from_datetime_parsing": "« {key} » doit être une date AAAA-MM-JJ, pas « {input} ».",
    "date_parsing": "« {key} » doit être une date AAAA-MM-JJ, pas « {input} ».",
}
_HINTS = {
    "missing": "Ajoutez-la, ou vérifiez son orthographe et son retrait.",
    "unexpected_keyword_argument": "Vérifiez son orthographe et son retrait.",
}


def _problem(source: Source, detail: ErrorDetails) -> Problem:
    path: Path = tuple(detail["loc"])
    kind = detail["type"]
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), source.file)
    given = detail["input"] if isinstance(detail["input"], str) else ""
    if kind in _CONTAINERS:
        sentence = f"« {key} » doit être une suite de clés."
    else:
        template = _SENTENCES.get(kind, "« {key} » est refusé ({message}).")
        sentence = template.format(key=key, input=given, message=detail["msg"])
    hint = _HINTS.get(kind, "")
    if kind in {"enum", "literal_error"}:
        hint = f"Valeurs permises : {(detail.get('ctx') or {}).get('expected', '')}."
    return source.problem(path, f"record-{kind.replace('_', '-')}", sentence, hint)
