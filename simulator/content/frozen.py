"""Exercises as they were when they were used: written whole, read back the same."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from simulator.domain.exercises.types import TYPES, AnyExercise


@lru_cache(maxsize=64)
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(TYPES[kind])


def dump(exercise: AnyExercise) -> dict[str, Any]:
    """Return an exercise as plain values, fractions exact."""
    written: dict[str, Any] = _adapter(exercise.kind).dump_python(exercise, mode="json")
    return written


def load(written: Mapping[str, Any]) -> AnyExercise:
    """Return the exercise that was written; ``KeyError`` when its type is not known any more."""
    exercise: AnyExercise = _adapter(str(written["type"])).validate_python(written)
    return exercise
