"""What the calculators of risk share."""

from __future__ import annotations

from simulator.domain.results import NotComputable
from simulator.domain.risk.rating import class_of
from simulator.domain.risk.result import Score
from simulator.services.calculators.model import Family, Grid, Raw, Word


def scored(found: Score | NotComputable, **more: object) -> Raw | NotComputable:
    """Show a score: value, class, reading A to D, contributions, probability of its sample."""
    if isinstance(found, NotComputable):
        return found
    risk = class_of(found)
    values: dict[str, object] = {"score": found.value, "grade": Word(found.grade)}
    if risk is not None:
        values["risk_class"] = Word(f"class_{risk.value}")
    if found.probability is not None:
        values["sample_probability"] = found.probability.value
    if found.contributions:
        rows = tuple(
            (
                Word(p.ratio),
                p.coefficient if p.published is None else p.published,
                p.value,
                p.amount,
            )
            for p in found.contributions
        )
        columns = ("ratio_name:word", "coefficient:ratio", "value:ratio", "contribution:points")
        values["contributions"] = Grid(columns, rows)
    warnings = [*found.warnings]
    if found.banner:
        warnings.insert(0, found.banner)
    return Raw({**values, **more}, found.steps, tuple(warnings), found.confidence)


SCORE = ("score:points", "grade:word", "risk_class:word", "contributions:table")

R = Family.RISK
