"""Who the customers are, as columns: sector, size, hidden health, profile, default, purchases.

Every column of a customer depends on its own row number only, so that a portfolio of 60 customers
starts with the 50 customers of the smaller one.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

import numpy as np

from simulator.domain.dates import NEVER, add_months, to_day
from simulator.domain.luck import Luck
from simulator.generation import exact
from simulator.generation.exact import Bools, Floats, Ints
from simulator.generation.library import MEANS, RUNS, SIZES, TERMS
from simulator.generation.spec import Calibration, Scenario

PAST_DAYS = 270
"""A customer may have failed in the last nine months: its file is still open."""

STATEMENT_YEARS = 3
AT_ONCE = 10_000
"""Customers drawn together: beyond, their columns are far from the processor."""
NEAREST = 30
"""Customers that the smallest portfolio of a course has: a public buyer is among them, if any."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """What everything is drawn from: the dice, the specifications and the calendar."""

    luck: Luck
    scenario: Scenario
    calibration: Calibration
    as_of: date
    months: int

    @property
    def last(self) -> int:
        """Return the day number of the portfolio's day."""
        return to_day(self.as_of)

    @property
    def first(self) -> int:
        """Return the day number of the first day of the history."""
        return to_day(add_months(self.as_of, -self.months)) + 1


@dataclass(frozen=True, slots=True, eq=False)
class Cohort:
    """One value a customer; ``health`` has one column a year of accounts, the latest last."""

    ids: Ints
    sector: Ints
    size: Ints
    public: Bools
    health: Floats
    profile: Ints
    mean_delay: Floats
    default_day: Ints
    ln_sales: Floats
    ln_purchases: Floats
    terms: Ints
    means: Ints
    run: Ints
    since: Ints

    def __len__(self) -> int:
        """Return the number of customers."""
        return len(self.ids)

    def part(self, rows: slice) -> Cohort:
        """Return the customers of some rows; they keep their ids, of which their luck is made."""
        return Cohort(*(getattr(self, item.name)[rows] for item in fields(self)))

    @property
    def sales(self) -> Floats:
        """Return the sales of the latest year, in thousands of euros."""
        return exact.exp(self.ln_sales)

    @property
    def current(self) -> Floats:
        """Return the health of the latest year."""
        return self.health[:, -1]


def _by(group: Ints, values: list[float]) -> Floats:
    return np.array(values, dtype=np.float64)[group]


def _health(frame: Frame, ids: Ints) -> Floats:
    """Draw a stationary yearly AR(1), walked back from the latest year (it is reversible)."""
    keep = frame.calibration.latent.yearly_persistence
    fresh = float(np.sqrt(1.0 - keep * keep))
    years = [exact.unit(frame.luck.normal("health", ids, 0))]
    for age in range(1, STATEMENT_YEARS):
        years.append(keep * years[-1] + fresh * exact.unit(frame.luck.normal("health", ids, age)))
    return np.stack(years[::-1], axis=1)


def _grouped_pick(
    frame: Frame, purpose: str, groups: Ints, rows: list[tuple[int, ...]], ids: Ints
) -> Ints:
    """Pick with the weights of each customer's group."""
    picked = np.zeros(len(ids), dtype=np.int64)
    for group, shares in enumerate(rows):
        members = np.flatnonzero(groups == group)
        if len(members):
            picked[members] = frame.luck.pick(shares, purpose, ids[members])
    return picked


def _profiles(frame: Frame, trait: Floats, size: Ints, ids: Ints) -> tuple[Ints, Floats]:
    """Read the profile off the punctuality trait, then draw the customer's mean delay in days."""
    laws = list(frame.calibration.profiles.values())
    profile = np.zeros(len(ids), dtype=np.int64)
    for rank, name in enumerate(SIZES):
        shares = exact.weights(law.weights[name] for law in laws)
        profile = np.where(
            size == rank, np.searchsorted(exact.normal_cuts(shares), trait, side="right"), profile
        )
    z = exact.unit(frame.luck.normal("mean delay", ids))
    centre, spread = (
        _by(profile, [getattr(law, part) for law in laws]) for part in ("centre", "spread")
    )
    lognormal = np.array([law.law == "lognormal" for law in laws])[profile]
    return profile, np.where(lognormal, centre * exact.exp(spread * z), centre + spread * z)


def _defaults(frame: Frame, health: Floats, rate: Floats, ids: Ints) -> Ints:
    """Draw the day of default: in the year to come, or in the nine months past; NEVER otherwise.

    pd = sector rate x size multiplier x exp(-b h - b^2 / 2), capped; public bodies have none.
    """
    latent = frame.calibration.latent
    slope = latent.hazard_slope

    def hazard(of: Floats) -> Floats:
        return np.minimum(rate * exact.exp(-slope * of - slope * slope / 2.0), latent.pd_cap)

    future = frame.luck.uniform("default", ids, 0) < hazard(health[:, -1])
    past = frame.luck.uniform("default", ids, 1) < hazard(health[:, -2]) * (PAST_DAYS / 365.0)
    ahead = frame.last + 1 + frame.luck.integers(365, "default day", ids, 0)
    behind = frame.last - frame.luck.integers(PAST_DAYS, "default day", ids, 1)
    return np.where(past, behind, np.where(future, ahead, NEVER)).astype(np.int64)


