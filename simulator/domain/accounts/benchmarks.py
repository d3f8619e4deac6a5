"""Reference points given for ratios: rules of thumb that disagree, each under its source's name.

All are disputed: they are to be shown as a reference point, never as a norm.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from simulator.domain.results import Confidence


class Reading(StrEnum):
    """What a reference point says of a ratio."""

    GOOD = "good"
    AVERAGE = "average"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One source's bounds of a ratio: ``good`` on one side, ``weak`` on the other, average between.

    A value on a bound is on its better side.
    """

    ratio: str
    source: str
    good: Decimal
    weak: Decimal
    higher_is_better: bool = True
    confidence: Confidence = Confidence.DISPUTED

    def reading(self, value: Decimal) -> Reading:
        """Return what this source says of a value."""
        side = 1 if self.higher_is_better else -1
        if value * side >= self.good * side:
            return Reading.GOOD
        return Reading.AVERAGE if value * side >= self.weak * side else Reading.WEAK


def _above(ratio: str, source: str, good: str, weak: str) -> Benchmark:
    return Benchmark(ratio, source, Decimal(good), Decimal(weak))


def _below(ratio: str, source: str, good: str, weak: str) -> Benchmark:
    return Benchmark(ratio, source, Decimal(good), Decimal(weak), higher_is_better=False)


_ALL = (
    _above("autonomie_financiere", "datasignals", "0.30", "0.20"),
    _above("autonomie_financiere", "fnecs", "0.20", "0.20"),
    _above("autonomie_financiere", "Tariant", "0.35", "0.25"),
    _above("capacite_endettement", "usage", "0.50", "0.50"),
    _below("gearing_net", "usage", "1", "1"),
    _below("capacite_remboursement", "fnecs", "4", "6"),
    _below("dette_nette_caf", "cours Banque de France (G. Gilles)", "2", "5"),
    _above("liquidite_generale", "usage", "1.5", "1"),
    _above("liquidite_reduite", "usage", "1", "0.8"),
    _above("liquidite_immediate", "usage", "0.2", "0.2"),
    _below("frais_financiers_ebe", "AUNEGE", "0.30", "0.50"),
    _below("frais_financiers_ca", "fnecs", "0.03", "0.04"),
    _below("frais_financiers_ca", "AUNEGE", "0.04", "0.05"),
    _above("couverture_ebe", "usage", "3", "3"),
    _above("couverture_rex", "usage", "3", "3"),
)

BENCHMARKS: Mapping[str, tuple[Benchmark, ...]] = {
    name: tuple(item for item in _ALL if item.ratio == name)
    for name in dict.fromkeys(item.ratio for item in _ALL)
}
"""Reference points by ratio; several sources may disagree on one."""
