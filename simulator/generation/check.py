"""Is a portfolio believable? Every realism bar, computed on what can be seen of the portfolio."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulator.domain.firm import Size
from simulator.domain.portfolio import Portfolio
from simulator.domain.results import NotComputable
from simulator.generation import observed, statistics
from simulator.generation.library import bars
from simulator.generation.observed import Firms, Invoices
from simulator.generation.spec import Bar
from simulator.generation.statistics import Floats

SHAPE = (
    (0.001, -37.7), (0.01, -7.26), (0.05, -2.24), (0.1, -1.29), (0.25, -0.446), (0.5, 0.0),
    (0.75, 0.554), (0.9, 1.625), (0.95, 3.357), (0.966, 5.196), (0.99, 12.0), (0.999, 40.0),
)  # fmt: skip
"""(probability, value) of the mean delays of 879 North American debtors, in quartile ranges.

Published: the quartiles, p90, p95 and the share above 30 days; the rest follows the Student law
fitted to them.
"""
NOT_SHIPPED = (
    "ks_equity_vs_poland",
    "ks_ebit_ta_vs_poland",
    "ks_z2_vs_poland",
    "ks_current_ratio_vs_poland",
)
"""Bars against the Polish accounts, which are not shipped: they are listed, never computed."""

Measures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One bar: the value measured, and whether it falls in the range (``None``: not computable).

    ``pooled``: the value is a mean over several seeds, and the range the narrower one.
    """

    name: str
    bar: Bar
    value: float | NotComputable
    passed: bool | None
    pooled: bool = False

    @property
    def range(self) -> tuple[float, float]:
        """Return the range that the value is held against."""
        return _range(self.bar, pooled=self.pooled)


def measure(portfolio: Portfolio) -> Measures:
    """Return every measure of a portfolio by the name of its bar, NaN without data."""
    found = observed.invoices(portfolio)
    count = len(portfolio.customers)
    delays = observed.customer_delays(found, count)
    recent = observed.mean_delays(observed.invoices(portfolio, followed=0), count)
    past, _ = observed.fails(portfolio)
    delays[past] = np.nan  # statistics of payment are those of firms that are alive
    firms = observed.firms(portfolio)
    return {
        **_customers(delays),
        "ks_customer_delay_shape": _shape(observed.mean_delays(found, count)),
        **_invoices(found),
        **_by_size(portfolio, found),
        **_amounts(portfolio, found),
        **_accounts(portfolio),
        **_power(portfolio, firms, delays, recent),
        "weekend_payment_share": observed.weekend_share(portfolio),
        "balance_gap": observed.balance_gap(portfolio),
    }


def check(portfolio: Portfolio) -> tuple[Verdict, ...]:
    """Judge one portfolio; a bar that needs more customers than there are is not computable."""
    return _judge(measure(portfolio), len(portfolio.customers))


def check_pooled(portfolios: Sequence[Portfolio]) -> tuple[Verdict, ...]:
    """Judge the means over several seeds, with the narrower ranges where a bar has them."""
    found = [measure(portfolio) for portfolio in portfolios]
    means = {name: _mean([measures[name] for measures in found]) for name in found[0]}
    return _judge(means, min(len(p.customers) for p in portfolios), pooled=True)


def _mean(values: list[float]) -> float:
    known = [value for value in values if not math.isnan(value)]
    return sum(known) / len(known) if known else math.nan


def _judge(
    measures: Mapping[str, float], customers: int, *, pooled: bool = False
) -> tuple[Verdict, ...]:
    verdicts = []
    for name, bar in bars().items():
        value = _value(name, bar, measures, customers)
        narrow = pooled and bool(bar.pooled)
        low, high = _range(bar, pooled=narrow)
        passed = None if isinstance(value, NotComputable) else low <= value <= high
        verdicts.append(Verdict(name, bar, value, passed, narrow))
    return tuple(verdicts)


def _range(bar: Bar, *, pooled: bool) -> tuple[float, float]:
    low, high = bar.pooled if pooled else (bar.low, bar.high)
    return low, high


def _value(
    name: str, bar: Bar, measures: Mapping[str, float], customers: int
) -> float | NotComputable:
    if name in NOT_SHIPPED:
        return NotComputable("reference_not_shipped")
    if customers < bar.fewest:
        return NotComputable("too_few_customers", {"customers": customers, "fewest": bar.fewest})
    value = measures.get(name, math.nan)
    return NotComputable("no_data") if math.isnan(value) else value


def _share(values: np.typing.NDArray[np.bool_]) -> float:
    return float(values.mean()) if len(values) else math.nan


def _mean_of(values: Floats) -> float:
    return float(values.mean()) if len(values) else math.nan