def _sectors(frame: Frame, ids: Ints) -> Ints:
    """Draw the sectors; one of the first customers is public where the supplier has such buyers.

    One portfolio of forty in thirty would else have none, and its trainee no public debt to claim.
    """
    sectors = frame.calibration.sectors
    shares = exact.row(frame.scenario.customers.sectors, sectors)
    sector = frame.luck.pick(shares, "sector", ids)
    bodies = [rank for rank, each in enumerate(sectors.values()) if each.public and shares[rank]]
    near = np.arange(NEAREST, dtype=np.int64)
    if bodies and not np.isin(frame.luck.pick(shares, "sector", near), bodies).any():
        one = frame.luck.integers(NEAREST, "public buyer", near[:1])
        sector[ids == one] = bodies[0]
    return sector


def draw(frame: Frame, count: int) -> Cohort:
    """Draw ``count`` customers."""
    ids = np.arange(count, dtype=np.int64)
    parts = [_draw(frame, ids[first : first + AT_ONCE]) for first in range(0, count, AT_ONCE)]
    if len(parts) == 1:
        return parts[0]
    columns = ([getattr(part, item.name) for part in parts] for item in fields(Cohort))
    return Cohort(*map(np.concatenate, columns))


def _draw(frame: Frame, ids: Ints) -> Cohort:
    shared, mix = frame.calibration, frame.scenario.customers
    sectors = list(shared.sectors.values())
    sector = _sectors(frame, ids)
    size = frame.luck.pick(exact.row(mix.sizes, SIZES), "size", ids)
    public = np.array([s.public for s in sectors])[sector]
    health = _health(frame, ids)
    rho = shared.latent.punctuality_correlation
    noise = exact.unit(frame.luck.normal("punctuality", ids))
    shift = _by(sector, [s.delay_shift for s in sectors]) + mix.delay_shift
    trait = -rho * health[:, -1] + float(np.sqrt(1.0 - rho * rho)) * noise + shift
    profile, mean_delay = _profiles(frame, trait, size, ids)
    sizes = [shared.sizes[name] for name in SIZES]
    rate = _by(sector, [s.default_rate for s in sectors]) * _by(
        size, [s.pd_multiplier for s in sizes]
    )
    z_sales = exact.unit(frame.luck.normal("sales", ids))
    default_day = _defaults(frame, health, rate * mix.default_factor, ids)
    ln_sales = (
        _by(size, [s.ln_sales_mu for s in sizes])
        + _by(size, [s.ln_sales_sigma for s in sizes]) * z_sales
    )
    terms = [exact.row(mix.terms.get(key, s.terms), TERMS) for key, s in shared.sectors.items()]
    return Cohort(
        ids=ids,
        sector=sector,
        size=size,
        public=public,
        health=health,
        profile=profile,
        mean_delay=mean_delay,
        default_day=default_day,
        ln_sales=ln_sales,
        ln_purchases=_ln_purchases(frame, ln_sales, ids),
        terms=_grouped_pick(frame, "terms", sector, terms, ids),
        means=_grouped_pick(
            frame, "means", sector, [exact.row(s.methods, MEANS) for s in sectors], ids
        ),
        run=_grouped_pick(
            frame, "run", size, [exact.row(s.payment_runs, RUNS) for s in sizes], ids
        ),
        since=np.minimum(_since(frame, ids), default_day - 60),
    )


def _ln_purchases(frame: Frame, ln_sales: Floats, ids: Ints) -> Floats:
    """Draw ln of yearly purchases in euros, tied to the customer's own sales."""
    law = frame.calibration.invoicing
    sizes = [frame.calibration.sizes[name] for name in SIZES]
    mix = frame.scenario.customers.sizes
    centre = sum(mix.get(n, 0.0) * s.ln_sales_mu for n, s in zip(SIZES, sizes, strict=True))
    square = sum(
        mix.get(n, 0.0) * (s.ln_sales_sigma**2 + (s.ln_sales_mu - centre) ** 2)
        for n, s in zip(SIZES, sizes, strict=True)
    )
    spread = float(np.sqrt(square)) or 1.0
    tie = law.correlation_with_sales
    z = tie * (ln_sales - centre) / spread
    z += float(np.sqrt(1.0 - tie * tie)) * exact.unit(frame.luck.normal("purchases", ids))
    mu = law.ln_purchases_mu + _ln(frame.scenario.customers.purchases_factor)
    return mu + law.ln_purchases_sigma * z


def _ln(value: float) -> float:
    return float(round(Decimal(str(value)).ln(), 9))


def _since(frame: Frame, ids: Ints) -> Ints:
    """Draw the day the account was opened.

    Newcomers come inside the history, the others before it.
    """
    new = frame.luck.uniform("newcomer", ids) < frame.scenario.customers.newcomers
    window = frame.last - frame.first + 1
    inside = frame.first + frame.luck.integers(max(window - 90, 1), "since", ids, 0)
    years = exact.exp(1.6 + 0.7 * exact.unit(frame.luck.normal("since", ids, 1)))
    before = frame.first - 1 - np.minimum(np.rint(years * 365.0), 40 * 365).astype(np.int64)
    return np.where(new, inside, before)
