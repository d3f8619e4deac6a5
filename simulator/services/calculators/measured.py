"""How the indicators of the domain (``Measure``) become figures, steps and warnings."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.domain.indicators.measure import Measure
from simulator.domain.indicators.registry import BY_CODE
from simulator.domain.indicators.registry import read as read_bands
from simulator.domain.results import NotComputable, weakest
from simulator.services.calculators.model import Grid, Raw, Word


def shown(measure: Measure) -> object:
    """Return the value of a measure, or why there is none."""
    return measure.value


def measured(*firsts: tuple[str, Measure], **more: object) -> Raw:
    """Return measures under their output names; the first one is the answer, with its reading."""
    values: dict[str, object] = {name: one.value for name, one in firsts}
    steps = tuple(dict.fromkeys(step for _, one in firsts for step in one.steps))
    flags = dict.fromkeys(flag.value for _, one in firsts for flag in sorted(one.flags))
    head = firsts[0][1]
    if isinstance(head.value, NotComputable):
        for part in head.parts:
            values.setdefault(part.name, part.value)
    reading = read_bands(head) if head.code in BY_CODE else None
    warnings = list(flags)
    if reading is not None:
        values["reading"] = Word(f"reading_{reading.value}")
        warnings.append("bands_are_judgement")
    proofs = [BY_CODE[one.code].confidence for _, one in firsts if one.code in BY_CODE]
    return Raw({**values, **more}, steps, tuple(warnings), weakest(*proofs) if proofs else None)


def rows(columns: tuple[str, ...], found: Sequence[tuple[object, ...]]) -> Grid:
    """Return a table of figures."""
    return Grid(columns, tuple(found))