def _customers(delays: Floats) -> Measures:
    known = delays[~np.isnan(delays)]
    return {
        "customers_on_time": _share(known <= 0),
        "customer_days_late": float(np.maximum(known, 0).mean()) if len(known) else math.nan,
        "customers_over_30_days": _share(known > 30),
        "customers_over_90_days": _share(known > 90),
    }


def _shape(delays: Floats) -> float:
    delays = delays[~np.isnan(delays)]
    if len(delays) < 10:
        return math.nan
    low, middle, high = np.quantile(delays, [0.25, 0.5, 0.75])
    if high == low:
        return math.nan
    curve = np.array(SHAPE)
    return statistics.ks_curve((delays - middle) / (high - low), curve[:, 1], curve[:, 0])


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else math.nan


def _invoices(found: Invoices) -> Measures:
    delay = found.delay
    over = {days: _share(delay > days) for days in (15, 30, 60)}
    calm = found.settled & ~found.disputed
    return {
        "invoices_on_time": _share(delay <= 0),
        "invoice_days_late": float(np.maximum(delay, 0).mean()) if len(delay) else math.nan,
        "invoice_delay_p90": float(np.quantile(delay, 0.9)) if len(delay) else math.nan,
        "invoices_exactly_due": _share(delay == 0),
        "icc_delay": statistics.icc(np.clip(delay, -30, 120), found.customer),
        "within_lag1": statistics.lag1(np.clip(delay, -30, 120)[calm], found.customer[calm], 10),
        "over_30_given_15": _ratio(over[30], over[15]),
        "over_60_given_30": _ratio(over[60], over[30]),
        "dispute_share": _share(found.disputed),
    }


def _by_size(portfolio: Portfolio, found: Invoices) -> Measures:
    sizes = np.array([customer.identity.size for customer in portfolio.customers])
    size = sizes[found.customer]
    return {
        f"invoices_on_time_{name.lower()}": _share(found.delay[size == name] <= 0) for name in Size
    }


def _amounts(portfolio: Portfolio, found: Invoices) -> Measures:
    bought = observed.purchases(portfolio)
    ln_bought = np.log(bought[bought > 0])
    fifth = max(round(len(bought) / 5), 1)
    return {
        "top10_share": statistics.share_of_largest(bought, 10),
        "gini": statistics.gini(bought),
        "top_fifth_share": statistics.share_of_largest(bought, fifth),
        "ln_balance_sd": float(ln_bought.std()) if len(ln_bought) else math.nan,
        "ks_ln_balance_normal": statistics.ks_normal(ln_bought),
        "ln_amount_sd": float(np.log(found.gross).std()) if len(found.gross) else math.nan,
    }


def _accounts(portfolio: Portfolio) -> Measures:
    latest = [c.statements[-1] for c in portfolio.customers if c.statements]
    if not latest:
        return {}
    equity = np.array([s["DL"] / s["EE"] for s in latest])
    sales = np.array([float(s["FL"]) for s in latest])
    return {
        "negative_equity": _share(equity < 0),
        "loss_makers": _share(np.array([s["HN"] < 0 for s in latest])),
        "median_equity_ratio": float(np.median(equity)),
        "median_ebe_margin": float(np.median(observed.ebe(latest) / sales)),
        "median_cash_days": float(np.median([s.add("CD", "CF") / s["FL"] * 360 for s in latest])),
    }


def _power(portfolio: Portfolio, firms: Firms, delays: Floats, recent: Floats) -> Measures:
    past, soon = observed.fails(portfolio)
    hazard = observed.hazard(portfolio)
    delay = recent[firms.customer]
    seen = ~np.isnan(delay)
    both = statistics.ranks(delay[seen]) - statistics.ranks(firms.conan_holder[seen])
    known = ~past & ~np.isnan(delays)
    late, punctual = known & (delays > 30), known & (delays <= 0)
    return {
        "default_rate": _share(soon[~past]),
        "auc_conan_holder": statistics.auc(-firms.conan_holder, firms.failed),
        "auc_altman_z2": statistics.auc(-firms.altman, firms.failed),
        "auc_conan_holder_two_years_older": statistics.auc(-firms.conan_holder_older, firms.failed),
        "auc_observed_delay": statistics.auc(delay[seen], firms.failed[seen]),
        "auc_score_and_delay": statistics.auc(both, firms.failed[seen]),
        "spearman_conan_holder_altman": statistics.spearman(firms.conan_holder, firms.altman),
        "default_ratio_late_against_punctual": _ratio(
            _mean_of(hazard[late]), _mean_of(hazard[punctual])
        ),
    }
