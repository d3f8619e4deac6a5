"""Calculators of limits by the season of the customer."""

from __future__ import annotations

from simulator.domain.credit import need
from simulator.domain.credit.season import rolling_peak
from simulator.domain.results import Confidence, NotComputable
from simulator.services.calculators.inputs import (
    flag,
    money,
    rate,
    ratio,
    table,
)
from simulator.services.calculators.model import Calculator, Raw, Values
from simulator.services.calculators.shelves.limits_common import LIMIT, L, proposed


def _seasonal(v: Values) -> Raw | NotComputable:
    return proposed(need.seasonal_need(v.cents("mean_need"), v.number("peak_share")))


def _rolling(v: Values) -> Raw:
    months = [row["sales"] for row in v.rows("months")]
    found = rolling_peak(months, v.number("window"), cyclic=v.flag("cyclic"))
    values: dict[str, object] = {
        "limit": found.peak,
        "total": found.total,
        "mean": found.mean,
        "start": found.start + 1,
    }
    if found.coefficient is not None:
        values["coefficient"] = found.coefficient
    return Raw(values, found.steps)


CALCULATORS = (
    Calculator(
        "limit-seasonal-need",
        L,
        _seasonal,
        (money("mean_need"), rate("peak_share")),
        LIMIT,
        Confidence.PROBABLE,
    ),
    Calculator(
        "limit-rolling-need",
        L,
        _rolling,
        (
            table("months", money("sales"), alias="ttc"),
            ratio("window", "k", low=0),
            flag("cyclic"),
        ),
        ("limit:euro", "total:euro", "mean:euro", "start:ratio", "coefficient:ratio"),
        golden=("limite_credit",),
    ),
)
